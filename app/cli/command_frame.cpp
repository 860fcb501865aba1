// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "core/base/file_output.h"
#include "core/media/video_reader.h"

#include <QBuffer>

#include <limits>

namespace revseg::cli {

namespace {

Outcome run(const Context& c)
{
    const auto paths = c.args.exactly({QStringLiteral("VIDEO")});
    if (!paths)
        return tl::unexpected(paths.error());
    const auto out = c.args.required("out");
    if (!out)
        return tl::unexpected(out.error());
    const auto given = c.args.required("index");
    if (!given)
        return tl::unexpected(given.error());
    const auto index = c.args.integer("index", 0, std::numeric_limits<qint64>::max());
    if (!index)
        return tl::unexpected(index.error());
    ReaderOptions options;
    options.threads = c.threads;
    const auto reader = VideoReader::open(paths->first(), options, c.stop);
    if (!reader)
        return failed(reader.error());
    const auto number = FrameIndex(std::min<qint64>(**index, std::numeric_limits<FrameIndex>::max()));
    const auto frame = (*reader)->frame(number, c.stop);
    if (!frame)
        return failed(frame.error());
    const QImage image = displayImage(frame->image, (*reader)->info()).convertToFormat(QImage::Format_RGB888);
    QByteArray png;
    QBuffer buffer(&png);
    buffer.open(QIODevice::WriteOnly);
    if (!image.save(&buffer, "PNG")) {
        return failed(makeError(
            ErrorKind::Unsupported, QT_TRANSLATE_NOOP("core", "Frame %1 of “%2” cannot be made a PNG"),
            {QString::number(number), paths->first()},
            QT_TRANSLATE_NOOP("core", "close other programs, there may be too little memory")));
    }
    if (const auto written = writeFile(*out, png); !written)
        return failed(written.error());
    c.terminal.line(*out);
    c.terminal.document({{QStringLiteral("frame"), frame->index},
                         {QStringLiteral("time_s"), frame->time_s},
                         {QStringLiteral("width"), image.width()},
                         {QStringLiteral("height"), image.height()},
                         {QStringLiteral("out"), *out}});
    return 0;
}

} // namespace

Command frameCommand()
{
    return {"frame",
            "write one exact frame as a PNG",
            "VIDEO --index K --out F.png",
            {{"index", "K", "frame number, from 0"}, {"out", "F.png", "file to write"}},
            run};
}

} // namespace revseg::cli
