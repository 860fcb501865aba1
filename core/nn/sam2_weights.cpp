// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/sam2_weights.h"

#include "core/nn/checkpoint_file.h"
#include "core/nn/sam2_names.h"
#include "core/nn/tensor_file.h"

#include <algorithm>
#include <fstream>
#include <sstream>
#include <torch/torch.h>

namespace revseg::nn::sam2 {

namespace {

std::string text(const std::vector<int64_t>& shape)
{
    std::ostringstream out;
    out << '[';
    for (size_t i = 0; i < shape.size(); ++i)
        out << (i == 0 ? "" : ", ") << shape[i];
    out << ']';
    return out.str();
}

/// An archive begins with its first entry; everything else is tried as safetensors.
bool isArchive(const std::string& path)
{
    std::ifstream file(path, std::ios::binary);
    char start[4] = {};
    file.read(start, sizeof start);
    return file && start[0] == 'P' && start[1] == 'K' && start[2] == 3 && start[3] == 4;
}

bool endsWith(const std::string& name, const std::string& end)
{
    return name.size() >= end.size() && name.compare(name.size() - end.size(), end.size(), end) == 0;
}

void list(std::string& out, const char* title, const std::vector<std::string>& names)
{
    constexpr size_t most = 8;
    if (names.empty())
        return;
    out += out.empty() ? "" : "; ";
    out += title;
    for (size_t i = 0; i < std::min(names.size(), most); ++i)
        out += (i == 0 ? " " : ", ") + names[i];
    if (names.size() > most)
        out += " and " + std::to_string(names.size() - most) + " more";
}

} // namespace

Weights::Weights(std::map<std::string, torch::Tensor> tensors, std::string path)
    : m_tensors(std::move(tensors))
    , m_path(std::move(path))
{
}

Expected<Weights> Weights::read(const std::string& path)
{
    std::map<std::string, torch::Tensor> tensors;
    if (isArchive(path) || endsWith(path, ".pt") || endsWith(path, ".pth")) {
        auto read = readCheckpoint(path);
        if (!read)
            return tl::unexpected<Failure>(read.error());
        tensors = std::move(*read);
    } else {
        const auto file = TensorFile::open(path);
        if (!file)
            return tl::unexpected<Failure>(file.error());
        for (const std::string& name : file->names()) {
            auto tensor = file->tensor(name);
            if (!tensor)
                return tl::unexpected<Failure>(tensor.error());
            tensors.emplace(name, std::move(*tensor));
        }
    }
    // Only transformers has this one, in every model.
    if (tensors.count("vision_encoder.backbone.pos_embed") != 0) {
        auto named = fromTransformers(tensors);
        if (!named)
            return tl::unexpected<Failure>(
                Failure{named.error().kind, "“" + path + "”: " + named.error().what});
        tensors = std::move(*named);
    }
    return Weights(std::move(tensors), path);
}

std::vector<int64_t> Weights::shape(const std::string& name) const
{
    const auto it = m_tensors.find(name);
    return it == m_tensors.end() ? std::vector<int64_t>() : it->second.sizes().vec();
}

int64_t Weights::count(const std::string& prefix) const
{
    int64_t out = 0;
    for (auto it = m_tensors.lower_bound(prefix); it != m_tensors.end(); ++it) {
        if (it->first.compare(0, prefix.size(), prefix) != 0)
            break;
        int64_t n = 0;
        size_t i = prefix.size();
        for (; i < it->first.size() && it->first[i] >= '0' && it->first[i] <= '9' && n < 1'000'000; ++i)
            n = n * 10 + (it->first[i] - '0');
        if (i > prefix.size())
            out = std::max(out, n + 1);
    }
    return out;
}

void Weights::place(const torch::Device& device, torch::ScalarType type)
{
    m_device = device;
    m_type = type;
}

torch::Tensor Weights::take(const std::string& name, const std::vector<int64_t>& wanted)
{
    return takeAs(name, wanted, m_type);
}

torch::Tensor Weights::takeFloat(const std::string& name, const std::vector<int64_t>& wanted)
{
    return takeAs(name, wanted, torch::kFloat32);
}

torch::Tensor Weights::takeAs(const std::string& name, const std::vector<int64_t>& wanted,
                              torch::ScalarType type)
{
    const auto options = torch::TensorOptions().dtype(type).device(m_device);
    m_taken[name] = true;
    const auto it = m_tensors.find(name);
    if (it == m_tensors.end()) {
        m_missing.push_back(name);
        return torch::zeros(wanted, options);
    }
    const torch::Tensor& tensor = it->second;
    const bool numbers = tensor.scalar_type() == torch::kFloat32 || tensor.scalar_type() == torch::kFloat16 ||
                         tensor.scalar_type() == torch::kBFloat16;
    if (!numbers || tensor.sizes().vec() != wanted) {
        m_misshapen.push_back(name + " (" + text(tensor.sizes().vec()) +
                              (numbers ? " instead of " : " of whole numbers instead of ") + text(wanted) +
                              ")");
        return torch::zeros(wanted, options);
    }
    m_bytes += tensor.numel() * int64_t(c10::elementSize(type));
    return tensor.to(options, false, true).contiguous();
}

Expected<void> Weights::finish() const
{
    std::vector<std::string> unexpected;
    for (const auto& [name, tensor] : m_tensors) {
        if (m_taken.count(name) == 0)
            unexpected.push_back(name);
    }
    std::string problems;
    list(problems, "missing:", m_missing);
    list(problems, "of another shape:", m_misshapen);
    list(problems, "unexpected:", unexpected);
    if (problems.empty())
        return {};
    return tl::unexpected<Failure>(
        Failure{Failure::Kind::Corrupt, "The weights in “" + m_path + "” do not fit; " + problems});
}

} // namespace revseg::nn::sam2
