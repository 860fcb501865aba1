// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/mapped_file.h"

#include "core/nn/regular_file.h"

#include <sys/mman.h>
#include <unistd.h>

namespace revseg::nn {

Expected<std::shared_ptr<const MappedFile>> MappedFile::open(const std::string& path)
{
    const auto opened = RegularFile::open(path);
    if (!opened)
        return tl::unexpected(opened.error());
    std::shared_ptr<MappedFile> file(new MappedFile);
    file->m_size = opened->size();
    if (file->m_size > 0) {
        void* const data = mmap(nullptr, file->m_size, PROT_READ, MAP_PRIVATE, opened->descriptor(), 0);
        if (data == MAP_FAILED)
            return tl::unexpected(systemFailure(path, "Cannot map"));
        file->m_data = static_cast<const uint8_t*>(data);
    }
    return std::shared_ptr<const MappedFile>(std::move(file));
}

void MappedFile::forget(size_t begin, size_t size) const
{
    const auto page = size_t(sysconf(_SC_PAGESIZE));
    const size_t from = begin / page * page;
    // Only advice: what it does not do costs memory and nothing else.
    if (begin < m_size && size > 0 && size <= m_size - begin)
        madvise(const_cast<uint8_t*>(m_data) + from, begin + size - from, MADV_DONTNEED);
}

MappedFile::~MappedFile()
{
    if (m_data != nullptr)
        munmap(const_cast<uint8_t*>(m_data), m_size);
}

} // namespace revseg::nn
