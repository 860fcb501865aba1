// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/chain_query.h"

#include <vector>

namespace revseg::cli {

/// One line of a manifest: {"video","query","id"?,"truth"?}.
struct ManifestItem
{
    QString id;   ///< name of its folder; the 0-based line number where none is given
    int line = 1; ///< 1-based, for messages
    ChainQuery query;
};

/// Reads a JSONL file; paths in it are relative to it. Results of an item lie in `out`/id. Empty lines are
/// left out. NotFound, Unreadable, or InvalidInput with the number of the first wrong line.
Result<std::vector<ManifestItem>> readManifest(const QString& path, const QString& out);

/// Whether an item's folder holds a trace with a run that is ok.
bool isFinished(const ManifestItem& item);

} // namespace revseg::cli
