// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/interrupt.h"
#include "core/nn/qwen.h"
#include "core/nn/qwen_language.h"
#include "core/nn/qwen_vision.h"

#include <array>

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

/// Torch throws, and so may whoever is called back; whoever calls them turns that into a Failure.
template <class Work>
auto guarded(const Work& work) -> decltype(work())
{
    try {
        const c10::InferenceMode guard;
        return work();
    } catch (const Interrupted&) {
        return tl::unexpected<Failure>(Failure{Failure::Kind::Cancelled, "Stopped"});
    } catch (const std::bad_alloc&) {
        return tl::unexpected<Failure>(Failure{Failure::Kind::OutOfMemory, "There is not enough memory"});
    } catch (const c10::Error& e) {
        const std::string what = e.what_without_backtrace();
        const bool memory =
            what.find("alloc") != std::string::npos || what.find("out of memory") != std::string::npos;
        return tl::unexpected<Failure>(
            Failure{memory ? Failure::Kind::OutOfMemory : Failure::Kind::Bug, "torch: " + what});
    } catch (const std::exception& e) {
        return tl::unexpected<Failure>(Failure{Failure::Kind::Bug, e.what()});
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

/// Tokens of a prompt that go through the layers at once: many enough for fast products, few enough for the
/// memory that they take meanwhile.
constexpr int64_t kPromptChunk = 512;

/// Reads rows [n, hidden] at positions [3, n] behind the cache, in chunks. `each` gets the number of a
/// chunk's first row and what comes out of the last norm for it.
template <class Each>
void readInChunks(const QwenLanguage& language, const torch::Tensor& rows, const torch::Tensor& positions,
                  QwenCache& cache, const Each& each)
{
    const int64_t count = rows.size(0);
    for (int64_t from = 0; from < count; from += kPromptChunk) {
        const int64_t n = std::min(kPromptChunk, count - from);
        each(from, language.forward(rows.narrow(0, from, n), positions.narrow(1, from, n), cache));
    }
}

/// A picture or video of a conversation.
struct SeenMedium
{
    AttentionMap::Medium medium = AttentionMap::Medium::Image;
    size_t index = 0; ///< among those of its kind
    int64_t from = 0; ///< the first of its visual tokens, in the ids
    PatchGrid cells;  ///< visual tokens
};

struct QwenConversation::State
{
    std::shared_ptr<const Qwen> model;
    std::vector<int64_t> ids;
    std::vector<std::array<int64_t, 3>> places; ///< t, h, w of each id
    std::vector<SeenMedium> media;
    QwenCache cache;      ///< of the first ids; the last one said is read when something follows it
    int64_t next = 0;     ///< position behind the last id
    torch::Tensor logits; ///< [1, vocabulary] float32 behind the last id; undefined while it is unread

    int64_t unread() const { return int64_t(ids.size()) - cache.length(); }
    bool isRead() const { return unread() == 0 && logits.defined(); }
    State withoutCache() const;
    const Qwen::Parts& parts() const { return model->parts(); }

    Expected<void> read(const QwenPrompt& prompt, const StopAsked& stop);
    Expected<void> catchUp(const StopAsked& stop);
    void note(const QwenPrompt& prompt, const Positions& at); ///< that it has been read
    void say(const std::vector<int64_t>& said);
    /// After something was said: a stop may come when the last id has been read, other ends come before.
    void leaveLastUnread(bool said)
    {
        if (said) {
            cache.truncate(int64_t(ids.size()) - 1);
            logits = torch::Tensor();
        }
    }
};

std::vector<PatchGrid> imageGrids(const QwenPrompt& prompt);
std::vector<VideoGrid> videoGrids(const QwenPrompt& prompt);

} // namespace revseg::nn
