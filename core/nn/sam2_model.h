// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/sam2_image_encoder.h"
#include "core/nn/sam2_mask_decoder.h"
#include "core/nn/sam2_memory_attention.h"
#include "core/nn/sam2_memory_encoder.h"
#include "core/nn/sam2_motion.h"
#include "core/nn/sam2_prompt_encoder.h"

#include <functional>
#include <memory>
#include <optional>

namespace revseg::nn::sam2 {

/// What a person points at, in pixels of the image or video (x to the right, y down; 0 is the left or upper
/// edge).
struct Prompt
{
    struct Point
    {
        double x = 0;
        double y = 0;
        bool foreground = true;
    };
    struct Box
    {
        double left = 0;
        double top = 0;
        double right = 0;
        double bottom = 0;
    };

    std::vector<Point> points;
    std::optional<Box> box;
};

/// SAM 2 and 2.1 (arXiv 2408.00714), from Meta's or Hugging Face's weights. Immutable after loading, shared
/// by all who track with it; any thread, and no more memory than one call needs.
class Model
{
public:
    struct Options
    {
        torch::Device device{torch::kCPU};
        torch::ScalarType type = torch::kFloat32; ///< of weights and features; bfloat16 or half on a GPU
        int64_t imageSize = 0;                    ///< 0: as trained. Smaller is faster and coarser.
        /// For a network of no published size that comes without a `config.json`.
        std::optional<Config> config;
    };
    /// Masks for one prompt on one image, best first when there are several.
    struct Masks
    {
        torch::Tensor logits;        ///< [n, 4G, 4G], float32: above zero is the object
        std::vector<float> ious;     ///< as the network thinks, within [0, 1]
        std::vector<int64_t> tokens; ///< of several: which of the network's masks each one is, from 1
        float score = 0;             ///< above zero when it thinks that the object is in the image
    };

    /// A `.pt` of Meta's, safetensors of either naming, or a folder with `model.safetensors` or a single file
    /// of these kinds. `config.json` beside it says what the network is; without one it must be of a
    /// published size. NotFound, Unreadable, Unsupported; Corrupt, naming
    /// the tensors that are missing, misshapen or unexpected.
    static Expected<std::shared_ptr<const Model>> load(const std::string& path, const Options& options);
    static Expected<std::shared_ptr<const Model>> load(Weights weights, const Options& options);

    const Config& config() const { return m_config; }
    const torch::Device& device() const { return m_device; }
    int64_t byteCount() const { return m_bytes; } ///< of its weights

    /// Bytes [H, W, 3], red first → [1, 3, S, S] as the image encoder wants it. The ratio of the sides is not
    /// kept, as in training. InvalidInput.
    Expected<torch::Tensor> prepare(const torch::Tensor& rgb) const;
    /// The slow part of everything. InvalidInput, Cancelled, OutOfMemory.
    Expected<Features> encode(const torch::Tensor& image, const std::stop_token& stop = {}) const;
    /// `previous`: logits [h, w] to start from, or undefined. With `several`, three masks for a prompt that
    /// leaves doubts, such as one click; else one. InvalidInput, OutOfMemory.
    Expected<Masks> segment(const Features& features, const Prompt& prompt, int64_t width, int64_t height,
                            bool several, const torch::Tensor& previous = {}) const;

    // The steps of tracking, for Video. They throw: Stopped, or what torch throws; see attempt().

    /// What the network says of one object on one frame.
    struct Prediction
    {
        torch::Tensor mask;    ///< [1, 1, 4G, 4G], float32; -1024 everywhere when the object is absent
        torch::Tensor pointer; ///< [1, D]
        float iou = 0;
        float score = 0;
        std::optional<double> motion; ///< how well it fits the motion so far, 0…1; see MotionChooser
    };
    std::vector<Mark> marksOf(const Prompt& prompt, int64_t width, int64_t height) const;
    /// `image` [1, D, G, G]: the features in the light of the memories.
    Prediction predict(const torch::Tensor& image, const Features& features, const std::vector<Mark>& marks,
                       const torch::Tensor& previous, bool several, bool fallback) const;
    /// Without a prompt, the mask chosen by motion as well. An object that is thought to be just absent keeps
    /// its mask.
    Prediction predict(const torch::Tensor& image, const Features& features, MotionChooser& motion) const;
    /// Around what is above zero in a mask [1, 1, 4G, 4G], in the model's square; none: nothing is.
    std::optional<Bounds> boundsOf(const torch::Tensor& mask) const;
    /// For a mask that is given, [1, 1, S, S] of zeros and ones.
    Prediction adopt(const Features& features, const torch::Tensor& mask) const;
    torch::Tensor withoutMemory(const Features& features) const; ///< [1, D, G, G]
    torch::Tensor withMemories(const Features& features, const Memories& memories,
                               const std::stop_token& stop) const
    {
        return m_memoryAttention(features.top, memories, stop);
    }
    /// [1, Dm, G, G] in bfloat16, as trained and as the published numbers were made. `binary` cuts the mask
    /// at zero, for masks that a person has seen.
    torch::Tensor remember(const Features& features, const torch::Tensor& mask, float score, bool binary,
                           const std::stop_token& stop) const;

private:
    Model(const Config& config, Weights& weights);
    MaskDecoder::Output decode(const torch::Tensor& image, const Features& features,
                               const std::vector<Mark>& marks, const torch::Tensor& previous) const;
    /// `least`: the score above which the object is there.
    Prediction predictionOf(const MaskDecoder::Output& output, const MaskDecoder::Choice& choice,
                            float least) const;

    Config m_config;
    torch::Device m_device;
    torch::ScalarType m_type;
    int64_t m_bytes = 0;
    ImageEncoder m_imageEncoder;
    PromptEncoder m_promptEncoder;
    MaskDecoder m_maskDecoder;
    MemoryEncoder m_memoryEncoder;
    MemoryAttention m_memoryAttention;
    torch::Tensor m_noMemory;        ///< no_mem_embed, [1, D, 1, 1]
    torch::Tensor m_noPointer;       ///< no_obj_ptr, [1, D]
    torch::Tensor m_absenceInMemory; ///< no_obj_embed_spatial, [1, Dm, 1, 1]; none in 2.0
    Conv m_maskDown;                 ///< mask_downsample
    Perceptron m_pointer;            ///< obj_ptr_proj
};

/// Runs it without gradients; what it throws becomes a Failure: Cancelled, OutOfMemory, or InvalidInput for
/// what torch refuses.
Expected<void> attempt(const std::function<void()>& run);

} // namespace revseg::nn::sam2
