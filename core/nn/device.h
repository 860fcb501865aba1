// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace revseg::nn {

/// Threads that networks compute with. While none runs.
void useThreads(int count);
/// Whether a CUDA device can be used by this build.
bool hasCuda();

} // namespace revseg::nn
