// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/base/result.h"

#include <QUrl>

#include <optional>
#include <stop_token>
#include <vector>

namespace revseg {

/// A file that is to be fetched.
struct Download
{
    QUrl url;
    QString path;               ///< where it goes; until it is whole it is PATH.part
    std::optional<qint64> size; ///< as the server's list says
    QString sha256;             ///< in small letters; empty: not known
};

/// Fetches a file, going on where an earlier try has stopped; one that is there is left alone. What has come
/// is kept when it is stopped or the connection is lost. Network; Corrupt when the contents are not those
/// that were promised (and nothing is kept); Unreadable when it cannot be written; Cancelled. Runs an event
/// loop on the calling thread.
Result<void> download(const Download& what, const ProgressFn& progress, std::stop_token stop);

/// The files of a model that a hub has as "owner/name": configurations, tokenizer and weights, for `folder`.
Result<std::vector<Download>> hubFiles(const QString& endpoint, const QString& name, const QString& folder,
                                       std::stop_token stop);

/// HF_ENDPOINT, or https://huggingface.co.
QString defaultHubEndpoint();

} // namespace revseg
