// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/project/project.h"
#include "tests/support/files.h"

#include <QFile>

namespace revseg::test {

inline constexpr Size kSize{64, 48};

inline VideoInfo videoInfo(const QString& path, int frames = 100, Size size = kSize)
{
    VideoInfo info;
    info.path = path;
    info.native = size;
    info.coded = size;
    info.display = size;
    info.frames = frames;
    info.duration_s = frames / 25.0;
    info.rate = {25, 1};
    info.sha256 = QStringLiteral("ab12");
    return info;
}

inline MaskRecordPtr boxMask(const Box& box, Size size = kSize, bool checked = false)
{
    auto record = std::make_shared<MaskRecord>();
    record->mask = Mask::filled(size, box);
    record->checked = checked;
    return record;
}

inline Sentence named(const char* name)
{
    return Sentence{name, {}};
}

} // namespace revseg::test
