// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <functional>

namespace revseg {

/// How far a long action is. total 0: not known. Called on the worker's thread.
struct Progress
{
    qint64 done = 0;
    qint64 total = 0;
};
using ProgressFn = std::function<void(Progress)>;

} // namespace revseg
