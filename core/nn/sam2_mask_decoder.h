// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/sam2_image_encoder.h"

namespace revseg::nn::sam2 {

/// Masks for prompts on an image (`sam_mask_decoder`): tokens and image look at each other twice.
class MaskDecoder
{
public:
    /// Mask 0 is for prompts that leave no doubt, masks 1 to 3 are three answers to one that does.
    struct Output
    {
        torch::Tensor masks;  ///< [1, 4, 4G, 4G], logits
        torch::Tensor ious;   ///< [1, 4], within [0, 1]
        torch::Tensor tokens; ///< [1, 4, D]
        torch::Tensor score;  ///< [1, 1]: above zero when the object is in the image
    };
    /// One of the four.
    struct Choice
    {
        torch::Tensor mask; ///< [1, 1, 4G, 4G]
        float iou = 0;
        torch::Tensor token; ///< [1, D]
    };

    MaskDecoder() = default;
    MaskDecoder(const Config& config, Weights& weights);

    /// `image` [1, D, G, G]: features with everything added that belongs to them; `dense` of the same shape;
    /// `places` their Fourier features; `sparse` [1, n, D]. `finer` gives the maps of the image alone.
    Output operator()(const torch::Tensor& image, const torch::Tensor& places, const torch::Tensor& sparse,
                      const torch::Tensor& dense, const Features& finer) const;

    /// The best of masks 1 to 3 when several are wanted, else mask 0. With `fallback` an unstable mask 0,
    /// one that changes much with its threshold, gives way to the best of the others; its token stays.
    static Choice choose(const Output& output, bool several, bool fallback);
    /// Mask 0 to 3, with a token that need not be its own.
    static Choice pick(const Output& output, int64_t mask, int64_t token);

private:
    struct Attention
    {
        Linear q, k, v, out;

        Attention() = default;
        Attention(const Scope& w, int64_t width, int64_t inner);
        torch::Tensor operator()(const torch::Tensor& query, const torch::Tensor& key,
                                 const torch::Tensor& value) const;
    };
    struct Layer
    {
        Attention self, toImage, toTokens;
        LayerNorm norm1, norm2, norm3, norm4;
        Linear up, down;
    };

    std::vector<Layer> m_layers;
    Attention m_final;
    LayerNorm m_finalNorm;
    torch::Tensor m_tokens; ///< [1, 6, D]: the object's score, the IoUs, four masks
    Doubling m_upscale1;
    LayerNorm m_upscaleNorm;
    Doubling m_upscale2;
    std::vector<Perceptron> m_hypernetworks;
    Perceptron m_ious;
    Perceptron m_score;
};

} // namespace revseg::nn::sam2
