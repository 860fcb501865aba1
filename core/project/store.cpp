// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/project/store.h"

#include "core/project/run_masks.h"
#include "core/project/schema.h"

#include <QFile>
#include <QFileInfo>
#include <QRandomGenerator>
#include <QTemporaryDir>

#include <algorithm>
#include <set>
#include <sys/stat.h>

namespace revseg {

namespace {

Result<void> checkFile(const QString& path)
{
    const QFileInfo info(path);
    if (!info.exists()) {
        return fail(ErrorKind::NotFound, QT_TRANSLATE_NOOP("core", "There is no project “%1”"), {path});
    }
    if (info.isDir() || !info.isFile()) {
        return fail(ErrorKind::Unsupported, QT_TRANSLATE_NOOP("core", "“%1” is not a file"), {path},
                    QT_TRANSLATE_NOOP("core", "choose a project file (name.revseg)"));
    }
    if (!info.isReadable())
        return fail(ErrorKind::Unreadable, QT_TRANSLATE_NOOP("core", "“%1” may not be read"), {path});
    // SQLite takes an empty file for an empty database.
    if (info.size() == 0) {
        return fail(ErrorKind::Corrupt, QT_TRANSLATE_NOOP("core", "“%1” is empty"), {path},
                    QT_TRANSLATE_NOOP("core", "open a copy from your backup"));
    }
    return {};
}

/// Which file a name leads to; zeros when to none.
FileIdentity identityOf(const QString& path)
{
    struct stat is = {};
    if (::stat(QFile::encodeName(path).constData(), &is) != 0)
        return {};
    return {quint64(is.st_dev), quint64(is.st_ino)};
}

Error damaged(const QString& path, const QString& where)
{
    return makeError(ErrorKind::Corrupt, QT_TRANSLATE_NOOP("core", "“%1” is damaged: %2"), {path, where},
                     QT_TRANSLATE_NOOP("core", "open a copy from your backup"));
}

} // namespace

Result<void> Store::create(const QString& path)
{
    const auto exists = [&] {
        return fail(ErrorKind::InvalidInput, QT_TRANSLATE_NOOP("core", "“%1” already exists"), {path},
                    QT_TRANSLATE_NOOP("core", "choose another name; an existing file is never replaced"));
    };
    const QFileInfo info(path);
    if (info.exists() || info.isSymLink())
        return exists();
    if (info.fileName().isEmpty() || !QFileInfo(info.absolutePath()).isDir()) {
        return fail(ErrorKind::NotFound, QT_TRANSLATE_NOOP("core", "There is no folder “%1”"),
                    {info.absolutePath()}, QT_TRANSLATE_NOOP("core", "make the folder first"));
    }
    const QString work = QStringLiteral("%1/.%2.part-%3")
                             .arg(info.absolutePath(), info.fileName(),
                                  QString::number(QRandomGenerator::global()->generate(), 36));
    const auto made = [&]() -> Result<void> {
        auto db = Database::open(work, Database::Mode::ReadWrite);
        if (!db)
            return fail(db.error());
        return schema::migrate(**db, 0);
    }();
    if (!made) {
        QFile::remove(work);
        Error error = made.error();
        error.what.args.replaceInStrings(work, path);
        return fail(error);
    }
    // What SQLite left beside a project of this name that has been deleted does not belong to this one.
    for (const char* leftOver : {"-wal", "-shm", "-journal"})
        QFile::remove(path + QLatin1String(leftOver));
    if (!QFile::rename(work, path)) { // does not replace what has come meanwhile
        QFile::remove(work);
        if (QFileInfo::exists(path))
            return exists();
        return fail(ErrorKind::Unreadable, QT_TRANSLATE_NOOP("core", "“%1” could not be written"), {path});
    }
    return {};
}

Result<std::unique_ptr<Store>> Store::open(const QString& path, Database::Mode mode)
{
    if (auto good = checkFile(path); !good)
        return fail(good.error());
    auto db = Database::open(path, mode);
    if (!db)
        return fail(db.error());
    if (auto done = (*db)->run(QStringLiteral("PRAGMA foreign_keys = ON")); !done)
        return fail(done.error());
    const auto version = schema::checkedVersion(**db);
    if (!version)
        return fail(version.error());
    // A file that was cut off: SQLite itself notices only when it reaches a page that is missing.
    const auto pages = (*db)->value(QStringLiteral("PRAGMA page_count"));
    const auto pageSize = (*db)->value(QStringLiteral("PRAGMA page_size"));
    const bool hasWal = QFileInfo(path + QStringLiteral("-wal")).size() > 0;
    if (!hasWal && pages && pageSize && pages->toLongLong() * pageSize->toLongLong() > QFileInfo(path).size())
        return fail(damaged(path, QStringLiteral("it has been cut off")));
    if (*version < schema::currentVersion()) {
        if (mode == Database::Mode::ReadOnly)
            return openMigratedCopy(path);
        if (auto done = schema::migrate(**db, *version); !done)
            return fail(done.error());
    }
    const auto journal = (*db)->value(QStringLiteral("PRAGMA journal_mode"));
    if (!journal)
        return fail(journal.error());
    std::unique_ptr<Store> store(new Store(std::move(*db)));
    store->m_file = identityOf(path);
    store->m_writable = mode == Database::Mode::ReadWrite;
    store->m_wal = journal->toString() == QLatin1String("wal");
    return store;
}

Result<std::unique_ptr<Store>> Store::openBeside(const QString& path)
{
    auto db = Database::open(path, Database::Mode::ReadWrite);
    if (!db)
        return fail(db.error());
    if (auto done = (*db)->run(QStringLiteral("PRAGMA foreign_keys = ON")); !done)
        return fail(done.error());
    return std::unique_ptr<Store>(new Store(std::move(*db)));
}

/// A file of an older version that must not be changed is looked at through a copy.
Result<std::unique_ptr<Store>> Store::openMigratedCopy(const QString& path)
{
    auto folder = std::make_unique<QTemporaryDir>();
    const QString copy = folder->filePath(QFileInfo(path).fileName());
    const QString log = QStringLiteral("-wal");
    if (!folder->isValid() || !QFile::copy(path, copy) ||
        (QFileInfo::exists(path + log) && !QFile::copy(path + log, copy + log))) {
        return fail(
            ErrorKind::Unreadable,
            QT_TRANSLATE_NOOP("core", "“%1” is of an older version, and there is no room for a copy of it"),
            {path}, QT_TRANSLATE_NOOP("core", "open it once for writing, which brings it up to date"));
    }
    QFile::setPermissions(copy, QFile::ReadOwner | QFile::WriteOwner);
    auto store = open(copy, Database::Mode::ReadWrite);
    if (!store) {
        Error error = store.error();
        error.what.args.replaceInStrings(copy, path);
        return fail(error);
    }
    (*store)->m_writable = false;
    (*store)->m_copy = std::move(folder);
    return store;
}

Store::~Store()
{
    // Out of WAL: writes back what is there and leaves one file. Refused while a reader is connected; then
    // the last one to close (Project tidies) or the next to open does it.
    if (m_writable && m_wal)
        (void)m_db->value(QStringLiteral("PRAGMA journal_mode = DELETE"));
    // A killed program can leave a journal that had not come into force; SQLite deletes it only when the mode
    // changes away from one that keeps journals.
    if (m_writable && QFileInfo::exists(m_db->path() + QStringLiteral("-journal"))) {
        (void)m_db->value(QStringLiteral("PRAGMA journal_mode = TRUNCATE"));
        (void)m_db->value(QStringLiteral("PRAGMA journal_mode = DELETE"));
    }
}

Result<void> Store::begin()
{
    // The first transaction uses the rollback journal, which leaves every byte as it was when it fails: so a
    // command that does one thing keeps its promise. A session that goes on gets the faster log.
    // SQLite goes on writing to a file that has no name any more, and all of that would be lost at the end.
    if (const FileIdentity now = identityOf(m_db->path()); m_file && now != *m_file) {
        return fail(
            ErrorKind::Unreadable,
            now == FileIdentity{}
                ? QT_TRANSLATE_NOOP("core", "“%1” has been deleted or moved while it was open")
                : QT_TRANSLATE_NOOP("core", "“%1” has been replaced by another file while it was open"),
            {m_db->path()},
            QT_TRANSLATE_NOOP("core", "save the project under another name; nothing is lost yet"));
    }
    if (m_commits > 0)
        (void)useLog(); // or the next time
    return m_db->begin();
}

bool Store::useLog()
{
    if (m_file && identityOf(m_db->path()) != *m_file)
        return false; // another connection would open another file
    if (!m_wal) {
        const auto mode = m_db->value(QStringLiteral("PRAGMA journal_mode = WAL"));
        m_wal = mode && mode->toString() == QLatin1String("wal");
    }
    return m_wal;
}

Result<void> Store::holdView()
{
    if (auto begun = m_db->run(QStringLiteral("BEGIN")); !begun)
        return begun;
    // The view is of the moment of the first read.
    if (auto seen = m_db->value(QStringLiteral("SELECT count(*) FROM video")); !seen) {
        m_db->rollback();
        return fail(seen.error());
    }
    return {};
}

void Store::dropView()
{
    m_db->rollback();
}

Result<void> Store::commit()
{
    auto done = m_db->commit();
    if (done)
        ++m_commits;
    return done;
}

Result<void> Store::copyTo(const QString& path)
{
    if (QFileInfo::exists(path)) {
        return fail(ErrorKind::InvalidInput, QT_TRANSLATE_NOOP("core", "“%1” already exists"), {path},
                    QT_TRANSLATE_NOOP("core", "choose another name; an existing file is never replaced"));
    }
    auto done = m_db->exec("VACUUM INTO ?", {path});
    if (!done) {
        QFile::remove(path);
        Error error = done.error(); // it is the new place that has no room
        error.what.args.replaceInStrings(m_db->path(), path);
        return fail(error);
    }
    return {};
}

void Store::rollback()
{
    m_db->rollback();
}

Result<void> Store::check(std::stop_token stop, const ProgressFn& progress)
{
    auto pages = m_db->exec("PRAGMA integrity_check(5)");
    if (!pages)
        return fail(pages.error());
    QStringList problems;
    while ((*pages)->next())
        problems << (*pages)->value(0).toString();
    if (problems != QStringList{QStringLiteral("ok")})
        return fail(
            damaged(m_db->path(), problems.isEmpty() ? QString() : problems.join(QLatin1String("; "))));
    auto references = m_db->exec("PRAGMA foreign_key_check");
    if (!references)
        return fail(references.error());
    if ((*references)->next()) {
        const QString table = (*references)->value(0).toString();
        (*references)->finish();
        return fail(damaged(m_db->path(), QStringLiteral("a row of table %1 belongs to nothing").arg(table)));
    }
    const auto stored = read();
    if (!stored)
        return fail(stored.error());
    const auto total = m_db->value(QStringLiteral("SELECT count(*) FROM mask"));
    if (!total)
        return fail(total.error());
    std::map<VideoId, Size> sizes;
    for (const VideoRecord& v : stored->videos)
        sizes[v.id] = v.native;
    auto masks = m_db->exec("SELECT video, object, frame FROM mask");
    if (!masks)
        return fail(masks.error());
    Progress at{0, total->toLongLong()};
    std::map<LaneKey, size_t> found;
    std::set<LaneKey> alive; // what was deleted has no lane in memory
    for (const ObjectRecord& o : stored->objects)
        alive.emplace(o.video, o.id);
    while ((*masks)->next()) {
        if (stop.stop_requested()) {
            (*masks)->finish();
            return fail(cancelled());
        }
        const VideoId video{(*masks)->value(0).toLongLong()};
        const ObjectId object{(*masks)->value(1).toLongLong()};
        const FrameIndex frame = (*masks)->value(2).toInt();
        const auto record = mask(video, object, frame);
        const auto lane = stored->lanes.find({video, object});
        QString wrong;
        if (!record || !*record)
            wrong = QStringLiteral("cannot be read");
        else if (sizes.contains(video) && (*record)->mask.size() != sizes[video])
            wrong = QStringLiteral("has another size than the video");
        else if (alive.contains({video, object}) &&
                 (lane == stored->lanes.end() || lane->second.at(frame) != LaneEntry::of(*record)))
            wrong = QStringLiteral("is not what the index says");
        if (!wrong.isEmpty()) {
            (*masks)->finish();
            return fail(
                damaged(m_db->path(), QStringLiteral("the mask of object %1 on frame %2 of video %3 %4")
                                          .arg(object.value)
                                          .arg(frame)
                                          .arg(video.value)
                                          .arg(wrong)));
        }
        ++found[{video, object}];
        ++at.done;
        if (progress)
            progress(at);
    }
    for (const auto& [key, lane] : stored->lanes) {
        const size_t expected = lane.frames().size();
        if (found[key] != expected) {
            return fail(
                damaged(m_db->path(), QStringLiteral("object %1 of video %2 has %3 masks instead of %4")
                                          .arg(key.second.value)
                                          .arg(key.first.value)
                                          .arg(found[key])
                                          .arg(expected)));
        }
    }
    return checkTracks(*stored, stop);
}

Result<void> Store::checkTracks(const StoredProject& stored, const std::stop_token& stop)
{
    std::map<QueryId, Size> sizes;
    for (const QueryRecord& q : stored.queries) {
        for (const VideoRecord& v : stored.videos) {
            if (v.id == q.video)
                sizes[q.id] = v.native;
        }
    }
    for (const RunRecord& run : stored.runs) {
        if (stop.stop_requested())
            return fail(cancelled());
        if (!run.tracks.isValid())
            continue;
        const auto tracks = trackSet(run.tracks);
        if (!tracks)
            return fail(tracks.error());
        const auto fits = [size = sizes[run.query]](const auto& at) { return at.second.size() == size; };
        for (const RunTrack& track : *tracks) {
            if (!std::all_of(track.masks.begin(), track.masks.end(), fits)) {
                return fail(damaged(
                    m_db->path(),
                    QStringLiteral("a mask of run %1 has another size than the video").arg(run.id.value)));
            }
        }
    }
    return {};
}

} // namespace revseg
