// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/project/project.h"
#include "core/tracker/tracker.h"

#include <QObject>

#include <map>
#include <memory>

namespace revseg {
class BoxTool;
class BrushTool;
class CanvasWidget;
class JobQueue;
class Player;
} // namespace revseg

namespace revseg::studio {

class Session;

/// Masks that a job has found and that are not part of the project yet.
using MaskPreview = std::map<FrameIndex, std::vector<TrackedMask>>;

/// Shows the masks of the frame on the canvas, and turns what the tools do into edits of the project.
class MaskEditor final : public QObject
{
    Q_OBJECT
public:
    enum class Tool { Hand, Brush, Eraser, Box };

    MaskEditor(Session& session, Player& player, CanvasWidget& canvas, JobQueue& jobs, QObject* parent);
    ~MaskEditor() override;

    void setTool(Tool tool);
    Tool tool() const { return m_tool; }
    void resizeBrush(int direction); ///< of the tool in hand: +1 larger, −1 smaller
    int brushSize(Tool tool) const;
    void setBrushSizes(int brush, int eraser);

    void setMasksVisible(bool visible);
    void setPreview(const MaskPreview* preview); ///< not owned; null: none. Call refresh() when it has grown.
    void refresh();                              ///< masks of the frame shown
    void deleteMask();                           ///< of the current object on the frame shown

    /// The current object; makes one when there is none. Invalid, with `problem` sent, when it may not be
    /// changed.
    ObjectId objectToEdit();

Q_SIGNALS:
    void toolChanged();
    void problem(const revseg::Error& error);

private:
    void paintingFinished(const Mask& mask, bool erased);
    void segmentBox(const Box& box);
    void storeMask(ObjectId object, FrameIndex frame, Mask mask, const Sentence& name, const QString& source);
    std::optional<Mask> currentMask();

    Session& m_session;
    Player& m_player;
    CanvasWidget& m_canvas;
    JobQueue& m_jobs;
    Tool m_tool = Tool::Hand;
    BrushTool* m_brush;
    BrushTool* m_eraser;
    BoxTool* m_box;
    const MaskPreview* m_preview = nullptr;
    bool m_visible = true;
};

} // namespace revseg::studio
