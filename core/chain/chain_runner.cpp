// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chain/chain_runner.h"

#include "core/chain/answer_doubts_private.h"
#include "core/chain/conversation_private.h"
#include "core/chain/parser.h"
#include "core/chain/picture.h"
#include "core/chain/stages.h"

#include <QCoreApplication>
#include <QElapsedTimer>

#include <algorithm>
#include <utility>

namespace revseg {

namespace {

class Runner
{
public:
    Runner(const ChainRequest& request, VlmBackend& vlm, FrameProvider& video, ChainObserver& observer,
           std::stop_token stop)
        : m_request(request)
        , m_vlm(vlm)
        , m_video(video)
        , m_observer(observer)
        , m_stop(std::move(stop))
    {
        m_run.id = QString::number(request.run);
        m_run.seed = request.seed;
        m_run.asked = askedJson(request, vlm);
        m_parse.keys = request.profile.keys;
        if (request.from) {
            m_run.parent = request.from->parent;
            m_run.other = request.from->other;
        }
    }

    Run run()
    {
        if (const auto done = stages()) {
            m_run.status = Run::Status::Ok;
        } else if (done.error().isCancelled()) {
            m_run.status = Run::Status::Cancelled;
        } else {
            m_run.status = Run::Status::Failed;
            m_run.error = done.error();
        }
        return std::move(m_run);
    }

private:
    Result<void> stages()
    {
        if (const auto shown = show(); !shown)
            return shown;
        const int shownCount = int(m_run.sampled.size());
        m_parse.sampled = shownCount;
        if (!m_request.prompts.system.isEmpty())
            m_talk.addText(VlmMessage::Role::System, m_request.prompts.system);
        askAboutVideo();
        if (m_request.from && !rerunOf(*m_request.from).turn1) {
            continueFrom(*m_request.from);
        } else {
            if (const auto turn = turn1(); !turn)
                return turn;
            if (!m_run.keyframe) // there is no such object
                return {};
        }
        const bool boxDrawn = m_request.from && isKept(Stage::Box);
        return boxDrawn ? Result<void>{} : turn2();
    }

    /// Whether a person edited this stage of the run that is gone on from.
    bool isKept(Stage stage) const
    {
        return m_request.from && m_request.from->stage(stage) == StageStatus::Edited;
    }

    Result<void> show()
    {
        if (m_request.shown) {
            m_shown = *m_request.shown;
        } else {
            auto sampled = sampleFrames(m_video.info(), m_request.sampling, m_request.prompts.frames);
            if (!sampled)
                return fail(sampled.error());
            auto shown = showFrames(m_video, std::move(*sampled), m_request.prompts.frame_size, m_stop);
            if (!shown)
                return fail(shown.error());
            m_shown = std::move(*shown);
        }
        m_run.sampled = m_shown.sampled;
        m_observer.onSampled(m_shown);
        return {};
    }

    void askAboutVideo()
    {
        const QString prompt = m_request.prompts.fillTurn1(m_request.query, int(m_shown.pictures.size()));
        m_talk.addVideo(m_shown, m_request.prompts.fps, prompt);
    }

    /// Asks with the conversation so far. The turn is in the run in every case.
    Result<Turn*> ask(int number)
    {
        Turn& turn = m_run.turns.emplace_back();
        turn.number = number;
        turn.messages = m_talk.json();
        m_observer.onTurnStarted(number, turn.messages);

        VlmRequest request;
        request.messages = m_talk.messages();
        request.temperature = m_request.temperature;
        request.seed = m_request.seed;
        request.max_tokens = m_request.max_tokens;
        request.timeout_s = m_request.timeout_s;
        request.log_probabilities = m_request.log_probabilities;
        request.run = m_request.run;
        request.turn = number;

        QElapsedTimer clock;
        clock.start();
        std::optional<int> early;
        VlmListener listener;
        listener.delta = [&](const QString& delta) {
            turn.raw += delta;
            m_observer.onDelta(number, delta);
            if (number == 1 && !early) {
                early = earlyKeyframe(turn.raw);
                if (early && size_t(*early) < m_run.sampled.size())
                    m_observer.onKeyframe({*early, m_run.sampled[size_t(*early)].frame}, true);
            }
        };
        listener.retry = [&](const QString& why, double wait) {
            turn.raw.clear();
            early.reset();
            m_observer.onRetry(number, why, wait);
        };
        listener.loading = [this](Progress progress) { m_observer.onLoading(progress); };
        const auto answer = m_vlm.ask(request, listener, m_stop);
        turn.seconds = double(clock.nsecsElapsed()) * 1e-9;
        if (!answer) {
            if (!answer.error().isCancelled())
                turn.problem = answer.error().message();
            m_observer.onTurn(turn);
            return fail(answer.error());
        }
        turn.raw = answer->text;
        turn.finish = answer->finish;
        turn.prompt_tokens = answer->prompt_tokens;
        turn.answer_tokens = answer->answer_tokens;
        turn.tokens = answer->tokens;
        return &turn;
    }

