// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mask/overlay.h"

#include <algorithm>
#include <cmath>

namespace revseg {

namespace {

/// A stretch of mask pixels within one row.
struct Span
{
    int y;
    int x1; ///< first
    int x2; ///< one past the last
};

std::vector<Span> spansOf(const Mask& mask)
{
    std::vector<Span> spans;
    const int64_t width = mask.size().width;
    int64_t at = 0;
    const auto& runs = mask.runs();
    for (size_t i = 0; i < runs.size(); ++i) {
        const int64_t end = at + runs[i];
        if ((i & 1) != 0) {
            for (int64_t p = at; p < end;) {
                const int64_t rowEnd = std::min((p / width + 1) * width, end);
                spans.push_back({int(p / width), int(p % width), int(p % width + rowEnd - p)});
                p = rowEnd;
            }
        }
        at = end;
    }
    return spans;
}

/// Pixels of `span` that no span of the neighbouring row covers belong to the edge: calls `edge(x1, x2)` for
/// each stretch of them. `neighbours` are sorted by x.
template <class Fn>
void uncovered(const Span& span, const Span* begin, const Span* end, Fn edge)
{
    int x = span.x1;
    for (const Span* n = begin; n != end && x < span.x2; ++n) {
        if (n->x2 <= x)
            continue;
        if (n->x1 >= span.x2)
            break;
        if (n->x1 > x)
            edge(x, n->x1);
        x = std::max(x, n->x2);
    }
    if (x < span.x2)
        edge(x, span.x2);
}

/// Thick enough to survive scaling a large picture down to a window.
int outlineThickness(QSize picture)
{
    return std::max(1, int(std::lround(std::hypot(picture.width(), picture.height()) / 900.0)));
}

} // namespace

int outlineReach(QSize picture)
{
    return outlineThickness(picture) + 1;
}

bool isPatternMarked(int pattern, int x, int y, int line)
{
    const int period = 5 * line;
    const auto onLine = [&](int at) { return at % period < line; };
    switch (pattern % kOverlayPatterns) {
    case 0:
        return onLine(x + y);
    case 1:
        return onLine(x - y + period * (y / period + 1));
    case 2:
        return onLine(y);
    case 3:
        return onLine(x);
    case 4:
        return onLine(x) || onLine(y);
    default: {
        const int dx = x % period - period / 2;
        const int dy = y % period - period / 2;
        return dx * dx + dy * dy <= line * line;
    }
    }
}

void blendMask(QImage& picture, const MaskOverlay& overlay, const OverlayStyle& style, const QRect& part)
{
    const Mask& mask = overlay.mask;
    if (mask.isEmpty() || picture.width() != mask.size().width || picture.height() != mask.size().height)
        return;
    const std::vector<Span> spans = spansOf(mask);
    const QRgb color = overlay.color.rgb() | 0xFF000000U;
    const auto alpha = uint32_t(std::lround(std::clamp(style.opacity, 0.0, 1.0) * 256));
    // Two channels at a time: red and blue, then green.
    const auto blended = [color](uint32_t p, uint32_t share) {
        const uint32_t keep = 256 - share;
        return 0xFF000000U |
               ((((p & 0x00FF00FFU) * keep + (color & 0x00FF00FFU) * share) >> 8) & 0x00FF00FFU) |
               ((((p & 0x0000FF00U) * keep + (color & 0x0000FF00U) * share) >> 8) & 0x0000FF00U);
    };
    const int thickness = outlineThickness(picture.size());
    const QRect clip = part.isNull() ? picture.rect() : part & picture.rect();
    const int left = clip.left();
    const int right = clip.right() + 1;
    constexpr uint32_t kMarked = 150; // of 256: what a pattern marks is more of the colour
    uchar* const bits = picture.bits();
    const qsizetype stride = picture.bytesPerLine();
    const auto row = [&](int y) { return reinterpret_cast<QRgb*>(bits + y * stride); };
    const auto rowInside = [&clip](int y) { return y >= clip.top() && y <= clip.bottom(); };
    for (const Span& s : spans) {
        if (!rowInside(s.y))
            continue;
        QRgb* const line = row(s.y);
        const int first = std::max(s.x1, left);
        const int end = std::min(s.x2, right);
        for (int x = first; x < end; ++x)
            line[x] = blended(line[x], alpha);
        if (!style.patterns)
            continue;
        for (int x = first; x < end; ++x) {
            if (isPatternMarked(overlay.pattern, x, s.y, 2 * thickness))
                line[x] = blended(line[x], kMarked);
        }
    }
    if (!style.outline)
        return;
    const auto paint = [&](int y, int x1, int x2) {
        x1 = std::max(x1, left);
        x2 = std::min(x2, right);
        if (x1 < x2)
            std::fill(row(y) + x1, row(y) + x2, color);
    };
    std::vector<const Span*> rows(size_t(picture.height()) + 1, spans.data() + spans.size());
    for (size_t i = spans.size(); i-- > 0;)
        rows[size_t(spans[i].y)] = &spans[i];
    const auto rowEnd = [&](int y) {
        const Span* s = rows[size_t(y)];
        while (s != spans.data() + spans.size() && s->y == y)
            ++s;
        return s;
    };
    for (const Span& s : spans) {
        if (!rowInside(s.y))
            continue;
        paint(s.y, s.x1, std::min(s.x1 + thickness, s.x2));
        paint(s.y, std::max(s.x2 - thickness, s.x1), s.x2);
        for (int step = 1; step <= thickness; ++step) {
            for (const int y : {s.y - step, s.y + step}) {
                if (y < 0 || y >= picture.height())
                    continue;
                uncovered(s, rows[size_t(y)], rowEnd(y), [&](int x1, int x2) { paint(s.y, x1, x2); });
            }
        }
    }
}

QImage blendMasks(QImage picture, const std::vector<MaskOverlay>& overlays, const OverlayStyle& style)
{
    if (picture.format() != QImage::Format_RGB32 && picture.format() != QImage::Format_ARGB32)
        picture = picture.convertToFormat(QImage::Format_RGB32);
    for (const MaskOverlay& overlay : overlays)
        blendMask(picture, overlay, style);
    return picture;
}

} // namespace revseg
