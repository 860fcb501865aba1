// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "core/media/video_reader.h"

#include <QCoreApplication>
#include <QStandardPaths>

#include <cstdio>
#include <cstdlib>

#include "resources/resources.h"

namespace {

/// stderr belongs to this program's own words: an error is one line, even when a library would add what it
/// thinks of a damaged file. REVSEG_LOG=1 shows that as well.
void dropLibraryMessages(QtMsgType type, const QMessageLogContext& /*context*/, const QString& message)
{
    if (type == QtFatalMsg || qEnvironmentVariableIsSet("REVSEG_LOG"))
        std::fprintf(stderr, "%s\n", qPrintable(message));
}

} // namespace

int main(int argc, char** argv)
{
    qInstallMessageHandler(dropLibraryMessages);
    QCoreApplication app(argc, argv);
    revseg::initResources();
    QCoreApplication::setApplicationName(QStringLiteral("revseg"));
    QCoreApplication::setApplicationVersion(QStringLiteral(REVSEG_VERSION));
    revseg::setIndexFolder(QStandardPaths::writableLocation(QStandardPaths::GenericCacheLocation) +
                           QStringLiteral("/revseg/frames"));
    const int status = revseg::cli::runCommandLine(QCoreApplication::arguments().mid(1));
    // Whoever pressed Ctrl+C waits. All that was to be kept is on disk; what libraries (libtorch) tear down
    // at the end takes a tenth of a second.
    if (status == revseg::cli::kStopped) {
        std::fflush(nullptr);
        std::_Exit(status);
    }
    return status;
}
