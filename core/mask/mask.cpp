// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mask/mask.h"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace revseg {

namespace {

int64_t pixelCount(Size size)
{
    return int64_t(std::max(size.width, 0)) * std::max(size.height, 0);
}

int64_t areaOf(const std::vector<uint32_t>& runs)
{
    int64_t area = 0;
    for (size_t i = 1; i < runs.size(); i += 2)
        area += runs[i];
    return area;
}

/// Walks two run lists together and hands each stretch of constant values to `stretch(a, b, length)`.
template <class Fn>
void walk(const std::vector<uint32_t>& a, const std::vector<uint32_t>& b, Fn stretch)
{
    size_t i = 0;
    size_t j = 0;
    uint32_t leftA = a.empty() ? 0 : a[0];
    uint32_t leftB = b.empty() ? 0 : b[0];
    while (i < a.size() && j < b.size()) {
        const uint32_t n = std::min(leftA, leftB);
        if (n > 0)
            stretch((i & 1) != 0, (j & 1) != 0, n);
        leftA -= n;
        leftB -= n;
        if (leftA == 0 && ++i < a.size())
            leftA = a[i];
        if (leftB == 0 && ++j < b.size())
            leftB = b[j];
    }
}

/// Puts runs together from stretches of 0 and 1, merging neighbours of equal value.
class RunBuilder
{
public:
    void add(bool value, uint32_t n)
    {
        if (n == 0)
            return;
        if (value != m_value) {
            m_runs.push_back(m_current);
            m_current = 0;
            m_value = value;
        }
        m_current += n;
    }
    std::vector<uint32_t> take()
    {
        m_runs.push_back(m_current);
        return std::move(m_runs);
    }

private:
    std::vector<uint32_t> m_runs;
    uint32_t m_current = 0;
    bool m_value = false;
};

template <class Op>
std::vector<uint32_t> combine(const Mask& a, const Mask& b, Op op)
{
    Q_ASSERT(a.size() == b.size());
    RunBuilder out;
    walk(a.runs(), b.runs(), [&](bool x, bool y, uint32_t n) { out.add(op(x, y), n); });
    return out.take();
}

Mask fromGoodRuns(Size size, std::vector<uint32_t> runs)
{
    return Mask::fromRuns(size, std::move(runs)).value_or(Mask::empty(size));
}

void putNumber(QByteArray& out, uint32_t n)
{
    while (n >= 0x80) {
        out.append(char(n | 0x80));
        n >>= 7;
    }
    out.append(char(n));
}

bool getNumber(const QByteArray& in, qsizetype& at, uint32_t& n)
{
    uint64_t value = 0;
    for (int shift = 0; shift < 35; shift += 7) {
        if (at >= in.size())
            return false;
        const auto byte = uint8_t(in[at++]);
        value |= uint64_t(byte & 0x7F) << shift;
        if ((byte & 0x80) == 0) {
            n = uint32_t(value);
            return value <= UINT32_MAX;
        }
    }
    return false;
}

/// Largest side accepted from outside; keeps every pixel count well inside 32 bits.
constexpr int kMaxSide = 32768;

} // namespace

Mask Mask::empty(Size size)
{
    Mask m;
    m.m_size = size;
    if (!size.isEmpty())
        m.m_runs = {uint32_t(pixelCount(size))};
    return m;
}

Mask Mask::filled(Size size, const Box& box)
{
    // A pixel's centre x + 0.5 lies in [x1, x2) exactly when x is in [ceil(x1 − 0.5), ceil(x2 − 0.5)).
    const Box b = box.clamped(size);
    const auto x1 = uint32_t(std::max(0.0, std::ceil(b.x1 - 0.5)));
    const auto x2 = uint32_t(std::max(0.0, std::ceil(b.x2 - 0.5)));
    const auto y1 = uint32_t(std::max(0.0, std::ceil(b.y1 - 0.5)));
    const auto y2 = uint32_t(std::max(0.0, std::ceil(b.y2 - 0.5)));
    if (x2 <= x1 || y2 <= y1)
        return empty(size);
    const auto width = uint32_t(size.width);
    RunBuilder runs;
    runs.add(false, y1 * width);
    for (uint32_t y = y1; y < y2; ++y) {
        runs.add(false, x1);
        runs.add(true, x2 - x1);
        runs.add(false, width - x2);
    }
    runs.add(false, (uint32_t(size.height) - y2) * width);
    return fromGoodRuns(size, runs.take());
}

Mask Mask::fromBytes(Size size, const uint8_t* bytes, qsizetype stride)
{
    RunBuilder runs;
    for (int y = 0; y < size.height; ++y) {
        const uint8_t* row = bytes + y * stride;
        int x = 0;
        while (x < size.width) {
            const bool value = row[x] != 0;
            const int start = x;
            if (value) {
                while (x < size.width && row[x] != 0)
                    ++x;
            } else {
                while (x + 8 <= size.width) {
                    uint64_t eight = 0;
                    std::memcpy(&eight, row + x, 8);
                    if (eight != 0)
                        break;
                    x += 8;
                }
                while (x < size.width && row[x] == 0)
                    ++x;
            }
            runs.add(value, uint32_t(x - start));
        }
    }
    return fromGoodRuns(size, size.isEmpty() ? std::vector<uint32_t>{} : runs.take());
}

Result<Mask> Mask::fromRuns(Size size, std::vector<uint32_t> runs)
{
    uint64_t sum = 0;
    for (size_t i = 0; i < runs.size(); ++i) {
        if (runs[i] == 0 && i > 0)
            return fail(ErrorKind::Corrupt, QT_TRANSLATE_NOOP("core", "A mask holds an empty run"));
        sum += runs[i];
    }
    if (sum != uint64_t(pixelCount(size))) {
        return fail(ErrorKind::Corrupt,
                    QT_TRANSLATE_NOOP("core", "A mask's runs add up to %1 pixels instead of %2"),
                    {QString::number(sum), QString::number(pixelCount(size))});
    }
    Mask m;
    m.m_size = size;
    m.m_area = areaOf(runs);
    m.m_runs = std::move(runs);
    return m;
}

