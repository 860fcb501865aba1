// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/mask/mask.h"

#include <QCryptographicHash>
#include <QString>

namespace revseg::studio {

/// In Run::other, by object of the run: the painted mask (maskKey) over which its box was drawn.
inline const QString kDrawnOver = QStringLiteral("drawn_over");

inline QString maskKey(const Mask& mask)
{
    return QString::fromLatin1(
        QCryptographicHash::hash(mask.encode(), QCryptographicHash::Sha1).toHex().left(16));
}

/// The name of a step of the history that says which question it was about.
inline Sentence editName(const char* what, const QString& query)
{
    return {what, {query}};
}

} // namespace revseg::studio
