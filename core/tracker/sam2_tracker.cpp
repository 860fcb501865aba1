// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/tensor_file.h"
#include "core/tracker/sam2_tracker_private.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <set>

namespace revseg {

namespace {

namespace sam2 = nn::sam2;

constexpr int64_t kFeatureBytes = 512LL << 20;

int64_t bytesIn(const sam2::Features& f)
{
    return int64_t(f.top.nbytes() + f.half.nbytes() + f.whole.nbytes());
}

sam2::Prompt promptOf(const Prompt& prompt)
{
    sam2::Prompt out;
    for (const PromptPoint& p : prompt.points)
        out.points.push_back({p.at.x, p.at.y, p.include});
    if (prompt.box)
        out.box = sam2::Prompt::Box{prompt.box->x1, prompt.box->y1, prompt.box->x2, prompt.box->y2};
    return out;
}

torch::Tensor tensorOf(const Mask& mask)
{
    std::vector<uint8_t> bytes = mask.toBytes();
    return torch::from_blob(bytes.data(), {mask.size().height, mask.size().width}, torch::kUInt8).clone();
}

Mask maskOf(const torch::Tensor& inside, Size size)
{
    const torch::Tensor bytes = inside.to(torch::kUInt8).to(torch::kCPU).contiguous();
    return Mask::fromBytes(size, bytes.data_ptr<uint8_t>(), size.width);
}

double scoreOf(const sam2::Video::Result& result)
{
    return std::clamp(double(result.iou), 0.0, 1.0) / (1 + std::exp(-double(result.score)));
}

} // namespace

/// What a pass finds: frames with masks that do not overlap, and all logits when they are wanted.
class Sam2Tracker::Output
{
public:
    /// `comesBack`: frames are added more than once, by objects that do not go through the video together.
    Output(const TrackRequest& request, const VideoInfo& video, const FrameFn& onFrame, bool comesBack)
        : m_video(video)
        , m_onFrame(onFrame)
        , m_comesBack(comesBack)
        , m_file(request.logits)
    {
        std::set<int64_t> ids;
        for (const Prompt& p : request.prompts) {
            ids.insert(p.object.value);
            if (p.mask && p.points.empty())
                m_given[{p.frame, p.object}] = *p.mask;
        }
        m_ids.assign(ids.begin(), ids.end());
        if (!m_file.isEmpty()) {
            const auto none = std::numeric_limits<float>::quiet_NaN();
            const auto objects = int64_t(m_ids.size());
            m_logits = torch::full({video.frames, objects, video.native.height, video.native.width}, none);
            m_scores = torch::full({video.frames, objects}, none);
        }
    }

    /// Results of some objects on a frame; what was found of others there before counts too.
    Result<void> add(FrameIndex frame, const sam2::Video& state,
                     const std::vector<sam2::Video::Result>& results)
    {
        if (results.empty())
            return {};
        std::vector<sam2::Video::Result> all = results;
        if (m_comesBack) {
            auto& found = m_found[frame];
            for (const sam2::Video::Result& r : results)
                found.erase(r.object);
            for (const auto& [id, kept] : found)
                all.push_back(whole(kept));
            for (const sam2::Video::Result& r : results)
                found.emplace(r.object, inside(r));
            std::sort(all.begin(), all.end(),
                      [](const auto& a, const auto& b) { return a.object < b.object; });
        }
        const auto logits = state.logits(all);
        if (!logits)
            return fail(errorOf(logits.error()));
        const torch::Tensor best = std::get<0>(logits->max(0));
        TrackedFrame out{frame, {}};
        torch::Tensor taken = torch::zeros_like(best, torch::kBool);
        for (const auto& r : all) { // what a person has given comes before all that is guessed
            if (const auto given = m_given.find({frame, ObjectId{r.object}}); given != m_given.end())
                taken = taken.logical_or(tensorOf(given->second).to(taken.device()).ne(0));
        }
        for (size_t i = 0; i < all.size(); ++i) {
            const torch::Tensor own = (*logits)[int64_t(i)];
            const bool isNew = std::any_of(results.begin(), results.end(),
                                           [&](const auto& r) { return r.object == all[i].object; });
            if (!m_file.isEmpty() && isNew) {
                const int64_t place = std::find(m_ids.begin(), m_ids.end(), all[i].object) - m_ids.begin();
                m_logits[frame][place].copy_(own);
                m_scores[frame][place] = all[i].score;
            }
            const ObjectId object{all[i].object};
            if (const auto given = m_given.find({frame, object}); given != m_given.end()) {
                out.masks.push_back({object, given->second, 1.0});
                continue;
            }
            const torch::Tensor won = own.gt(0).logical_and(own.ge(best)).logical_and(taken.logical_not());
            taken = taken.logical_or(won);
            out.masks.push_back({object, maskOf(won, m_video.native), scoreOf(all[i])});
        }
        m_onFrame(out);
        return {};
    }

