// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vlm/local_engine.h"

#include <QCoreApplication>
#include <QLibrary>

namespace revseg {

Result<LocalEngine*> localEngine()
{
    const QString beside = QCoreApplication::applicationDirPath();
    QString problem;
    // In the build tree beside the programs, installed in a folder of the libraries.
    for (const char* const place : {"/librevseg-local.so", "/../lib/revseg/librevseg-local.so",
                                    "/../lib/x86_64-linux-gnu/revseg/librevseg-local.so"}) {
        QLibrary library(beside + QLatin1String(place));
        using Make = LocalEngine* (*)();
        if (const auto make = reinterpret_cast<Make>(library.resolve("revsegLocalEngine"))) {
            static LocalEngine* const engine = make(); // lives as long as the program
            return engine;
        }
        if (problem.isEmpty())
            problem = library.errorString();
    }
    return fail(ErrorKind::Unsupported, QT_TRANSLATE_NOOP("core", "Models cannot run in this program (%1)"),
                {problem}, QT_TRANSLATE_NOOP("core", "use a build with libtorch, or ask a server"));
}

} // namespace revseg
