// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tracker/tracker.h"

#include <QJsonObject>

namespace revseg {

/// What follows "sam2:" in a tracker's spec: FILE_OR_DIR, then options after "?" joined by "&".
struct Sam2Spec
{
    QString path;          ///< a `.pt` of Meta's, safetensors, or a folder with model.safetensors
    bool cuda = false;     ///< device=cpu|cuda
    bool bfloat16 = false; ///< precision=float32|bfloat16
    int size = 0;          ///< size=N: side of what the network sees, a multiple of 32; 0: as trained
    bool motion = false;   ///< policy=plain|samurai: nn::sam2::Video::Options::motion
    int threads = 0;       ///< 0: all cores

    /// InvalidInput for an option that is none.
    static Result<Sam2Spec> parse(const QString& spec);
    QString toString() const; ///< with "sam2:"; only what is not usual is said
};

/// One image through the image predictor, for comparing with other implementations.
struct Sam2ForwardRequest
{
    Sam2Spec model;
    QImage image;
    std::vector<PromptPoint> points;
    std::optional<Box> box;
    bool several = true; ///< three masks instead of one
    QString out;         ///< safetensors
};

/// SAM 2 in this process. Lives in a library of its own, which is loaded when it is first asked for.
class Sam2Engine
{
public:
    virtual ~Sam2Engine() = default;
    virtual Result<std::unique_ptr<Tracker>> tracker(const Sam2Spec& model) = 0;
    virtual Result<void> forward(const Sam2ForwardRequest& request, std::stop_token stop) = 0;
    /// `encoder_ms`, `click_ms`, `track_frames_per_s`: see the command line's manual.
    virtual Result<QJsonObject> bench(const Sam2Spec& model, std::stop_token stop) = 0;
};

/// Unsupported when this build has no such library. Any thread.
Result<Sam2Engine*> sam2Engine();

} // namespace revseg
