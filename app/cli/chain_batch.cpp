// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/chain_batch.h"

#include "app/cli/mask_folder.h"
#include "core/base/file_output.h"
#include "core/chain/chain_runner.h"
#include "core/chain/rewards.h"
#include "core/chain/trace.h"
#include "core/mask/label_picture.h"
#include "core/media/video_reader.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <set>

namespace revseg::cli {

namespace {

/// Everything that is opened once and serves all runs of an item.
struct Tools
{
    PromptSet prompts;
    ModelProfile profile;
    std::unique_ptr<VlmBackend> vlm;
    std::unique_ptr<Tracker> tracker;
};

Result<Tools> openTools(const ChainWords& words)
{
    Tools t;
    auto profile = ModelProfile::load(ModelProfile::nameForModel(words.vlm.section(QLatin1Char('#'), 1)));
    if (!profile)
        return fail(profile.error());
    t.profile = std::move(*profile);
    VlmOptions options = VlmOptions::fromEnvironment();
    options.profile = t.profile;
    auto vlm = makeVlmBackend(words.vlm, options);
    if (!vlm)
        return fail(vlm.error());
    t.vlm = std::move(*vlm);
    auto tracker = makeTracker(words.tracker);
    if (!tracker)
        return fail(tracker.error());
    t.tracker = std::move(*tracker);
    auto prompts = PromptSet::load();
    if (!prompts)
        return fail(prompts.error());
    t.prompts = std::move(*prompts);
    return t;
}

/// The box around all targets on each sampled frame.
Result<ChainTruth> readTruth(const QString& folder, const SampledFrames& sampled, Size size)
{
    const QStringList files = stillsIn(folder);
    ChainTruth truth;
    for (const SampledFrame& s : sampled) {
        if (s.frame >= files.size()) {
            return fail(ErrorKind::NotFound,
                        QT_TRANSLATE_NOOP("core", "The truth “%1” has no mask for frame %2"),
                        {folder, QString::number(s.frame)},
                        QT_TRANSLATE_NOOP("core", "give one mask for each frame"));
        }
        const auto picture = readLabelPicture(files[s.frame]);
        if (!picture)
            return fail(picture.error());
        if (picture->size != size) {
            return fail(ErrorKind::InvalidInput,
                        QT_TRANSLATE_NOOP("core", "The true mask “%1” has not the video's size"),
                        {files[s.frame]}, QT_TRANSLATE_NOOP("core", "give masks of the video's size"));
        }
        truth.boxes.push_back(picture->foreground().bounds());
    }
    return truth;
}

Rewards rewardsOf(const Run& run, const ChainTruth& truth, const Tools& tools, Size native)
{
    ParseOptions options;
    options.sampled = int(run.sampled.size());
    options.size = tools.profile.answerSpace(tools.prompts.keyframe_size);
    options.keys = tools.profile.keys;
    std::optional<ParsedTurn1> first;
    std::optional<ParsedTurn2> second;
    for (const Turn& turn : run.turns) {
        if (turn.number == 1)
            first = parseTurn1(turn.raw, options);
        else
            second = parseTurn2(turn.raw, options);
    }
    return chainRewards(first ? &*first : nullptr, second ? &*second : nullptr, truth,
                        double(native.width) / options.size.width,
                        double(native.height) / options.size.height);
}

/// Masks of one run, into a folder of its own. What was tracked until a stop is kept.
Result<void> trackRun(Run& run, const Tools& tools, FrameProvider& video, const FolderOutput& output,
                      Terminal& terminal, const std::stop_token& stop)
{
    if (run.status != Run::Status::Ok || !run.keyframe)
        return {};
    const QString folder = QStringLiteral("masks/") + run.id;
    if (!QDir().mkpath(output.filePath(folder)))
        return fail(ErrorKind::Unreadable, QT_TRANSLATE_NOOP("core", "Cannot make the folder “%1”"),
                    {folder});
    TrackedMasks found;
    Result<void> tracked;
    if (!run.objects.empty()) {
        TrackRequest request;
        for (const ChainObject& object : run.objects) {
            Prompt prompt;
            prompt.frame = run.keyframe->frame;
            prompt.object = ObjectId{object.id};
            prompt.box = object.box;
            request.prompts.push_back(prompt);
        }
        tracked = tools.tracker->track(
            request, video, [&found](const TrackedFrame& frame) { found.add(frame); },
            terminal.progressFn(QStringLiteral("run %1: tracking").arg(run.id)), stop);
    }
    if (auto done = found.write(output.filePath(folder), video.info(), stop); !done)
        return done;
    run.masks = folder;
    return tracked;
}

struct ItemResult
{
    Trace trace;
    int ok = 0;
    bool stopped = false;
};

Result<ItemResult> runItem(const ChainWords& words, const ChainItem& item, const QString& out, bool force,
                           Terminal& terminal, const std::stop_token& stop)
{
    const auto tools = openTools(words);
    if (!tools)
        return fail(tools.error());
    ReaderOptions options;
    options.threads = words.threads;
    options.hash = true;
    const auto video = VideoReader::open(item.video, options, stop);
    if (!video)
        return fail(video.error());
    auto output = FolderOutput::create(out, force);
    if (!output)
        return fail(output.error());

    ItemResult result;
    Trace& trace = result.trace;
    trace.video = (*video)->info();
    trace.query = item.query;
    trace.prompt_set = {{QStringLiteral("name"), tools->prompts.name},
                        {QStringLiteral("version"), tools->prompts.version}};
    trace.profile = tools->profile.toJson();
    const int count = words.frames > 0 ? words.frames : tools->prompts.frames;
    auto shown =
        showFrames(**video, sampleUniform((*video)->frameCount(), count), tools->prompts.frame_size, stop);
    if (!shown)
        return fail(shown.error());
    trace.sampled = shown->sampled;
    std::optional<ChainTruth> truth;
    if (!item.truth.isEmpty()) {
        auto read = readTruth(item.truth, trace.sampled, (*video)->info().native);
        if (!read)
            return fail(read.error());
        truth = std::move(*read);
    }

    for (int i = 0; i < words.samples && !stop.stop_requested(); ++i) {
        ChainRequest request;
        request.query = item.query;
        request.prompts = tools->prompts;
        request.profile = tools->profile;
        request.shown = *shown;
        request.temperature = words.temperature;
        if (words.seed)
            request.seed = *words.seed + i;
        request.max_tokens = words.max_tokens;
        request.timeout_s = words.timeout_s;
        request.run = i;
        terminal.note(QStringLiteral("run %1: asking").arg(i));
        auto run = runChain(request, *tools->vlm, **video, nullptr, stop);
        if (!run)
            return fail(run.error());
        if (auto tracked = trackRun(*run, *tools, **video, *output, terminal, stop); !tracked) {
            run->status = tracked.error().isCancelled() ? Run::Status::Cancelled : Run::Status::Failed;
            run->error = tracked.error();
        }
        if (truth)
            run->rewards = rewardsOf(*run, *truth, *tools, (*video)->info().native);
        if (run->error && !run->error->isCancelled())
            terminal.note(QStringLiteral("run %1: %2").arg(run->id, run->error->message()));
        result.ok += run->status == Run::Status::Ok ? 1 : 0;
        trace.runs.push_back(std::move(*run));
    }
    result.stopped = stop.stop_requested();
    // The trace is written as it will lie: its paths are relative to where the folder ends up.
    const QByteArray json =
        QJsonDocument(trace.toJson(QFileInfo(out).absoluteFilePath())).toJson(QJsonDocument::Indented);
    if (auto done = writeFile(output->filePath(QStringLiteral("trace.json")), json); !done)
        return fail(done.error());
    if (auto done = output->commit(); !done)
        return fail(done.error());
    return result;
}

QString summaryOf(const Run& run)
{
    if (run.error)
        return QStringLiteral("run %1: %2: %3").arg(run.id, statusName(run.status), run.error->message());
    QString text = QStringLiteral("run %1: %2").arg(run.id, statusName(run.status));
    if (run.keyframe)
        text += QStringLiteral(", sample %1 = frame %2, %3")
                    .arg(run.keyframe->sample)
                    .arg(run.keyframe->frame)
                    .arg(run.description);
    for (const ChainObject& o : run.objects) {
        text += QStringLiteral(", box %1,%2,%3,%4")
                    .arg(o.box.x1, 0, 'f', 0)
                    .arg(o.box.y1, 0, 'f', 0)
                    .arg(o.box.x2, 0, 'f', 0)
                    .arg(o.box.y2, 0, 'f', 0);
    }
    return run.objects.empty() ? text + QStringLiteral(", no such object") : text;
}

/// The first error of a trace in which nothing went well.
Error firstError(const Trace& trace)
{
    for (const Run& run : trace.runs) {
        if (run.error && !run.error->isCancelled())
            return *run.error;
    }
    return trace.runs.empty() || !trace.runs.front().error ? cancelled() : *trace.runs.front().error;
}

Result<std::vector<ChainItem>> readManifest(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return fail(file.exists() ? ErrorKind::Unreadable : ErrorKind::NotFound,
                    QT_TRANSLATE_NOOP("core", "“%1” cannot be read (%2)"), {path, file.errorString()});
    }
    const QDir folder = QFileInfo(path).absoluteDir();
    std::vector<ChainItem> items;
    std::set<QString> ids;
    for (int number = 0; !file.atEnd(); ++number) {
        const QByteArray line = file.readLine().trimmed();
        if (line.isEmpty())
            continue;
        const QJsonObject o = QJsonDocument::fromJson(line).object();
        ChainItem item;
        item.video = o.value(QStringLiteral("video")).toString();
        item.query = o.value(QStringLiteral("query")).toString();
        const QJsonValue id = o.value(QStringLiteral("id"));
        item.id = id.isDouble() ? QString::number(id.toInteger()) : id.toString(QString::number(number));
        item.truth = o.value(QStringLiteral("truth")).toString();
        const bool goodId = !item.id.isEmpty() && QDir::cleanPath(item.id) == item.id &&
                            !item.id.startsWith(QLatin1String("..")) && !QDir::isAbsolutePath(item.id) &&
                            ids.insert(item.id).second;
        if (item.video.isEmpty() || item.query.isEmpty() || !goodId) {
            return fail(
                ErrorKind::InvalidInput,
                QT_TRANSLATE_NOOP(
                    "core",
                    "Line %1 of “%2” is no question: it needs video, query and, if any, an id of its own"),
                {QString::number(number + 1), path}, QT_TRANSLATE_NOOP("core", "correct the line"));
        }
        item.video = folder.absoluteFilePath(item.video);
        if (!item.truth.isEmpty())
            item.truth = folder.absoluteFilePath(item.truth);
        items.push_back(item);
    }
    return items;
}

bool isFinished(const QString& folder)
{
    const QString path = folder + QStringLiteral("/trace.json");
    if (!QFileInfo::exists(path))
        return false;
    const auto trace = Trace::load(path);
    return trace && std::any_of(trace->runs.begin(), trace->runs.end(),
                                [](const Run& run) { return run.status == Run::Status::Ok; });
}

} // namespace

