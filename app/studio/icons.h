// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIcon>

namespace revseg::studio {

/// An icon of :/revseg/icons in the colours of the application's palette (normal and disabled); empty for "".
QIcon icon(const char* name);

} // namespace revseg::studio
