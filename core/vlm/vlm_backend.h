// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QImage>
#include <QString>

#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <variant>
#include <vector>

namespace revseg {

struct VlmText
{
    QString text;
};

/// One picture, at the very size the model is meant to see (model pixels).
struct VlmImage
{
    QImage image;
};

/// Frames that stand for a stretch of video, all of one size.
struct VlmVideo
{
    std::vector<QImage> frames;
    double fps = 2.0; ///< nominal rate announced to the model
};

using VlmPart = std::variant<VlmText, VlmImage, VlmVideo>;

struct VlmMessage
{
    enum class Role { System, User, Assistant };
    Role role = Role::User;
    std::vector<VlmPart> parts;
};

struct VlmRequest
{
    std::vector<VlmMessage> messages;
    double temperature = 0;
    std::optional<qint64> seed;
    int max_tokens = 1024;
    QStringList stop;
    double timeout_s = 60; ///< without a byte from the server
};

struct VlmAnswer
{
    QString text;   ///< to the letter
    QString finish; ///< the server's finish_reason: "stop", "length", …
    int prompt_tokens = 0;
    int answer_tokens = 0;
    double seconds = 0;
};

/// Somebody who can be asked: an HTTP server, a recorded trace, a model in this process. Used by one worker
/// thread at a time; ask() blocks and may run an event loop of its own on that thread.
class VlmBackend
{
public:
    using DeltaFn = std::function<void(const QString& delta)>; ///< called on the asking thread as text comes

    virtual ~VlmBackend() = default;

    /// "http://host:8000/v1#model", "replay:trace.json", …
    virtual QString spec() const = 0;

    /// Errors: Network, Model (the answer is no chat completion), Unsupported, Cancelled (within 100 ms of a
    /// stop).
    virtual Result<VlmAnswer> ask(const VlmRequest& request, const DeltaFn& onDelta,
                                  std::stop_token stop) = 0;
};

} // namespace revseg
