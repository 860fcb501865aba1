// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/benches.h"
#include "app/cli/commands.h"

#include <QJsonDocument>

#include <algorithm>

namespace revseg::cli {

namespace {

tl::unexpected<Failure> usage(const char* what, const QStringList& args)
{
    return tl::unexpected(Failure(
        makeError(ErrorKind::InvalidInput, what, args, QT_TRANSLATE_NOOP("core", "see revseg bench --help")),
        2));
}

struct Measure
{
    const char* name;
    bool ofVideo; ///< a video is named after it
    bool ofModel; ///< --model is needed
    BenchResult (*run)(const Context& c, const QString& video);
};

BenchResult play(const Context& c, const QString& video)
{
    const auto overlays = c.args.integer("overlays", 0, 50);
    if (!overlays)
        return tl::unexpected(overlays.error());
    const auto speed = c.args.number("speed", 0.1, 4);
    if (!speed)
        return tl::unexpected(speed.error());
    return benchInWindow(c, {QStringLiteral("--bench-play"), video, QStringLiteral("--overlays"),
                             QString::number(overlays->value_or(0)), QStringLiteral("--speed"),
                             QString::number(speed->value_or(1))});
}

const std::vector<Measure>& measures()
{
    static const std::vector<Measure> all{
        {"decode", true, false, benchDecode},
        {"seek", true, false, benchSeek},
        {"play", true, false, play},
        {"brush", false, false, [](const Context& c, const QString&) { return benchBrush(c); }},
        {"project", false, false, [](const Context& c, const QString&) { return benchProject(c); }},
        {"score", false, false, [](const Context& c, const QString&) { return benchScore(c); }},
        {"flow", true, false, benchFlow},
        {"vlm", false, true, [](const Context& c, const QString&) { return benchVlm(c); }},
        {"sam2", false, true, [](const Context& c, const QString&) { return benchSam2(c); }},
    };
    return all;
}

BenchResult measure(const Context& c)
{
    const QStringList words = c.args.positional();
    const QString what = words.value(0);
    const auto found = std::find_if(measures().begin(), measures().end(),
                                    [&what](const Measure& m) { return what == QLatin1String(m.name); });
    if (found == measures().end()) {
        QStringList names;
        for (const Measure& m : measures())
            names.append(QLatin1String(m.name));
        return usage(QT_TRANSLATE_NOOP("core", "“%1” cannot be measured; these can: %2"),
                     {what, names.join(QLatin1String(", "))});
    }
    if (found->ofVideo && words.size() != 2)
        return usage(QT_TRANSLATE_NOOP("core", "One video is needed to measure with"), {});
    if (!found->ofVideo && words.size() != 1)
        return usage(QT_TRANSLATE_NOOP("core", "“%1” is one word too many"), {words.value(1)});
    if (found->ofModel) {
        if (const auto given = c.args.required("model"); !given)
            return tl::unexpected(given.error());
    }
    return found->run(c, words.value(1));
}

Outcome run(const Context& c)
{
    const auto figures = measure(c);
    if (!figures)
        return tl::unexpected(figures.error());
    c.terminal.line(QString::fromUtf8(QJsonDocument(*figures).toJson()).trimmed());
    c.terminal.document(*figures);
    return 0;
}

} // namespace

Command benchCommand()
{
    return {
        "bench",
        "measure how fast this machine does it: decode, seek, play, brush, project, score, flow, vlm, sam2",
        "decode|seek|play|flow VIDEO [options], brush|project|score [options], vlm --model DIR [options], or "
        "sam2 --model FILE_OR_DIR",
        {{"overlays", "N", "masks over the picture while playing (default 0)"},
         {"speed", "S", "of playing, 0.1 to 4 (default 1)"},
         {"size", "WxH", "of the picture that brush paints on (default 3840x2160)"},
         {"objects", "N", "of the project that is made (default 200)"},
         {"frames", "N", "of the project that is made (default 10000)"},
         {"prompt-tokens", "N", "length of the text that vlm reads (default 512)"},
         {"chain", "", "vlm reads the 2,948 visual tokens of a chain in place of text"},
         {"new-tokens", "M", "length of its answer (default 64)"},
         {"sequences", "N", "conversations that vlm answers together (default 1)"},
         {"precision", "P", "of vlm: float32 (default) or bfloat16"},
         {"model", "PATH", "file or folder of the network to measure"}},
        run};
}

} // namespace revseg::cli
