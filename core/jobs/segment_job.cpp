// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/segment_job.h"

#include "core/mask/grabcut.h"

namespace revseg {

SegmentJob::SegmentJob(QImage picture, Box box)
    : Job(Lane::Cpu, {QT_TRANSLATE_NOOP("core", "Mask from a box"), {}})
    , m_picture(std::move(picture))
    , m_box(box)
{
}

Result<void> SegmentJob::run(std::stop_token stop)
{
    const Box inside = m_box.clamped({m_picture.width(), m_picture.height()});
    if (inside.isEmpty()) {
        return fail(ErrorKind::InvalidInput, QT_TRANSLATE_NOOP("core", "The box lies outside the picture"),
                    {}, QT_TRANSLATE_NOOP("core", "drag it over the object"));
    }
    const auto mask = grabCut(m_picture, inside, std::move(stop));
    if (!mask)
        return fail(mask.error());
    Q_EMIT segmented(*mask);
    return {};
}

} // namespace revseg
