// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/sam2_config.h"

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>

namespace revseg::nn::sam2 {

namespace {

using nlohmann::json;

tl::unexpected<Failure> failure(Failure::Kind kind, std::string what)
{
    return tl::unexpected<Failure>(Failure{kind, std::move(what)});
}

/// Reads members of nested objects and remembers the first that is not what it should be.
class Reader
{
public:
    explicit Reader(const json& root) : m_root(root) {}

    const std::string& problem() const { return m_problem; }

    /// `a.b.c`; null where a part is missing, as transformers leaves out what has its default value.
    const json& at(const std::string& place) const
    {
        static const json none;
        const json* here = &m_root;
        size_t begin = 0;
        while (begin <= place.size()) {
            const size_t end = std::min(place.find('.', begin), place.size());
            const auto key = place.substr(begin, end - begin);
            if (!here->is_object() || !here->contains(key))
                return none;
            here = &(*here)[key];
            begin = end + 1;
        }
        return *here;
    }
    void read(const std::string& place, int64_t& value)
    {
        const json& found = at(place);
        if (found.is_null())
            return;
        // A million is far above every sensible number here and keeps products in range.
        if (!found.is_number_unsigned() || found.get<uint64_t>() > 1'000'000)
            wrong(place);
        else
            value = found.get<int64_t>();
    }
    void read(const std::string& place, double& value)
    {
        const json& found = at(place);
        if (found.is_number())
            value = found.get<double>();
        else if (!found.is_null())
            wrong(place);
    }
    void read(const std::string& place, bool& value)
    {
        const json& found = at(place);
        if (found.is_boolean())
            value = found.get<bool>();
        else if (!found.is_null())
            wrong(place);
    }
    void read(const std::string& place, std::vector<int64_t>& value)
    {
        const json& found = at(place);
        if (found.is_null())
            return;
        std::vector<int64_t> out;
        bool good = found.is_array() && found.size() <= 1000;
        for (size_t i = 0; good && i < found.size(); ++i) {
            good = found[i].is_number_unsigned() && found[i].get<uint64_t>() <= 1'000'000;
            if (good)
                out.push_back(found[i].get<int64_t>());
        }
        if (good)
            value = std::move(out);
        else
            wrong(place);
    }
    void read(const std::string& place, std::array<int64_t, 4>& value)
    {
        std::vector<int64_t> list(value.begin(), value.end());
        read(place, list);
        if (list.size() == 4)
            std::copy(list.begin(), list.end(), value.begin());
        else
            wrong(place);
    }
    /// For what this code takes for granted.
    void require(const std::string& place, const json& value)
    {
        const json& found = at(place);
        if (!found.is_null() && found != value && m_unsupported.empty())
            m_unsupported = "“" + place + "” is " + found.dump() + "; only " + value.dump() + " is known";
    }
    const std::string& unsupported() const { return m_unsupported; }

private:
    void wrong(const std::string& place)
    {
        if (m_problem.empty())
            m_problem = "“" + place + "” is not what it should be";
    }

