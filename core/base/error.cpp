// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"

namespace revseg {

QString errorKindName(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::Cancelled:
        return QStringLiteral("Cancelled");
    case ErrorKind::NotFound:
        return QStringLiteral("NotFound");
    case ErrorKind::Unreadable:
        return QStringLiteral("Unreadable");
    case ErrorKind::Unsupported:
        return QStringLiteral("Unsupported");
    case ErrorKind::Corrupt:
        return QStringLiteral("Corrupt");
    case ErrorKind::Network:
        return QStringLiteral("Network");
    case ErrorKind::Device:
        return QStringLiteral("Device");
    case ErrorKind::OutOfMemory:
        return QStringLiteral("OutOfMemory");
    case ErrorKind::Model:
        return QStringLiteral("Model");
    case ErrorKind::InvalidInput:
        return QStringLiteral("InvalidInput");
    case ErrorKind::Bug:
        return QStringLiteral("Bug");
    }
    return QStringLiteral("Bug");
}

const char* defaultRemedy(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::Cancelled:
        return QT_TRANSLATE_NOOP("core", "start it again when you want it");
    case ErrorKind::NotFound:
        return QT_TRANSLATE_NOOP("core", "check the name and that it has not been moved");
    case ErrorKind::Unreadable:
        return QT_TRANSLATE_NOOP("core", "check the permissions and the free space of the disk");
    case ErrorKind::Unsupported:
        return QT_TRANSLATE_NOOP("core", "convert it to a common format first");
    case ErrorKind::Corrupt:
        return QT_TRANSLATE_NOOP("core", "get a fresh copy of the file");
    case ErrorKind::Network:
        return QT_TRANSLATE_NOOP("core", "check that the server is running and the address is right");
    case ErrorKind::Device:
        return QT_TRANSLATE_NOOP("core", "choose another device or close other programs that use it");
    case ErrorKind::OutOfMemory:
        return QT_TRANSLATE_NOOP("core", "close other programs or use smaller settings");
    case ErrorKind::Model:
        return QT_TRANSLATE_NOOP("core", "look at the raw answer, then ask again or try another model");
    case ErrorKind::InvalidInput:
        return QT_TRANSLATE_NOOP("core", "correct the value and try again");
    case ErrorKind::Bug:
        return QT_TRANSLATE_NOOP("core", "please report it with the steps that led here");
    }
    return "";
}

QString Sentence::fill(const QString& text, const QStringList& args)
{
    QString out;
    out.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] == QLatin1Char('%') && i + 1 < text.size() && text[i + 1].isDigit()) {
            const int n = text[i + 1].digitValue();
            if (n >= 1 && n <= args.size()) {
                out += args[n - 1];
                ++i;
                continue;
            }
        }
        out += text[i];
    }
    return out;
}

QString Error::remedyText() const
{
    return remedy.isEmpty() ? QString::fromUtf8(defaultRemedy(kind)) : remedy.english();
}

Error makeError(ErrorKind kind, const char* what, const QStringList& args, const char* remedy,
                const QStringList& remedyArgs)
{
    return Error{kind, Sentence{what, args}, Sentence{remedy, remedyArgs}};
}

Error cancelled()
{
    return makeError(ErrorKind::Cancelled, QT_TRANSLATE_NOOP("core", "Cancelled"));
}

QString oneLine(const QString& text)
{
    QString out = text;
    for (QChar& c : out) {
        // Line and paragraph separators break a line as well in some terminals.
        if (c.category() == QChar::Other_Control || c == QChar(0x2028) || c == QChar(0x2029))
            c = QLatin1Char(' ');
    }
    return out;
}

} // namespace revseg