Outcome runChainItem(const ChainWords& words, Terminal& terminal, std::stop_token stop)
{
    const auto result = runItem(words, words.item, words.out, words.force, terminal, stop);
    if (!result)
        return failed(result.error());
    for (const Run& run : result->trace.runs)
        terminal.line(summaryOf(run));
    terminal.line(words.out + QStringLiteral("/trace.json"));
    if (result->stopped) {
        terminal.document(result->trace.toJson(QFileInfo(words.out).absoluteFilePath()));
        terminal.note(QStringLiteral("Stopped; %1 finished runs are kept").arg(result->ok));
        return 130;
    }
    if (result->ok == 0)
        return failed(firstError(result->trace));
    terminal.document(result->trace.toJson(QFileInfo(words.out).absoluteFilePath()));
    return 0;
}

Outcome runManifest(const ChainWords& words, Terminal& terminal, std::stop_token stop)
{
    const auto items = readManifest(words.manifest);
    if (!items)
        return failed(items.error());
    QJsonArray rows;
    int ok = 0;
    std::optional<Error> first;
    for (const ChainItem& item : *items) {
        if (stop.stop_requested())
            break;
        const QString out = words.out + QLatin1Char('/') + item.id;
        QJsonObject row{{QStringLiteral("id"), item.id}};
        if (isFinished(out)) {
            row.insert(QStringLiteral("status"), QStringLiteral("skipped"));
            ++ok;
        } else {
            terminal.note(QStringLiteral("%1: %2").arg(item.id, item.query));
            const auto result = runItem(words, item, out, true, terminal, stop);
            const bool good = result && result->ok > 0;
            ok += good ? 1 : 0;
            row.insert(QStringLiteral("status"), good ? QStringLiteral("ok") : QStringLiteral("failed"));
            if (!good) {
                const Error error = result ? firstError(result->trace) : result.error();
                row.insert(QStringLiteral("error"), error.message());
                if (!first)
                    first = error;
            }
        }
        terminal.line(QStringLiteral("%1: %2").arg(item.id, row.value(QStringLiteral("status")).toString()));
        rows << row;
    }
    if (stop.stop_requested()) {
        terminal.document({{QStringLiteral("items"), rows}});
        return 130;
    }
    if (ok == 0 && first)
        return failed(*first);
    terminal.document({{QStringLiteral("items"), rows}});
    return 0;
}

} // namespace revseg::cli
