// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/qwen.h"
#include "core/nn/qwen_language.h"
#include "core/nn/qwen_vision.h"

namespace revseg::nn {

struct Qwen::Parts
{
    QwenConfig config;
    PixelConfig pixels;
    GenerationDefaults defaults;
    Tokenizer tokenizer;
    std::unique_ptr<QwenVision> vision;
    std::unique_ptr<QwenLanguage> language;
};

/// Torch throws; whoever calls it turns that into a Failure.
template <class Work>
auto guarded(const Work& work) -> decltype(work())
{
    try {
        const c10::InferenceMode guard;
        return work();
    } catch (const std::bad_alloc&) {
        return tl::unexpected<Failure>(Failure{Failure::Kind::OutOfMemory, "There is not enough memory"});
    } catch (const c10::Error& e) {
        const std::string what = e.what_without_backtrace();
        const bool memory =
            what.find("alloc") != std::string::npos || what.find("memory") != std::string::npos;
        return tl::unexpected<Failure>(
            Failure{memory ? Failure::Kind::OutOfMemory : Failure::Kind::Bug, "torch: " + what});
    }
}

/// Patches of several media as one tensor [Σ patches, values], without copying where there is one.
torch::Tensor patchTensor(std::span<const Patches* const> media, int64_t values);

/// Rows of `ids` as embeddings, those of pads replaced by the rows of the pictures. Tensors that `stop` kept
/// from being made are undefined.
struct EmbeddedPrompt
{
    torch::Tensor rows, imageRows, videoRows;
};
EmbeddedPrompt embedPrompt(const Qwen::Parts& parts, const QwenPrompt& prompt, const StopAsked& stop);

std::vector<PatchGrid> imageGrids(const QwenPrompt& prompt);
std::vector<VideoGrid> videoGrids(const QwenPrompt& prompt);

} // namespace revseg::nn
