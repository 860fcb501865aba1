// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/track_controller.h"

#include "app/studio/edit_writer.h"
#include "app/studio/lane_presenter.h"
#include "app/studio/session.h"
#include "core/jobs/job_queue.h"
#include "core/jobs/track_job.h"
#include "widgets/player/player.h"
#include "widgets/timeline/timeline_widget.h"

#include <algorithm>
#include <iterator>
#include <limits>

namespace revseg::studio {

namespace {

/// Frames on each side of where tracking begins that a tracker is reminded of: each makes it slower.
constexpr int kKnown = 2;
constexpr size_t kStarts = 4;

quint64 newNumber()
{
    static quint64 last = 0;
    return ++last;
}

/// A barrier: a person has made it, or found it right.
bool isByHand(LaneEntry e)
{
    return e.hasRecord() && (e.checked() || e.origin() == Provenance::Origin::Painted);
}

/// The earlier of equally near ones; `frames` is not empty.
FrameIndex nearest(const std::set<FrameIndex>& frames, FrameIndex to)
{
    const auto after = frames.lower_bound(to);
    if (after == frames.begin())
        return *after;
    const auto before = std::prev(after);
    return after == frames.end() || to - *before <= *after - to ? *before : *after;
}

} // namespace

TrackController::TrackController(Session& session, Player& player, JobQueue& jobs, MaskEditor& masks,
                                 TimelineWidget& timeline, LanePresenter& lanes, EditWriter& writer,
                                 QObject* parent)
    : QObject(parent)
    , m_session(session)
    , m_player(player)
    , m_jobs(jobs)
    , m_masks(masks)
    , m_timeline(timeline)
    , m_lanes(lanes)
    , m_writer(writer)
    , m_tracker(std::make_shared<SharedTracker>(QStringLiteral("flow")))
    , m_sessionNumber(newNumber())
{
    m_refresh.setSingleShot(true);
    m_refresh.setInterval(40);
    connect(&m_refresh, &QTimer::timeout, &m_masks, &MaskEditor::refresh);
    connect(&session, &Session::videoLeaving, this, &TrackController::clear);
    connect(&session, &Session::projectReplaced, this, [this] {
        if (m_session.project() != nullptr)
            connect(m_session.project(), &Project::masksChanged, this, &TrackController::masksChanged);
    });
}

TrackController::~TrackController() = default;

void TrackController::clear()
{
    m_sessionNumber = newNumber();
    m_starts.clear();
    giveUp();
}

void TrackController::giveUp()
{
    const bool waiting = m_pending.has_value();
    m_work.reset();
    m_pending.reset();
    m_masks.setPreview(nullptr);
    m_lanes.clearFound();
    m_lanes.setChanges({});
    if (waiting)
        Q_EMIT pendingChanged({});
}

void TrackController::masksChanged(VideoId video, ObjectId object, FrameRange frames)
{
    m_lanes.dropFound(object, frames);
    for (std::optional<Work>* work : {&m_work, &m_pending}) {
        if (!*work || (*work)->video != video)
            continue;
        for (FrameIndex f = frames.first; f <= frames.last; ++f) {
            (*work)->touched.insert({f, object});
            if (const auto it = (*work)->found.find(f); it != (*work)->found.end())
                std::erase_if(it->second, [object](const TrackedMask& m) { return m.object == object; });
        }
    }
}

/// Frames around `from` that tracking may fill: up to what a person made on both sides.
FrameRange TrackController::rangeFor(ObjectId object, FrameIndex from) const
{
    const int frames = m_session.video()->frames;
    if (const auto selected = m_timeline.selection();
        selected && selected->first == int(object.value) && selected->second.contains(from))
        return selected->second;
    const MaskLane& lane = m_session.project()->lane(m_session.videoId(), object);
    const auto limit = [&](int step) {
        for (FrameIndex f = from + step; f >= 0 && f < frames; f += step) {
            const LaneEntry e = lane.at(f);
            if (isByHand(e))
                return f - step;
        }
        return step > 0 ? frames - 1 : 0;
    };
    return {limit(-1), limit(1)};
}

Result<std::vector<Prompt>> TrackController::knownOf(ObjectId object, FrameIndex from) const
{
    const MaskLane& lane = m_session.project()->lane(m_session.videoId(), object);
    std::set<FrameIndex> frames;
    for (const int step : {-1, 1}) {
        int found = 0;
        for (FrameIndex f = from + step; f >= 0 && f < m_session.video()->frames && found < kKnown;
             f += step) {
            if (isByHand(lane.at(f))) {
                frames.insert(f);
                ++found;
            }
        }
    }
    if (const auto starts = m_starts.find(object); starts != m_starts.end())
        frames.insert(starts->second.begin(), starts->second.end());
    frames.erase(from);
    std::vector<Prompt> out;
    for (const FrameIndex frame : frames) {
        const auto record = m_session.project()->mask(m_session.videoId(), object, frame);
        if (!record)
            return fail(record.error());
        // Taken back meanwhile, or nothing is said about the object.
        if (*record == nullptr || ((*record)->mask.isEmpty() && (*record)->presence == Presence::NotLooked))
            continue;
        Prompt prompt;
        prompt.frame = frame;
        prompt.object = object;
        prompt.mask = (*record)->mask;
        out.push_back(std::move(prompt));
    }
    return out;
}

void TrackController::trackObject(TrackDirection direction)
{
    if (m_session.object() == nullptr)
        return;
    m_masks.takeClicked();
    const ObjectId object = m_masks.objectToEdit();
    if (object.isValid())
        start({object}, direction);
}

void TrackController::trackAll()
{
    if (m_session.video() == nullptr)
        return;
    m_masks.takeClicked();
    std::vector<ObjectId> objects;
    for (const ObjectRecord& o : m_session.project()->objects(m_session.videoId())) {
        const LaneEntry here = m_session.project()->lane(m_session.videoId(), o.id).at(m_player.position());
        if (!o.locked && o.visible && here.area > 0)
            objects.push_back(o.id);
    }
    if (objects.empty()) {
        Q_EMIT problem(makeError(
            ErrorKind::InvalidInput, QT_TRANSLATE_NOOP("core", "No object has a mask on this frame to track"),
            {}, QT_TRANSLATE_NOOP("core", "paint one (B) or drag a box around it (R) first")));
        return;
    }
    start(objects, TrackDirection::Both);
}

void TrackController::trackOne(int step)
{
    if (m_session.object() == nullptr)
        return;
    m_masks.takeClicked();
    const ObjectId object = m_masks.objectToEdit();
    const FrameIndex next = m_player.position() + step;
    if (!object.isValid() || next < 0 || next >= m_session.video()->frames)
        return;
    if (isByHand(m_session.project()->lane(m_session.videoId(), object).at(next))) {
        Q_EMIT goTo(next); // it stays as it is
        Q_EMIT notice(tr("A person has made or checked frame %1: it stays as it is.").arg(next));
        return;
    }
    start({object}, step > 0 ? TrackDirection::Forward : TrackDirection::Backward, FrameRange{next, next});
}

void TrackController::trackSelected()
{
    if (m_session.object() == nullptr)
        return;
    const auto selected = m_timeline.selection();
    if (!selected || selected->first != int(m_session.objectId().value)) {
        Q_EMIT notice(tr("Drag over the lane of the object to select frames first."));
        return;
    }
    m_masks.takeClicked();
    const ObjectId object = m_masks.objectToEdit();
    if (!object.isValid() || !isFree())
        return;
    const FrameRange range = selected->second;
    const MaskLane& lane = m_session.project()->lane(m_session.videoId(), object);
    Work work;
    TrackRequest request;
    work.video = m_session.videoId();
    work.ranges[object] = range;
    for (FrameIndex f = std::max(0, range.first - 1);
         f <= std::min(m_session.video()->frames - 1, range.last + 1); ++f) {
        if (range.contains(f) && !isByHand(lane.at(f)))
            continue;
        if (const auto added = addPrompt(request, work, object, f); !added) {
            Q_EMIT problem(added.error());
            return;
        }
    }
    const QString name = m_session.object()->name;
    if (request.prompts.empty()) {
        Q_EMIT problem(makeError(
            ErrorKind::InvalidInput,
            QT_TRANSLATE_NOOP("core", "“%1” has no mask beside the selected frames to track from"), {name},
            QT_TRANSLATE_NOOP("core", "select frames beside a mask, or paint one in them first")));
        return;
    }
    request.range =
        FrameRange{std::min(range.first, *work.from.begin()), std::max(range.last, *work.from.rbegin())};
    work.proposal.name = {QT_TRANSLATE_NOOP("core", "Re-track %1, frames %2"),
                          {name, QStringLiteral("%1–%2").arg(range.first).arg(range.last)}};
    work.proposal.place = {work.video, range.first};
    run(std::move(request), std::move(work));
}

bool TrackController::isFree()
{
    if (m_session.info() == nullptr)
        return false;
    if (m_jobs.activeCount() > 0) {
        Q_EMIT notice(tr("Other work is running: wait until it is done, or stop it (Ctrl+.)."));
        return false;
    }
    if (m_pending)
        discard();
    return true;
}

Result<bool> TrackController::addPrompt(TrackRequest& request, Work& work, ObjectId object,
                                        FrameIndex frame) const
{
    const auto mask = m_session.project()->mask(work.video, object, frame);
    if (!mask)
        return fail(mask.error());
    if (*mask == nullptr || (*mask)->mask.isEmpty())
        return false;
    Prompt prompt;
    prompt.frame = frame;
    prompt.object = object;
    prompt.mask = (*mask)->mask;
    request.prompts.push_back(std::move(prompt));
    work.from.insert(frame);
    return true;
}

void TrackController::start(const std::vector<ObjectId>& objects, TrackDirection direction,
                            std::optional<FrameRange> limit)
{
    if (!isFree())
        return;
    const Project* const project = m_session.project();
    const FrameIndex from = m_player.position();
    Work work;
    work.video = m_session.videoId();
    work.one = limit.has_value();
    TrackRequest request;
    request.direction = direction;
    FrameRange all{from, from};
    QStringList names;
    for (const ObjectId object : objects) {
        const ObjectRecord* const record = project->object(work.video, object);
        const auto added = addPrompt(request, work, object, from);
        if (!added) {
            Q_EMIT problem(added.error());
            return;
        }
        if (!*added) {
            Q_EMIT problem(makeError(
                ErrorKind::InvalidInput, QT_TRANSLATE_NOOP("core", "“%1” has no mask on this frame to track"),
                {record->name},
                QT_TRANSLATE_NOOP("core", "paint one (B) or drag a box around it (R) first")));
            return;
        }
        auto known = knownOf(object, from);
        if (!known) {
            Q_EMIT problem(known.error());
            return;
        }
        std::move(known->begin(), known->end(), std::back_inserter(request.known));
        const FrameRange range = limit ? *limit : rangeFor(object, from);
        work.ranges[object] = range;
        all = {std::min(all.first, range.first), std::max(all.last, range.last)};
        names << record->name;
    }
    if ((all.first == from || direction == TrackDirection::Forward) &&
        (all.last == from || direction == TrackDirection::Backward)) {
        Q_EMIT notice(
            tr("There is nothing to track here: no frame is beside this one, or a person has made or "
               "checked those that are."));
        return;
    }
    request.range = all;
    request.session = m_sessionNumber;
    for (const ObjectId object : objects) {
        auto& starts = m_starts[object];
        std::erase(starts, from);
        starts.push_back(from);
        if (starts.size() > kStarts)
            starts.erase(starts.begin());
    }
    work.proposal.name = objects.size() == 1
                             ? Sentence{QT_TRANSLATE_NOOP("core", "Track %1 from frame %2"),
                                        {names.first(), QString::number(from)}}
                             : Sentence{QT_TRANSLATE_NOOP("core", "Track %1 objects from frame %2"),
                                        {QString::number(objects.size()), QString::number(from)}};
    work.proposal.place = {work.video, limit ? limit->first : from};
    run(std::move(request), std::move(work));
}

void TrackController::run(TrackRequest request, Work work)
{
    m_work = std::move(work);
    m_masks.setPreview(&m_work->found);
    const auto job = std::make_shared<TrackJob>(m_session.mediaPath(), m_tracker, std::move(request));
    connect(job.get(), &TrackJob::tracked, this, &TrackController::frameTracked);
    connect(job.get(), &Job::finished, this, [this, job = job.get()] { finished(*job); });
    m_jobs.add(job);
}

void TrackController::frameTracked(const TrackedFrame& frame)
{
    if (!m_work || m_work->from.contains(frame.frame))
        return;
    auto& masks = m_work->found[frame.frame];
    for (const TrackedMask& mask : frame.masks) {
        const auto range = m_work->ranges.find(mask.object);
        if (range != m_work->ranges.end() && range->second.contains(frame.frame) &&
            m_work->touched.count({frame.frame, mask.object}) == 0) {
            masks.push_back(mask);
            m_lanes.addFound(mask.object, frame.frame, !mask.mask.isEmpty(), float(mask.score));
        }
    }
    if (!m_refresh.isActive())
        m_refresh.start();
}

void TrackController::finished(Job& job)
{
    if (!m_work)
        return;
    Work work = std::move(*m_work);
    m_work.reset();
    m_masks.setPreview(nullptr);
    m_lanes.clearFound();
    if (job.state() == Job::State::Failed)
        Q_EMIT problem(*job.error());
    if (m_session.project() == nullptr || m_session.videoId() != work.video)
        return;
    // What was found stays, also when the user stopped it or it failed on the way.
    const bool ask = !work.one;
    const FrameIndex shown = work.ranges.begin()->second.first;
    const bool show = work.one && job.state() == Job::State::Done;
    applyWork(std::move(work), ask, job.state() == Job::State::Cancelled ? tr("Stopped.") : QString());
    if (show)
        Q_EMIT goTo(shown);
}

Proposal TrackController::proposalOf(const Work& work) const
{
    Proposal proposal = work.proposal;
    for (const auto& [frame, masks] : work.found) {
        for (const TrackedMask& found : masks) {
            auto record = std::make_shared<MaskRecord>();
            record->mask = found.mask;
            record->presence = found.mask.isEmpty() ? Presence::Absent : Presence::Annotated;
            record->provenance.origin = Provenance::Origin::Tracked;
            record->provenance.source = m_tracker->spec();
            record->provenance.from = nearest(work.from, frame);
            record->score = found.score;
            proposal.masks.push_back({found.object, frame, std::move(record)});
        }
    }
    return proposal;
}

void TrackController::applyWork(Work work, bool ask, const QString& prefix)
{
    Project* const project = m_session.project();
    auto edit = project->editFor(proposalOf(work));
    if (!edit) {
        Q_EMIT problem(edit.error());
        return;
    }
    const bool changes =
        std::any_of(edit->differences.begin(), edit->differences.end(),
                    [](const ProposedDifference& d) { return d.area_before > 0 && d.iou < 1; });
    if (ask && changes) {
        offer(std::move(work), *edit);
        return;
    }
    QStringList text;
    if (!prefix.isEmpty())
        text << prefix;
    const int frames = int(edit->edit.changes.size());
    if ((!prefix.isEmpty() && frames > 0) || edit->barred > 0)
        text << tr("%n mask(s) are kept.", nullptr, frames);
    if (edit->barred > 0)
        text << tr("%n checked frame(s) stayed as they were.", nullptr, edit->barred);
    const auto kept = std::make_shared<Work>(std::move(work));
    m_writer.apply(std::move(edit->edit), [this, text, kept](const Result<Place>& done) {
        if (!done && done.error().isCancelled() && !m_writer.isLeaving()) {
            // Only the writing was called off; what took minutes to track is not thrown away for that.
            if (auto again = m_session.project()->editFor(proposalOf(*kept)))
                offer(std::move(*kept), *again);
        } else if (!done) {
            Q_EMIT problem(done.error());
        } else if (!text.isEmpty()) {
            Q_EMIT notice(text.join(QLatin1Char(' ')));
        }
        m_masks.refresh();
    });
}

/// Shows it and waits for accept() or discard().
void TrackController::offer(Work work, const ProposalEdit& edit)
{
    m_pending = std::move(work);
    m_masks.setPreview(&m_pending->found);
    showPending(edit);
}

void TrackController::showPending(const ProposalEdit& edit)
{
    std::map<ObjectId, std::vector<float>> changes;
    int changed = 0;
    int added = 0;
    double sum = 0;
    double least = 2;
    FrameIndex worst = -1;
    for (const ProposedDifference& d : edit.differences) {
        auto& lane = changes[d.object];
        lane.resize(size_t(m_session.video()->frames), std::numeric_limits<float>::quiet_NaN());
        if (d.iou >= 1)
            continue;
        lane[size_t(d.frame)] = float(1 - d.iou);
        if (d.area_before == 0) {
            ++added;
            continue;
        }
        ++changed;
        sum += d.iou;
        if (d.iou < least) {
            least = d.iou;
            worst = d.frame;
        }
    }
    m_lanes.setChanges(std::move(changes));
    QStringList text;
    if (changed > 0) {
        text << tr("Tracking would change %n mask(s)", nullptr, changed) +
                    tr(": mean IoU %1 with what is there, least %2 on frame %3.")
                        .arg(sum / changed, 0, 'f', 2)
                        .arg(least, 0, 'f', 2)
                        .arg(worst);
    }
    if (added > 0)
        text << tr("It would add %n mask(s).", nullptr, added);
    if (edit.barred > 0)
        text << tr("%n checked frame(s) stay as they are.", nullptr, edit.barred);
    Q_EMIT pendingChanged(text.join(QLatin1Char(' ')));
}

void TrackController::accept()
{
    if (!m_pending)
        return;
    Work work = std::move(*m_pending);
    giveUp();
    applyWork(std::move(work), false, {});
}

void TrackController::discard()
{
    if (!m_pending)
        return;
    giveUp();
    m_masks.refresh();
}

} // namespace revseg::studio
