// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chain/chain_runner.h"

#include "core/chain/parser.h"
#include "core/chain/picture.h"
#include "core/chain/stages.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QJsonObject>
#include <QUrl>

#include <algorithm>
#include <utility>

namespace revseg {

namespace {

QJsonObject pictureJson(const QImage& picture, FrameIndex frame)
{
    return {{QStringLiteral("sha256"), pictureHash(picture)},
            {QStringLiteral("frame"), frame},
            {QStringLiteral("width"), picture.width()},
            {QStringLiteral("height"), picture.height()},
            {QStringLiteral("filter"), QStringLiteral("bicubic")}};
}

QJsonObject textJson(const QString& text)
{
    return {{QStringLiteral("type"), QStringLiteral("text")}, {QStringLiteral("text"), text}};
}

/// A spec as it may lie in a file that is handed on: no password, no query that may hold a key, no folders.
QString publicSpec(const QString& spec)
{
    const qsizetype hash = spec.indexOf(QLatin1Char('#'));
    const QString address = hash < 0 ? spec : spec.left(hash);
    if (address.contains(QLatin1String("://"))) {
        const QUrl url(address);
        return url.toDisplayString(QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment) +
               (hash < 0 ? QString() : spec.mid(hash));
    }
    const qsizetype colon = spec.indexOf(QLatin1Char(':'));
    return colon < 0 ? spec : spec.left(colon + 1) + spec.mid(colon + 1).section(QLatin1Char('/'), -1);
}

QJsonObject samplingJson(const Sampling& s, int usual)
{
    QJsonObject json;
    if (!s.picked.empty())
        return {{QStringLiteral("mode"), QStringLiteral("picked")}};
    if (s.fps > 0) {
        json[QStringLiteral("mode")] = QStringLiteral("fps");
        json[QStringLiteral("fps")] = s.fps;
    } else {
        json[QStringLiteral("mode")] = QStringLiteral("uniform");
        json[QStringLiteral("frames")] = s.frames > 0 ? s.frames : usual;
    }
    if (s.range)
        json[QStringLiteral("range")] = QJsonArray{s.range->first, s.range->last};
    return json;
}

/// What a run is to remember of its request.
QJsonObject askedJson(const ChainRequest& request, const VlmBackend& vlm)
{
    const QJsonValue before =
        request.from && request.shown ? request.from->asked[QStringLiteral("sampling")] : QJsonValue();
    QJsonObject json{{QStringLiteral("temperature"), request.temperature},
                     {QStringLiteral("max_tokens"), request.max_tokens},
                     {QStringLiteral("seed"), request.seed ? QJsonValue(*request.seed) : QJsonValue()},
                     {QStringLiteral("vlm"), publicSpec(vlm.spec())},
                     {QStringLiteral("version"), QStringLiteral(REVSEG_VERSION)},
                     {QStringLiteral("sampling"),
                      before.isObject() ? before : samplingJson(request.sampling, request.prompts.frames)}};
    if (!request.tracker.isEmpty())
        json[QStringLiteral("tracker")] = publicSpec(request.tracker);
    return json;
}

/// A conversation in both forms: for the model, and for the trace.
class Conversation
{
public:
    void add(VlmMessage::Role role, std::vector<VlmPart> parts, const QJsonArray& content)
    {
        m_messages.push_back({role, std::move(parts)});
        m_json.append(
            QJsonObject{{QStringLiteral("role"), roleName(role)}, {QStringLiteral("content"), content}});
    }
    void addText(VlmMessage::Role role, const QString& text)
    {
        add(role, {VlmText{text}}, QJsonArray{textJson(text)});
    }
    const std::vector<VlmMessage>& messages() const { return m_messages; }
    const QJsonArray& json() const { return m_json; }

private:
    std::vector<VlmMessage> m_messages;
    QJsonArray m_json;
};

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
        QJsonArray frames;
        for (size_t i = 0; i < m_shown.pictures.size(); ++i)
            frames.append(pictureJson(m_shown.pictures[i], m_shown.sampled[i].frame));
        const QJsonObject video{{QStringLiteral("type"), QStringLiteral("video")},
                                {QStringLiteral("fps"), m_request.prompts.fps},
                                {QStringLiteral("frames"), frames}};
        m_talk.add(VlmMessage::Role::User,
                   {VlmVideo{m_shown.pictures, m_request.prompts.fps}, VlmText{prompt}},
                   QJsonArray{video, textJson(prompt)});
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
        const auto [remedy, args] = remedyFor(turn, *parsed.problem);
        return fail(ErrorKind::Model, QT_TRANSLATE_NOOP("core", "The answer of turn %1 cannot be used (%2)"),
                    {QString::number(turn.number), parsed.problem->text()}, remedy, args);
    }

