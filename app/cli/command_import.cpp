// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/exchange_output.h"
#include "core/formats/project_masks.h"

namespace revseg::cli {

namespace {

Outcome run(const Context& c)
{
    const auto path = c.args.exactly({QStringLiteral("F.revseg")});
    if (!path)
        return tl::unexpected(path.error());
    const auto format = formatOption(c.args, "format");
    if (!format)
        return tl::unexpected(format.error());
    const auto from = c.args.required("from");
    if (!from)
        return tl::unexpected(from.error());

    const auto project = Project::open(path->first());
    if (!project)
        return failed(project.error());
    std::vector<ImportTarget> targets;
    if (c.args.has("video")) {
        const auto video = videoCalled(**project, c.args.value("video"));
        if (!video)
            return failed(video.error());
        targets.push_back({*(*project)->video(*video), (*project)->mediaPath(*video)});
    } else {
        for (const VideoRecord& v : (*project)->videos())
            targets.push_back({v, (*project)->mediaPath(v.id)});
    }
    const auto source = openMasks(*format, *from);
    if (!source)
        return failed(source.error());
    auto masks =
        readMasks(**source, *format, targets, c.terminal.progressFn(QStringLiteral("reading masks")), c.stop);
    if (!masks)
        return failed(masks.error());
    auto edit = importEdit(**project, *masks);
    if (!edit)
        return failed(edit.error());
    if (const auto done = (*project)->apply(std::move(*edit)); !done)
        return failed(done.error());
    return printReport(c.terminal, masks->report);
}

Outcome convert(const Context& c)
{
    if (const auto none = c.args.exactly({}); !none)
        return tl::unexpected(none.error());
    const auto fromFormat = formatOption(c.args, "from-format");
    if (!fromFormat)
        return tl::unexpected(fromFormat.error());
    const auto from = c.args.required("from");
    if (!from)
        return tl::unexpected(from.error());
    const auto toFormat = formatOption(c.args, "to-format");
    if (!toFormat)
        return tl::unexpected(toFormat.error());
    const auto to = c.args.required("to");
    if (!to)
        return tl::unexpected(to.error());
    const auto source = openMasks(*fromFormat, *from);
    if (!source)
        return failed(source.error());
    const WriteOptions options{false, {}, c.args.has("force")};
    const auto report = writeMasks(**source, *toFormat, *to, options,
                                   c.terminal.progressFn(QStringLiteral("converting")), c.stop);
    if (!report)
        return failed(report.error());
    return printReport(c.terminal, *report);
}

} // namespace

Command importCommand()
{
    return {
        "import",
        "bring masks in another format into a project",
        "F.revseg --format FORMAT --from PATH [--video NAME]",
        {{"format", "FORMAT", "davis, davis2016, youtube-vos, coco or youtube-vis"},
         {"from", "PATH", "the folder, or its JSON file"},
         {"video", "NAME", "the video that gets the masks (default: the one that is called as they are)"}},
        run};
}

Command convertCommand()
{
    return {"convert",
            "turn masks of one format into another, without a project",
            "--from-format A --from PATH --to-format B --to DIR",
            {{"from-format", "FORMAT", "davis, davis2016, youtube-vos, coco or youtube-vis"},
             {"from", "PATH", "the folder, or its JSON file"},
             {"to-format", "FORMAT", "one of the same"},
             {"to", "DIR", "the folder to make"},
             {"force", "", "also into a folder that holds other things"}},
            convert};
}

} // namespace revseg::cli