    template <class Parsed>
    Result<void> take(Turn& turn, const Parsed& parsed, const QStringList& notes = {})
    {
        turn.parsed = toJson(parsed);
        turn.repairs = parsed.repairTexts() + notes;
        if (parsed.problem)
            turn.problem = parsed.problem->text();
        m_observer.onTurn(turn);
        if (parsed.usable())
            return {};
        const auto [remedy, args] = remedyFor(turn, *parsed.problem, m_parse.sampled);
        return fail(ErrorKind::Model, QT_TRANSLATE_NOOP("core", "The answer of turn %1 cannot be used (%2)"),
                    {QString::number(turn.number), parsed.problem->text()}, remedy, args);
    }

    static StageStatus statusOf(const ParsedTurn& parsed)
    {
        switch (parsed.grade) {
        case Grade::Strict:
            return StageStatus::Ok;
        case Grade::Repaired:
            return StageStatus::Repaired;
        case Grade::Invalid:
            break;
        }
        return StageStatus::Invalid;
    }

    Result<void> turn1()
    {
        const QString given = isKept(Stage::Interpretation) ? m_request.from->interpretation : QString();
        const QString thought = QStringLiteral("<think>%1</think>\n").arg(given);
        if (!given.isEmpty()) {
            m_talk.addText(VlmMessage::Role::Assistant, thought);
            m_talk.addText(VlmMessage::Role::User,
                           m_request.prompts.fillTurn1GoOn(m_request.query, int(m_shown.pictures.size())));
        }
        const auto asked = ask(1);
        if (!asked)
            return fail(asked.error());
        ParsedTurn1 parsed =
            parseTurn1(given.isEmpty() ? (*asked)->raw : thought + afterThinking((*asked)->raw), m_parse);
        if (!given.isEmpty())
            parsed.interpretation = given;
        m_run.interpretation = parsed.interpretation;
        if (!parsed.interpretation.isEmpty())
            m_run.setStage(Stage::Interpretation, StageStatus::Ok);
        m_run.setStage(Stage::Keyframe, statusOf(parsed));
        m_run.setStage(Stage::Description, statusOf(parsed));
        if (parsed.keyframe) {
            m_run.keyframe = Keyframe{*parsed.keyframe, m_run.sampled[size_t(*parsed.keyframe)].frame};
            m_run.description = parsed.description;
        }
        const bool changed = keepEdited();
        if (m_run.keyframe) {
            m_observer.onKeyframe(*m_run.keyframe, false);
            m_observer.onDescription(m_run.description);
        }
        if (const auto taken = take(**asked, parsed); !taken)
            return taken;
        m_talk.addText(VlmMessage::Role::Assistant,
                       changed && m_run.keyframe ? composeTurn1(m_run.interpretation, m_run.keyframe->sample,
                                                                m_run.description, m_request.profile.keys)
                                                 : (*asked)->raw);
        return {};
    }

    /// The model thinks aloud again although it was told not to: its answer counts, not that.
    static QString afterThinking(const QString& raw)
    {
        const QString end = QStringLiteral("</think>");
        const qsizetype at = raw.lastIndexOf(end);
        return at < 0 ? raw : raw.mid(at + end.size());
    }

    /// What a person edited takes the place of what the model has answered; whether that says anything else.
    bool keepEdited()
    {
        if (!m_request.from)
            return false;
        const Run& from = *m_request.from;
        bool changed = false;
        const auto keep = [&](Stage stage, auto member) {
            m_run.setStage(stage, StageStatus::Edited);
            changed = changed || m_run.*member != from.*member;
            m_run.*member = from.*member;
        };
        if (isKept(Stage::Interpretation))
            keep(Stage::Interpretation, &Run::interpretation);
        if (isKept(Stage::Box)) {
            m_run.objects = from.objects;
            m_run.setStage(Stage::Box, StageStatus::Edited);
        }
        // A box that a person drew holds on to its frame.
        if (isKept(Stage::Keyframe))
            keep(Stage::Keyframe, &Run::keyframe);
        else if (isKept(Stage::Box) && from.keyframe)
            m_run.keyframe = from.keyframe;
        if (isKept(Stage::Description))
            keep(Stage::Description, &Run::description);
        return changed;
    }

