// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/chain/run.h"
#include "core/media/video_info.h"

#include <QJsonObject>

#include <vector>

namespace revseg {

/// Everything that was asked about one query on one video and what came of it: trace.json. It holds no
/// pictures, but their hashes and how to make them again. resources/schemas/trace-1.json describes the form.
struct Trace
{
    VideoInfo video; ///< path as seen from the working folder; in the file it is relative to the file
    QString query;
    SampledFrames sampled;
    QJsonObject prompt_set; ///< {"name","version"}
    QJsonObject profile;    ///< ModelProfile::toJson()
    std::vector<Run> runs;
    QJsonObject other;       ///< keys this version does not know, kept on rewriting
    QJsonObject video_other; ///< the same of the video

    /// `folder` is where the file lies: paths are written relative to it.
    QJsonObject toJson(const QString& folder) const;
    static Result<Trace> fromJson(const QJsonObject& json, const QString& folder, const QString& source);

    /// Writes the whole file or nothing.
    Result<void> save(const QString& path) const;
    /// NotFound, Unreadable, Unsupported (a newer form), Corrupt with the file and the key.
    static Result<Trace> load(const QString& path);
};

QString statusName(Run::Status status); ///< "running", "ok", "failed", "cancelled"
QString stageName(Stage stage);         ///< "interpretation", "keyframe", …
QString stageStatusName(StageStatus status);

QJsonObject runToJson(const Run& run);
/// `where` names the run in errors, e.g. "trace.json: runs[2]". Corrupt when a value is of the wrong kind.
Result<Run> runFromJson(const QJsonObject& json, const QString& where);

} // namespace revseg
