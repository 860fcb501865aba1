// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/vlm/local_spec.h"
#include "core/vlm/vlm_backend.h"

#include <QJsonArray>
#include <QJsonObject>

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
    LocalSpec spec; ///< without a precision: float32
    QJsonArray messages;
    std::vector<LocalMedium> images, videos; ///< in the order of their places
    std::optional<qint64> minPixels, maxPixels;
    bool answer = true;  ///< the assistant's turn is opened
    qint64 generate = 0; ///< likeliest tokens to go on with
    int threads = 0;     ///< 0: all cores
    QString out;         ///< safetensors
};

/// A model that is to be asked.
struct LocalModel
{
    LocalSpec spec; ///< with a precision
    ModelProfile profile;
    int threads = 0;         ///< 0: all cores
    qint64 memoryToLoad = 0; ///< that has to be free; 0: not known
};

/// Speed of one model, as `bench vlm` has it.
struct LocalBenchRequest
{
    LocalSpec spec;         ///< with a precision
    int promptTokens = 512; ///< random text
    bool chain = false;     ///< in its place the visual tokens of a chain, vision tower included
    int newTokens = 64;     ///< in each conversation
    int sequences = 1;      ///< conversations that are answered together, each with a memory of its own
    int threads = 0;        ///< 0: all cores
};

/// Models that run in this process. Lives in a library of its own, which is loaded when it is first asked
/// for.
class LocalEngine
{
public:
    virtual ~LocalEngine() = default;
    virtual Result<void> forward(const ForwardRequest& request, std::stop_token stop) = 0;
    /// Loads when it is first asked. All backends share one loaded model, and what it has read of the first
    /// question of a chain; asks wait for each other. Another model takes the place of the loaded one.
    virtual std::unique_ptr<VlmBackend> backend(const LocalModel& model) = 0;
    /// Lets go of the loaded model; asks that go on keep it until their end.
    virtual void release() = 0;
    /// `prefill_tokens_per_s`, `decode_tokens_per_s` (of all conversations together), `load_s`.
    virtual Result<QJsonObject> bench(const LocalBenchRequest& request, std::stop_token stop) = 0;
};

/// Unsupported when this build has no such library, or it does not load. Any thread.
Result<LocalEngine*> localEngine();

/// LocalEngine::release() where the library has been loaded. Any thread.
void releaseLocalModel();

} // namespace revseg
