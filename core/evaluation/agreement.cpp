// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evaluation/agreement.h"

#include <algorithm>

namespace revseg {

namespace {

/// Frames × runs, with each run's objects as one mask.
using Columns = std::vector<std::vector<std::optional<Mask>>>;

Columns columnsOf(const std::vector<std::vector<RunTrack>>& runs)
{
    FrameIndex last = -1;
    for (const auto& tracks : runs) {
        for (const RunTrack& track : tracks) {
            if (!track.masks.empty())
                last = std::max(last, track.masks.rbegin()->first);
        }
    }
    Columns columns(size_t(last + 1), std::vector<std::optional<Mask>>(runs.size()));
    for (FrameIndex f = 0; f <= last; ++f) {
        for (size_t i = 0; i < runs.size(); ++i)
            columns[size_t(f)][i] = unionAt(runs[i], f);
    }
    return columns;
}

} // namespace

Agreement agreementOf(const std::vector<std::vector<RunTrack>>& runs)
{
    const size_t n = runs.size();
    const Columns columns = columnsOf(runs);
    Agreement out;
    out.iou.assign(n, std::vector<double>(n, -1));
    out.support.assign(n, -1);
    out.over_time.assign(columns.size(), -1);
    std::vector<std::vector<double>> sum(n, std::vector<double>(n, 0));
    std::vector<std::vector<int>> count(n, std::vector<int>(n, 0));
    for (size_t f = 0; f < columns.size(); ++f) {
        double here = 0;
        int pairs = 0;
        for (size_t i = 0; i < n; ++i) {
            if (!columns[f][i])
                continue;
            out.iou[i][i] = 1;
            for (size_t j = i + 1; j < n; ++j) {
                if (!columns[f][j] || columns[f][i]->size() != columns[f][j]->size())
                    continue;
                const double iou = columns[f][i]->iou(*columns[f][j]);
                sum[i][j] += iou;
                ++count[i][j];
                here += iou;
                ++pairs;
            }
        }
        if (pairs > 0)
            out.over_time[f] = here / pairs;
    }
    for (size_t i = 0; i < n; ++i) {
        for (size_t j = i + 1; j < n; ++j) {
            if (count[i][j] > 0)
                out.iou[i][j] = out.iou[j][i] = sum[i][j] / count[i][j];
        }
    }
    for (size_t i = 0; i < n; ++i) {
        double row = 0;
        int others = 0;
        for (size_t j = 0; j < n; ++j) {
            if (j == i || out.iou[i][j] < 0)
                continue;
            row += out.iou[i][j];
            ++others;
        }
        if (others == 0)
            continue;
        out.support[i] = row / others;
        if (out.best < 0 || out.support[i] > out.support[size_t(out.best)])
            out.best = int(i);
    }
    return out;
}

std::optional<Mask> voteAt(const std::vector<std::vector<RunTrack>>& runs, FrameIndex frame)
{
    std::vector<uint8_t> votes;
    Size size;
    int voters = 0;
    for (const auto& tracks : runs) {
        const auto mask = unionAt(tracks, frame);
        if (!mask || (voters > 0 && mask->size() != size))
            continue;
        size = mask->size();
        const std::vector<uint8_t> one = mask->toBytes();
        if (votes.empty())
            votes.resize(one.size());
        for (size_t i = 0; i < one.size(); ++i)
            votes[i] = uint8_t(std::min(255, votes[i] + one[i]));
        ++voters;
    }
    if (voters == 0)
        return std::nullopt;
    for (uint8_t& v : votes)
        v = 2 * int(v) > voters ? 1 : 0;
    return Mask::fromBytes(size, votes.data(), size.width);
}

} // namespace revseg
