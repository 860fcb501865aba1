// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/expected.h"

#include <cstdint>
#include <memory>

namespace revseg::nn {

/// A file mapped for reading. Immutable; any thread.
class MappedFile
{
public:
    /// NotFound, Unreadable; Unsupported for what is no regular file. An empty file has no data.
    static Expected<std::shared_ptr<const MappedFile>> open(const std::string& path);
    ~MappedFile();
    MappedFile(const MappedFile&) = delete;
    MappedFile& operator=(const MappedFile&) = delete;

    const uint8_t* data() const { return m_data; }
    size_t size() const { return m_size; }
    /// Gives the memory of these bytes back; they are read from the file again when somebody looks at them.
    void forget(size_t begin, size_t size) const;

private:
    MappedFile() = default;

    const uint8_t* m_data = nullptr;
    size_t m_size = 0;
};

} // namespace revseg::nn
