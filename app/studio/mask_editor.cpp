// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/mask_editor.h"

#include "app/studio/session.h"
#include "core/jobs/job_queue.h"
#include "core/jobs/segment_job.h"
#include "widgets/canvas/box_tool.h"
#include "widgets/canvas/brush_tool.h"
#include "widgets/canvas/canvas_widget.h"
#include "widgets/player/player.h"

namespace revseg::studio {

MaskEditor::MaskEditor(Session& session, Player& player, CanvasWidget& canvas, JobQueue& jobs,
                       QObject* parent)
    : QObject(parent)
    , m_session(session)
    , m_player(player)
    , m_canvas(canvas)
    , m_jobs(jobs)
    , m_brush(new BrushTool(false, this))
    , m_eraser(new BrushTool(true, this))
    , m_box(new BoxTool(this))
{
    for (BrushTool* tool : {m_brush, m_eraser}) {
        tool->setTarget([this]() -> std::optional<BrushTool::Target> {
            const ObjectId id = objectToEdit();
            if (!id.isValid() || !m_canvas.hasFrame())
                return std::nullopt;
            const Size size{m_canvas.frame().image.width(), m_canvas.frame().image.height()};
            return BrushTool::Target{id, currentMask().value_or(Mask::empty(size)),
                                     m_session.object()->color};
        });
        connect(tool, &BrushTool::painted, this,
                [this, tool](const Mask& mask) { paintingFinished(mask, tool == m_eraser); });
        connect(tool, &BrushTool::sizeChanged, this, &MaskEditor::toolChanged);
    }
    connect(m_box, &BoxTool::boxDrawn, this, &MaskEditor::segmentBox);
    connect(&session, &Session::objectSelected, this, &MaskEditor::refresh);
}

MaskEditor::~MaskEditor() = default;

void MaskEditor::setTool(Tool tool)
{
    m_tool = tool;
    CanvasTool* tools[] = {nullptr, m_brush, m_eraser, m_box};
    m_canvas.setTool(tools[int(tool)]);
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
    std::vector<CanvasMask> shown;
    const Project* const project = m_session.project();
    if (m_visible && project != nullptr && m_session.video() != nullptr && m_canvas.hasFrame()) {
        const FrameIndex frame = m_canvas.frame().index;
        const std::vector<TrackedMask>* found = nullptr;
        if (m_preview != nullptr) {
            if (const auto it = m_preview->find(frame); it != m_preview->end())
                found = &it->second;
        }
        for (const ObjectRecord& object : project->objects(m_session.videoId())) {
            if (!object.visible)
                continue;
            const TrackedMask* newer = nullptr;
            if (found != nullptr) {
                for (const TrackedMask& t : *found)
                    newer = t.object == object.id ? &t : newer;
            }
            if (newer != nullptr) {
                shown.push_back({object.id, {newer->mask, object.color}});
                continue;
            }
            const auto record = project->mask(m_session.videoId(), object.id, frame);
            if (!record)
                Q_EMIT problem(record.error());
            else if (*record && !(*record)->mask.isEmpty())
                shown.push_back({object.id, {(*record)->mask, object.color}});
        }
    }
    m_canvas.setMasks(std::move(shown));
}

std::optional<Mask> MaskEditor::currentMask()
{
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
    if (object->locked) {
        Q_EMIT problem(makeError(ErrorKind::InvalidInput, QT_TRANSLATE_NOOP("core", "“%1” is locked"),
                                 {object->name},
                                 QT_TRANSLATE_NOOP("core", "unlock it with Ctrl+L to change its masks")));
        return {};
    }
    return object->id;
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
    const ObjectRecord* const object = m_session.object();
    if (object == nullptr)
        return;
    const FrameIndex frame = m_canvas.frame().index;
    const QStringList args{object->name, QString::number(frame)};
    storeMask(object->id, frame, mask,
              erased ? Sentence{QT_TRANSLATE_NOOP("core", "Eraser on %1, frame %2"), args}
                     : Sentence{QT_TRANSLATE_NOOP("core", "Brush on %1, frame %2"), args},
              erased ? QStringLiteral("eraser") : QStringLiteral("brush"));
}

void MaskEditor::segmentBox(const Box& box)
{
    const ObjectId object = objectToEdit();
    if (!object.isValid())
        return;
    const Frame frame = m_canvas.frame();
    const VideoId video = m_session.videoId();
    const auto job = std::make_shared<SegmentJob>(frame.image, box);
    connect(job.get(), &SegmentJob::segmented, this,
            [this, object, video, index = frame.index](const Mask& mask) {
                // Another video may be shown by now: the answer belongs to the one it was asked for.
                const Project* const project = m_session.project();
                const ObjectRecord* const record =
                    project != nullptr ? project->object(video, object) : nullptr;
                if (record == nullptr || m_session.videoId() != video)
                    return;
                storeMask(object, index, mask,
                          {QT_TRANSLATE_NOOP("core", "Box on %1, frame %2"),
                           {record->name, QString::number(index)}},
                          QStringLiteral("box"));
            });
    connect(job.get(), &Job::finished, this, [this, job = job.get()](Job::State state) {
        if (state == Job::State::Failed)
            Q_EMIT problem(*job->error());
    });
    m_jobs.add(job);
}

void MaskEditor::deleteMask()
{
    const ObjectRecord* const object = m_session.object();
    if (object == nullptr || !m_canvas.hasFrame() || !objectToEdit().isValid())
        return;
    const FrameIndex frame = m_canvas.frame().index;
    const auto done = m_session.project()->setMask(
        m_session.videoId(), object->id, frame, nullptr,
        {QT_TRANSLATE_NOOP("core", "Delete mask of %1, frame %2"), {object->name, QString::number(frame)}});
    if (!done)
        Q_EMIT problem(done.error());
}

} // namespace revseg::studio
