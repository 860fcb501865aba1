// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/base/progress.h"
#include "core/mask/mask.h"
#include "core/media/frame_provider.h"

#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <vector>

namespace revseg {

struct PromptPoint
{
    Point at; ///< native pixels
    bool include = true;

    bool operator==(const PromptPoint&) const = default;
};

/// What the tracker is told about one object on one frame: a box and points together, or a mask, which points
/// then refine.
struct Prompt
{
    FrameIndex frame = 0;
    ObjectId object{1};
    std::optional<Box> box;
    std::vector<PromptPoint> points;
    std::optional<Mask> mask;

    bool operator==(const Prompt&) const = default;
};

enum class TrackDirection { Both, Forward, Backward };

struct TrackRequest
{
    std::vector<Prompt> prompts;
    TrackDirection direction = TrackDirection::Both;
    std::optional<FrameRange> range; ///< none: the whole video; frames outside are not touched
    /// Where SAM 2 trackers write their logits (safetensors), frame by frame; empty: nowhere. Unsupported by
    /// others. A request that fails or is stopped leaves no file.
    QString logits = {};
    /// Masks that a person has made on other frames, inside or outside the range; an empty one says that the
    /// object is not there. They are remembered, not tracked from. Trackers without a memory do not look at
    /// them.
    std::vector<Prompt> known = {};
    /// Requests of one number continue on what those before have remembered, if the tracker remembers
    /// anything: for the objects that it names, a request says all that a person has made of them. 0: each
    /// by itself.
    quint64 session = 0;
};

/// One object on one frame, as the tracker sees it.
struct TrackedMask
{
    ObjectId object;
    Mask mask;
    double score = 0; ///< 0…1, how sure the tracker is
};

struct TrackedFrame
{
    FrameIndex frame = 0;
    std::vector<TrackedMask> masks;
};

/// Carries prompts through a video. Used by one worker thread at a time.
class Tracker
{
public:
    /// Called on the tracking thread for each finished frame: prompted frames first, then forward, then
    /// backward.
    using FrameFn = std::function<void(const TrackedFrame&)>;

    virtual ~Tracker() = default;

    virtual QString spec() const = 0; ///< "flow", "sam2:FILE"

    /// What the prompts of one frame give there, without tracking. InvalidInput for a prompt outside the
    /// picture or without area.
    virtual Result<TrackedFrame> segment(const std::vector<Prompt>& prompts, FrameProvider& video,
                                         std::stop_token stop) = 0;

    /// Does the slow part of a prompt on this frame ahead, so that segment() answers at once; nothing where
    /// there is none. Cancelled, what the frame's reading says, OutOfMemory.
    virtual Result<void> prepare(FrameIndex frame, FrameProvider& video, std::stop_token stop);

    /// Memory that it holds: weights, what it knows of frames, what it remembers of objects.
    virtual qint64 heldBytes() const { return 0; }

    /// Blocks until done. Returns Cancelled within 100 ms of a stop; what was given to onFrame until then is
    /// good.
    virtual Result<void> track(const TrackRequest& request, FrameProvider& video, const FrameFn& onFrame,
                               const ProgressFn& progress, std::stop_token stop) = 0;
};

/// "flow" (or "builtin"); "sam2:…" as Sam2Spec says, Unsupported in a build without its network. InvalidInput
/// for an unknown spec.
Result<std::unique_ptr<Tracker>> makeTracker(const QString& spec);

/// Empty when the prompts fit the video; else the InvalidInput error that names the first wrong one.
std::optional<Error> checkPrompts(const std::vector<Prompt>& prompts, const VideoInfo& video);
/// The same for TrackRequest::known.
std::optional<Error> checkKnown(const std::vector<Prompt>& known, const VideoInfo& video);

} // namespace revseg
