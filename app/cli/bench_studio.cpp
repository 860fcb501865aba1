// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/benches.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>
#include <QProcess>
#include <QProcessEnvironment>

namespace revseg::cli {

BenchResult benchBrush(const Context& c)
{
    const QString size = c.args.value("size", QStringLiteral("3840x2160"));
    const QStringList sides = size.split(QLatin1Char('x'));
    bool good = sides.size() == 2;
    for (const QString& side : sides) {
        const int pixels = side.toInt();
        good = good && pixels >= 64 && pixels <= 16384;
    }
    if (!good)
        return wrongUsage(QT_TRANSLATE_NOOP("core", "“%1” is no size: WxH with 64 to 16384 pixels a side is"),
                          {size});
    return benchInWindow(c, {QStringLiteral("--bench-brush"), size});
}

BenchResult benchInWindow(const Context& c, const QStringList& arguments)
{
    const QString program =
        QDir(QCoreApplication::applicationDirPath()).filePath(QStringLiteral("revseg-studio"));
    QProcess studio;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("offscreen"));
    studio.setProcessEnvironment(environment);
    studio.setProcessChannelMode(QProcess::SeparateChannels);
    studio.start(program, arguments);
    while (!studio.waitForFinished(50)) {
        if (studio.state() == QProcess::NotRunning)
            break;
        if (c.stop.stop_requested()) {
            studio.kill();
            studio.waitForFinished();
            return tl::unexpected(Failure(cancelled()));
        }
    }
    const QJsonObject figures = QJsonDocument::fromJson(studio.readAllStandardOutput()).object();
    if (studio.exitStatus() != QProcess::NormalExit || studio.exitCode() != 0 || figures.isEmpty()) {
        const QString said = QString::fromUtf8(studio.readAllStandardError()).trimmed();
        return tl::unexpected(Failure(makeError(
            ErrorKind::NotFound, QT_TRANSLATE_NOOP("core", "The window cannot be measured (%1)"),
            {said.isEmpty() ? program : said},
            QT_TRANSLATE_NOOP("core", "check that revseg-studio lies beside revseg and the video opens"))));
    }
    return figures;
}

} // namespace revseg::cli
