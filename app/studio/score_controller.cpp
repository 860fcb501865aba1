// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/score_controller.h"

#include "app/studio/actions.h"
#include "app/studio/session.h"
#include "app/studio/settings.h"
#include "core/jobs/job_queue.h"
#include "widgets/charts/score_panel.h"
#include "widgets/player/player.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>

namespace revseg::studio {

namespace {

/// All that is known of it came from files.
bool isImported(const MaskLane& lane)
{
    const auto frames = lane.frames();
    return !frames.empty() && std::all_of(frames.begin(), frames.end(), [&](FrameIndex f) {
        return lane.at(f).origin() == Provenance::Origin::Imported;
    });
}

} // namespace

ScoreController::ScoreController(Session& session, Player& player, JobQueue& jobs, Settings& settings,
                                 ScorePanel& panel, ActionTable& actions, QWidget* window)
    : QObject(window)
    , m_session(session)
    , m_player(player)
    , m_jobs(jobs)
    , m_settings(settings)
    , m_panel(panel)
    , m_actions(actions)
    , m_window(window)
{
    actions.on("review.score", this, &ScoreController::ask);
    actions.on("review.score_again", this, [this] {
        if (known() != nullptr)
            start(ScoreDialog::Choice(known()->choice));
    });
    actions.on("review.score_export", this, &ScoreController::askFile);
    connect(&panel, &ScorePanel::frameActivated, this, &ScoreController::goTo);
    connect(&player, &Player::positionChanged, &panel, &ScorePanel::setPlayhead);
    connect(&session, &Session::projectReplaced, this, [this] {
        m_known.clear();
        m_last = {};
        if (Project* const project = m_session.project()) {
            connect(project, &Project::masksChanged, this, [this](VideoId video) {
                const auto it = m_known.find(video);
                if (it == m_known.end() || it->second.stale)
                    return;
                it->second.stale = true;
                if (video == m_session.videoId())
                    m_panel.setStale(true);
            });
        }
        show();
    });
    connect(&session, &Session::videoSelected, this, &ScoreController::show);
    show();
}

ScoreController::~ScoreController() = default;

const ScoreController::Known* ScoreController::known() const
{
    const auto it = m_known.find(m_session.videoId());
    return m_session.video() != nullptr && it != m_known.end() ? &it->second : nullptr;
}

void ScoreController::ask()
{
    const Project* const project = m_session.project();
    const VideoRecord* const video = m_session.video();
    if (video == nullptr)
        return;
    std::vector<ScoreDialog::Object> objects;
    for (const ObjectRecord& o : project->objects(video->id))
        objects.push_back({o.id, o.name, isImported(project->lane(video->id, o.id))});
    // The folder of all sequences serves for the next video too, a choice of objects does not.
    ScoreDialog::Choice before = known() != nullptr ? known()->choice : m_last;
    if (known() == nullptr)
        before.truth.pairs.clear();
    auto* const dialog = new ScoreDialog(video->name, std::move(objects), before, m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] { start(dialog->choice()); });
    for (auto left : {&Session::projectReplaced, &Session::videoSelected})
        connect(&m_session, left, dialog, &QDialog::reject);
    dialog->open();
}

void ScoreController::start(const ScoreDialog::Choice& choice)
{
    Project* const project = m_session.project();
    if (m_session.video() == nullptr)
        return;
    if (project->hasUnsaved()) { // the job reads what is on disk
        if (const auto saved = project->saveUnsaved(); !saved) {
            Q_EMIT problem(saved.error());
            return;
        }
    }
    m_last = choice;
    QString truth;
    if (!choice.truth.folder.isEmpty()) {
        truth = QStringLiteral("“%1”").arg(QDir(choice.truth.folder).dirName());
    } else {
        QStringList names;
        for (const auto& [object, own] : choice.truth.pairs) {
            if (const ObjectRecord* const o = project->object(m_session.videoId(), own))
                names << QStringLiteral("“%1”").arg(o->name);
        }
        truth = names.join(QStringLiteral(", "));
    }
    const VideoId video = m_session.videoId();
    const auto job =
        std::make_shared<ScoreJob>(ScoreJob::Spec{project->path(), video, choice.truth, choice.options});
    // What is changed from now on may or may not be seen by the job.
    const auto changed = std::make_shared<bool>(false);
    connect(project, &Project::masksChanged, job.get(), [changed, video](VideoId id) {
        if (id == video)
            *changed = true;
    });
    connect(job.get(), &ScoreJob::scored, this,
            [this, choice, truth, changed,
             path = project->path()](const std::shared_ptr<const VideoScore>& score) {
                if (m_session.project() == nullptr || m_session.project()->path() != path)
                    return;
                m_known[score->video] = {score, choice, truth, *changed};
                if (score->video == m_session.videoId()) {
                    show();
                    Q_EMIT shown();
                }
            });
    connect(job.get(), &Job::finished, this, [this, job = job.get()](Job::State state) {
        if (state == Job::State::Failed)
            Q_EMIT problem(*job->error());
        else if (state == Job::State::Cancelled)
            Q_EMIT notice(tr("Stopped; nothing was scored."));
    });
    m_jobs.add(job);
}

void ScoreController::show()
{
    const Known* const now = known();
    for (const char* id : {"review.score_again", "review.score_export"})
        m_actions[id]->setEnabled(now != nullptr);
    m_actions["review.score"]->setEnabled(m_session.video() != nullptr);
    std::vector<ScoredObject> objects;
    if (now != nullptr) {
        for (const ObjectRecord& o : m_session.project()->objects(m_session.videoId()))
            objects.push_back({o.id, o.name, o.color});
    }
    m_panel.setScore(now != nullptr ? now->score : nullptr, now != nullptr ? now->truth : QString(), objects);
    m_panel.setStale(now != nullptr && now->stale);
    m_panel.setPlayhead(m_player.position());
}

void ScoreController::askFile()
{
    if (known() == nullptr)
        return;
    QString filter;
    QString path = QFileDialog::getSaveFileName(
        m_window, tr("Export scores"),
        QDir(m_settings.lastFolder()).filePath(m_session.video()->name + QStringLiteral(".csv")),
        tr("Table (*.csv);;With the values of each frame (*.json)"), &filter);
    if (path.isEmpty())
        return;
    if (QFileInfo(path).suffix().isEmpty())
        path += filter.contains(QLatin1String("*.json")) ? QStringLiteral(".json") : QStringLiteral(".csv");
    m_settings.setLastFolder(QFileInfo(path).absolutePath());
    save(path);
}

void ScoreController::save(const QString& path)
{
    if (known() == nullptr)
        return;
    const auto job = std::make_shared<SaveScoreJob>(known()->score, path);
    connect(job.get(), &Job::finished, this, [this, path, job = job.get()](Job::State state) {
        if (state == Job::State::Failed)
            Q_EMIT problem(*job->error());
        else if (state == Job::State::Done)
            Q_EMIT notice(tr("The scores are in %1.").arg(QDir::toNativeSeparators(path)));
    });
    m_jobs.add(job);
}

} // namespace revseg::studio