    /// Takes the first turn of another run over; where a person has changed what it says, the model is told
    /// the changed answer as its own.
    void continueFrom(const Run& from)
    {
        m_run.interpretation = from.interpretation;
        m_run.keyframe = from.keyframe;
        m_run.description = from.description;
        m_run.stages = from.stages;
        if (isKept(Stage::Box))
            m_run.objects = from.objects;
        else
            m_run.setStage(Stage::Box, StageStatus::Missing);
        m_run.setStage(Stage::Masks, StageStatus::Missing);
        QString said = composeTurn1(from.interpretation, from.keyframe->sample, from.description,
                                    m_request.profile.keys);
        if (!from.turns.empty() && from.turns.front().number == 1) {
            m_run.turns.push_back(from.turns.front());
            const ParsedTurn1 parsed = parseTurn1(from.turns.front().raw, m_parse);
            if (parsed.keyframe == from.keyframe->sample && parsed.description == from.description &&
                parsed.interpretation == from.interpretation)
                said = from.turns.front().raw;
        }
        m_talk.addText(VlmMessage::Role::Assistant, said);
        m_observer.onKeyframe(*m_run.keyframe, false);
        m_observer.onDescription(m_run.description);
    }

    Result<void> turn2()
    {
        const auto frame = m_video.frame(m_run.keyframe->frame, m_stop);
        if (!frame)
            return fail(frame.error());
        const Size size = m_request.prompts.keyframe_size;
        const QImage picture = resizedBicubic(frame->image, size);
        m_observer.onKeyframePicture(picture);
        const QString prompt =
            m_request.prompts.fillTurn2(m_request.query, m_run.description, int(m_shown.pictures.size()));
        m_talk.addPicture(picture, m_run.keyframe->frame, prompt);
        const auto asked = ask(2);
        if (!asked)
            return fail(asked.error());
        m_parse.size = m_request.profile.answerSpace(size);
        const ParsedTurn2 parsed = parseTurn2((*asked)->raw, m_parse);
        m_run.setStage(Stage::Box, statusOf(parsed));
        const Size space = m_parse.size;
        const auto native = [&](const Box& b) { // multiplied first: 630 · 32 / 840 is 24, and not nearly so
            const double w = frame->image.width();
            const double h = frame->image.height();
            return Box{b.x1 * w / space.width, b.y1 * h / space.height, b.x2 * w / space.width,
                       b.y2 * h / space.height};
        };
        for (size_t i = 0; i < parsed.boxes.size(); ++i) {
            m_run.objects.push_back(
                {int(i) + 1, native(parsed.boxes[i]), parsed.written[i], parsed.labels.value(qsizetype(i))});
        }
        if (parsed.usable())
            m_observer.onObjects(m_run.objects);
        return take(**asked, parsed, doubtsOf(parsed, space, m_request.profile.coordinates));
    }

    const ChainRequest& m_request;
    VlmBackend& m_vlm;
    FrameProvider& m_video;
    ChainObserver& m_observer;
    std::stop_token m_stop;
    ParseOptions m_parse;
    ShownFrames m_shown;
    Conversation m_talk;
    Run m_run;
};

} // namespace

Result<ShownFrames> showFrames(FrameProvider& video, SampledFrames sampled, Size size, std::stop_token stop)
{
    ShownFrames out;
    for (SampledFrame& s : sampled) {
        if (stop.stop_requested())
            return fail(cancelled());
        // A short clip repeats its last frame to make an even number.
        if (!out.sampled.empty() && out.sampled.back().frame == s.frame) {
            s.time_s = out.sampled.back().time_s;
            out.pictures.push_back(out.pictures.back());
        } else {
            const auto frame = video.frame(s.frame, stop);
            if (!frame)
                return fail(frame.error());
            s.time_s = frame->time_s;
            out.pictures.push_back(resizedBicubic(frame->image, size));
        }
        out.sampled.push_back(s);
    }
    return out;
}

Result<Run> runChain(const ChainRequest& request, VlmBackend& vlm, FrameProvider& video,
                     ChainObserver* observer, std::stop_token stop)
{
    if (request.query.trimmed().isEmpty()) {
        return fail(ErrorKind::InvalidInput, QT_TRANSLATE_NOOP("core", "The question is empty"), {},
                    QT_TRANSLATE_NOOP("core", "say what to look for in the video"));
    }
    if (video.frameCount() <= 0 || (request.shown && request.shown->pictures.empty())) {
        return fail(ErrorKind::InvalidInput, QT_TRANSLATE_NOOP("core", "The video “%1” has no frames"),
                    {video.info().path}, QT_TRANSLATE_NOOP("core", "choose another video"));
    }
    if (request.shown && request.shown->pictures.size() != request.shown->sampled.size())
        return fail(ErrorKind::Bug,
                    QT_TRANSLATE_NOOP("core", "The sampled frames and their pictures differ in number"));
    if (request.from && !rerunOf(*request.from).turn1 &&
        (!request.from->keyframe || request.from->description.trimmed().isEmpty())) {
        return fail(ErrorKind::InvalidInput,
                    QT_TRANSLATE_NOOP("core", "There is no keyframe or no description to go on from"), {},
                    QT_TRANSLATE_NOOP("core", "choose a keyframe and describe the object first"));
    }
    ChainObserver nobody;
    return Runner(request, vlm, video, observer ? *observer : nobody, std::move(stop)).run();
}

} // namespace revseg
