// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace revseg {

/// Makes :/revseg/… readable. Call once at the start of a program: the linker drops resources of a static
/// library that nobody asks for.
void initResources();

} // namespace revseg
