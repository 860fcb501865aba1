// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace revseg {

/// Of the OpenCV libraries in use, e.g. "4.6.0".
QString openCvVersion();

} // namespace revseg
