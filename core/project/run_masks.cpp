// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/project/run_masks.h"

#include <QDataStream>
#include <QIODevice>
#include <QJsonArray>

#include <algorithm>
#include <set>

namespace revseg {

namespace {

const QString kTracks = QStringLiteral("tracks");
const QString kPromoted = QStringLiteral("promoted");
const QString kSet = QStringLiteral("set");
const QString kObjects = QStringLiteral("objects");

constexpr double kNoScore = -1;
constexpr int kMostFrames = 10'000'000; ///< numbers beyond are not believed
constexpr auto kFormat = QDataStream::Qt_6_0;

QJsonArray rangesOf(const std::vector<FrameIndex>& frames)
{
    QJsonArray out;
    for (size_t i = 0; i < frames.size();) {
        size_t end = i + 1;
        while (end < frames.size() && frames[end] == frames[end - 1] + 1)
            ++end;
        out.append(QJsonArray{frames[i], frames[end - 1]});
        i = end;
    }
    return out;
}

/// Rising; ranges that make no sense are left out.
std::vector<FrameIndex> framesOf(const QJsonArray& ranges)
{
    std::vector<FrameIndex> out;
    for (const QJsonValue range : ranges) {
        const int first = range[0].toInt(-1);
        const int last = std::min(range[1].toInt(-1), kMostFrames);
        if (first < 0 || (!out.empty() && first <= out.back()))
            continue;
        for (FrameIndex f = first; f <= last; ++f)
            out.push_back(f);
    }
    return out;
}

} // namespace

size_t maskCount(const TrackSet& tracks)
{
    size_t sum = 0;
    for (const RunTrack& track : tracks)
        sum += track.masks.size();
    return sum;
}

qsizetype bytesOf(const TrackSet& tracks)
{
    qsizetype sum = 0;
    for (const RunTrack& track : tracks) {
        for (const auto& [frame, mask] : track.masks)
            sum += qsizetype(sizeof(mask) + mask.runs().size() * sizeof(uint32_t));
    }
    return sum;
}

QByteArray encodeTracks(const TrackSet& tracks)
{
    QByteArray data;
    QDataStream out(&data, QIODevice::WriteOnly);
    out.setVersion(kFormat);
    out << quint32(tracks.size());
    for (const RunTrack& track : tracks) {
        out << qint32(track.object) << quint32(track.masks.size());
        for (const auto& [frame, mask] : track.masks) {
            const auto score = track.scores.find(frame);
            out << qint32(frame) << (score != track.scores.end() ? score->second : kNoScore) << mask.encode();
        }
    }
    return data;
}

std::optional<TrackSet> decodeTracks(const QByteArray& data)
{
    QDataStream in(data);
    in.setVersion(kFormat);
    quint32 count = 0;
    in >> count;
    TrackSet out;
    for (quint32 i = 0; i < count; ++i) {
        RunTrack track;
        qint32 object = 0;
        quint32 masks = 0;
        in >> object >> masks;
        track.object = object;
        for (quint32 m = 0; m < masks; ++m) {
            qint32 frame = -1;
            double score = kNoScore;
            QByteArray code;
            in >> frame >> score >> code;
            auto mask = Mask::decode(code);
            if (in.status() != QDataStream::Ok || frame < 0 || !mask)
                return std::nullopt;
            track.masks.insert_or_assign(track.masks.end(), frame, std::move(*mask));
            if (score >= 0)
                track.scores.insert_or_assign(track.scores.end(), frame, std::min(score, 1.0));
        }
        if (in.status() != QDataStream::Ok)
            return std::nullopt;
        out.push_back(std::move(track));
    }
    if (in.status() != QDataStream::Ok || !in.atEnd())
        return std::nullopt;
    return out;
}

std::vector<TrackExtent> extentsOf(const TrackSet& tracks)
{
    std::vector<TrackExtent> out;
    for (const RunTrack& track : tracks) {
        TrackExtent extent{track.object, track.annotation, {}};
        for (const auto& entry : track.masks)
            extent.frames.push_back(entry.first);
        out.push_back(std::move(extent));
    }
    return out;
}

QJsonObject tracksJson(TrackSetId set, const std::vector<TrackExtent>& extents)
{
    QJsonArray objects;
    for (const TrackExtent& extent : extents) {
        objects.append(QJsonObject{{QStringLiteral("object"), extent.object},
                                   {QStringLiteral("annotation"), extent.annotation.value},
                                   {QStringLiteral("frames"), rangesOf(extent.frames)}});
    }
    return {{kSet, set.value}, {kObjects, objects}};
}

void nameTracks(Run& run, TrackSetId set, const std::vector<TrackExtent>& extents)
{
    run.other[kTracks] = tracksJson(set, extents);
}

void forgetTracks(Run& run)
{
    run.other.remove(kTracks);
}

void forgetTracks(RunRecord& record)
{
    QJsonObject json = record.json();
    json.remove(kTracks);
    record.setJson(json);
    record.tracks = {};
}

TrackSetId trackSetOf(const Run& run)
{
    return TrackSetId{run.other[kTracks][kSet].toInteger()};
}

bool hasTracks(const Run& run)
{
    return trackSetOf(run).isValid();
}

std::vector<TrackExtent> trackExtentsOf(const Run& run)
{
    std::vector<TrackExtent> out;
    for (const QJsonValue value : run.other[kTracks][kObjects].toArray()) {
        out.push_back({value[QStringLiteral("object")].toInt(1),
                       ObjectId{value[QStringLiteral("annotation")].toInteger()},
                       framesOf(value[QStringLiteral("frames")].toArray())});
    }
    return out;
}

void setAnnotations(TrackSet& tracks, const Run& run)
{
    const std::vector<TrackExtent> extents = trackExtentsOf(run);
    for (size_t i = 0; i < tracks.size() && i < extents.size(); ++i)
        tracks[i].annotation = extents[i].annotation;
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

std::optional<Mask> unionAt(const TrackSet& tracks, FrameIndex frame)
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

std::optional<double> tracksIou(const TrackSet& a, const TrackSet& b)
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
