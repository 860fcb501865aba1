// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/formats/exchange_report.h"
#include "core/media/frame_provider.h"
#include "core/project/records.h"

#include <QString>
#include <QStringList>

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <stop_token>
#include <vector>

namespace revseg {

/// An object as other people's files know it.
struct SequenceObject
{
    ObjectId id;  ///< 1…254
    QString name; ///< empty: none of its own
    QColor color; ///< of the overlay; not valid when the format has none
};

/// One video, as far as masks are concerned.
struct Sequence
{
    QString name;                        ///< with "/" where the format has folders in it
    Size size;                           ///< native pixels
    std::vector<SequenceObject> objects; ///< those known beforehand; masks may bring more
    QStringList frame_names;             ///< base names of its pictures, in frame order
    bool dense = true;                   ///< no entry for an object on a frame means that it is absent there
    QString media;  ///< path of the video or the folder of stills; empty when there is none
    QString sha256; ///< of the media

    int frameCount() const { return int(frame_names.size()); }
};

/// One object on one frame. No entry: not looked at.
struct SequenceMask
{
    ObjectId object;
    Presence presence = Presence::Annotated;
    Mask mask;
    bool checked = false;
    bool made_here = false; ///< its origin (hand, tracker, run) and score are known; no format has them
};

/// Where masks come from: a project, or somebody's files. Read frame by frame, so that a long video does not
/// have to fit into memory. One thread at a time.
class MaskSource
{
public:
    virtual ~MaskSource() = default;

    virtual const std::vector<Sequence>& sequences() const = 0;
    /// Those of one frame, from the bottom to the top. `frame` counts the sequence's frame_names.
    virtual Result<std::vector<SequenceMask>> masks(size_t sequence, int frame) = 0;
    /// What could not be taken over while reading, by name; complete after all frames have been read.
    virtual std::map<QString, qint64> losses() const { return {}; }
};

enum class Format { Davis2016, Davis2017, YoutubeVos, Coco, YoutubeVis };

/// "davis" (2017), "davis2016", "youtube-vos", "coco", "youtube-vis"; none for another word.
std::optional<Format> formatNamed(const QString& name);
QString formatName(Format format);
QStringList formatNames();
/// As people write it: "DAVIS 2017".
QString formatTitle(Format format);

/// The format of a folder or of a JSON file, by what is in it. NotFound when it is none of these; Corrupt or
/// Unreadable when its JSON file cannot be read.
Result<Format> detectFormat(const QString& path);

/// Opens somebody's files: the folder writeMasks() makes, or its JSON file. NotFound, Unsupported, or Corrupt
/// with the place of the mistake.
Result<std::unique_ptr<MaskSource>> openMasks(Format format, const QString& path);

/// How an export reaches the media of a sequence. Either may be empty: then nothing is known of it.
struct MediaAccess
{
    std::function<Result<std::unique_ptr<FrameProvider>>(const QString& path)> open;
    /// Of all frames, in order.
    std::function<Result<std::vector<FrameTime>>(const QString& path)> times;
};

/// The real files, by VideoReader.
MediaAccess fileMedia(int threads = 0);

struct WriteOptions
{
    bool with_pictures = false; ///< the frames as JPEG too, where the format has a place for them
    MediaAccess media;
    bool force = false; ///< a target that holds other things is no mistake
};

/// Writes all sequences into a folder, whole or not at all, then reads it back and compares. Beside the
/// format's own files there are frames.csv (frame, time and source of each picture) and report.json.
Result<ExchangeReport> writeMasks(MaskSource& source, Format format, const QString& folder,
                                  const WriteOptions& options, const ProgressFn& progress,
                                  std::stop_token stop);

} // namespace revseg
