// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/attention_controller.h"

#include "app/studio/chain_controller.h"
#include "app/studio/session.h"
#include "core/jobs/attention_job.h"
#include "core/jobs/job_queue.h"
#include "widgets/canvas/canvas_widget.h"
#include "widgets/reasoning/reasoning_panel.h"

#include <algorithm>

namespace revseg::studio {

namespace {

QString rawOf(const Run* run, int turn)
{
    if (run == nullptr)
        return {};
    const auto at = std::ranges::find(run->turns, turn, &Turn::number);
    return at == run->turns.end() ? QString() : at->raw;
}

} // namespace

AttentionController::AttentionController(Session& session, ChainController& chain, JobQueue& jobs,
                                         CanvasWidget& canvas, ReasoningPanel& panel, QObject* parent)
    : QObject(parent)
    , m_session(session)
    , m_chain(chain)
    , m_jobs(jobs)
    , m_canvas(canvas)
    , m_panel(panel)
{
    connect(&chain, &ChainController::runChanged, this, &AttentionController::runChanged);
    connect(&panel, &ReasoningPanel::attentionClosed, this, &AttentionController::close);
    connect(&panel, &ReasoningPanel::heatOpacityChanged, this, &AttentionController::frameShown);
}

void AttentionController::show()
{
    const Run* const run = m_chain.run();
    const auto words = m_panel.selectedWords();
    if (run == nullptr || !words) {
        Q_EMIT notice(tr("Select words that the model wrote first, in the reasoning or in the raw answers."));
        return;
    }
    close();
    m_words = *words;
    m_raw = rawOf(run, words->turn);
    AttentionJob::Spec spec{m_session.mediaPath(), m_chain.vlm(), m_chain.askSettings(), *run, *words};
    const auto job = std::make_shared<AttentionJob>(std::move(spec));
    m_job = job;
    const auto current = [this, job = job.get()] { return m_job.lock().get() == job; };
    connect(job.get(), &AttentionJob::found, this, [this, current](const RunAttention& attention) {
        if (current())
            take(attention);
    });
    connect(job.get(), &Job::finished, this, [this, job = job.get(), current](Job::State state) {
        if (current() && state == Job::State::Failed)
            Q_EMIT problem(*job->error());
    });
    m_jobs.add(job);
}

void AttentionController::take(const RunAttention& attention)
{
    m_attention = attention;
    m_panel.showAttention(m_words, attention);
    const auto keyframe = m_chain.keyframe();
    if (m_canvas.hasFrame() && heatOf(m_canvas.frame().index) == nullptr && !attention.frames.empty())
        Q_EMIT goTo(keyframe && heatOf(*keyframe) ? *keyframe : attention.frames.front().frame);
    frameShown();
}

bool AttentionController::close()
{
    const auto job = m_job.lock();
    const bool asking = job && !job->isOver();
    if (asking)
        job->cancel();
    m_job.reset();
    if (!m_attention)
        return asking;
    m_attention.reset();
    m_panel.clearAttention();
    m_canvas.setHeat(std::nullopt);
    return true;
}

/// What is asked and shown stays as long as the answer is the same.
void AttentionController::runChanged()
{
    if (rawOf(m_chain.run(), m_words.turn) != m_raw)
        close();
}

/// The one that the words looked at last: in turn 2 the keyframe has been shown once more.
const FrameHeat* AttentionController::heatOf(FrameIndex frame) const
{
    if (!m_attention)
        return nullptr;
    const auto& all = m_attention->frames;
    const auto last =
        std::find_if(all.rbegin(), all.rend(), [&](const FrameHeat& h) { return h.frame == frame; });
    return last == all.rend() ? nullptr : &*last;
}

void AttentionController::frameShown()
{
    if (!m_attention)
        return;
    const FrameHeat* const heat = m_canvas.hasFrame() ? heatOf(m_canvas.frame().index) : nullptr;
    if (heat == nullptr) {
        m_canvas.setHeat(std::nullopt);
        return;
    }
    const QString words = m_panel.textOf(m_words).simplified();
    m_canvas.setHeat(CanvasHeat{heat->columns, heat->rows, heat->heat, m_panel.heatOpacity(),
                                tr("Attention of “%1”").arg(words)});
}

} // namespace revseg::studio
