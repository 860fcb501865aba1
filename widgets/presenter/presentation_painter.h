// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mask/overlay.h"
#include "core/media/video_info.h"
#include "core/project/run_masks.h"
#include "widgets/presenter/presentation.h"

#include <QCoreApplication>

class QPainter;

namespace revseg {

/// Paints the moments of a presentation: the video, the frames that the model saw below it, and beside it
/// the question and what the model says, in letters that can be read from the last row. Any thread.
class PresentationPainter
{
    Q_DECLARE_TR_FUNCTIONS(revseg::PresentationPainter)
public:
    PresentationPainter(Presentation presentation, VideoInfo video, std::vector<RunTrack> tracks,
                        std::vector<QColor> colors);

    const Presentation& presentation() const { return m_presentation; }
    /// A small picture of a sampled frame, at display size.
    void setSample(FrameIndex frame, const QImage& picture) { m_samples[frame] = picture; }
    /// `picture`: the moment's frame in native pixels.
    void paint(QPainter& painter, const QRect& area, const PresentedMoment& moment,
               const QImage& picture) const;

private:
    void paintVideo(QPainter& painter, const QRectF& area, const PresentedMoment& moment,
                    const QImage& picture) const;
    void paintSamples(QPainter& painter, const QRectF& area, const PresentedMoment& moment) const;
    static QString outcomeOf(const Run& run);
    void paintWords(QPainter& painter, const QRectF& area, const PresentedMoment& moment) const;

    Presentation m_presentation;
    VideoInfo m_video;
    std::vector<RunTrack> m_tracks;
    std::vector<QColor> m_colors; ///< of the tracks
    std::map<FrameIndex, QImage> m_samples;
};

} // namespace revseg
