// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/exchange_output.h"

namespace revseg::cli {

Outcome printReport(Terminal& terminal, const ExchangeReport& report)
{
    terminal.line(QStringLiteral("%1 frames, %2 objects, %3 masks")
                      .arg(report.frames)
                      .arg(report.objects)
                      .arg(report.masks));
    for (const auto& [name, count] : report.losses)
        terminal.line(QStringLiteral("%1: %2").arg(name, lossSentence(name, count).english()));
    terminal.document(report.json());
    return 0;
}

tl::expected<Format, Failure> formatOption(const Arguments& args, const char* option, const QStringList& more)
{
    const auto name = args.required(option);
    if (!name)
        return tl::unexpected(name.error());
    const auto format = formatNamed(*name);
    if (!format) {
        return wrongUsage(QT_TRANSLATE_NOOP("core", "There is no format “%1”: %2 are"),
                          {*name, (formatNames() + more).join(QLatin1String(", "))});
    }
    return *format;
}

Result<VideoId> videoCalled(const Project& project, const QString& name)
{
    VideoId found;
    QStringList names;
    for (const VideoRecord& v : project.videos()) {
        names << v.name;
        if (v.name != name)
            continue;
        if (found.isValid()) {
            return fail(ErrorKind::InvalidInput, QT_TRANSLATE_NOOP("core", "Several videos are called “%1”"),
                        {name}, QT_TRANSLATE_NOOP("core", "rename one of them in the window"));
        }
        found = v.id;
    }
    if (!found.isValid()) {
        return fail(ErrorKind::NotFound, QT_TRANSLATE_NOOP("core", "The project has no video “%1”"), {name},
                    QT_TRANSLATE_NOOP("core", "choose one of these: %1"), {names.join(QLatin1String(", "))});
    }
    return found;
}

} // namespace revseg::cli
