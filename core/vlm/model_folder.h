// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/vlm/local_spec.h"
#include "core/vlm/model_profile.h"

#include <QMap>

#include <vector>

namespace revseg {

/// A tensor as a safetensors header describes it.
struct StoredTensor
{
    QString file; ///< name in the folder
    QString type; ///< "BF16", "F32", …
    std::vector<qint64> shape;
    qint64 bytes = 0;

    qint64 values() const;
};

/// What the files of a Qwen2.5-VL folder say before anything is loaded: config.json and the headers of the
/// weights. Needs no libtorch. A value.
class ModelFolder
{
public:
    /// NotFound, Unreadable, Corrupt; Unsupported for a model of another kind.
    static Result<ModelFolder> open(const QString& folder);
    /// How its pictures are sent and its boxes read: qwen2.5-vl with the sizes of the folder's files.
    static Result<ModelProfile> profile(const QString& folder);
    /// "Qwen2.5-VL-7B-Instruct", "Qwen/Qwen2.5-VL-7B-Instruct" in a cache of the hub.
    static QString nameOf(const QString& folder);

    const QString& path() const { return m_path; }
    const QMap<QString, StoredTensor>& tensors() const { return m_tensors; } ///< names as stored
    const QStringList& files() const { return m_files; }                     ///< of weights
    qint64 parameters() const;
    qint64 bytes() const; ///< of the weights
    Precision storedPrecision() const { return m_stored; }
    /// Weights and what a question of a usual length takes beside them. Weights that are used as they are
    /// stored stay in the file and can be dropped by the system.
    qint64 memoryNeeded(Precision precision) const;
    /// The part of it that cannot be dropped.
    qint64 memoryToLoad(Precision precision) const;

private:
    QString m_path;
    QStringList m_files;
    QMap<QString, StoredTensor> m_tensors;
    Precision m_stored = Precision::Float32;
    qint64 m_cacheValues = 0; ///< keys and values of one token
};

/// The header of one safetensors file. NotFound, Unreadable, Corrupt (offsets that fit neither shapes nor the
/// file).
Result<QMap<QString, StoredTensor>> readTensorHeader(const QString& path);

} // namespace revseg
