// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/expected.h"

#include <cstddef>

namespace revseg::nn {

/// An open descriptor of a regular file, and its size. Closes itself.
class RegularFile
{
public:
    /// Opens for reading without ever waiting for a writer, as a pipe would make it. NotFound, Unreadable;
    /// Unsupported for folders, pipes and devices.
    static Expected<RegularFile> open(const std::string& path);
    RegularFile(RegularFile&& other) noexcept;
    RegularFile& operator=(RegularFile&&) = delete;
    ~RegularFile();

    int descriptor() const { return m_descriptor; }
    size_t size() const { return m_size; } ///< bytes, when it was opened

private:
    RegularFile(int descriptor, size_t size) : m_descriptor(descriptor), m_size(size) {}

    int m_descriptor;
    size_t m_size;
};

/// What errno says of `path`, in one sentence: "Cannot open “…” (…)".
Failure systemFailure(const std::string& path, const char* did);

} // namespace revseg::nn