    Result<void> writeLogits() const
    {
        if (m_file.isEmpty())
            return {};
        const auto written =
            nn::writeTensorFile(m_file.toStdString(), {{"logits", m_logits},
                                                       {"object_score", m_scores},
                                                       {"object_ids", torch::tensor(m_ids, torch::kInt64)}});
        if (!written)
            return fail(errorOf(written.error()));
        return {};
    }

private:
    /// A result with nothing but the part of its mask where the object may be: all that overlaps depend on.
    struct Kept
    {
        sam2::Video::Result result; ///< its mask is that part
        int64_t x = 0;
        int64_t y = 0;
        int64_t side = 0; ///< of the whole mask
    };
    static Kept inside(const sam2::Video::Result& result)
    {
        constexpr int64_t kMargin = 4; // what resizing to the video's size looks at
        Kept out{result, 0, 0, result.mask.size(0)};
        out.result.pointer = torch::Tensor();
        const torch::Tensor places = result.mask.gt(0).nonzero();
        if (places.size(0) == 0) {
            out.result.mask = torch::empty({0, 0}, result.mask.options());
            return out;
        }
        const torch::Tensor least = std::get<0>(places.min(0)).to(torch::kCPU);
        const torch::Tensor most = std::get<0>(places.max(0)).to(torch::kCPU);
        out.y = std::max<int64_t>(0, least[0].item<int64_t>() - kMargin);
        out.x = std::max<int64_t>(0, least[1].item<int64_t>() - kMargin);
        const int64_t bottom = std::min(out.side, most[0].item<int64_t>() + kMargin + 1);
        const int64_t right = std::min(out.side, most[1].item<int64_t>() + kMargin + 1);
        out.result.mask = result.mask.slice(0, out.y, bottom).slice(1, out.x, right).clone();
        return out;
    }
    static sam2::Video::Result whole(const Kept& kept)
    {
        constexpr float kOutside = -32; // as sure as the network can be
        sam2::Video::Result out = kept.result;
        out.mask = torch::full({kept.side, kept.side}, kOutside, kept.result.mask.options());
        out.mask.slice(0, kept.y, kept.y + kept.result.mask.size(0))
            .slice(1, kept.x, kept.x + kept.result.mask.size(1))
            .copy_(kept.result.mask);
        return out;
    }

