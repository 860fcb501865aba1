// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "core/media/video_reader.h"

#include <QCryptographicHash>
#include <QJsonArray>

#include <algorithm>
#include <numeric>
#include <random>

namespace revseg::cli {

namespace {

QJsonObject rational(Rational r)
{
    return {{QStringLiteral("num"), qint64(r.num)}, {QStringLiteral("den"), qint64(r.den)}};
}

QJsonObject toJson(const VideoInfo& v)
{
    QJsonArray keys;
    for (const FrameIndex k : v.key_frames)
        keys << k;
    QJsonArray damaged;
    for (const FrameRange& r : v.damaged)
        damaged << QJsonArray{r.first, r.last};
    const QJsonObject color{{QStringLiteral("matrix"), v.color_matrix},
                            {QStringLiteral("range"), v.color_range},
                            {QStringLiteral("primaries"), v.color_primaries},
                            {QStringLiteral("transfer"), v.color_transfer}};
    return {{QStringLiteral("path"), v.path},
            {QStringLiteral("kind"),
             v.kind == VideoInfo::Kind::Stills ? QStringLiteral("stills") : QStringLiteral("file")},
            {QStringLiteral("width"), v.coded.width},
            {QStringLiteral("height"), v.coded.height},
            {QStringLiteral("display_width"), v.display.width},
            {QStringLiteral("display_height"), v.display.height},
            {QStringLiteral("frames"), v.frames},
            {QStringLiteral("duration_s"), v.duration_s},
            {QStringLiteral("rate"), rational(v.rate)},
            {QStringLiteral("variable_rate"), v.variable_rate},
            {QStringLiteral("codec"), v.codec},
            {QStringLiteral("pixel_format"), v.pixel_format},
            {QStringLiteral("bit_depth"), v.bit_depth},
            {QStringLiteral("rotation"), v.rotation},
            {QStringLiteral("mirrored"), v.mirrored},
            {QStringLiteral("sample_aspect"), rational(v.sample_aspect)},
            {QStringLiteral("color"), color},
            {QStringLiteral("key_frames"), keys},
            {QStringLiteral("damaged"), damaged},
            {QStringLiteral("sha256"), v.sha256}};
}

void printText(const VideoInfo& v, Terminal& terminal)
{
    const auto row = [&](const char* name, const QString& value) {
        terminal.line(QStringLiteral("%1 %2").arg(QLatin1String(name), -14).arg(value));
    };
    row("path", v.path);
    row("size", QStringLiteral("%1×%2").arg(v.coded.width).arg(v.coded.height));
    if (!(v.display == v.coded))
        row("shown as", QStringLiteral("%1×%2").arg(v.display.width).arg(v.display.height));
    row("frames", QString::number(v.frames));
    row("duration", QStringLiteral("%1 s").arg(v.duration_s, 0, 'f', 3));
    row("rate", QStringLiteral("%1 frames/s%2")
                    .arg(v.rate.value(), 0, 'f', 3)
                    .arg(v.variable_rate ? QStringLiteral(", varies") : QString()));
    row("codec", QStringLiteral("%1, %2, %3 bit").arg(v.codec, v.pixel_format).arg(v.bit_depth));
    row("rotation", QStringLiteral("%1°%2").arg(v.rotation).arg(v.mirrored ? QStringLiteral(", mirrored")
                                                                           : QString()));
    row("colour", QStringLiteral("%1, %2").arg(v.color_matrix, v.color_range));
    row("key frames", QString::number(v.key_frames.size()));
    row("damaged", v.damaged.empty() ? QStringLiteral("none known") : QString::number(v.damaged.size()));
    row("sha256", v.sha256);
}

std::vector<FrameIndex> readingOrder(const QString& order, int frames, quint64 seed)
{
    std::vector<FrameIndex> out(static_cast<size_t>(frames));
    std::iota(out.begin(), out.end(), 0);
    if (order == QLatin1String("reverse")) {
        std::reverse(out.begin(), out.end());
    } else if (order == QLatin1String("random")) {
        // Own shuffle: that of the library differs between compilers, and a seed must mean the same
        // everywhere.
        std::mt19937_64 rng(seed);
        for (size_t i = out.size(); i > 1; --i)
            std::swap(out[i - 1], out[rng() % i]);
    }
    return out;
}

Outcome frameMd5(VideoReader& reader, const Context& c, const QString& order, quint64 seed)
{
    const int frames = reader.frameCount();
    std::vector<QByteArray> sums(static_cast<size_t>(frames));
    qint64 done = 0;
    for (const FrameIndex f : readingOrder(order, frames, seed)) {
        const auto planes = reader.planes(f, c.stop);
        if (!planes)
            return failed(planes.error());
        sums[size_t(f)] = QCryptographicHash::hash(*planes, QCryptographicHash::Md5).toHex();
        c.terminal.progress(QStringLiteral("reading"), {++done, frames});
    }
    QJsonArray listed;
    for (size_t f = 0; f < sums.size(); ++f) {
        if (c.terminal.json())
            listed << QString::fromLatin1(sums[f]);
        else
            c.terminal.raw(QByteArray::number(qint64(f)) + ',' + sums[f] + '\n');
    }
    c.terminal.document({{QStringLiteral("framemd5"), listed}});
    return 0;
}

Outcome run(const Context& c)
{
    const auto paths = c.args.exactly({QStringLiteral("VIDEO")});
    if (!paths)
        return tl::unexpected(paths.error());
    const QString order = c.args.value("order", QStringLiteral("sequential"));
    if (order != QLatin1String("sequential") && order != QLatin1String("reverse") &&
        order != QLatin1String("random"))
        return wrongUsage(QT_TRANSLATE_NOOP("core", "“%1” is no order: sequential, reverse and random are"),
                          {order});
    const auto seed = c.args.integer("seed", 0, std::numeric_limits<qint64>::max());
    if (!seed)
        return tl::unexpected(seed.error());
    ReaderOptions options;
    options.threads = c.threads;
    options.hash = !c.args.has("framemd5");
    options.verify = !c.args.has("framemd5") && !c.args.has("quick");
    const auto reader = VideoReader::open(paths->first(), options, c.stop);
    if (!reader)
        return failed(reader.error());
    if (c.args.has("framemd5"))
        return frameMd5(**reader, c, order, quint64(seed->value_or(0)));
    if (!c.terminal.json())
        printText((*reader)->info(), c.terminal);
    c.terminal.document(toJson((*reader)->info()));
    return 0;
}

} // namespace

Command probeCommand()
{
    return {"probe",
            "size, exact frame count, rate, codec and more of a video",
            "VIDEO [options]",
            {{"quick", "", "do not decode every frame to find the damaged ones"},
             {"framemd5", "", "instead, the MD5 of each frame's decoded planes, a line each"},
             {"order", "ORDER", "read frames sequential, reverse or random (with --framemd5)"},
             {"seed", "S", "of the random order (default 0)"}},
            run};
}

} // namespace revseg::cli
