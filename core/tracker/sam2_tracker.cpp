// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tracker/sam2_output_private.h"
#include "core/tracker/sam2_tracker_private.h"

#include <algorithm>
#include <set>

namespace revseg {

namespace {

namespace sam2 = nn::sam2;

constexpr int64_t kFeatureBytes = 512LL << 20;
constexpr size_t kFeatureFrames = 64;               ///< of small inputs more would fit, and be of no use
constexpr size_t kSessionBytes = size_t(256) << 20; ///< what objects of a session are remembered with

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

} // namespace

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
    while (m_features.size() > kFeatureFrames)
        m_features.pop_back();
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
    Sam2Output output(request, info, keep);
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
    if (auto done = output.add(out.frame, state, results, false); !done)
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

qint64 Sam2Tracker::heldBytes() const
{
    int64_t out = m_model->byteCount();
    for (const auto& [key, features] : m_features)
        out += bytesIn(features);
    return out + int64_t(m_session.state ? m_session.state->byteCount() : 0);
}

/// Brings the session's state to what the request says: what a person took back goes, what is new is added,
/// and what was said before is not computed again.
Result<void> Sam2Tracker::tell(Session& session, const TrackRequest& request, FrameProvider& video,
                               const std::stop_token& stop)
{
    sam2::Video& state = *session.state;
    std::map<std::pair<ObjectId, FrameIndex>, const Prompt*> wanted;
    for (const std::vector<Prompt>* prompts : {&request.known, &request.prompts}) {
        for (const Prompt& p : *prompts)
            wanted[{p.object, p.frame}] = &p;
    }
    std::set<ObjectId> objects;
    for (const auto& [key, prompt] : wanted)
        objects.insert(key.first);
    for (auto it = session.given.begin(); it != session.given.end();) {
        const auto& [object, frame] = it->first;
        const auto same = wanted.find(it->first);
        if (objects.count(object) == 0 || (same != wanted.end() && *same->second == it->second)) {
            ++it;
            continue;
        }
        state.dropPrompt(int(object.value), frame);
        it = session.given.erase(it);
    }
    for (const auto& [key, prompt] : wanted) {
        if (session.given.count(key) != 0)
            continue;
        if (auto result = add(state, *prompt, video, stop); !result)
            return fail(result.error());
        session.given[key] = *prompt;
    }
    // A pass begins with what a person has made, not with what an earlier pass left around its start.
    for (const Prompt& p : request.prompts)
        state.forgetAround(int(p.object.value), p.frame);
    std::erase_if(session.recent, [&](ObjectId o) { return objects.count(o) != 0; });
    session.recent.insert(session.recent.end(), objects.begin(), objects.end());
    return {};
}

/// Objects that were not tracked for long are forgotten before the others.
void Sam2Tracker::bound(Session& session)
{
    while (session.recent.size() > 1 && session.state->byteCount() > kSessionBytes) {
        const ObjectId oldest = session.recent.front();
        session.recent.erase(session.recent.begin());
        session.state->removeObject(int(oldest.value));
        std::erase_if(session.given, [oldest](const auto& entry) { return entry.first.first == oldest; });
    }
}

Result<void> Sam2Tracker::track(const TrackRequest& request, FrameProvider& video, const FrameFn& onFrame,
                                const ProgressFn& progress, std::stop_token stop)
{
    const VideoInfo& info = video.info();
    if (auto wrong = checkPrompts(request.prompts, info))
        return fail(*wrong);
    if (auto wrong = checkKnown(request.known, info))
        return fail(*wrong);
    const FrameRange all{0, info.frames - 1};
    const FrameRange range =
        request.range ? FrameRange{std::max(0, request.range->first), std::min(all.last, request.range->last)}
                      : all;
    // Objects by the frame they begin on; those that begin together go through the video together.
    std::map<ObjectId, FrameIndex> first;
    TrackRequest used = request;
    std::erase_if(used.prompts, [&](const Prompt& p) { return !range.contains(p.frame); });
    for (const Prompt& p : used.prompts) {
        const auto [it, isNew] = first.try_emplace(p.object, p.frame);
        if (!isNew)
            it->second = std::min(it->second, p.frame);
    }
    std::map<FrameIndex, std::vector<int>> groups;
    for (const auto& [object, start] : first)
        groups[start].push_back(int(object.value));
    std::erase_if(used.known, [&](const Prompt& p) { return first.count(p.object) == 0; });
    if (groups.empty()) {
        return fail(ErrorKind::InvalidInput,
                    QT_TRANSLATE_NOOP("core", "No prompt lies in the range of frames %1 to %2"),
                    {QString::number(range.first), QString::number(range.last)},
                    QT_TRANSLATE_NOOP("core", "choose a range that holds a prompted frame"));
    }
    const bool forward = request.direction != TrackDirection::Backward;
    const bool backward = request.direction != TrackDirection::Forward;
    qint64 total = 0;
    for (const auto& [start, objects] : groups)
        total += (forward ? range.last - start + 1 : 1) + (backward ? start - range.first : 0);
    qint64 done = 0;

    Session single;
    Session& session = request.session != 0 ? m_session : single;
    if (!session.state || session.number != request.session || session.video != info.path) {
        session = {request.session, info.path, stateFor(info), {}, {}};
    }
    Sam2Output output(used, info, onFrame);
    if (auto opened = output.openLogits(); !opened)
        return opened;
    bound(session); // the request before may have been stopped
    sam2::Video& state = *session.state;
    m_frameError.reset();
    if (auto told = tell(session, used, video, stop); !told)
        return told;

    const sam2::Video::Source source = [&](int64_t frame, const std::stop_token& s) {
        return features(video, FrameIndex(frame), s);
    };
    std::optional<Error> problem;
    for (auto group = groups.begin(); group != groups.end(); ++group) {
        const FrameIndex start = group->first;
        const std::vector<int>& objects = group->second;
        const bool again = std::next(group) != groups.end();
        const sam2::Video::OnFrame take = [&](int64_t frame,
                                              const std::vector<sam2::Video::Result>& results) {
            if (auto added = output.add(FrameIndex(frame), state, results, again); !added) {
                problem = added.error();
                return false;
            }
            if (progress)
                progress({std::min(++done, total), total});
            return true;
        };
        const auto pass = [&](int64_t from, int64_t most, bool reverse) -> Result<void> {
            const auto went = state.propagate(from, most, reverse, source, take, stop, objects);
            if (problem)
                return fail(*problem);
            if (!went)
                return fail(m_frameError.value_or(errorOf(went.error())));
            return {};
        };
        if (auto went = pass(start, forward ? range.last - start : 0, false); !went)
            return went;
        if (backward && start > range.first) {
            if (auto went = pass(start, start - range.first, true); !went)
                return went;
        }
    }
    bound(session);
    return output.finishLogits();
}

} // namespace revseg
