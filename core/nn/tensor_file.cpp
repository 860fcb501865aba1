// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/tensor_file.h"

#include "core/nn/json_file.h"
#include "core/nn/regular_file.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <limits>
#include <nlohmann/json.hpp>
#include <torch/torch.h>
#include <unistd.h>
#include <utility>

namespace revseg::nn {

namespace {

using nlohmann::json;

/// The reference implementation refuses longer headers as well.
constexpr uint64_t kMostHeader = 100'000'000;

struct Type
{
    const char* name;
    torch::ScalarType type;
};
constexpr std::array<Type, 10> kTypes{{{"F64", torch::kFloat64},
                                       {"F32", torch::kFloat32},
                                       {"F16", torch::kFloat16},
                                       {"BF16", torch::kBFloat16},
                                       {"I64", torch::kInt64},
                                       {"I32", torch::kInt32},
                                       {"I16", torch::kInt16},
                                       {"I8", torch::kInt8},
                                       {"U8", torch::kUInt8},
                                       {"BOOL", torch::kBool}}};

/// Elements times bytes, or nothing when the numbers make no sense.
std::optional<size_t> bytesOf(const std::vector<int64_t>& shape, size_t size)
{
    size_t bytes = size;
    for (const int64_t n : shape) {
        if (n < 0 || (n > 0 && bytes > std::numeric_limits<size_t>::max() / 2 / size_t(n)))
            return std::nullopt;
        bytes *= size_t(n);
    }
    return bytes;
}

std::string partOf(const std::string& path)
{
    return path + ".part";
}

bool writeAll(int descriptor, const void* data, size_t bytes, size_t at)
{
    const auto* from = static_cast<const char*>(data);
    while (bytes > 0) {
        const ssize_t done = ::pwrite(descriptor, from, bytes, off_t(at));
        if (done < 0 && errno == EINTR)
            continue;
        if (done <= 0)
            return false;
        from += done;
        at += size_t(done);
        bytes -= size_t(done);
    }
    return true;
}

} // namespace

Expected<TensorFile> TensorFile::open(const std::string& path)
{
    const auto opened = MappedFile::open(path);
    if (!opened)
        return tl::unexpected<Failure>(opened.error());
    const std::shared_ptr<const MappedFile>& mapping = *opened;
    const uint8_t* const bytes = mapping->data();
    const auto corrupt = [&path](const std::string& why) {
        return failure(Failure::Kind::Corrupt, "“" + path + "” is no safetensors file: " + why);
    };
    if (mapping->size() < 8)
        return corrupt("it is too short");
    uint64_t length = 0;
    for (int i = 7; i >= 0; --i)
        length = length << 8 | bytes[i];
    if (length > kMostHeader || length > mapping->size() - 8)
        return corrupt("its header is longer than the file");
    const auto parsed = parseUnique({reinterpret_cast<const char*>(bytes + 8), size_t(length)});
    if (!parsed || !parsed->is_object())
        return corrupt("its header is no JSON object, or has a name twice");
    const json& header = *parsed;

    TensorFile file;
    file.m_path = path;
    file.m_mapping = mapping;
    file.m_dataAt = 8 + size_t(length);
    const size_t dataSize = mapping->size() - file.m_dataAt;
    std::vector<std::pair<size_t, size_t>> spans;
    for (const auto& [name, entry] : header.items()) {
        if (name == "__metadata__") {
            if (!entry.is_object())
                return corrupt("its metadata is no object");
            for (const auto& [key, value] : entry.items()) {
                if (!value.is_string())
                    return corrupt("metadata “" + key + "” is no string");
                file.m_metadata[key] = value.get<std::string>();
            }
            continue;
        }
        const auto wrong = [&](const char* what) { return corrupt("tensor “" + name + "” has " + what); };
        if (!entry.is_object() || !entry.contains("dtype") || !entry["dtype"].is_string())
            return wrong("no dtype");
        const std::string dtype = entry["dtype"].get<std::string>();
        const auto type =
            std::find_if(kTypes.begin(), kTypes.end(), [&](const Type& t) { return dtype == t.name; });
        if (type == kTypes.end())
            return failure(Failure::Kind::Unsupported,
                           "Tensor “" + name + "” of “" + path + "” has the unknown type " + dtype);
        if (!entry.contains("shape") || !entry["shape"].is_array() || !entry.contains("data_offsets") ||
            !entry["data_offsets"].is_array() || entry["data_offsets"].size() != 2)
            return wrong("no shape or no offsets");
        Entry e{type->type, {}, 0, 0};
        for (const json& n : entry["shape"]) {
            if (!n.is_number_unsigned() || n.get<uint64_t>() > uint64_t(std::numeric_limits<int64_t>::max()))
                return wrong("an impossible shape");
            e.shape.push_back(n.get<int64_t>());
        }
        const json& offsets = entry["data_offsets"];
        if (!offsets[0].is_number_unsigned() || !offsets[1].is_number_unsigned())
            return wrong("offsets that are no numbers");
        const auto begin = offsets[0].get<uint64_t>();
        const auto end = offsets[1].get<uint64_t>();
        const auto bytes = bytesOf(e.shape, c10::elementSize(e.type));
        if (begin > end || end > dataSize || !bytes || *bytes != end - begin)
            return wrong("offsets that do not fit its shape or the file");
        e.begin = size_t(begin);
        e.bytes = *bytes;
        spans.emplace_back(e.begin, e.begin + e.bytes);
        file.m_entries.emplace(name, std::move(e));
    }
    std::sort(spans.begin(), spans.end());
    size_t at = 0;
    for (const auto& [begin, end] : spans) {
        if (begin != at)
            return corrupt("its tensors overlap or leave holes");
        at = end;
    }
    if (at != dataSize)
        return corrupt("it does not end with its last tensor");
    return file;
}

std::vector<std::string> TensorFile::names() const
{
    std::vector<std::string> out;
    for (const auto& [name, entry] : m_entries)
        out.push_back(name);
    return out;
}

size_t TensorFile::bytes(const std::string& name) const
{
    const auto it = m_entries.find(name);
    return it == m_entries.end() ? 0 : it->second.bytes;
}

void TensorFile::forget(const std::string& name) const
{
    const auto it = m_entries.find(name);
    if (it != m_entries.end())
        m_mapping->forget(m_dataAt + it->second.begin, it->second.bytes);
}

Expected<torch::Tensor> TensorFile::tensor(const std::string& name) const
{
    const auto it = m_entries.find(name);
    if (it == m_entries.end())
        return failure(Failure::Kind::NotFound, "There is no tensor “" + name + "” in “" + m_path + "”");
    const Entry& e = it->second;
    const auto options = torch::TensorOptions().dtype(e.type);
    if (e.bytes == 0)
        return torch::empty(e.shape, options);
    const uint8_t* const data = m_mapping->data() + m_dataAt + e.begin;
    // Data may start at any byte; tensors of wider types need theirs in place.
    if (reinterpret_cast<uintptr_t>(data) % c10::elementSize(e.type) != 0) {
        torch::Tensor copy = torch::empty(e.shape, options);
        std::memcpy(copy.data_ptr(), data, e.bytes);
        return copy;
    }
    return torch::from_blob(
        const_cast<uint8_t*>(data), e.shape, [keep = m_mapping](void*) {}, options);
}

TensorFileWriter::TensorFileWriter(std::string path, int descriptor)
    : m_path(std::move(path))
    , m_descriptor(descriptor)
{
}

TensorFileWriter::TensorFileWriter(TensorFileWriter&& other) noexcept
    : m_path(std::move(other.m_path))
    , m_descriptor(std::exchange(other.m_descriptor, -1))
    , m_spans(std::move(other.m_spans))
{
}

TensorFileWriter::~TensorFileWriter()
{
    if (m_descriptor < 0)
        return;
    ::close(m_descriptor);
    ::unlink(partOf(m_path).c_str());
}

Failure TensorFileWriter::broken() const
{
    return systemFailure(m_path, "Cannot write");
}

Expected<TensorFileWriter> TensorFileWriter::create(const std::string& path,
                                                    const std::map<std::string, Entry>& tensors,
                                                    const std::map<std::string, std::string>& metadata)
{
    json header = json::object();
    if (!metadata.empty())
        header["__metadata__"] = metadata;
    std::map<std::string, Span> spans;
    size_t at = 0;
    for (const auto& [name, entry] : tensors) {
        const auto type = std::find_if(kTypes.begin(), kTypes.end(),
                                       [&e = entry](const Type& t) { return e.type == t.type; });
        if (type == kTypes.end())
            return failure(Failure::Kind::Unsupported,
                           "Tensor “" + name + "” has a type that safetensors cannot hold");
        const auto bytes = bytesOf(entry.shape, c10::elementSize(entry.type));
        if (!bytes)
            return failure(Failure::Kind::InvalidInput, "Tensor “" + name + "” has an impossible shape");
        header[name] = {{"dtype", type->name}, {"shape", entry.shape}, {"data_offsets", {at, at + *bytes}}};
        spans[name] = {entry.type, at, *bytes};
        at += *bytes;
    }
    std::string text = header.dump();
    text.resize((text.size() + 7) / 8 * 8,
                ' '); // data begins at a multiple of eight, as the reference has it
    std::string start(8, '\0');
    for (size_t i = 0; i < 8; ++i)
        start[i] = char(uint64_t(text.size()) >> (8 * i));
    start += text;

    const int descriptor = ::open(partOf(path).c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (descriptor < 0)
        return tl::unexpected(systemFailure(path, "Cannot write"));
    TensorFileWriter out(path, descriptor);
    for (auto& [name, span] : spans)
        span.begin += start.size();
    out.m_spans = std::move(spans);
    if (!writeAll(descriptor, start.data(), start.size(), 0) ||
        ::ftruncate(descriptor, off_t(start.size() + at)) != 0)
        return tl::unexpected(out.broken());
    return out;
}

Expected<void> TensorFileWriter::write(const std::string& name, int64_t first, const torch::Tensor& piece)
{
    const auto span = m_spans.find(name);
    if (span == m_spans.end() || span->second.type != piece.scalar_type())
        return failure(Failure::Kind::InvalidInput, "There is no such tensor “" + name + "” to write");
    const size_t size = c10::elementSize(span->second.type);
    const size_t elements = span->second.bytes / size;
    if (first < 0 || size_t(first) > elements || size_t(piece.numel()) > elements - size_t(first))
        return failure(Failure::Kind::InvalidInput, "A piece of tensor “" + name + "” lies outside of it");
    const torch::Tensor data = piece.detach().to(torch::kCPU).contiguous();
    if (!writeAll(m_descriptor, data.data_ptr(), data.nbytes(), span->second.begin + size_t(first) * size))
        return tl::unexpected(broken());
    return {};
}

Expected<void> TensorFileWriter::finish()
{
    const std::string part = partOf(m_path);
    // Some file systems say only now that they are full.
    const bool closed = ::close(std::exchange(m_descriptor, -1)) == 0;
    if (!closed || std::rename(part.c_str(), m_path.c_str()) != 0) {
        const Failure told = broken();
        ::unlink(part.c_str());
        return tl::unexpected(told);
    }
    return {};
}

Expected<void> writeTensorFile(const std::string& path, const std::map<std::string, torch::Tensor>& tensors,
                               const std::map<std::string, std::string>& metadata)
{
    std::map<std::string, TensorFileWriter::Entry> entries;
    for (const auto& [name, tensor] : tensors)
        entries[name] = {tensor.scalar_type(), tensor.sizes().vec()};
    auto writer = TensorFileWriter::create(path, entries, metadata);
    if (!writer)
        return tl::unexpected<Failure>(writer.error());
    for (const auto& [name, tensor] : tensors) {
        if (const auto done = writer->write(name, 0, tensor); !done)
            return done;
    }
    return writer->finish();
}

} // namespace revseg::nn
