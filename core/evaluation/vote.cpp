// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evaluation/vote.h"

#include "core/evaluation/agreement.h"

#include <QCoreApplication>

#include <algorithm>
#include <set>

namespace revseg {

namespace {

Box aroundAll(const std::vector<ChainObject>& objects)
{
    Box all = objects.front().box;
    for (const ChainObject& o : objects) {
        all = {std::min(all.x1, o.box.x1), std::min(all.y1, o.box.y1), std::max(all.x2, o.box.x2),
               std::max(all.y2, o.box.y2)};
    }
    return all;
}

double middle(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    const size_t half = values.size() / 2;
    return values.size() % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
}

} // namespace

Result<Vote> voteOf(const std::vector<Run>& runs, const std::vector<std::vector<RunTrack>>& tracks,
                    std::stop_token stop)
{
    std::vector<const Run*> voters;
    std::vector<std::vector<RunTrack>> votes;
    for (size_t i = 0; i < runs.size() && i < tracks.size(); ++i) {
        const bool itself = runs[i].other.contains(QStringLiteral("vote"));
        if (!itself && runs[i].keyframe && !runs[i].objects.empty() && !tracks[i].empty()) {
            voters.push_back(&runs[i]);
            votes.push_back(tracks[i]);
        }
    }
    if (voters.size() < 2) {
        return fail(ErrorKind::InvalidInput,
                    QT_TRANSLATE_NOOP("core", "Fewer than two runs of this question have masks"), {},
                    QT_TRANSLATE_NOOP("core", "ask it several times, or track the runs there are"));
    }
    const auto votesFor = [&](FrameIndex frame) {
        return std::count_if(voters.begin(), voters.end(),
                             [frame](const Run* r) { return r->keyframe->frame == frame; });
    };
    const Run* chosen = voters.front();
    for (const Run* run : voters) {
        if (votesFor(run->keyframe->frame) > votesFor(chosen->keyframe->frame))
            chosen = run;
    }
    std::vector<double> edges[4];
    QJsonArray ids;
    for (const Run* run : voters) {
        ids.append(run->id);
        if (run->keyframe->frame != chosen->keyframe->frame)
            continue;
        const Box box = aroundAll(run->objects);
        const double values[4] = {box.x1, box.y1, box.x2, box.y2};
        for (int e = 0; e < 4; ++e)
            edges[e].push_back(values[e]);
    }
    Vote out;
    out.run.status = Run::Status::Ok;
    out.run.sampled = chosen->sampled;
    out.run.keyframe = chosen->keyframe;
    out.run.description = chosen->description;
    out.run.objects.push_back(
        {1, {middle(edges[0]), middle(edges[1]), middle(edges[2]), middle(edges[3])}, {}, {}});
    for (const Stage stage : {Stage::Keyframe, Stage::Description, Stage::Box, Stage::Masks})
        out.run.setStage(stage, StageStatus::Ok);
    out.run.other[QStringLiteral("vote")] = ids;

    std::set<FrameIndex> frames;
    for (const auto& run : votes) {
        for (const RunTrack& track : run) {
            for (const auto& [frame, mask] : track.masks)
                frames.insert(frame);
        }
    }
    RunTrack track;
    for (const FrameIndex frame : frames) {
        if (stop.stop_requested())
            return fail(cancelled());
        if (auto mask = voteAt(votes, frame))
            track.masks.emplace(frame, std::move(*mask));
    }
    out.tracks.push_back(std::move(track));
    return out;
}

} // namespace revseg