    std::pair<const char*, QStringList> remedyFor(const Turn& turn, const Problem& problem) const
    {
        if (turn.finish == QLatin1String("length")) {
            return {QT_TRANSLATE_NOOP(
                        "core", "the answer was cut at the token limit: allow more tokens and ask again"),
                    {}};
        }
        const QString frames = QString::number(m_parse.sampled);
        switch (problem.kind) {
        case AnswerProblemKind::BoxOutside:
            return {QT_TRANSLATE_NOOP(
                        "core", "look at the raw answer; the model profile may be the wrong one for it"),
                    {}};
        case AnswerProblemKind::IndexOutOfRange:
            if (problem.what.args.value(0) == frames) {
                return {QT_TRANSLATE_NOOP(
                            "core", "the model may count its %1 frames from 1: label them from 0 in the "
                                    "model profile, or ask again with another seed"),
                        {frames}};
            }
            return {QT_TRANSLATE_NOOP("core",
                                      "the model was shown %1 frames and may have named a frame of the video "
                                      "or a time: label the frames in the model profile, or ask again with "
                                      "another seed"),
                    {frames}};
        default:
            return {"", {}};
        }
    }

    /// Signs that the model answers in other coordinates than its profile says.
    QStringList doubts(const ParsedTurn2& parsed) const
    {
        constexpr double kOvershoot = 0.02; // what a model may miss the edge of the picture by
        const double w = m_parse.size.width;
        const double h = m_parse.size.height;
        const bool thousandths = m_request.profile.coordinates == ModelProfile::Coordinates::Thousandths;
        const double most = thousandths ? 1 : 1 + kOvershoot;
        bool fractions = !parsed.written.empty();
        bool beyond = false;
        for (const Box& b : parsed.written) {
            const double least = std::min(std::min(b.x1, b.x2) / w, std::min(b.y1, b.y2) / h);
            const double greatest = std::max(std::max(b.x1, b.x2) / w, std::max(b.y1, b.y2) / h);
            beyond |= least < -kOvershoot || greatest > most;
            fractions &= std::min({b.x1, b.y1, b.x2, b.y2}) >= 0 && std::max({b.x1, b.y1, b.x2, b.y2}) <= 1;
        }
        QStringList out;
        if (fractions) {
            out << QString::fromLatin1(QT_TRANSLATE_NOOP(
                "core", "all numbers of the box lie within 0 and 1: the model profile may be the wrong one"));
        }
        if (beyond && thousandths) {
            out << QString::fromLatin1(QT_TRANSLATE_NOOP(
                "core", "numbers above 1000 or below 0 where the model profile says 0 to 1000: it may be the "
                        "wrong one"));
        } else if (beyond) {
            out << QString::fromLatin1(QT_TRANSLATE_NOOP(
                "core",
                "the box goes far beyond the picture the model saw: the model profile may be the wrong one"));
        }
        return out;
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
        QJsonObject image = pictureJson(picture, m_run.keyframe->frame);
        image[QStringLiteral("type")] = QStringLiteral("image");
        m_talk.add(VlmMessage::Role::User, {VlmImage{picture}, VlmText{prompt}},
                   QJsonArray{image, textJson(prompt)});
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
        return take(**asked, parsed, doubts(parsed));
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
