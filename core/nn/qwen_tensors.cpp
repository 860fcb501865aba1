// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/qwen_tensors.h"

#include <string_view>
#include <utility>

namespace revseg::nn {

std::string publishedName(const std::string& name)
{
    const auto replaced = [&name](std::string_view from, std::string_view to) {
        return std::string(to) + name.substr(from.size());
    };
    for (const auto& [from, to] : {std::pair<std::string_view, std::string_view>("model.visual.", "visual."),
                                   {"model.language_model.", "model."},
                                   {"language_model.model.", "model."},
                                   {"language_model.lm_head.", "lm_head."}}) {
        if (name.compare(0, from.size(), from) == 0)
            return replaced(from, to);
    }
    return name;
}

std::map<std::string, std::vector<int64_t>> qwenTensors(const QwenConfig& config)
{
    std::map<std::string, std::vector<int64_t>> out;
    const auto linear = [&out](const std::string& name, int64_t in, int64_t outputs, bool bias) {
        out[name + ".weight"] = {outputs, in};
        if (bias)
            out[name + ".bias"] = {outputs};
    };
    const QwenTextConfig& t = config.text;
    out["model.embed_tokens.weight"] = {t.vocabulary, t.hidden};
    out["model.norm.weight"] = {t.hidden};
    out["lm_head.weight"] = {t.vocabulary, t.hidden};
    for (int64_t i = 0; i < t.layers; ++i) {
        const std::string at = "model.layers." + std::to_string(i) + ".";
        out[at + "input_layernorm.weight"] = {t.hidden};
        out[at + "post_attention_layernorm.weight"] = {t.hidden};
        linear(at + "self_attn.q_proj", t.hidden, t.hidden, true);
        linear(at + "self_attn.k_proj", t.hidden, t.keyHeads * t.headSize(), true);
        linear(at + "self_attn.v_proj", t.hidden, t.keyHeads * t.headSize(), true);
        linear(at + "self_attn.o_proj", t.hidden, t.hidden, false);
        linear(at + "mlp.gate_proj", t.hidden, t.intermediate, false);
        linear(at + "mlp.up_proj", t.hidden, t.intermediate, false);
        linear(at + "mlp.down_proj", t.intermediate, t.hidden, false);
    }
    const QwenVisionConfig& v = config.vision;
    const int64_t cell = v.hidden * v.merge * v.merge;
    out["visual.patch_embed.proj.weight"] = {v.hidden, v.channels, v.temporalPatch, v.patch, v.patch};
    for (int64_t i = 0; i < v.depth; ++i) {
        const std::string at = "visual.blocks." + std::to_string(i) + ".";
        out[at + "norm1.weight"] = {v.hidden};
        out[at + "norm2.weight"] = {v.hidden};
        linear(at + "attn.qkv", v.hidden, 3 * v.hidden, true);
        linear(at + "attn.proj", v.hidden, v.hidden, true);
        linear(at + "mlp.gate_proj", v.hidden, v.intermediate, true);
        linear(at + "mlp.up_proj", v.hidden, v.intermediate, true);
        linear(at + "mlp.down_proj", v.intermediate, v.hidden, true);
    }
    out["visual.merger.ln_q.weight"] = {v.hidden};
    linear("visual.merger.mlp.0", cell, cell, true);
    linear("visual.merger.mlp.2", cell, v.out, true);
    return out;
}

} // namespace revseg::nn
