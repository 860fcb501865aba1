// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/review_controller.h"

#include "app/studio/actions.h"
#include "app/studio/session.h"
#include "core/jobs/job_queue.h"
#include "core/jobs/review_job.h"
#include "core/project/mask_edits.h"
#include "widgets/player/player.h"
#include "widgets/review/review_panel.h"

#include <algorithm>

namespace revseg::studio {

namespace {

constexpr size_t kMostRows = 500; ///< a person looks at the worst; the rest moves up

} // namespace

ReviewController::ReviewController(Session& session, Player& player, JobQueue& jobs, ReviewPanel& panel,
                                   ActionTable& actions, QObject* parent)
    : QObject(parent)
    , m_session(session)
    , m_player(player)
    , m_jobs(jobs)
    , m_panel(panel)
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(400);
    connect(&m_timer, &QTimer::timeout, this, &ReviewController::look);
    connect(&session, &Session::projectReplaced, this, &ReviewController::projectReplaced);
    connect(&session, &Session::videoSelected, this, &ReviewController::videoSelected);
    connect(&session, &Session::objectSelected, this, &ReviewController::show);
    connect(&panel, &ReviewPanel::activated, this,
            [this](int object, FrameRange frames) { go(ObjectId{object}, frames); });
    actions.on("review.next", this, [this] { step(1); });
    actions.on("review.previous", this, [this] { step(-1); });
    actions.on("review.check", this, &ReviewController::checkAndGoOn);
    actions.on("review.bisect", this, &ReviewController::bisect);
    actions.on("review.repair", this, &ReviewController::repair);
}

ReviewController::~ReviewController() = default;

void ReviewController::projectReplaced()
{
    m_problems.clear();
    m_old.clear();
    show();
    const Project* const project = m_session.project();
    if (project == nullptr)
        return;
    connect(project, &Project::masksChanged, this, [this](VideoId video, ObjectId object) {
        if (video != m_session.videoId())
            return;
        m_old.insert(object);
        m_timer.start();
    });
    connect(project, &Project::objectsChanged, this, [this](VideoId video) {
        if (video == m_session.videoId())
            videoSelected();
    });
}

void ReviewController::videoSelected()
{
    m_problems.clear();
    m_old.clear();
    if (m_session.video() != nullptr) {
        for (const ObjectRecord& o : m_session.project()->objects(m_session.videoId()))
            m_old.insert(o.id);
    }
    if (!m_old.empty())
        m_timer.start();
    show();
}

void ReviewController::look()
{
    if (m_session.video() == nullptr || m_old.empty())
        return;
    if (const auto running = m_job.lock(); running && !running->isOver()) {
        m_timer.start(); // its answer comes first; what has changed meanwhile is looked at then
        return;
    }
    const VideoId video = m_session.videoId();
    const auto job = std::make_shared<ReviewJob>(m_session.project()->path(), video,
                                                 std::vector<ObjectId>(m_old.begin(), m_old.end()));
    m_old.clear();
    m_job = job;
    connect(job.get(), &ReviewJob::reviewed, this,
            [this, video](ObjectId object, const std::vector<ReviewProblem>& problems) {
                if (m_session.videoId() != video)
                    return;
                m_problems[object] = problems;
                show();
            });
    connect(job.get(), &Job::finished, this, [this, job = job.get()](Job::State state) {
        if (state == Job::State::Failed)
            Q_EMIT problem(*job->error());
    });
    m_jobs.add(job);
}

