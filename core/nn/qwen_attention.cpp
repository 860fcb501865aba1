// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/qwen_attention.h"

#include "core/nn/json_file.h"
#include "core/nn/qwen_private.h"

#include <algorithm>
#include <torch/torch.h>

namespace revseg::nn {

std::vector<int64_t> lateMiddleLayers(int64_t layers)
{
    std::vector<int64_t> out;
    for (int64_t i = layers * 2 / 3; i < layers && out.size() < 4; ++i)
        out.push_back(i);
    return out;
}

namespace {

using Layers = std::vector<int64_t>;

Expected<Layers> layersOf(const AttentionRequest& request, int64_t count)
{
    Layers layers = request.layers.empty() ? lateMiddleLayers(count) : request.layers;
    std::sort(layers.begin(), layers.end());
    layers.erase(std::unique(layers.begin(), layers.end()), layers.end());
    if (layers.front() < 0 || layers.back() >= count)
        return failure(Failure::Kind::InvalidInput,
                       "The model's layers go from 0 to " + std::to_string(count - 1));
    return layers;
}

} // namespace

Expected<std::vector<AttentionMap>> QwenConversation::attention(const AttentionRequest& request,
                                                                const StopAsked& stop) const
{
    const State& s = *m_state;
    const QwenLanguage& language = *s.parts().language;
    const auto said = int64_t(s.ids.size());
    if (request.from < 0 || request.count <= 0 || request.from >= said || request.count > said - request.from)
        return failure(Failure::Kind::InvalidInput, "These tokens are not in the conversation");
    const auto layers = layersOf(request, language.config().layers);
    if (!layers)
        return tl::unexpected(layers.error());
    const int64_t end = request.from + request.count;
    for (const SeenMedium& medium : s.media) {
        if (medium.from < end && request.from < medium.from + medium.cells.patches())
            return failure(Failure::Kind::InvalidInput, "Words look at pictures, pictures do not");
    }
    return guarded([&]() -> Expected<std::vector<AttentionMap>> {
        const StopScope scope(stop);
        // At most the last id is not in the cache, so there is nothing to read before the words asked for.
        QwenCache cache = s.cache.beginning(request.from);
        torch::Tensor sums = torch::zeros({end}, torch::dtype(torch::kFloat32).device(cache.device()));
        for (int64_t from = request.from; from < end; from += kPromptChunk) {
            const int64_t n = std::min(kPromptChunk, end - from);
            const std::vector<int64_t> ids(s.ids.begin() + from, s.ids.begin() + from + n);
            std::vector<int64_t> places;
            for (size_t axis = 0; axis < 3; ++axis) {
                for (int64_t i = from; i < from + n; ++i)
                    places.push_back(s.places[size_t(i)][axis]);
            }
            language.addAttention(language.embed(torch::tensor(ids, torch::kInt64)),
                                  torch::tensor(places, torch::kInt64).view({3, n}), cache, *layers, sums);
        }
        const auto terms = request.count * language.config().heads * int64_t(layers->size());
        const torch::Tensor shares = (sums / double(terms)).to(torch::kCPU);
        std::vector<AttentionMap> maps;
        for (const SeenMedium& medium : s.media) {
            if (medium.from >= request.from) // comes later
                continue;
            const float* const first = shares.data_ptr<float>() + medium.from;
            maps.push_back(
                {medium.medium, medium.index, medium.cells, {first, first + medium.cells.patches()}});
        }
        return maps;
    });
}

} // namespace revseg::nn
