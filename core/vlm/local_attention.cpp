// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// LocalBackend: where the words of an answer looked.
#include "core/vlm/local_backend_private.h"
#include "core/vlm/local_messages_private.h"

#include <algorithm>

namespace revseg {

namespace {

/// The pictures of the messages and the map of each, in the order in which they were given to the model.
VlmAttention mapsOf(std::span<const VlmMessage> messages, const std::vector<nn::AttentionMap>& found,
                    bool videosAsImages, int64_t framesOfPair)
{
    VlmAttention out;
    const auto add = [&](int message, int part, int frame, const nn::AttentionMap& map, int64_t pair) {
        const int64_t cells = map.cells.h * map.cells.w;
        const auto first = map.shares.begin() + pair * cells;
        out.maps.push_back(
            {message, part, frame, int(map.cells.w), int(map.cells.h), {first, first + cells}});
    };
    size_t next[2] = {0, 0}; // images, videos
    const auto take = [&](nn::AttentionMap::Medium medium) -> const nn::AttentionMap* {
        const size_t index = next[size_t(medium)]++;
        const auto at = std::ranges::find_if(
            found, [&](const nn::AttentionMap& m) { return m.medium == medium && m.index == index; });
        return at == found.end() ? nullptr : &*at;
    };
    float most = 0;
    for (const nn::AttentionMap& map : found) {
        for (const float share : map.shares) {
            most = std::max(most, share);
            out.share += share;
        }
    }
    for (size_t m = 0; m < messages.size(); ++m) {
        for (size_t p = 0; p < messages[m].parts.size(); ++p) {
            const VlmPart& part = messages[m].parts[p];
            const auto* const video = std::get_if<VlmVideo>(&part);
            const bool image = std::holds_alternative<VlmImage>(part);
            if (video == nullptr && !image)
                continue;
            const size_t count = image ? 1 : video->frames.size();
            const nn::AttentionMap* whole =
                image || videosAsImages ? nullptr : take(nn::AttentionMap::Medium::Video);
            for (size_t i = 0; i < count; ++i) {
                const nn::AttentionMap* const map =
                    whole != nullptr ? whole : take(nn::AttentionMap::Medium::Image);
                if (map != nullptr)
                    add(int(m), int(p), int(i), *map, whole != nullptr ? int64_t(i) / framesOfPair : 0);
            }
        }
    }
    for (VlmAttentionMap& map : out.maps) {
        for (float& heat : map.heat)
            heat = most > 0 ? heat / most : 0;
    }
    return out;
}

Error notInAnswer()
{
    return {ErrorKind::InvalidInput,
            {QT_TRANSLATE_NOOP("core", "These words are not in the model's answer"), {}},
            {QT_TRANSLATE_NOOP("core", "select words that the model wrote"), {}}};
}

} // namespace

Result<VlmAttention> LocalBackend::attention(const VlmAttentionRequest& request, const VlmListener& listener,
                                             std::stop_token stop)
{
    if (request.from < 0 || request.count <= 0 || request.count > request.answer.size() - request.from)
        return fail(notInAnswer());
    const auto used = m_loaded->use(stop);
    if (!used)
        return fail(used.error());
    const auto model = m_loaded->get(m_model, listener.loading, stop);
    if (!model)
        return fail(model.error());
    const nn::StopAsked stopped = [&stop] { return stop.stop_requested(); };
    std::vector<VlmMessage> messages = request.asked.messages;
    messages.push_back({VlmMessage::Role::Assistant, {VlmText{request.answer}}});

    const ReadMessages* talk = m_talk ? &*m_talk : nullptr;
    const ReadMessages::Said* said = talk ? talk->find(messages, model->get(), shown()) : nullptr;
    ReadMessagesPtr ended;
    if (said == nullptr) {
        ended = m_loaded->ended();
        talk = ended.get();
        said = talk ? talk->find(messages, model->get(), shown()) : nullptr;
    }
    if (said == nullptr) {
        auto again = read(request.asked, *model, stop);
        if (!again)
            return fail(again.error());
        nn::QwenPrompt answer;
        auto ids = (*model)->tokenizer().encode(request.answer.toStdString(), nn::Tokenizer::Added::AsText);
        if (!ids)
            return fail(errorOf(ids.error()));
        answer.ids = std::move(*ids);
        again->said.push_back({again->messages.size(), again->conversation.ids().size(), answer.ids.size()});
        if (const auto done = again->conversation.read(answer, stopped); !done)
            return fail(errorOf(done.error()));
        again->messages = std::move(messages);
        ended = std::make_shared<const ReadMessages>(std::move(*again));
        m_loaded->keepEnded(ended);
        talk = ended.get();
        said = &talk->said.back();
    }

    const auto bytes = [&](qsizetype characters) {
        return size_t(request.answer.left(characters).toUtf8().size());
    };
    const std::span<const int64_t> ids(talk->conversation.ids().data() + said->from, said->count);
    const nn::TokenRange words = nn::tokensOfText((*model)->tokenizer(), ids, true, bytes(request.from),
                                                  bytes(request.from + request.count));
    if (words.count == 0)
        return fail(notInAnswer());
    nn::AttentionRequest wanted;
    wanted.from = int64_t(said->from + words.from);
    wanted.count = int64_t(words.count);
    const auto maps = talk->conversation.attention(wanted, stopped);
    if (!maps)
        return fail(errorOf(maps.error()));
    return mapsOf(request.asked.messages, *maps,
                  m_model.profile.video != ModelProfile::VideoEncoding::JpegVideo,
                  (*model)->config().vision.temporalPatch);
}

} // namespace revseg
