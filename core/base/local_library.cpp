// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/local_library.h"

#include <QCoreApplication>
#include <QLibrary>

namespace revseg {

Result<QFunctionPointer> localFunction(const QString& library, const char* function)
{
    const QString beside = QCoreApplication::applicationDirPath();
    QString problem;
    for (const char* const place :
         {"/lib%1.so", "/../lib/revseg/lib%1.so", "/../lib/x86_64-linux-gnu/revseg/lib%1.so",
          "/../lib/aarch64-linux-gnu/revseg/lib%1.so"}) {
        QLibrary file(beside + QString::fromLatin1(place).arg(library));
        if (const QFunctionPointer found = file.resolve(function))
            return found;
        if (problem.isEmpty())
            problem = file.errorString();
    }
    return fail(ErrorKind::Unsupported, QT_TRANSLATE_NOOP("core", "Models cannot run in this program (%1)"),
                {problem}, QT_TRANSLATE_NOOP("core", "use a build with libtorch, or ask a server"));
}

} // namespace revseg
