// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/click_preview.h"
#include "app/studio/mask_editor_private.h"
#include "app/studio/session.h"
#include "core/mask/morphology.h"
#include "core/mask/selection.h"
#include "widgets/canvas/brush_tool.h"
#include "widgets/canvas/canvas_widget.h"
#include "widgets/canvas/flood_tool.h"
#include "widgets/canvas/lasso_tool.h"
#include "widgets/canvas/point_tool.h"
#include "widgets/canvas/polygon_tool.h"
#include "widgets/canvas/transform_tool.h"
#include "widgets/player/player.h"

#include <utility>

namespace revseg::studio {

namespace {

bool isPrompting(MaskEditor::Tool tool)
{
    return tool == MaskEditor::Tool::Points || tool == MaskEditor::Tool::Box;
}

} // namespace

MaskEditor::MaskEditor(Session& session, Player& player, CanvasWidget& canvas, JobQueue& jobs,
                       QObject* parent)
    : QObject(parent)
    , m_session(session)
    , m_player(player)
    , m_canvas(canvas)
    , m_jobs(jobs)
    , m_brush(new BrushTool(false, this))
    , m_eraser(new BrushTool(true, this))
    , m_polygon(new PolygonTool(this))
    , m_lasso(new LassoTool(this))
    , m_flood(new FloodTool(this))
    , m_box(new PointTool(PointTool::Start::Box, this))
    , m_points(new PointTool(PointTool::Start::Click, this))
    , m_transform(new TransformTool(this))
    , m_tracker(std::make_shared<SharedTracker>(QStringLiteral("flow")))
    , m_clickPreview(new ClickPreview(
          session, player, canvas, jobs, {m_box, m_points}, [this] { return clickPrompt(); }, this))
{
    for (BrushTool* tool : {m_brush, m_eraser}) {
        tool->setTarget([this]() -> std::optional<BrushTool::Target> {
            const ObjectId id = objectToEdit();
            if (!id.isValid())
                return std::nullopt;
            // A stroke belongs to the frame it was begun on, wherever the view has gone when it ends.
            m_player.pause();
            m_stroke = {m_session.videoId(), id, m_canvas.frame().index};
            return BrushTool::Target{id, currentMask().value_or(Mask::empty(frameSize())),
                                     m_session.object()->color};
        });
        connect(tool, &BrushTool::painted, this, &MaskEditor::paintingFinished);
        connect(tool, &BrushTool::sizeChanged, this, &MaskEditor::toolChanged);
    }
    connect(m_polygon, &PolygonTool::polygonDrawn, this, [this](const auto& corners, auto modifiers) {
        combine(polygonMask(frameSize(), corners), combineMode(m_mode, modifiers),
                QT_TRANSLATE_NOOP("core", "Polygon on %1, frame %2"), QStringLiteral("polygon"));
    });
    connect(m_lasso, &LassoTool::areaDrawn, this, [this](const auto& outline, auto modifiers) {
        combine(polygonMask(frameSize(), outline), combineMode(m_mode, modifiers),
                QT_TRANSLATE_NOOP("core", "Lasso on %1, frame %2"), QStringLiteral("lasso"));
    });
    connect(m_flood, &FloodTool::flooded, this, [this](Point at, auto modifiers) {
        combine(floodMask(m_canvas.frame().image, at, m_flood->tolerance()), combineMode(m_mode, modifiers),
                QT_TRANSLATE_NOOP("core", "Flood on %1, frame %2"), QStringLiteral("flood"));
    });
    connect(m_flood, &FloodTool::toleranceChanged, this, &MaskEditor::toolChanged);
    for (PointTool* tool : {m_box, m_points}) {
        connect(tool, &PointTool::pointsChanged, this, &MaskEditor::segmentPoints);
        connect(tool, &PointTool::committed, this, &MaskEditor::takeClicked);
        connect(tool, &PointTool::cancelled, this, &MaskEditor::dropClicked);
    }
    m_transform->setTarget([this]() -> std::optional<TransformTool::Target> {
        const ObjectRecord* const object = m_session.object();
        if (object == nullptr || object->locked || !m_canvas.hasFrame())
            return std::nullopt;
        auto mask = currentMask();
        if (!mask)
            return std::nullopt;
        return TransformTool::Target{object->id, std::move(*mask), object->color};
    });
    connect(m_transform, &TransformTool::transformed, this, &MaskEditor::transformMask);
    connect(&session, &Session::objectSelected, this, [this](ObjectId id) {
        // The first click may have made the object itself.
        if (m_clicked && m_clicked->object != id && m_clicked->byBox)
            takeClicked(); // a box is work that is done
        else if (m_clicked && m_clicked->object != id)
            dropClicked();
        refresh();
    });
    connect(&session, &Session::videoLeaving, this, [this] {
        takeClicked();
        dropClicked();
    });
    m_clickPreview->setTracker(m_tracker);
    connect(m_clickPreview, &ClickPreview::changed, this, &MaskEditor::refresh);
}

MaskEditor::~MaskEditor() = default;

void MaskEditor::setTool(Tool tool)
{
    if (isPrompting(m_tool) && tool != m_tool)
        takeClicked(); // changing the tool is no reason to lose what was clicked
    m_tool = tool;
    CanvasTool* const tools[kTools] = {nullptr, m_brush, m_eraser, m_polygon,  m_lasso,
                                       m_flood, m_box,   m_points, m_transform};
    m_canvas.setTool(tools[int(tool)]);
    m_clickPreview->setActive(isPrompting(tool));
    Q_EMIT toolChanged();
}

void MaskEditor::resizeBrush(int direction)
{
    (m_tool == Tool::Eraser ? m_eraser : m_brush)->resize(direction);
}

int MaskEditor::brushSize(Tool tool) const
{
    return (tool == Tool::Eraser ? m_eraser : m_brush)->diameter();
}

void MaskEditor::setBrushSizes(int brush, int eraser)
{
    m_brush->setDiameter(brush);
    m_eraser->setDiameter(eraser);
}

void MaskEditor::setBrushSize(int diameter)
{
    (m_tool == Tool::Eraser ? m_eraser : m_brush)->setDiameter(diameter);
}

BrushShape MaskEditor::brushShape() const
{
    return m_brush->shape();
}

void MaskEditor::setBrushShape(BrushShape shape)
{
    m_brush->setShape(shape);
    m_eraser->setShape(shape);
}

int MaskEditor::tolerance() const
{
    return m_flood->tolerance();
}

void MaskEditor::setTolerance(int tolerance)
{
    m_flood->setTolerance(tolerance);
}

Size MaskEditor::frameSize() const
{
    return {m_canvas.frame().image.width(), m_canvas.frame().image.height()};
}

Sentence MaskEditor::named(const char* name) const
{
    const ObjectRecord* const object = m_session.object();
    return {name, {object != nullptr ? object->name : QString(), QString::number(m_canvas.frame().index)}};
}

void MaskEditor::setSolo(bool solo)
{
    m_solo = solo;
    refresh();
}

void MaskEditor::setMasksVisible(bool visible)
{
    m_visible = visible;
    refresh();
}

void MaskEditor::setPreview(const MaskPreview* preview)
{
    m_preview = preview;
    refresh();
}

void MaskEditor::refresh()
{
    // Clicks belong to their frame: going to another one takes what they have made so far.
    if (m_clicked && m_canvas.hasFrame() && m_canvas.frame().index != m_clicked->frame)
        takeClicked();
    std::vector<CanvasMask> shown;
    const Project* const project = m_session.project();
    if (m_visible && project != nullptr && m_session.video() != nullptr && m_canvas.hasFrame()) {
        const FrameIndex frame = m_canvas.frame().index;
        for (const ObjectRecord& object : project->objects(m_session.videoId())) {
            if (m_solo ? object.id != m_session.objectId() : !object.visible)
                continue;
            if (m_clicked && m_clicked->found && m_clicked->frame == frame &&
                m_clicked->object == object.id) {
                shown.push_back({object.id, {*m_clicked->found, object.color, int(object.id.value)}});
                continue;
            }
            if (const Mask* const newer = previewOf(object.id, frame)) {
                shown.push_back({object.id, {*newer, object.color, int(object.id.value)}});
                continue;
            }
            const auto record = project->mask(m_session.videoId(), object.id, frame);
            if (!record)
                Q_EMIT problem(record.error());
            else if (*record && !(*record)->mask.isEmpty())
                shown.push_back({object.id, {(*record)->mask, object.color, int(object.id.value)}});
        }
    }
    if (m_canvas.hasFrame()) {
        m_clickPreview->setFrame(m_canvas.frame());
        if (const Mask* const mask = m_clickPreview->mask(); mask != nullptr && m_visible) {
            // In the place of the object's mask, as the click would have it.
            const ObjectRecord* const object = m_session.object();
            std::erase_if(shown, [object](const CanvasMask& m) { return object && m.object == object->id; });
            shown.push_back({object != nullptr ? object->id : ObjectId{},
                             {*mask, object != nullptr ? object->color : objectColor(0), 0}});
        }
    }
    m_canvas.setMasks(std::move(shown));
}

const Mask* MaskEditor::previewOf(ObjectId object, FrameIndex frame) const
{
    const Mask* newest = nullptr;
    if (m_preview == nullptr)
        return newest;
    if (const auto it = m_preview->find(frame); it != m_preview->end()) {
        for (const TrackedMask& found : it->second)
            newest = found.object == object ? &found.mask : newest;
    }
    return newest;
}

std::optional<Mask> MaskEditor::currentMask()
{
    // What is seen is what is painted on, also while a tracker is still at work.
    if (const Mask* const found = previewOf(m_session.objectId(), m_canvas.frame().index))
        return found->isEmpty() ? std::nullopt : std::optional(*found);
    const auto record =
        m_session.project()->mask(m_session.videoId(), m_session.objectId(), m_canvas.frame().index);
    if (!record) {
        Q_EMIT problem(record.error());
        return std::nullopt;
    }
    return *record && !(*record)->mask.isEmpty() ? std::optional((*record)->mask) : std::nullopt;
}

ObjectId MaskEditor::objectToEdit()
{
    Project* const project = m_session.project();
    if (project == nullptr || m_session.video() == nullptr || !m_canvas.hasFrame())
        return {};
    if (m_session.object() == nullptr) {
        const auto id = project->addObject(m_session.videoId());
        if (!id) {
            Q_EMIT problem(id.error());
            return {};
        }
        m_session.selectObject(*id);
    }
    const ObjectRecord* const object = m_session.object();
    return isLocked(*object) ? ObjectId{} : object->id;
}

bool MaskEditor::isLocked(const ObjectRecord& object)
{
    if (object.locked)
        Q_EMIT problem(makeError(ErrorKind::InvalidInput, QT_TRANSLATE_NOOP("core", "“%1” is locked"),
                                 {object.name},
                                 QT_TRANSLATE_NOOP("core", "unlock it with Ctrl+L to change its masks")));
    return object.locked;
}

void MaskEditor::storeMask(ObjectId object, FrameIndex frame, Mask mask, const Sentence& name,
                           const QString& source)
{
    auto record = std::make_shared<MaskRecord>();
    record->mask = std::move(mask);
    record->provenance.origin = Provenance::Origin::Painted;
    record->provenance.source = source;
    if (const auto done =
            m_session.project()->setMask(m_session.videoId(), object, frame, std::move(record), name);
        !done)
        Q_EMIT problem(done.error());
}

void MaskEditor::paintingFinished(const Mask& mask, bool erased)
{
    const ObjectRecord* const object = m_session.videoId() == m_stroke.video && m_session.project() != nullptr
                                           ? m_session.project()->object(m_stroke.video, m_stroke.object)
                                           : nullptr;
    if (object == nullptr)
        return;
    storeMask(object->id, m_stroke.frame, mask,
              {erased ? QT_TRANSLATE_NOOP("core", "Eraser on %1, frame %2")
                      : QT_TRANSLATE_NOOP("core", "Brush on %1, frame %2"),
               {object->name, QString::number(m_stroke.frame)}},
              erased ? QStringLiteral("eraser") : QStringLiteral("brush"));
}

void MaskEditor::combine(const Mask& area, CombineMode mode, const char* name, const QString& source)
{
    const ObjectId object = objectToEdit();
    if (!object.isValid())
        return;
    const Mask before = currentMask().value_or(Mask::empty(area.size()));
    const Mask after = mode == CombineMode::Add        ? before.united(area)
                       : mode == CombineMode::Subtract ? before.subtracted(area)
                                                       : area;
    if (after != before)
        storeMask(object, m_canvas.frame().index, after, named(name), source);
}

void MaskEditor::transformMask(double scale, Point about, Point offset)
{
    const ObjectId object = objectToEdit();
    const auto before = object.isValid() ? currentMask() : std::nullopt;
    if (before)
        storeMask(object, m_canvas.frame().index, transformed(*before, scale, about, offset),
                  named(scale != 1 ? QT_TRANSLATE_NOOP("core", "Scale %1, frame %2")
                                   : QT_TRANSLATE_NOOP("core", "Move %1, frame %2")),
                  QStringLiteral("transform"));
}

} // namespace revseg::studio
