// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/sam2_names.h"

#include <array>
#include <optional>
#include <torch/torch.h>

namespace revseg::nn::sam2 {

namespace {

bool startsWith(const std::string& text, const std::string& start)
{
    return text.compare(0, start.size(), start) == 0;
}

/// What stands before the first dot, and what follows it.
std::pair<std::string, std::string> cut(const std::string& name)
{
    const size_t dot = name.find('.');
    if (dot == std::string::npos)
        return {name, {}};
    return {name.substr(0, dot), name.substr(dot)}; // the rest keeps its dot
}

struct Rule
{
    const char* theirs;
    const char* meta;
};

/// The first rule whose left side begins the name replaces it; nothing when none does.
template <size_t N>
std::optional<std::string> replaced(const std::string& name, const std::array<Rule, N>& rules)
{
    for (const Rule& rule : rules) {
        if (startsWith(name, rule.theirs))
            return rule.meta + name.substr(std::char_traits<char>::length(rule.theirs));
    }
    return std::nullopt;
}

template <size_t N>
std::string replacedOrSame(const std::string& name, const std::array<Rule, N>& rules)
{
    return replaced(name, rules).value_or(name);
}

/// A multilayer perceptron of three layers.
std::string perceptron(const std::string& rest)
{
    static constexpr std::array<Rule, 3> rules{
        {{"proj_in.", "layers.0."}, {"layers.0.", "layers.1."}, {"proj_out.", "layers.2."}}};
    return replacedOrSame(rest, rules);
}

std::string swapped(std::string text, const std::string& from, const std::string& to)
{
    if (const size_t at = text.find(from); at != std::string::npos)
        text.replace(at, from.size(), to);
    return text;
}

std::string trunkName(const std::string& rest)
{
    std::string out = swapped(rest, "patch_embed.projection.", "patch_embed.proj.");
    out = swapped(out, ".layer_norm", ".norm");
    out = swapped(out, ".mlp.proj_in.", ".mlp.layers.0.");
    return "image_encoder.trunk." + swapped(out, ".mlp.proj_out.", ".mlp.layers.1.");
}

std::string promptName(const std::string& rest)
{
    static constexpr std::array<Rule, 6> rules{
        {{"shared_embedding.positional_embedding", "pe_layer.positional_encoding_gaussian_matrix"},
         {"mask_embed.conv1.", "mask_downscaling.0."},
         {"mask_embed.layer_norm1.", "mask_downscaling.1."},
         {"mask_embed.conv2.", "mask_downscaling.3."},
         {"mask_embed.layer_norm2.", "mask_downscaling.4."},
         {"mask_embed.conv3.", "mask_downscaling.6."}}};
    return "sam_prompt_encoder." + replacedOrSame(rest, rules);
}

std::string decoderName(const std::string& rest)
{
    static constexpr std::array<Rule, 3> upscaling{{{"upscale_conv1.", "output_upscaling.0."},
                                                    {"upscale_layer_norm.", "output_upscaling.1."},
                                                    {"upscale_conv2.", "output_upscaling.3."}}};
    const std::string start = "sam_mask_decoder.";
    if (const auto name = replaced(rest, upscaling))
        return start + *name;
    for (const char* head : {"iou_prediction_head.", "pred_obj_score_head."}) {
        if (startsWith(rest, head))
            return start + head + perceptron(rest.substr(std::char_traits<char>::length(head)));
    }
    const std::string many = "output_hypernetworks_mlps.";
    if (startsWith(rest, many)) {
        const auto [number, below] = cut(rest.substr(many.size()));
        return start + many + number + "." + perceptron(below.empty() ? below : below.substr(1));
    }
    if (startsWith(rest, "transformer.")) {
        std::string out = swapped(rest, "layer_norm_final_attn.", "norm_final_attn.");
        out = swapped(out, ".layer_norm", ".norm");
        out = swapped(out, ".mlp.proj_in.", ".mlp.layers.0.");
        out = swapped(out, ".mlp.proj_out.", ".mlp.layers.1.");
        return start + swapped(out, ".o_proj.", ".out_proj.");
    }
    return start + rest;
}

std::string memoryEncoderName(const std::string& rest)
{
    const std::string start = "memory_encoder.";
    const std::string downsampler = "mask_downsampler.";
    if (startsWith(rest, downsampler)) {
        const std::string below = rest.substr(downsampler.size());
        if (startsWith(below, "final_conv."))
            return start + downsampler + "encoder.12." + below.substr(11);
        if (startsWith(below, "layers.") && below.size() > 8 && below[7] >= '0' && below[7] <= '3') {
            // Convolution, norm and activation are numbered through in Meta's list.
            const int first = (below[7] - '0') * 3;
            const std::string part = below.substr(8);
            if (startsWith(part, ".conv."))
                return start + downsampler + "encoder." + std::to_string(first) + "." + part.substr(6);
            if (startsWith(part, ".layer_norm."))
                return start + downsampler + "encoder." + std::to_string(first + 1) + "." + part.substr(12);
        }
        return start + rest;
    }
    static constexpr std::array<Rule, 2> ends{
        {{"projection.", "out_proj."}, {"feature_projection.", "pix_feat_proj."}}};
    if (const auto name = replaced(rest, ends))
        return start + *name;
    if (startsWith(rest, "memory_fuser.")) {
        std::string out = swapped(rest, "memory_fuser.", "fuser.");
        out = swapped(out, ".depthwise_conv.", ".dwconv.");
        out = swapped(out, ".layer_norm.", ".norm.");
        out = swapped(out, ".pointwise_conv", ".pwconv");
        if (out.size() > 6 && out.compare(out.size() - 6, 6, ".scale") == 0)
            out.replace(out.size() - 5, 5, "gamma");
        return start + out;
    }
    return start + rest;
}

} // namespace

std::string metaName(const std::string& name)
{
    static constexpr std::array<Rule, 6> whole{
        {{"memory_temporal_positional_encoding", "maskmem_tpos_enc"},
         {"no_memory_embedding", "no_mem_embed"},
         {"no_memory_positional_encoding", "no_mem_pos_enc"},
         {"no_object_pointer", "no_obj_ptr"},
         {"occlusion_spatial_embedding_parameter", "no_obj_embed_spatial"},
         {"temporal_positional_encoding_projection_layer.", "obj_ptr_tpos_proj."}}};
    const auto rest = [&name](const char* start) {
        return name.substr(std::char_traits<char>::length(start));
    };
    if (name.find("rope_embeddings") != std::string::npos || name.find("position_ids") != std::string::npos)
        return {}; // tables that some exports add; they follow from the configuration
    if (name == "shared_image_embedding.positional_embedding")
        return "sam_prompt_encoder.pe_layer.positional_encoding_gaussian_matrix";
    if (startsWith(name, "vision_encoder.backbone."))
        return trunkName(rest("vision_encoder.backbone."));
    if (startsWith(name, "vision_encoder.neck.convs.")) {
        const auto [number, below] = cut(rest("vision_encoder.neck.convs."));
        return "image_encoder.neck.convs." + number + ".conv" + below;
    }
    if (startsWith(name, "prompt_encoder."))
        return promptName(rest("prompt_encoder."));
    if (startsWith(name, "mask_decoder."))
        return decoderName(rest("mask_decoder."));
    if (startsWith(name, "memory_attention."))
        return swapped(swapped(name, ".layer_norm", ".norm"), ".o_proj.", ".out_proj.");
    if (startsWith(name, "memory_encoder."))
        return memoryEncoderName(rest("memory_encoder."));
    if (startsWith(name, "object_pointer_proj."))
        return "obj_ptr_proj." + perceptron(rest("object_pointer_proj."));
    return replacedOrSame(name, whole);
}

Expected<std::map<std::string, torch::Tensor>>
fromTransformers(const std::map<std::string, torch::Tensor>& tensors)
{
    std::map<std::string, torch::Tensor> out;
    for (const auto& [theirs, tensor] : tensors) {
        const std::string name = metaName(theirs);
        if (name.empty())
            continue;
        if (name == "sam_prompt_encoder.point_embed.weight" && tensor.dim() == 2) {
            for (int64_t row = 0; row < tensor.size(0); ++row)
                out["sam_prompt_encoder.point_embeddings." + std::to_string(row) + ".weight"] =
                    tensor.narrow(0, row, 1);
            continue;
        }
        const auto [it, fresh] = out.emplace(name, tensor);
        if (fresh)
            continue;
        const torch::Tensor& other = it->second;
        if (other.sizes() != tensor.sizes() || other.scalar_type() != tensor.scalar_type() ||
            !torch::equal(other, tensor))
            return tl::unexpected<Failure>(
                Failure{Failure::Kind::Corrupt,
                        "It holds two different tensors “" + name + "”, one as “" + theirs + "”"});
    }
    return out;
}

} // namespace revseg::nn::sam2
