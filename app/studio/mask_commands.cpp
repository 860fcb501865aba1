// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/mask_commands.h"

#include "app/studio/actions.h"
#include "app/studio/mask_editor.h"
#include "app/studio/session.h"
#include "core/mask/morphology.h"
#include "core/project/mask_edits.h"
#include "core/project/object_edits.h"
#include "widgets/player/player.h"
#include "widgets/timeline/timeline_widget.h"

#include <QColorDialog>
#include <QInputDialog>

#include <algorithm>

namespace revseg::studio {

namespace {

/// Pixels by which one press grows or shrinks: one on small pictures, more where a pixel is hardly seen.
int stepFor(Size size)
{
    return std::max(1, std::max(size.width, size.height) / 1000);
}

} // namespace

MaskCommands::MaskCommands(Session& session, Player& player, TimelineWidget& timeline, MaskEditor& masks,
                           ActionTable& actions, QWidget& window)
    : QObject(&window)
    , m_session(session)
    , m_player(player)
    , m_timeline(timeline)
    , m_masks(masks)
    , m_window(window)
{
    connectMasks(actions);
    connectObjects(actions);
}

MaskCommands::~MaskCommands() = default;

FrameRange MaskCommands::range() const
{
    const auto selected = m_timeline.selection();
    if (selected && selected->first == int(m_session.objectId().value))
        return selected->second;
    return {m_player.position(), m_player.position()};
}

void MaskCommands::apply(const std::function<Result<Edit>(const Project&, VideoId, ObjectId)>& make)
{
    const ObjectId object = m_masks.objectToEdit();
    if (!object.isValid())
        return;
    Project* const project = m_session.project();
    auto edit = make(*project, m_session.videoId(), object);
    if (!edit) {
        Q_EMIT problem(edit.error());
        return;
    }
    if (edit->isEmpty()) {
        Q_EMIT notice(tr("Nothing to change there."));
        return;
    }
    if (const auto done = project->apply(std::move(*edit)); !done)
        Q_EMIT problem(done.error());
}

void MaskCommands::applyShape(const char* name, const std::function<Mask(const Mask&)>& change)
{
    apply(
        [&](const Project& p, VideoId v, ObjectId o) { return changeMasks(p, v, o, range(), name, change); });
}

void MaskCommands::applyPresence(Presence presence)
{
    apply([&](const Project& p, VideoId v, ObjectId o) { return markPresence(p, v, o, range(), presence); });
}

void MaskCommands::connectMasks(ActionTable& a)
{
    a.on("mask.delete", this, [this] {
        apply([this](const Project& p, VideoId v, ObjectId o) { return deleteRange(p, v, o, range()); });
    });
    a.on("mask.copy", this, &MaskCommands::copyMask);
    a.on("mask.paste", this, &MaskCommands::paste);
    a.on("mask.duplicate", this, &MaskCommands::duplicate);
    a.on("mask.interpolate", this, [this] {
        apply([this](const Project& p, VideoId v, ObjectId o) {
            return interpolateAround(p, v, o, m_player.position());
        });
    });
    a.on("mask.fill_holes", this,
         [this] { applyShape(QT_TRANSLATE_NOOP("core", "Fill holes of %1, frames %2"), filledHoles); });
    a.on("mask.largest", this, [this] {
        applyShape(QT_TRANSLATE_NOOP("core", "Keep largest piece of %1, frames %2"), largestPiece);
    });
    a.on("mask.grow", this, [this] {
        applyShape(QT_TRANSLATE_NOOP("core", "Grow %1, frames %2"),
                   [](const Mask& m) { return grown(m, stepFor(m.size())); });
    });
    a.on("mask.shrink", this, [this] {
        applyShape(QT_TRANSLATE_NOOP("core", "Shrink %1, frames %2"),
                   [](const Mask& m) { return shrunk(m, stepFor(m.size())); });
    });
    a.on("mask.smooth", this, [this] {
        applyShape(QT_TRANSLATE_NOOP("core", "Smooth %1, frames %2"),
                   [](const Mask& m) { return smoothed(m, 2 * stepFor(m.size())); });
    });
    a.on("mask.absent", this, [this] { applyPresence(Presence::Absent); });
    a.on("mask.occluded", this, [this] { applyPresence(Presence::Occluded); });
    a.on("mask.out_of_frame", this, [this] { applyPresence(Presence::OutOfFrame); });
    a.on("mask.check", this, [this] {
        apply([this](const Project& p, VideoId v, ObjectId o) {
            const FrameRange frames = range();
            const bool checked = p.lane(v, o).at(frames.first).checked();
            return markChecked(p, v, o, frames, !checked);
        });
    });
}

void MaskCommands::copyMask()
{
    const ObjectRecord* const object = m_session.object();
    if (object == nullptr)
        return;
    const FrameRange frames = range();
    const MaskLane& lane = m_session.project()->lane(m_session.videoId(), object->id);
    Copied copied;
    copied.from = object->name;
    for (FrameIndex f = frames.first; f <= frames.last; ++f) {
        if (lane.at(f).area == 0)
            continue;
        const auto record = m_session.project()->mask(m_session.videoId(), object->id, f);
        if (!record) {
            Q_EMIT problem(record.error());
            return;
        }
        copied.masks.emplace(f - frames.first, (*record)->mask);
    }
    if (copied.masks.empty()) {
        Q_EMIT notice(frames.count() > 1 ? tr("There is no mask to copy on these frames.")
                                         : tr("There is no mask to copy on this frame."));
        return;
    }
    const int count = int(copied.masks.size());
    m_copied = std::move(copied);
    Q_EMIT notice(
        frames.count() > 1
            ? tr("Copied %n mask(s) of “%1”; paste them on any object, from any frame on.", nullptr, count)
                  .arg(object->name)
            : tr("Copied the mask of “%1”; paste it on any frame or object.").arg(object->name));
}

/// The next frame mostly looks like this one: its mask is a good start there.
void MaskCommands::duplicate()
{
    const FrameIndex next = m_player.position() + 1;
    if (m_session.object() == nullptr || next >= m_player.frames())
        return;
    const auto record =
        m_session.project()->mask(m_session.videoId(), m_session.objectId(), m_player.position());
    if (!record) {
        Q_EMIT problem(record.error());
        return;
    }
    if (!*record || (*record)->mask.isEmpty()) {
        Q_EMIT notice(tr("There is no mask to copy on this frame."));
        return;
    }
    apply([next, &record](const Project& p, VideoId v, ObjectId o) {
        return pasteMask(p, v, o, {next, next}, (*record)->mask);
    });
    m_player.step(1);
}

void MaskCommands::paste()
{
    if (!m_copied) {
        Q_EMIT notice(tr("Copy a mask first (Ctrl+C)."));
        return;
    }
    if (m_session.video() != nullptr && m_session.video()->native != m_copied->masks.begin()->second.size()) {
        Q_EMIT problem(makeError(ErrorKind::InvalidInput,
                                 QT_TRANSLATE_NOOP("core", "The copied mask has the size of another video"),
                                 {}, QT_TRANSLATE_NOOP("core", "copy one of this video")));
        return;
    }
    apply([this](const Project& p, VideoId v, ObjectId o) {
        // One mask fills what is selected; several keep their distances.
        const auto& masks = m_copied->masks;
        return masks.size() == 1 ? pasteMask(p, v, o, range(), masks.begin()->second)
                                 : pasteMasks(p, v, o, range().first, masks);
    });
}

void MaskCommands::connectObjects(ActionTable& a)
{
    a.on("object.merge", this, &MaskCommands::merge);
    a.on("object.swap", this, [this] { reassign(ReassignDialog::Kind::Swap); });
    a.on("object.give", this, [this] { reassign(ReassignDialog::Kind::Give); });
    a.on("object.split", this, [this] {
        apply([this](const Project& p, VideoId v, ObjectId o) {
            return splitObject(p, v, o, m_player.position());
        });
    });
    a.on("object.color", this, &MaskCommands::chooseColor);
    a.on("object.solo", this, [this](bool on) { m_masks.setSolo(on); });
    a.on("object.up", this, [this] { reorder(-1); });
    a.on("object.down", this, [this] { reorder(1); });
    for (int i = 1; i <= 9; ++i) {
        a.on(qPrintable(QStringLiteral("object.choose%1").arg(i)), this, [this, i] {
            if (m_session.video() == nullptr)
                return;
            const auto& objects = m_session.project()->objects(m_session.videoId());
            if (size_t(i) <= objects.size())
                m_session.selectObject(objects[size_t(i) - 1].id);
        });
    }
}

ObjectId MaskCommands::otherObject(const QString& title, const QString& question)
{
    if (m_session.object() == nullptr)
        return {};
    QStringList names;
    std::vector<ObjectId> ids;
    for (const ObjectRecord& o : m_session.project()->objects(m_session.videoId())) {
        if (o.id == m_session.objectId())
            continue;
        names << QStringLiteral("%1 (%2)").arg(o.name).arg(o.id.value);
        ids.push_back(o.id);
    }
    if (ids.empty()) {
        Q_EMIT notice(tr("There is only one object."));
        return {};
    }
    bool chosen = false;
    const QString name = QInputDialog::getItem(&m_window, title, question, names, 0, false, &chosen);
    return chosen ? ids[size_t(names.indexOf(name))] : ObjectId{};
}

void MaskCommands::merge()
{
    const ObjectId other =
        otherObject(tr("Merge objects"), tr("Add the masks of this object to the current one:"));
    if (other.isValid() && !m_masks.isLocked(*m_session.project()->object(m_session.videoId(), other)))
        apply([other](const Project& p, VideoId v, ObjectId o) { return mergeObjects(p, v, o, other); });
}

void MaskCommands::reassign(ReassignDialog::Kind kind)
{
    const ObjectRecord* const object = m_session.object();
    if (object == nullptr)
        return;
    ReassignDialog::About about;
    about.object = object->name;
    for (const ObjectRecord& o : m_session.project()->objects(m_session.videoId())) {
        if (o.id != object->id)
            about.others.emplace_back(o.id, o.name);
    }
    const bool isSwap = kind == ReassignDialog::Kind::Swap;
    if (isSwap && about.others.empty()) {
        Q_EMIT notice(tr("There is only one object."));
        return;
    }
    about.frame = m_player.position();
    about.frames = m_session.video()->frames;
    const auto selected = m_timeline.selection();
    if (selected && selected->first == int(object->id.value))
        about.selected = selected->second;
    auto* const dialog = new ReassignDialog(kind, about, &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog, isSwap, id = object->id] {
        const ObjectId other = dialog->other();
        const FrameRange frames = dialog->range();
        const ObjectRecord* const record =
            other.isValid() ? m_session.project()->object(m_session.videoId(), other) : nullptr;
        if (m_session.objectId() != id || (record != nullptr && m_masks.isLocked(*record)))
            return;
        apply([&](const Project& p, VideoId v, ObjectId o) {
            return isSwap ? swapObjects(p, v, o, other, frames) : giveMasks(p, v, o, other, frames);
        });
    });
    for (auto left : {&Session::projectReplaced, &Session::videoSelected})
        connect(&m_session, left, dialog, &QDialog::reject);
    dialog->open();
}

