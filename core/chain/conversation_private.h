// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the runner says to a model, and what a run is to remember of it.
#pragma once

#include "core/chain/chain_runner.h"

#include <QJsonArray>
#include <QJsonObject>

#include <vector>

namespace revseg {

/// A conversation in both forms: for the model, and for the trace, where the pictures are hashes.
class Conversation
{
public:
    void addText(VlmMessage::Role role, const QString& text);
    /// The sampled frames, as the user.
    void addVideo(const ShownFrames& shown, double fps, const QString& prompt);
    /// One picture of that frame, as the user.
    void addPicture(const QImage& picture, FrameIndex frame, const QString& prompt);

    const std::vector<VlmMessage>& messages() const { return m_messages; }
    const QJsonArray& json() const { return m_json; }

private:
    void add(VlmMessage::Role role, std::vector<VlmPart> parts, const QJsonArray& content);

    std::vector<VlmMessage> m_messages;
    QJsonArray m_json;
};

/// Run::asked of a request: no keys, no folders.
QJsonObject askedJson(const ChainRequest& request, const VlmBackend& vlm);

} // namespace revseg
