// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/chain_manifest.h"
#include "app/cli/chain_query.h"
#include "app/cli/commands.h"
#include "app/cli/tracker_choice.h"
#include "core/media/video_writer.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QSet>

#include <array>
#include <cmath>
#include <limits>

namespace revseg::cli {

namespace {

struct Words
{
    QString video;
    QString query;
    QString vlm;
    QString tracker;
    QString out;
    QString manifest;
    ChainSettings settings;
};

/// "A:B", both inside.
std::optional<FrameRange> rangeOf(const QString& text)
{
    const QStringList ends = text.split(QLatin1Char(':'));
    bool ok1 = false;
    bool ok2 = false;
    if (ends.size() != 2)
        return std::nullopt;
    const FrameRange range{ends[0].toInt(&ok1), ends[1].toInt(&ok2)};
    if (!ok1 || !ok2 || range.first < 0 || range.isEmpty())
        return std::nullopt;
    return range;
}

tl::expected<Sampling, Failure> readSampling(const Arguments& args)
{
    constexpr qsizetype kMost = 768;
    Sampling s;
    const auto frames = args.integer("frames", 1, kMost);
    if (!frames)
        return tl::unexpected(frames.error());
    s.frames = int(frames->value_or(0));
    const auto fps = args.number("fps", 0.001, 1000);
    if (!fps)
        return tl::unexpected(fps.error());
    s.fps = fps->value_or(0);
    if (args.has("frames") && args.has("fps"))
        return wrongUsage(QT_TRANSLATE_NOOP("core", "--frames and --fps exclude each other"));
    if (args.has("range")) {
        s.range = rangeOf(args.value("range"));
        if (!s.range) {
            return wrongUsage(QT_TRANSLATE_NOOP("core", "“%1” is no range: A:B with A not after B is"),
                              {args.value("range")});
        }
    }
    if (args.has("pick")) {
        if (args.has("frames") || args.has("fps") || args.has("range"))
            return wrongUsage(
                QT_TRANSLATE_NOOP("core", "--pick takes the place of --frames, --fps and --range"));
        const QStringList numbers = args.value("pick").split(QLatin1Char(','));
        bool ok = numbers.size() <= kMost;
        for (qsizetype i = 0; ok && i < numbers.size(); ++i) {
            s.picked.push_back(numbers[i].trimmed().toInt(&ok));
            ok = ok && s.picked.back() >= 0;
        }
        if (!ok) {
            return wrongUsage(QT_TRANSLATE_NOOP("core", "“%1” is no list of frames: 0,10,20 is"),
                              {args.value("pick")});
        }
    }
    return s;
}

/// "1,1,0.5": of format, temporal and spatial.
std::optional<RewardWeights> weightsOf(const QString& text)
{
    const QStringList parts = text.split(QLatin1Char(','));
    if (parts.size() != 3)
        return std::nullopt;
    std::array<double, 3> n{};
    for (size_t i = 0; i < 3; ++i) {
        bool ok = false;
        n[i] = parts[qsizetype(i)].trimmed().toDouble(&ok);
        if (!ok || !std::isfinite(n[i]) || n[i] < 0)
            return std::nullopt;
    }
    return RewardWeights{n[0], n[1], n[2]};
}

tl::expected<Words, Failure> readWords(const Arguments& args)
{
    Words w;
    w.manifest = args.value("manifest");
    const auto paths =
        args.exactly(args.has("manifest") ? QStringList() : QStringList{QStringLiteral("VIDEO")});
    if (!paths)
        return tl::unexpected(paths.error());
    if (args.has("overlay")) {
        if (const auto fits = VideoWriter::checkSuffix(args.value("overlay")); !fits)
            return tl::unexpected(Failure(fits.error(), 2));
    }
    if (args.has("manifest") && (args.has("query") || args.has("overlay")))
        return wrongUsage(QT_TRANSLATE_NOOP("core", "--manifest takes the place of VIDEO and --query"));
    w.video = paths->value(0);
    for (const auto& [name, target] : {std::pair("query", &w.query), std::pair("vlm", &w.vlm),
                                       std::pair("tracker", &w.tracker), std::pair("out", &w.out)}) {
        if (target == &w.query && args.has("manifest"))
            continue;
        const auto value = args.required(name);
        if (!value)
            return tl::unexpected(value.error());
        if (value->trimmed().isEmpty())
            return wrongUsage(QT_TRANSLATE_NOOP("core", "The option --%1 is empty"), {QLatin1String(name)});
        *target = *value;
    }
    ChainSettings& s = w.settings;
    const auto samples = args.integer("samples", 1, 10'000);
    const auto sampling = readSampling(args);
    if (!sampling)
        return tl::unexpected(sampling.error());
    const auto retries = args.integer("retries", 0, 100);
    const auto seed = args.integer("seed", 0, std::numeric_limits<qint64>::max() - 2'000'000);
    const auto tokens = args.integer("max-tokens", 1, 1'000'000);
    for (const auto* number : {&samples, &retries, &seed, &tokens}) {
        if (!*number)
            return tl::unexpected(number->error());
    }
    const auto temperature = args.number("temperature", 0, 100);
    if (!temperature)
        return tl::unexpected(temperature.error());
    const auto timeout = args.number("timeout", 0.001, 1e6);
    if (!timeout)
        return tl::unexpected(timeout.error());
    s.samples = int(samples->value_or(s.samples));
    s.sampling = *sampling;
    s.seed = seed->value_or(s.seed);
    s.max_tokens = int(tokens->value_or(s.max_tokens));
    s.temperature = temperature->value_or(s.temperature);
    s.timeout_s = timeout->value_or(s.timeout_s);
    s.retries = int(retries->value_or(s.retries));
    if (s.retries > 0 && !(s.temperature > 0)) {
        return wrongUsage(QT_TRANSLATE_NOOP(
            "core", "--retries needs a --temperature above 0: at 0 the answer would be the same again"));
    }
    if (args.has("weights")) {
        const auto weights = weightsOf(args.value("weights"));
        if (!weights) {
            return wrongUsage(
                QT_TRANSLATE_NOOP("core", "“%1” are no weights: format,temporal,spatial as 1,1,0.5 are"),
                {args.value("weights")});
        }
        s.weights = *weights;
    }
    return w;
}

/// A spec that can be seen to be wrong is wrong usage; anything else is a failure.
tl::unexpected<Failure> specFailure(const Error& error)
{
    return tl::unexpected<Failure>(Failure(error, error.kind == ErrorKind::InvalidInput ? 2 : 1));
}

QString readable(const Run& run)
{
    QString text = QStringLiteral("run %1: %2").arg(run.id, statusName(run.status));
    // What cannot be used of an answer names its turn itself.
    if (run.error && run.error->kind != ErrorKind::Model && !run.turns.empty() && run.objects.empty())
        text += QStringLiteral(" in turn %1").arg(run.turns.back().number);
    if (run.keyframe)
        text += QStringLiteral(", keyframe %1 (frame %2), “%3”")
                    .arg(QString::number(run.keyframe->sample), QString::number(run.keyframe->frame),
                         run.description);
    for (const ChainObject& o : run.objects)
        text += QStringLiteral(", box %1,%2,%3,%4").arg(o.box.x1).arg(o.box.y1).arg(o.box.x2).arg(o.box.y2);
    if (run.status == Run::Status::Ok && run.objects.empty())
        text += QStringLiteral(", no such object");
    if (!run.masks.isEmpty())
        text += QStringLiteral(", ") + run.masks;
    if (run.rewards)
        text += QStringLiteral(", rewards %1 + %2 + %3 = %4")
                    .arg(run.rewards->format)
                    .arg(run.rewards->temporal)
                    .arg(run.rewards->spatial)
                    .arg(run.rewards->sum);
    if (run.error)
        text += QStringLiteral(": ") + run.error->message();
    return oneLine(text);
}

bool wasStopped(const Trace& trace)
{
    return trace.runs.back().status == Run::Status::Cancelled;
}

Outcome runOne(const Context& c, const Words& w, VlmBackend& vlm, Tracker* tracker)
{
    const ChainQuery query{w.video, w.query, {}, w.out, c.args.value("overlay"), c.args.has("force")};
    const auto trace = runQuery(query, w.settings, vlm, tracker, c.terminal, c.stop);
    if (!trace)
        return failed(trace.error());
    for (const Run& run : trace->runs)
        c.terminal.line(readable(run));
    if (wasStopped(*trace) || c.stop.stop_requested()) {
        c.terminal.document(trace->toJson(w.out));
        c.terminal.note(QStringLiteral("Stopped; %1 finished runs are kept").arg(okRuns(*trace)));
        return kStopped;
    }
    if (const auto error = firstError(*trace); okRuns(*trace) == 0 && error)
        return failed(*error);
    c.terminal.document(trace->toJson(w.out));
    return 0;
}

/// Refuses a folder that holds anything but results of this manifest.
std::optional<Error> foreignThing(const QString& folder, const std::vector<ManifestItem>& items)
{
    if (QFileInfo(folder).exists() && !QFileInfo(folder).isDir()) {
        return makeError(ErrorKind::InvalidInput, QT_TRANSLATE_NOOP("core", "“%1” is a file, not a folder"),
                         {folder}, QT_TRANSLATE_NOOP("core", "choose another folder for the results"));
    }
    QSet<QString> ids;
    for (const ManifestItem& item : items)
        ids.insert(item.id);
    for (const QString& name : QDir(folder).entryList(QDir::AllEntries | QDir::NoDotAndDotDot)) {
        if (!ids.contains(name)) {
            return makeError(
                ErrorKind::InvalidInput,
                QT_TRANSLATE_NOOP("core", "The folder “%1” already holds other things (“%2”)"),
                {folder, name},
                QT_TRANSLATE_NOOP("core", "choose another folder, or give --force to use this one"));
        }
    }
    return std::nullopt;
}

Outcome runManifest(const Context& c, const Words& w, VlmBackend& vlm, Tracker* tracker)
{
    const auto items = readManifest(w.manifest, w.out);
    if (!items)
        return failed(items.error());
    if (const auto foreign = foreignThing(w.out, *items); foreign && !c.args.has("force"))
        return failed(*foreign);
    QJsonArray list;
    int skipped = 0;
    int ok = 0;
    std::optional<Error> broken;  // an item that could not be run at all
    std::optional<Error> unlucky; // one whose runs all failed
    bool stopped = false;
    for (const ManifestItem& item : *items) {
        QJsonObject entry{{QStringLiteral("id"), item.id}};
        if (isFinished(item)) {
            ++skipped;
            entry[QStringLiteral("status")] = QStringLiteral("skipped");
            list.append(entry);
            continue;
        }
        const auto trace = runQuery(item.query, w.settings, vlm, tracker, c.terminal, c.stop);
        if ((!trace && trace.error().isCancelled()) || (trace && wasStopped(*trace))) {
            stopped = true;
            break;
        }
        if (!trace) {
            Error error = trace.error();
            error.what = Sentence{QT_TRANSLATE_NOOP("core", "“%1”, line %2: %3"),
                                  {w.manifest, QString::number(item.line), error.message()}};
            c.terminal.note(error.message());
            entry[QStringLiteral("status")] = QStringLiteral("failed");
            entry[QStringLiteral("error")] = error.message();
            if (!broken)
                broken = error;
        } else {
            const bool good = okRuns(*trace) > 0;
            ok += good;
            entry[QStringLiteral("status")] = good ? QStringLiteral("ok") : QStringLiteral("failed");
            entry[QStringLiteral("ok_runs")] = okRuns(*trace);
            if (const auto error = firstError(*trace); !good && error) {
                entry[QStringLiteral("error")] = error->message();
                unlucky = unlucky ? unlucky : error;
            }
            for (const Run& run : trace->runs)
                c.terminal.line(QStringLiteral("%1: %2").arg(item.id, readable(run)));
        }
        list.append(entry);
    }
    const QJsonObject document{
        {QStringLiteral("items"), list}, {QStringLiteral("ok"), ok}, {QStringLiteral("skipped"), skipped}};
    if (stopped) {
        c.terminal.document(document);
        c.terminal.note(QStringLiteral("Stopped; %1 finished queries are kept").arg(ok + skipped));
        return kStopped;
    }
    if (broken)
        return failed(*broken);
    if (ok + skipped == 0 && unlucky)
        return failed(*unlucky);
    c.terminal.document(document);
    c.terminal.line(QStringLiteral("%1 done, %2 were done before, %3 failed")
                        .arg(ok)
                        .arg(skipped)
                        .arg(int(items->size()) - ok - skipped));
    return 0;
}

Outcome run(const Context& c)
{
    auto words = readWords(c.args);
    if (!words)
        return tl::unexpected(words.error());
    const auto profile =
        c.args.has("profile") ? ModelProfile::load(c.args.value("profile")) : profileForSpec(words->vlm);
    if (!profile)
        return failed(profile.error());
    const auto prompts = PromptSet::load(c.args.value("prompts", PromptSet::defaultName()));
    if (!prompts)
        return failed(prompts.error());
    auto options = VlmOptions::forSpec(words->vlm, c.stop);
    if (!options)
        return failed(options.error());
    options->profile = *profile;
    options->threads = c.threads;
    const auto speed = c.args.number("speed", 0.001, 1e6);
    if (!speed)
        return tl::unexpected(speed.error());
    if (*speed) {
        if (!words->vlm.startsWith(QLatin1String("replay:"), Qt::CaseInsensitive))
            return wrongUsage(
                QT_TRANSLATE_NOOP("core", "--speed is for recorded answers (replay:trace.json)"));
        options->real_speed = true;
        options->speed = **speed;
    }
    const auto vlm = makeVlmBackend(words->vlm, *options);
    if (!vlm)
        return specFailure(vlm.error());
    std::unique_ptr<Tracker> tracker;
    if (words->tracker != QLatin1String("none")) {
        auto made = chosenTracker(words->tracker, c.threads);
        if (!made)
            return specFailure(made.error());
        tracker = std::move(*made);
    }
    words->settings.profile = *profile;
    words->settings.prompts = *prompts;
    words->settings.threads = c.threads;
    return c.args.has("manifest") ? runManifest(c, *words, **vlm, tracker.get())
                                  : runOne(c, *words, **vlm, tracker.get());
}

} // namespace

Command chainCommand()
{
    return {
        "chain",
        "ask a model about a video in two turns, and track what it points at",
        "VIDEO --query TEXT --vlm SPEC --tracker SPEC --out DIR [options]",
        {{"query", "TEXT", "the question"},
         {"vlm", "SPEC", "http://host:port/v1#model (key in REVSEG_API_KEY), local:DIR or replay:trace.json"},
         {"tracker", "SPEC", "flow (built in), sam2:FILE_OR_DIR, or none: only trace.json"},
         {"out", "DIR", "folder for trace.json and masks/"},
         {"samples", "N", "independent runs (default 1)"},
         {"retries", "N", "further runs with new seeds for each whose answer cannot be used (default 0)"},
         {"temperature", "T", "of sampling (default 0)"},
         {"seed", "S", "run i has seed S+i (default 0)"},
         {"frames", "N", "frames shown in turn 1, evenly spaced (default 16)"},
         {"fps", "F", "instead so many frames a second of the video, 4 to 768 of them"},
         {"range", "A:B", "only frames from A to B, both inside"},
         {"pick", "K,K,..", "instead exactly these frames of the video"},
         {"timeout", "S", "seconds without a byte from the server (default 60)"},
         {"max-tokens", "N", "longest answer of a turn (default 1024)"},
         {"overlay", "F.mp4", "also the video with the masks of the first good run over it (or .gif)"},
         {"profile", "P", "qwen2.5-vl, qwen3-vl, plain or a .json file (default: by the model's name)"},
         {"prompts", "P", "prompt set: a .json file (default revseg-1)"},
         {"manifest", "F.jsonl",
          "many queries: {\"video\",\"query\",\"id\",\"truth\"} a line, in place of "
          "VIDEO and --query"},
         {"weights", "F,T,S", "of the rewards for format, temporal and spatial (default 1,1,1)"},
         {"speed", "S", "of a recorded answer: 1 as it was, 2 twice as fast (default: at once)"},
         {"force", "", "write into a folder that holds other things"}},
        run};
}

} // namespace revseg::cli
