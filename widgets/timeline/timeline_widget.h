// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/timebase.h"
#include "core/media/sampling.h"
#include "widgets/timeline/timeline_geometry.h"

#include <QColor>
#include <QImage>
#include <QMap>
#include <QTimer>
#include <QWidget>

#include <optional>
#include <vector>

namespace revseg {

/// One object's row: where it has masks, and where a person put them.
struct TimelineLane
{
    int object = 0;
    QString name;
    QColor color;
    bool visible = true;
    std::vector<FrameRange> masks;   ///< frames with a mask, in order
    std::vector<FrameIndex> painted; ///< masks by a person's hand, in order
};

/// Time from left to right: ruler, filmstrip, what the model saw, the keyframe, a lane for each object, what
/// is in the cache. Press and drag to scrub; the wheel scrolls, with Ctrl it zooms at the pointer. Paints
/// only what is visible.
class TimelineWidget final : public QWidget
{
    Q_OBJECT
public:
    explicit TimelineWidget(QWidget* parent = nullptr);

    void setVideo(int frames, double framesPerSecond); ///< 0 frames: none. Forgets all of the video before.
    void setFrames(int frames);                        ///< the index has grown
    void setPosition(FrameIndex frame);
    void setCachedRanges(std::vector<FrameRange> ranges);
    void setDamaged(std::vector<FrameRange> ranges);
    void setSamples(SampledFrames samples); ///< what the model saw
    void setKeyframe(std::optional<FrameIndex> frame);
    void setInOut(std::optional<FrameRange> range);
    void setLanes(std::vector<TimelineLane> lanes, int current);
    void setThumbnail(FrameIndex frame, const QImage& image);
    void setHighlightedFrame(std::optional<FrameIndex> frame);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void scrubbed(revseg::FrameIndex frame);
    void objectActivated(int object);
    /// Frames whose thumbnails the filmstrip shows next; given back by setThumbnail().
    void thumbnailsWanted(const std::vector<revseg::FrameIndex>& frames, int height);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    bool event(QEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    int rulerHeight() const;
    int filmHeight() const;
    int laneHeight() const;
    QRect filmRect() const;
    QRect lanesRect() const;
    void layoutChanged();
    void askForThumbnails();
    QString frameText(FrameIndex frame) const;
    void paintRuler(QPainter& painter) const;
    void paintFilm(QPainter& painter) const;
    void paintLanes(QPainter& painter) const;
    void paintPlayhead(QPainter& painter) const;
    void paintRanges(QPainter& painter, const std::vector<FrameRange>& ranges, double y, double height,
                     const QColor& color) const;

    TimelineGeometry m_geometry;
    double m_rate = 25;
    FrameIndex m_position = 0;
    std::vector<FrameRange> m_cached;
    std::vector<FrameRange> m_damaged;
    SampledFrames m_samples;
    std::optional<FrameIndex> m_keyframe;
    std::optional<FrameRange> m_inOut;
    std::vector<TimelineLane> m_lanes;
    int m_current = 0;
    std::optional<FrameIndex> m_highlighted;
    QMap<FrameIndex, QImage> m_thumbnails;
    double m_aspect = 16.0 / 9;
    int m_scrollY = 0;
    QTimer m_thumbnailTimer; ///< waits until the view is at rest
};

} // namespace revseg
