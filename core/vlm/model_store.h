// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/base/result.h"

#include <QStringList>

#include <stop_token>

namespace revseg {

/// Where models lie unless another folder is given: $XDG_DATA_HOME/revseg/models.
QString defaultModelsFolder();

/// Folders of models in a folder, themselves or one level below (owner/name), sorted.
QStringList modelFoldersIn(const QString& folder);

/// Everything that is wrong with a model folder; empty when it is whole.
struct ModelReport
{
    QStringList problems;
    QStringList hashed; ///< files whose SHA-256 was known from beside them, and is right
};

/// Reads headers, compares names and shapes with config.json, files with the index, and contents with the
/// SHA-256 of a `FILE.sha256`, of the hub's metadata or of a blob in the hub's cache, where there is one. The
/// error is Cancelled, or that the folder is no Qwen2.5-VL model at all. Progress is bytes hashed.
Result<ModelReport> verifyModel(const QString& folder, const ProgressFn& progress, std::stop_token stop);

/// The SHA-256 that a file should have by what lies beside it, in small letters; empty when nobody says.
QString knownSha256(const QString& path);
/// Of the whole file. Unreadable, Cancelled.
Result<QString> sha256Of(const QString& path, const ProgressFn& progress, std::stop_token stop);

} // namespace revseg
