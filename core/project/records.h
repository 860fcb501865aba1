// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/base/timebase.h"
#include "core/mask/mask.h"

#include <QColor>
#include <QDateTime>
#include <QJsonObject>
#include <QString>

#include <memory>
#include <optional>
#include <vector>

namespace revseg {

using RunId = Id<struct RunTag>; ///< one execution of the chain, unique within a project

/// A named place in a video.
struct VideoMarker
{
    FrameIndex frame = 0;
    QString name;

    bool operator==(const VideoMarker&) const = default;
};

/// A video of the project. Its pixels lie in the media file; Project::mediaPath() finds it.
struct VideoRecord
{
    VideoId id;
    int position = 0; ///< place in the list, from 0
    QString name;
    QString relative_path; ///< seen from the project's folder; with "/" everywhere
    QString absolute_path; ///< where it was when it was added; the second place to look
    bool stills = false;   ///< a folder of pictures
    qint64 size = 0;       ///< bytes of the file; of stills: of all pictures
    /// As VideoInfo::sha256. Empty: its media have not been looked through yet, and `frames`, `duration_s`
    /// and `rate` are what is known so far.
    QString sha256;
    int frames = 0;
    Size native; ///< the space of all its masks
    double duration_s = 0;
    Rational rate;
    QString notes;
    std::vector<VideoMarker> markers; ///< by frame, at most one on each

    bool isRead() const { return !sha256.isEmpty(); }
    /// Takes over what is said of the media, and leaves what a person has said.
    void setMedia(const VideoRecord& other);
    bool operator==(const VideoRecord&) const = default;
};

/// One thing in a video. At most kMaxObjects of them, because its id is its pixel value in palette pictures.
struct ObjectRecord
{
    VideoId video;
    ObjectId id; ///< 1…254; 0 is background and 255 "void" in those pictures
    int position = 0;
    QString name;
    QColor color;
    bool visible = true;
    bool locked = false; ///< neither tools nor trackers may change its masks

    bool operator==(const ObjectRecord&) const = default;
};
inline constexpr int kMaxObjects = 254;

/// What is known of an object on a frame. "Not looked at" is the lack of a record.
enum class Presence : uint8_t { NotLooked = 0, Annotated = 1, Absent = 2, Occluded = 3, OutOfFrame = 4 };

/// Who wrote a mask.
struct Provenance
{
    enum class Origin : uint8_t { Painted = 0, Tracked = 1, Run = 2, Imported = 3 };

    Origin origin = Origin::Painted;
    QString source;                 ///< the tracker's spec, the tool, or what was imported
    RunId run;                      ///< of Origin::Run
    std::optional<FrameIndex> from; ///< propagated from this frame

    bool operator==(const Provenance&) const = default;
};

/// One object on one frame. Immutable once stored; passed about by MaskRecordPtr.
struct MaskRecord
{
    Mask mask; ///< at the video's native size; empty unless `presence` is Annotated
    Presence presence = Presence::Annotated;
    Provenance provenance;
    double score = 1;     ///< 0…1, how sure its writer was; 1 for painted ones
    bool checked = false; ///< seen and accepted by a person: a barrier that propagation may not change

    bool operator==(const MaskRecord&) const = default;
    qsizetype bytes() const
    {
        return qsizetype(sizeof(*this) + mask.runs().size() * sizeof(uint32_t)) + provenance.source.size();
    }
};
using MaskRecordPtr = std::shared_ptr<const MaskRecord>; ///< null: not looked at

struct QueryRecord
{
    QueryId id;
    VideoId video;
    int position = 0;
    QString text;

    bool operator==(const QueryRecord&) const = default;
};

using TrackSetId = Id<struct TrackSetTag>; ///< the masks of a run, unique within a project
struct RunTrack;
/// The masks of all objects of a run (run_masks.h). Never changed once they are stored: a run gets others
/// instead, and several runs may have the same.
using TrackSet = std::vector<RunTrack>;
using TrackSetPtr = std::shared_ptr<const TrackSet>;

/// A run of the chain, stored as the JSON of a trace's run. Lists of runs leave `data` empty;
/// Project::run() reads it.
struct RunRecord
{
    RunId id;
    QueryId query;
    RunId parent;      ///< the run it was re-run from; none for the first
    QDateTime created; ///< UTC, to the millisecond
    QString status;    ///< "ok", "failed", "cancelled", "running"
    TrackSetId tracks; ///< as trackSetOf(); Project::trackSet() reads it; none: invalid
    QByteArray data;   ///< JSON, UTF-8

    QJsonObject json() const;
    void setJson(const QJsonObject& object);
    /// Compares all but `data`.
    bool sameHeader(const RunRecord& other) const
    {
        return id == other.id && query == other.query && parent == other.parent && created == other.created &&
               status == other.status && tracks == other.tracks;
    }
    bool operator==(const RunRecord&) const = default;
};

/// A colour for the n-th object (from 0) that stays apart from its neighbours for people with any of the
/// common colour blindnesses.
QColor objectColor(int n);

} // namespace revseg
