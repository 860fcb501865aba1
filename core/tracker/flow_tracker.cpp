// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tracker/flow_tracker.h"

#include "core/mask/grabcut.h"
#include "core/mask/selection.h"
#include "core/tracker/object_model_private.h"

#include <algorithm>
#include <map>
#include <opencv2/imgproc.hpp>
#include <opencv2/video/tracking.hpp>

namespace revseg {

namespace {

constexpr int kAlike = 24; ///< steps of 255 within which neighbours of a click look like it
/// Everything is computed on pictures of at most this many pixels on the longer side: one frame stays well
/// under 100 ms.
constexpr double kFlowSide = 427;

using TrackedObjects = std::map<ObjectId, ObjectModel>;

cv::Mat smallPicture(const QImage& picture, double scale)
{
    const QImage rgb =
        picture.format() == QImage::Format_RGB32 ? picture : picture.convertToFormat(QImage::Format_RGB32);
    const cv::Mat bgra(rgb.height(), rgb.width(), CV_8UC4, const_cast<uchar*>(rgb.constBits()),
                       size_t(rgb.bytesPerLine()));
    cv::Mat small;
    cv::resize(bgra, small, {}, scale, scale, cv::INTER_AREA);
    cv::Mat bgr;
    cv::cvtColor(small, bgr, cv::COLOR_BGRA2BGR);
    return bgr;
}

cv::Mat softOf(const Mask& mask, cv::Size size)
{
    std::vector<uint8_t> bytes = mask.toBytes(255);
    const cv::Mat full(mask.size().height, mask.size().width, CV_8UC1, bytes.data());
    cv::Mat small;
    cv::resize(full, small, size, 0, 0, cv::INTER_AREA);
    cv::Mat soft;
    small.convertTo(soft, CV_32F, 1.0 / 255);
    return soft;
}

Mask maskOf(const cv::Mat& soft, Size size)
{
    cv::Mat large;
    cv::resize(soft, large, {size.width, size.height}, 0, 0, cv::INTER_LINEAR);
    const cv::Mat hard = large > 0.5F;
    return Mask::fromBytes(size, hard.data, qsizetype(hard.step));
}

/// A pixel belongs to the object that is surest of it.
void separate(TrackedObjects& objects)
{
    if (objects.size() < 2)
        return;
    cv::Mat most;
    for (const auto& [id, object] : objects)
        most = most.empty() ? object.soft().clone() : cv::Mat(cv::max(most, object.soft()));
    cv::Mat taken = cv::Mat::zeros(most.size(), CV_8UC1);
    for (auto& [id, object] : objects) {
        const cv::Mat own = (object.soft() >= most) & (taken == 0);
        object.giveUp(~own);
        taken |= own & (object.soft() > 0);
    }
}

class FlowStep
{
public:
    FlowStep() : m_dis(cv::DISOpticalFlow::create(cv::DISOpticalFlow::PRESET_FAST))
    {
        // One level finer than the preset: edges of objects follow their objects and not the ground beside
        // them.
        m_dis->setFinestScale(1);
    }

