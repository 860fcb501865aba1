// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QImage>
#include <QJsonArray>

#include <optional>
#include <stop_token>
#include <vector>

namespace revseg {

/// Frames of a video, or one picture.
struct LocalMedium
{
    std::vector<QImage> frames; ///< RGB888
    double framesPerSecond = 2; ///< of the frames given
};

/// One pass over messages, for comparing with other implementations.
struct ForwardRequest
{
    QString model; ///< folder
    bool bfloat16 = false;
    QJsonArray messages;
    std::vector<LocalMedium> images, videos; ///< in the order of their places
    std::optional<qint64> minPixels, maxPixels;
    bool answer = true;  ///< the assistant's turn is opened
    qint64 generate = 0; ///< likeliest tokens to go on with
    int threads = 0;     ///< 0: all cores
    QString out;         ///< safetensors
};

/// Models that run in this process. Lives in a library of its own, which is loaded when it is first asked
/// for.
class LocalEngine
{
public:
    virtual ~LocalEngine() = default;
    virtual Result<void> forward(const ForwardRequest& request, std::stop_token stop) = 0;
};

/// Unsupported when this build has no such library, or it does not load. Any thread.
Result<LocalEngine*> localEngine();

} // namespace revseg
