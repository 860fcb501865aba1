// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/timeline/timeline_scene.h"

#include <QCoreApplication>
#include <QFont>
#include <QFontMetrics>
#include <QPalette>
#include <QRectF>

class QPainter;

namespace revseg {

/// What moves while a person works; painted over the rest, which is kept as a picture.
struct TimelineMotion
{
    FrameIndex position = 0;
    std::optional<FrameIndex> highlighted;
    std::optional<FrameIndex> keyframe; ///< of the scene, or where it is being dragged
    bool keyframe_lit = false;          ///< under the pointer
    QString keyframe_text;              ///< beside it while it is dragged
    int selected_object = 0;
    FrameRange selected; ///< a part of that object's lane
};

/// Draws a timeline, only what is visible of it. Made for one painting; refers to its scene.
class TimelinePainter
{
    Q_DECLARE_TR_FUNCTIONS(revseg::TimelineWidget)
public:
    TimelinePainter(const TimelineScene& scene, const QPalette& palette, const QFont& font);

    void paintStill(QPainter& painter, const QRectF& all) const;
    void paintMoving(QPainter& painter, const TimelineMotion& motion) const;

    static double keyframeReach(const QFontMetrics& metrics); ///< half the size of the diamond
    QRectF markerFlag(const TimelineMarker& marker) const;    ///< empty when it cannot be seen

private:
    void paintRuler(QPainter& painter) const;
    void paintMarkers(QPainter& painter) const;
    void paintFilm(QPainter& painter) const;
    void paintSamples(QPainter& painter) const;
    void paintLanes(QPainter& painter, double bottom) const;
    void paintLane(QPainter& painter, const TimelineLane& lane, double y) const;
    void paintPresence(QPainter& painter, const TimelineLane& lane, double top, double bar) const;
    void paintChanges(QPainter& painter, const TimelineLane& lane, double y) const;
    void paintScores(QPainter& painter, const TimelineLane& lane, double y) const;
    void paintSpans(QPainter& painter, const std::vector<FrameRange>& ranges, double y, double height,
                    const QBrush& brush) const;
    void paintKeyframe(QPainter& painter, const TimelineMotion& motion) const;
    void paintName(QPainter& painter, double y, double height, const QString& text) const;
    QRectF frames(double y, double height) const; ///< the part right of the names

    const TimelineScene& m_scene;
    const TimelineGeometry& m_geometry;
    const TimelineRows& m_rows;
    QPalette m_palette;
    QFont m_font;
    QFontMetrics m_metrics;
};

} // namespace revseg
