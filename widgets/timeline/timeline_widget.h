// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/timebase.h"
#include "core/media/sampling.h"
#include "widgets/timeline/timeline_painter.h"
#include "widgets/timeline/timeline_scene.h"

#include <QImage>
#include <QPixmap>
#include <QTimer>
#include <QWidget>

#include <optional>
#include <utility>
#include <vector>

class QScrollBar;

namespace revseg {

/// Time from left to right: ruler, markers, filmstrip, what the model saw, the keyframe, a lane for each
/// object, what is in the cache. Press and drag in ruler or film to scrub, in a lane to select a part of it;
/// the wheel scrolls, with Ctrl it zooms at the pointer; Up and Down choose the object, + and − zoom at the
/// playhead. Paints only what is visible, and what does not move only when it changes.
class TimelineWidget final : public QWidget
{
    Q_OBJECT
public:
    explicit TimelineWidget(QWidget* parent = nullptr);

    /// 0 frames: none. Forgets pictures, cache, damage, times and zoom; what the other setters gave stays.
    void setVideo(int frames, double framesPerSecond);
    void setFrames(int frames);                 ///< the index has grown
    void setTimes(std::vector<double> seconds); ///< of each frame, where the rate varies
    void setPosition(FrameIndex frame);
    void setCachedRanges(std::vector<FrameRange> ranges);
    void setDamaged(std::vector<FrameRange> ranges);
    void setSamples(SampledFrames samples); ///< what the model saw
    void setKeyframe(std::optional<FrameIndex> frame);
    void setKeyframeEditable(bool editable); ///< whether the diamond can be dragged; not at first
    void setInOut(std::optional<FrameRange> range);
    void setMarkers(std::vector<TimelineMarker> markers);
    void setLanes(std::vector<TimelineLane> lanes, int current);
    void setThumbnail(FrameIndex frame, const QImage& image);
    void setHighlightedFrame(std::optional<FrameIndex> frame);
    void setRulerUnit(RulerUnit unit);
    /// First frame in sight and how many are, in fractions; none: all are.
    std::optional<std::pair<double, double>> shownPart() const;
    void showPart(double firstFrame, double frames);
    void clearSelection();
    /// The part of an object's lane that is selected: its id and the frames. None: nothing is.
    std::optional<std::pair<int, FrameRange>> selection() const;

    RulerUnit rulerUnit() const { return m_scene.unit; }
    const TimelineScene& scene() const { return m_scene; }

    QString describe(QPoint at) const; ///< what the tooltip says there

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void scrubbed(revseg::FrameIndex frame);
    void objectActivated(int object);
    /// A part of an object's lane was chosen by dragging.
    void rangeSelected(int object, revseg::FrameRange range);
    /// The menu of a lane is wanted; its object has been activated.
    void laneMenuWanted(QPoint global);
    /// The diamond was dropped on another frame. It stays where it was until setKeyframe().
    void keyframeMoved(revseg::FrameIndex frame);
    /// The pointer came to the tick of a frame that the model saw, or left it.
    void frameHovered(std::optional<revseg::FrameIndex> frame);
    void rulerUnitChanged(revseg::RulerUnit unit); ///< by the user
    /// Frames whose thumbnails the filmstrip shows next, and the frames the model saw, which other panels
    /// show; given back by setThumbnail(). Height in device pixels.
    void thumbnailsWanted(const std::vector<revseg::FrameIndex>& frames, int height);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    bool event(QEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    enum class Drag { None, Scrub, Keyframe, Lane };

    void layoutChanged();
    void stillChanged(); ///< what does not move is to be painted again
    void moved();        ///< the rest only
    void showScrollBars();
    void zoom(double factor, double x);
    void dragTo(QPointF at);
    void endDrag();
    bool onKeyframe(QPointF at) const;
    FrameIndex keyframeTarget(double x) const;
    void hoverAt(QPointF at);
    void askForThumbnails();
    QString frameText(FrameIndex frame) const;
    QRect columnRect(double x) const;
    TimelineMotion motion() const;

    TimelineScene m_scene;
    QPixmap m_still;
    bool m_stillValid = false;
    FrameIndex m_position = 0;
    std::optional<FrameIndex> m_highlighted;
    std::optional<FrameIndex> m_hovered; ///< the sample under the pointer
    bool m_keyframeEditable = false;
    bool m_keyframeLit = false;
    bool m_focusShown = false; ///< the focus came by keyboard
    Drag m_drag = Drag::None;
    QPointF m_press;
    QPointF m_pointer;
    int m_laneObject = 0; ///< of the lane that is dragged in
    std::optional<FrameIndex> m_draggedKeyframe;
    int m_selectedObject = 0;
    FrameRange m_selected;
    double m_wheelRest = 0; ///< of fine wheels, less than a pixel
    QScrollBar* m_along;
    QScrollBar* m_down;
    QTimer m_thumbnailTimer; ///< waits until the view is at rest
    QTimer m_edgeTimer;      ///< scrolls while dragging past an edge
};

} // namespace revseg
