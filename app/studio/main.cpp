// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/brush_bench.h"
#include "app/studio/main_window.h"
#include "app/studio/playback_bench.h"
#include "app/studio/settings.h"
#include "app/studio/theme.h"
#include "core/media/video_reader.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QIcon>
#include <QSettings>
#include <QStandardPaths>
#include <QTemporaryDir>

#include <memory>

#include "resources/resources.h"
#include "translations/translations.h"

using namespace revseg;
using namespace revseg::studio;

int main(int argc, char** argv)
{
    QApplication app(argc, argv);
    QApplication::setOrganizationName(QStringLiteral("revseg"));
    QApplication::setApplicationName(QStringLiteral("revseg-studio"));
    QApplication::setApplicationVersion(QStringLiteral(REVSEG_VERSION));
    QApplication::setDesktopFileName(QStringLiteral("io.github.revseg.Studio"));
    initResources();
    QApplication::setWindowIcon(QIcon(QStringLiteral(":/revseg/icons/revseg-studio.svg")));

    setIndexFolder(QStandardPaths::writableLocation(QStandardPaths::GenericCacheLocation) +
                   QStringLiteral("/revseg/frames"));
    const Settings settings;
    installLanguage(settings.language());
    QCommandLineParser parser;
    parser.setApplicationDescription(QApplication::translate("main", "Reasoning video object segmentation"));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addPositionalArgument(
        QStringLiteral("paths"),
        QApplication::translate("main", "A project, or videos and folders of stills"),
        QStringLiteral("[PATH…]"));
    // For `revseg bench play` and `revseg bench brush`, which describe them.
    QCommandLineOption bench(QStringLiteral("bench-play"), {}, QStringLiteral("VIDEO"));
    QCommandLineOption benchBrush(QStringLiteral("bench-brush"), {}, QStringLiteral("WxH"));
    QCommandLineOption overlays(QStringLiteral("overlays"), {}, QStringLiteral("N"), QStringLiteral("0"));
    QCommandLineOption speed(QStringLiteral("speed"), {}, QStringLiteral("S"), QStringLiteral("1"));
    for (QCommandLineOption* const option : {&bench, &benchBrush, &overlays, &speed}) {
        option->setFlags(QCommandLineOption::HiddenFromHelp);
        parser.addOption(*option);
    }
    parser.process(app);
    if (parser.isSet(bench) || parser.isSet(benchBrush)) {
        const QTemporaryDir settingsOfItsOwn;
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, settingsOfItsOwn.path());
        Theme plain;
        if (parser.isSet(benchBrush)) {
            MainWindow measured(plain);
            const QStringList sides = parser.value(benchBrush).split(QLatin1Char('x'));
            return runBrushBench({sides.value(0).toInt(), sides.value(1).toInt()}, measured);
        }
        return runPlaybackBench(
            {parser.value(bench), parser.value(overlays).toInt(), parser.value(speed).toDouble()}, plain);
    }

    Theme theme;
    theme.choose(settings.theme());

    // Another language means another window: every text is made anew, and the project is opened again.
    std::unique_ptr<MainWindow> window;
    const auto show = [&](const QStringList& paths) {
        window = std::make_unique<MainWindow>(theme);
        QObject::connect(window.get(), &MainWindow::languageChanged, &app, [&] {
            QMetaObject::invokeMethod(window.get(), &QWidget::close, Qt::QueuedConnection);
        });
        window->show();
        if (!paths.isEmpty())
            window->openPaths(paths);
    };
    QStringList paths = parser.positionalArguments();
    if (paths.isEmpty() && !settings.lastProject().isEmpty())
        paths << settings.lastProject();
    while (true) {
        bool again = false;
        show(paths);
        QObject::connect(window.get(), &MainWindow::languageChanged, &app, [&again] { again = true; });
        const int status = QApplication::exec();
        const QString project = window->projectPath();
        window.reset();
        if (!again)
            return status;
        installLanguage(Settings().language());
        paths = project.isEmpty() ? QStringList() : QStringList{project};
    }
}
