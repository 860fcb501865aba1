// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/device.h"
#include "core/nn/json_file.h"
#include "core/nn/qwen_private.h"
#include "core/nn/release_later.h"

#include <torch/torch.h>

namespace revseg::nn {

namespace {

/// Ids that the tokenizer and the network must agree on.
Expected<void> checkIds(const QwenConfig& config, const Tokenizer& tokenizer, const std::string& folder)
{
    for (const auto& [name, id] : {std::pair<const char*, int64_t>("<|image_pad|>", config.imageToken),
                                   {"<|video_pad|>", config.videoToken},
                                   {"<|vision_start|>", config.visionStart},
                                   {"<|vision_end|>", config.visionEnd}}) {
        const auto known = tokenizer.idOfAdded(name);
        if (!known || *known != id)
            return failure(Failure::Kind::Corrupt, std::string("“") + name + "” has one id in “" + folder +
                                                       "/config.json” and another in tokenizer.json");
    }
    if (tokenizer.idCount() > config.text.vocabulary)
        return failure(Failure::Kind::Corrupt,
                       "The tokenizer of “" + folder + "” has more ids than the model");
    return {};
}

torch::ScalarType typeOf(Qwen::Precision precision)
{
    return precision == Qwen::Precision::Float32    ? torch::kFloat32
           : precision == Qwen::Precision::BFloat16 ? torch::kBFloat16
                                                    : torch::kFloat16;
}

} // namespace

Qwen::Qwen() = default;

Qwen::~Qwen()
{
    if (m_parts)
        releaseLater(std::shared_ptr<Parts>(std::move(m_parts)));
}

Expected<std::shared_ptr<const Qwen>> Qwen::open(const std::string& folder, Precision precision,
                                                 const Loading& loading)
{
    return guarded([&]() -> Expected<std::shared_ptr<const Qwen>> {
        const StopScope scope(loading.stop);
        awaitReleased(); // two models at once might be too many
        const bool cuda = loading.device == Device::Cuda;
        if (cuda && !hasCuda())
            return failure(Failure::Kind::Unsupported, "There is no CUDA device that this program can use");
        if (!cuda && precision == Precision::Float16)
            return failure(Failure::Kind::Unsupported,
                           "float16 is for CUDA; the CPU has float32 and bfloat16");
        const auto config = QwenConfig::open(folder);
        if (!config)
            return tl::unexpected(config.error());
        const auto pixels = PixelConfig::open(folder);
        if (!pixels)
            return tl::unexpected(pixels.error());
        const auto defaults = GenerationDefaults::open(folder);
        if (!defaults)
            return tl::unexpected(defaults.error());
        const auto tokenizer = Tokenizer::open(folder);
        if (!tokenizer)
            return tl::unexpected(tokenizer.error());
        if (const auto agreed = checkIds(*config, *tokenizer, folder); !agreed)
            return tl::unexpected(agreed.error());
        const auto weights = Weights::open(folder);
        if (!weights)
            return tl::unexpected(weights.error());
        std::optional<LoraAdapter> adapter;
        if (!loading.adapter.empty()) {
            auto opened = LoraAdapter::open(loading.adapter);
            if (!opened)
                return tl::unexpected(opened.error());
            adapter = std::move(*opened);
        }
        WeightLoader loader(*weights, typeOf(precision), cuda ? torch::kCUDA : torch::kCPU,
                            {loading.onProgress, loading.stop}, adapter ? &*adapter : nullptr);
        const std::shared_ptr<Qwen> model(new Qwen);
        model->m_parts = std::make_unique<Parts>(Parts{*config, *pixels, *defaults, *tokenizer,
                                                       std::make_unique<QwenVision>(config->vision, loader),
                                                       std::make_unique<QwenLanguage>(*config, loader)});
        if (const auto done = loader.finish(); !done)
            return tl::unexpected(done.error());
        return model;
    });
}

const QwenConfig& Qwen::config() const
{
    return m_parts->config;
}

const PixelConfig& Qwen::pixels() const
{
    return m_parts->pixels;
}

const GenerationDefaults& Qwen::defaults() const
{
    return m_parts->defaults;
}

const Tokenizer& Qwen::tokenizer() const
{
    return m_parts->tokenizer;
}

Expected<QwenPrompt> Qwen::prompt(std::span<const ChatMessage> messages, std::vector<Patches> images,
                                  std::vector<QwenVideo> videos, bool answer, Tokenizer::Added added,
                                  ChatPlace place) const
{
    QwenPrompt out;
    out.images = std::move(images);
    out.videos = std::move(videos);
    const auto ids = encodeChat(tokenizer(), messages, answer, added, place);
    if (!ids)
        return tl::unexpected(ids.error());
    auto expanded = expandPads(config(), *ids, imageGrids(out), videoGrids(out));
    if (!expanded)
        return tl::unexpected(expanded.error());
    out.ids = std::move(*expanded);
    return out;
}

std::vector<PatchGrid> imageGrids(const QwenPrompt& prompt)
{
    std::vector<PatchGrid> out;
    for (const Patches& image : prompt.images)
        out.push_back(image.grid);
    return out;
}

std::vector<VideoGrid> videoGrids(const QwenPrompt& prompt)
{
    std::vector<VideoGrid> out;
    for (const QwenVideo& video : prompt.videos)
        out.push_back({video.patches.grid, video.secondsPerPair});
    return out;
}

torch::Tensor patchTensor(std::span<const Patches* const> media, int64_t values)
{
    std::vector<torch::Tensor> parts;
    for (const Patches* const m : media) {
        parts.push_back(torch::from_blob(const_cast<float*>(m->values.data()),
                                         {int64_t(m->values.size()) / values, values}, torch::kFloat32));
    }
    return parts.size() == 1 ? parts[0] : torch::cat(parts);
}

EmbeddedPrompt embedPrompt(const Qwen::Parts& parts, const QwenPrompt& prompt, const StopAsked& stop)
{
    EmbeddedPrompt out;
    const torch::Tensor ids = torch::tensor(prompt.ids, torch::kInt64);
    out.rows = parts.language->embed(ids);
    std::vector<const Patches*> images, videos;
    for (const Patches& image : prompt.images)
        images.push_back(&image);
    for (const QwenVideo& video : prompt.videos)
        videos.push_back(&video.patches);
    for (const auto& [media, pad, rows] : {std::tuple(&images, parts.config.imageToken, &out.imageRows),
                                           {&videos, parts.config.videoToken, &out.videoRows}}) {
        if (media->empty())
            continue;
        std::vector<PatchGrid> grids;
        for (const Patches* const m : *media)
            grids.push_back(m->grid);
        *rows = parts.vision->forward(patchTensor(*media, parts.config.vision.patchValues()), grids, stop);
        if (!rows->defined())
            return {};
        out.rows.index_copy_(0, (ids == pad).nonzero().squeeze(1).to(out.rows.device()),
                             rows->to(out.rows.scalar_type()));
    }
    return out;
}

} // namespace revseg::nn
