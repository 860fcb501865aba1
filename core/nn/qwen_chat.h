// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/qwen_positions.h"
#include "core/nn/tokenizer.h"

namespace revseg::nn {

struct ChatPart
{
    enum class Kind { Text, Image, Video };
    Kind kind = Kind::Text;
    std::string text; ///< of a text
};

struct ChatMessage
{
    std::string role; ///< system, user or assistant
    std::vector<ChatPart> parts;
};

/// Where in a conversation the messages stand.
enum class ChatPlace {
    Beginning, ///< a system message is put in front where there is none
    Later      ///< behind an answer that the model has ended
};

/// The published template of Qwen2.5-VL. One pad stands for each picture or video.
/// `answer` opens the assistant's turn.
std::string renderChat(std::span<const ChatMessage> messages, bool answer,
                       ChatPlace place = ChatPlace::Beginning);

/// The same as ids. With Added::AsText the markup of the template counts, that of the texts does not.
/// Unsupported when the tokenizer lacks the template's tokens.
Expected<std::vector<int64_t>> encodeChat(const Tokenizer& tokenizer, std::span<const ChatMessage> messages,
                                          bool answer, Tokenizer::Added added,
                                          ChatPlace place = ChatPlace::Beginning);

/// Each pad as often as its medium has tokens. InvalidInput when pads and media differ in number.
Expected<std::vector<int64_t>> expandPads(const QwenConfig& config, std::span<const int64_t> ids,
                                          std::span<const PatchGrid> images,
                                          std::span<const VideoGrid> videos);

} // namespace revseg::nn
