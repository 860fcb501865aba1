// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>

namespace revseg {

/// Writes a whole file beside its place, flushes it and renames it there: the old file or the new one is
/// found, never half of one. Unreadable when the disk is full or the folder refuses.
Result<void> writeFile(const QString& path, const QByteArray& bytes);

/// A folder that appears whole or not at all. Files are written into path(), a hidden sibling of the target;
/// commit() renames it into place. Without commit() the destructor removes it. An existing target that is
/// empty is replaced; one that holds something is refused by create() unless `force`: commit() then replaces
/// files of the same names, one by one, and leaves everything else alone.
class FolderOutput
{
public:
    static Result<FolderOutput> create(const QString& target, bool force);
    FolderOutput(FolderOutput&& other) noexcept;
    FolderOutput& operator=(FolderOutput&& other) noexcept;
    FolderOutput(const FolderOutput&) = delete;
    FolderOutput& operator=(const FolderOutput&) = delete;
    ~FolderOutput();

    QString path() const { return m_path; }
    QString filePath(const QString& name) const { return m_path + QLatin1Char('/') + name; }
    Result<void> commit();
    /// An error of writing into path() as its reader knows the place: with the target in it.
    Error named(Error error) const;

private:
    FolderOutput(QString target, QString path);

    QString m_target;
    QString m_path; ///< empty once committed or moved from
};

} // namespace revseg
