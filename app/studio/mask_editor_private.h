// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/studio/mask_editor.h"

namespace revseg::studio {

/// Belongs to one object on one frame; what is asked of a tracker begins with the mask that was there.
struct MaskEditor::Clicked
{
    VideoId video;
    ObjectId object;
    FrameIndex frame = 0;
    std::optional<Mask> before;
    std::optional<Mask> found;
    bool byBox = false;
    bool taken = false; ///< before the tracker had answered: stored when it does
};

} // namespace revseg::studio
