// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/sam2_video.h"
#include "core/tracker/sam2_engine.h"

#include <list>
#include <map>

namespace revseg {

/// The networks' folder knows no Qt: what it says in English goes into a sentence of ours.
Error errorOf(const nn::Failure& failure);
/// Bytes [H, W, 3], red first.
torch::Tensor bytesOf(const QImage& image);
Result<std::shared_ptr<const nn::sam2::Model>> loadModel(const Sam2Spec& spec);

/// SAM 2 behind the tracker interface. Objects are independent of each other: those that begin on the same
/// frame go through the video together, so that a frame is encoded once for them.
class Sam2Tracker final : public Tracker
{
public:
    Sam2Tracker(const Sam2Spec& spec, std::shared_ptr<const nn::sam2::Model> model);

    QString spec() const override { return QStringLiteral("sam2:") + m_spec.path; }
    Result<TrackedFrame> segment(const std::vector<Prompt>& prompts, FrameProvider& video,
                                 std::stop_token stop) override;
    Result<void> prepare(FrameIndex frame, FrameProvider& video, std::stop_token stop) override;
    qint64 heldBytes() const override;
    Result<void> track(const TrackRequest& request, FrameProvider& video, const FrameFn& onFrame,
                       const ProgressFn& progress, std::stop_token stop) override;

private:
    struct Key
    {
        QString video;
        FrameIndex frame = 0;
        bool operator==(const Key&) const = default;
    };
    /// What requests of one number remember between them.
    struct Session
    {
        quint64 number = 0;
        QString video;
        std::optional<nn::sam2::Video> state;
        std::map<std::pair<ObjectId, FrameIndex>, Prompt> given; ///< what `state` was told
        std::vector<ObjectId> recent;                            ///< its objects, the latest last
    };

    nn::Expected<nn::sam2::Features> features(FrameProvider& video, FrameIndex frame,
                                              const std::stop_token& stop);
    Result<nn::sam2::Video::Result> add(nn::sam2::Video& state, const Prompt& prompt, FrameProvider& video,
                                        const std::stop_token& stop);
    Result<void> tell(Session& session, const TrackRequest& request, FrameProvider& video,
                      const std::stop_token& stop);
    static void bound(Session& session);

    nn::sam2::Video stateFor(const VideoInfo& video) const;

    const Sam2Spec m_spec;
    const std::shared_ptr<const nn::sam2::Model> m_model;
    /// The slow part of a click, newest first; bounded in bytes.
    std::list<std::pair<Key, nn::sam2::Features>> m_features;
    std::optional<Error> m_frameError; ///< why the last frame could not be read
    Session m_session;
};

} // namespace revseg
