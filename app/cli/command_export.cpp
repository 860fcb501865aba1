// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/exchange_output.h"
#include "core/formats/overlay_video.h"
#include "core/formats/project_masks.h"

namespace revseg::cli {

namespace {

Outcome run(const Context& c)
{
    const auto path = c.args.exactly({QStringLiteral("F.revseg")});
    if (!path)
        return tl::unexpected(path.error());
    const QString word = c.args.value("format");
    // The suffix of the videos, for the two formats that are none for masks.
    const QString overlay = word == QLatin1String("overlay") ? QStringLiteral("mp4")
                            : word == QLatin1String("gif")   ? word
                                                             : QString();
    const auto format =
        overlay.isEmpty() ? formatOption(c.args, "format", {QStringLiteral("overlay"), QStringLiteral("gif")})
                          : Format::Davis2017;
    if (!format)
        return tl::unexpected(format.error());
    const auto folder = c.args.required("to");
    if (!folder)
        return tl::unexpected(folder.error());
    const auto opacity = c.args.number("opacity", 0, 1);
    if (!opacity)
        return tl::unexpected(opacity.error());

    const auto project = Project::open(path->first(), Project::OpenMode::ReadOnly);
    if (!project)
        return failed(project.error());
    std::vector<VideoId> videos;
    for (const QString& name : c.args.values("video")) {
        const auto video = videoCalled(**project, name);
        if (!video)
            return failed(video.error());
        videos.push_back(*video);
    }
    const auto source = projectMasks(**project, videos);
    if (!source)
        return failed(source.error());
    const WriteOptions options{c.args.has("pictures"), fileMedia(c.threads), c.args.has("force")};
    const auto progress = c.terminal.progressFn(QStringLiteral("exporting"));
    OverlayStyle style;
    style.opacity = opacity->value_or(style.opacity);
    const auto report =
        overlay.isEmpty() ? writeMasks(**source, *format, *folder, options, progress, c.stop)
                          : writeOverlayVideos(**source, *folder, overlay, style, options, progress, c.stop);
    if (!report)
        return failed(report.error());
    return printReport(c.terminal, *report);
}

} // namespace

Command exportCommand()
{
    return {"export",
            "write a project's masks in another format",
            "F.revseg --format FORMAT --to DIR [options]",
            {{"format", "FORMAT",
              "davis, davis2016, youtube-vos, coco, youtube-vis; overlay (MP4) or gif: videos with the masks "
              "over them"},
             {"to", "DIR", "the folder to make"},
             {"video", "NAME", "only this video (may be given several times)"},
             {"pictures", "", "the frames as JPEG too"},
             {"opacity", "X", "of the masks in an overlay video or GIF, 0 to 1"},
             {"force", "", "also into a folder that holds other things"}},
            run};
}

} // namespace revseg::cli
