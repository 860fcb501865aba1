// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/vlm/vlm_backend.h"

#include <QByteArray>
#include <QHash>
#include <QJsonObject>
#include <QSet>

namespace revseg {

/// Turns requests into bodies for /chat/completions. Encoded pictures are kept for the next turn, which shows
/// the same video again; where the profile says so, what the server has already is only named. One thread at
/// a time.
class ChatRequestWriter
{
public:
    ChatRequestWriter(ModelProfile profile, QString model);

    /// `streamed`: the answer comes piece by piece, else at once. Cancelled when stopped in between;
    /// OutOfMemory when a picture cannot be encoded.
    Result<QByteArray> body(const VlmRequest& request, bool streamed, std::stop_token stop);
    /// Whether the last body names pictures without having them.
    bool leavesOut() const { return m_leavesOut; }
    /// The server has answered the last body: it has its pictures now.
    void delivered();
    /// The server no longer has them: the next body is whole again.
    void forgetDelivered() { m_delivered.clear(); }

private:
    QJsonObject mediaPart(const QString& type, const QByteArray& url);
    Result<QByteArray> picture(const QImage& image, ModelProfile::PictureFormat format);
    Result<void> addVideo(const VlmVideo& video, QJsonArray& content, std::stop_token stop);
    Result<QJsonValue> content(const VlmMessage& message, std::stop_token stop);

    ModelProfile m_profile;
    QString m_model;
    QHash<QPair<qint64, int>, QByteArray> m_encoded; ///< base64, by QImage::cacheKey() and format
    qint64 m_encodedBytes = 0;
    QSet<QString> m_named;     ///< uuids in the last body
    QSet<QString> m_delivered; ///< uuids of what the server has
    bool m_leavesOut = false;
};

} // namespace revseg
