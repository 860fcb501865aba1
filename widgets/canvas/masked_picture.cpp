// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/canvas/masked_picture.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <utility>

namespace revseg {

namespace {

QRect boundsOf(const Mask& mask)
{
    const auto b = mask.bounds();
    return b ? QRect(QPoint(int(b->x1), int(b->y1)), QPoint(int(b->x2) - 1, int(b->y2) - 1)) : QRect();
}

/// Where pixels are in one mask and not in the other.
QRect differing(const MaskOverlay& before, const MaskOverlay& after)
{
    if (before.color != after.color || before.pattern != after.pattern ||
        before.mask.size() != after.mask.size())
        return boundsOf(before.mask) | boundsOf(after.mask);
    if (before.mask == after.mask)
        return {};
    return boundsOf(before.mask.subtracted(after.mask)) | boundsOf(after.mask.subtracted(before.mask));
}

std::vector<CanvasMask>::const_iterator find(const std::vector<CanvasMask>& masks, ObjectId object)
{
    return std::find_if(masks.begin(), masks.end(),
                        [object](const CanvasMask& m) { return m.object == object; });
}

} // namespace

void MaskedPicture::setPicture(const QImage& picture)
{
    m_picture = picture;
    m_stale = m_picture.rect();
}

void MaskedPicture::setStyle(const OverlayStyle& style)
{
    m_style = style;
    m_stale = m_picture.rect();
}

QRect MaskedPicture::changedBy(const std::vector<CanvasMask>& masks) const
{
    QRect changed;
    std::vector<ObjectId> order;
    for (const CanvasMask& m : masks) {
        const auto before = find(m_masks, m.object);
        if (before != m_masks.end()) {
            order.push_back(m.object);
            changed |= differing(before->overlay, m.overlay);
        } else {
            changed |= boundsOf(m.overlay.mask);
        }
    }
    auto next = order.begin();
    for (const CanvasMask& m : m_masks) {
        if (find(masks, m.object) == masks.end())
            changed |= boundsOf(m.overlay.mask);
        else if (*next++ != m.object)
            return m_picture.rect(); // another one is on top now
    }
    return changed;
}

QRect MaskedPicture::setMasks(std::vector<CanvasMask> masks)
{
    const bool all = m_stale == m_picture.rect();
    QRect changed = all ? m_stale : changedBy(masks);
    m_masks = std::move(masks);
    if (changed.isEmpty())
        return {};
    const int reach = outlineReach(m_picture.size());
    changed = changed.adjusted(-reach, -reach, reach, reach) & m_picture.rect();
    m_stale |= changed;
    return changed;
}

const QImage& MaskedPicture::image()
{
    if (m_stale.isEmpty() && !m_image.isNull() == !m_picture.isNull())
        return m_image;
    const bool plain = m_masks.empty() || m_picture.isNull();
    const bool blendable =
        m_picture.format() == QImage::Format_RGB32 || m_picture.format() == QImage::Format_ARGB32;
    if (plain || !blendable) {
        m_image = plain ? m_picture : m_picture.convertToFormat(QImage::Format_RGB32);
        m_stale = m_image.rect();
    } else {
        // Into the pixels of the picture before, while a video plays: fresh memory for each frame has to be
        // got from the system page by page, on the thread that must not stall.
        if (m_image.size() != m_picture.size() || m_image.format() != m_picture.format() ||
            !m_image.isDetached()) {
            m_image = QImage(m_picture.size(), m_picture.format());
            m_stale = m_image.rect();
        }
        for (int y = m_stale.top(); y <= m_stale.bottom(); ++y) {
            const qsizetype at = qsizetype(m_stale.left()) * 4;
            std::memcpy(m_image.scanLine(y) + at, m_picture.constScanLine(y) + at,
                        size_t(m_stale.width()) * 4);
        }
    }
    if (!plain) {
        for (const CanvasMask& m : m_masks)
            blendMask(m_image, m.overlay, m_style, m_stale);
    }
    m_stale = {};
    return m_image;
}

} // namespace revseg
