// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vlm/local_spec.h"

#include <QCoreApplication>
#include <QStringList>

namespace revseg {

Result<LocalSpec> LocalSpec::parse(const QString& spec)
{
    LocalSpec out;
    QString rest = spec.startsWith(QLatin1String("local:"), Qt::CaseInsensitive) ? spec.mid(6) : spec;
    // A path may hold a question mark too: options begin at the last one that a key follows.
    qsizetype mark = -1;
    for (const char* const key : {"?device=", "?precision=", "?adapter="})
        mark = std::max(mark, rest.lastIndexOf(QLatin1String(key)));
    const qsizetype plain = rest.lastIndexOf(QLatin1Char('?'));
    if (mark < 0 && plain >= 0 && !rest.mid(plain).contains(QLatin1Char('/')))
        mark = plain;
    QString options;
    if (mark >= 0) {
        options = rest.mid(mark + 1);
        rest.truncate(mark);
    }
    out.folder = rest;
    for (const QString& option : options.split(QLatin1Char('&'), Qt::SkipEmptyParts)) {
        const QString key = option.section(QLatin1Char('='), 0, 0);
        const QString value = option.section(QLatin1Char('='), 1);
        if (key == u"device" && value == u"cuda") {
            return fail(ErrorKind::Unsupported,
                        QT_TRANSLATE_NOOP("core", "This program runs vision-language models on the CPU only"),
                        {}, QT_TRANSLATE_NOOP("core", "use device=cpu, or a server for the GPU"));
        }
        if (key == u"device" && value == u"cpu")
            continue;
        if (key == u"precision" && (value == u"float32" || value == u"bfloat16")) {
            out.precision = value == u"bfloat16" ? Precision::BFloat16 : Precision::Float32;
        } else if (key == u"adapter" && !value.isEmpty()) {
            out.adapter = value;
        } else {
            return fail(ErrorKind::InvalidInput,
                        QT_TRANSLATE_NOOP("core", "“%1=%2” is no option of a model in this program"),
                        {key, value},
                        QT_TRANSLATE_NOOP("core", "use device=cpu, precision=float32 or bfloat16, "
                                                  "adapter=FOLDER"));
        }
    }
    if (out.folder.isEmpty()) {
        return fail(ErrorKind::InvalidInput, QT_TRANSLATE_NOOP("core", "“%1” names no folder of a model"),
                    {spec}, QT_TRANSLATE_NOOP("core", "write local: and the path of the folder"));
    }
    return out;
}

QString LocalSpec::text() const
{
    QStringList options;
    if (precision)
        options.append(*precision == Precision::BFloat16 ? QStringLiteral("precision=bfloat16")
                                                         : QStringLiteral("precision=float32"));
    if (!adapter.isEmpty())
        options.append(QStringLiteral("adapter=") + adapter);
    return QStringLiteral("local:") + folder +
           (options.isEmpty() ? QString() : QLatin1Char('?') + options.join(QLatin1Char('&')));
}

} // namespace revseg
