// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chain/answer_doubts_private.h"

#include <QCoreApplication>

#include <algorithm>

namespace revseg {

std::pair<const char*, QStringList> remedyFor(const Turn& turn, const Problem& problem, int sampled)
{
    if (turn.finish == QLatin1String("length")) {
        return {QT_TRANSLATE_NOOP("core",
                                  "the answer was cut at the token limit: allow more tokens and ask again"),
                {}};
    }
    const QString frames = QString::number(sampled);
    switch (problem.kind) {
    case AnswerProblemKind::BoxOutside:
        return {QT_TRANSLATE_NOOP("core",
                                  "look at the raw answer; the model profile may be the wrong one for it"),
                {}};
    case AnswerProblemKind::IndexOutOfRange:
        if (problem.what.args.value(0) == frames) {
            return {QT_TRANSLATE_NOOP("core",
                                      "the model may count its %1 frames from 1: label them from 0 in the "
                                      "model profile, or ask again with another seed"),
                    {frames}};
        }
        return {QT_TRANSLATE_NOOP("core",
                                  "the model was shown %1 frames and may have named a frame of the video "
                                  "or a time: label the frames in the model profile, or ask again with "
                                  "another seed"),
                {frames}};
    default:
        return {"", {}};
    }
}

QStringList doubtsOf(const ParsedTurn2& parsed, Size space, ModelProfile::Coordinates coordinates)
{
    constexpr double kOvershoot = 0.02; // what a model may miss the edge of the picture by
    const double w = space.width;
    const double h = space.height;
    const bool thousandths = coordinates == ModelProfile::Coordinates::Thousandths;
    const double most = thousandths ? 1 : 1 + kOvershoot;
    bool fractions = !parsed.written.empty();
    bool beyond = false;
    for (const Box& b : parsed.written) {
        const double least = std::min(std::min(b.x1, b.x2) / w, std::min(b.y1, b.y2) / h);
        const double greatest = std::max(std::max(b.x1, b.x2) / w, std::max(b.y1, b.y2) / h);
        beyond |= least < -kOvershoot || greatest > most;
        fractions &= std::min({b.x1, b.y1, b.x2, b.y2}) >= 0 && std::max({b.x1, b.y1, b.x2, b.y2}) <= 1;
    }
    QStringList out;
    if (fractions) {
        out << QString::fromLatin1(QT_TRANSLATE_NOOP(
            "core", "all numbers of the box lie within 0 and 1: the model profile may be the wrong one"));
    }
    if (beyond && thousandths) {
        out << QString::fromLatin1(QT_TRANSLATE_NOOP(
            "core", "numbers above 1000 or below 0 where the model profile says 0 to 1000: it may be the "
                    "wrong one"));
    } else if (beyond) {
        out << QString::fromLatin1(QT_TRANSLATE_NOOP(
            "core",
            "the box goes far beyond the picture the model saw: the model profile may be the wrong one"));
    }
    return out;
}

} // namespace revseg
