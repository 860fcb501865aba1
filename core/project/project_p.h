// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Private to this folder: what the parts of Project share.
#pragma once

#include "core/project/project.h"

#include <QCache>

#include <algorithm>
#include <tuple>

namespace revseg {

using MaskKey = std::tuple<VideoId, ObjectId, FrameIndex>;

inline size_t qHash(const MaskKey& key, size_t seed = 0)
{
    return qHashMulti(seed, std::get<0>(key), std::get<1>(key), std::get<2>(key));
}

struct Project::Cache
{
    QCache<MaskKey, MaskRecordPtr> masks{128 * 1024 * 1024};
    std::map<MaskKey, MaskRecordPtr> unsaved; ///< not on disk yet, so not to be forgotten

    void put(const MaskKey& key, const MaskRecordPtr& record)
    {
        masks.insert(key, new MaskRecordPtr(record), record->bytes());
    }
};

template <class Record, class RecordId>
const Record* findById(const std::vector<Record>& list, RecordId id)
{
    const auto it = std::find_if(list.begin(), list.end(), [&](const Record& r) { return r.id == id; });
    return it == list.end() ? nullptr : &*it;
}

/// The order of lists.
inline bool before(const RunRecord& a, const RunRecord& b)
{
    return a.id < b.id;
}
template <class Record>
bool before(const Record& a, const Record& b)
{
    return std::pair(a.position, a.id) < std::pair(b.position, b.id);
}

/// Puts `after` in the place of `before` in a list in order.
template <class Record>
void replace(std::vector<Record>& list, const RecordChange<Record>& change)
{
    if (change.before)
        std::erase_if(list, [&](const Record& r) { return r.id == change.before->id; });
    if (change.after) {
        const auto place = std::upper_bound(list.begin(), list.end(), *change.after,
                                            [](const Record& a, const Record& b) { return before(a, b); });
        list.insert(place, *change.after);
    }
}

/// What an edit was for is no longer there.
Error gone();
Error nothingToUndo();
Error nothingToRedo();

class Store;
/// Writes an edit as part of the transaction of a store. `lanes` holds those it touches, as they are, and
/// afterwards as they will be; `isNew`: neither Undo nor Redo. Any thread. Cancelled when stopped.
Result<void> writeEdit(Store& store, const Edit& edit, bool isNew, MaskLanes& lanes,
                       const std::stop_token& stop = {}, const ProgressFn& progress = {});

/// Where the media are, seen from the project and for itself, and how large.
void setPlace(VideoRecord& video, const VideoInfo& info, const QString& project);

} // namespace revseg
