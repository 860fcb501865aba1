// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/qwen_positions.h"

#include "core/nn/json_file.h"

#include <algorithm>

namespace revseg::nn {

Expected<Positions> qwenPositions(const QwenConfig& config, std::span<const int64_t> ids,
                                  std::span<const PatchGrid> images, std::span<const VideoGrid> videos,
                                  int64_t start)
{
    const auto misfit = [] {
        return failure(Failure::Kind::InvalidInput, "The pictures do not fit the places kept for them");
    };
    Positions out;
    out.t.reserve(ids.size());
    out.h.reserve(ids.size());
    out.w.reserve(ids.size());
    int64_t cursor = start;
    size_t image = 0;
    size_t video = 0;
    for (size_t i = 0; i < ids.size();) {
        const bool isImage = ids[i] == config.imageToken;
        if (!isImage && ids[i] != config.videoToken) {
            out.t.push_back(cursor);
            out.h.push_back(cursor);
            out.w.push_back(cursor);
            ++cursor;
            ++i;
            continue;
        }
        if (isImage ? image == images.size() : video == videos.size())
            return misfit();
        const PatchGrid grid = isImage ? images[image++] : videos[video].grid;
        // In single precision, as the reference multiplies.
        const auto seconds = float(isImage ? 0.0 : videos[video++].secondsPerPair);
        const int64_t rows = grid.h / config.vision.merge;
        const int64_t columns = grid.w / config.vision.merge;
        const auto tokens = size_t(grid.t * rows * columns);
        if (tokens == 0 || tokens > ids.size() - i)
            return misfit();
        if (std::any_of(ids.begin() + ptrdiff_t(i), ids.begin() + ptrdiff_t(i + tokens),
                        [&](int64_t id) { return id != ids[i]; }))
            return misfit();
        int64_t last = cursor + std::max(rows, columns) - 1;
        for (int64_t t = 0; t < grid.t; ++t) {
            const float time = float(t) * seconds;
            const auto step = int64_t(time * float(config.vision.tokensPerSecond));
            last = std::max(last, cursor + step);
            for (int64_t r = 0; r < rows; ++r) {
                for (int64_t c = 0; c < columns; ++c) {
                    out.t.push_back(cursor + step);
                    out.h.push_back(cursor + r);
                    out.w.push_back(cursor + c);
                }
            }
        }
        cursor = last + 1;
        i += tokens;
    }
    if (image != images.size() || video != videos.size())
        return misfit();
    out.next = cursor;
    return out;
}

} // namespace revseg::nn
