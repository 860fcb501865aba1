// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Private to this folder.
#pragma once

#include "core/project/database_private.h"

namespace revseg::schema {

/// "RVSG": marks a SQLite file as ours (PRAGMA application_id).
inline constexpr int kApplicationId = 0x52565347;

/// The newest version this program knows (PRAGMA user_version).
int currentVersion();

/// The file's version. Corrupt when it is no database, Unsupported when it is not ours or of a newer program;
/// changes nothing.
Result<int> checkedVersion(Database& db);

/// Step of version 3: the masks of runs move out of their JSON into a table. Masks that cannot be read are
/// left out.
Result<void> moveTracksOut(Database& db);

/// Takes an open file from `version` to the current one, one step after the other, in one transaction.
Result<void> migrate(Database& db, int version);

} // namespace revseg::schema
