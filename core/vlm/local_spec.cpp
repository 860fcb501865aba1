// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vlm/local_spec.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>
#include <iterator>

namespace revseg {

namespace {

constexpr Precision kPrecisions[] = {Precision::Float32, Precision::BFloat16, Precision::Float16};

} // namespace

QString precisionName(Precision precision)
{
    return precision == Precision::BFloat16  ? QStringLiteral("bfloat16")
           : precision == Precision::Float16 ? QStringLiteral("float16")
                                             : QStringLiteral("float32");
}

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
        const auto precision = std::find_if(std::begin(kPrecisions), std::end(kPrecisions), [&](Precision p) {
            return key == u"precision" && value == precisionName(p);
        });
        if (key == u"device" && (value == u"cpu" || value == u"cuda")) {
            out.cuda = value == u"cuda";
        } else if (precision != std::end(kPrecisions)) {
            out.precision = *precision;
        } else if (key == u"adapter" && !value.isEmpty()) {
            out.adapter = value;
        } else {
            return fail(ErrorKind::InvalidInput,
                        QT_TRANSLATE_NOOP("core", "“%1=%2” is no option of a model in this program"),
                        {key, value},
                        QT_TRANSLATE_NOOP("core", "use device=cpu or cuda, precision=float32, "
                                                  "bfloat16 or float16, adapter=FOLDER"));
        }
    }
    if (out.precision == Precision::Float16 && !out.cuda) {
        return fail(ErrorKind::InvalidInput,
                    QT_TRANSLATE_NOOP("core", "float16 is a precision of GPUs, not of the CPU"), {},
                    QT_TRANSLATE_NOOP("core", "use precision=bfloat16, or device=cuda"));
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
    if (cuda)
        options.append(QStringLiteral("device=cuda"));
    if (precision)
        options.append(QStringLiteral("precision=") + precisionName(*precision));
    if (!adapter.isEmpty())
        options.append(QStringLiteral("adapter=") + adapter);
    return QStringLiteral("local:") + folder +
           (options.isEmpty() ? QString() : QLatin1Char('?') + options.join(QLatin1Char('&')));
}

} // namespace revseg
