// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// ChainController: the run shown is edited stage by stage, re-run where that made it stale, and the result
// compared before it is accepted.
#include "app/studio/chain_controller.h"
#include "app/studio/error_presenter.h"
#include "app/studio/session.h"
#include "core/jobs/job_queue.h"
#include "widgets/reasoning/reasoning_panel.h"
#include "widgets/theme/accents.h"
#include "widgets/timeline/timeline_widget.h"

#include <QCryptographicHash>

#include <algorithm>
#include <cmath>

namespace revseg::studio {

namespace {

const QString kDrawnOver = QStringLiteral("drawn_over"); ///< by object of the run: the mask under its box

QString maskKey(const Mask& mask)
{
    return QString::fromLatin1(
        QCryptographicHash::hash(mask.encode(), QCryptographicHash::Sha1).toHex().left(16));
}

Sentence editName(const char* what, const QString& query)
{
    return {what, {query}};
}

} // namespace

bool ChainController::isBusy() const
{
    return m_jobs.activeCount() > 0 || m_tracking.has_value();
}

QString ChainController::queryText() const
{
    const Project* const project = m_session.project();
    const QueryRecord* const query = project != nullptr ? project->query(m_query) : nullptr;
    return query != nullptr ? query->text : QString();
}

void ChainController::editInterpretation(const QString& text)
{
    StageEdit edit;
    edit.interpretation = text;
    applyEdit(edit, editName(QT_TRANSLATE_NOOP("core", "Rewrite the reasoning for “%1”"), queryText()));
}

void ChainController::editDescription(const QString& text)
{
    StageEdit edit;
    edit.description = text;
    applyEdit(edit, editName(QT_TRANSLATE_NOOP("core", "Rewrite the description for “%1”"), queryText()));
}

/// The sample that shows this frame, or the one next to it.
Keyframe ChainController::keyframeAt(FrameIndex frame) const
{
    Keyframe out{0, frame};
    int nearest = -1;
    for (const SampledFrame& s : m_run->sampled) {
        if (nearest < 0 || std::abs(s.frame - frame) < nearest) {
            nearest = std::abs(s.frame - frame);
            out.sample = s.sample;
        }
    }
    return out;
}

void ChainController::moveKeyframe(FrameIndex frame)
{
    if (!m_run)
        return;
    StageEdit edit;
    edit.keyframe = keyframeAt(frame);
    applyEdit(edit, editName(QT_TRANSLATE_NOOP("core", "Move the keyframe for “%1”"), queryText()));
}

/// The object of the project that shows an object of the run; invalid: none yet.
ObjectId ChainController::annotationOf(const ChainObject& object) const
{
    for (const RunTrack& track : m_tracks) {
        if (track.object == object.id &&
            m_session.project()->object(m_session.videoId(), track.annotation) != nullptr)
            return track.annotation;
    }
    return {};
}

/// What a person painted of the object on this frame.
std::optional<Mask> ChainController::paintedMask(ObjectId object, FrameIndex frame) const
{
    if (!object.isValid())
        return std::nullopt;
    const LaneEntry there = m_session.project()->lane(m_session.videoId(), object).at(frame);
    if (!there.hasRecord() || there.origin() != Provenance::Origin::Painted || there.area == 0)
        return std::nullopt;
    const auto record = m_session.project()->mask(m_session.videoId(), object, frame);
    return record && *record ? std::optional((*record)->mask) : std::nullopt;
}

/// The objects of the run with their boxes on another frame: the tight ones of their masks there. One that
/// has no mask there keeps its box, for a person to look at.
std::vector<ChainObject> ChainController::objectsOn(FrameIndex frame) const
{
    std::vector<ChainObject> objects = m_run->objects;
    if (keyframe() == frame)
        return objects;
    for (ChainObject& o : objects) {
        std::optional<Box> seen;
        for (const RunTrack& track : m_tracks) {
            const auto it = track.masks.find(frame);
            if (track.object == o.id && it != track.masks.end())
                seen = it->second.bounds();
        }
        if (const auto painted = paintedMask(annotationOf(o), frame))
            seen = painted->bounds();
        o.box = seen.value_or(o.box);
    }
    return objects;
}

void ChainController::setBox(FrameIndex frame, const Box& box)
{
    const VideoInfo* const info = m_session.info();
    if (!m_run || info == nullptr)
        return;
    const double width = info->native.width;
    const double height = info->native.height;
    const Box inside{std::clamp(box.x1, 0.0, width), std::clamp(box.y1, 0.0, height),
                     std::clamp(box.x2, 0.0, width), std::clamp(box.y2, 0.0, height)};
    StageEdit edit;
    std::vector<ChainObject> objects = objectsOn(frame);
    const bool moved = keyframe() != frame;
    if (moved)
        edit.keyframe = keyframeAt(frame);
    if (objects.empty())
        objects.emplace_back();
    size_t which = 0;
    for (size_t i = 0; i < objects.size(); ++i) {
        if (annotationOf(objects[i]) == m_session.objectId() && m_session.objectId().isValid())
            which = i;
    }
    objects[which].box = inside;
    // A box drawn over a painted mask takes its place as the prompt, until somebody paints again.
    QJsonObject notes = m_run->other[kDrawnOver].toObject();
    const QString object = QString::number(objects[which].id);
    const auto painted = paintedMask(annotationOf(objects[which]), frame);
    if (painted && !(painted->bounds() && *painted->bounds() == inside))
        notes[object] = maskKey(*painted);
    else
        notes.remove(object);
    const size_t others = objects.size() - 1;
    edit.objects = std::move(objects);
    applyEdit(edit, editName(QT_TRANSLATE_NOOP("core", "Draw the box for “%1”"), queryText()),
              {{kDrawnOver, notes}});
    if (moved && others > 0)
        Q_EMIT notice(tr("The other objects have the boxes of their masks on this frame: look at them."));
}

ObjectId ChainController::objectOfRun() const
{
    for (const RunTrack& track : m_tracks) {
        if (m_session.project()->object(m_session.videoId(), track.annotation) != nullptr)
            return track.annotation;
    }
    return m_session.objectId();
}

void ChainController::takeMaskBox(FrameIndex frame)
{
    Project* const project = m_session.project();
    if (!m_run || project == nullptr || m_session.video() == nullptr)
        return;
    const auto record = project->mask(m_session.videoId(), objectOfRun(), frame);
    if (!record) {
        Q_EMIT problem(record.error());
        return;
    }
    const auto bounds = *record ? (*record)->mask.bounds() : std::nullopt;
    if (!bounds) {
        Q_EMIT problem(
            makeError(ErrorKind::InvalidInput,
                      QT_TRANSLATE_NOOP("core", "There is no mask on this frame to take a box from"), {},
                      QT_TRANSLATE_NOOP("core", "go to a frame with a mask, or paint one")));
        return;
    }
    m_corrected = -1;
    setBox(frame, *bounds);
}

void ChainController::writeByHand(const QString& query, FrameIndex frame)
{
    if (!isFree())
        return;
    const QueryId id = questionFor(query);
    if (!id.isValid())
        return;
    const VideoInfo& info = *m_session.info();
    Run run;
    run.status = Run::Status::Ok;
    run.sampled = sampleUniform(info.frames, 16);
    for (SampledFrame& s : run.sampled) {
        s.time_s = size_t(s.frame) < info.times_s.size() ? info.times_s[size_t(s.frame)]
                   : info.rate.value() > 0               ? s.frame / info.rate.value()
                                                         : 0;
    }
    m_run = run;
    run.keyframe = keyframeAt(frame);
    run.setStage(Stage::Keyframe, StageStatus::Edited);
    m_query = id;
    m_review.reset();
    if (store(id, {{run, {}, {}, {}}}, -1,
              editName(QT_TRANSLATE_NOOP("core", "Write a chain for “%1”"), queryText())))
        showRun(m_runId);
}

/// `notes`: what goes into Run::other with the edit; an empty object takes the note away.
void ChainController::applyEdit(const StageEdit& edit, const Sentence& name, const QJsonObject& notes)
{
    if (!m_run || !m_runId.isValid())
        return;
    if (isBusy() || m_review) {
        Q_EMIT notice(m_review ? tr("Accept or discard the new result first.")
                               : tr("Wait until the work is done, or stop it."));
        setRun(*m_run);
        return;
    }
    auto changed = editedRun(*m_run, edit);
    if (!changed) {
        Q_EMIT problem(changed.error());
        setRun(*m_run);
        return;
    }
    for (auto it = notes.begin(); it != notes.end(); ++it) {
        if (it->toObject().isEmpty())
            changed->other.remove(it.key());
        else
            changed->other[it.key()] = *it;
    }
    m_note.clear();
    m_oldBoxes.clear();
    // What has been edited and not yet re-run is one branch, however many edits it takes.
    const bool draft = isEdited(*m_run) && (hasStale(*m_run) || !hasTracks(*m_run));
    RunResult result{*changed, draft ? m_runId : RunId{}, draft ? RunId{} : m_runId, m_tracks};
    store(m_query, {std::move(result)}, -1, name);
}

void ChainController::rerun()
{
    if (!m_run || !m_runId.isValid() || m_session.info() == nullptr) {
        Q_EMIT notice(tr("There is no run yet: ask the question first."));
        return;
    }
    if (m_review) {
        Q_EMIT notice(tr("Accept or discard the new result first."));
        return;
    }
    const Rerun what = rerunOf(*m_run);
    if (what.nothing()) {
        Q_EMIT notice(tr("Nothing is stale: change a stage of the run first."));
        return;
    }
    if (!what.turn1 && !what.turn2) {
        if (isFree())
            trackRun(*m_run, !m_tracks.empty());
        return;
    }
    if (!canAsk())
        return;
    ChainJob::Spec spec{m_session.mediaPath(), queryText(), m_vlm, m_ask, m_run->seed, *m_run};
    const QueryId query = m_query;
    const RunId asked = m_runId;
    startChain(
        std::move(spec), [this, query, asked](const Run& run) { rerunAnswered(query, asked, run); },
        [this, asked] {
            if (m_runId == asked)
                showRun(asked); // as it was before
        });
}

void ChainController::rerunAnswered(QueryId query, RunId asked, const Run& run)
{
    if (m_query != query || !m_runId.isValid())
        return; // another video is shown by now
    // Other runs may have been looked at meanwhile; the answer belongs to the one that was asked again.
    if (m_runId != asked)
        showRun(asked);
    if (m_runId != asked)
        return; // it is gone
    if (run.status != Run::Status::Ok) {
        showRun(m_runId); // as it was before
        return;
    }
    setRun(run);
    if (run.keyframe && !run.objects.empty()) {
        Q_EMIT goTo(run.keyframe->frame);
        if (rerunOf(run).track)
            trackRun(run, !m_tracks.empty());
        else // masks that do not depend on what has changed
            store(query, {{run, m_runId, {}, m_tracks}}, 0,
                  editName(QT_TRANSLATE_NOOP("core", "Re-run “%1”"), queryText()));
        return;
    }
    startReview({run, m_runId, {}, {}}, query, true);
}

void ChainController::trackRun(const Run& run, bool review)
{
    const Project* const project = m_session.project();
    const VideoId video = m_session.videoId();
    const std::vector<ObjectId> free = project->freeObjectIds(video);
    Tracking tracking;
    tracking.video = video;
    tracking.name =
        editName(review ? QT_TRANSLATE_NOOP("core", "Re-run “%1”") : QT_TRANSLATE_NOOP("core", "Run “%1”"),
                 queryText());
    tracking.from = run.keyframe->frame;
    tracking.run = run;
    tracking.query = m_query;
    tracking.replaces = m_runId;
    tracking.review = review;
    TrackRequest request;
    size_t made = 0;
    for (const ChainObject& o : run.objects) {
        ObjectId id = annotationOf(o);
        if (!id.isValid()) {
            if (made >= free.size()) {
                Q_EMIT problem(Project::tooManyObjects());
                return;
            }
            id = free[made];
            QString name = o.label.isEmpty() ? run.description : o.label;
            if (name.size() > 40)
                name = name.left(39) + QChar(0x2026);
            ObjectRecord object = project->newObject(video, id, name);
            object.position += int(made);
            object.color = objectColor(int(project->objects(video).size() + made));
            ++made;
            if (!review)
                tracking.newObjects.push_back(object);
        }
        tracking.objects.push_back(id);
        Prompt prompt;
        prompt.frame = run.keyframe->frame;
        prompt.object = id;
        // What a person painted says more than the box around it, but not than one that was drawn over it.
        const auto painted = paintedMask(id, prompt.frame);
        const QString over = run.other[kDrawnOver][QString::number(o.id)].toString();
        if (painted && maskKey(*painted) != over)
            prompt.mask = *painted;
        else
            prompt.box = o.box;
        request.prompts.push_back(prompt);
    }
    startTracking(std::move(request), std::move(tracking));
}

void ChainController::storeTracked(const Tracking& tracking, Job& job)
{
    RunResult result{tracking.run, tracking.replaces, {}, {}};
    const Project* const project = m_session.project();
    bool any = false;
    for (size_t i = 0; i < tracking.objects.size(); ++i) {
        RunTrack track;
        track.object = result.run.objects[i].id;
        if (project->object(tracking.video, tracking.objects[i]) != nullptr)
            track.annotation = tracking.objects[i];
        for (const auto& [frame, masks] : tracking.found) {
            for (const TrackedMask& mask : masks) {
                if (mask.object == tracking.objects[i]) {
                    track.masks.insert_or_assign(frame, mask.mask);
                    track.scores[frame] = mask.score;
                }
            }
        }
        any = any || !track.masks.empty();
        result.tracks.push_back(std::move(track));
    }
    const bool whole = job.state() == Job::State::Done;
    const bool failed = job.state() == Job::State::Failed;
    // Stopped before anything was found: as it was. The same of a re-run that failed, but a first one tells
    // what became of it.
    if (!any && (!failed || tracking.review)) {
        if (tracking.query == m_query)
            showRun(m_runId);
        return;
    }
    result.run.setStage(Stage::Masks, failed ? StageStatus::Invalid : StageStatus::Ok);
    result.run.status = failed ? Run::Status::Failed : Run::Status::Ok;
    result.run.error = failed ? job.error() : std::nullopt;
    if (!any)
        result.tracks.clear();
    if (tracking.review && tracking.query == m_query)
        startReview(std::move(result), tracking.query, whole);
    else
        store(tracking.query, {std::move(result)}, any ? 0 : -1, tracking.name);
    if (!whole && job.state() == Job::State::Cancelled)
        Q_EMIT notice(tr("Stopped; the frames that are done are kept."));
}

QString ChainController::comparison(const Run& before, const Run& after, const std::vector<RunTrack>& old,
                                    const std::vector<RunTrack>& now) const
{
    QStringList parts;
    if (after.objects.empty())
        parts << tr("The model says that there is no such object.");
    if (const auto iou = tracksIou(old, now))
        parts << tr("Masks: IoU %1.").arg(*iou, 0, 'f', 2);
    if (before.keyframe && after.keyframe && before.keyframe->frame != after.keyframe->frame) {
        parts << tr("Keyframe: %1, before %2.").arg(after.keyframe->frame).arg(before.keyframe->frame);
    } else if (!before.objects.empty() && !after.objects.empty()) {
        parts << tr("Box: IoU %1.").arg(before.objects[0].box.iou(after.objects[0].box), 0, 'f', 2);
    }
    if (before.description != after.description)
        parts << tr("Another description.");
    return parts.join(QLatin1Char(' '));
}

void ChainController::startReview(RunResult result, QueryId query, bool whole)
{
    const Project* const project = m_session.project();
    Review review;
    review.query = query;
    // Compared with what it was branched off from, whose box has not been edited.
    Run before = *m_run;
    if (const auto stored = loadRun(*project, m_runId)) {
        before = *stored;
        if (const auto parent = loadRun(*project, RunId{stored->parent.toLongLong()}))
            before = *parent;
    }
    review.text =
        tr("New result against the old one. %1").arg(comparison(before, result.run, m_tracks, result.tracks));
    if (result.run.error)
        review.text += QLatin1Char(' ') + tr("The tracker failed: not all frames are new.");
    else if (!whole)
        review.text += QLatin1Char(' ') + tr("It was stopped: not all frames are new.");
    for (const RunTrack& track : result.tracks) {
        for (const auto& [frame, mask] : track.masks)
            review.found[frame].push_back({track.annotation, mask, 1});
    }
    m_oldBoxes.clear();
    m_oldBoxFrame = before.keyframe ? before.keyframe->frame : -1;
    for (const ChainObject& o : before.objects)
        m_oldBoxes.push_back({o.box, accent(Accent::Stale, m_panel.palette()), tr("before")});
    review.result = std::move(result);
    m_review = std::move(review);
    m_masks.setPreview(&m_review->found);
    setRun(m_review->result.run);
    m_panel.setMaskStatus(m_review->result.run.stage(Stage::Masks),
                          tr("New masks; the old ones are kept until you accept these."), std::nullopt);
    showNextStep();
}

void ChainController::acceptResult()
{
    if (!m_review)
        return;
    const Review review = std::move(*m_review);
    m_review.reset();
    m_masks.setPreview(nullptr);
    m_oldBoxes.clear();
    store(review.query, {review.result}, 0, editName(QT_TRANSLATE_NOOP("core", "Re-run “%1”"), queryText()));
    m_masks.refresh();
}

void ChainController::discardResult()
{
    if (!m_review)
        return;
    m_review.reset();
    showRun(m_runId);
    Q_EMIT notice(tr("The old result stays."));
}

/// A person painted on a mask of the run: its tight box may be a better one than the model's.
void ChainController::noticeCorrection(VideoId video, ObjectId object, FrameRange frames)
{
    if (!m_run || m_storing || m_tracking || m_review || video != m_session.videoId() ||
        frames.first != frames.last)
        return;
    const bool mine = std::any_of(m_tracks.begin(), m_tracks.end(),
                                  [object](const RunTrack& t) { return t.annotation == object; });
    const LaneEntry entry = m_session.project()->lane(video, object).at(frames.first);
    if (!mine)
        return;
    const bool painted = entry.hasRecord() && entry.origin() == Provenance::Origin::Painted && entry.area > 0;
    if (painted)
        m_corrected = frames.first;
    else if (m_corrected == frames.first) // undone
        m_corrected = -1;
    showNextStep();
}

std::set<ObjectId> ChainController::staleObjects() const
{
    std::set<ObjectId> out;
    if (m_run && m_run->stage(Stage::Masks) == StageStatus::Stale) {
        for (const RunTrack& track : m_tracks)
            out.insert(track.annotation);
    }
    return out;
}

} // namespace revseg::studio
