// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/job.h"
#include "widgets/presenter/presentation_painter.h"

namespace revseg::studio {

/// Writes a presentation as a video with its words, 1280 × 720 at 25 frames a second.
class PresentationExportJob final : public Job
{
    Q_OBJECT
public:
    PresentationExportJob(QString media, PresentationPainter painter, QString target);

private:
    Result<void> run(std::stop_token stop) override;

    QString m_media;
    PresentationPainter m_painter;
    QString m_target;
};

} // namespace revseg::studio