void MaskCommands::chooseColor()
{
    const ObjectRecord* const object = m_session.object();
    if (object == nullptr)
        return;
    ObjectRecord changed = *object;
    const QColor color =
        QColorDialog::getColor(object->color, &m_window, tr("Colour of “%1”").arg(object->name));
    if (!color.isValid())
        return;
    changed.color = color;
    if (const auto done = m_session.project()->updateObject(
            changed, {QT_TRANSLATE_NOOP("core", "Colour %1"), {changed.name}});
        !done)
        Q_EMIT problem(done.error());
}

void MaskCommands::reorder(int step)
{
    if (m_session.object() == nullptr)
        return;
    Project* const project = m_session.project();
    const auto& objects = project->objects(m_session.videoId());
    const auto it = std::find_if(objects.begin(), objects.end(),
                                 [this](const auto& o) { return o.id == m_session.objectId(); });
    const int place = int(it - objects.begin()) + step;
    if (place < 0 || place >= int(objects.size()))
        return;
    auto edit = moveObject(*project, m_session.videoId(), m_session.objectId(), place);
    if (!edit)
        Q_EMIT problem(edit.error());
    else if (const auto done = project->apply(std::move(*edit)); !done)
        Q_EMIT problem(done.error());
}

} // namespace revseg::studio
