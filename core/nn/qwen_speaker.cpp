// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/qwen_speaker.h"

#include "core/nn/json_file.h"

#include <algorithm>
#include <cmath>
#include <torch/torch.h>

namespace revseg::nn {

Speaker::Speaker(const Qwen::Parts& parts, const std::vector<int64_t>& ids, int64_t position,
                 const AnswerOptions& options, int index, uint64_t sequence)
    : m_parts(&parts)
    , m_options(&options)
    , m_characters(parts.tokenizer, !options.keepSpecial)
    , m_stops(options.stopStrings)
    , m_seen(parts.config.text.vocabulary)
    , m_position(position)
    , m_step(ids.size())
    , m_index(index)
    , m_sequence(sequence)
{
    for (const int64_t id : ids)
        m_seen.add(id);
}

bool Speaker::choose(std::span<float> logits)
{
    if (m_options->most <= 0 || position() >= m_parts->config.text.longest) {
        finish(QwenAnswer::End::Length);
        return true;
    }
    const Choice choice = chooseNext(logits, m_seen, m_options->sampling, m_sequence, m_step++);
    if (!std::isfinite(choice.logprob))
        return false;
    m_answer.ids.push_back(choice.id);
    m_answer.choices.push_back(choice);
    m_seen.add(choice.id);
    show(m_stops.push(m_characters.push(choice.id)));
    const auto& ends = m_parts->defaults.endIds;
    if (m_options->endAtEndToken && std::find(ends.begin(), ends.end(), choice.id) != ends.end())
        finish(QwenAnswer::End::Ended);
    else if (m_stops.hit())
        finish(QwenAnswer::End::StopString);
    else if (int64_t(m_answer.ids.size()) >= m_options->most)
        finish(QwenAnswer::End::Length);
    return true;
}

void Speaker::finish(QwenAnswer::End end)
{
    show(m_stops.push(m_characters.finish()));
    show(m_stops.finish());
    m_answer.end = end;
    m_done = true;
}

void Speaker::show(const std::string& text)
{
    m_answer.text += text;
    if (m_options->onText && !text.empty())
        m_options->onText(m_index, text);
}

namespace {

/// Lets those who are done go. → whether somebody stays.
bool letGo(std::vector<Voices>& voices,
           const std::function<void(const Speaker&, const QwenCache&, int64_t)>& leave)
{
    for (Voices& voice : voices) {
        std::vector<int64_t> staying;
        for (size_t row = 0; row < voice.speakers.size(); ++row) {
            if (voice.speakers[row]->done())
                leave(*voice.speakers[row], *voice.cache, int64_t(row));
            else
                staying.push_back(int64_t(row));
        }
        if (!staying.empty() && staying.size() < voice.speakers.size())
            *voice.cache = voice.cache->select(staying);
        std::erase_if(voice.speakers, [](const Speaker* speaker) { return speaker->done(); });
    }
    std::erase_if(voices, [](const Voices& voice) { return voice.speakers.empty(); });
    return !voices.empty();
}

/// The last ids that were said, read. → logits [speakers, vocabulary]
torch::Tensor readLast(const QwenLanguage& language, const std::vector<Voices>& voices)
{
    std::vector<int64_t> said, at;
    std::vector<QwenCache*> caches;
    for (const Voices& voice : voices) {
        caches.push_back(voice.cache);
        for (const Speaker* const speaker : voice.speakers) {
            said.push_back(speaker->ids().back());
            at.push_back(speaker->position() - 1);
        }
    }
    const torch::Tensor positions = torch::tensor(at, torch::kInt64).expand({3, int64_t(at.size())});
    return language.logits(
        language.forward(language.embed(torch::tensor(said, torch::kInt64)), positions, caches));
}

} // namespace

Expected<void> speak(const Qwen::Parts& parts, std::vector<Voices> voices, torch::Tensor logits,
                     const StopAsked& stop,
                     const std::function<void(const Speaker&, const QwenCache&, int64_t)>& leave)
{
    const StopScope scope(stop);
    try {
        for (const Voices& voice : voices) {
            const Speaker* const longest = *std::ranges::max_element(voice.speakers, {}, &Speaker::most);
            voice.cache->reserve(std::clamp<int64_t>(longest->most(), 0, kPromptChunk));
        }
        do {
            checkStop();
            const torch::Tensor all = logits.to(torch::kCPU).contiguous();
            float* row = all.data_ptr<float>();
            for (const Voices& voice : voices) {
                for (Speaker* const speaker : voice.speakers) {
                    if (!speaker->choose({row, size_t(all.size(1))}))
                        return failure(Failure::Kind::Bug, "The model's numbers have overflowed");
                    row += all.size(1);
                }
            }
            if (!letGo(voices, leave))
                return {};
            logits = readLast(*parts.language, voices);
        } while (true);
    } catch (const Interrupted&) {
        for (const Voices& voice : voices) {
            for (Speaker* const speaker : voice.speakers)
                speaker->stop();
        }
        letGo(voices, leave);
    }
    return {};
}

} // namespace revseg::nn
