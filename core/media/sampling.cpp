// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/sampling.h"

#include "core/media/video_info.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace revseg {

SampledFrames sampleUniform(int frames, int count)
{
    SampledFrames out;
    if (frames <= 0 || count <= 0)
        return out;
    if (count >= frames) {
        for (int i = 0; i < frames; ++i)
            out.push_back({i, i, 0});
        if (frames % 2 == 1)
            out.push_back({frames, frames - 1, 0});
        return out;
    }
    // std::nearbyint rounds halves to even in the default rounding mode, as numpy does.
    for (int i = 0; i < count; ++i) {
        const double at = count == 1 ? 0.0 : double(i) * (frames - 1) / (count - 1);
        out.push_back({i, FrameIndex(std::nearbyint(at)), 0});
    }
    return out;
}

int frameCountAtFps(int frames, double videoFps, double fps)
{
    constexpr int kLeast = 4;
    constexpr int kMost = 768;
    if (frames <= 0 || !(videoFps > 0) || !(fps > 0))
        return 0;
    const int most = std::min(kMost, frames);
    // A clip of fewer than four frames gives all it has.
    const double count = std::clamp(frames / videoFps * fps, double(std::min(kLeast, most)), double(most));
    return frames < kLeast ? frames : int(count) / 2 * 2;
}

Result<SampledFrames> sampleFrames(const VideoInfo& video, const Sampling& sampling, int usual)
{
    const auto checked = [&video](FrameIndex frame) -> Result<void> {
        if (frame >= 0 && frame < video.frames)
            return {};
        return fail(ErrorKind::InvalidInput,
                    QT_TRANSLATE_NOOP("core", "There is no frame %1 in “%2”, which has %3 frames"),
                    {QString::number(frame), video.path, QString::number(video.frames)},
                    QT_TRANSLATE_NOOP("core", "count frames from 0"));
    };
    SampledFrames out;
    if (!sampling.picked.empty()) {
        std::vector<FrameIndex> frames = sampling.picked;
        std::sort(frames.begin(), frames.end());
        frames.erase(std::unique(frames.begin(), frames.end()), frames.end());
        for (const FrameIndex end : {frames.front(), frames.back()}) {
            if (const auto ok = checked(end); !ok)
                return fail(ok.error());
        }
        if (frames.size() % 2 == 1)
            frames.push_back(frames.back());
        for (const FrameIndex frame : frames)
            out.push_back({int(out.size()), frame, 0});
        return out;
    }
    const FrameRange range = sampling.range.value_or(FrameRange{0, video.frames - 1});
    if (sampling.range) {
        for (const FrameIndex end : {range.first, range.last}) {
            if (const auto ok = checked(end); !ok)
                return fail(ok.error());
        }
    }
    int count = sampling.frames > 0 ? sampling.frames : usual;
    if (sampling.fps > 0) {
        const double rate = video.rate.den != 0 && video.rate.num > 0
                                ? double(video.rate.num) / double(video.rate.den)
                            : video.duration_s > 0 ? video.frames / video.duration_s
                                                   : 0;
        if (!(rate > 0)) {
            return fail(ErrorKind::InvalidInput,
                        QT_TRANSLATE_NOOP("core", "It is not known how many frames a second “%1” has"),
                        {video.path},
                        QT_TRANSLATE_NOOP("core", "say how many frames are to be shown instead"));
        }
        count = frameCountAtFps(range.count(), rate, sampling.fps);
    }
    out = sampleUniform(range.count(), count);
    for (SampledFrame& s : out)
        s.frame += range.first;
    return out;
}

} // namespace revseg
