// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/qwen_config.h"

#include "core/nn/json_file.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <nlohmann/json.hpp>

namespace revseg::nn {

namespace {

using nlohmann::json;

const json& find(const json& object, const char* key)
{
    static const json none;
    if (!object.is_object())
        return none;
    const auto it = object.find(key);
    return it == object.end() ? none : *it;
}

/// Reads fields and remembers the first one that was missing or odd; the reader of a whole file asks once.
class Fields
{
public:
    Fields(std::string path, std::vector<std::reference_wrapper<const json>> objects)
        : m_path(std::move(path))
        , m_objects(std::move(objects))
    {
    }

    /// The first object that has it decides.
    const json& get(const char* key) const
    {
        for (const json& object : m_objects) {
            if (const json& value = find(object, key); !value.is_null())
                return value;
        }
        return find({}, key);
    }
    int64_t count(const char* key, int64_t least = 1)
    {
        const json* value = &get(key);
        if (value->is_array() && !value->empty())
            value = &value->front(); // sizes are written as lists at times
        // A size that overflows when multiplied is a damaged file.
        if (!value->is_number_integer() || value->get<int64_t>() < least ||
            value->get<int64_t>() > (1 << 24)) {
            wrong(key);
            return least;
        }
        return value->get<int64_t>();
    }
    double number(const char* key)
    {
        const json& value = get(key);
        if (!value.is_number() || !(value.get<double>() > 0) || !std::isfinite(value.get<double>())) {
            wrong(key);
            return 1;
        }
        return value.get<double>();
    }
    void wrong(const std::string& key)
    {
        if (m_error.what.empty())
            m_error = {Failure::Kind::Corrupt, "“" + m_path + "” lacks “" + key + "” or has it wrong"};
    }
    void unsupported(const std::string& what)
    {
        if (m_error.what.empty())
            m_error = {Failure::Kind::Unsupported,
                       "“" + m_path + "” is of a model that is not known here: " + what};
    }
    const Failure& error() const { return m_error; }
    bool good() const { return m_error.what.empty(); }
    void merge(const Fields& other)
    {
        if (good())
            m_error = other.m_error;
    }

private:
    std::string m_path;
    std::vector<std::reference_wrapper<const json>> m_objects;
    Failure m_error;
};

std::string word(const json& value)
{
    return value.is_string() ? value.get<std::string>() : std::string();
}

bool isTrue(const json& value)
{
    return value.is_boolean() && value.get<bool>();
}

void readRope(Fields& f, QwenTextConfig& out)
{
    // rope_theta and rope_scaling in older files, both in rope_parameters in newer ones.
    const json& parameters = f.get("rope_parameters");
    const json& rope = parameters.is_object() ? parameters : f.get("rope_scaling");
    for (const char* const key : {"rope_type", "type"}) {
        const std::string type = word(find(rope, key));
        if (!type.empty() && type != "default" && type != "mrope")
            f.unsupported("its positions are of the type “" + type + "”");
    }
    const json& theta = find(rope, "rope_theta");
    if (theta.is_number())
        out.ropeTheta = theta.get<double>();
    else
        out.ropeTheta = f.number("rope_theta");
    const json& sections = find(rope, "mrope_section");
    int64_t sum = 0;
    for (size_t i = 0; i < 3; ++i) {
        if (!sections.is_array() || sections.size() != 3 || !sections[i].is_number_unsigned())
            return f.wrong("mrope_section");
        out.ropeSections[i] = sections[i].get<int64_t>();
        sum += out.ropeSections[i];
    }
    if (sum * 2 != out.headSize() || !(out.ropeTheta > 0))
        f.wrong("mrope_section");
}

void readText(Fields& f, QwenTextConfig& out)
{
    out.hidden = f.count("hidden_size");
    out.layers = f.count("num_hidden_layers");
    out.heads = f.count("num_attention_heads");
    out.keyHeads = f.count("num_key_value_heads");
    out.intermediate = f.count("intermediate_size");
    out.vocabulary = f.count("vocab_size");
    out.longest = f.count("max_position_embeddings");
    out.normEps = f.number("rms_norm_eps");
    if (out.hidden % out.heads != 0 || out.heads % out.keyHeads != 0)
        return f.wrong("num_attention_heads");
    if (!f.get("head_dim").is_null() && f.get("head_dim") != json(out.headSize()))
        f.unsupported("its head_dim is not hidden_size / num_attention_heads");
    if (word(f.get("hidden_act")) != "silu")
        f.unsupported("its hidden_act is not silu");
    if (isTrue(f.get("use_sliding_window")))
        f.unsupported("it uses a sliding window");
    for (const json& type : f.get("layer_types")) {
        if (word(type) != "full_attention")
            f.unsupported("it has layers of the type “" + word(type) + "”");
    }
    readRope(f, out);
}

void readVision(Fields& f, QwenVisionConfig& out)
{
    out.depth = f.count("depth");
    out.hidden = f.count("hidden_size");
    out.heads = f.count("num_heads");
    out.intermediate = f.count("intermediate_size");
    out.out = f.count("out_hidden_size");
    out.channels = f.get("in_channels").is_null() ? f.count("in_chans") : f.count("in_channels");
    out.patch = f.count("patch_size");
    out.temporalPatch = f.count("temporal_patch_size");
    out.merge = f.count("spatial_merge_size");
    out.window = f.count("window_size");
    out.tokensPerSecond = f.number("tokens_per_second");
    const json& base = find(f.get("rope_parameters"), "rope_theta");
    if (base.is_number() && base.get<double>() > 0)
        out.ropeBase = base.get<double>();
    for (const json& block : f.get("fullatt_block_indexes")) {
        if (!block.is_number_integer())
            return f.wrong("fullatt_block_indexes");
        out.fullAttention.push_back(block.get<int64_t>());
    }
    if (out.hidden % out.heads != 0 || out.headSize() % 4 != 0)
        f.wrong("num_heads");
    if (out.window / out.merge / out.patch < 1)
        f.wrong("window_size");
    if (word(f.get("hidden_act")) != "silu")
        f.unsupported("the hidden_act of its vision_config is not silu");
    if (out.channels != 3)
        f.unsupported("its pictures have not three channels");
}

} // namespace

Expected<QwenConfig> QwenConfig::open(const std::string& folder)
{
    const std::string path = folder + "/config.json";
    const auto file = readJsonObject(path);
    if (!file)
        return tl::unexpected(file.error());
    const json& nested = find(*file, "text_config");
    // The text fields of a nested file are often repeated at the top; the nested ones count.
    Fields top(path, {std::cref(*file)});
    Fields textFields(path, {std::cref(nested), std::cref(*file)});
    Fields visionFields(path + "” (vision_config) “", {std::cref(find(*file, "vision_config"))});
    QwenConfig out;
    if (word(top.get("model_type")) != "qwen2_5_vl")
        top.unsupported("its model_type is “" + word(top.get("model_type")) + "”, not “qwen2_5_vl”");
    readText(textFields, out.text);
    readVision(visionFields, out.vision);
    out.tied = isTrue(find(*file, "tie_word_embeddings")) || isTrue(find(nested, "tie_word_embeddings"));
    // Only from the top: nested files carry wrong ids beside the text.
    out.imageToken = top.count("image_token_id", 0);
    out.videoToken = top.count("video_token_id", 0);
    out.visionStart = top.count("vision_start_token_id", 0);
    out.visionEnd = top.count("vision_end_token_id", 0);
    if (out.vision.out != out.text.hidden)
        visionFields.wrong("out_hidden_size");
    if (std::max(out.imageToken, out.videoToken) >= out.text.vocabulary)
        top.wrong("image_token_id");
    top.merge(textFields);
    top.merge(visionFields);
    if (!top.good())
        return tl::unexpected(top.error());
    return out;
}

Expected<GenerationDefaults> GenerationDefaults::open(const std::string& folder)
{
    GenerationDefaults out;
    auto file = readJsonObject(folder + "/generation_config.json");
    if (!file) {
        if (file.error().kind != Failure::Kind::NotFound)
            return tl::unexpected(file.error());
        file = readJsonObject(folder + "/config.json");
        if (!file)
            return tl::unexpected(file.error());
    }
    const auto number = [&file](const char* key, double otherwise) {
        const json& value = find(*file, key);
        return value.is_number() ? value.get<double>() : otherwise;
    };
    const json& end = find(*file, "eos_token_id");
    for (const json& id : end.is_array() ? end : json::array({end})) {
        if (id.is_number_unsigned())
            out.endIds.push_back(id.get<int64_t>());
    }
    out.sample = isTrue(find(*file, "do_sample"));
    out.temperature = number("temperature", 1);
    out.topP = number("top_p", 1);
    out.topK = int64_t(number("top_k", 50));
    out.repetitionPenalty = number("repetition_penalty", 1);
    return out;
}

Expected<PixelConfig> PixelConfig::open(const std::string& folder)
{
    PixelConfig out;
    json image, video;
    for (const char* const name :
         {"processor_config.json", "preprocessor_config.json", "video_preprocessor_config.json"}) {
        const auto file = readJsonObject(folder + "/" + name);
        if (!file) {
            if (file.error().kind != Failure::Kind::NotFound)
                return tl::unexpected(file.error());
        } else if (std::string(name) == "processor_config.json") {
            image = find(*file, "image_processor");
            video = find(*file, "video_processor");
        } else {
            (name[0] == 'p' ? image : video) = *file;
        }
    }
    // Newer files call the areas edges.
    const auto limits = [](const json& from, int64_t& least, int64_t& most) {
        const json& size = find(from, "size");
        for (const json* const value : {&find(size, "shortest_edge"), &find(from, "min_pixels")}) {
            if (value->is_number_unsigned())
                least = value->get<int64_t>();
        }
        for (const json* const value : {&find(size, "longest_edge"), &find(from, "max_pixels")}) {
            if (value->is_number_unsigned())
                most = value->get<int64_t>();
        }
    };
    limits(image, out.minPixels, out.maxPixels);
    limits(video, out.videoMinPixels, out.videoMaxPixels);
    const auto three = [](const json& from, std::array<float, 3>& to) {
        for (size_t i = 0; i < 3 && from.is_array() && from.size() == 3 && from[i].is_number(); ++i)
            to[i] = from[i].get<float>();
    };
    three(find(image, "image_mean"), out.mean);
    three(find(image, "image_std"), out.deviation);
    if (out.minPixels < 1 || out.minPixels > out.maxPixels || out.videoMinPixels < 1 ||
        out.videoMinPixels > out.videoMaxPixels ||
        *std::min_element(out.deviation.begin(), out.deviation.end()) <= 0)
        return failure(Failure::Kind::Corrupt,
                       "The preprocessor files of “" + folder + "” contradict themselves");
    return out;
}

} // namespace revseg::nn
