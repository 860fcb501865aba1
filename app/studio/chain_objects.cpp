// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// ChainController: the objects of the run shown and their boxes, by hand.
#include "app/studio/chain_controller.h"
#include "app/studio/chain_notes.h"
#include "app/studio/session.h"

#include <algorithm>
#include <cmath>

namespace revseg::studio {

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

Box ChainController::insidePicture(const Box& box) const
{
    const VideoInfo* const info = m_session.info();
    return info != nullptr ? box.clamped(info->native) : box;
}

int ChainController::currentObject() const
{
    if (!m_run || m_run->objects.empty())
        return 0;
    for (const ChainObject& o : m_run->objects) {
        if (m_session.objectId().isValid() && annotationOf(o) == m_session.objectId())
            return o.id;
    }
    return m_run->objects.size() == 1 ? m_run->objects[0].id : 0;
}

void ChainController::setBox(FrameIndex frame, const Box& box)
{
    if (!m_run || m_session.info() == nullptr)
        return;
    const Box inside = insidePicture(box);
    StageEdit edit;
    std::vector<ChainObject> objects = objectsOn(frame);
    const bool moved = keyframe() != frame;
    if (moved)
        edit.keyframe = keyframeAt(frame);
    if (objects.empty())
        objects.emplace_back();
    const int current = currentObject();
    const auto chosen = std::find_if(objects.begin(), objects.end(),
                                     [current](const ChainObject& o) { return o.id == current; });
    ChainObject& changed = chosen != objects.end() ? *chosen : objects.front();
    changed.box = inside;
    // A box drawn over a painted mask takes its place as the prompt, until somebody paints again.
    QJsonObject notes = m_run->other[kDrawnOver].toObject();
    const QString object = QString::number(changed.id);
    const auto painted = paintedMask(annotationOf(changed), frame);
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

void ChainController::addObject(FrameIndex frame, const Box& box)
{
    if (!m_run || m_session.info() == nullptr)
        return;
    if (!m_run->keyframe || m_run->objects.empty()) { // the first one says which frame it is
        setBox(frame, box);
        return;
    }
    if (keyframe() != frame) {
        Q_EMIT notice(tr("All boxes of a run are on its keyframe, which is frame %1: draw it there.")
                          .arg(m_run->keyframe->frame));
        return;
    }
    StageEdit edit;
    std::vector<ChainObject> objects = m_run->objects;
    ChainObject added;
    added.id = 0;
    for (const ChainObject& o : objects)
        added.id = std::max(added.id, o.id);
    ++added.id;
    added.box = insidePicture(box);
    objects.push_back(std::move(added));
    edit.objects = std::move(objects);
    applyEdit(edit, editName(QT_TRANSLATE_NOOP("core", "Add an object to “%1”"), queryText()));
}

void ChainController::removeObject(int object)
{
    if (!m_run)
        return;
    StageEdit edit;
    std::vector<ChainObject> objects = m_run->objects;
    if (std::erase_if(objects, [object](const ChainObject& o) { return o.id == object; }) == 0)
        return;
    if (objects.empty()) {
        Q_EMIT notice(tr("It is the only object of the run: draw its box anew, or delete the run."));
        return;
    }
    QJsonObject notes = m_run->other[kDrawnOver].toObject();
    notes.remove(QString::number(object));
    edit.objects = std::move(objects);
    applyEdit(edit, editName(QT_TRANSLATE_NOOP("core", "Take an object out of “%1”"), queryText()),
              {{kDrawnOver, notes}});
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

} // namespace revseg::studio
