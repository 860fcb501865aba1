// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/geometry.h"
#include "core/base/result.h"

#include <QJsonObject>
#include <QString>

namespace revseg {

/// What is said to the model in both turns and how the pictures for it are made. A versioned JSON file that
/// people can edit; nothing in the program depends on its wording.
///
/// Placeholders of `turn1`: {seconds} {nframes} {last} {fps} {query}; of `turn2`: {description} {query}
/// {nframes}. They are filled in one pass: text put in place is not searched again, other braces stay.
struct PromptSet
{
    QString name;
    int version = 1;
    int frames = 16; ///< sampled, evenly
    double fps = 2;  ///< nominal rate announced to the model
    Size frame_size{448, 448};
    Size keyframe_size{840, 840};
    QString system; ///< empty: no system message
    QString turn1;
    QString turn2;
    /// Said after reasoning that a person has rewritten, to get the answer that follows from it.
    QString turn1_go_on;
    QJsonObject other; ///< keys this version does not know

    /// A set that the program carries ("revseg-1") or the path of a file ending in ".json". NotFound,
    /// Unreadable, or Corrupt with the file and the key.
    static Result<PromptSet> load(const QString& nameOrPath = defaultName());
    static Result<PromptSet> fromJson(const QJsonObject& json, const QString& source);
    static QString defaultName() { return QStringLiteral("revseg-1"); }

    /// "revseg-1 v1", for traces.
    QString label() const;
    QJsonObject nameJson() const
    {
        return {{QStringLiteral("name"), name}, {QStringLiteral("version"), version}};
    }
    QString fillTurn1(const QString& query, int nframes) const;
    QString fillTurn1GoOn(const QString& query, int nframes) const; ///< placeholders as in `turn1`
    QString fillTurn2(const QString& query, const QString& description, int nframes) const;
};

} // namespace revseg
