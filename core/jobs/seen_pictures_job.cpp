// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/seen_pictures_job.h"

namespace revseg {

SeenPicturesJob::SeenPicturesJob(std::vector<SeenPicture> seen, QImage frame)
    : Job(Lane::Quick, {QT_TRANSLATE_NOOP("core", "Making the model's pictures"), {}}, Kind::Background)
    , m_seen(std::move(seen))
    , m_frame(std::move(frame))
{
}

Result<void> SeenPicturesJob::run(std::stop_token stop)
{
    std::vector<RemadePicture> pictures;
    for (const SeenPicture& seen : m_seen) {
        if (stop.stop_requested())
            return fail(cancelled());
        pictures.push_back(remade(seen, m_frame));
    }
    Q_EMIT made(pictures);
    return {};
}

} // namespace revseg
