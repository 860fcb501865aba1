// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/project/run_masks.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <algorithm>
#include <set>

namespace revseg {

namespace {

const QString kTracks = QStringLiteral("tracks");
const QString kPromoted = QStringLiteral("promoted");

Error senseless(const Run& run)
{
    return makeError(ErrorKind::Corrupt, QT_TRANSLATE_NOOP("core", "The masks of run %1 are damaged"),
                     {run.id}, QT_TRANSLATE_NOOP("core", "track again, or open a backup"));
}

} // namespace

void setTracks(Run& run, const std::vector<RunTrack>& tracks)
{
    QJsonArray list;
    for (const RunTrack& track : tracks) {
        QJsonArray frames;
        for (const auto& [frame, mask] : track.masks) {
            QJsonArray entry{frame, QString::fromLatin1(mask.encode().toBase64())};
            if (const auto score = track.scores.find(frame); score != track.scores.end())
                entry.append(score->second);
            frames.append(entry);
        }
        list.append(QJsonObject{{QStringLiteral("object"), track.object},
                                {QStringLiteral("annotation"), track.annotation.value},
                                {QStringLiteral("masks"), frames}});
    }
    if (list.isEmpty())
        run.other.remove(kTracks);
    else
        run.other[kTracks] = list;
}

bool hasTracks(const Run& run)
{
    return run.other.contains(kTracks);
}

Result<std::vector<RunTrack>> tracksOf(const Run& run)
{
    std::vector<RunTrack> out;
    for (const QJsonValue value : run.other[kTracks].toArray()) {
        RunTrack track;
        track.object = value[QStringLiteral("object")].toInt(1);
        track.annotation = ObjectId{value[QStringLiteral("annotation")].toInteger()};
        for (const QJsonValue entry : value[QStringLiteral("masks")].toArray()) {
            const int frame = entry[0].toInt(-1);
            auto mask = Mask::decode(QByteArray::fromBase64(entry[1].toString().toLatin1()));
            if (frame < 0 || !mask)
                return fail(senseless(run));
            track.masks.insert_or_assign(frame, std::move(*mask));
            if (const QJsonValue score = entry[2]; score.isDouble())
                track.scores[frame] = std::clamp(score.toDouble(), 0.0, 1.0);
        }
        out.push_back(std::move(track));
    }
    return out;
}

std::vector<TrackExtent> trackExtentsOf(const Run& run)
{
    std::vector<TrackExtent> out;
    for (const QJsonValue value : run.other[kTracks].toArray()) {
        TrackExtent extent;
        extent.object = value[QStringLiteral("object")].toInt(1);
        extent.annotation = ObjectId{value[QStringLiteral("annotation")].toInteger()};
        for (const QJsonValue entry : value[QStringLiteral("masks")].toArray()) {
            if (const int frame = entry[0].toInt(-1); frame >= 0)
                extent.frames.push_back(frame);
        }
        out.push_back(std::move(extent));
    }
    return out;
}

bool isPromoted(const Run& run)
{
    return run.other[kPromoted].toBool();
}

void setPromoted(Run& run, bool promoted)
{
    if (promoted)
        run.other[kPromoted] = true;
    else
        run.other.remove(kPromoted);
}

std::optional<Mask> unionAt(const std::vector<RunTrack>& tracks, FrameIndex frame)
{
    std::optional<Mask> all;
    for (const RunTrack& track : tracks) {
        const auto it = track.masks.find(frame);
        if (it == track.masks.end())
            continue;
        if (!all)
            all = it->second;
        else if (all->size() == it->second.size())
            all = all->united(it->second);
    }
    return all;
}

std::optional<double> tracksIou(const std::vector<RunTrack>& a, const std::vector<RunTrack>& b)
{
    std::set<FrameIndex> frames;
    for (const RunTrack& track : a) {
        for (const auto& entry : track.masks)
            frames.insert(entry.first);
    }
    double sum = 0;
    int common = 0;
    for (const FrameIndex f : frames) {
        const auto one = unionAt(a, f);
        const auto other = unionAt(b, f);
        if (!one || !other || one->size() != other->size())
            continue;
        sum += one->iou(*other);
        ++common;
    }
    if (common == 0)
        return std::nullopt;
    return sum / common;
}

} // namespace revseg
