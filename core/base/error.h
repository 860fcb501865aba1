// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace revseg {

enum class ErrorKind {
    Cancelled, ///< the user's own stop; never shown as a failure
    NotFound,
    Unreadable,
    Unsupported,
    Corrupt,
    Network,
    Device,
    OutOfMemory,
    Model,
    InvalidInput,
    Bug
};

/// "NotFound" and so on, as the command line's JSON has it.
QString errorKindName(ErrorKind kind);

/// A sentence with places %1, %2, … kept apart from what goes into them, so that the application can
/// translate it: core does not translate. `source` has static lifetime and is marked with
/// QT_TRANSLATE_NOOP("core", …). No full stop at the end, and a name in quotes where it may be long or empty.
struct Sentence
{
    const char* source = "";
    QStringList args;

    bool isEmpty() const { return *source == '\0'; }
    QString english() const { return fill(QString::fromUtf8(source), args); }

    /// Puts args into a (translated) text, in one pass: an argument that itself holds %1 stays as it is.
    static QString fill(const QString& text, const QStringList& args);
};

/// What went wrong and what the user can do about it. A value: it travels through Result and across threads.
struct Error
{
    ErrorKind kind = ErrorKind::Bug;
    Sentence what;
    Sentence remedy; ///< empty: defaultRemedy(kind) holds

    bool isCancelled() const { return kind == ErrorKind::Cancelled; }
    QString message() const { return what.english(); }
    QString remedyText() const;
};

/// The general advice for a kind, marked for translation in context "core".
const char* defaultRemedy(ErrorKind kind);

/// Makes an Error. Both texts are literals marked with QT_TRANSLATE_NOOP("core", "…").
Error makeError(ErrorKind kind, const char* what, const QStringList& args = {}, const char* remedy = "",
                const QStringList& remedyArgs = {});

Error cancelled();

/// Makes a path or other foreign text fit for one line of a terminal: control characters become blanks.
QString oneLine(const QString& text);

} // namespace revseg
