// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

namespace revseg::nn {

/// Destroys something large on a thread of its own, when nobody else holds it: giving gigabytes back to the
/// system takes tenths of a second, for which neither a stop nor a window should wait. Any thread; the
/// program's end waits for it.
void releaseLater(std::shared_ptr<void> last);

/// Waits until all of it is gone, for whoever needs the memory.
void awaitReleased();

} // namespace revseg::nn
