// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/chain/prompt_set.h"
#include "core/chain/run.h"
#include "core/media/frame_provider.h"
#include "core/vlm/model_profile.h"
#include "core/vlm/vlm_backend.h"

#include <QImage>

#include <optional>
#include <stop_token>
#include <vector>

namespace revseg {

/// The sampled frames with the pictures the model is shown, all of one size (model pixels, RGB888). Pictures
/// share their pixels: a copy is cheap, and several runs can use the same.
struct ShownFrames
{
    SampledFrames sampled;
    std::vector<QImage> pictures;
};

/// Decodes and resizes the given frames (times are filled in). The errors of FrameProvider::frame().
Result<ShownFrames> showFrames(FrameProvider& video, SampledFrames sampled, Size size, std::stop_token stop);

struct ChainRequest
{
    QString query;
    PromptSet prompts;
    ModelProfile profile;
    Sampling sampling;                ///< usual number: what the prompt set says
    std::optional<ShownFrames> shown; ///< already decoded, e.g. for several runs: these are shown
    double temperature = 0;
    std::optional<qint64> seed;
    int max_tokens = 1024; ///< a turn
    double timeout_s = 60; ///< without a byte
    bool log_probabilities = false;
    QString tracker; ///< spec of who makes the masks afterwards, for the record; empty: nobody
    int run = 0;     ///< index within its trace; its text is the run's id

    /// Go on from here: a run that was edited or broke off (stages.h). Turn 1 is asked only where rerunOf()
    /// says so, else turn 2 is asked for exactly its keyframe and description. Stages that a person edited
    /// are in the conversation and come out as they went in.
    std::optional<Run> from;
};

/// Hears of a chain while it runs, on the thread that runs it. Every function may be left out.
class ChainObserver
{
public:
    virtual ~ChainObserver() = default;

    /// Once, before anything is asked.
    virtual void onSampled(const ShownFrames&) {}
    virtual void onLoading(Progress) {} ///< a model in this process is being read into memory; bytes
    virtual void onTurnStarted(int /*turn*/, const QJsonArray& /*messages*/) {}
    virtual void onDelta(int /*turn*/, const QString& /*delta*/) {}
    /// The answer starts anew: forget the text of this turn. `why` is an English sentence.
    virtual void onRetry(int /*turn*/, const QString& /*why*/, double /*waitSeconds*/) {}
    /// As soon as the streamed text names it (early), and again when the finished answer was read.
    virtual void onKeyframe(const Keyframe&, bool /*early*/) {}
    virtual void onDescription(const QString&) {}
    /// The keyframe as the model sees it in turn 2 (model pixels).
    virtual void onKeyframePicture(const QImage&) {}
    virtual void onObjects(const std::vector<ChainObject>&) {}
    /// A turn is over, also one that failed or was cancelled.
    virtual void onTurn(const Turn&) {}
};

/// Runs the two turns: samples frames, asks for keyframe and description, shows the keyframe, asks for the
/// box. Blocking; for a worker thread. What goes wrong on the way ends the run (status Failed, with its error
/// and the turns so far) and is no error of the function; a stop makes it Cancelled within 100 ms.
/// InvalidInput only when there is nothing to ask (empty query, no frames, `from` without keyframe
/// or description where turn 1 is not asked).
Result<Run> runChain(const ChainRequest& request, VlmBackend& vlm, FrameProvider& video,
                     ChainObserver* observer, std::stop_token stop);

} // namespace revseg
