// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/formats/coco_rle.h"

#include <QJsonArray>
#include <QJsonObject>

#include <cstring>
#include <limits>

namespace revseg {

namespace {

constexpr int kMaxSide = 32768; ///< as Mask::decode

tl::unexpected<Error> corrupt(const char* why)
{
    return fail(ErrorKind::Corrupt, QT_TRANSLATE_NOOP("core", "A run-length mask is damaged: %1"),
                {QLatin1String(why)});
}

/// Turns rows into columns; `size` is that of the result's source.
std::vector<uint8_t> transposed(const std::vector<uint8_t>& pixels, int width, int height)
{
    constexpr int kTile = 32; // a block stays in the cache in both directions
    std::vector<uint8_t> out(pixels.size());
    for (int y0 = 0; y0 < height; y0 += kTile) {
        for (int x0 = 0; x0 < width; x0 += kTile) {
            for (int y = y0; y < std::min(y0 + kTile, height); ++y) {
                for (int x = x0; x < std::min(x0 + kTile, width); ++x)
                    out[size_t(x) * size_t(height) + size_t(y)] =
                        pixels[size_t(y) * size_t(width) + size_t(x)];
            }
        }
    }
    return out;
}

/// Runs in COCO's order.
std::vector<uint32_t> columnRuns(const Mask& mask)
{
    const Size s = mask.size();
    const auto columns = transposed(mask.toBytes(), s.width, s.height);
    return Mask::fromBytes({s.height, s.width}, columns.data(), s.height).runs();
}

Result<Mask> fromColumnRuns(Size size, const std::vector<uint32_t>& runs)
{
    if (size.isEmpty() || size.width > kMaxSide || size.height > kMaxSide)
        return corrupt("its size makes no sense");
    const auto total = uint64_t(size.width) * uint64_t(size.height);
    std::vector<uint8_t> columns(total, 0);
    uint64_t at = 0;
    for (size_t i = 0; i < runs.size(); ++i) {
        if (runs[i] > total - at)
            return corrupt("it is longer than its picture");
        if ((i & 1) != 0)
            std::memset(columns.data() + at, 1, runs[i]);
        at += runs[i];
    }
    if (at != total)
        return corrupt("it is shorter than its picture");
    const auto rows = transposed(columns, size.height, size.width);
    return Mask::fromBytes(size, rows.data(), size.width);
}

} // namespace

QByteArray cocoString(const Mask& mask)
{
    const auto runs = columnRuns(mask);
    QByteArray out;
    for (size_t i = 0; i < runs.size(); ++i) {
        // From the fourth number on, the difference to the one two before: alike columns give small numbers.
        int64_t n = runs[i];
        if (i > 2)
            n -= runs[i - 2];
        for (bool more = true; more;) {
            auto group = int(n & 0x1F);
            n >>= 5; // arithmetic: keeps the sign
            more = (group & 0x10) != 0 ? n != -1 : n != 0;
            if (more)
                group |= 0x20;
            out.append(char(group + 48));
        }
    }
    return out;
}

Result<Mask> maskFromCocoString(Size size, const QByteArray& text)
{
    std::vector<uint32_t> runs;
    for (qsizetype at = 0; at < text.size();) {
        int64_t n = 0;
        for (int shift = 0;; shift += 5) {
            if (at >= text.size())
                return corrupt("it is cut off");
            if (shift > 35)
                return corrupt("a number is too large");
            const int group = text[at++] - 48;
            if (group < 0 || group > 0x3F)
                return corrupt("it holds a foreign character");
            n |= int64_t(group & 0x1F) << shift;
            if ((group & 0x20) == 0) {
                if ((group & 0x10) != 0)
                    n -= int64_t(1) << (shift + 5);
                break;
            }
        }
        if (runs.size() > 2)
            n += runs[runs.size() - 2];
        if (n < 0 || n > std::numeric_limits<uint32_t>::max())
            return corrupt("a run has a negative length");
        runs.push_back(uint32_t(n));
    }
    return fromColumnRuns(size, runs);
}

QJsonObject cocoRle(const Mask& mask)
{
    return {{QStringLiteral("size"), QJsonArray{mask.size().height, mask.size().width}},
            {QStringLiteral("counts"), QString::fromLatin1(cocoString(mask))}};
}

Result<Mask> maskFromCocoRle(const QJsonValue& rle)
{
    const QJsonArray size = rle[QStringLiteral("size")].toArray();
    const QJsonValue counts = rle[QStringLiteral("counts")];
    if (size.size() != 2 || !size[0].isDouble() || !size[1].isDouble())
        return corrupt("“size” is not [height, width]");
    const Size s{size[1].toInt(-1), size[0].toInt(-1)};
    if (counts.isString())
        return maskFromCocoString(s, counts.toString().toLatin1());
    if (!counts.isArray())
        return corrupt("“counts” is neither text nor a list");
    std::vector<uint32_t> runs;
    for (const QJsonValue& n : counts.toArray()) {
        const qint64 run = n.toInteger(-1);
        if (run < 0 || run > std::numeric_limits<uint32_t>::max())
            return corrupt("a run has no proper length");
        runs.push_back(uint32_t(run));
    }
    return fromColumnRuns(s, runs);
}

} // namespace revseg