    /// Moves the objects from one picture to the next one. False when it was stopped on the way.
    bool carry(const PictureFeatures& from, const PictureFeatures& to, TrackedObjects& objects,
               const std::stop_token& stop)
    {
        cv::Mat back;
        cv::Mat forth;
        m_dis->calc(to.grey, from.grey, back);
        if (stop.stop_requested())
            return false;
        m_dis->calc(from.grey, to.grey, forth);
        if (stop.stop_requested())
            return false;
        const Motion motion(back, forth);
        for (auto& [id, object] : objects) {
            if (!object.step(to, motion, stop))
                return false;
        }
        separate(objects);
        return true;
    }

private:
    cv::Ptr<cv::DISOpticalFlow> m_dis;
};

TrackedFrame outputOf(FrameIndex frame, const TrackedObjects& objects, Size size)
{
    TrackedFrame out{frame, {}};
    for (const auto& [id, tracked] : objects) {
        Mask mask = maskOf(tracked.soft(), size);
        out.masks.push_back({id, std::move(mask), tracked.score()});
    }
    return out;
}

/// One object is carried from a frame that prompts it, in one direction, up to and with `last`.
struct Stretch
{
    ObjectId object;
    FrameIndex from;
    FrameIndex last;
};

/// What is to be carried in one direction (`step`: +1 or −1), in the order in which it begins. Between two
/// prompts of an object each frame comes from the nearer one when both ways are asked for; at its own prompts
/// an object always ends.
std::vector<Stretch> stretchesOf(const std::map<ObjectId, std::vector<FrameIndex>>& prompted,
                                 FrameRange range, bool bothWays, int step)
{
    std::vector<Stretch> out;
    for (const auto& [object, frames] : prompted) {
        for (size_t i = 0; i < frames.size(); ++i) {
            const FrameIndex from = frames[i];
            FrameIndex last = step > 0 ? range.last : range.first;
            if (step > 0 && i + 1 < frames.size())
                last = bothWays ? from + (frames[i + 1] - from) / 2 : frames[i + 1] - 1;
            else if (step < 0 && i > 0)
                last = (bothWays ? frames[i - 1] + (from - frames[i - 1]) / 2 : frames[i - 1]) + 1;
            if ((last - from) * step > 0)
                out.push_back({object, from, last});
        }
    }
    std::stable_sort(out.begin(), out.end(),
                     [step](const Stretch& a, const Stretch& b) { return (b.from - a.from) * step > 0; });
    return out;
}

/// On how many frames something is carried.
qint64 framesOf(const std::vector<Stretch>& stretches, int step)
{
    qint64 count = 0;
    std::optional<FrameIndex> reached; // counted up to and with this one
    for (const Stretch& s : stretches) {
        const FrameIndex after = reached && (*reached - s.from) * step > 0 ? *reached : s.from;
        count += std::max(0, (s.last - after) * step);
        reached = (s.last - after) * step > 0 ? s.last : after;
    }
    return count;
}

} // namespace

Result<TrackedFrame> FlowTracker::segment(const std::vector<Prompt>& prompts, FrameProvider& video,
                                          std::stop_token stop)
{
    if (auto wrong = checkPrompts(prompts, video.info()))
        return fail(*wrong);
    TrackedFrame out{prompts.front().frame, {}};
    const auto frame = video.frame(out.frame, stop);
    if (!frame)
        return fail(frame.error());
    for (const Prompt& prompt : prompts) {
        if (prompt.mask && prompt.points.empty()) {
            out.masks.push_back({prompt.object, *prompt.mask, 1.0});
            continue;
        }
        GrabCutHints hints;
        hints.prior = prompt.mask;
        for (const PromptPoint& p : prompt.points)
            (p.include ? hints.include : hints.exclude).push_back(p.at);
        std::optional<Box> box = prompt.mask ? prompt.mask->bounds() : prompt.box;
        if (!box || prompt.mask) {
            // Points, alone or on a mask: room around them for what they may add, and what looks like them as
            // a first guess.
            const double room = std::max(12.0, 0.2 * std::max(frame->image.width(), frame->image.height()));
            Mask guess = prompt.mask.value_or(Mask::empty({frame->image.width(), frame->image.height()}));
            for (const PromptPoint& p : prompt.points) {
                if (!p.include)
                    continue;
                const Box around{p.at.x - room, p.at.y - room, p.at.x + room, p.at.y + room};
                box = box ? Box{std::min(box->x1, around.x1), std::min(box->y1, around.y1),
                                std::max(box->x2, around.x2), std::max(box->y2, around.y2)}
                          : around;
                if (!guess.contains(int(p.at.x), int(p.at.y)))
                    guess = guess.united(floodMask(frame->image, p.at, kAlike));
            }
            hints.prior = std::move(guess);
        }
        auto mask = grabCut(frame->image, *box, stop, hints);
        if (!mask)
            return fail(mask.error());
        out.masks.push_back({prompt.object, std::move(*mask), 1.0});
    }
    return out;
}

Result<void> FlowTracker::track(const TrackRequest& request, FrameProvider& video, const FrameFn& onFrame,
                                const ProgressFn& progress, std::stop_token stop)
{
    if (auto wrong = checkPrompts(request.prompts, video.info()))
        return fail(*wrong);
    if (!request.logits.isEmpty()) {
        return fail(ErrorKind::Unsupported, QT_TRANSLATE_NOOP("core", "The tracker “%1” gives no logits"),
                    {spec()}, QT_TRANSLATE_NOOP("core", "leave --logits out"));
    }
    const FrameRange all{0, video.frameCount() - 1};
    const FrameRange range =
        request.range ? FrameRange{std::max(0, request.range->first), std::min(all.last, request.range->last)}
                      : all;
    std::map<FrameIndex, std::vector<Prompt>> byFrame;
    for (const Prompt& prompt : request.prompts) {
        if (range.contains(prompt.frame))
            byFrame[prompt.frame].push_back(prompt);
    }
    if (byFrame.empty()) {
        return fail(ErrorKind::InvalidInput,
                    QT_TRANSLATE_NOOP("core", "No prompt lies in the range of frames %1 to %2"),
                    {QString::number(range.first), QString::number(range.last)},
                    QT_TRANSLATE_NOOP("core", "choose a range that holds a prompted frame"));
    }

    const Size size = video.info().native;
    const double scale = std::min(1.0, kFlowSide / std::max(size.width, size.height));
    std::map<FrameIndex, TrackedObjects> known;
    std::map<ObjectId, std::vector<FrameIndex>> prompted;
    qint64 done = 0;
    try {
        FeatureMaker features;
        for (const auto& [frame, prompts] : byFrame) {
            auto segmented = segment(prompts, video, stop);
            if (!segmented)
                return fail(segmented.error());
            const auto picture = video.frame(frame, stop);
            if (!picture)
                return fail(picture.error());
            const PictureFeatures described = features.make(smallPicture(picture->image, scale));
            for (const TrackedMask& m : segmented->masks) {
                known[frame].insert_or_assign(m.object,
                                              ObjectModel(described, softOf(m.mask, described.grey.size())));
                prompted[m.object].push_back(frame);
            }
            onFrame(*segmented);
            ++done;
        }
        const bool both = request.direction == TrackDirection::Both;
        std::vector<std::pair<int, std::vector<Stretch>>> sweeps;
        if (request.direction != TrackDirection::Backward)
            sweeps.emplace_back(1, stretchesOf(prompted, range, both, 1));
        if (request.direction != TrackDirection::Forward)
            sweeps.emplace_back(-1, stretchesOf(prompted, range, both, -1));
        qint64 total = done;
        for (const auto& [step, stretches] : sweeps)
            total += framesOf(stretches, step);

        FlowStep flow;
        for (const auto& [step, stretches] : sweeps) {
            TrackedObjects objects; // those that are on their way
            std::map<ObjectId, FrameIndex> ends;
            PictureFeatures before;
            FrameIndex f = 0;
            for (auto next = stretches.begin(); next != stretches.end() || !objects.empty();) {
                if (stop.stop_requested())
                    return fail(cancelled());
                const bool begins = objects.empty();
                f = begins ? next->from : f + step;
                const auto frame = video.frame(f, stop);
                if (!frame)
                    return fail(frame.error());
                PictureFeatures picture = features.make(smallPicture(frame->image, scale));
                if (!begins) {
                    if (!flow.carry(before, picture, objects, stop))
                        return fail(cancelled());
                    onFrame(outputOf(f, objects, size));
                    if (progress)
                        progress({++done, total});
                }
                std::erase_if(objects, [&ends, f](const auto& o) { return ends.at(o.first) == f; });
                for (; next != stretches.end() && next->from == f; ++next) {
                    objects.insert_or_assign(next->object, known.at(f).at(next->object));
                    ends[next->object] = next->last;
                }
                before = std::move(picture);
            }
        }
    } catch (const cv::Exception& e) {
        return fail(ErrorKind::Bug, QT_TRANSLATE_NOOP("core", "The flow tracker failed (%1)"),
                    {QString::fromUtf8(e.what())});
    }
    return {};
}

} // namespace revseg
