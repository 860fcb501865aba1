// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/media/video_info.h"
#include "core/project/edit.h"
#include "core/project/edit_write.h"
#include "core/project/history.h"
#include "core/project/mask_lane.h"
#include "core/project/project_lock.h"
#include "core/project/proposal.h"
#include "core/project/records.h"
#include "core/project/track_source.h"

#include <QJsonValue>
#include <QObject>

#include <map>
#include <memory>
#include <span>
#include <stop_token>
#include <vector>

namespace revseg {

class Store;

/// The document: one SQLite file that is always up to date. Every edit is a transaction, written before
/// apply() returns; when that fails nothing has changed, neither on disk nor here. Names, lists and lanes are
/// in memory; pixels and the JSON of runs are read when asked for and kept in a cache bounded in bytes.
///
/// Belongs to the thread that opened it (the GUI thread). A worker that needs a whole project opens it once
/// more, read-only, in its own thread; one that needs a little gets MaskRecordPtrs.
class Project final : public QObject
{
    Q_OBJECT
public:
    enum class OpenMode { ReadWrite, ReadOnly };

    /// Makes and opens a new file. InvalidInput when there is one already: nothing is ever overwritten.
    static Result<std::unique_ptr<Project>> create(const QString& path);
    /// NotFound, Corrupt, Unsupported (not a project, or of a newer program), Unreadable (also when another
    /// program has it open for writing: ask lockOwner(), and offer ReadOnly).
    static Result<std::unique_ptr<Project>> open(const QString& path, OpenMode mode = OpenMode::ReadWrite);
    static std::optional<LockOwner> lockOwner(const QString& path) { return ProjectLock::owner(path); }
    ~Project() override;

    const QString& path() const { return m_path; } ///< absolute
    QString name() const;
    bool isReadOnly() const { return m_lock == nullptr; }

    // What it holds. Pointers and references are good until the next edit.
    const std::vector<VideoRecord>& videos() const { return m_videos; } ///< in list order
    const VideoRecord* video(VideoId id) const;
    /// Where the media is now: beside the project, else where it was. Empty when at neither place.
    QString mediaPath(VideoId id) const;
    bool isMissing(VideoId id) const { return mediaPath(id).isEmpty(); }
    /// What a look at size and time of change tells; no contents are read.
    enum class MediaState {
        Missing,
        Unread,  ///< never looked through
        Known,   ///< as it was when its content was last compared
        Suspect, ///< changed since, or never compared on this machine: only its content tells
    };
    MediaState mediaState(VideoId id) const;
    /// What a Known one looks like, for whoever looks on another thread; zero for an Unread one.
    MediaStamp knownStamp(VideoId id) const;
    const std::vector<ObjectRecord>& objects(VideoId video) const; ///< in list order
    const ObjectRecord* object(VideoId video, ObjectId id) const;
    const std::vector<QueryRecord>& queries(VideoId video) const;
    const QueryRecord* query(QueryId id) const;
    const std::vector<RunRecord>& runs(QueryId query) const; ///< by age, without `data`
    Result<RunRecord> run(RunId id) const;                   ///< with `data`
    /// The masks of a run, as they were stored. Corrupt, also when they are not there. Thousands take longer
    /// than a window may be held up: another thread reads them by trackSource().
    Result<TrackSet> trackSet(TrackSetId id) const;
    TrackSource trackSource(TrackSetId id) const;

    const MaskLane& lane(VideoId video, ObjectId object) const; ///< what is where, without pixels
    /// Null: not looked at. Corrupt when what is stored is damaged.
    Result<MaskRecordPtr> mask(VideoId video, ObjectId object, FrameIndex frame) const;
    void setCacheLimit(qsizetype bytes); ///< default 128 MiB
    qsizetype cacheBytes() const;