    const json& m_root;
    std::string m_problem;
    std::string m_unsupported;
};

} // namespace

Config Config::known(Size size, Version version)
{
    Config c;
    const char* name = "tiny";
    switch (size) {
    case Size::Tiny:
        break;
    case Size::Small:
        name = "small";
        c.blocks = {1, 2, 11, 2};
        c.globalBlocks = {7, 10, 13};
        break;
    case Size::BasePlus:
        name = "base+";
        c.embed = 112;
        c.heads = 2;
        c.blocks = {2, 3, 16, 3};
        c.globalBlocks = {12, 16, 20};
        c.background = 14;
        break;
    case Size::Large:
        name = "large";
        c.embed = 144;
        c.heads = 2;
        c.blocks = {2, 6, 36, 4};
        c.globalBlocks = {23, 33, 43};
        c.windows = {8, 4, 16, 8};
        break;
    }
    c.name = std::string(version == Version::Sam21 ? "SAM 2.1 " : "SAM 2.0 ") + name;
    c.absenceInMemory = c.pointerTime = version == Version::Sam21;
    return c;
}

Expected<Config> Config::fromJson(const std::string& path)
{
    std::ifstream file(path, std::ios::binary);
    if (!file)
        return failure(Failure::Kind::NotFound, "Cannot open “" + path + "”");
    const json root = json::parse(file, nullptr, false);
    if (!root.is_object())
        return failure(Failure::Kind::Corrupt, "“" + path + "” is no JSON object");
    Reader r(root);
    const json& type = r.at("model_type");
    if (type != "sam2_video" && type != "sam2")
        return failure(Failure::Kind::Unsupported, "“" + path + "” does not describe a SAM 2 model");

    Config c;
    c.name = "SAM 2 of " + path;
    const std::string trunk = "vision_config.backbone_config.";
    r.read(trunk + "hidden_size", c.embed);
    r.read(trunk + "num_attention_heads", c.heads);
    r.read(trunk + "blocks_per_stage", c.blocks);
    r.read(trunk + "window_size_per_stage", c.windows);
    r.read(trunk + "global_attention_blocks", c.globalBlocks);
    std::vector<int64_t> background{c.background, c.background};
    r.read(trunk + "window_positional_embedding_background_size", background);
    if (background.size() != 2 || background[0] != background[1])
        return failure(Failure::Kind::Unsupported, "The position embedding of “" + path + "” is not square");
    c.background = background[0];
    r.read("vision_config.fpn_hidden_size", c.width);
    r.read("image_size", c.imageSize);
    r.read("num_maskmem", c.memories);
    r.read("max_object_pointers_in_encoder", c.pointers);
    r.read("memory_encoder_output_channels", c.memoryWidth);
    r.read("memory_attention_num_layers", c.attentionLayers);
    r.read("memory_attention_feed_forward_hidden_size", c.attentionHidden);
    r.read("memory_attention_rope_theta", c.ropeTheta);
    r.read("memory_attention_rope_parameters.rope_theta", c.ropeTheta);
    r.read("rope_parameters.rope_theta", c.ropeTheta);
    r.read("memory_fuser_num_layers", c.fuserLayers);
    r.read("mask_decoder_config.mlp_dim", c.decoderHidden);
    r.read("mask_decoder_config.iou_head_hidden_dim", c.scoreHidden);
    r.read("enable_temporal_pos_encoding_for_object_pointers", c.pointerTime);
    r.read("enable_occlusion_spatial_embedding", c.absenceInMemory);
    r.require("mask_decoder_config.num_attention_heads", 8);
    r.require("mask_decoder_config.num_hidden_layers", 2);
    r.require("mask_decoder_config.attention_downsample_rate", 2);
    r.require("mask_decoder_config.num_multimask_outputs", 3);
    r.require("mask_decoder_config.iou_head_depth", 3);
    r.require("memory_attention_num_attention_heads", 1);
    r.require("memory_attention_downsample_rate", 1);
    r.require("sigmoid_scale_for_mem_enc", 20.0);
    r.require("sigmoid_bias_for_mem_enc", -10.0);
    r.require(trunk + "num_query_pool_stages", 3);
    r.require(trunk + "mlp_ratio", 4.0);
    r.require(trunk + "patch_kernel_size", {7, 7});
    r.require(trunk + "patch_stride", {4, 4});
    r.require("mask_downsampler_total_stride", 16);
    r.require("memory_fuser_kernel_size", 7);
    if (!r.problem().empty())
        return failure(Failure::Kind::Corrupt, "In “" + path + "” " + r.problem());
    if (!r.unsupported().empty())
        return failure(Failure::Kind::Unsupported, "In “" + path + "” " + r.unsupported());
    if (const auto good = c.check(); !good)
        return tl::unexpected<Failure>(good.error());
    return c;
}

Expected<void> Config::check() const
{
    std::string problem;
    const auto require = [&problem](bool good, const std::string& what) {
        if (!good && problem.empty())
            problem = what;
    };
    const auto within = [](int64_t n, int64_t least, int64_t most) { return n >= least && n <= most; };
    require(within(embed, 1, 1024) && within(heads, 1, 64) && embed % heads == 0,
            "the trunk's width must be a multiple of its heads");
    for (size_t i = 0; i < 4; ++i) {
        require(within(blocks[i], 1, 200), "each stage needs a block");
        require(within(windows[i], 1, 256), "the windows have impossible sides");
        require(i == 3 || windows[i] % 2 == 0, "windows that are pooled must have an even side");
    }
    require(within(background, 1, 256), "the position embedding has an impossible side");
    require(within(imageSize, 32, 4096) && imageSize % 32 == 0,
            "the image side must be a multiple of 32 up to 4096");
    require(imageSize / 4 % std::max<int64_t>(windows[0], 1) == 0,
            "a quarter of the image side must be a multiple of the first window");
    require(within(width, 16, 4096) && width % 16 == 0, "the width must be a multiple of 16");
    require(within(memoryWidth, 4, width) && memoryWidth % 4 == 0 && width % memoryWidth == 0,
            "the memory's width must divide the width and be a multiple of 4");
    require(within(memories, 2, 64) && within(pointers, 1, 1024), "the numbers of memories are impossible");
    require(within(attentionLayers, 1, 64) && within(fuserLayers, 1, 64), "the layers are impossible");
    require(within(attentionHidden, 1, 65536) && within(decoderHidden, 1, 65536) &&
                within(scoreHidden, 1, 65536),
            "the hidden widths are impossible");
    require(ropeTheta > 1.0 && ropeTheta < 1e9, "the base of the rotary angles is impossible");
    for (const int64_t block : globalBlocks) {
        require(within(block, 0, depth() - 1), "a global block is not in the trunk");
        // Such a block would have to pool windows that it does not have.
        require(block != blocks[0] && block != blocks[0] + blocks[1] &&
                    block != blocks[0] + blocks[1] + blocks[2],
                "the first block of a stage cannot be global");
    }
    if (!problem.empty())
        return failure(Failure::Kind::InvalidInput, name + " cannot be built: " + problem);
    return {};
}

} // namespace revseg::nn::sam2
