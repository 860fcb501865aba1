// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/json_file.h"
#include "core/nn/qwen_speaker.h"

#include <algorithm>
#include <deque>
#include <set>
#include <torch/torch.h>

namespace revseg::nn {

namespace {

tl::unexpected<Failure> cancelled()
{
    return failure(Failure::Kind::Cancelled, "Stopped");
}

/// Cuts a cache back to what it held, unless all went well.
class CacheGuard
{
public:
    explicit CacheGuard(QwenCache& cache) : m_cache(cache), m_length(cache.length()) {}
    ~CacheGuard()
    {
        if (!m_kept)
            m_cache.truncate(m_length);
    }
    CacheGuard(const CacheGuard&) = delete;
    CacheGuard& operator=(const CacheGuard&) = delete;
    void keep() { m_kept = true; }

private:
    QwenCache& m_cache;
    int64_t m_length;
    bool m_kept = false;
};

} // namespace

Expected<void> QwenConversation::State::read(const QwenPrompt& prompt, const StopAsked& stop)
{
    const auto at = qwenPositions(parts().config, prompt.ids, imageGrids(prompt), videoGrids(prompt), next);
    if (!at)
        return tl::unexpected(at.error());
    const int64_t before = unread();
    const int64_t count = before + int64_t(prompt.ids.size());
    if (count == 0)
        return {};
    const int64_t longest = parts().config.text.longest;
    if (at->next > longest)
        return failure(Failure::Kind::InvalidInput,
                       "The model's memory ends at " + std::to_string(longest) + " places, and this takes " +
                           std::to_string(at->next) + "; give less text, or fewer or smaller pictures");
    const StopScope scope(stop);
    const EmbeddedPrompt embedded = embedPrompt(parts(), prompt, stop);
    if (!embedded.rows.defined())
        return cancelled();
    torch::Tensor rows = embedded.rows;
    torch::Tensor positions =
        torch::stack({torch::tensor(at->t, torch::kInt64), torch::tensor(at->h, torch::kInt64),
                      torch::tensor(at->w, torch::kInt64)});
    if (before > 0) {
        const std::vector<int64_t> said(ids.end() - before, ids.end());
        rows = torch::cat({parts().language->embed(torch::tensor(said)), rows});
        positions = torch::cat({torch::arange(next - before, next).expand({3, before}), positions}, 1);
    }
    CacheGuard guard(cache);
    cache.reserve(count); // once, not chunk by chunk
    torch::Tensor last;
    readInChunks(*parts().language, rows, positions, cache,
                 [&last](int64_t, const torch::Tensor& hidden) { last = hidden; });
    const torch::Tensor behind = parts().language->logits(last.narrow(0, last.size(0) - 1, 1));
    note(prompt, *at);
    logits = behind;
    guard.keep();
    return {};
}

void QwenConversation::State::note(const QwenPrompt& prompt, const Positions& at)
{
    const int64_t cell = parts().config.vision.merge * parts().config.vision.merge;
    const int64_t side = parts().config.vision.merge;
    size_t image = 0;
    size_t video = 0;
    for (size_t i = 0; i < prompt.ids.size();) {
        const bool isImage = prompt.ids[i] == parts().config.imageToken;
        if (!isImage && prompt.ids[i] != parts().config.videoToken) {
            ++i;
            continue;
        }
        const PatchGrid grid = isImage ? prompt.images[image++].grid : prompt.videos[video++].patches.grid;
        const auto kind = isImage ? AttentionMap::Medium::Image : AttentionMap::Medium::Video;
        const auto before = std::count_if(media.begin(), media.end(),
                                          [kind](const SeenMedium& m) { return m.medium == kind; });
        media.push_back(
            {kind, size_t(before), int64_t(ids.size() + i), {grid.t, grid.h / side, grid.w / side}});
        i += size_t(grid.patches() / cell);
    }
    for (size_t i = 0; i < prompt.ids.size(); ++i)
        places.push_back({at.t[i], at.h[i], at.w[i]});
    ids.insert(ids.end(), prompt.ids.begin(), prompt.ids.end());
    next = at.next;
}

void QwenConversation::State::say(const std::vector<int64_t>& said)
{
    for (const int64_t id : said) {
        ids.push_back(id);
        places.push_back({next, next, next});
        ++next;
    }
}

QwenConversation::State QwenConversation::State::withoutCache() const
{
    return {model, ids, places, media, {}, next, logits};
}

Expected<void> QwenConversation::State::catchUp(const StopAsked& stop)
{
    if (ids.empty())
        return failure(Failure::Kind::InvalidInput, "There is nothing to answer");
    if (isRead())
        return {};
    return guarded([&] { return read({}, stop); });
}

QwenConversation::QwenConversation(std::shared_ptr<const Qwen> model) : m_state(std::make_unique<State>())
{
    m_state->model = std::move(model);
    m_state->cache = m_state->parts().language->newCache();
}

QwenConversation::QwenConversation(const QwenConversation& other)
{
    const c10::InferenceMode guard; // the copied cache is written to in that mode
    m_state = std::make_unique<State>(*other.m_state);
}

QwenConversation& QwenConversation::operator=(const QwenConversation& other)
{
    return *this = QwenConversation(other);
}

QwenConversation::QwenConversation(QwenConversation&&) noexcept = default;
QwenConversation& QwenConversation::operator=(QwenConversation&&) noexcept = default;
QwenConversation::~QwenConversation() = default;

const std::vector<int64_t>& QwenConversation::ids() const
{
    return m_state->ids;
}

int64_t QwenConversation::next() const
{
    return m_state->next;
}

size_t QwenConversation::bytes() const
{
    return m_state->cache.bytes();
}

Expected<void> QwenConversation::read(const QwenPrompt& prompt, const StopAsked& stop)
{
    return guarded([&] { return m_state->read(prompt, stop); });
}

Expected<void> QwenConversation::readOn(std::span<const ChatMessage> messages, std::vector<Patches> images,
                                        std::vector<QwenVideo> videos, Tokenizer::Added added,
                                        const StopAsked& stop)
{
    auto prompt =
        m_state->model->prompt(messages, std::move(images), std::move(videos), true, added, ChatPlace::Later);
    const Tokenizer& tokenizer = m_state->parts().tokenizer;
    const auto line = tokenizer.encode("\n", Tokenizer::Added::AsText);
    const auto end = tokenizer.idOfAdded("<|im_end|>");
    if (!prompt || !line || !end)
        return prompt ? failure(Failure::Kind::Unsupported, "The tokenizer lacks the token “<|im_end|>”")
                      : tl::unexpected(prompt.error());
    std::vector<int64_t> between = *line;
    // An answer that was cut short has not closed its turn.
    if (m_state->ids.empty() || m_state->ids.back() != *end)
        between.insert(between.begin(), *end);
    prompt->ids.insert(prompt->ids.begin(), between.begin(), between.end());
    return read(*prompt, stop);
}

Expected<QwenAnswer> QwenConversation::answer(const AnswerOptions& options, const StopAsked& stop)
{
    QwenConversation* const self = this;
    auto answers = answerTogether(std::span(&self, 1), std::span(&options, 1), stop);
    if (!answers)
        return tl::unexpected(answers.error());
    return std::move(answers->front());
}

Expected<std::vector<QwenAnswer>>
QwenConversation::answerTogether(std::span<QwenConversation* const> conversations,
                                 std::span<const AnswerOptions> options, const StopAsked& stop)
{
    const auto stateOf = [](QwenConversation* c) { return c->m_state.get(); };
    const std::set<QwenConversation*> different(conversations.begin(), conversations.end());
    const bool oneModel = std::ranges::all_of(conversations, [&](QwenConversation* c) {
        return stateOf(c)->model == stateOf(conversations.front())->model;
    });
    if (different.size() != conversations.size() || options.size() != conversations.size() || !oneModel)
        return failure(Failure::Kind::InvalidInput,
                       "Answers are said together in different conversations with one model");
    return guarded([&]() -> Expected<std::vector<QwenAnswer>> {
        const size_t count = conversations.size();
        for (QwenConversation* const c : conversations) {
            const auto ready = stateOf(c)->catchUp(stop);
            if (!ready && ready.error().kind == Failure::Kind::Cancelled)
                return std::vector(count, QwenAnswer{{}, {}, {}, QwenAnswer::End::Stopped});
            if (!ready)
                return tl::unexpected(ready.error());
        }
        if (count == 0)
            return std::vector<QwenAnswer>();
        std::deque<CacheGuard> guards;
        std::deque<Speaker> speakers;
        std::vector<Voices> voices;
        std::vector<torch::Tensor> logits;
        for (size_t i = 0; i < count; ++i) {
            State& s = *stateOf(conversations[i]);
            guards.emplace_back(s.cache);
            // Each draws as if it were alone.
            speakers.emplace_back(s.parts(), s.ids, s.next, options[i], int(i), 0);
            voices.push_back({&s.cache, {&speakers.back()}});
            logits.push_back(s.logits);
        }
        const auto said = speak(stateOf(conversations[0])->parts(), voices, torch::cat(logits), stop,
                                [](const Speaker&, const QwenCache&, int64_t) {});
        if (!said)
            return tl::unexpected(said.error());
        std::vector<QwenAnswer> out;
        for (size_t i = 0; i < count; ++i) {
            State& s = *stateOf(conversations[i]);
            s.say(speakers[i].ids());
            guards[i].keep();
            s.leaveLastUnread(!speakers[i].ids().empty());
            out.push_back(speakers[i].take());
        }
        return out;
    });
}

Expected<std::vector<QwenConversation::Branch>>
QwenConversation::answers(int count, const AnswerOptions& options, const StopAsked& stop) const
{
    return guarded([&]() -> Expected<std::vector<Branch>> {
        const StopScope scope(stop);
        State start = m_state->withoutCache();
        QwenCache cache;
        if (m_state->isRead()) {
            cache = m_state->cache.fork(count);
        } else {
            State whole = *m_state;
            if (const auto ready = whole.catchUp(stop); !ready)
                return tl::unexpected(ready.error());
            cache = whole.cache.fork(count);
            start = whole.withoutCache();
        }
        std::deque<Speaker> speakers;
        Voices voice{&cache, {}};
        std::vector<std::optional<QwenConversation>> branches(static_cast<size_t>(count));
        for (int i = 0; i < count; ++i)
            voice.speakers.push_back(
                &speakers.emplace_back(start.parts(), start.ids, start.next, options, i, uint64_t(i)));
        const auto leave = [&](const Speaker& speaker, const QwenCache& from, int64_t row) {
            QwenConversation& made = branches[size_t(speaker.index())].emplace(start.model);
            *made.m_state = start;
            made.m_state->say(speaker.ids());
            made.m_state->cache = from.branch(row);
            made.m_state->leaveLastUnread(!speaker.ids().empty());
        };
        const auto said = speak(start.parts(), {voice}, start.logits.repeat({count, 1}), stop, leave);
        if (!said)
            return tl::unexpected(said.error());
        std::vector<Branch> out;
        for (size_t i = 0; i < speakers.size(); ++i)
            out.push_back({speakers[i].take(), std::move(*branches[i])});
        return out;
    });
}

} // namespace revseg::nn
