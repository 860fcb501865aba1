// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/json_file.h"
#include "core/nn/qwen_private.h"

#include <cmath>
#include <numeric>
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

Expected<void> QwenConversation::State::catchUp(const StopAsked& stop)
{
    if (ids.empty())
        return failure(Failure::Kind::InvalidInput, "There is nothing to answer");
    if (unread() == 0 && logits.defined())
        return {};
    return guarded([&] { return read({}, stop); });
}

namespace {

/// One answer while it is being said.
struct Speaker
{
    QwenAnswer answer;
    Detokenizer characters;
    StopStrings stops;
    SeenIds seen;
    int index;
    bool done = false;

    /// Takes one id; done when it ends the answer.
    void take(const Choice& choice, const AnswerOptions& options, const GenerationDefaults& defaults)
    {
        answer.ids.push_back(choice.id);
        answer.choices.push_back(choice);
        seen.add(choice.id);
        show(stops.push(characters.push(choice.id)), options);
        const auto& ends = defaults.endIds;
        if (options.endAtEndToken && std::find(ends.begin(), ends.end(), choice.id) != ends.end())
            finish(QwenAnswer::End::Ended, options);
        else if (stops.hit())
            finish(QwenAnswer::End::StopString, options);
        else if (int64_t(answer.ids.size()) >= options.most)
            finish(QwenAnswer::End::Length, options);
    }
    void finish(QwenAnswer::End end, const AnswerOptions& options)
    {
        show(stops.push(characters.finish()), options);
        show(stops.finish(), options);
        answer.end = end;
        done = true;
    }

private:
    void show(const std::string& text, const AnswerOptions& options)
    {
        answer.text += text;
        if (options.onText && !text.empty())
            options.onText(index, text);
    }
};

/// Speaks until all are done. `rows` are the speakers that the cache's branches belong to; one that is done
/// is handed to `leave` with its branch and drops out, so the rest go on without it. `step` counts the ids
/// before, so that an answer in pieces draws what the whole would.
template <class Leave>
Expected<void> speak(const Qwen::Parts& parts, QwenCache& cache, torch::Tensor logits, int64_t position,
                     int64_t step, std::vector<Speaker>& speakers, const AnswerOptions& options,
                     const StopAsked& stop, const Leave& leave)
{
    std::vector<size_t> rows(speakers.size());
    std::iota(rows.begin(), rows.end(), 0);
    for (;; ++step, ++position) {
        const bool stopped = (stop && stop()) || position >= parts.config.text.longest;
        std::vector<int64_t> staying, said;
        std::vector<size_t> stayingRows;
        const torch::Tensor all = logits.to(torch::kCPU).contiguous();
        for (size_t row = 0; row < rows.size(); ++row) {
            Speaker& speaker = speakers[rows[row]];
            if (stopped || options.most <= 0) {
                speaker.finish(stopped && position < parts.config.text.longest ? QwenAnswer::End::Stopped
                                                                               : QwenAnswer::End::Length,
                               options);
            } else {
                // Rows may be one row shared by all, before the first step.
                float* const own =
                    all.data_ptr<float>() + (all.size(0) == 1 ? 0 : int64_t(row)) * all.size(1);
                std::vector<float> z(own, own + all.size(1));
                const Choice choice =
                    chooseNext(z, speaker.seen, options.sampling, uint64_t(speaker.index), uint64_t(step));
                if (!std::isfinite(choice.logprob))
                    return failure(Failure::Kind::Bug, "The model's numbers have overflowed");
                speaker.take(choice, options, parts.defaults);
            }
            if (!speaker.done) {
                staying.push_back(int64_t(row));
                stayingRows.push_back(rows[row]);
                said.push_back(speaker.answer.ids.back());
            } else {
                leave(speaker, cache, int64_t(row));
            }
        }
        if (staying.empty())
            return {};
        if (staying.size() < rows.size())
            cache = cache.select(staying);
        rows = stayingRows;
        const torch::Tensor at = torch::full({3, int64_t(said.size())}, position, torch::kInt64);
        logits = parts.language->logits(
            parts.language->forward(parts.language->embed(torch::tensor(said, torch::kInt64)), at, cache));
    }
}

Speaker speakerOf(const Qwen::Parts& parts, const std::vector<int64_t>& ids, const AnswerOptions& options,
                  int index)
{
    Speaker speaker{{},
                    Detokenizer(parts.tokenizer, !options.keepSpecial),
                    StopStrings(options.stopStrings),
                    SeenIds(parts.config.text.vocabulary),
                    index};
    for (const int64_t id : ids)
        speaker.seen.add(id);
    return speaker;
}

} // namespace

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
    return guarded([&]() -> Expected<QwenAnswer> {
        State& s = *m_state;
        if (const auto ready = s.catchUp(stop); !ready) {
            if (ready.error().kind == Failure::Kind::Cancelled)
                return QwenAnswer{{}, {}, {}, QwenAnswer::End::Stopped};
            return tl::unexpected(ready.error());
        }
        std::vector<Speaker> one;
        one.push_back(speakerOf(s.parts(), s.ids, options, 0));
        CacheGuard guard(s.cache);
        s.cache.reserve(std::min<int64_t>(options.most, kPromptChunk));
        const auto said = speak(s.parts(), s.cache, s.logits, s.next, int64_t(s.ids.size()), one, options,
                                stop, [](const Speaker&, const QwenCache&, int64_t) {});
        if (!said)
            return tl::unexpected(said.error());
        const std::vector<int64_t>& ids = one[0].answer.ids;
        s.say(ids);
        guard.keep();
        s.leaveLastUnread(!ids.empty());
        return std::move(one[0].answer);
    });
}

Expected<std::vector<QwenConversation::Branch>>
QwenConversation::answers(int count, const AnswerOptions& options, const StopAsked& stop) const
{
    return guarded([&]() -> Expected<std::vector<Branch>> {
        State start = *m_state;
        if (const auto ready = start.catchUp(stop); !ready)
            return tl::unexpected(ready.error());
        QwenCache cache = start.cache.fork(count);
        start.cache = {};
        std::vector<Speaker> speakers;
        std::vector<std::optional<QwenConversation>> branches(static_cast<size_t>(count));
        for (int i = 0; i < count; ++i)
            speakers.push_back(speakerOf(start.parts(), start.ids, options, i));
        const auto leave = [&](const Speaker& speaker, const QwenCache& from, int64_t row) {
            QwenConversation& made = branches[size_t(speaker.index)].emplace(start.model);
            const std::vector<int64_t>& ids = speaker.answer.ids;
            *made.m_state = start;
            made.m_state->say(ids);
            made.m_state->cache = from.branch(row);
            made.m_state->leaveLastUnread(!ids.empty());
        };
        const auto said = speak(start.parts(), cache, start.logits, start.next, int64_t(start.ids.size()),
                                speakers, options, stop, leave);
        if (!said)
            return tl::unexpected(said.error());
        std::vector<Branch> out;
        for (size_t i = 0; i < speakers.size(); ++i)
            out.push_back({std::move(speakers[i].answer), std::move(*branches[i])});
        return out;
    });
}

} // namespace revseg::nn
