// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/qwen.h"

namespace revseg::nn {

/// One pass over a prompt with its inner tensors, for comparing with other implementations, as safetensors:
/// input_ids, position_ids, pixel_values, image_grid_thw, pixel_values_videos, video_grid_thw, image_embeds,
/// video_embeds, logits of all tokens, and `generate` likeliest tokens (up to the end token, which is kept)
/// as generated_ids. What does not occur is left out.
Expected<void> writeForward(const std::shared_ptr<const Qwen>& model, const QwenPrompt& prompt,
                            int64_t generate, const std::string& path, const StopAsked& stop = {});

} // namespace revseg::nn
