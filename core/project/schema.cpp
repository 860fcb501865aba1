// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/project/schema.h"

namespace revseg::schema {

namespace {

/// Takes a file from one version to the next.
struct Step
{
    QStringList statements;
    Result<void> (*convert)(Database&) = nullptr; ///< after them
};

// Step k takes a file from version k to k + 1. A step that has been released is never changed again.
//
// `removed`: a deleted record stays, out of sight, while it can be brought back by Undo; it is swept out when
// the project is closed or next written. So deleting an object with ten thousand masks is one small write.
// The masks of runs, too, stay after the last run that has them, until they are swept out.
//
// `lane` repeats in a compact form what `mask` holds without pixels, so that opening a project with millions
// of masks does not read them all. Both are written in the same transaction.
const std::vector<Step>& steps()
{
    static const std::vector<Step> all{
        {{
            QStringLiteral("CREATE TABLE video("
                           "id INTEGER PRIMARY KEY, removed INTEGER NOT NULL CHECK(removed IN (0, 1)), "
                           "position INTEGER NOT NULL, name TEXT NOT NULL, relative_path TEXT NOT NULL, "
                           "absolute_path TEXT NOT NULL, stills INTEGER NOT NULL CHECK(stills IN (0, 1)), "
                           "size INTEGER NOT NULL, sha256 TEXT NOT NULL, "
                           "frames INTEGER NOT NULL CHECK(frames >= 0), "
                           "width INTEGER NOT NULL, height INTEGER NOT NULL, duration_s REAL NOT NULL, "
                           "rate_num INTEGER NOT NULL, rate_den INTEGER NOT NULL, notes TEXT NOT NULL"
                           ") STRICT"),
            QStringLiteral("CREATE TABLE object("
                           "video INTEGER NOT NULL REFERENCES video(id) ON DELETE CASCADE, "
                           "id INTEGER NOT NULL CHECK(id BETWEEN 1 AND 254), "
                           "removed INTEGER NOT NULL CHECK(removed IN (0, 1)), position INTEGER NOT NULL, "
                           "name TEXT NOT NULL, color INTEGER NOT NULL, visible INTEGER NOT NULL, "
                           "locked INTEGER NOT NULL, PRIMARY KEY(video, id)) STRICT, WITHOUT ROWID"),
            QStringLiteral("CREATE TABLE mask("
                           "id INTEGER PRIMARY KEY, video INTEGER NOT NULL, object INTEGER NOT NULL, "
                           "frame INTEGER NOT NULL CHECK(frame >= 0), "
                           "presence INTEGER NOT NULL CHECK(presence BETWEEN 1 AND 4), "
                           "checked INTEGER NOT NULL CHECK(checked IN (0, 1)), score REAL NOT NULL, "
                           "origin INTEGER NOT NULL CHECK(origin BETWEEN 0 AND 3), source TEXT NOT NULL, "
                           "run INTEGER, from_frame INTEGER, data BLOB NOT NULL, "
                           "UNIQUE(video, object, frame), FOREIGN KEY(video, object) "
                           "REFERENCES object(video, id) ON DELETE CASCADE) STRICT"),
            QStringLiteral("CREATE TABLE lane("
                           "video INTEGER NOT NULL, object INTEGER NOT NULL, chunk INTEGER NOT NULL, "
                           "data BLOB NOT NULL, UNIQUE(video, object, chunk), FOREIGN KEY(video, object) "
                           "REFERENCES object(video, id) ON DELETE CASCADE) STRICT"),
            QStringLiteral("CREATE TABLE query("
                           "id INTEGER PRIMARY KEY, removed INTEGER NOT NULL CHECK(removed IN (0, 1)), "
                           "video INTEGER NOT NULL REFERENCES video(id) ON DELETE CASCADE, "
                           "position INTEGER NOT NULL, text TEXT NOT NULL) STRICT"),
            QStringLiteral("CREATE INDEX query_video ON query(video)"),
            QStringLiteral("CREATE TABLE run("
                           "id INTEGER PRIMARY KEY, removed INTEGER NOT NULL CHECK(removed IN (0, 1)), "
                           "query INTEGER NOT NULL REFERENCES query(id) ON DELETE CASCADE, parent INTEGER, "
                           "created INTEGER NOT NULL, status TEXT NOT NULL, data BLOB NOT NULL) STRICT"),
            QStringLiteral("CREATE INDEX run_query ON run(query)"),
            QStringLiteral("CREATE TABLE setting(key TEXT PRIMARY KEY, value TEXT NOT NULL) "
                           "STRICT, WITHOUT ROWID"),
        }},
        {{
            QStringLiteral("ALTER TABLE video ADD COLUMN markers TEXT NOT NULL DEFAULT '[]'"),
        }},
        {{
             QStringLiteral("CREATE TABLE track_set(id INTEGER PRIMARY KEY, data BLOB NOT NULL) STRICT"),
             QStringLiteral("ALTER TABLE run ADD COLUMN track_set INTEGER REFERENCES track_set(id)"),
         },
         moveTracksOut},
    };
    return all;
}

} // namespace

int currentVersion()
{
    return int(steps().size());
}

Result<int> checkedVersion(Database& db)
{
    const auto application = db.value(QStringLiteral("PRAGMA application_id"));
    if (!application)
        return fail(application.error());
    const auto version = db.value(QStringLiteral("PRAGMA user_version"));
    if (!version)
        return fail(version.error());
    if (application->toInt() != kApplicationId || version->toInt() <= 0) {
        return fail(ErrorKind::Unsupported, QT_TRANSLATE_NOOP("core", "“%1” is not a ReVSeg project"),
                    {db.path()},
                    QT_TRANSLATE_NOOP("core", "choose a file that “revseg project new” has made"));
    }
    if (version->toInt() > currentVersion()) {
        return fail(ErrorKind::Unsupported,
                    QT_TRANSLATE_NOOP("core", "“%1” was written by a newer version of this program (schema "
                                              "%2; this one knows up to %3)"),
                    {db.path(), version->toString(), QString::number(currentVersion())},
                    QT_TRANSLATE_NOOP("core", "update this program"));
    }
    return version->toInt();
}

Result<void> migrate(Database& db, int version)
{
    Transaction transaction(db);
    if (auto begun = transaction.begin(); !begun)
        return begun;
    for (int v = version; v < currentVersion(); ++v) {
        const Step& step = steps()[size_t(v)];
        for (const QString& statement : step.statements) {
            if (auto done = db.run(statement); !done)
                return done;
        }
        if (step.convert != nullptr) {
            if (auto done = step.convert(db); !done)
                return done;
        }
    }
    if (auto done = db.run(QStringLiteral("PRAGMA application_id = %1").arg(kApplicationId)); !done)
        return done;
    if (auto done = db.run(QStringLiteral("PRAGMA user_version = %1").arg(currentVersion())); !done)
        return done;
    return transaction.commit();
}

} // namespace revseg::schema
