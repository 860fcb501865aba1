// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/project/mask_edits.h"

#include "core/mask/morphology.h"

namespace revseg {

namespace {

QString nameOf(const Project& project, VideoId video, ObjectId object)
{
    const ObjectRecord* const record = project.object(video, object);
    return record != nullptr ? record->name : Project::defaultObjectName(object);
}

QString rangeText(FrameRange range)
{
    return range.first == range.last ? QString::number(range.first)
                                     : QStringLiteral("%1–%2").arg(range.first).arg(range.last);
}

/// An edit of each frame in the range that has a record, or of all of them.
Result<Edit> editFrames(const Project& project, VideoId video, ObjectId object, FrameRange range,
                        const char* name, bool onlyRecords,
                        const std::function<MaskRecordPtr(FrameIndex, const MaskRecordPtr&)>& change)
{
    const VideoRecord* const record = project.video(video);
    Edit edit{{name, {nameOf(project, video, object), rangeText(range)}}, {video, range.first}, {}};
    if (record == nullptr)
        return edit;
    const MaskLane& lane = project.lane(video, object);
    const FrameIndex last = std::min<FrameIndex>(range.last, record->frames - 1);
    for (FrameIndex f = std::max<FrameIndex>(0, range.first); f <= last; ++f) {
        if (onlyRecords && !lane.at(f).hasRecord())
            continue;
        auto before = project.mask(video, object, f);
        if (!before)
            return fail(before.error());
        MaskRecordPtr after = change(f, *before);
        if (after == *before || (after && *before && *after == **before))
            continue;
        edit.changes.emplace_back(MaskChange{video, object, f, std::move(*before), std::move(after)});
    }
    return edit;
}

MaskRecordPtr painted(Mask mask, const char* source)
{
    auto record = std::make_shared<MaskRecord>();
    record->mask = std::move(mask);
    record->provenance.source = QLatin1String(source);
    return record;
}

Error noNeighbour()
{
    return makeError(ErrorKind::InvalidInput,
                     QT_TRANSLATE_NOOP("core", "There is no mask on both sides to go between"), {},
                     QT_TRANSLATE_NOOP("core", "paint or check one before and one after this frame first"));
}

/// Fills (from, to) by masks between those at both ends.
Result<Edit> between(const Project& project, VideoId video, ObjectId object, FrameIndex from, FrameIndex to,
                     const char* name, const char* source)
{
    const auto a = project.mask(video, object, from);
    const auto b = project.mask(video, object, to);
    if (!a)
        return fail(a.error());
    if (!b)
        return fail(b.error());
    if (!*a || !*b || (*a)->mask.isEmpty() || (*b)->mask.isEmpty())
        return fail(noNeighbour());
    return editFrames(project, video, object, {from + 1, to - 1}, name, false,
                      [&](FrameIndex f, const MaskRecordPtr& now) -> MaskRecordPtr {
                          // What a person has said of a frame stays: checked, or hidden, away, out of it.
                          const bool said = now && now->provenance.origin == Provenance::Origin::Painted &&
                                            now->presence != Presence::Annotated;
                          if (said || (now && now->checked))
                              return now;
                          auto record = std::make_shared<MaskRecord>();
                          record->mask =
                              interpolated((*a)->mask, (*b)->mask, double(f - from) / double(to - from));
                          record->provenance.origin = Provenance::Origin::Tracked;
                          record->provenance.source = QLatin1String(source);
                          record->provenance.from = f - from <= to - f ? from : to;
                          return record;
                      });
}

} // namespace

Result<Edit> deleteRange(const Project& project, VideoId video, ObjectId object, FrameRange range)
{
    return editFrames(project, video, object, range,
                      QT_TRANSLATE_NOOP("core", "Delete masks of %1, frames %2"), true,
                      [](FrameIndex, const MaskRecordPtr&) { return MaskRecordPtr(); });
}

Result<Edit> markPresence(const Project& project, VideoId video, ObjectId object, FrameRange range,
                          Presence presence)
{
    const char* name = nullptr;
    switch (presence) {
    case Presence::NotLooked:
        name = QT_TRANSLATE_NOOP("core", "Forget %1, frames %2");
        break;
    case Presence::Absent:
        name = QT_TRANSLATE_NOOP("core", "Mark %1 absent, frames %2");
        break;
    case Presence::Occluded:
        name = QT_TRANSLATE_NOOP("core", "Mark %1 occluded, frames %2");
        break;
    case Presence::OutOfFrame:
        name = QT_TRANSLATE_NOOP("core", "Mark %1 out of frame, frames %2");
        break;
    case Presence::Annotated:
        return fail(ErrorKind::InvalidInput,
                    QT_TRANSLATE_NOOP("core", "An object is annotated where it has a mask"), {},
                    QT_TRANSLATE_NOOP("core", "paint one"));
    }
    const Size size = project.video(video) != nullptr ? project.video(video)->native : Size{};
    return editFrames(project, video, object, range, name, presence == Presence::NotLooked,
                      [presence, size](FrameIndex, const MaskRecordPtr& now) -> MaskRecordPtr {
                          if (presence == Presence::NotLooked)
                              return nullptr;
                          if (now && now->presence == presence)
                              return now;
                          auto record = std::make_shared<MaskRecord>();
                          record->mask = Mask::empty(size);
                          record->presence = presence;
                          record->provenance.source = QStringLiteral("marked");
                          return record;
                      });
}

Result<Edit> markChecked(const Project& project, VideoId video, ObjectId object, FrameRange range,
                         bool checked)
{
    return editFrames(project, video, object, range,
                      checked ? QT_TRANSLATE_NOOP("core", "Mark %1 checked, frames %2")
                              : QT_TRANSLATE_NOOP("core", "Mark %1 not checked, frames %2"),
                      true, [checked](FrameIndex, const MaskRecordPtr& now) -> MaskRecordPtr {
                          if (now->checked == checked)
                              return now;
                          auto record = std::make_shared<MaskRecord>(*now);
                          record->checked = checked;
                          return record;
                      });
}

Result<Edit> pasteMask(const Project& project, VideoId video, ObjectId object, FrameRange range,
                       const Mask& mask)
{
    return editFrames(
        project, video, object, range, QT_TRANSLATE_NOOP("core", "Paste mask on %1, frames %2"), false,
        [&mask](FrameIndex, const MaskRecordPtr&) -> MaskRecordPtr { return painted(mask, "paste"); });
}

Result<Edit> pasteMasks(const Project& project, VideoId video, ObjectId object, FrameIndex first,
                        const std::map<int, Mask>& masks)
{
    if (masks.empty())
        return Edit{};
    return editFrames(project, video, object, {first, first + masks.rbegin()->first},
                      QT_TRANSLATE_NOOP("core", "Paste masks on %1, frames %2"), false,
                      [&](FrameIndex f, const MaskRecordPtr& now) -> MaskRecordPtr {
                          const auto mask = masks.find(f - first);
                          return mask == masks.end() ? now : painted(mask->second, "paste");
                      });
}

Result<Edit> changeMasks(const Project& project, VideoId video, ObjectId object, FrameRange range,
                         const char* name, const std::function<Mask(const Mask&)>& change)
{
    return editFrames(project, video, object, range, name, true,
                      [&change, range](FrameIndex, const MaskRecordPtr& now) -> MaskRecordPtr {
                          if (now->presence != Presence::Annotated)
                              return now;
                          Mask changed = change(now->mask);
                          if (changed == now->mask)
                              return now;
                          // A command on many frames is no look at each of them: who made a mask, and whether
                          // it was checked, stays.
                          if (range.first == range.last)
                              return painted(std::move(changed), "shape");
                          auto record = std::make_shared<MaskRecord>(*now);
                          record->mask = std::move(changed);
                          return record;
                      });
}

Result<Edit> interpolateAround(const Project& project, VideoId video, ObjectId object, FrameIndex frame)
{
    const MaskLane& lane = project.lane(video, object);
    const auto anchor = [&lane](FrameIndex from, int step) {
        for (FrameIndex f = lane.next(from, step); f >= 0; f = lane.next(f + step, step)) {
            const LaneEntry e = lane.at(f);
            if (e.area > 0 && (e.checked() || e.origin() == Provenance::Origin::Painted))
                return f;
            if (f + step < 0)
                break;
        }
        return FrameIndex(-1);
    };
    // On such a frame itself the stretch after it is meant; at the last one, the stretch before.
    FrameIndex from = anchor(frame, -1);
    FrameIndex to = anchor(frame + 1, 1);
    if (to < 0 && from == frame && frame > 0) {
        to = frame;
        from = anchor(frame - 1, -1);
    }
    if (from < 0 || to < 0)
        return fail(noNeighbour());
    return between(project, video, object, from, to, QT_TRANSLATE_NOOP("core", "Interpolate %1, frames %2"),
                   "interpolate");
}

Result<Edit> repairFromNeighbours(const Project& project, VideoId video, ObjectId object, FrameRange range)
{
    if (range.first < 1)
        return fail(noNeighbour());
    return between(project, video, object, range.first - 1, range.last + 1,
                   QT_TRANSLATE_NOOP("core", "Repair %1 by its neighbours, frames %2"), "neighbours");
}

} // namespace revseg
