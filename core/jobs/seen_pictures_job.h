// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/chain/seen_picture.h"
#include "core/jobs/job.h"

namespace revseg {

/// Makes the pictures that a model saw of one frame again. In the background: it follows the playhead.
class SeenPicturesJob final : public Job
{
    Q_OBJECT
public:
    SeenPicturesJob(std::vector<SeenPicture> seen, QImage frame); ///< `frame`: native pixels

Q_SIGNALS:
    void made(const std::vector<revseg::RemadePicture>& pictures);

private:
    Result<void> run(std::stop_token stop) override;

    std::vector<SeenPicture> m_seen;
    QImage m_frame;
};

} // namespace revseg
