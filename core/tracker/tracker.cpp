// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tracker/tracker.h"

#include "core/tracker/flow_tracker.h"
#include "core/tracker/sam2_engine.h"

#include <algorithm>

namespace revseg {

Result<void> Tracker::prepare(FrameIndex, FrameProvider&, std::stop_token)
{
    return {};
}

Result<std::unique_ptr<Tracker>> makeTracker(const QString& spec)
{
    if (spec == QLatin1String("flow") || spec == QLatin1String("builtin"))
        return std::make_unique<FlowTracker>();
    if (spec.startsWith(QLatin1String("sam2:"))) {
        const auto parsed = Sam2Spec::parse(spec);
        if (!parsed)
            return fail(parsed.error());
        const auto engine = sam2Engine();
        if (!engine)
            return fail(engine.error());
        return (*engine)->tracker(*parsed);
    }
    return fail(ErrorKind::InvalidInput, QT_TRANSLATE_NOOP("core", "There is no tracker “%1”"), {spec},
                QT_TRANSLATE_NOOP("core", "use flow, or sam2: and the path of a model"));
}

namespace {

Error wrongPrompt(const char* what, const Prompt& prompt)
{
    return makeError(ErrorKind::InvalidInput, what,
                     {QString::number(prompt.object.value), QString::number(prompt.frame)},
                     QT_TRANSLATE_NOOP("core", "correct the prompt"));
}

} // namespace

std::optional<Error> checkPrompts(const std::vector<Prompt>& prompts, const VideoInfo& video)
{
    if (prompts.empty()) {
        return makeError(ErrorKind::InvalidInput, QT_TRANSLATE_NOOP("core", "There is no prompt to track"),
                         {}, QT_TRANSLATE_NOOP("core", "give a box, a point or a mask"));
    }
    const Size size = video.native;
    for (const Prompt& p : prompts) {
        if (p.frame < 0 || p.frame >= video.frames) {
            return makeError(
                ErrorKind::InvalidInput,
                QT_TRANSLATE_NOOP("core", "Frame %1 of a prompt is not in the video, which has %2 frames"),
                {QString::number(p.frame), QString::number(video.frames)},
                QT_TRANSLATE_NOOP("core", "count frames from 0"));
        }
        if (p.mask) {
            if (p.mask->size() != size)
                return wrongPrompt(
                    QT_TRANSLATE_NOOP("core", "The mask for object %1 on frame %2 has not the video's size"),
                    p);
            if (p.mask->isEmpty())
                return wrongPrompt(QT_TRANSLATE_NOOP("core", "The mask for object %1 on frame %2 is empty"),
                                   p);
            continue;
        }
        if (!p.box && p.points.empty())
            return wrongPrompt(QT_TRANSLATE_NOOP("core", "The prompt for object %1 on frame %2 says nothing"),
                               p);
        if (p.box && p.box->isEmpty())
            return wrongPrompt(QT_TRANSLATE_NOOP("core", "The box for object %1 on frame %2 has no area"), p);
        if (p.box && p.box->clamped(size).isEmpty())
            return wrongPrompt(
                QT_TRANSLATE_NOOP("core", "The box for object %1 on frame %2 lies outside the picture"), p);
        for (const PromptPoint& point : p.points) {
            if (!(point.at.x >= 0 && point.at.y >= 0 && point.at.x < size.width && point.at.y < size.height))
                return wrongPrompt(
                    QT_TRANSLATE_NOOP("core", "A point for object %1 on frame %2 lies outside the picture"),
                    p);
        }
        if (!p.box &&
            std::none_of(p.points.begin(), p.points.end(), [](const PromptPoint& q) { return q.include; }))
            return wrongPrompt(
                QT_TRANSLATE_NOOP("core", "No point for object %1 on frame %2 lies on the object"), p);
    }
    return std::nullopt;
}

std::optional<Error> checkKnown(const std::vector<Prompt>& known, const VideoInfo& video)
{
    for (const Prompt& p : known) {
        const bool empty = p.mask && p.mask->isEmpty() && p.mask->size() == video.native;
        if (empty && p.frame >= 0 && p.frame < video.frames)
            continue;
        if (auto wrong = checkPrompts({p}, video))
            return wrong;
    }
    return std::nullopt;
}

} // namespace revseg
