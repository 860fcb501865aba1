// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/mapped_file.h"

#include <map>
#include <string>
#include <vector>

namespace revseg::nn {

/// A ZIP archive of stored, that is not compressed, entries (APPNOTE 6.3.10, with ZIP64): the container of
/// PyTorch checkpoints. Entries are views of the mapped file. Immutable; any thread.
class ZipFile
{
public:
    struct Entry
    {
        const uint8_t* data = nullptr;
        size_t size = 0;
        uint32_t checksum = 0; ///< CRC-32 as the archive has it
    };

    /// NotFound, Unreadable; Corrupt for what is no archive, is cut, names an entry twice or by a path that
    /// leaves the folder, or whose entries overlap; Unsupported for compressed or encrypted entries.
    static Expected<ZipFile> open(const std::string& path);

    const std::string& path() const { return m_path; }
    size_t fileSize() const { return m_mapping->size(); }
    std::vector<std::string> names() const; ///< sorted
    /// Checked against its checksum, each time. NotFound, Corrupt.
    Expected<Entry> entry(const std::string& name) const;

private:
    std::string m_path;
    std::shared_ptr<const MappedFile> m_mapping;
    std::map<std::string, Entry> m_entries;
};

/// CRC-32 of ZIP and PNG.
uint32_t checksumOf(const uint8_t* data, size_t size);

} // namespace revseg::nn
