// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/mapped_file.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace revseg::nn {

Expected<std::shared_ptr<const MappedFile>> MappedFile::open(const std::string& path)
{
    const auto failed = [&path](const char* did) {
        const int code = errno;
        return tl::unexpected<Failure>(
            Failure{code == ENOENT ? Failure::Kind::NotFound : Failure::Kind::Unreadable,
                    std::string(did) + " “" + path + "” (" + std::strerror(code) + ")"});
    };
    const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return failed("Cannot open");
    struct stat status = {};
    if (fstat(fd, &status) != 0 || !S_ISREG(status.st_mode)) {
        ::close(fd);
        return tl::unexpected<Failure>(Failure{Failure::Kind::Unsupported, "“" + path + "” is not a file"});
    }
    std::shared_ptr<MappedFile> file(new MappedFile);
    file->m_size = size_t(status.st_size);
    if (file->m_size > 0) {
        void* const data = mmap(nullptr, file->m_size, PROT_READ, MAP_PRIVATE, fd, 0);
        if (data == MAP_FAILED) {
            const auto told = failed("Cannot map");
            ::close(fd);
            return told;
        }
        file->m_data = static_cast<const uint8_t*>(data);
    }
    ::close(fd);
    return std::shared_ptr<const MappedFile>(std::move(file));
}

MappedFile::~MappedFile()
{
    if (m_data != nullptr)
        munmap(const_cast<uint8_t*>(m_data), m_size);
}

} // namespace revseg::nn
