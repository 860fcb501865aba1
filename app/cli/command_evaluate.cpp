// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "core/evaluation/evaluate.h"

namespace revseg::cli {

namespace {

QString percent(double value)
{
    return QStringLiteral("%1").arg(100 * value, 6, 'f', 2);
}

void printText(const Evaluation& e, Terminal& terminal)
{
    terminal.line(QStringLiteral("%1  J mean  F mean").arg(QStringLiteral("sequence, object"), -28));
    for (const auto& [name, s] : e.sequences) {
        for (const auto& [id, o] : s.objects)
            terminal.line(QStringLiteral("%1  %2  %3")
                              .arg(QStringLiteral("%1, %2").arg(name).arg(id), -28)
                              .arg(percent(o.j.mean), percent(o.f.mean)));
    }
    terminal.line(QStringLiteral("J  mean %1  recall %2  decay %3")
                      .arg(percent(e.all.j.mean), percent(e.all.j.recall), percent(e.all.j.decay)));
    terminal.line(QStringLiteral("F  mean %1  recall %2  decay %3")
                      .arg(percent(e.all.f.mean), percent(e.all.f.recall), percent(e.all.f.decay)));
    terminal.line(QStringLiteral("J&F     %1").arg(percent(e.jf())));
}

Outcome run(const Context& c)
{
    if (const auto none = c.args.exactly({}); !none)
        return tl::unexpected(none.error());
    const auto truth = c.args.required("truth");
    if (!truth)
        return tl::unexpected(truth.error());
    const auto prediction = c.args.required("pred");
    if (!prediction)
        return tl::unexpected(prediction.error());
    const auto protocol = protocolNamed(c.args.value("protocol", QStringLiteral("davis2017")));
    if (!protocol) {
        return wrongUsage(QT_TRANSLATE_NOOP("core", "There is no protocol “%1”: davis2016 and davis2017 are"),
                          {c.args.value("protocol")});
    }
    const EvaluationOptions options{*protocol, c.args.has("skip-ends"), c.threads};
    const auto result =
        evaluate(*truth, *prediction, options, c.terminal.progressFn(QStringLiteral("scoring")), c.stop);
    if (!result)
        return failed(result.error());
    if (result->missing > 0)
        c.terminal.note(QStringLiteral("%1 of %2 predicted masks are missing and count 0")
                            .arg(result->missing)
                            .arg(result->frames));
    printText(*result, c.terminal);
    c.terminal.document(result->json());
    return 0;
}

} // namespace

Command evaluateCommand()
{
    return {"evaluate",
            "score masks against the truth: J, F and J&F",
            "--truth DIR --pred DIR [options]",
            {{"truth", "DIR", "true masks, <sequence>/<frame>.png"},
             {"pred", "DIR", "predicted masks, of the same names"},
             {"protocol", "P", "davis2016 (one object) or davis2017 (default)"},
             {"skip-ends", "", "without the first and the last frame of each sequence"}},
            run};
}

} // namespace revseg::cli
