// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/chain_manifest.h"
#include "app/cli/chain_query.h"
#include "app/cli/commands.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QSet>

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

tl::expected<Words, Failure> readWords(const Arguments& args)
{
    Words w;
    w.manifest = args.value("manifest");
    const auto paths =
        args.exactly(args.has("manifest") ? QStringList() : QStringList{QStringLiteral("VIDEO")});
    if (!paths)
        return tl::unexpected(paths.error());
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
    const auto frames = args.integer("frames", 1, 768);
    const auto seed = args.integer("seed", 0, std::numeric_limits<qint64>::max() - 10'000);
    const auto tokens = args.integer("max-tokens", 1, 1'000'000);
    for (const auto* number : {&samples, &frames, &seed, &tokens}) {
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
    s.frames = int(frames->value_or(0));
    s.seed = seed->value_or(s.seed);
    s.max_tokens = int(tokens->value_or(s.max_tokens));
    s.temperature = temperature->value_or(s.temperature);
    s.timeout_s = timeout->value_or(s.timeout_s);
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
        return 130;
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
        return 130;
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
    VlmOptions options = VlmOptions::fromEnvironment();
    options.profile = *profile;
    const auto vlm = makeVlmBackend(words->vlm, options);
    if (!vlm)
        return specFailure(vlm.error());
    std::unique_ptr<Tracker> tracker;
    if (words->tracker != QLatin1String("none")) {
        auto made = makeTracker(words->tracker);
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
    return {"chain",
            "ask a model about a video in two turns, and track what it points at",
            "VIDEO --query TEXT --vlm SPEC --tracker SPEC --out DIR [options]",
            {{"query", "TEXT", "the question"},
             {"vlm", "SPEC", "http://host:port/v1#model (key in REVSEG_API_KEY), or replay:trace.json"},
             {"tracker", "SPEC", "flow (built in), or none: only trace.json"},
             {"out", "DIR", "folder for trace.json and masks/"},
             {"samples", "N", "independent runs (default 1)"},
             {"temperature", "T", "of sampling (default 0)"},
             {"seed", "S", "run i has seed S+i (default 0)"},
             {"frames", "N", "frames shown in turn 1 (default 16)"},
             {"timeout", "S", "seconds without a byte from the server (default 60)"},
             {"max-tokens", "N", "longest answer of a turn (default 1024)"},
             {"overlay", "F.mp4", "also the video with the masks of the first run over it"},
             {"profile", "P", "qwen2.5-vl, qwen3-vl, plain or a .json file (default: by the model's name)"},
             {"prompts", "P", "prompt set: a .json file (default revseg-1)"},
             {"manifest", "F.jsonl",
              "many queries: {\"video\",\"query\",\"id\",\"truth\"} a line, in place of "
              "VIDEO and --query"},
             {"force", "", "write into a folder that holds other things"}},
            run};
}

} // namespace revseg::cli