    const VideoInfo& m_video;
    const FrameFn& m_onFrame;
    const bool m_comesBack;
    const QString m_file;
    std::vector<int64_t> m_ids;
    std::map<std::pair<FrameIndex, ObjectId>, Mask> m_given;
    std::map<FrameIndex, std::map<int, Kept>> m_found;
    torch::Tensor m_logits;
    torch::Tensor m_scores;
};

Sam2Tracker::Sam2Tracker(const Sam2Spec& spec, std::shared_ptr<const sam2::Model> model)
    : m_spec(spec)
    , m_model(std::move(model))
{
}

sam2::Video Sam2Tracker::stateFor(const VideoInfo& video) const
{
    sam2::Video::Options options;
    options.motion = m_spec.motion;
    return sam2::Video(m_model, video.frames, video.native.width, video.native.height, options);
}

nn::Expected<sam2::Features> Sam2Tracker::features(FrameProvider& video, FrameIndex frame,
                                                   const std::stop_token& stop)
{
    const Key key{video.info().path, frame};
    const auto known =
        std::find_if(m_features.begin(), m_features.end(), [&](const auto& e) { return e.first == key; });
    if (known != m_features.end()) {
        m_features.splice(m_features.begin(), m_features, known);
        return known->second;
    }
    const auto picture = video.frame(frame, stop);
    if (!picture) {
        m_frameError = picture.error();
        return tl::unexpected(nn::Failure{nn::Failure::Kind::Unreadable, "a frame could not be read"});
    }
    auto prepared = m_model->prepare(bytesOf(picture->image));
    if (!prepared)
        return tl::unexpected(prepared.error());
    auto made = m_model->encode(*prepared, stop);
    if (!made)
        return made;
    m_features.emplace_front(key, *made);
    int64_t bytes = 0;
    for (auto it = m_features.begin(); it != m_features.end();) {
        bytes += bytesIn(it->second);
        it = bytes > kFeatureBytes && it != m_features.begin() ? m_features.erase(it) : std::next(it);
    }
    return made;
}

Result<sam2::Video::Result> Sam2Tracker::add(sam2::Video& state, const Prompt& prompt, FrameProvider& video,
                                             const std::stop_token& stop)
{
    m_frameError.reset();
    const auto seen = features(video, prompt.frame, stop);
    if (!seen)
        return fail(m_frameError.value_or(errorOf(seen.error())));
    const auto object = int(prompt.object.value);
    nn::Expected<sam2::Video::Result> result;
    if (prompt.mask)
        result = state.addMask(object, prompt.frame, tensorOf(*prompt.mask), *seen);
    if (result && (!prompt.mask || !prompt.points.empty()))
        result = state.addPrompt(object, prompt.frame, promptOf(prompt), false, *seen, {}, stop);
    if (!result)
        return fail(errorOf(result.error()));
    return *result;
}

Result<TrackedFrame> Sam2Tracker::segment(const std::vector<Prompt>& prompts, FrameProvider& video,
                                          std::stop_token stop)
{
    const VideoInfo& info = video.info();
    if (auto wrong = checkPrompts(prompts, info))
        return fail(*wrong);
    sam2::Video state = stateFor(info);
    TrackRequest request;
    request.prompts = prompts;
    TrackedFrame out{prompts.front().frame, {}};
    const FrameFn keep = [&out](const TrackedFrame& frame) { out = frame; };
    Output output(request, info, keep, false);
    std::map<int, sam2::Video::Result> latest;
    for (const Prompt& prompt : prompts) {
        auto result = add(state, prompt, video, stop);
        if (!result)
            return fail(result.error());
        latest[result->object] = std::move(*result);
    }
    std::vector<sam2::Video::Result> results;
    for (const auto& [object, result] : latest)
        results.push_back(result);
    if (auto done = output.add(out.frame, state, results); !done)
        return fail(done.error());
    return out;
}

Result<void> Sam2Tracker::prepare(FrameIndex frame, FrameProvider& video, std::stop_token stop)
{
    m_frameError.reset();
    const auto seen = features(video, frame, stop);
    if (!seen)
        return fail(m_frameError.value_or(errorOf(seen.error())));
    return {};
}

Result<void> Sam2Tracker::track(const TrackRequest& request, FrameProvider& video, const FrameFn& onFrame,
                                const ProgressFn& progress, std::stop_token stop)
{
    const VideoInfo& info = video.info();
    if (auto wrong = checkPrompts(request.prompts, info))
        return fail(*wrong);
    const FrameRange all{0, info.frames - 1};
    const FrameRange range =
        request.range ? FrameRange{std::max(0, request.range->first), std::min(all.last, request.range->last)}
                      : all;
    // Objects by the frame they begin on.
    std::map<ObjectId, FrameIndex> first;
    for (const Prompt& p : request.prompts) {
        if (!range.contains(p.frame))
            continue;
        const auto [it, isNew] = first.try_emplace(p.object, p.frame);
        if (!isNew)
            it->second = std::min(it->second, p.frame);
    }
    std::map<FrameIndex, std::vector<Prompt>> groups;
    for (const Prompt& p : request.prompts) {
        if (range.contains(p.frame))
            groups[first.at(p.object)].push_back(p);
    }
    if (groups.empty()) {
        return fail(ErrorKind::InvalidInput,
                    QT_TRANSLATE_NOOP("core", "No prompt lies in the range of frames %1 to %2"),
                    {QString::number(range.first), QString::number(range.last)},
                    QT_TRANSLATE_NOOP("core", "choose a range that holds a prompted frame"));
    }
    const bool forward = request.direction != TrackDirection::Backward;
    const bool backward = request.direction != TrackDirection::Forward;
    qint64 total = 0;
    for (const auto& [start, prompts] : groups)
        total += (forward ? range.last - start + 1 : 1) + (backward ? start - range.first : 0);
    qint64 done = 0;

    Output output(request, info, onFrame, groups.size() > 1);
    const sam2::Video::Source source = [&](int64_t frame, const std::stop_token& s) {
        return features(video, FrameIndex(frame), s);
    };
    std::optional<Error> problem;
    m_frameError.reset();
    for (const auto& [start, prompts] : groups) {
        sam2::Video state = stateFor(info);
        for (const Prompt& prompt : prompts) {
            if (auto result = add(state, prompt, video, stop); !result)
                return fail(result.error());
        }
        const sam2::Video::OnFrame take = [&](int64_t frame,
                                              const std::vector<sam2::Video::Result>& results) {
            if (auto added = output.add(FrameIndex(frame), state, results); !added) {
                problem = added.error();
                return false;
            }
            if (progress)
                progress({std::min(++done, total), total});
            return true;
        };
        const auto pass = [&](int64_t most, bool reverse) -> Result<void> {
            const auto went = state.propagate(start, most, reverse, source, take, stop);
            if (problem)
                return fail(*problem);
            if (!went)
                return fail(m_frameError.value_or(errorOf(went.error())));
            return {};
        };
        if (auto went = pass(forward ? range.last - start : 0, false); !went)
            return went;
        if (backward && start > range.first) {
            if (auto went = pass(start - range.first, true); !went)
                return went;
        }
    }
    return output.writeLogits();
}

} // namespace revseg
