// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// SamplesController: what the runs of the question earn against a truth.
#include "app/studio/chain_controller.h"
#include "app/studio/samples_controller.h"
#include "app/studio/session.h"
#include "core/chain/run_notes.h"
#include "core/jobs/job_queue.h"
#include "core/jobs/truth_job.h"

#include <QFileDialog>
#include <QFileInfo>

namespace revseg::studio {

namespace {

std::vector<FrameIndex> framesOf(const SampledFrames& sampled)
{
    std::vector<FrameIndex> out;
    for (const SampledFrame& s : sampled)
        out.push_back(s.frame);
    return out;
}

} // namespace

void SamplesController::forgetTruth()
{
    m_truthObject = {};
    m_truthFolder.clear();
    m_folderTruths.clear();
    if (const auto running = m_truthJob.lock())
        running->cancel();
    m_truthJob.reset();
    m_later.start();
}

void SamplesController::setTruthObject(ObjectId object)
{
    forgetTruth();
    m_truthObject = object;
}

void SamplesController::setTruthFolder(const QString& folder)
{
    forgetTruth();
    m_truthFolder = folder;
}

void SamplesController::truthChosen(qint64 id)
{
    if (id != SamplesPanel::kFolderTruth) {
        setTruthObject(ObjectId{id});
        return;
    }
    const QString folder =
        QFileDialog::getExistingDirectory(&m_panel, tr("Folder with the true masks"), m_truthFolder);
    if (folder.isEmpty())
        showTruths(); // the list goes back to what it was
    else
        setTruthFolder(folder);
}

void SamplesController::showTruths()
{
    std::vector<SamplesPanel::Truth> truths{{SamplesPanel::kAutomaticTruth, tr("Painted or checked")}};
    const Project* const project = m_session.project();
    if (project != nullptr && m_session.video() != nullptr) {
        for (const ObjectRecord& object : project->objects(m_session.videoId()))
            truths.push_back({object.id.value, object.name});
    }
    truths.push_back({SamplesPanel::kFolderTruth,
                      m_truthFolder.isEmpty() ? tr("Folder of masks…")
                                              : tr("Folder “%1”").arg(QFileInfo(m_truthFolder).fileName())});
    m_panel.setTruths(truths, !m_truthFolder.isEmpty()  ? SamplesPanel::kFolderTruth
                              : m_truthObject.isValid() ? m_truthObject.value
                                                        : SamplesPanel::kAutomaticTruth);
}

/// In the background, where a run was shown frames that have not been read yet.
void SamplesController::readTruthFolder(const std::vector<Run>& runs)
{
    const VideoInfo* const info = m_session.info();
    if (m_truthFolder.isEmpty() || info == nullptr || !m_truthJob.expired())
        return;
    std::map<std::vector<FrameIndex>, SampledFrames> missing;
    for (const Run& run : runs) {
        auto frames = framesOf(run.sampled);
        if (!run.turns.empty() && m_folderTruths.count(frames) == 0)
            missing.try_emplace(std::move(frames), run.sampled);
    }
    if (missing.empty())
        return;
    std::vector<SampledFrames> samplings;
    for (const auto& [frames, sampled] : missing)
        samplings.push_back(sampled);
    const auto job = std::make_shared<TruthJob>(m_truthFolder, samplings, info->frames, info->native);
    m_truthJob = job;
    const auto current = [this, job = job.get()] { return m_truthJob.lock().get() == job; };
    connect(job.get(), &TruthJob::read, this,
            [this, current, samplings](const std::vector<ChainTruth>& truths) {
                if (!current())
                    return;
                for (size_t i = 0; i < samplings.size(); ++i)
                    m_folderTruths.insert_or_assign(framesOf(samplings[i]), truths[i]);
                m_truthJob.reset();
                m_later.start();
            });
    connect(job.get(), &Job::finished, this, [this, current, job = job.get()](Job::State state) {
        if (state != Job::State::Failed || !current())
            return;
        const Error error = *job->error();
        forgetTruth();
        Q_EMIT problem(error);
    });
    m_jobs.add(job);
}

/// The truth about the sampled frames: what was chosen for it; else where a person has painted or checked the
/// object on all of them.
std::optional<ChainTruth> SamplesController::truth(const SampledFrames& sampled) const
{
    if (!m_truthFolder.isEmpty()) {
        const auto it = m_folderTruths.find(framesOf(sampled));
        return it != m_folderTruths.end() ? std::optional(it->second) : std::nullopt;
    }
    const Project* const project = m_session.project();
    const ObjectId object = m_truthObject.isValid() ? m_truthObject : m_chain.objectOfRun();
    ChainTruth out;
    for (const SampledFrame& s : sampled) {
        const LaneEntry entry = project->lane(m_session.videoId(), object).at(s.frame);
        const bool sure =
            entry.hasRecord() && (entry.checked() || entry.origin() == Provenance::Origin::Painted ||
                                  entry.origin() == Provenance::Origin::Imported);
        if (!sure && !m_truthObject.isValid())
            return std::nullopt;
        if (!entry.hasRecord()) { // an object that was chosen is not to be seen where it has no mask
            out.boxes.push_back(std::nullopt);
            continue;
        }
        const auto record = project->mask(m_session.videoId(), object, s.frame);
        if (!record || !*record)
            return std::nullopt;
        out.boxes.push_back((*record)->mask.bounds());
    }
    if (out.boxes.empty())
        return std::nullopt;
    return out;
}

/// Each run is read with the profile that it was asked with, not with the one of whoever is asked now.
void SamplesController::addRewards(const std::vector<Run>& runs, std::vector<SampleRow>& rows) const
{
    const auto profile = m_chain.askSettings().profileFor(m_chain.vlm());
    const auto prompts = m_chain.askSettings().promptSet();
    const VideoInfo* const info = m_session.info();
    if (info == nullptr)
        return;
    std::map<std::vector<FrameIndex>, std::optional<ChainTruth>> truths;
    for (size_t i = 0; i < runs.size(); ++i) {
        const Run& run = runs[i];
        // Those that came with it count as long as nobody says what the truth is.
        if (!m_truthObject.isValid() && m_truthFolder.isEmpty())
            rows[i].rewards = run.rewards;
        if (rows[i].rewards || run.turns.empty())
            continue;
        auto [it, isNew] = truths.try_emplace(framesOf(run.sampled));
        if (isNew)
            it->second = truth(run.sampled);
        if (!it->second)
            continue;
        const ParseOptions options =
            parseOptionsOf(run, profile ? *profile : ModelProfile(),
                           prompts ? prompts->keyframe_size : PromptSet().keyframe_size);
        rows[i].rewards = runRewards(run, options, info->native, *it->second,
                                     m_chain.askSettings().weights.value_or(RewardWeights()));
    }
}

} // namespace revseg::studio
