// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"

#include "app/cli/commands.h"
#include "app/cli/stop_signal.h"

#include <QThread>

#include <algorithm>
#include <limits>
#include <numeric>

namespace revseg::cli {

namespace {

const std::vector<Option>& commonOptions()
{
    static const std::vector<Option> options{
        {"json", "", "print one JSON document on stdout"},
        {"quiet", "", "no progress and no messages on stderr"},
        {"threads", "N", "threads to use (default: all cores)"},
        {"help", "", "this page"},
    };
    return options;
}

/// Letters to change, add or leave out to get from one word to the other (Levenshtein).
int distance(const QString& a, const QString& b)
{
    std::vector<int> row(size_t(b.size()) + 1);
    std::iota(row.begin(), row.end(), 0);
    for (qsizetype i = 1; i <= a.size(); ++i) {
        int diagonal = row[0];
        row[0] = int(i);
        for (qsizetype j = 1; j <= b.size(); ++j) {
            const int above = row[size_t(j)];
            row[size_t(j)] =
                std::min({above + 1, row[size_t(j) - 1] + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)});
            diagonal = above;
        }
    }
    return row.back();
}

QString nearest(const QString& word)
{
    QString best;
    int least = std::max(2, int(word.size()) / 3) + 1;
    for (const Command& c : allCommands()) {
        const int d = distance(word, QLatin1String(c.name));
        if (d < least) {
            least = d;
            best = QLatin1String(c.name);
        }
    }
    return best;
}

QString programHelp()
{
    QString text = QStringLiteral("revseg: reasoning video object segmentation\n\n"
                                  "Usage: revseg COMMAND [arguments]\n"
                                  "       revseg COMMAND --help\n"
                                  "       revseg --version [--json]\n\nCommands:\n");
    for (const Command& c : allCommands())
        text += QStringLiteral("%1  %2\n").arg(QLatin1String(c.name), -10).arg(QLatin1String(c.summary));
    return text;
}

QString commandHelp(const Command& c)
{
    QString text = QStringLiteral("Usage: revseg %1 %2\n\n%3\n\nOptions:\n")
                       .arg(QLatin1String(c.name), QLatin1String(c.arguments), QLatin1String(c.summary));
    auto options = c.options;
    options.insert(options.end(), commonOptions().begin(), commonOptions().end());
    for (const Option& o : options) {
        const QString name = QStringLiteral("--%1 %2").arg(QLatin1String(o.name), QLatin1String(o.value));
        text += QStringLiteral("  %1 %2\n").arg(name, -24).arg(QLatin1String(o.help));
    }
    return text;
}

int finish(Terminal& terminal, const Outcome& outcome)
{
    int status = 0;
    if (outcome) {
        status = *outcome;
    } else {
        terminal.error(outcome.error().error);
        status = outcome.error().exit_code;
    }
    if (const auto written = terminal.finish(); !written) {
        terminal.configure(false, true);
        terminal.error(written.error());
        return 1;
    }
    return status;
}

Outcome printVersion(Terminal& terminal)
{
    const QJsonObject info = versionInfo();
    terminal.line(QStringLiteral("revseg %1 (%2)")
                      .arg(QStringLiteral(REVSEG_VERSION), QStringLiteral("GPL-3.0-or-later")));
    terminal.document(info);
    return 0;
}

Outcome dispatch(const QStringList& words, Terminal& terminal, std::stop_token stop)
{
    if (words.isEmpty() || words[0] == QLatin1String("--help") || words[0] == QLatin1String("help")) {
        terminal.configure(false, false);
        terminal.line(programHelp());
        return words.isEmpty() ? 2 : 0;
    }
    if (words[0] == QLatin1String("--version"))
        return printVersion(terminal);
    const auto command = std::find_if(allCommands().begin(), allCommands().end(),
                                      [&](const Command& c) { return words[0] == QLatin1String(c.name); });
    if (command == allCommands().end()) {
        const QString near = nearest(words[0]);
        if (near.isEmpty())
            return wrongUsage(QT_TRANSLATE_NOOP("core", "There is no command “%1”"), {words[0]});
        return wrongUsage(QT_TRANSLATE_NOOP("core", "There is no command “%1”; did you mean “%2”?"),
                          {words[0], near});
    }
    auto options = command->options;
    options.insert(options.end(), commonOptions().begin(), commonOptions().end());
    const auto args = Arguments::parse(words.mid(1), options);
    if (!args)
        return tl::unexpected(args.error());
    if (args->has("help")) {
        terminal.configure(false, false);
        terminal.line(commandHelp(*command));
        return 0;
    }
    const auto threads = args->integer("threads", 1, 1024);
    if (!threads)
        return tl::unexpected(threads.error());
    return command->run(
        Context{*args, terminal, std::move(stop), int(threads->value_or(QThread::idealThreadCount()))});
}

} // namespace

tl::unexpected<Failure> failed(Error error)
{
    return tl::unexpected<Failure>(Failure(std::move(error)));
}

tl::unexpected<Failure> wrongUsage(const char* what, const QStringList& args)
{
    return tl::unexpected<Failure>(Failure(
        makeError(ErrorKind::InvalidInput, what, args, QT_TRANSLATE_NOOP("core", "see revseg --help")), 2));
}

int runCommandLine(const QStringList& words)
{
    const StopSignal signal;
    Terminal terminal;
    // Known before anything is parsed, so that a wrong line is reported in the form that was asked for.
    const qsizetype end = words.indexOf(QLatin1String("--"));
    const QStringList before = end < 0 ? words : words.mid(0, end);
    terminal.configure(before.contains(QLatin1String("--json")), before.contains(QLatin1String("--quiet")));
    return finish(terminal, dispatch(words, terminal, signal.token()));
}

} // namespace revseg::cli
