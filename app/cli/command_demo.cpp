// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "core/jobs/demo_project.h"

namespace revseg::cli {

namespace {

Outcome run(const Context& c)
{
    if (const auto none = c.args.exactly({}); !none)
        return tl::unexpected(none.error());
    const auto out = c.args.required("out");
    if (!out)
        return tl::unexpected(out.error());
    const auto done = makeDemoProject(*out, c.args.has("force"),
                                      c.terminal.progressFn(QStringLiteral("drawing frames")), c.stop);
    if (!done)
        return failed(done.error());
    const QString project = *out + QLatin1Char('/') + QLatin1String(demo::kProjectFile);
    c.terminal.line(project);
    c.terminal.document(
        {{QStringLiteral("project"), project},
         {QStringLiteral("video"), *out + QLatin1Char('/') + QLatin1String(demo::kClipFile)},
         {QStringLiteral("answer"), *out + QLatin1Char('/') + QLatin1String(demo::kAnswerFile)}});
    return 0;
}

} // namespace

Command demoCommand()
{
    return {"demo",
            "make the demo project: a clip drawn by the program, a question, and an answer written by hand",
            "--out DIR [options]",
            {{"out", "DIR", "folder to make"}, {"force", "", "write into a folder that holds other things"}},
            run};
}

} // namespace revseg::cli
