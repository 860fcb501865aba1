// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Private to this folder: how records lie in the tables.
#pragma once

#include "core/base/progress.h"
#include "core/project/database_private.h"
#include "core/project/edit.h"
#include "core/project/mask_lane.h"

#include <QTemporaryDir>

#include <map>
#include <optional>
#include <stop_token>
#include <vector>

namespace revseg {

/// All but pixels and the runs' JSON: what is read when a project is opened.
struct StoredProject
{
    std::vector<VideoRecord> videos;
    std::vector<ObjectRecord> objects;
    std::vector<QueryRecord> queries;
    std::vector<RunRecord> runs; ///< `data` left empty
    MaskLanes lanes;
    std::map<QString, QString> settings;
    bool has_removed = false; ///< deleted records are waiting to be swept out
};

/// Device and number of a file.
struct FileIdentity
{
    quint64 device = 0;
    quint64 file = 0;
    bool operator==(const FileIdentity&) const = default;
};

class Store
{
public:
    /// An existing project. NotFound, Corrupt, Unsupported or Unreadable; a project of an older version is
    /// migrated (read-only: a copy of it). Changes no byte of a current one.
    static Result<std::unique_ptr<Store>> open(const QString& path, Database::Mode mode);
    /// A second connection for one transaction, for a thread of its own; the first, which is in use of the
    /// log (useLog()), must outlive it.
    static Result<std::unique_ptr<Store>> openBeside(const QString& path);
    /// Makes a new file; an error when there is one.
    static Result<void> create(const QString& path);
    /// Leaves the one file behind, if no other connection is open.
    ~Store();
    Store(const Store&) = delete;
    Store& operator=(const Store&) = delete;

    const QString& path() const { return m_db->path(); }
    Result<StoredProject> read();
    Result<MaskRecordPtr> mask(VideoId video, ObjectId object, FrameIndex frame);
    Result<QByteArray> runData(RunId id);
    Result<TrackSet> trackSet(TrackSetId id);
    /// The largest id in use in a table, removed records included.
    Result<qint64> lastId(const char* table);

    /// Starts a transaction; all of the following belong to one.
    Result<void> begin();
    Result<void> write(const MaskChange& change);
    Result<void> write(const RecordChange<VideoRecord>& change);
    Result<void> write(const RecordChange<ObjectRecord>& change);
    Result<void> write(const RecordChange<QueryRecord>& change);
    Result<void> write(const TrackSetChange& change);
    Result<void> write(const RecordChange<RunRecord>& change);
    Result<void> writeLaneChunk(LaneKey key, int chunk, const QByteArray& data);
    Result<void> writeSetting(const QString& key, const QString& value);
    /// Deletes what a removed object of this id has left behind, so that the id can be given again.
    Result<void> wipeObject(VideoId video, ObjectId object);
    /// Deletes all removed records for good, and masks that no run has.
    Result<void> sweep();
    Result<void> commit();
    void rollback();
    /// A copy of everything that is stored, as a new file. The directory must be writable.
    Result<void> copyTo(const QString& path);
    bool hasWritten() const { return m_commits > 0; }
    /// Changes over to the write-ahead log, with which others can write while this one reads. False when a
    /// reader is in the way.
    bool useLog();
    /// From now on this connection sees the file as it is now, whatever another one writes.
    Result<void> holdView();
    /// Sees what others have written since.
    void dropView();
    void countCommit() { ++m_commits; } ///< another connection has written

    /// Looks at every page, every reference and every mask. Corrupt with what is wrong and where.
    Result<void> check(std::stop_token stop, const ProgressFn& progress);

private:
    Result<void> checkTracks(const StoredProject& stored, const std::stop_token& stop);
    static Result<std::unique_ptr<Store>> openMigratedCopy(const QString& path);
    explicit Store(std::unique_ptr<Database> db) : m_db(std::move(db)) {}
    Result<void> put(const char* sql, const QVariantList& values);
    Result<std::optional<QByteArray>> dataOf(const char* sql, qint64 id); ///< none: there is no such row

    std::unique_ptr<QTemporaryDir> m_copy; ///< holds the file when it is not the project itself
    std::unique_ptr<Database> m_db;
    std::optional<FileIdentity> m_file; ///< the one that was opened
    bool m_writable = false;
    bool m_wal = false;
    int m_commits = 0;
};

} // namespace revseg
