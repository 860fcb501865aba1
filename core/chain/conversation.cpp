// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chain/conversation_private.h"
#include "core/chain/picture.h"

#include <QUrl>

#include <utility>

namespace revseg {

namespace {

QJsonObject pictureJson(const QImage& picture, FrameIndex frame)
{
    return {{QStringLiteral("sha256"), pictureHash(picture)},
            {QStringLiteral("frame"), frame},
            {QStringLiteral("width"), picture.width()},
            {QStringLiteral("height"), picture.height()},
            {QStringLiteral("filter"), QStringLiteral("bicubic")}};
}

QJsonObject textJson(const QString& text)
{
    return {{QStringLiteral("type"), QStringLiteral("text")}, {QStringLiteral("text"), text}};
}

/// A spec as it may lie in a file that is handed on: no password, no query that may hold a key, no folders.
QString publicSpec(const QString& spec)
{
    const qsizetype hash = spec.indexOf(QLatin1Char('#'));
    const QString address = hash < 0 ? spec : spec.left(hash);
    if (address.contains(QLatin1String("://"))) {
        const QUrl url(address);
        return url.toDisplayString(QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment) +
               (hash < 0 ? QString() : spec.mid(hash));
    }
    const qsizetype colon = spec.indexOf(QLatin1Char(':'));
    return colon < 0 ? spec : spec.left(colon + 1) + spec.mid(colon + 1).section(QLatin1Char('/'), -1);
}

QJsonObject samplingJson(const Sampling& s, int usual)
{
    QJsonObject json;
    if (!s.picked.empty())
        return {{QStringLiteral("mode"), QStringLiteral("picked")}};
    if (s.fps > 0) {
        json[QStringLiteral("mode")] = QStringLiteral("fps");
        json[QStringLiteral("fps")] = s.fps;
    } else {
        json[QStringLiteral("mode")] = QStringLiteral("uniform");
        json[QStringLiteral("frames")] = s.frames > 0 ? s.frames : usual;
    }
    if (s.range)
        json[QStringLiteral("range")] = QJsonArray{s.range->first, s.range->last};
    return json;
}

} // namespace

void Conversation::add(VlmMessage::Role role, std::vector<VlmPart> parts, const QJsonArray& content)
{
    m_messages.push_back({role, std::move(parts)});
    m_json.append(
        QJsonObject{{QStringLiteral("role"), roleName(role)}, {QStringLiteral("content"), content}});
}

void Conversation::addText(VlmMessage::Role role, const QString& text)
{
    add(role, {VlmText{text}}, QJsonArray{textJson(text)});
}

void Conversation::addVideo(const ShownFrames& shown, double fps, const QString& prompt)
{
    QJsonArray frames;
    for (size_t i = 0; i < shown.pictures.size(); ++i)
        frames.append(pictureJson(shown.pictures[i], shown.sampled[i].frame));
    const QJsonObject video{{QStringLiteral("type"), QStringLiteral("video")},
                            {QStringLiteral("fps"), fps},
                            {QStringLiteral("frames"), frames}};
    add(VlmMessage::Role::User, {VlmVideo{shown.pictures, fps}, VlmText{prompt}},
        QJsonArray{video, textJson(prompt)});
}

void Conversation::addPicture(const QImage& picture, FrameIndex frame, const QString& prompt)
{
    QJsonObject image = pictureJson(picture, frame);
    image[QStringLiteral("type")] = QStringLiteral("image");
    add(VlmMessage::Role::User, {VlmImage{picture}, VlmText{prompt}}, QJsonArray{image, textJson(prompt)});
}

QJsonObject askedJson(const ChainRequest& request, const VlmBackend& vlm)
{
    const QJsonValue before =
        request.from && request.shown ? request.from->asked[QStringLiteral("sampling")] : QJsonValue();
    QJsonObject json{{QStringLiteral("temperature"), request.temperature},
                     {QStringLiteral("max_tokens"), request.max_tokens},
                     {QStringLiteral("seed"), request.seed ? QJsonValue(*request.seed) : QJsonValue()},
                     {QStringLiteral("vlm"), publicSpec(vlm.spec())},
                     {QStringLiteral("version"), QStringLiteral(REVSEG_VERSION)},
                     {QStringLiteral("sampling"),
                      before.isObject() ? before : samplingJson(request.sampling, request.prompts.frames)}};
    if (!request.tracker.isEmpty())
        json[QStringLiteral("tracker")] = publicSpec(request.tracker);
    return json;
}

} // namespace revseg
