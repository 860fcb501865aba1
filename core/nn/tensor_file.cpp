// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/tensor_file.h"

#include "core/nn/json_file.h"
#include "core/nn/regular_file.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstring>
#include <limits>
#include <nlohmann/json.hpp>
#include <torch/torch.h>

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

Expected<void> writeTensorFile(const std::string& path, const std::map<std::string, torch::Tensor>& tensors,
                               const std::map<std::string, std::string>& metadata)
{
    json header = json::object();
    if (!metadata.empty())
        header["__metadata__"] = metadata;
    std::vector<torch::Tensor> data;
    size_t at = 0;
    for (const auto& [name, tensor] : tensors) {
        const auto type = std::find_if(kTypes.begin(), kTypes.end(),
                                       [&](const Type& t) { return tensor.scalar_type() == t.type; });
        if (type == kTypes.end())
            return failure(Failure::Kind::Unsupported,
                           "Tensor “" + name + "” has a type that safetensors cannot hold");
        data.push_back(tensor.detach().to(torch::kCPU).contiguous());
        const size_t bytes = data.back().nbytes();
        header[name] = {
            {"dtype", type->name}, {"shape", tensor.sizes().vec()}, {"data_offsets", {at, at + bytes}}};
        at += bytes;
    }
    std::string text = header.dump();
    text.resize((text.size() + 7) / 8 * 8,
                ' '); // data begins at a multiple of eight, as the reference has it
    std::string length(8, '\0');
    for (size_t i = 0; i < 8; ++i)
        length[i] = char(uint64_t(text.size()) >> (8 * i));

    const std::string part = path + ".part";
    std::FILE* const file = std::fopen(part.c_str(), "wb");
    if (file == nullptr)
        return tl::unexpected(systemFailure(path, "Cannot write"));
    bool good = std::fwrite(length.data(), 1, 8, file) == 8 &&
                std::fwrite(text.data(), 1, text.size(), file) == text.size();
    for (const torch::Tensor& tensor : data)
        good = good && (tensor.nbytes() == 0 ||
                        std::fwrite(tensor.data_ptr(), 1, tensor.nbytes(), file) == tensor.nbytes());
    good = std::fflush(file) == 0 && good;
    good = std::fclose(file) == 0 && good;
    if (!good || std::rename(part.c_str(), path.c_str()) != 0) {
        const Failure told = systemFailure(path, "Cannot write");
        std::remove(part.c_str());
        return tl::unexpected(told);
    }
    return {};
}

} // namespace revseg::nn
