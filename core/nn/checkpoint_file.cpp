// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/checkpoint_file.h"

#include "core/nn/pickle.h"
#include "core/nn/zip_file.h"

#include <array>
#include <cstring>
#include <limits>
#include <torch/torch.h>

namespace revseg::nn {

namespace {

constexpr size_t kMostTensors = 10'000;

struct StorageType
{
    const char* name;
    torch::ScalarType type;
};
constexpr std::array<StorageType, 9> kTypes{{{"torch.FloatStorage", torch::kFloat32},
                                             {"torch.HalfStorage", torch::kFloat16},
                                             {"torch.BFloat16Storage", torch::kBFloat16},
                                             {"torch.DoubleStorage", torch::kFloat64},
                                             {"torch.LongStorage", torch::kInt64},
                                             {"torch.IntStorage", torch::kInt32},
                                             {"torch.ShortStorage", torch::kInt16},
                                             {"torch.ByteStorage", torch::kUInt8},
                                             {"torch.BoolStorage", torch::kBool}}};

/// The number of elements, and whether each lies inside the storage.
bool fits(const Pickle::Value& tensor, uint64_t elements, uint64_t& count)
{
    count = 1;
    for (const int64_t n : tensor.sizes) {
        if (n > 0 && count > uint64_t(std::numeric_limits<int64_t>::max()) / 16 / uint64_t(n))
            return false;
        count *= uint64_t(n);
    }
    if (count == 0)
        return uint64_t(tensor.integer) <= elements;
    uint64_t last = uint64_t(tensor.integer);
    for (size_t i = 0; i < tensor.sizes.size(); ++i) {
        const auto steps = uint64_t(tensor.sizes[i] - 1);
        const auto stride = uint64_t(tensor.strides[i]);
        if (last >= elements || (stride > 0 && steps > (elements - last) / stride))
            return false;
        last += steps * stride;
    }
    return last < elements;
}

} // namespace

Expected<std::map<std::string, torch::Tensor>> readCheckpoint(const std::string& path,
                                                              const std::string& group)
{
    const auto failed = [&path](const std::string& why, Failure::Kind kind = Failure::Kind::Corrupt) {
        return tl::unexpected<Failure>(Failure{kind, "“" + path + "” is no checkpoint of weights: " + why});
    };
    const auto zip = ZipFile::open(path);
    if (!zip)
        return tl::unexpected<Failure>(zip.error());
    // One folder of any name holds everything.
    std::string folder;
    const std::string wanted = "data.pkl";
    for (const std::string& name : zip->names()) {
        const size_t slash = name.find('/');
        if (slash != std::string::npos && name.substr(slash + 1) == wanted) {
            if (!folder.empty())
                return failed("it holds two pickles");
            folder = name.substr(0, slash + 1);
        }
    }
    if (folder.empty())
        return failed("it holds no pickle");
    if (const auto order = zip->entry(folder + "byteorder");
        order && std::string(reinterpret_cast<const char*>(order->data), order->size) != "little")
        return failed("its numbers are big-endian", Failure::Kind::Unsupported);
    const auto text = zip->entry(folder + wanted);
    if (!text)
        return tl::unexpected<Failure>(text.error());
    const auto pickle = readPickle(text->data, text->size);
    if (!pickle)
        return failed(pickle.error().what, pickle.error().kind);

    using Kind = Pickle::Kind;
    const Pickle::Value* root = &(*pickle)[pickle->root];
    if (root->kind != Kind::Dictionary)
        return failed("its pickle holds no dictionary");
    if (const Pickle::Value* inner = pickle->find(*root, group)) {
        if (inner->kind != Kind::Dictionary)
            return failed("its “" + group + "” is no dictionary");
        root = inner;
    }

    std::map<std::string, torch::Tensor> out;
    std::map<std::string, ZipFile::Entry> records; // each checked once; tensors may share one
    // Tensors may share data; a few times the file is room enough for that.
    uint64_t bytesLeft = 4 * uint64_t(zip->fileSize());
    for (size_t i = 0; i + 1 < root->items.size(); i += 2) {
        const Pickle::Value& key = (*pickle)[root->items[i]];
        const Pickle::Value& tensor = (*pickle)[root->items[i + 1]];
        if (key.kind != Kind::Text)
            return failed("it names an entry by something other than a text");
        if (tensor.kind != Kind::Tensor)
            continue; // an epoch, a loss, an optimizer's state
        std::string name = key.text;
        if (name.compare(0, 7, "module.") == 0)
            name.erase(0, 7);
        const Pickle::Value& storage = (*pickle)[tensor.items[0]];
        const std::string& typeName = (*pickle)[storage.items[0]].text;
        const StorageType* type = nullptr;
        for (const StorageType& t : kTypes)
            type = typeName == t.name ? &t : type;
        if (type == nullptr)
            return failed("tensor “" + name + "” has an unknown type", Failure::Kind::Unsupported);
        const uint64_t width = c10::elementSize(type->type);

        auto record = records.find(storage.text);
        if (record == records.end()) {
            const auto entry = zip->entry(folder + "data/" + storage.text);
            if (!entry)
                return failed(entry.error().what);
            record = records.emplace(storage.text, *entry).first;
        }
        if (uint64_t(storage.integer) > record->second.size / width ||
            uint64_t(storage.integer) * width != record->second.size)
            return failed("the data of tensor “" + name + "” has another length than it says");
        uint64_t count = 0;
        if (!fits(tensor, uint64_t(storage.integer), count))
            return failed("tensor “" + name + "” reaches past its data");
        // A stride of zero could make one number a tensor of terabytes.
        if (count > bytesLeft / width || out.size() >= kMostTensors)
            return failed("its tensors are far larger than the file");
        bytesLeft -= count * width;

        // Data starts at any byte; a copy of the whole storage puts it in place.
        const auto options = torch::TensorOptions().dtype(type->type);
        torch::Tensor made = torch::empty(tensor.sizes, options);
        if (count > 0) {
            const uint8_t* const data = record->second.data;
            if (reinterpret_cast<uintptr_t>(data) % width == 0) {
                made.copy_(torch::from_blob(const_cast<uint8_t*>(data), {storage.integer}, options)
                               .as_strided(tensor.sizes, tensor.strides, tensor.integer));
            } else {
                const torch::Tensor all = torch::empty({storage.integer}, options);
                std::memcpy(all.data_ptr(), data, record->second.size);
                made.copy_(all.as_strided(tensor.sizes, tensor.strides, tensor.integer));
            }
        }
        if (!out.emplace(name, made).second)
            return failed("tensor “" + name + "” is there twice");
    }
    if (out.empty())
        return failed("it holds no tensors");
    return out;
}

} // namespace revseg::nn
