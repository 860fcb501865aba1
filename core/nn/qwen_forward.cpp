// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/qwen_forward.h"

#include "core/nn/json_file.h"
#include "core/nn/qwen_private.h"

#include <torch/torch.h>

namespace revseg::nn {

namespace {

torch::Tensor gridTensor(const std::vector<PatchGrid>& grids)
{
    std::vector<int64_t> flat;
    for (const PatchGrid& g : grids)
        flat.insert(flat.end(), {g.t, g.h, g.w});
    return torch::tensor(flat, torch::kInt64).view({-1, 3});
}

} // namespace

Expected<void> writeForward(const std::shared_ptr<const Qwen>& model, const QwenPrompt& prompt,
                            int64_t generate, const std::string& path, const StopAsked& stop)
{
    const Qwen::Parts& parts = model->parts();
    std::map<std::string, torch::Tensor> tensors;
    const auto at = qwenPositions(parts.config, prompt.ids, imageGrids(prompt), videoGrids(prompt));
    if (!at)
        return tl::unexpected(at.error());
    const auto done = guarded([&]() -> Expected<void> {
        const StopScope scope(stop);
        const EmbeddedPrompt embedded = embedPrompt(parts, prompt, stop);
        if (!embedded.rows.defined())
            return failure(Failure::Kind::Cancelled, "Stopped");
        tensors["input_ids"] = torch::tensor(prompt.ids, torch::kInt64);
        tensors["position_ids"] =
            torch::stack({torch::tensor(at->t, torch::kInt64), torch::tensor(at->h, torch::kInt64),
                          torch::tensor(at->w, torch::kInt64)});
        const int64_t values = parts.config.vision.patchValues();
        if (!prompt.images.empty()) {
            std::vector<const Patches*> media;
            for (const Patches& image : prompt.images)
                media.push_back(&image);
            tensors["pixel_values"] = patchTensor(media, values);
            tensors["image_grid_thw"] = gridTensor(imageGrids(prompt));
            tensors["image_embeds"] = embedded.imageRows.to(torch::kFloat32);
        }
        if (!prompt.videos.empty()) {
            std::vector<const Patches*> media;
            std::vector<PatchGrid> grids;
            for (const QwenVideo& video : prompt.videos) {
                media.push_back(&video.patches);
                grids.push_back(video.patches.grid);
            }
            tensors["pixel_values_videos"] = patchTensor(media, values);
            tensors["video_grid_thw"] = gridTensor(grids);
            tensors["video_embeds"] = embedded.videoRows.to(torch::kFloat32);
        }
        QwenCache cache = parts.language->newCache();
        torch::Tensor logits =
            torch::empty({embedded.rows.size(0), parts.config.text.vocabulary}, torch::kFloat32);
        readInChunks(*parts.language, embedded.rows, tensors["position_ids"], cache,
                     [&](int64_t from, const torch::Tensor& hidden) {
                         logits.narrow(0, from, hidden.size(0)).copy_(parts.language->logits(hidden));
                     });
        tensors["logits"] = logits;
        return {};
    });
    if (!done)
        return done;
    if (generate > 0) {
        QwenConversation conversation(model);
        if (const auto read = conversation.read(prompt, stop); !read)
            return read;
        AnswerOptions options;
        options.most = generate;
        const auto answer = conversation.answer(options, stop);
        if (!answer)
            return tl::unexpected(answer.error());
        if (answer->end == QwenAnswer::End::Stopped)
            return failure(Failure::Kind::Cancelled, "Stopped");
        tensors["generated_ids"] = torch::tensor(answer->ids, torch::kInt64);
    }
    return writeTensorFile(path, tensors);
}

} // namespace revseg::nn
