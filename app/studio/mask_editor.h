// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/project/project.h"
#include "core/tracker/shared_tracker.h"
#include "widgets/canvas/combine_mode.h"

#include <QObject>

#include <map>
#include <memory>

namespace revseg {
class BrushTool;
class CanvasWidget;
class FloodTool;
class Job;
class JobQueue;
class LassoTool;
class Player;
class PointTool;
class PolygonTool;
class TransformTool;
enum class BrushShape;
} // namespace revseg

namespace revseg::studio {

class ClickPreview;
class Session;

/// Masks that a job has found and that are not part of the project yet.
using MaskPreview = std::map<FrameIndex, std::vector<TrackedMask>>;

/// Shows the masks of the frame on the canvas, and turns what the tools do into edits of the project.
class MaskEditor final : public QObject
{
    Q_OBJECT
public:
    enum class Tool { Hand, Brush, Eraser, Polygon, Lasso, Flood, Box, Points, Transform };
    static constexpr int kTools = 9;

    MaskEditor(Session& session, Player& player, CanvasWidget& canvas, JobQueue& jobs, QObject* parent);
    ~MaskEditor() override;

    void setTool(Tool tool);
    Tool tool() const { return m_tool; }
    void resizeBrush(int direction); ///< of the tool in hand: +1 larger, −1 smaller
    int brushSize(Tool tool) const;
    void setBrushSizes(int brush, int eraser);
    void setBrushSize(int diameter); ///< of the tool in hand
    BrushShape brushShape() const;
    void setBrushShape(BrushShape shape); ///< of both
    int tolerance() const;
    void setTolerance(int tolerance);
    CombineMode mode() const { return m_mode; }
    void setMode(CombineMode mode) { m_mode = mode; }
    /// Who makes masks of boxes and clicks. Clicks that are not taken yet are given up.
    void setTracker(SharedTrackerPtr tracker);

    void setMasksVisible(bool visible);
    void setSolo(bool solo); ///< show the current object only
    bool isSolo() const { return m_solo; }
    void setPreview(const MaskPreview* preview); ///< not owned; null: none. Call refresh() when it has grown.
    void refresh();                              ///< masks of the frame shown

    void takeClicked(); ///< what clicks have made so far becomes the object's mask
    /// Sends `problem` when the object is locked.
    bool isLocked(const ObjectRecord& object);
    /// The current object; makes one when there is none. Invalid, with `problem` sent, when it may not be
    /// changed.
    ObjectId objectToEdit();

Q_SIGNALS:
    void toolChanged();
    void problem(const revseg::Error& error);

private:
    struct Clicked; ///< the mask that clicks have made, not taken yet
    struct Stroke   ///< what the brush was put on
    {
        VideoId video;
        ObjectId object;
        FrameIndex frame = -1;
    };

    void paintingFinished(const Mask& mask, bool erased);
    void combine(const Mask& area, CombineMode mode, const char* name, const QString& source);
    void transformMask(double scale, Point about, Point offset);
    PointTool& prompting() const; ///< the tool whose box and clicks a tracker is asked with
    void clearTools();
    void segmentPoints();
    Prompt clickPrompt();
    void storeClicked(const Clicked& clicked);
    void dropClicked();
    void start(const std::shared_ptr<Job>& job);
    void storeMask(ObjectId object, FrameIndex frame, Mask mask, const Sentence& name, const QString& source);
    const Mask* previewOf(ObjectId object, FrameIndex frame) const; ///< null: none
    std::optional<Mask> currentMask();
    Size frameSize() const;
    Sentence named(const char* name) const; ///< with the object as %1 and the frame as %2

    Session& m_session;
    Player& m_player;
    CanvasWidget& m_canvas;
    JobQueue& m_jobs;
    Tool m_tool = Tool::Hand;
    CombineMode m_mode = CombineMode::Add;
    BrushTool* m_brush;
    BrushTool* m_eraser;
    PolygonTool* m_polygon;
    LassoTool* m_lasso;
    FloodTool* m_flood;
    PointTool* m_box;
    PointTool* m_points;
    TransformTool* m_transform;
    SharedTrackerPtr m_tracker;
    std::shared_ptr<Clicked> m_clicked;
    Stroke m_stroke;
    std::weak_ptr<Job> m_pointJob; ///< the newest; older ones are cancelled
    ClickPreview* m_clickPreview;
    const MaskPreview* m_preview = nullptr;
    bool m_visible = true;
    bool m_solo = false;
};

} // namespace revseg::studio
