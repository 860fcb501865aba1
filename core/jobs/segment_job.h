// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/job.h"
#include "core/mask/mask.h"

#include <QImage>

namespace revseg {

/// A box on one picture becomes a mask (GrabCut).
class SegmentJob final : public Job
{
    Q_OBJECT
public:
    SegmentJob(QImage picture, Box box); ///< native pixels; the box may reach over the edge

Q_SIGNALS:
    void segmented(const revseg::Mask& mask);

private:
    Result<void> run(std::stop_token stop) override;

    QImage m_picture;
    Box m_box;
};

} // namespace revseg
