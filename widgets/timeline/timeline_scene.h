// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/media/sampling.h"
#include "widgets/timeline/timeline_geometry.h"

#include <QColor>
#include <QImage>
#include <QMap>
#include <QString>

#include <optional>
#include <vector>

namespace revseg {

/// One object's row: where it has masks, and where a person put or checked them. Ranges and frames rise.
struct TimelineLane
{
    int object = 0;
    QString name;
    QColor color;
    bool visible = true;
    std::vector<FrameRange> masks = {};   ///< frames with a mask
    std::vector<FrameIndex> painted = {}; ///< masks by a person's hand
    std::vector<FrameIndex> checked = {}; ///< a person looked and found them right
    std::vector<FrameRange> stale = {};   ///< made from something that has changed since
    std::vector<float> scores = {};       ///< 0…1 by frame from 0, NaN for none; may be empty
    // What is known where there is no mask.
    std::vector<FrameRange> absent = {};
    std::vector<FrameRange> occluded = {};
    std::vector<FrameRange> out_of_frame = {};
    std::vector<FrameRange> emptied = {}; ///< a mask is there, but not a pixel of it is left
    // Who wrote what is there; the rest is a person's.
    std::vector<FrameRange> tracked = {};
    std::vector<FrameRange> from_run = {};
    std::vector<FrameRange> imported = {};
    /// Of a proposal that waits for a decision: 1 − IoU with what is there, by frame from 0; NaN where it
    /// changes nothing. Empty: there is none.
    std::vector<float> changes = {};
};

struct TimelineMarker
{
    FrameIndex frame = 0;
    QString name;
    QColor color; ///< invalid: the palette's
};

/// All that a timeline shows, apart from the pointer and the playhead.
struct TimelineScene
{
    TimelineGeometry geometry;
    TimelineRows rows;
    FrameClock clock;
    RulerUnit unit = RulerUnit::Frames;
    std::vector<FrameRange> cached;
    std::vector<FrameRange> damaged;
    SampledFrames samples;
    std::optional<FrameIndex> keyframe;
    std::optional<FrameRange> in_out;
    std::vector<TimelineMarker> markers; ///< by frame
    std::vector<TimelineLane> lanes;
    int current = 0; ///< the object that is worked on
    QMap<FrameIndex, QImage> thumbnails;
    double aspect = 16.0 / 9;

    double filmCell() const { return rows.film * aspect; }
    const SampledFrame* sampleAt(FrameIndex frame) const; ///< null: the model did not see it
    /// The sample whose tick is nearest to x, within `reach` pixels; null when there is none.
    const SampledFrame* sampleNear(double x, double reach) const;
};

} // namespace revseg
