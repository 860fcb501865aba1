// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"

#include <QCoreApplication>

#include "resources/resources.h"

int main(int argc, char** argv)
{
    QCoreApplication app(argc, argv);
    revseg::initResources();
    QCoreApplication::setApplicationName(QStringLiteral("revseg"));
    QCoreApplication::setApplicationVersion(QStringLiteral(REVSEG_VERSION));
    return revseg::cli::runCommandLine(QCoreApplication::arguments().mid(1));
}