    // Changing it. Each is one step of the history; names are in English, for app to translate.
    Result<void> apply(Edit edit);
    Result<std::vector<VideoId>> addVideos(std::span<const VideoInfo> infos); ///< all or none
    Result<VideoId> addVideo(const VideoInfo& info);
    Result<void> updateVideo(const VideoRecord& record, Sentence name); ///< name, position, notes
    // What follows is about files, and nothing that a person changes: stored, no step of the history.
    /// Its media, where they are now, have been looked through. InvalidInput when they hold something else
    /// than they did; the same as before makes them Known.
    Result<void> describeVideo(VideoId id, const VideoInfo& info);
    /// So many frames are known by now. Nothing once the media have been looked through.
    Result<void> growVideo(VideoId id, const VideoInfo& info);
    /// Its media is now at info.path. InvalidInput when that has another content.
    Result<void> relinkVideo(VideoId id, const VideoInfo& info);
    Result<void> removeVideo(VideoId id);
    Result<ObjectId> addObject(VideoId video, const QString& name = {});
    Result<void> updateObject(const ObjectRecord& record, Sentence name);
    Result<void> removeObject(VideoId video, ObjectId id);
    /// A null `record` takes the mask away.
    Result<void> setMask(VideoId video, ObjectId object, FrameIndex frame, MaskRecordPtr record,
                         Sentence name);
    Result<QueryId> addQuery(VideoId video, const QString& text);
    Result<void> updateQuery(const QueryRecord& record);
    Result<void> removeQuery(QueryId id);
    Result<RunId> addRun(RunRecord record); ///< record.id is chosen here
    Result<void> updateRun(const RunRecord& record, Sentence name);
    Result<void> removeRun(RunId id);

    /// A change of one mask against what is there now, for edits of several.
    Result<MaskChange> maskChange(VideoId video, ObjectId object, FrameIndex frame,
                                  MaskRecordPtr after) const;
    // For edits that make runs; counted up from there.
    Result<RunId> nextRunId() const;
    Result<TrackSetId> nextTrackSetId() const;
    /// All ids that are free, the smallest first. One that Undo can bring back is not.
    std::vector<ObjectId> freeObjectIds(VideoId video) const;
    static Error tooManyObjects();
    static QString defaultObjectName(ObjectId id); ///< "Object 3"
    /// A new object with the next colour, name and place, not yet part of the project.
    ObjectRecord newObject(VideoId video, ObjectId id, const QString& name = {}) const;
    /// What a proposal would change now: checked frames and locked objects are left out.
    Result<ProposalEdit> editFor(const Proposal& proposal) const;

    // Undo
    const History& history() const { return m_history; }
    void setHistoryLimit(qsizetype bytes) { m_history.setLimit(bytes); }
    /// Where the view should go. InvalidInput when there is nothing to undo.
    Result<Place> undo();
    Result<Place> redo();

    // Edits of thousands of changes, and undoing them, without holding up this thread: start one, run it on
    // another thread, finish it here. Until then reads see what was. Whatever else changes the project first
    // waits for the one that is on its way and finishes it. The errors are those of apply() and undo(), and
    // Cancelled, after which nothing has changed.
    Result<std::shared_ptr<EditWrite>> start(Edit edit);
    /// The same with an edit that takes long to be worked out: that is done on the other thread, too, from
    /// this project as it is on the disk. An empty one is no step.
    Result<std::shared_ptr<EditWrite>> start(EditMaker make);
    Result<std::shared_ptr<EditWrite>> startUndo();
    Result<std::shared_ptr<EditWrite>> startRedo();
    /// Waits for it when it still runs, or writes it when nobody has. Where the view should go; again, when
    /// it has been finished before.
    Result<Place> finish(EditWrite& write);

    // When the disk is full or goes away, the file is damaged, or the project is read-only. Normally an edit
    // that cannot be written is refused and changes nothing. A window, which should not throw a stroke away,
    // lets such edits go on in memory: reads see them, and they are written, all at once, with the next edit
    // that can be, by saveUnsaved(), or by saveAs() to another place.
    void setKeepsUnsaved(bool keeps) { m_keepsUnsaved = keeps; }
    bool hasUnsaved() const { return !m_unsaved.empty(); }
    /// Why the last one could not be written; nothing when all is on disk.
    const std::optional<Error>& unsavedReason() const { return m_unsavedReason; }
    Result<void> saveUnsaved();
    /// Copies the project to a new file, writes what is unsaved there, and goes on there, for writing. The
    /// history stays. Of a damaged file all that can be read is written anew, and the history is given up;
    /// the value is the number of masks and runs that were left out, else 0.
    Result<int> saveAs(const QString& path);

