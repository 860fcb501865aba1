// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/formats/exchange.h"
#include "core/media/video_reader.h"

namespace revseg {

MediaAccess fileMedia(int threads)
{
    const ReaderOptions options{threads, false};
    return {[options](const QString& path) -> Result<std::unique_ptr<FrameProvider>> {
                auto reader = VideoReader::open(path, options);
                if (!reader)
                    return fail(reader.error());
                return std::move(*reader);
            },
            [options](const QString& path) -> Result<std::vector<FrameTime>> {
                const auto reader = VideoReader::open(path, options);
                if (!reader)
                    return fail(reader.error());
                std::vector<FrameTime> times;
                for (FrameIndex f = 0; f < (*reader)->frameCount(); ++f)
                    times.push_back((*reader)->frameTime(f));
                return times;
            }};
}

} // namespace revseg
