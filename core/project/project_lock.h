// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QLockFile>

#include <memory>
#include <optional>

namespace revseg {

/// Who has a project open for writing.
struct LockOwner
{
    qint64 pid = 0;
    QString host;
    QString program;
};

/// The right to write a project: a file beside it, named like it with "-lock" at the end, that goes when the
/// owner closes the project. One that a killed program left is taken over.
class ProjectLock
{
public:
    /// Unreadable when another program has it or the folder cannot be written.
    static Result<std::unique_ptr<ProjectLock>> take(const QString& projectPath);
    /// Empty when nobody has the project open for writing.
    static std::optional<LockOwner> owner(const QString& projectPath);

private:
    explicit ProjectLock(const QString& file) : m_file(file) {}

    QLockFile m_file;
};

} // namespace revseg
