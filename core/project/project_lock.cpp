// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/project/project_lock.h"

#include <QFileInfo>

namespace revseg {

namespace {

QString lockPath(const QString& projectPath)
{
    // Two names of one file, by a link or another folder, must meet in the same lock.
    const QString canonical = QFileInfo(projectPath).canonicalFilePath();
    return (canonical.isEmpty() ? QFileInfo(projectPath).absoluteFilePath() : canonical) +
           QStringLiteral("-lock");
}

} // namespace

Result<std::unique_ptr<ProjectLock>> ProjectLock::take(const QString& projectPath)
{
    std::unique_ptr<ProjectLock> lock(new ProjectLock(lockPath(projectPath)));
    lock->m_file.setStaleLockTime(0); // however long a session lasts; a dead owner is found by its pid
    if (lock->m_file.tryLock(0))
        return lock;
    if (lock->m_file.error() == QLockFile::LockFailedError) {
        const auto who = owner(projectPath).value_or(LockOwner{});
        return fail(ErrorKind::Unreadable,
                    QT_TRANSLATE_NOOP("core", "“%1” is open in another program (%2, process %3 on %4)"),
                    {projectPath, who.program, QString::number(who.pid), who.host},
                    QT_TRANSLATE_NOOP("core", "close it there, or open it read-only here"));
    }
    return fail(ErrorKind::Unreadable, QT_TRANSLATE_NOOP("core", "The folder of “%1” may not be written"),
                {projectPath},
                QT_TRANSLATE_NOOP("core", "check the permissions and the free space, or open it read-only"));
}

std::optional<LockOwner> ProjectLock::owner(const QString& projectPath)
{
    if (!QFileInfo::exists(lockPath(projectPath)))
        return std::nullopt;
    QLockFile file(lockPath(projectPath));
    file.setStaleLockTime(0);
    if (file.tryLock(0)) {
        file.unlock();
        return std::nullopt;
    }
    LockOwner who;
    if (file.error() != QLockFile::LockFailedError || !file.getLockInfo(&who.pid, &who.host, &who.program))
        return std::nullopt;
    return who;
}

} // namespace revseg
