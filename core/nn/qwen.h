// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/picture.h"
#include "core/nn/qwen_attention.h"
#include "core/nn/qwen_chat.h"
#include "core/nn/sampling.h"

#include <functional>
#include <memory>

namespace revseg::nn {

struct QwenVideo
{
    Patches patches;
    double secondsPerPair = 1; ///< between two pairs of frames
};

/// What the model reads at once: text with places for pictures, and the pictures, in order of their places.
struct QwenPrompt
{
    std::vector<int64_t> ids; ///< each pad as often as its medium has tokens
    std::vector<Patches> images;
    std::vector<QwenVideo> videos;
};

struct QwenAnswer
{
    enum class End { Ended, Length, StopString, Stopped };
    std::vector<int64_t> ids; ///< all that were chosen, the end token too
    std::string text;         ///< without special tokens and stop string
    std::vector<Choice> choices;
    End end = End::Length;
};

struct AnswerOptions
{
    SamplingOptions sampling;
    int64_t most = 1024; ///< tokens
    std::vector<std::string> stopStrings;
    bool endAtEndToken = true; ///< off: goes on behind end tokens, for measuring and comparing
    bool keepSpecial = false;  ///< shows special tokens in the text
    /// New text of answer `index`, whole characters; from the thread that asks.
    std::function<void(int index, std::string_view text)> onText;
};

class QwenConversation;

/// Qwen2.5-VL from a Hugging Face folder. Immutable and shared after loading; any thread, but torch's threads
/// are one pool: ask one thing at a time. The last to let go of it does not wait for its memory to be freed.
/// This header shows no torch.
class Qwen
{
public:
    enum class Precision { Float32, BFloat16, Float16 };
    enum class Device { Cpu, Cuda };
    struct Loading
    {
        Device device = Device::Cpu;
        std::string adapter; ///< folder of a LoRA adapter that is merged into the weights; empty: none
        std::function<void(size_t done, size_t total)> onProgress; ///< bytes
        StopAsked stop;
    };

    /// Failure names the file, the field or the tensors that are wrong. Unsupported for CUDA where there is
    /// none, and for float16 elsewhere. On the CPU, bfloat16 weights read as bfloat16 stay in the mapped
    /// file.
    static Expected<std::shared_ptr<const Qwen>> open(const std::string& folder, Precision precision)
    {
        return open(folder, precision, {});
    }
    static Expected<std::shared_ptr<const Qwen>> open(const std::string& folder, Precision precision,
                                                      const Loading& loading);
    ~Qwen();

    const QwenConfig& config() const;
    const PixelConfig& pixels() const;
    const GenerationDefaults& defaults() const;
    const Tokenizer& tokenizer() const;

    /// Encodes messages and makes room for the media. Nothing in the texts is special unless `added` says so.
    Expected<QwenPrompt> prompt(std::span<const ChatMessage> messages, std::vector<Patches> images,
                                std::vector<QwenVideo> videos, bool answer, Tokenizer::Added added,
                                ChatPlace place = ChatPlace::Beginning) const;

    struct Parts; ///< for qwen_forward.cpp
    const Parts& parts() const { return *m_parts; }

private:
    Qwen();
    std::unique_ptr<Parts> m_parts;
};

/// What was read and said so far, with the model's memory of it. A value: a copy is a branch of its own.
/// One thread at a time.
class QwenConversation
{
public:
    explicit QwenConversation(std::shared_ptr<const Qwen> model);
    QwenConversation(const QwenConversation& other);
    QwenConversation& operator=(const QwenConversation& other);
    QwenConversation(QwenConversation&&) noexcept;
    QwenConversation& operator=(QwenConversation&&) noexcept;
    ~QwenConversation();

    /// Reads a prompt behind all that came before; only what is new is computed. Cancelled (and nothing is
    /// changed) when `stop` says so; InvalidInput when pads and media do not fit; OutOfMemory.
    Expected<void> read(const QwenPrompt& prompt, const StopAsked& stop = {});
    /// Reads the messages that follow an answer: its end token where it lacks one, a line break, the
    /// messages.
    Expected<void> readOn(std::span<const ChatMessage> messages, std::vector<Patches> images,
                          std::vector<QwenVideo> videos, Tokenizer::Added added, const StopAsked& stop = {});
    /// Says what comes next. A stop is no error: the answer holds what was said until then.
    Expected<QwenAnswer> answer(const AnswerOptions& options, const StopAsked& stop = {});
    /// The same in several different conversations with one model, of whatever lengths: each step reads the
    /// weights once for all of them, and each ends by itself. Answer i is the one that conversation i would
    /// give alone to options i, in bfloat16 up to rounding; its `onText` gets the index i. InvalidInput when
    /// there are not as many options as conversations, or two are the same or of different models. After a
    /// failure nothing is said in any.
    static Expected<std::vector<QwenAnswer>> answerTogether(std::span<QwenConversation* const> conversations,
                                                            std::span<const AnswerOptions> options,
                                                            const StopAsked& stop = {});

    struct Branch;
    /// `count` answers at once; what was read is shared, each step reads the weights once for all. Answer i
    /// is the one that answer() would give for sequence i of the same seed. This conversation stays as it is.
    Expected<std::vector<Branch>> answers(int count, const AnswerOptions& options,
                                          const StopAsked& stop = {}) const;

    /// Where some of the words looked: one map for each picture and video before them. Reads those words
    /// once more behind what came before, so answering costs nothing for it; takes memory for that many
    /// words and one layer's scores. InvalidInput for places that are none, or are pictures'; Cancelled.
    Expected<std::vector<AttentionMap>> attention(const AttentionRequest& request,
                                                  const StopAsked& stop = {}) const;

    const std::vector<int64_t>& ids() const;
    int64_t next() const; ///< position of the next token
    size_t bytes() const; ///< of memory that the cache takes

private:
    struct State;
    std::unique_ptr<State> m_state;
};

struct QwenConversation::Branch
{
    QwenAnswer answer;
    QwenConversation conversation;
};

} // namespace revseg::nn
