// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/picture.h"
#include "core/nn/qwen.h"
#include "core/nn/tensor_file.h"
#include "tests/support/test.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <torch/torch.h>

/// Requests to the tiny model of tests/parity/qwen_fixture.py and what the reference made of them.
namespace revseg::nn::test {

inline const std::string kFixtures = REVSEG_FIXTURES;

template <class T>
T must(Expected<T> value)
{
    if (!value)
        qFatal("%s", value.error().what.c_str());
    return std::move(*value);
}

/// So many tokens, whatever they are.
inline AnswerOptions greedy(int64_t most)
{
    AnswerOptions options;
    options.most = most;
    options.endAtEndToken = false;
    return options;
}

/// A request and what the reference made of it.
struct Case
{
    std::string name;
    std::vector<ChatMessage> messages;
    std::vector<Picture> images;
    std::vector<std::vector<Picture>> videos;
    std::vector<double> secondsPerPair;

    static const TensorFile& file()
    {
        static const TensorFile opened = must(TensorFile::open(kFixtures + "/qwen_cases.safetensors"));
        return opened;
    }
    bool has(const char* what) const { return file().has(name + "." + what); }
    torch::Tensor tensor(const std::string& what) const
    {
        return must(file().tensor(name + "." + what)).clone();
    }
};

inline Picture pictureOf(const torch::Tensor& t) // [h, w, 3] uint8
{
    Picture out{t.size(1), t.size(0), std::vector<uint8_t>(size_t(t.numel()))};
    std::memcpy(out.rgb.data(), t.contiguous().data_ptr<uint8_t>(), out.rgb.size());
    return out;
}

inline std::vector<ChatMessage> chatOf(const QJsonArray& messages)
{
    std::vector<ChatMessage> out;
    for (const QJsonValue& m : messages) {
        ChatMessage message{m[u"role"].toString().toStdString(), {}};
        if (m[u"content"].isString())
            message.parts.push_back({ChatPart::Kind::Text, m[u"content"].toString().toStdString()});
        for (const QJsonValue& p : m[u"content"].toArray()) {
            const QString type = p[u"type"].toString();
            message.parts.push_back({type == u"image"   ? ChatPart::Kind::Image
                                     : type == u"video" ? ChatPart::Kind::Video
                                                        : ChatPart::Kind::Text,
                                     p[u"text"].toString().toStdString()});
        }
        out.push_back(message);
    }
    return out;
}

inline std::vector<Case> readCases()
{
    QFile file(QString::fromStdString(kFixtures + "/qwen_cases.json"));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("no cases");
    std::vector<Case> out;
    for (const QJsonValue& v : QJsonDocument::fromJson(file.readAll()).array()) {
        Case c;
        c.name = v[u"name"].toString().toStdString();
        c.messages = chatOf(v[u"messages"].toArray());
        for (int i = 0; i < v[u"images"].toInt(); ++i)
            c.images.push_back(pictureOf(c.tensor("image." + std::to_string(i))));
        for (int i = 0; i < v[u"videos"].toInt(); ++i) {
            c.videos.emplace_back();
            for (const torch::Tensor& frame : c.tensor("video." + std::to_string(i)).unbind(0))
                c.videos.back().push_back(pictureOf(frame));
        }
        for (const QJsonValue& fps : v[u"fps"].toArray())
            c.secondsPerPair.push_back(2 / fps.toDouble());
        out.push_back(std::move(c));
    }
    return out;
}

inline std::vector<int64_t> listOf(const torch::Tensor& t)
{
    const torch::Tensor wide = t.to(torch::kInt64).contiguous();
    return {wide.data_ptr<int64_t>(), wide.data_ptr<int64_t>() + wide.numel()};
}

/// Media of a case from `firstImage` and `firstVideo` on, for as many as the messages have places.
inline QwenPrompt promptOf(const std::shared_ptr<const Qwen>& model, const Case& c,
                           std::span<const ChatMessage> messages, size_t firstImage = 0,
                           size_t firstVideo = 0, ChatPlace place = ChatPlace::Beginning)
{
    const PixelLimits limits{model->pixels().minPixels, model->pixels().maxPixels};
    std::vector<Patches> images;
    std::vector<QwenVideo> videos;
    for (const ChatMessage& message : messages) {
        for (const ChatPart& part : message.parts) {
            if (part.kind == ChatPart::Kind::Image)
                images.push_back(must(patchesOf(std::span(&c.images[firstImage++], 1), model->config().vision,
                                                model->pixels(), limits)));
            if (part.kind == ChatPart::Kind::Video) {
                videos.push_back(
                    {must(patchesOf(c.videos[firstVideo], model->config().vision, model->pixels(), limits)),
                     c.secondsPerPair[firstVideo]});
                ++firstVideo;
            }
        }
    }
    return must(model->prompt(messages, std::move(images), std::move(videos), true,
                              Tokenizer::Added::Recognised, place));
}

} // namespace revseg::nn::test
