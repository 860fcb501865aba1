// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Private to this folder: what COCO and YouTube-VIS have in common.
#pragma once

#include "core/formats/format_files_p.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonObject>

#include <map>
#include <set>

namespace revseg {

/// The JSON file of a folder, or the file itself. NotFound when it is not there.
Result<QString> annotationFile(const QString& path);

/// `file_name` split into sequence and base name; `otherwise` names the sequence when there is no folder in
/// it. Empty when it would leave the folder.
struct PictureName
{
    QString sequence;
    QString base;
};
std::optional<PictureName> pictureName(const QString& fileName, const QString& otherwise);

/// A segmentation: run lengths, or polygons filled by the pixels whose centres they hold.
Result<Mask> segmentationMask(const QJsonValue& value, Size size);

QJsonArray jsonBox(const Mask& mask); ///< [x, y, width, height]; zeros when empty

/// Gives each track id of one sequence an object id: itself where that is possible, else one that is free.
class TrackIds
{
public:
    /// Call once for all ids of the sequence, before any is looked up.
    void assign(const std::set<qint64>& tracks);
    ObjectId object(qint64 track) const { return m_objects.at(track); }
    bool isFull() const { return m_full; }
    qint64 renumbered() const { return m_renumbered; }

private:
    std::map<qint64, ObjectId> m_objects;
    qint64 m_renumbered = 0;
    bool m_full = false;
};

/// Object names as categories, and back: an unnamed object is of category "object".
class Categories
{
public:
    int idFor(const QString& name);
    QJsonArray json() const;

private:
    QStringList m_names;
};
std::map<qint64, QString> categoryNames(const QJsonObject& document); ///< "object" as ""

/// Adds `text` to a file that is open; Unreadable when the disk is full.
Result<void> append(QFile& file, const QByteArray& text);

} // namespace revseg
