// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/regular_file.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace revseg::nn {

Failure systemFailure(const std::string& path, const char* did)
{
    const int code = errno;
    return {code == ENOENT || code == ENOTDIR ? Failure::Kind::NotFound : Failure::Kind::Unreadable,
            std::string(did) + " “" + path + "” (" + std::strerror(code) + ")"};
}

Expected<RegularFile> RegularFile::open(const std::string& path)
{
    const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (fd < 0)
        return tl::unexpected(systemFailure(path, "Cannot open"));
    struct stat status = {};
    if (fstat(fd, &status) != 0 || !S_ISREG(status.st_mode)) {
        ::close(fd);
        return tl::unexpected<Failure>(Failure{Failure::Kind::Unsupported, "“" + path + "” is not a file"});
    }
    return RegularFile(fd, size_t(status.st_size));
}

RegularFile::RegularFile(RegularFile&& other) noexcept
    : m_descriptor(std::exchange(other.m_descriptor, -1))
    , m_size(other.m_size)
{
}

RegularFile::~RegularFile()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

} // namespace revseg::nn
