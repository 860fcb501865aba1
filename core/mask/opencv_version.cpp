// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mask/opencv_version.h"

#include <opencv2/core/utility.hpp>

namespace revseg {

QString openCvVersion()
{
    return QString::fromStdString(cv::getVersionString());
}

} // namespace revseg
