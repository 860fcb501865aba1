// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chain/seen_picture.h"

#include "core/chain/picture.h"

#include <algorithm>

namespace revseg {

namespace {

void add(std::vector<SeenPicture>& out, int turn, const QJsonValue& json)
{
    SeenPicture seen;
    seen.turn = turn;
    seen.frame = json[QStringLiteral("frame")].toInt(-1);
    seen.size = {json[QStringLiteral("width")].toInt(), json[QStringLiteral("height")].toInt()};
    seen.sha256 = json[QStringLiteral("sha256")].toString();
    if (seen.frame < 0 || seen.size.isEmpty())
        return;
    const bool known = std::any_of(out.begin(), out.end(), [&seen](const SeenPicture& s) {
        return s.turn == seen.turn && s.frame == seen.frame && s.size == seen.size;
    });
    if (!known)
        out.push_back(seen);
}

} // namespace

std::vector<SeenPicture> seenPicturesOf(const Run& run)
{
    std::vector<SeenPicture> out;
    for (const Turn& turn : run.turns) {
        for (const QJsonValue message : turn.messages) {
            for (const QJsonValue part : message[QStringLiteral("content")].toArray()) {
                if (part[QStringLiteral("type")] == QLatin1String("image"))
                    add(out, 2, part);
                for (const QJsonValue frame : part[QStringLiteral("frames")].toArray())
                    add(out, 1, frame);
            }
        }
    }
    return out;
}

RemadePicture remade(const SeenPicture& seen, const QImage& frame)
{
    RemadePicture out{seen, resizedBicubic(frame, seen.size)};
    out.same = !seen.sha256.isEmpty() && !out.image.isNull() && pictureHash(out.image) == seen.sha256;
    return out;
}

} // namespace revseg
