// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/lora.h"

#include "core/nn/interrupt.h"
#include "core/nn/json_file.h"
#include "core/nn/qwen_tensors.h"

#include <cmath>
#include <nlohmann/json.hpp>
#include <torch/torch.h>

namespace revseg::nn {

namespace {

using nlohmann::json;

constexpr int64_t kRows = 256; ///< of a weight that are changed between two questions for a stop

bool endsWith(const std::string& text, std::string_view end)
{
    return text.size() >= end.size() && text.compare(text.size() - end.size(), end.size(), end) == 0;
}

bool isOn(const json& config, const char* key)
{
    const auto value = config.find(key);
    return value != config.end() && value->is_boolean() && value->get<bool>();
}

/// What is asked of the program that it does not have, if anything.
std::string unsupportedPart(const json& config)
{
    const auto word = [&config](const char* key) {
        const auto value = config.find(key);
        return value != config.end() && value->is_string() ? value->get<std::string>() : std::string();
    };
    if (word("peft_type") != "LORA")
        return "its peft_type is “" + word("peft_type") + "”, not “LORA”";
    if (!word("bias").empty() && word("bias") != "none")
        return "it changes biases";
    for (const char* const key : {"use_dora", "fan_in_fan_out", "use_qalora"}) {
        if (isOn(config, key))
            return std::string("it has ") + key;
    }
    return {};
}

/// α of a module: that of the pattern which is its name or the end of it.
double alphaOf(const json& config, const std::string& module, double otherwise)
{
    const auto patterns = config.find("alpha_pattern");
    if (patterns == config.end() || !patterns->is_object())
        return otherwise;
    for (const auto& [pattern, alpha] : patterns->items()) {
        if (alpha.is_number() && (module == pattern || endsWith(module, "." + pattern)))
            return alpha.get<double>();
    }
    return otherwise;
}

} // namespace

Expected<LoraAdapter> LoraAdapter::open(const std::string& folder)
{
    const std::string configPath = folder + "/adapter_config.json";
    const auto config = readJsonObject(configPath);
    if (!config)
        return tl::unexpected(config.error());
    if (const std::string part = unsupportedPart(*config); !part.empty())
        return failure(Failure::Kind::Unsupported, "The adapter “" + folder + "” is not known here: " + part);
    const auto alpha = config->find("lora_alpha");
    if (alpha == config->end() || !alpha->is_number() || !std::isfinite(alpha->get<double>()))
        return failure(Failure::Kind::Corrupt, "“" + configPath + "” lacks “lora_alpha”");
    auto file = TensorFile::open(folder + "/adapter_model.safetensors");
    if (!file)
        return tl::unexpected(file.error());
    LoraAdapter out;
    out.m_folder = folder;
    out.m_rootScaled = isOn(*config, "use_rslora");
    out.m_file = std::make_shared<const TensorFile>(std::move(*file));
    constexpr std::string_view kFront = "base_model.model.";
    for (const std::string& name : out.m_file->names()) {
        const bool isA = endsWith(name, ".lora_A.weight");
        if (name.compare(0, kFront.size(), kFront) != 0 || (!isA && !endsWith(name, ".lora_B.weight")))
            return failure(Failure::Kind::Unsupported, "The adapter “" + folder + "” holds “" + name +
                                                           "”, which is no part of W + s·B·A");
        const std::string module = name.substr(kFront.size(), name.size() - kFront.size() -
                                                                  std::string_view(".lora_A.weight").size());
        Pair& pair = out.m_pairs[publishedName(module + ".weight")];
        (isA ? pair.a : pair.b) = name;
        pair.alpha = alphaOf(*config, module, alpha->get<double>());
    }
    for (const auto& [name, pair] : out.m_pairs) {
        if (pair.a.empty() || pair.b.empty())
            return failure(Failure::Kind::Corrupt,
                           "The adapter “" + folder + "” has only one matrix for “" + name + "”");
    }
    return out;
}

std::set<std::string> LoraAdapter::names() const
{
    std::set<std::string> out;
    for (const auto& [name, pair] : m_pairs)
        out.insert(name);
    return out;
}

Expected<torch::Tensor> LoraAdapter::merged(const std::string& name, const torch::Tensor& weight) const
{
    const Pair& pair = m_pairs.at(name);
    const auto a = m_file->tensor(pair.a);
    const auto b = m_file->tensor(pair.b);
    if (!a || !b)
        return tl::unexpected(a ? b.error() : a.error());
    if (weight.dim() != 2 || a->dim() != 2 || b->dim() != 2 || a->size(0) < 1 || a->size(0) != b->size(1) ||
        a->size(1) != weight.size(1) || b->size(0) != weight.size(0) || !a->is_floating_point() ||
        !b->is_floating_point())
        return failure(Failure::Kind::Corrupt,
                       "The adapter “" + m_folder + "” does not fit the weight “" + name + "”");
    const auto rank = double(a->size(0));
    const double scale = pair.alpha / (m_rootScaled ? std::sqrt(rank) : rank);
    torch::Tensor out = torch::empty(weight.sizes(), torch::kFloat32);
    const torch::Tensor right = a->to(torch::kFloat32);
    for (int64_t row = 0; row < out.size(0); row += kRows) {
        checkStop();
        const int64_t n = std::min(kRows, out.size(0) - row);
        out.narrow(0, row, n).copy_(torch::addmm(weight.narrow(0, row, n).to(torch::kFloat32),
                                                 b->narrow(0, row, n).to(torch::kFloat32), right, 1, scale));
    }
    return out;
}

} // namespace revseg::nn