void ReviewController::show()
{
    std::vector<ReviewRow> rows;
    const Project* const project = m_session.project();
    if (project != nullptr && m_session.video() != nullptr) {
        std::vector<std::vector<ReviewProblem>> lists;
        for (const auto& [object, problems] : m_problems)
            lists.push_back(problems);
        const auto reason = [](ReviewProblemKind kind) {
            switch (kind) {
            case ReviewProblemKind::LowScore:
                return tr("low score");
            case ReviewProblemKind::AreaJump:
                return tr("size jumps");
            case ReviewProblemKind::CentroidJump:
                return tr("place jumps");
            case ReviewProblemKind::Flicker:
                return tr("flicker");
            case ReviewProblemKind::Disagreement:
                return tr("tracks disagree");
            }
            return QString();
        };
        for (const ReviewProblem& p : mergedProblems(std::move(lists))) {
            const ObjectRecord* const object = project->object(m_session.videoId(), p.object);
            if (object == nullptr)
                continue;
            rows.push_back(
                {int(p.object.value), object->name, object->color, p.frames, reason(p.kind), p.severity});
            if (rows.size() == kMostRows)
                break;
        }
    }
    m_panel.setRows(rows);
    const ObjectRecord* const object = m_session.object();
    if (object == nullptr) {
        m_panel.setProgress({}, 0, 0, 0, 0);
        return;
    }
    const auto it = m_problems.find(object->id);
    const ReviewProgress progress =
        reviewProgress(project->lane(m_session.videoId(), object->id), m_session.video()->frames,
                       it != m_problems.end() ? it->second : std::vector<ReviewProblem>{});
    m_panel.setProgress(object->name, progress.frames, progress.known, progress.checked, progress.implied);
}

void ReviewController::go(ObjectId object, FrameRange frames)
{
    m_session.selectObject(object);
    Q_EMIT goTo(frames.first);
}

void ReviewController::step(int direction)
{
    const int count = int(m_panel.rows().size());
    if (count == 0) {
        Q_EMIT notice(tr("No problem has been found."));
        return;
    }
    const int now = m_panel.current();
    const int next = now < 0 ? (direction > 0 ? 0 : count - 1) : (now + direction + count) % count;
    m_panel.setCurrent(next);
    const ReviewRow& row = m_panel.rows()[size_t(next)];
    go(ObjectId{row.object}, row.frames);
}

void ReviewController::checkAndGoOn()
{
    if (m_session.object() == nullptr)
        return;
    Project* const project = m_session.project();
    const FrameIndex frame = m_player.position();
    auto edit = markChecked(*project, m_session.videoId(), m_session.objectId(), {frame, frame}, true);
    if (!edit) {
        Q_EMIT problem(edit.error());
        return;
    }
    if (!edit->isEmpty()) {
        if (const auto done = project->apply(std::move(*edit)); !done) {
            Q_EMIT problem(done.error());
            return;
        }
    }
    // The row of this frame goes when the list is made anew; the one after it is next.
    const int now = m_panel.current();
    const auto& rows = m_panel.rows();
    for (int i = std::max(0, now); i < int(rows.size()); ++i) {
        if (rows[size_t(i)].object == int(m_session.objectId().value) &&
            rows[size_t(i)].frames.contains(frame))
            continue;
        m_panel.setCurrent(i);
        go(ObjectId{rows[size_t(i)].object}, rows[size_t(i)].frames);
        return;
    }
    bisect();
}

void ReviewController::bisect()
{
    if (m_session.object() == nullptr)
        return;
    const FrameIndex frame =
        nextToCheck(m_session.project()->lane(m_session.videoId(), m_session.objectId()));
    if (frame < 0)
        Q_EMIT notice(tr("Every frame of “%1” has been looked at.").arg(m_session.object()->name));
    else
        Q_EMIT goTo(frame);
}

void ReviewController::repair()
{
    if (m_session.object() == nullptr)
        return;
    Project* const project = m_session.project();
    FrameRange frames{m_player.position(), m_player.position()};
    const int row = m_panel.current();
    if (row >= 0 && m_panel.rows()[size_t(row)].object == int(m_session.objectId().value) &&
        m_panel.rows()[size_t(row)].frames.contains(frames.first))
        frames = m_panel.rows()[size_t(row)].frames;
    if (m_session.object()->locked) {
        Q_EMIT problem(makeError(ErrorKind::InvalidInput, QT_TRANSLATE_NOOP("core", "“%1” is locked"),
                                 {m_session.object()->name},
                                 QT_TRANSLATE_NOOP("core", "unlock it with Ctrl+L to change its masks")));
        return;
    }
    auto edit = repairFromNeighbours(*project, m_session.videoId(), m_session.objectId(), frames);
    if (!edit)
        Q_EMIT problem(edit.error());
    else if (const auto done = project->apply(std::move(*edit)); !done)
        Q_EMIT problem(done.error());
}

} // namespace revseg::studio
