// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/chain_query.h"

#include "app/cli/mask_folder.h"
#include "core/base/file_output.h"
#include "core/jobs/truth_job.h"
#include "core/mask/label_picture.h"
#include "core/media/video_reader.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>
#include <deque>

namespace revseg::cli {

namespace {

constexpr int kMostObjects = 254; ///< that a palette picture can tell apart

/// Says on stderr what happens.
class Reporter final : public ChainObserver
{
public:
    Reporter(Terminal& terminal, int samples) : m_terminal(terminal), m_samples(samples) {}

    /// One run more than was planned.
    void addRun() { ++m_samples; }
    void onSampled(const ShownFrames&) override { tell(); }
    void onLoading(Progress progress) override { m_terminal.progress(QStringLiteral("loading"), progress); }
    void onTurn(const Turn&) override
    {
        ++m_turns;
        tell();
    }
    void onRetry(int turn, const QString& why, double wait) override
    {
        m_terminal.note(
            QStringLiteral("turn %1: %2; trying again in %3 s").arg(turn).arg(why).arg(wait, 0, 'f', 1));
    }

private:
    void tell() { m_terminal.progress(QStringLiteral("asking"), {m_turns, 2 * m_samples}); }

    Terminal& m_terminal;
    int m_samples;
    int m_turns = 0;
};

/// Carries the boxes of a run through the video and writes its masks below `folder`. A run without objects
/// gets empty masks. Cancelled keeps the frames that are done.
Result<void> trackRun(Run& run, Tracker& tracker, VideoReader& video, const QString& folder,
                      const QString& overlay, Terminal& terminal, std::stop_token stop)
{
    TrackRequest request;
    for (const ChainObject& o : run.objects) {
        if (int(request.prompts.size()) == kMostObjects)
            break;
        Prompt prompt;
        prompt.frame = run.keyframe->frame;
        prompt.object = ObjectId{o.id};
        prompt.box = o.box;
        request.prompts.push_back(prompt);
    }
    TrackedMasks found;
    Result<void> tracked;
    if (!request.prompts.empty()) {
        if (const auto wrong = checkPrompts(request.prompts, video.info()))
            return fail(*wrong);
        tracked = tracker.track(
            request, video, [&found](const TrackedFrame& frame) { found.add(frame); },
            terminal.progressFn(QStringLiteral("tracking")), stop);
        if (!tracked && (!tracked.error().isCancelled() || found.isEmpty()))
            return tracked;
    }
    const QString name = QStringLiteral("masks/") + run.id;
    if (!QDir(folder).mkpath(name)) {
        return fail(ErrorKind::Unreadable, QT_TRANSLATE_NOOP("core", "Cannot make the folder “%1”"), {name},
                    QT_TRANSLATE_NOOP("core", "check the free space of the disk and the permissions"));
    }
    if (auto written = found.write(folder + QLatin1Char('/') + name, video.info(), stop); !written)
        return written;
    run.masks = name;
    if (tracked && !overlay.isEmpty()) {
        const auto written =
            found.writeOverlay(overlay, video, terminal.progressFn(QStringLiteral("encoding")), stop);
        if (!written)
            return written;
    }
    run.setStage(Stage::Masks, tracked ? StageStatus::Ok : StageStatus::Missing);
    if (!tracked)
        terminal.note(QStringLiteral("Stopped; %1 finished frames are kept").arg(found.frames()));
    return tracked;
}

} // namespace

int okRuns(const Trace& trace)
{
    return int(std::count_if(trace.runs.begin(), trace.runs.end(),
                             [](const Run& r) { return r.status == Run::Status::Ok; }));
}

std::optional<Error> firstError(const Trace& trace)
{
    for (const Run& r : trace.runs) {
        if (r.error)
            return r.error;
    }
    return std::nullopt;
}

Result<Trace> runQuery(const ChainQuery& query, const ChainSettings& settings, VlmBackend& vlm,
                       Tracker* tracker, Terminal& terminal, std::stop_token stop)
{
    ReaderOptions options;
    options.threads = settings.threads;
    options.hash = true;
    const auto video = VideoReader::open(query.video, options, stop);
    if (!video)
        return fail(video.error());
    auto output = FolderOutput::create(query.out, query.replace);
    if (!output)
        return fail(output.error());

    auto sampled = sampleFrames((*video)->info(), settings.sampling, settings.prompts.frames);
    if (!sampled)
        return fail(sampled.error());
    auto shown = showFrames(**video, std::move(*sampled), settings.prompts.frame_size, stop);
    if (!shown)
        return fail(shown.error());
    std::optional<ChainTruth> truth;
    if (!query.truth.isEmpty()) {
        auto read =
            readChainTruth(query.truth, shown->sampled, (*video)->info().frames, (*video)->info().native);
        if (!read)
            return fail(read.error());
        truth = std::move(*read);
    }

    Trace trace;
    trace.video = (*video)->info();
    trace.query = query.query;
    trace.sampled = shown->sampled;
    trace.prompt_set = {{QStringLiteral("name"), settings.prompts.name},
                        {QStringLiteral("version"), settings.prompts.version}};
    trace.profile = settings.profile.toJson();

    ChainRequest request;
    request.query = query.query;
    request.prompts = settings.prompts;
    request.profile = settings.profile;
    request.sampling = settings.sampling;
    request.shown = std::move(*shown);
    request.temperature = settings.temperature;
    request.tracker = tracker ? tracker->spec() : QString();
    request.timeout_s = settings.timeout_s;
    request.max_tokens = settings.max_tokens;
    Reporter reporter(terminal, settings.samples);
    struct Planned
    {
        QString in_place_of; ///< id of the run that failed; empty: a sample
        int retries = 0;     ///< left
    };
    std::deque<Planned> plan(size_t(settings.samples), Planned{{}, settings.retries});
    bool overlaid = false;
    for (int i = 0; !plan.empty() && !stop.stop_requested(); ++i) {
        const Planned planned = plan.front();
        plan.pop_front();
        request.run = i;
        request.seed = settings.seed + i;
        auto run = runChain(request, vlm, **video, &reporter, stop);
        if (!run)
            return fail(run.error());
        if (!planned.in_place_of.isEmpty())
            run->asked[QStringLiteral("retry_of")] = planned.in_place_of;
        // What the server refuses now it would refuse again; another answer may be a better one.
        if (run->error && run->error->kind == ErrorKind::Model && planned.retries > 0) {
            plan.push_back(
                {planned.in_place_of.isEmpty() ? run->id : planned.in_place_of, planned.retries - 1});
            reporter.addRun();
        }
        if (truth) {
            ParseOptions parse;
            parse.sampled = int(trace.sampled.size());
            parse.size = settings.profile.answerSpace(settings.prompts.keyframe_size);
            parse.keys = settings.profile.keys;
            run->rewards = runRewards(*run, parse, (*video)->info().native, *truth, settings.weights);
        }
        if (run->status == Run::Status::Ok && tracker) {
            const auto tracked = trackRun(*run, *tracker, **video, output->path(),
                                          overlaid ? QString() : query.overlay, terminal, stop);
            overlaid = true;
            if (!tracked && tracked.error().isCancelled()) {
                run->status = Run::Status::Cancelled;
            } else if (!tracked) {
                run->status = Run::Status::Failed;
                run->error = tracked.error();
                run->setStage(Stage::Masks, StageStatus::Invalid);
            }
        }
        trace.runs.push_back(std::move(*run));
    }
    if (trace.runs.empty()) // stopped before anything was asked
        return fail(cancelled());
    if (auto saved = trace.save(output->filePath(QStringLiteral("trace.json"))); !saved)
        return fail(saved.error());
    if (auto done = output->commit(); !done)
        return fail(done.error());
    return trace;
}

} // namespace revseg::cli
