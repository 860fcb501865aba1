// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/project/project.h"

#include <QJsonObject>

#include <optional>
#include <vector>

namespace revseg {

/// One question to one video with one seed.
struct BatchItem
{
    enum class State { Waiting, Running, Done, Failed };

    VideoId video;
    QString question;
    qint64 seed = 0;
    State state = State::Waiting;
    QString problem; ///< of a failed one: an English sentence

    bool operator==(const BatchItem&) const = default;
};

/// Many questions to many videos with many seeds, worked off one by one. It lies in the project's settings
/// and is on disk after every step, so that a crash loses at most the item that ran: that one is begun again.
/// A plain value; the GUI thread.
class Batch
{
public:
    /// Every video with every question and every seed 0 … seeds−1; a video's items lie together, so that it
    /// is read in one go. `name` tells batches of a project apart.
    static Batch of(const QString& name, const std::vector<VideoId>& videos, const QStringList& questions,
                    int seeds);

    /// What the project has; empty when there is none or it makes no sense.
    static Batch load(const Project& project);
    Result<void> save(Project& project) const;

    const QString& name() const { return m_name; }
    const std::vector<BatchItem>& items() const { return m_items; }
    int count(BatchItem::State state) const;
    bool isOver() const { return !next(); }
    std::optional<size_t> next() const; ///< the first that waits
    void setState(size_t item, BatchItem::State state, const QString& problem = {});
    void retryFailed(); ///< they wait again

    /// What a run of this item carries in its JSON under "batch", by which it is known when the program died
    /// between storing the run and noting that it is done.
    QString keyOf(size_t item) const;
    /// Notes as done or failed what the project holds already; call after load().
    void takeStock(const Project& project);

    QJsonObject toJson() const;
    static Batch fromJson(const QJsonObject& json);
    bool operator==(const Batch&) const = default;

private:
    QString m_name;
    std::vector<BatchItem> m_items;
};

} // namespace revseg
