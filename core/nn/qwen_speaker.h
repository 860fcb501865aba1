// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/qwen_private.h"

namespace revseg::nn {

/// One answer while it is being said, behind `ids`.
class Speaker
{
public:
    /// `index` is told with the text, `sequence` chooses the draws; `options` outlive this.
    Speaker(const Qwen::Parts& parts, const std::vector<int64_t>& ids, int64_t position,
            const AnswerOptions& options, int index, uint64_t sequence);

    /// Chooses from logits [vocabulary], which are changed. False when the model's numbers have overflowed.
    bool choose(std::span<float> logits);
    /// Ends an answer that is not done.
    void stop() { finish(QwenAnswer::End::Stopped); }

    bool done() const { return m_done; }
    int index() const { return m_index; }
    int64_t most() const { return m_options->most; }
    int64_t position() const { return m_position + int64_t(m_answer.ids.size()); } ///< of the next id
    const std::vector<int64_t>& ids() const { return m_answer.ids; }
    QwenAnswer take() { return std::move(m_answer); }

private:
    void finish(QwenAnswer::End end);
    void show(const std::string& text);

    const Qwen::Parts* m_parts;
    const AnswerOptions* m_options;
    QwenAnswer m_answer;
    Detokenizer m_characters;
    StopStrings m_stops;
    SeenIds m_seen;
    int64_t m_position;
    uint64_t m_step; ///< counts the ids before, so that an answer in pieces draws what the whole would
    int m_index;
    uint64_t m_sequence;
    bool m_done = false;
};

/// The branches of one cache, and who speaks in each. Both belong to the caller.
struct Voices
{
    QwenCache* cache = nullptr;
    std::vector<Speaker*> speakers;
};

/// Speaks until all are done; each step reads the weights once for all. `logits` [speakers, vocabulary] are
/// those behind what has been read, voice by voice. One that is done is handed to `leave` with its cache and
/// branch and drops out, the rest go on without it. A stop ends all, in the middle of a token too: the last
/// id may be in the cache then, other ends come before it is.
Expected<void> speak(const Qwen::Parts& parts, std::vector<Voices> voices, torch::Tensor logits,
                     const StopAsked& stop,
                     const std::function<void(const Speaker&, const QwenCache&, int64_t)>& leave);

} // namespace revseg::nn
