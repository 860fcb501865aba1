// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/mask_folder.h"
#include "app/cli/prompt_text.h"
#include "app/cli/tracker_choice.h"
#include "core/base/file_output.h"
#include "core/mask/label_picture.h"
#include "core/media/video_reader.h"
#include "core/media/video_writer.h"

#include <QElapsedTimer>
#include <QJsonArray>

#include <cmath>

namespace revseg::cli {

namespace {

struct Words
{
    QString video;
    std::vector<PromptText> prompts;
    QString tracker;
    QString out;
    TrackRequest request;
};

tl::expected<Words, Failure> readWords(const Arguments& args)
{
    Words w;
    const auto paths = args.exactly({QStringLiteral("VIDEO")});
    if (!paths)
        return tl::unexpected(paths.error());
    w.video = paths->first();
    std::vector<PromptText> prompts;
    for (const QString& text : args.values("prompt")) {
        auto prompt = parsePrompt(text);
        if (!prompt)
            return tl::unexpected(prompt.error());
        prompts.push_back(std::move(*prompt));
    }
    if (prompts.empty())
        return wrongUsage(QT_TRANSLATE_NOOP("core", "The option --%1 is missing"),
                          {QStringLiteral("prompt")});
    auto joined = joinPrompts(std::move(prompts));
    if (!joined)
        return tl::unexpected(joined.error());
    w.prompts = std::move(*joined);
    for (const auto& [name, target] : {std::pair("tracker", &w.tracker), std::pair("out", &w.out)}) {
        const auto value = args.required(name);
        if (!value)
            return tl::unexpected(value.error());
        *target = *value;
    }
    const QString direction = args.value("direction", QStringLiteral("both"));
    if (direction == QLatin1String("both"))
        w.request.direction = TrackDirection::Both;
    else if (direction == QLatin1String("forward"))
        w.request.direction = TrackDirection::Forward;
    else if (direction == QLatin1String("backward"))
        w.request.direction = TrackDirection::Backward;
    else
        return wrongUsage(QT_TRANSLATE_NOOP("core", "“%1” is no direction: both, forward and backward are"),
                          {direction});
    if (const QString overlay = args.value("overlay"); args.has("overlay")) {
        if (const auto fits = VideoWriter::checkSuffix(overlay); !fits)
            return tl::unexpected(Failure(fits.error(), 2));
    }
    if (args.has("range")) {
        const QStringList ends = args.value("range").split(QLatin1Char(':'));
        bool good = ends.size() == 2;
        bool ok1 = false;
        bool ok2 = false;
        FrameRange range;
        if (good) {
            range = {ends[0].toInt(&ok1), ends[1].toInt(&ok2)};
            good = ok1 && ok2 && range.first >= 0 && !range.isEmpty();
        }
        if (!good)
            return wrongUsage(QT_TRANSLATE_NOOP("core", "“%1” is no range: A:B with A not after B is"),
                              {args.value("range")});
        w.request.range = range;
    }
    return w;
}

/// Reads the masks that prompts name. Without an id each value of the picture is an object.
Result<std::vector<Prompt>> readPrompts(const std::vector<PromptText>& texts, const VideoInfo& video)
{
    std::vector<Prompt> out;
    for (const PromptText& text : texts) {
        if (text.mask_file.isEmpty()) {
            out.push_back(text.prompt);
            continue;
        }
        const auto picture = readLabelPicture(text.mask_file);
        if (!picture)
            return fail(picture.error());
        if (picture->size != video.native) {
            return fail(ErrorKind::InvalidInput, QT_TRANSLATE_NOOP("core", "“%1” is %2 and the video is %3"),
                        {text.mask_file,
                         QStringLiteral("%1×%2").arg(picture->size.width).arg(picture->size.height),
                         QStringLiteral("%1×%2").arg(video.native.width).arg(video.native.height)},
                        QT_TRANSLATE_NOOP("core", "give a mask of the video's size"));
        }
        Prompt prompt = text.prompt;
        if (text.has_id) {
            prompt.mask = picture->foreground();
            out.push_back(prompt);
            continue;
        }
        const auto counts = picture->counts();
        bool any = false;
        for (int value = 1; value < LabelPicture::kVoid; ++value) {
            if (counts[size_t(value)] == 0)
                continue;
            prompt.object = ObjectId{value};
            prompt.mask = picture->mask(uint8_t(value));
            out.push_back(prompt);
            any = true;
        }
        if (!any && counts[LabelPicture::kVoid] > 0) { // a black and white mask
            prompt.mask = picture->foreground();
            out.push_back(prompt);
            any = true;
        }
        if (!any)
            return fail(ErrorKind::InvalidInput, QT_TRANSLATE_NOOP("core", "The mask “%1” is empty"),
                        {text.mask_file},
                        QT_TRANSLATE_NOOP("core", "paint the object with a value other than 0"));
    }
    return out;
}

Outcome run(const Context& c)
{
    auto words = readWords(c.args);
    if (!words)
        return tl::unexpected(words.error());
    words->request.logits = c.args.value("logits");
    // What cannot work is refused before anything slow begins.
    if (!words->request.logits.isEmpty() && !words->tracker.startsWith(QLatin1String("sam2:"))) {
        return failed(makeError(ErrorKind::Unsupported,
                                QT_TRANSLATE_NOOP("core", "The tracker “%1” gives no logits"),
                                {words->tracker}, QT_TRANSLATE_NOOP("core", "leave --logits out")));
    }
    for (const QString& file : {words->request.logits, c.args.value("overlay")}) {
        if (file.isEmpty())
            continue;
        if (const auto good = checkWritable(file); !good)
            return failed(good.error());
    }
    const auto tracker = chosenTracker(words->tracker, c.threads);
    if (!tracker)
        return failed(tracker.error());
    ReaderOptions options;
    options.threads = c.threads;
    const auto video = VideoReader::open(words->video, options, c.stop);
    if (!video)
        return failed(video.error());
    auto prompts = readPrompts(words->prompts, (*video)->info());
    if (!prompts)
        return failed(prompts.error());
    words->request.prompts = std::move(*prompts);
    if (const auto wrong = checkPrompts(words->request.prompts, (*video)->info()))
        return failed(*wrong);
    auto output = FolderOutput::create(words->out, c.args.has("force"));
    if (!output)
        return failed(output.error());

    QElapsedTimer clock;
    clock.start();
    TrackedMasks found;
    const auto tracked = (*tracker)->track(
        words->request, **video, [&found](const TrackedFrame& frame) { found.add(frame); },
        c.terminal.progressFn(QStringLiteral("tracking")), c.stop);
    const double seconds = std::max(1e-9, double(clock.nsecsElapsed()) / 1e9);
    const bool stopped = !tracked && tracked.error().isCancelled();
    if (!tracked && (!stopped || found.isEmpty()))
        return failed(tracked.error());
    if (const auto done = found.write(output->path(), (*video)->info(), c.stop); !done)
        return failed(output->named(done.error()));
    if (c.args.has("overlay") && !stopped) {
        const auto done = found.writeOverlay(c.args.value("overlay"), **video,
                                             c.terminal.progressFn(QStringLiteral("encoding")), c.stop);
        if (!done)
            return failed(done.error());
    }
    if (const auto done = output->commit(); !done)
        return failed(done.error());

    QJsonObject objects;
    for (const auto& [id, scores] : found.scores((*video)->frameCount())) {
        QJsonArray values;
        for (const double s : scores)
            values << (std::isfinite(s) ? QJsonValue(s) : QJsonValue());
        objects.insert(QString::number(id.value), QJsonObject{{QStringLiteral("score"), values}});
    }
    const double rate = found.frames() / seconds;
    c.terminal.line(QStringLiteral("%1 frames in %2 s (%3 frames/s) in %4")
                        .arg(found.frames())
                        .arg(seconds, 0, 'f', 2)
                        .arg(rate, 0, 'f', 1)
                        .arg(words->out));
    c.terminal.document({{QStringLiteral("frames"), found.frames()},
                         {QStringLiteral("objects"), objects},
                         {QStringLiteral("seconds"), seconds},
                         {QStringLiteral("frames_per_second"), rate}});
    if (stopped)
        c.terminal.note(QStringLiteral("Stopped; %1 finished frames are kept").arg(found.frames()));
    return stopped ? kStopped : 0;
}

} // namespace

Command trackCommand()
{
    return {
        "track",
        "carry prompts (boxes, points, masks) through a video: one palette PNG a frame",
        "VIDEO --prompt P… --tracker SPEC --out DIR [options]",
        {{"prompt", "P", "K:[id=N:]box=x1,y1,x2,y2, …point=x,y,+;x,y,- or …mask=F.png; may be given again"},
         {"tracker", "SPEC",
          "flow (built in), or sam2:FILE_OR_DIR[?device=cuda&precision=bfloat16&size=512]"},
         {"out", "DIR", "folder for the masks"},
         {"direction", "D", "both (default), forward or backward"},
         {"range", "A:B", "only these frames, both inside"},
         {"overlay", "F.mp4", "also the video with the masks over it (.mp4, .mov, .mkv or .gif)"},
         {"logits", "F.safetensors", "logits of SAM 2 trackers"},
         {"force", "", "write into a folder that holds other things"}},
        run};
}

} // namespace revseg::cli
