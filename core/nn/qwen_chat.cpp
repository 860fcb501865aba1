// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/qwen_chat.h"

#include "core/nn/json_file.h"

namespace revseg::nn {

namespace {

constexpr std::string_view kSystem = "You are a helpful assistant.";

/// The template as runs: `markup` is one added token, anything else text.
template <class Markup, class Text>
void walk(std::span<const ChatMessage> messages, bool answer, ChatPlace place, const Markup& markup,
          const Text& text)
{
    const auto open = [&](std::string_view role) {
        markup("<|im_start|>");
        text(role);
        text("\n");
    };
    const auto close = [&] {
        markup("<|im_end|>");
        text("\n");
    };
    if (place == ChatPlace::Beginning && (messages.empty() || messages[0].role != "system")) {
        open("system");
        text(kSystem);
        close();
    }
    for (const ChatMessage& message : messages) {
        open(message.role);
        for (const ChatPart& part : message.parts) {
            if (part.kind == ChatPart::Kind::Text) {
                text(part.text);
                continue;
            }
            markup("<|vision_start|>");
            markup(part.kind == ChatPart::Kind::Image ? "<|image_pad|>" : "<|video_pad|>");
            markup("<|vision_end|>");
        }
        close();
    }
    if (answer)
        open("assistant");
}

} // namespace

std::string renderChat(std::span<const ChatMessage> messages, bool answer, ChatPlace place)
{
    std::string out;
    const auto append = [&out](std::string_view s) { out += s; };
    walk(messages, answer, place, append, append);
    return out;
}

Expected<std::vector<int64_t>> encodeChat(const Tokenizer& tokenizer, std::span<const ChatMessage> messages,
                                          bool answer, Tokenizer::Added added, ChatPlace place)
{
    if (added == Tokenizer::Added::Recognised)
        return tokenizer.encode(renderChat(messages, answer, place), added);
    std::vector<int64_t> ids;
    std::string run; // texts side by side are encoded as one, or they would be cut elsewhere
    Failure problem;
    const auto flush = [&] {
        const auto encoded = tokenizer.encode(run, added);
        if (encoded)
            ids.insert(ids.end(), encoded->begin(), encoded->end());
        else
            problem = encoded.error();
        run.clear();
    };
    walk(
        messages, answer, place,
        [&](std::string_view token) {
            flush();
            if (const auto id = tokenizer.idOfAdded(token))
                ids.push_back(*id);
            else
                problem = {Failure::Kind::Unsupported,
                           "The tokenizer lacks the token “" + std::string(token) + "”"};
        },
        [&](std::string_view text) { run += text; });
    flush();
    if (!problem.what.empty())
        return tl::unexpected(problem);
    return ids;
}

Expected<std::vector<int64_t>> expandPads(const QwenConfig& config, std::span<const int64_t> ids,
                                          std::span<const PatchGrid> images,
                                          std::span<const VideoGrid> videos)
{
    const int64_t cell = config.vision.merge * config.vision.merge;
    std::vector<int64_t> out;
    size_t image = 0;
    size_t video = 0;
    for (const int64_t id : ids) {
        int64_t times = 1;
        if (id == config.imageToken) {
            times = image < images.size() ? images[image].patches() / cell : 0;
            ++image;
        } else if (id == config.videoToken) {
            times = video < videos.size() ? videos[video].grid.patches() / cell : 0;
            ++video;
        }
        out.insert(out.end(), size_t(times), id);
    }
    if (image != images.size() || video != videos.size())
        return failure(Failure::Kind::InvalidInput, "There are " + std::to_string(images.size()) +
                                                        " images and " + std::to_string(videos.size()) +
                                                        " videos for " + std::to_string(image) + " and " +
                                                        std::to_string(video) + " places in the text");
    return out;
}

} // namespace revseg::nn
