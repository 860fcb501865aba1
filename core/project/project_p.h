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

} // namespace revseg
