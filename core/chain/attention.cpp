// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chain/attention.h"

#include "core/chain/picture.h"

#include <QCoreApplication>

#include <algorithm>

namespace revseg {

namespace {

Error notRecorded()
{
    return makeError(ErrorKind::InvalidInput,
                     QT_TRANSLATE_NOOP("core", "This run does not say which pictures the model was shown"),
                     {}, QT_TRANSLATE_NOOP("core", "ask the question again"));
}

std::optional<VlmMessage::Role> roleOf(const QString& name)
{
    for (const auto role : {VlmMessage::Role::System, VlmMessage::Role::User, VlmMessage::Role::Assistant}) {
        if (roleName(role) == name)
            return role;
    }
    return std::nullopt;
}

/// Which frame a picture of the conversation is.
struct Place
{
    int message = 0, part = 0, index = 0;
    int turn = 1;
    FrameIndex frame = 0;
};

/// A recorded conversation with its pictures.
class Reader
{
public:
    Reader(FrameProvider& video, std::stop_token stop) : m_video(video), m_stop(std::move(stop)) {}

    Result<void> read(const QJsonArray& messages)
    {
        for (const QJsonValue& json : messages) {
            const auto role = roleOf(json[u"role"].toString());
            if (!role)
                return fail(notRecorded());
            m_messages.push_back({*role, {}});
            for (const QJsonValue& part : json[u"content"].toArray()) {
                if (const auto done = add(part); !done)
                    return done;
            }
        }
        return m_places.empty() ? Result<void>(fail(notRecorded())) : Result<void>();
    }
    std::vector<VlmMessage>&& messages() { return std::move(m_messages); }
    const std::vector<Place>& places() const { return m_places; }

private:
    Result<void> add(const QJsonValue& part)
    {
        VlmMessage& message = m_messages.back();
        const QString type = part[u"type"].toString();
        if (type == u"text") {
            message.parts.emplace_back(VlmText{part[u"text"].toString()});
            return {};
        }
        const bool video = type == u"video";
        if (!video && type != u"image")
            return fail(notRecorded());
        const QJsonArray frames = video ? part[u"frames"].toArray() : QJsonArray{part};
        std::vector<QImage> pictures;
        for (const QJsonValue& frame : frames) {
            auto picture = made(frame);
            if (!picture)
                return fail(picture.error());
            m_places.push_back({int(m_messages.size()) - 1, int(message.parts.size()), int(pictures.size()),
                                video ? 1 : 2, frame[u"frame"].toInt()});
            pictures.push_back(std::move(*picture));
        }
        if (pictures.empty())
            return fail(notRecorded());
        if (video)
            message.parts.emplace_back(VlmVideo{std::move(pictures), part[u"fps"].toDouble(2)});
        else
            message.parts.emplace_back(VlmImage{pictures.front()});
        return {};
    }
    Result<QImage> made(const QJsonValue& json)
    {
        const FrameIndex index = json[u"frame"].toInt(-1);
        const Size size{json[u"width"].toInt(), json[u"height"].toInt()};
        if (index < 0 || index >= m_video.frameCount() || size.isEmpty())
            return fail(notRecorded());
        if (m_stop.stop_requested())
            return fail(cancelled());
        // A short clip repeats its last frame to make an even number.
        if (index == m_last && !m_picture.isNull() && m_picture.width() == size.width &&
            m_picture.height() == size.height)
            return m_picture;
        const auto frame = m_video.frame(index, m_stop);
        if (!frame)
            return fail(frame.error());
        m_picture = resizedBicubic(frame->image, size);
        m_last = index;
        return m_picture;
    }

    FrameProvider& m_video;
    std::stop_token m_stop;
    std::vector<VlmMessage> m_messages;
    std::vector<Place> m_places;
    FrameIndex m_last = -1;
    QImage m_picture;
};

} // namespace

Result<RunAttention> attentionOf(const Run& run, const AnswerWords& words, VlmBackend& vlm,
                                 FrameProvider& video, const ProgressFn& loading, std::stop_token stop)
{
    const auto turn = std::ranges::find(run.turns, words.turn, &Turn::number);
    if (turn == run.turns.end() || words.from < 0 || words.count <= 0 ||
        words.count > turn->raw.size() - words.from) {
        return fail(ErrorKind::InvalidInput,
                    QT_TRANSLATE_NOOP("core", "These words are not in the model's answer"), {},
                    QT_TRANSLATE_NOOP("core", "select words that the model wrote"));
    }
    VlmAttentionRequest request;
    request.answer = turn->raw;
    request.from = words.from;
    request.count = words.count;
    VlmListener listener;
    listener.loading = loading;
    if (!vlm.tellsAttention()) // says why, and no picture need be made for it
        return fail(vlm.attention(request, listener, stop).error());
    Reader reader(video, stop);
    if (const auto read = reader.read(turn->messages); !read)
        return fail(read.error());
    request.asked.messages = reader.messages();
    const auto found = vlm.attention(request, listener, stop);
    if (!found)
        return fail(found.error());
    RunAttention out;
    out.share = found->share;
    for (const Place& place : reader.places()) {
        const auto map = std::ranges::find_if(found->maps, [&](const VlmAttentionMap& m) {
            return m.message == place.message && m.part == place.part && m.frame == place.index;
        });
        if (map != found->maps.end())
            out.frames.push_back({place.turn, place.index, place.frame, map->columns, map->rows, map->heat});
    }
    return out;
}

} // namespace revseg
