// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Private to this folder: frame indices of large files, kept from one opening to the next.
#pragma once

#include <QString>

namespace revseg::ff {

class FrameIndexTable;

/// The index of one file, found again by the file's content: size and SHA-256 of 64 pieces spread over it (all of
/// it where it is small). Does nothing when no folder has been set (see setIndexFolder), or when the file is so
/// small that reading its packets again costs less. A store that cannot be written to is not an error.
class IndexStore
{
public:
    explicit IndexStore(const QString& video);

    bool load(FrameIndexTable& table) const;
    void save(const FrameIndexTable& table) const;

private:
    QString m_file; ///< empty: not kept
};

} // namespace revseg::ff
