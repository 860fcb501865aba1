// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/project/records.h"

#include <QJsonDocument>

#include <array>

namespace revseg {

void VideoRecord::setMedia(const VideoRecord& other)
{
    relative_path = other.relative_path;
    absolute_path = other.absolute_path;
    stills = other.stills;
    size = other.size;
    sha256 = other.sha256;
    frames = other.frames;
    native = other.native;
    duration_s = other.duration_s;
    rate = other.rate;
}

QJsonObject RunRecord::json() const
{
    return QJsonDocument::fromJson(data).object();
}

void RunRecord::setJson(const QJsonObject& object)
{
    data = QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QColor objectColor(int n)
{
    // The seven of Okabe and Ito without black (black vanishes on dark pictures), those first that are rarest
    // in pictures of nature and people.
    static constexpr std::array<QRgb, 7> base{0xFFCC79A7, 0xFF56B4E9, 0xFFF0E442, 0xFF009E73,
                                              0xFFD55E00, 0xFF0072B2, 0xFFE69F00};
    const QColor color = QColor::fromRgb(base[size_t(n) % base.size()]);
    // Later rounds keep the hue and change the lightness, which all kinds of colour blindness leave intact.
    switch (n / int(base.size()) % 3) {
    case 1:
        return color.lighter(145);
    case 2:
        return color.darker(165);
    default:
        return color;
    }
}

} // namespace revseg
