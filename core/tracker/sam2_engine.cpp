// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tracker/sam2_engine.h"

#include "core/base/local_library.h"

#include <QUrlQuery>

namespace revseg {

Result<Sam2Spec> Sam2Spec::parse(const QString& spec)
{
    Sam2Spec out;
    QString rest = spec.startsWith(QLatin1String("sam2:")) ? spec.mid(5) : spec;
    // A path may hold a question mark; options never hold a slash.
    const qsizetype mark = rest.lastIndexOf(QLatin1Char('?'));
    QString options;
    if (mark >= 0 && !rest.mid(mark).contains(QLatin1Char('/'))) {
        options = rest.mid(mark + 1);
        rest.truncate(mark);
    }
    out.path = rest;
    for (const auto& [key, value] : QUrlQuery(options).queryItems()) {
        bool good = true;
        if (key == u"device" && (value == u"cpu" || value == u"cuda")) {
            out.cuda = value == u"cuda";
        } else if (key == u"precision" && (value == u"float32" || value == u"bfloat16")) {
            out.bfloat16 = value == u"bfloat16";
        } else if (key == u"policy" && (value == u"plain" || value == u"samurai")) {
            out.motion = value == u"samurai";
        } else if (key == u"size") {
            out.size = value.toInt(&good);
            good = good && out.size >= 32 && out.size <= 4096 && out.size % 32 == 0;
        } else {
            good = false;
        }
        if (!good) {
            return fail(ErrorKind::InvalidInput,
                        QT_TRANSLATE_NOOP("core", "“%1=%2” is no option of a SAM 2 tracker"), {key, value},
                        QT_TRANSLATE_NOOP("core", "use device=cpu or cuda, precision=float32 or bfloat16, "
                                                  "policy=plain or samurai, "
                                                  "size=N with N a multiple of 32"));
        }
    }
    if (out.path.isEmpty()) {
        return fail(ErrorKind::InvalidInput, QT_TRANSLATE_NOOP("core", "“%1” names no model of SAM 2"),
                    {spec}, QT_TRANSLATE_NOOP("core", "write sam2: and the path of its file or folder"));
    }
    return out;
}

QString Sam2Spec::toString() const
{
    QStringList options;
    if (cuda)
        options << QStringLiteral("device=cuda");
    if (bfloat16)
        options << QStringLiteral("precision=bfloat16");
    if (size > 0)
        options << QStringLiteral("size=%1").arg(size);
    if (motion)
        options << QStringLiteral("policy=samurai");
    const QString model = QStringLiteral("sam2:") + path;
    return options.isEmpty() ? model : model + QLatin1Char('?') + options.join(QLatin1Char('&'));
}

Result<Sam2Engine*> sam2Engine()
{
    const auto made = localFunction(QStringLiteral("revseg-sam2"), "revsegSam2Engine");
    if (!made)
        return tl::unexpected(made.error());
    using Make = Sam2Engine* (*)();
    static Sam2Engine* const engine = reinterpret_cast<Make>(*made)(); // lives as long as the program
    return engine;
}

} // namespace revseg
