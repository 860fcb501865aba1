// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vlm/chat_request.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>

#include <utility>

namespace revseg {

namespace {

constexpr qint64 kMostEncodedBytes = 64 << 20;

QJsonObject textPart(const QString& text)
{
    return {{QStringLiteral("type"), QStringLiteral("text")}, {QStringLiteral("text"), text}};
}

QByteArray dataUrl(const QByteArray& base64, ModelProfile::PictureFormat format)
{
    return (format == ModelProfile::PictureFormat::Png ? "data:image/png;base64,"
                                                       : "data:image/jpeg;base64,") +
           base64;
}

/// What vLLM has to know of frames that have been cut already, so that it shows them all, at the announced
/// rate: nobody but it reads a video of JPEG pictures.
void addVideoFields(const ModelProfile& profile, const std::vector<VlmMessage>& messages, QJsonObject& body)
{
    if (profile.video != ModelProfile::VideoEncoding::JpegVideo)
        return;
    const VlmVideo* video = nullptr;
    for (const VlmMessage& message : messages) {
        for (const VlmPart& part : message.parts) {
            if (const auto* found = std::get_if<VlmVideo>(&part))
                video = found;
        }
    }
    if (video == nullptr || !(video->fps > 0))
        return;
    const int count = int(video->frames.size());
    QJsonArray indices;
    for (int i = 0; i < count; ++i)
        indices.append(i);
    if (!body.contains(QStringLiteral("media_io_kwargs"))) {
        body[QStringLiteral("media_io_kwargs")] = QJsonObject{
            {QStringLiteral("video"), QJsonObject{{QStringLiteral("fps"), video->fps},
                                                  {QStringLiteral("frames_indices"), indices},
                                                  {QStringLiteral("total_num_frames"), count},
                                                  {QStringLiteral("duration"), count / video->fps},
                                                  {QStringLiteral("do_sample_frames"), false}}}};
    }
    if (!body.contains(QStringLiteral("mm_processor_kwargs"))) {
        QJsonObject processor{{QStringLiteral("fps"), video->fps},
                              {QStringLiteral("do_sample_frames"), false}};
        if (profile.min_pixels > 0)
            processor[QStringLiteral("min_pixels")] = profile.min_pixels;
        if (profile.max_pixels > 0)
            processor[QStringLiteral("max_pixels")] = profile.max_pixels;
        body[QStringLiteral("mm_processor_kwargs")] = processor;
    }
}

} // namespace

ChatRequestWriter::ChatRequestWriter(ModelProfile profile, QString model)
    : m_profile(std::move(profile))
    , m_model(std::move(model))
{
}

Result<QByteArray> ChatRequestWriter::picture(const QImage& image, ModelProfile::PictureFormat format)
{
    const QPair<qint64, int> key(image.cacheKey(), int(format));
    if (const auto it = m_encoded.constFind(key); it != m_encoded.constEnd())
        return *it;
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    const bool png = format == ModelProfile::PictureFormat::Png;
    if (!image.save(&buffer, png ? "PNG" : "JPEG", png ? -1 : m_profile.jpeg_quality)) {
        return fail(ErrorKind::OutOfMemory,
                    QT_TRANSLATE_NOOP("core", "A picture of %1×%2 could not be encoded for the model"),
                    {QString::number(image.width()), QString::number(image.height())});
    }
    const QByteArray base64 = buffer.data().toBase64();
    if (m_encodedBytes + base64.size() > kMostEncodedBytes) {
        m_encoded.clear();
        m_encodedBytes = 0;
    }
    m_encodedBytes += base64.size();
    m_encoded.insert(key, base64);
    return base64;
}

QJsonObject ChatRequestWriter::mediaPart(const QString& type, const QByteArray& url)
{
    const QString link = QString::fromLatin1(url);
    QJsonObject part{{QStringLiteral("type"), type}, {type, QJsonObject{{QStringLiteral("url"), link}}}};
    if (!m_profile.reuse_media)
        return part;
    const QString uuid =
        QString::fromLatin1(QCryptographicHash::hash(url, QCryptographicHash::Sha256).toHex());
    m_named.insert(uuid);
    part[QStringLiteral("uuid")] = uuid;
    if (m_delivered.contains(uuid)) {
        part[type] = QJsonValue::Null;
        m_leavesOut = true;
    }
    return part;
}

void ChatRequestWriter::delivered()
{
    m_delivered |= m_named;
}

Result<void> ChatRequestWriter::addVideo(const VlmVideo& video, QJsonArray& content, std::stop_token stop)
{
    const bool oneVideo = m_profile.video == ModelProfile::VideoEncoding::JpegVideo;
    const auto format = oneVideo ? ModelProfile::PictureFormat::Jpeg : m_profile.pictures;
    QByteArray all = "data:video/jpeg;base64,";
    for (size_t i = 0; i < video.frames.size(); ++i) {
        if (stop.stop_requested())
            return fail(cancelled());
        const auto encoded = picture(video.frames[i], format);
        if (!encoded)
            return fail(encoded.error());
        if (oneVideo) {
            if (i > 0)
                all += ',';
            all += *encoded;
            continue;
        }
        if (m_profile.video == ModelProfile::VideoEncoding::LabelledImages) {
            QString label = m_profile.frame_label;
            label.replace(QLatin1String("{index}"), QString::number(i));
            label.replace(QLatin1String("{seconds}"), QString::number(double(i) / video.fps));
            content.append(textPart(label));
        }
        content.append(mediaPart(QStringLiteral("image_url"), dataUrl(*encoded, format)));
    }
    if (oneVideo)
        content.append(mediaPart(QStringLiteral("video_url"), all));
    return {};
}

Result<QJsonValue> ChatRequestWriter::content(const VlmMessage& message, std::stop_token stop)
{
    // Many servers want the plain form where there is nothing but text.
    if (message.parts.size() == 1 && std::holds_alternative<VlmText>(message.parts[0]))
        return QJsonValue(std::get<VlmText>(message.parts[0]).text);
    QJsonArray content;
    for (const VlmPart& part : message.parts) {
        if (const auto* text = std::get_if<VlmText>(&part)) {
            content.append(textPart(text->text));
        } else if (const auto* image = std::get_if<VlmImage>(&part)) {
            const auto encoded = picture(image->image, m_profile.pictures);
            if (!encoded)
                return fail(encoded.error());
            content.append(mediaPart(QStringLiteral("image_url"), dataUrl(*encoded, m_profile.pictures)));
        } else if (const auto added = addVideo(std::get<VlmVideo>(part), content, stop); !added) {
            return fail(added.error());
        }
    }
    return QJsonValue(content);
}

Result<QByteArray> ChatRequestWriter::body(const VlmRequest& request, bool streamed, std::stop_token stop)
{
    m_named.clear();
    m_leavesOut = false;
    QJsonArray messages;
    for (const VlmMessage& m : request.messages) {
        if (stop.stop_requested())
            return fail(cancelled());
        const auto parts = content(m, stop);
        if (!parts)
            return fail(parts.error());
        messages.append(
            QJsonObject{{QStringLiteral("role"), roleName(m.role)}, {QStringLiteral("content"), *parts}});
    }
    QJsonObject body = m_profile.request;
    addVideoFields(m_profile, request.messages, body);
    if (!m_model.isEmpty())
        body[QStringLiteral("model")] = m_model;
    body[QStringLiteral("messages")] = messages;
    body[QStringLiteral("temperature")] = request.temperature;
    body[QStringLiteral("max_tokens")] = request.max_tokens;
    body[QStringLiteral("stream")] = streamed;
    if (streamed)
        body[QStringLiteral("stream_options")] = QJsonObject{{QStringLiteral("include_usage"), true}};
    if (request.seed)
        body[QStringLiteral("seed")] = *request.seed;
    if (!request.stop.isEmpty())
        body[QStringLiteral("stop")] = QJsonArray::fromStringList(request.stop);
    if (request.log_probabilities)
        body[QStringLiteral("logprobs")] = true;
    // Some servers refuse a field that all others want: the profile takes it out by a null.
    for (auto it = m_profile.request.begin(); it != m_profile.request.end(); ++it) {
        if (it->isNull())
            body.remove(it.key());
    }
    return QJsonDocument(body).toJson(QJsonDocument::Compact);
}

} // namespace revseg
