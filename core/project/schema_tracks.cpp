// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Projects of version 2 had the masks of a run in its JSON: {"tracks": [{"object": 1, "annotation": 3,
// "masks":
// [[frame, base64, score], …]}, …]}, the score where it was known.
#include "core/project/run_masks.h"
#include "core/project/schema.h"

#include <QJsonArray>
#include <QSqlError>

#include <algorithm>

namespace revseg::schema {

namespace {

TrackSet tracksIn(const QJsonArray& list)
{
    TrackSet out;
    for (const QJsonValue value : list) {
        RunTrack track;
        track.object = value[QStringLiteral("object")].toInt(1);
        track.annotation = ObjectId{value[QStringLiteral("annotation")].toInteger()};
        for (const QJsonValue entry : value[QStringLiteral("masks")].toArray()) {
            const int frame = entry[0].toInt(-1);
            auto mask = Mask::decode(QByteArray::fromBase64(entry[1].toString().toLatin1()));
            if (frame < 0 || !mask)
                continue;
            track.masks.insert_or_assign(frame, std::move(*mask));
            if (const QJsonValue score = entry[2]; score.isDouble())
                track.scores[frame] = std::clamp(score.toDouble(), 0.0, 1.0);
        }
        out.push_back(std::move(track));
    }
    return out;
}

} // namespace

Result<void> moveTracksOut(Database& db)
{
    std::vector<qint64> ids;
    auto rows = db.exec("SELECT id FROM run WHERE instr(data, CAST('\"tracks\"' AS BLOB)) > 0");
    if (!rows)
        return fail(rows.error());
    while ((*rows)->next())
        ids.push_back((*rows)->value(0).toLongLong());
    (*rows)->finish();
    qint64 set = 0;
    for (const qint64 id : ids) {
        auto read = db.exec("SELECT data FROM run WHERE id = ?", {id});
        if (!read)
            return fail(read.error());
        RunRecord record;
        if ((*read)->next())
            record.data = (*read)->value(0).toByteArray();
        (*read)->finish();
        QJsonObject json = record.json();
        const QString key = QStringLiteral("tracks");
        if (!json[key].isArray())
            continue; // a word of its text
        const TrackSet tracks = tracksIn(json[key].toArray());
        ++set;
        json[key] = tracksJson(TrackSetId{set}, extentsOf(tracks));
        record.setJson(json);
        if (auto done = db.exec("INSERT INTO track_set(id, data) VALUES(?, ?)", {set, encodeTracks(tracks)});
            !done)
            return fail(done.error());
        if (auto done =
                db.exec("UPDATE run SET track_set = ?, data = ? WHERE id = ?", {set, record.data, id});
            !done)
            return fail(done.error());
    }
    return {};
}

} // namespace revseg::schema
