// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/file_output.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRandomGenerator>
#include <QSaveFile>

#include <cstdio>
#include <utility>

namespace revseg {

namespace {

const char* const kWriteRemedy = QT_TRANSLATE_NOOP(
    "core", "check the free space of the disk and the permissions, or choose another place");

QString siblingName(const QString& target, const char* role)
{
    const QFileInfo info(target);
    return QStringLiteral("%1/.%2.%3-%4")
        .arg(info.absolutePath(), info.fileName(), QLatin1String(role),
             QString::number(QRandomGenerator::global()->generate(), 36));
}

/// Moves what lies in one folder into another that exists, file by file; same names are replaced, others
/// stay.
bool moveInto(const QString& from, const QString& to)
{
    const auto entries =
        QDir(from).entryInfoList(QDir::AllEntries | QDir::NoDotAndDotDot | QDir::Hidden | QDir::System);
    for (const QFileInfo& entry : entries) {
        const QString target = to + QLatin1Char('/') + entry.fileName();
        if (entry.isDir()) {
            if (!QDir().mkpath(target) || !moveInto(entry.filePath(), target))
                return false;
        } else if (std::rename(QFile::encodeName(entry.filePath()).constData(),
                               QFile::encodeName(target).constData()) != 0) {
            return false;
        }
    }
    return true;
}

} // namespace

Result<void> writeFile(const QString& path, const QByteArray& bytes)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit()) {
        return fail(ErrorKind::Unreadable, QT_TRANSLATE_NOOP("core", "Cannot write “%1” (%2)"),
                    {path, file.errorString()}, kWriteRemedy);
    }
    return {};
}

Result<FolderOutput> FolderOutput::create(const QString& target, bool force)
{
    const QString absolute = QDir::cleanPath(QFileInfo(target).absoluteFilePath());
    const QFileInfo info(absolute);
    if (info.exists() && !info.isDir()) {
        return fail(ErrorKind::InvalidInput, QT_TRANSLATE_NOOP("core", "“%1” is a file, not a folder"),
                    {target}, QT_TRANSLATE_NOOP("core", "choose another folder for the results"));
    }
    if (!force && info.exists() &&
        !QDir(absolute).isEmpty(QDir::AllEntries | QDir::NoDotAndDotDot | QDir::Hidden | QDir::System)) {
        return fail(ErrorKind::InvalidInput,
                    QT_TRANSLATE_NOOP("core", "The folder “%1” already holds other things"), {target},
                    QT_TRANSLATE_NOOP("core", "choose an empty folder, or give --force to replace it"));
    }
    const QString work = siblingName(absolute, "part");
    if (!QDir().mkpath(work)) {
        return fail(ErrorKind::Unreadable, QT_TRANSLATE_NOOP("core", "Cannot make the folder “%1”"), {target},
                    kWriteRemedy);
    }
    return FolderOutput(absolute, work);
}

FolderOutput::FolderOutput(QString target, QString path)
    : m_target(std::move(target))
    , m_path(std::move(path))
{
}

FolderOutput::FolderOutput(FolderOutput&& other) noexcept
    : m_target(std::move(other.m_target))
    , m_path(std::exchange(other.m_path, {}))
{
}

FolderOutput& FolderOutput::operator=(FolderOutput&& other) noexcept
{
    std::swap(m_target, other.m_target);
    std::swap(m_path, other.m_path);
    return *this;
}

FolderOutput::~FolderOutput()
{
    if (!m_path.isEmpty())
        QDir(m_path).removeRecursively();
}

Error FolderOutput::named(Error error) const
{
    if (m_path.isEmpty())
        return error;
    for (Sentence* sentence : {&error.what, &error.remedy})
        sentence->args.replaceInStrings(m_path, m_target);
    return error;
}

Result<void> FolderOutput::commit()
{
    const bool replaced =
        (!QFileInfo::exists(m_target) || QDir().rmdir(m_target)) && QDir().rename(m_path, m_target);
    if (!replaced && !moveInto(m_path, m_target)) {
        return fail(ErrorKind::Unreadable, QT_TRANSLATE_NOOP("core", "Cannot put the results into “%1”"),
                    {m_target}, kWriteRemedy);
    }
    if (!replaced)
        QDir(m_path).removeRecursively();
    m_path.clear();
    return {};
}

} // namespace revseg
