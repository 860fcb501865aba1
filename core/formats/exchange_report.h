// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/timebase.h"

#include <QJsonObject>
#include <QString>

#include <map>
#include <vector>

namespace revseg {

/// What an import, an export or a conversion did.
struct ExchangeReport
{
    /// Where in a sequence something was lost: frames, or object ids for "id_gaps"; in growing order.
    struct Place
    {
        QString sequence;
        std::vector<FrameRange> at;
    };

    qint64 frames = 0;
    qint64 objects = 0;
    qint64 masks = 0;                             ///< object masks that are not empty
    std::map<QString, qint64> losses;             ///< by name; only what occurred
    std::map<QString, std::vector<Place>> places; ///< of those losses that have one

    void lose(const QString& name, qint64 count = 1)
    {
        if (count > 0)
            losses[name] += count;
    }
    /// With its place; the frames (or ids) of one sequence come in growing order.
    void loseAt(const QString& name, const QString& sequence, int at, qint64 count = 1);
    void add(const ExchangeReport& other);

    /// Figures and losses, as the command line prints them.
    QJsonObject json() const;
    /// As it is written beside an export: also the places, and a sentence for each loss.
    QByteArray file(const QString& format) const;
};

/// What the loss of this name means, with its count: "3 frames have no mask".
Sentence lossSentence(const QString& name, qint64 count);

} // namespace revseg
