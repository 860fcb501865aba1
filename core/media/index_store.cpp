// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/index_store_private.h"

#include "core/media/frame_index_private.h"
#include "core/media/video_reader.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>
#include <QSaveFile>

#include <mutex>

namespace revseg {

namespace {

std::mutex folderMutex;
QString indexFolder; // NOLINT(bugprone-throwing-static-initialization): an empty QString does not throw

constexpr qint64 kSmall = 8 << 20;        ///< bytes; below, reading again is as fast
constexpr qint64 kPieces = 64;
constexpr qint64 kPiece = 64 << 10;
constexpr qint64 kMostKept = 200LL << 20; ///< bytes of all indices

QByteArray fingerprint(QFile& video)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    const qint64 size = video.size();
    hash.addData(QByteArray::number(size));
    for (qint64 i = 0; i < kPieces; ++i) {
        if (!video.seek((size - kPiece) * i / (kPieces - 1)))
            return {};
        hash.addData(video.read(kPiece));
    }
    return hash.result().toHex();
}

/// The ones not used for longest go first.
void makeRoom(const QString& folder)
{
    qint64 sum = 0;
    for (const QFileInfo& file : QDir(folder).entryInfoList({QStringLiteral("*.index")}, QDir::Files, QDir::Time)) {
        sum += file.size();
        if (sum > kMostKept)
            QFile::remove(file.filePath());
    }
}

} // namespace

void setIndexFolder(const QString& folder)
{
    const std::lock_guard lock(folderMutex);
    indexFolder = folder;
}

namespace ff {

IndexStore::IndexStore(const QString& video)
{
    const std::lock_guard lock(folderMutex);
    QFile file(video);
    if (indexFolder.isEmpty() || QFileInfo(video).size() < kSmall || !file.open(QIODevice::ReadOnly))
        return;
    const QByteArray content = fingerprint(file);
    if (!content.isEmpty())
        m_file = QDir(indexFolder).filePath(QString::fromLatin1(content) + QStringLiteral(".index"));
}

bool IndexStore::load(FrameIndexTable& table) const
{
    QFile file(m_file);
    if (m_file.isEmpty() || !file.open(QIODevice::ReadWrite))
        return false;
    if (!FrameIndexTable::restore(qUncompress(file.readAll()), table))
        return false;
    file.setFileTime(QDateTime::currentDateTime(), QFileDevice::FileModificationTime);
    return true;
}

void IndexStore::save(const FrameIndexTable& table) const
{
    if (m_file.isEmpty())
        return;
    const QString folder = QFileInfo(m_file).path();
    QSaveFile file(m_file);
    if (!QDir().mkpath(folder) || !file.open(QIODevice::WriteOnly))
        return;
    file.write(qCompress(table.serialized(), 1));
    if (file.commit())
        makeRoom(folder);
}

} // namespace ff

} // namespace revseg
