// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/mask/overlay.h"

#include <QImage>
#include <QRect>

#include <vector>

namespace revseg {

/// A mask as it is shown.
struct CanvasMask
{
    ObjectId object;
    MaskOverlay overlay;
};

/// A picture with masks over it. When a mask changes, only what that touches is blended again: on a 4K
/// picture copying and blending all of it takes longer than a frame of the screen. GUI thread; native pixels.
class MaskedPicture
{
public:
    void setPicture(const QImage& picture);
    void setStyle(const OverlayStyle& style);
    /// The masks to be shown, later ones on top. Returns the part of the picture that changes by it.
    QRect setMasks(std::vector<CanvasMask> masks);
    /// Picture and masks; a null image when there is no picture.
    const QImage& image();

private:
    QRect changedBy(const std::vector<CanvasMask>& masks) const;

    QImage m_picture;
    std::vector<CanvasMask> m_masks;
    OverlayStyle m_style;
    QImage m_image;
    QRect m_stale; ///< what of m_image is not yet as it should be
};

} // namespace revseg
