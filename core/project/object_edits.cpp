// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/project/object_edits.h"

#include <algorithm>

namespace revseg {

namespace {

Error noSuchObject()
{
    return makeError(ErrorKind::NotFound, QT_TRANSLATE_NOOP("core", "There is no such object any more"), {},
                     QT_TRANSLATE_NOOP("core", "choose another one"));
}

/// What is known when both were one: a mask counts more than a word, the more careful look more than none.
MaskRecordPtr joined(const MaskRecordPtr& a, const MaskRecordPtr& b)
{
    if (!a || !b)
        return a ? a : b;
    if (a->mask.isEmpty() || b->mask.isEmpty())
        return b->mask.isEmpty() ? a : b;
    auto record = std::make_shared<MaskRecord>(*a);
    record->mask = a->mask.united(b->mask);
    record->score = std::min(a->score, b->score);
    record->checked = a->checked && b->checked;
    return record;
}

} // namespace

Result<Edit> mergeObjects(const Project& project, VideoId video, ObjectId into, ObjectId from)
{
    const ObjectRecord* const target = project.object(video, into);
    const ObjectRecord* const source = project.object(video, from);
    if (target == nullptr || source == nullptr || into == from)
        return fail(noSuchObject());
    Edit edit{{QT_TRANSLATE_NOOP("core", "Merge %1 into %2"), {source->name, target->name}}, {video, -1}, {}};
    for (const FrameIndex f : project.lane(video, from).frames()) {
        const auto add = project.mask(video, from, f);
        if (!add)
            return fail(add.error());
        auto now = project.mask(video, into, f);
        if (!now)
            return fail(now.error());
        MaskRecordPtr after = joined(*now, *add);
        if (after != *now)
            edit.changes.emplace_back(MaskChange{video, into, f, std::move(*now), std::move(after)});
    }
    edit.changes.emplace_back(RecordChange<ObjectRecord>{*source, std::nullopt});
    return edit;
}

Result<Edit> splitObject(const Project& project, VideoId video, ObjectId object, FrameIndex frame)
{
    const ObjectRecord* const source = project.object(video, object);
    if (source == nullptr)
        return fail(noSuchObject());
    const std::vector<ObjectId> ids = project.freeObjectIds(video);
    if (ids.empty())
        return fail(Project::tooManyObjects());
    const ObjectRecord part = project.newObject(video, ids.front(), source->name + QStringLiteral(" ′"));
    Edit edit{{QT_TRANSLATE_NOOP("core", "Split %1 at frame %2"), {source->name, QString::number(frame)}},
              {video, frame},
              {RecordChange<ObjectRecord>{std::nullopt, part}}};
    for (const FrameIndex f : project.lane(video, object).frames()) {
        if (f < frame)
            continue;
        auto record = project.mask(video, object, f);
        if (!record)
            return fail(record.error());
        edit.changes.emplace_back(MaskChange{video, part.id, f, nullptr, *record});
        edit.changes.emplace_back(MaskChange{video, object, f, std::move(*record), nullptr});
    }
    if (edit.changes.size() == 1) {
        return fail(ErrorKind::InvalidInput,
                    QT_TRANSLATE_NOOP("core", "“%1” has no masks from this frame on"), {source->name},
                    QT_TRANSLATE_NOOP("core", "go to the first frame of the part that is another object"));
    }
    return edit;
}

Result<Edit> giveMasks(const Project& project, VideoId video, ObjectId from, ObjectId to, FrameRange range)
{
    const ObjectRecord* const source = project.object(video, from);
    const ObjectRecord* const known = to.isValid() ? project.object(video, to) : nullptr;
    if (source == nullptr || (to.isValid() && known == nullptr) || from == to)
        return fail(noSuchObject());
    Edit edit{{}, {video, range.first}, {}};
    ObjectRecord target;
    if (known != nullptr) {
        target = *known;
    } else {
        const std::vector<ObjectId> ids = project.freeObjectIds(video);
        if (ids.empty())
            return fail(Project::tooManyObjects());
        target = project.newObject(video, ids.front());
        edit.changes.emplace_back(RecordChange<ObjectRecord>{std::nullopt, target});
    }
    edit.name = {QT_TRANSLATE_NOOP("core", "Give masks of %1 to %2"), {source->name, target.name}};
    bool any = false;
    for (const FrameIndex f : project.lane(video, from).frames()) {
        if (!range.contains(f))
            continue;
        auto given = project.mask(video, from, f);
        if (!given)
            return fail(given.error());
        auto now = known != nullptr ? project.mask(video, to, f) : Result<MaskRecordPtr>(nullptr);
        if (!now)
            return fail(now.error());
        if (MaskRecordPtr after = joined(*now, *given); after != *now)
            edit.changes.emplace_back(MaskChange{video, target.id, f, std::move(*now), std::move(after)});
        edit.changes.emplace_back(MaskChange{video, from, f, std::move(*given), nullptr});
        any = true;
    }
    if (!any) {
        return fail(ErrorKind::InvalidInput, QT_TRANSLATE_NOOP("core", "“%1” has no masks in these frames"),
                    {source->name}, QT_TRANSLATE_NOOP("core", "choose frames on which it has some"));
    }
    return edit;
}

Result<Edit> swapObjects(const Project& project, VideoId video, ObjectId a, ObjectId b, FrameRange range)
{
    const ObjectRecord* const first = project.object(video, a);
    const ObjectRecord* const second = project.object(video, b);
    const VideoRecord* const record = project.video(video);
    if (first == nullptr || second == nullptr || record == nullptr || a == b)
        return fail(noSuchObject());
    Edit edit{
        {QT_TRANSLATE_NOOP("core", "Swap %1 and %2"), {first->name, second->name}}, {video, range.first}, {}};
    const MaskLane& laneA = project.lane(video, a);
    const MaskLane& laneB = project.lane(video, b);
    const FrameIndex last = std::min<FrameIndex>(range.last, record->frames - 1);
    for (FrameIndex f = std::max<FrameIndex>(0, range.first); f <= last; ++f) {
        if (!laneA.at(f).hasRecord() && !laneB.at(f).hasRecord())
            continue;
        const auto ofA = project.mask(video, a, f);
        const auto ofB = project.mask(video, b, f);
        if (!ofA || !ofB)
            return fail(ofA ? ofB.error() : ofA.error());
        edit.changes.emplace_back(MaskChange{video, a, f, *ofA, *ofB});
        edit.changes.emplace_back(MaskChange{video, b, f, *ofB, *ofA});
    }
    return edit;
}

Result<Edit> moveObject(const Project& project, VideoId video, ObjectId object, int place)
{
    std::vector<ObjectRecord> list = project.objects(video);
    const auto it =
        std::find_if(list.begin(), list.end(), [object](const auto& o) { return o.id == object; });
    if (it == list.end())
        return fail(noSuchObject());
    const ObjectRecord moved = *it;
    Edit edit{{QT_TRANSLATE_NOOP("core", "Move %1 in the list"), {moved.name}}, {video, -1}, {}};
    list.erase(it);
    list.insert(list.begin() + std::clamp(place, 0, int(list.size())), moved);
    for (int i = 0; i < int(list.size()); ++i) {
        if (list[size_t(i)].position == i)
            continue;
        ObjectRecord after = list[size_t(i)];
        after.position = i;
        edit.changes.emplace_back(RecordChange<ObjectRecord>{list[size_t(i)], after});
    }
    return edit;
}

} // namespace revseg
