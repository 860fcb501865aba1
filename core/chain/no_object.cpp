// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chain/parser_parts.h"

#include <QRegularExpression>

namespace revseg::parsing {

namespace {

constexpr qsizetype kLongest = 300; ///< a text that says more than this says something else

/// Lower case, one blank between words, without marks around them.
QString plainWords(QStringView text)
{
    static const QRegularExpression marks(
        QStringLiteral("</?(?:think|answer)>|```(?:json)?|[`*\"“”\\[\\]{}()]"));
    QString words = text.toString().toLower();
    words.remove(marks);
    words.replace(QChar(0x2019), QLatin1Char('\''));
    return words.simplified();
}

bool isNoObjectSentence(const QString& sentence)
{
    static const QString thing = QStringLiteral(
        "(?:such |matching |target |suitable |visible |relevant )?(?:object|target|thing|item|instance|match|"
        "candidate|one)s?");
    static const QString place =
        QStringLiteral("(?:video|clip|picture|image|frame|scene|photo|view|sequence|keyframe)s?");
    static const QString missing =
        QStringLiteral(
            "(?:not (?:(?:be )?(?:found|seen|detected|visible|located|identified)|present|there|in "
            "(?:the|this|any) %1|exist|appear|visible)|absent|missing)")
            .arg(place);
    static const QRegularExpression form(
        QStringLiteral("^(?:(?:sorry|unfortunately|therefore|so|hence|i am sorry|i'm sorry)[, ]{1,2}){0,2}(?:"
                       "none|null|nothing|n/a|no object|not (?:found|visible|present|there|applicable)"
                       "(?: in (?:the|this|any) %2)?|"
                       "nothing (?:found|matches|fits|visible)\\b.{0,80}|"
                       "no %1(?: .{0,80})?|"
                       "there(?:'s| is| are| was| were) (?:(?:no|not any) %1|none|nothing)(?: .{0,80})?|"
                       "there(?:'s| is| are) no (?!doubt|question|need|reason|way|problem)\\S.{0,60} in "
                       "(?:the|this|any) %2|"
                       "(?:i|we) (?:cannot|can not|can't|could not|couldn't|do not|don't|did not|didn't|am "
                       "unable to|are "
                       "unable to|was unable to) (?:find|see|detect|locate|identify)\\b.{0,100}|"
                       "(?:the|an?|this|that) \\S.{0,60} (?:is|was|are|does|do|can|could) ?%3\\b.{0,60}"
                       ")$")
            .arg(thing, place, missing));
    return form.match(sentence).hasMatch();
}

} // namespace

bool saysNoObject(QStringView text)
{
    if (text.size() > kLongest)
        return false;
    const QString words = plainWords(text);
    // "I cannot find a dog, but the cat …" names an object all the same.
    static const QRegularExpression turn(QStringLiteral("\\b(?:but|however|instead|although|except)\\b"));
    if (words.isEmpty() || turn.match(words).hasMatch())
        return false;
    static const QRegularExpression end(QStringLiteral("[.!;]+(?: |$)"));
    return isNoObjectSentence(words.section(end, 0, 0).trimmed());
}

} // namespace revseg::parsing
