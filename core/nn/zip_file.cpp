// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/zip_file.h"

#include <algorithm>
#include <array>
#include <optional>

namespace revseg::nn {

namespace {

constexpr uint32_t kLocal = 0x04034b50;
constexpr uint32_t kCentral = 0x02014b50;
constexpr uint32_t kEnd = 0x06054b50;
constexpr uint32_t kEnd64 = 0x06064b50;
constexpr uint32_t kLocator64 = 0x07064b50;
constexpr uint64_t kMostEntries = 100'000;

/// Little-endian numbers at places that may lie outside.
class Bytes
{
public:
    Bytes(const uint8_t* data, size_t size) : m_data(data), m_size(size) {}

    size_t size() const { return m_size; }
    bool has(uint64_t at, uint64_t n) const { return at <= m_size && n <= m_size - at; }
    /// Zero outside: callers ask has() for the whole record before.
    uint64_t number(uint64_t at, unsigned n) const
    {
        uint64_t out = 0;
        for (unsigned i = n; has(at, n) && i-- > 0;)
            out = out << 8 | m_data[at + i];
        return out;
    }
    std::string text(uint64_t at, uint64_t n) const
    {
        return has(at, n) ? std::string(reinterpret_cast<const char*>(m_data + at), size_t(n))
                          : std::string();
    }

private:
    const uint8_t* m_data;
    size_t m_size;
};

struct Directory
{
    uint64_t at = 0;
    uint64_t size = 0;
    uint64_t entries = 0;
};

std::optional<Directory> findDirectory(const Bytes& bytes)
{
    constexpr uint64_t record = 22;
    if (bytes.size() < record)
        return std::nullopt;
    // The record is the last thing in the file but for a comment of up to 64 KiB.
    const uint64_t last = bytes.size() - record;
    const uint64_t first = last > 0xffff ? last - 0xffff : 0;
    for (uint64_t at = last + 1; at-- > first;) {
        if (bytes.number(at, 4) != kEnd || at + record + bytes.number(at + 20, 2) != bytes.size())
            continue;
        Directory d{bytes.number(at + 16, 4), bytes.number(at + 12, 4), bytes.number(at + 10, 2)};
        if (bytes.number(at + 4, 2) != 0 && bytes.number(at + 4, 2) != 0xffff)
            return std::nullopt; // split over several disks
        uint64_t end = at;
        if (at >= 20 && bytes.number(at - 20, 4) == kLocator64) {
            const uint64_t at64 = bytes.number(at - 12, 8);
            if (!bytes.has(at64, 56) || bytes.number(at64, 4) != kEnd64)
                return std::nullopt;
            d = {bytes.number(at64 + 48, 8), bytes.number(at64 + 40, 8), bytes.number(at64 + 32, 8)};
            end = at64;
        }
        if (!bytes.has(d.at, d.size) || d.at + d.size > end)
            return std::nullopt;
        return d;
    }
    return std::nullopt;
}

bool goodName(const std::string& name)
{
    if (name.empty() || name.front() == '/' || name.find('\0') != std::string::npos ||
        name.find('\\') != std::string::npos)
        return false;
    size_t begin = 0;
    while (begin <= name.size()) {
        const size_t end = std::min(name.find('/', begin), name.size());
        if (name.compare(begin, end - begin, "..") == 0 && end - begin == 2)
            return false;
        begin = end + 1;
    }
    return true;
}

using Tables = std::array<std::array<uint32_t, 256>, 8>;

/// Eight bytes a step: a byte at a time would take seconds for a large checkpoint.
constexpr Tables checksumTables()
{
    Tables t{};
    for (uint32_t i = 0; i < 256; ++i) {
        uint32_t c = i;
        for (int k = 0; k < 8; ++k)
            c = (c & 1) != 0 ? 0xedb88320U ^ (c >> 1) : c >> 1;
        t[0][i] = c;
    }
    for (size_t k = 1; k < 8; ++k) {
        for (size_t i = 0; i < 256; ++i)
            t[k][i] = (t[k - 1][i] >> 8) ^ t[0][t[k - 1][i] & 0xff];
    }
    return t;
}

constexpr Tables kTables = checksumTables();

} // namespace

uint32_t checksumOf(const uint8_t* data, size_t size)
{
    uint32_t c = 0xffffffffU;
    for (; size >= 8; data += 8, size -= 8) {
        c ^= uint32_t(data[0]) | uint32_t(data[1]) << 8 | uint32_t(data[2]) << 16 | uint32_t(data[3]) << 24;
        c = kTables[7][c & 0xff] ^ kTables[6][(c >> 8) & 0xff] ^ kTables[5][(c >> 16) & 0xff] ^
            kTables[4][c >> 24] ^ kTables[3][data[4]] ^ kTables[2][data[5]] ^ kTables[1][data[6]] ^
            kTables[0][data[7]];
    }
    for (; size > 0; ++data, --size)
        c = kTables[0][(c ^ *data) & 0xff] ^ (c >> 8);
    return c ^ 0xffffffffU;
}

Expected<ZipFile> ZipFile::open(const std::string& path)
{
    auto mapping = MappedFile::open(path);
    if (!mapping)
        return tl::unexpected<Failure>(mapping.error());
    ZipFile file;
    file.m_path = path;
    file.m_mapping = *mapping;
    const auto failed = [&path](const std::string& why, Failure::Kind kind = Failure::Kind::Corrupt) {
        return tl::unexpected<Failure>(Failure{kind, "“" + path + "” cannot be read as an archive: " + why});
    };
    const uint8_t* const data = (*mapping)->data();
    const Bytes bytes(data, (*mapping)->size());
    const auto directory = findDirectory(bytes);
    if (!directory)
        return failed("it has no directory at its end, so it is cut or no archive");
    if (directory->entries > kMostEntries || directory->entries * 46 > directory->size)
        return failed("its directory is shorter than it says");

    std::vector<std::pair<uint64_t, uint64_t>> spans;
    uint64_t at = directory->at;
    const uint64_t end = directory->at + directory->size;
    for (uint64_t i = 0; i < directory->entries; ++i) {
        if (end - at < 46 || bytes.number(at, 4) != kCentral)
            return failed("its directory is damaged");
        const uint64_t flags = bytes.number(at + 8, 2);
        const uint64_t method = bytes.number(at + 10, 2);
        uint64_t packed = bytes.number(at + 20, 4);
        uint64_t size = bytes.number(at + 24, 4);
        const uint64_t nameSize = bytes.number(at + 28, 2);
        const uint64_t extraSize = bytes.number(at + 30, 2);
        const uint64_t commentSize = bytes.number(at + 32, 2);
        uint64_t local = bytes.number(at + 42, 4);
        if (end - at - 46 < nameSize + extraSize + commentSize)
            return failed("its directory is damaged");
        const std::string name = bytes.text(at + 46, nameSize);
        if (!goodName(name))
            return failed("it has an entry with an impossible name");
        // ZIP64: what does not fit into four bytes stands in an extra field, in this order.
        for (uint64_t x = at + 46 + nameSize, stop = x + extraSize; stop - x >= 4;) {
            const uint64_t n = bytes.number(x + 2, 2);
            if (stop - x - 4 < n)
                return failed("its directory is damaged");
            if (bytes.number(x, 2) == 1) {
                uint64_t from = x + 4;
                for (uint64_t* value : {&size, &packed, &local}) {
                    if (*value != 0xffffffffU)
                        continue;
                    if (from + 8 > x + 4 + n)
                        return failed("its directory is damaged");
                    *value = bytes.number(from, 8);
                    from += 8;
                }
            }
            x += 4 + n;
        }
        if ((flags & 0x41) != 0)
            return failed("entry “" + name + "” is encrypted", Failure::Kind::Unsupported);
        if (method != 0)
            return failed("entry “" + name + "” is compressed", Failure::Kind::Unsupported);
        if (packed != size || !bytes.has(local, 30) || bytes.number(local, 4) != kLocal)
            return failed("entry “" + name + "” is not where the directory says");
        const uint64_t begin = local + 30 + bytes.number(local + 26, 2) + bytes.number(local + 28, 2);
        if (bytes.text(local + 30, bytes.number(local + 26, 2)) != name || !bytes.has(begin, size) ||
            begin + size > directory->at)
            return failed("entry “" + name + "” is not where the directory says");
        spans.emplace_back(local, begin + size);
        const Entry entry{data + begin, size_t(size), uint32_t(bytes.number(at + 16, 4))};
        if (!file.m_entries.emplace(name, entry).second)
            return failed("entry “" + name + "” is there twice");
        at += 46 + nameSize + extraSize + commentSize;
    }
    std::sort(spans.begin(), spans.end());
    for (size_t i = 1; i < spans.size(); ++i) {
        if (spans[i].first < spans[i - 1].second)
            return failed("its entries overlap");
    }
    return file;
}

std::vector<std::string> ZipFile::names() const
{
    std::vector<std::string> out;
    out.reserve(m_entries.size());
    for (const auto& [name, entry] : m_entries)
        out.push_back(name);
    return out;
}

Expected<ZipFile::Entry> ZipFile::entry(const std::string& name) const
{
    const auto it = m_entries.find(name);
    if (it == m_entries.end())
        return tl::unexpected<Failure>(
            Failure{Failure::Kind::NotFound, "There is no “" + name + "” in “" + m_path + "”"});
    if (checksumOf(it->second.data, it->second.size) != it->second.checksum)
        return tl::unexpected<Failure>(
            Failure{Failure::Kind::Corrupt, "“" + name + "” of “" + m_path + "” is damaged"});
    return it->second;
}

} // namespace revseg::nn
