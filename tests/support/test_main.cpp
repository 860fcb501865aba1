// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// One program a folder: `tests_mask brush [Qt Test options]` runs the class registered as "brush", without a
// name all.
#include "tests/support/test.h"

#include <QLocale>
#include <QStandardPaths>
#include <QTemporaryDir>

#include <cstdio>
#include <map>
#include <memory>

#ifdef REVSEG_TEST_GUI
#include <QApplication>
using App = QApplication;
#else
#include <QCoreApplication>
using App = QCoreApplication;
#endif

namespace revseg::test {

namespace {
std::map<std::string, Factory>& registry()
{
    static std::map<std::string, Factory> tests;
    return tests;
}
} // namespace

void registerTest(const char* name, Factory factory)
{
    registry()[name] = std::move(factory);
}

} // namespace revseg::test

int main(int argc, char** argv)
{
    using namespace revseg::test;
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QLocale::setDefault(QLocale::c());
    // Settings and caches of its own: programs that run side by side must not change each other's.
    const QTemporaryDir home;
    if (!home.isValid()) {
        std::fprintf(stderr, "No temporary folder could be made.\n");
        return 1;
    }
    qputenv("HOME", home.path().toUtf8());
    QStandardPaths::setTestModeEnabled(true);
    App app(argc, argv);
    App::setOrganizationName(QStringLiteral("revseg-tests"));
    App::setApplicationName(QStringLiteral("revseg-tests"));

    QStringList arguments = App::arguments();
    QString only;
    if (arguments.size() > 1 && !arguments[1].startsWith(QLatin1Char('-')))
        only = arguments.takeAt(1);
    int failures = 0;
    int ran = 0;
    for (const auto& [name, factory] : registry()) {
        if (!only.isEmpty() && only != QString::fromStdString(name))
            continue;
        const std::unique_ptr<TestCase> test(factory());
        failures += QTest::qExec(test.get(), arguments);
        ++ran;
    }
    if (ran == 0) {
        std::fprintf(stderr, "no test is called %s\n", qPrintable(only));
        return 1;
    }
    return failures == 0 ? 0 : 1;
}