    // Settings of the project (last video and position, zoom …): stored, not undoable; kept in memory only
    // when the project is read-only.
    QJsonValue setting(const QString& key, const QJsonValue& otherwise = {}) const;
    Result<void> setSetting(const QString& key, const QJsonValue& value);

    /// Reads everything there is and compares. Corrupt with the place of the damage, NotFound for media that
    /// are missing or have been replaced by others (named); of these, contents are read only where size or
    /// time of change raise a doubt.
    Result<void> check(std::stop_token stop = {}, const ProgressFn& progress = {});

Q_SIGNALS:
    void videosChanged();
    void objectsChanged(revseg::VideoId video);
    void masksChanged(revseg::VideoId video, revseg::ObjectId object, revseg::FrameRange frames);
    void queriesChanged(revseg::VideoId video);
    void runsChanged(revseg::QueryId query);
    void historyChanged();
    void unsavedChanged(); ///< hasUnsaved() or its reason
    void pathChanged();    ///< after saveAs()

private:
    friend class EditWrite;
    enum class Origin { New, History };
    struct Cache;
    struct Touched;

    Project(QString path, std::unique_ptr<ProjectLock> lock, std::unique_ptr<Store> store);
    Result<void> load();
    Result<void> commit(const Edit& edit, Origin origin);
    MaskLanes lanesOf(const Edit& edit) const;
    void addLanes(const Edit& edit, MaskLanes& lanes) const;
    bool keepsInMemory(const Error& error) const;
    Result<std::shared_ptr<EditWrite>> startStep(EditWrite::Step step, Edit edit);
    bool canBeWrittenElsewhere();
    void finishHere(EditWrite& write);
    Place stepDone(EditWrite& write);
    void settle();
    Result<void> store(const Edit* edit, Origin origin, MaskLanes& lanes);
    void keep(const Edit& edit, Origin origin, MaskLanes& lanes);
    Result<void> checkMedia(std::stop_token stop) const;
    Result<void> amendVideo(const VideoRecord& after);
    void rememberStamp(VideoId id, const VideoInfo& info);
    Result<int> salvageTo(const QString& path) const;
    Result<void> takeSalvaged();
    void setUnsavedReason(std::optional<Error> reason);
    std::optional<Error> problemOf(const Edit& edit) const;
    void takeOver(const Edit& edit, MaskLanes lanes);
    void replaceRecords(const Edit& edit, Touched& touched);
    template <class ChangeOf>
    Result<qint64> lastId(const char* table) const;
    template <class Record>
    Result<void> applyChange(std::optional<Record> before, std::optional<Record> after, Sentence name,
                             Place place);

    QString m_path;
    std::unique_ptr<ProjectLock> m_lock; ///< none: read-only. Outlives m_store.
    std::unique_ptr<Store> m_store;
    std::vector<VideoRecord> m_videos;
    std::map<VideoId, std::vector<ObjectRecord>> m_objects; ///< also of removed videos
    std::map<VideoId, std::vector<QueryRecord>> m_queries;
    std::map<QueryId, std::vector<RunRecord>> m_runs;
    MaskLanes m_lanes; ///< also of removed objects: they may come back
    std::map<QString, QString> m_settings;
    std::unique_ptr<Cache> m_cache;
    History m_history;
    std::shared_ptr<EditWrite> m_write; ///< on its way to the disk
    bool m_hasRemoved = false;

    struct Unsaved
    {
        Edit edit;
        Origin origin;
    };
    bool m_keepsUnsaved = false;
    std::vector<Unsaved> m_unsaved; ///< in order; empty: all is on disk
    std::optional<Error> m_unsavedReason;
    std::map<RunId, QByteArray> m_unsavedRuns; ///< JSON that cannot be read from disk yet
    std::map<TrackSetId, TrackSetPtr> m_unsavedTracks;
};

} // namespace revseg
