// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The records of a Store: tables to values and back.
#include "core/project/run_masks.h"
#include "core/project/store.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSqlError>

namespace revseg {

namespace {

// An empty but not null string: SQLite would store a null one as NULL.
QVariant text(const QString& s)
{
    return s.isNull() ? QVariant(QStringLiteral("")) : QVariant(s);
}

QVariant blob(const QByteArray& b)
{
    return b.isNull() ? QVariant(QByteArray("", 0)) : QVariant(b);
}

QVariant optionalId(qint64 id)
{
    return id == 0 ? QVariant(QMetaType::fromType<qint64>()) : QVariant(id);
}

/// Hands each row of a SELECT to `take`; false from it means the row makes no sense.
template <class Take>
Result<void> readRows(Database& db, const char* sql, Take take)
{
    auto rows = db.exec(sql);
    if (!rows)
        return fail(rows.error());
    QSqlQuery& row = **rows;
    while (row.next()) {
        if (!take(row)) {
            row.finish();
            return fail(
                ErrorKind::Corrupt, QT_TRANSLATE_NOOP("core", "“%1” holds a record that makes no sense (%2)"),
                {db.path(), QLatin1String(sql)}, QT_TRANSLATE_NOOP("core", "open a copy from your backup"));
        }
    }
    const QSqlError error = row.lastError();
    row.finish();
    if (error.isValid())
        return fail(db.error(error));
    return {};
}

/// As a JSON list of [frame, name].
QString textOf(const std::vector<VideoMarker>& markers)
{
    QJsonArray list;
    for (const VideoMarker& m : markers)
        list.append(QJsonArray{m.frame, m.name});
    return QString::fromUtf8(QJsonDocument(list).toJson(QJsonDocument::Compact));
}

std::vector<VideoMarker> markersOf(const QString& text)
{
    std::vector<VideoMarker> markers;
    for (const QJsonValue& value : QJsonDocument::fromJson(text.toUtf8()).array())
        markers.push_back({value[0].toInt(), value[1].toString()});
    return markers;
}

VideoRecord videoOf(const QSqlQuery& row)
{
    VideoRecord v;
    v.id = VideoId{row.value(0).toLongLong()};
    v.position = row.value(1).toInt();
    v.name = row.value(2).toString();
    v.relative_path = row.value(3).toString();
    v.absolute_path = row.value(4).toString();
    v.stills = row.value(5).toBool();
    v.size = row.value(6).toLongLong();
    v.sha256 = row.value(7).toString();
    v.frames = row.value(8).toInt();
    v.native = {row.value(9).toInt(), row.value(10).toInt()};
    v.duration_s = row.value(11).toDouble();
    v.rate = {row.value(12).toLongLong(), row.value(13).toLongLong()};
    v.notes = row.value(14).toString();
    v.markers = markersOf(row.value(15).toString());
    return v;
}

} // namespace

Result<StoredProject> Store::read()
{
    StoredProject out;
    Result<void> done;
    done =
        readRows(*m_db,
                 "SELECT id, position, name, relative_path, absolute_path, stills, size, sha256, frames, "
                 "width, height, duration_s, rate_num, rate_den, notes, markers FROM video WHERE removed = 0 "
                 "ORDER BY position, id",
                 [&](const QSqlQuery& row) {
                     out.videos.push_back(videoOf(row));
                     return !out.videos.back().native.isEmpty();
                 });
    if (!done)
        return fail(done.error());
    done = readRows(*m_db,
                    "SELECT video, id, position, name, color, visible, locked FROM object WHERE removed = 0 "
                    "ORDER BY video, position, id",
                    [&](const QSqlQuery& row) {
                        ObjectRecord o;
                        o.video = VideoId{row.value(0).toLongLong()};
                        o.id = ObjectId{row.value(1).toLongLong()};
                        o.position = row.value(2).toInt();
                        o.name = row.value(3).toString();
                        o.color = QColor::fromRgb(QRgb(row.value(4).toUInt()));
                        o.visible = row.value(5).toBool();
                        o.locked = row.value(6).toBool();
                        out.objects.push_back(std::move(o));
                        return true;
                    });
    if (!done)
        return fail(done.error());
    done =
        readRows(*m_db,
                 "SELECT l.video, l.object, l.chunk, l.data FROM lane l JOIN object o "
                 "ON o.video = l.video AND o.id = l.object WHERE o.removed = 0",
                 [&](const QSqlQuery& row) {
                     MaskLane& lane =
                         out.lanes[{VideoId{row.value(0).toLongLong()}, ObjectId{row.value(1).toLongLong()}}];
                     return lane.decodeChunk(row.value(2).toInt(), row.value(3).toByteArray());
                 });
    if (!done)
        return fail(done.error());
    done = readRows(*m_db,
                    "SELECT id, video, position, text FROM query WHERE removed = 0 "
                    "ORDER BY video, position, id",
                    [&](const QSqlQuery& row) {
                        out.queries.push_back({QueryId{row.value(0).toLongLong()},
                                               VideoId{row.value(1).toLongLong()}, row.value(2).toInt(),
                                               row.value(3).toString()});
                        return true;
                    });
    if (!done)
        return fail(done.error());
    done =
        readRows(*m_db,
                 "SELECT id, query, parent, created, status, track_set FROM run WHERE removed = 0 "
                 "ORDER BY id",
                 [&](const QSqlQuery& row) {
                     out.runs.push_back({RunId{row.value(0).toLongLong()},
                                         QueryId{row.value(1).toLongLong()},
                                         RunId{row.value(2).toLongLong()},
                                         QDateTime::fromMSecsSinceEpoch(row.value(3).toLongLong(), Qt::UTC),
                                         row.value(4).toString(),
                                         TrackSetId{row.value(5).toLongLong()},
                                         {}});
                     return true;
                 });
    if (!done)
        return fail(done.error());
    done = readRows(*m_db, "SELECT key, value FROM setting", [&](const QSqlQuery& row) {
        out.settings[row.value(0).toString()] = row.value(1).toString();
        return true;
    });
    if (!done)
        return fail(done.error());
    done = readRows(*m_db,
                    "SELECT EXISTS(SELECT 1 FROM video WHERE removed = 1) OR "
                    "EXISTS(SELECT 1 FROM object WHERE removed = 1) OR "
                    "EXISTS(SELECT 1 FROM query WHERE removed = 1) OR "
                    "EXISTS(SELECT 1 FROM run WHERE removed = 1) OR "
                    "EXISTS(SELECT 1 FROM track_set WHERE id NOT IN "
                    "(SELECT track_set FROM run WHERE track_set IS NOT NULL))",
                    [&](const QSqlQuery& row) {
                        out.has_removed = row.value(0).toBool();
                        return true;
                    });
    if (!done)
        return fail(done.error());
    return out;
}

Result<MaskRecordPtr> Store::mask(VideoId video, ObjectId object, FrameIndex frame)
{
    auto rows = m_db->exec("SELECT data, presence, checked, score, origin, source, run, from_frame FROM mask "
                           "WHERE video = ? AND object = ? AND frame = ?",
                           {video.value, object.value, frame});
    if (!rows)
        return fail(rows.error());
    QSqlQuery& row = **rows;
    if (!row.next()) {
        const QSqlError error = row.lastError();
        row.finish();
        if (error.isValid())
            return fail(m_db->error(error));
        return MaskRecordPtr();
    }
    auto pixels = Mask::decode(row.value(0).toByteArray());
    auto record = std::make_shared<MaskRecord>();
    record->presence = Presence(row.value(1).toInt());
    record->checked = row.value(2).toBool();
    record->score = row.value(3).toDouble();
    record->provenance.origin = Provenance::Origin(row.value(4).toInt());
    record->provenance.source = row.value(5).toString();
    record->provenance.run = RunId{row.value(6).toLongLong()};
    if (!row.value(7).isNull())
        record->provenance.from = row.value(7).toInt();
    row.finish();
    if (!pixels) {
        return fail(ErrorKind::Corrupt,
                    QT_TRANSLATE_NOOP("core", "The mask of object %1 on frame %2 in “%3” is damaged"),
                    {QString::number(object.value), QString::number(frame), m_db->path()},
                    QT_TRANSLATE_NOOP("core", "paint or track this frame again, or open a backup"));
    }
    record->mask = std::move(*pixels);
    return MaskRecordPtr(std::move(record));
}

Result<std::optional<QByteArray>> Store::dataOf(const char* sql, qint64 id)
{
    auto rows = m_db->exec(sql, {id});
    if (!rows)
        return fail(rows.error());
    std::optional<QByteArray> data;
    if ((*rows)->next())
        data = (*rows)->value(0).toByteArray();
    const QSqlError error = (*rows)->lastError();
    (*rows)->finish();
    if (error.isValid())
        return fail(m_db->error(error));
    return data;
}

Result<QByteArray> Store::runData(RunId id)
{
    auto data = dataOf("SELECT data FROM run WHERE id = ?", id.value);
    if (!data)
        return fail(data.error());
    if (!*data)
        return fail(ErrorKind::NotFound, QT_TRANSLATE_NOOP("core", "There is no run %1"),
                    {QString::number(id.value)});
    return std::move(**data);
}

Result<TrackSet> Store::trackSet(TrackSetId id)
{
    const auto data = dataOf("SELECT data FROM track_set WHERE id = ?", id.value);
    if (!data)
        return fail(data.error());
    auto tracks = *data ? decodeTracks(**data) : std::nullopt;
    if (!tracks) {
        return fail(ErrorKind::Corrupt, QT_TRANSLATE_NOOP("core", "The masks of a run in “%1” are damaged"),
                    {m_db->path()}, QT_TRANSLATE_NOOP("core", "track again, or open a backup"));
    }
    return std::move(*tracks);
}

Result<qint64> Store::lastId(const char* table)
{
    const auto id = m_db->value(QStringLiteral("SELECT max(id) FROM ") + QLatin1String(table));
    if (!id)
        return fail(id.error());
    return id->toLongLong();
}

Result<void> Store::put(const char* sql, const QVariantList& values)
{
    if (auto done = m_db->exec(sql, values); !done)
        return fail(done.error());
    return {};
}

Result<void> Store::write(const MaskChange& c)
{
    if (!c.after) {
        return put("DELETE FROM mask WHERE video = ? AND object = ? AND frame = ?",
                   {c.video.value, c.object.value, c.frame});
    }
    const MaskRecord& m = *c.after;
    return put("INSERT INTO mask(video, object, frame, presence, checked, score, origin, source, run, "
               "from_frame, data) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT(video, object, frame) "
               "DO UPDATE SET presence = excluded.presence, checked = excluded.checked, "
               "score = excluded.score, origin = excluded.origin, source = excluded.source, "
               "run = excluded.run, from_frame = excluded.from_frame, data = excluded.data",
               {c.video.value, c.object.value, c.frame, int(m.presence), int(m.checked), m.score,
                int(m.provenance.origin), text(m.provenance.source), optionalId(m.provenance.run.value),
                m.provenance.from ? QVariant(*m.provenance.from) : QVariant(QMetaType::fromType<int>()),
                blob(m.mask.encode())});
}

Result<void> Store::write(const RecordChange<VideoRecord>& c)
{
    if (!c.after)
        return put("UPDATE video SET removed = 1 WHERE id = ?", {c.before->id.value});
    const VideoRecord& v = *c.after;
    return put("INSERT INTO video(id, removed, position, name, relative_path, absolute_path, stills, size, "
               "sha256, frames, width, height, duration_s, rate_num, rate_den, notes, markers) "
               "VALUES(?, 0, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT(id) DO UPDATE SET "
               "removed = 0, position = excluded.position, name = excluded.name, "
               "relative_path = excluded.relative_path, absolute_path = excluded.absolute_path, "
               "stills = excluded.stills, size = excluded.size, sha256 = excluded.sha256, "
               "frames = excluded.frames, width = excluded.width, height = excluded.height, "
               "duration_s = excluded.duration_s, rate_num = excluded.rate_num, "
               "rate_den = excluded.rate_den, notes = excluded.notes, "
               "markers = excluded.markers",
               {v.id.value, v.position, text(v.name), text(v.relative_path), text(v.absolute_path),
                int(v.stills), v.size, text(v.sha256), v.frames, v.native.width, v.native.height,
                v.duration_s, qint64(v.rate.num), qint64(v.rate.den), text(v.notes), textOf(v.markers)});
}

Result<void> Store::write(const RecordChange<ObjectRecord>& c)
{
    if (!c.after) {
        return put("UPDATE object SET removed = 1 WHERE video = ? AND id = ?",
                   {c.before->video.value, c.before->id.value});
    }
    const ObjectRecord& o = *c.after;
    return put("INSERT INTO object(video, id, removed, position, name, color, visible, locked) "
               "VALUES(?, ?, 0, ?, ?, ?, ?, ?) ON CONFLICT(video, id) DO UPDATE SET removed = 0, "
               "position = excluded.position, name = excluded.name, color = excluded.color, "
               "visible = excluded.visible, locked = excluded.locked",
               {o.video.value, o.id.value, o.position, text(o.name), qint64(o.color.rgb()), int(o.visible),
                int(o.locked)});
}

Result<void> Store::write(const RecordChange<QueryRecord>& c)
{
    if (!c.after)
        return put("UPDATE query SET removed = 1 WHERE id = ?", {c.before->id.value});
    return put("INSERT INTO query(id, removed, video, position, text) VALUES(?, 0, ?, ?, ?) "
               "ON CONFLICT(id) DO UPDATE SET removed = 0, video = excluded.video, "
               "position = excluded.position, text = excluded.text",
               {c.after->id.value, c.after->video.value, c.after->position, text(c.after->text)});
}

Result<void> Store::write(const TrackSetChange& c)
{
    if (!c.after)
        return {}; // it may come back
    const auto there =
        m_db->value(QStringLiteral("SELECT EXISTS(SELECT 1 FROM track_set WHERE id = %1)").arg(c.id.value));
    if (!there)
        return fail(there.error());
    if (there->toBool())
        return {}; // it comes back
    return put("INSERT INTO track_set(id, data) VALUES(?, ?)", {c.id.value, encodeTracks(*c.after)});
}

Result<void> Store::write(const RecordChange<RunRecord>& c)
{
    if (!c.after)
        return put("UPDATE run SET removed = 1 WHERE id = ?", {c.before->id.value});
    const RunRecord& r = *c.after;
    return put("INSERT INTO run(id, removed, query, parent, created, status, track_set, data) "
               "VALUES(?, 0, ?, ?, ?, ?, ?, ?) ON CONFLICT(id) DO UPDATE SET removed = 0, "
               "query = excluded.query, parent = excluded.parent, created = excluded.created, "
               "status = excluded.status, track_set = excluded.track_set, data = excluded.data",
               {r.id.value, r.query.value, optionalId(r.parent.value), r.created.toMSecsSinceEpoch(),
                text(r.status), optionalId(r.tracks.value), blob(r.data)});
}

Result<void> Store::writeLaneChunk(LaneKey key, int chunk, const QByteArray& data)
{
    if (data.isEmpty()) {
        return put("DELETE FROM lane WHERE video = ? AND object = ? AND chunk = ?",
                   {key.first.value, key.second.value, chunk});
    }
    return put("INSERT INTO lane(video, object, chunk, data) VALUES(?, ?, ?, ?) "
               "ON CONFLICT(video, object, chunk) DO UPDATE SET data = excluded.data",
               {key.first.value, key.second.value, chunk, data});
}

Result<void> Store::writeSetting(const QString& key, const QString& value)
{
    return put("INSERT INTO setting(key, value) VALUES(?, ?) "
               "ON CONFLICT(key) DO UPDATE SET value = excluded.value",
               {text(key), text(value)});
}

Result<void> Store::wipeObject(VideoId video, ObjectId object)
{
    return put("DELETE FROM object WHERE video = ? AND id = ? AND removed = 1", {video.value, object.value});
}

Result<void> Store::sweep()
{
    for (const char* sql : {"DELETE FROM run WHERE removed = 1", "DELETE FROM query WHERE removed = 1",
                            "DELETE FROM object WHERE removed = 1", "DELETE FROM video WHERE removed = 1",
                            "DELETE FROM track_set WHERE id NOT IN "
                            "(SELECT track_set FROM run WHERE track_set IS NOT NULL)"}) {
        if (auto done = put(sql, {}); !done)
            return done;
    }
    return {};
}

} // namespace revseg