std::optional<Box> Mask::bounds() const
{
    if (isEmpty())
        return std::nullopt;
    const int64_t width = m_size.width;
    int64_t left = width;
    int64_t right = -1;
    int64_t top = -1;
    int64_t bottom = -1;
    int64_t at = 0;
    for (size_t i = 0; i < m_runs.size(); ++i) {
        const int64_t n = m_runs[i];
        if ((i & 1) != 0) {
            const int64_t last = at + n - 1;
            if (top < 0)
                top = at / width;
            bottom = last / width;
            if (at / width != last / width) { // goes round the edge: touches both sides
                left = 0;
                right = width - 1;
            } else {
                left = std::min(left, at % width);
                right = std::max(right, last % width);
            }
        }
        at += n;
    }
    return Box{double(left), double(top), double(right + 1), double(bottom + 1)};
}

std::optional<Point> Mask::centroid() const
{
    if (isEmpty())
        return std::nullopt;
    double sx = 0;
    double sy = 0;
    int64_t at = 0;
    for (size_t i = 0; i < m_runs.size(); ++i) {
        int64_t n = m_runs[i];
        if ((i & 1) != 0) {
            int64_t p = at;
            while (n > 0) {
                const int64_t x = p % m_size.width;
                const int64_t inRow = std::min(n, int64_t(m_size.width) - x);
                sx += double(inRow) * (double(x) + double(inRow) / 2.0);
                sy += double(inRow) * (double(p / m_size.width) + 0.5);
                p += inRow;
                n -= inRow;
            }
        }
        at += m_runs[i];
    }
    return Point{sx / double(m_area), sy / double(m_area)};
}

bool Mask::contains(int x, int y) const
{
    if (x < 0 || y < 0 || x >= m_size.width || y >= m_size.height)
        return false;
    const int64_t target = int64_t(y) * m_size.width + x;
    int64_t at = 0;
    for (size_t i = 0; i < m_runs.size(); ++i) {
        at += m_runs[i];
        if (target < at)
            return (i & 1) != 0;
    }
    return false;
}

std::vector<uint8_t> Mask::toBytes(uint8_t value) const
{
    std::vector<uint8_t> out(size_t(pixelCount(m_size)), 0);
    size_t at = 0;
    for (size_t i = 0; i < m_runs.size(); ++i) {
        if ((i & 1) != 0)
            std::memset(out.data() + at, value, m_runs[i]);
        at += m_runs[i];
    }
    return out;
}

Mask Mask::united(const Mask& other) const
{
    return fromGoodRuns(m_size, combine(*this, other, [](bool a, bool b) { return a || b; }));
}

Mask Mask::intersected(const Mask& other) const
{
    return fromGoodRuns(m_size, combine(*this, other, [](bool a, bool b) { return a && b; }));
}

Mask Mask::subtracted(const Mask& other) const
{
    return fromGoodRuns(m_size, combine(*this, other, [](bool a, bool b) { return a && !b; }));
}

int64_t Mask::intersectionArea(const Mask& other) const
{
    int64_t both = 0;
    walk(m_runs, other.m_runs, [&](bool a, bool b, uint32_t n) { both += a && b ? n : 0; });
    return both;
}

double Mask::iou(const Mask& other) const
{
    const int64_t both = intersectionArea(other);
    const int64_t all = m_area + other.m_area - both;
    return all > 0 ? double(both) / double(all) : 1.0;
}

// Layout: 'M', version 1, width, height, then the runs; numbers are little-endian base 128. zlib on top makes
// masks of thousands of frames small: runs of neighbouring rows are alike.
QByteArray Mask::encode() const
{
    QByteArray plain;
    putNumber(plain, uint32_t(m_size.width));
    putNumber(plain, uint32_t(m_size.height));
    for (const uint32_t n : m_runs)
        putNumber(plain, n);
    return QByteArray("M\x01", 2) + qCompress(plain, 1);
}

Result<Mask> Mask::decode(const QByteArray& bytes)
{
    const auto corrupt = [] {
        return fail(ErrorKind::Corrupt, QT_TRANSLATE_NOOP("core", "A stored mask is damaged"));
    };
    // qUncompress trusts the length in its first four bytes and would allocate what they say.
    if (bytes.size() < 6 || bytes[0] != 'M' || bytes[1] != '\x01')
        return corrupt();
    const auto* length = reinterpret_cast<const uint8_t*>(bytes.constData()) + 2;
    const uint32_t claimed =
        uint32_t(length[0]) << 24 | uint32_t(length[1]) << 16 | uint32_t(length[2]) << 8 | length[3];
    if (uint64_t(claimed) > uint64_t(bytes.size()) * 1100 + 64) // zlib never does better than about 1032:1
        return corrupt();
    const QByteArray plain = qUncompress(bytes.mid(2));
    qsizetype at = 0;
    uint32_t width = 0;
    uint32_t height = 0;
    if (!getNumber(plain, at, width) || !getNumber(plain, at, height) || width > kMaxSide ||
        height > kMaxSide)
        return corrupt();
    std::vector<uint32_t> runs;
    while (at < plain.size()) {
        uint32_t n = 0;
        if (!getNumber(plain, at, n))
            return corrupt();
        runs.push_back(n);
    }
    return fromRuns({int(width), int(height)}, std::move(runs));
}

} // namespace revseg
