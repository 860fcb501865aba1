// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/error_presenter.h"

#include <QCoreApplication>

namespace revseg::studio {

namespace {

QString wholeSentence(QString text)
{
    if (text.isEmpty())
        return text;
    text[0] = text[0].toUpper();
    if (!text.endsWith(QLatin1Char('.')) && !text.endsWith(QLatin1Char('?')))
        text += QLatin1Char('.');
    return text;
}

} // namespace

QString translated(const Sentence& sentence)
{
    if (sentence.isEmpty())
        return {};
    return Sentence::fill(QCoreApplication::translate("core", sentence.source), sentence.args);
}

QString errorText(const Error& error)
{
    return wholeSentence(translated(error.what));
}

QString remedyText(const Error& error)
{
    return wholeSentence(error.remedy.isEmpty() ? translated(Sentence{defaultRemedy(error.kind), {}})
                                                : translated(error.remedy));
}

} // namespace revseg::studio
