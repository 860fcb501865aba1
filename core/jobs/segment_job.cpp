// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/segment_job.h"

namespace revseg {

namespace {

/// The one frame that the window shows anyway: nothing has to be decoded again.
class ShownFrame final : public FrameProvider
{
public:
    ShownFrame(const VideoInfo& video, const Frame& frame) : m_video(video), m_frame(frame) {}

    const VideoInfo& info() const override { return m_video; }
    Result<Frame> frame(FrameIndex index, std::stop_token) override
    {
        if (index != m_frame.index) {
            return fail(ErrorKind::Bug, QT_TRANSLATE_NOOP("core", "Frame %1 was asked for where only %2 is"),
                        {QString::number(index), QString::number(m_frame.index)});
        }
        return m_frame;
    }

private:
    const VideoInfo& m_video;
    const Frame& m_frame;
};

} // namespace

SegmentJob::SegmentJob(SharedTrackerPtr tracker, VideoInfo video, Frame frame, std::vector<Prompt> prompts,
                       Kind kind)
    : Job(tracker->isNetwork() ? Lane::Gpu : Lane::Cpu, {QT_TRANSLATE_NOOP("core", "Mask from a prompt"), {}},
          kind)
    , m_tracker(std::move(tracker))
    , m_video(std::move(video))
    , m_frame(std::move(frame))
    , m_prompts(std::move(prompts))
{
}

Result<void> SegmentJob::run(std::stop_token stop)
{
    ShownFrame provider(m_video, m_frame);
    if (m_prompts.empty())
        return m_tracker->with(
            [&](Tracker& tracker) { return tracker.prepare(m_frame.index, provider, stop); });
    const auto found =
        m_tracker->with([&](Tracker& tracker) { return tracker.segment(m_prompts, provider, stop); });
    if (!found)
        return fail(found.error());
    Q_EMIT segmented(*found);
    return {};
}

} // namespace revseg
