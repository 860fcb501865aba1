// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/formats/exchange.h"
#include "core/project/project.h"

namespace revseg {

/// The masks of some videos of a project (all when `videos` is empty), as an export sees them: objects in
/// list order, later ones on top. The project must outlive the source, and both belong to one thread; a
/// background export opens the project read-only for itself.
Result<std::unique_ptr<MaskSource>> projectMasks(const Project& project,
                                                 const std::vector<VideoId>& videos = {});

/// What an import brings for one video, with the ids of the files.
struct ImportedVideo
{
    VideoId video;
    std::vector<SequenceObject> objects;
    std::vector<ProposedMask> masks;
};

struct ImportedMasks
{
    Format format = Format::Davis2017;
    std::vector<ImportedVideo> videos;
    ExchangeReport report;
};

/// A video an import can go to: a copy of what is needed, for a worker thread.
struct ImportTarget
{
    VideoRecord video;
    QString media;         ///< Project::mediaPath()
    QString sequence = {}; ///< the one that goes here; empty: the one of the video's name
};

/// The frame of a video that each name of a picture means: the still of that name, its number, or its place
/// when there are as many. InvalidInput for a frame the video has not; `sequence` is for the sentence.
Result<std::vector<FrameIndex>> framesOfNames(const QString& sequence, const QStringList& names,
                                              const ImportTarget& target);

/// Whether a sequence bears the name of a video, as exports name it.
bool isNamedAs(const QString& sequence, const QString& video);

/// Reads all masks of a source for the videos that its sequences were chosen for, or whose names they bear; a
/// single sequence goes to a single target whatever they are called. Any thread. NotFound when nothing fits;
/// InvalidInput for a frame the video has not, or masks of another size.
Result<ImportedMasks> readMasks(MaskSource& source, Format format, const std::vector<ImportTarget>& targets,
                                const ProgressFn& progress, std::stop_token stop);

/// "Import DAVIS masks"
Sentence importName(Format format);
/// Adds the objects of an import to an edit; one whose id is taken gets a free one (counted in the report).
/// Gives the ids of the files with those of the project.
Result<std::map<ObjectId, ObjectId>> importObjects(const Project& project, const ImportedVideo& video,
                                                   Edit& edit, ExchangeReport& report);

/// One edit that brings it all in, "Import DAVIS masks": an object whose id is taken gets a free one (counted
/// in the report).
Result<Edit> importEdit(const Project& project, ImportedMasks& imported);

} // namespace revseg
