// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "core/mask/opencv_version.h"
#include "core/media/ffmpeg_version.h"

#include <QJsonArray>

namespace revseg::cli {

QJsonObject versionInfo()
{
    const auto library = [](const char* name, const QString& version, const QString& licence) {
        return QJsonObject{{QStringLiteral("name"), QLatin1String(name)},
                           {QStringLiteral("version"), version},
                           {QStringLiteral("licence"), licence}};
    };
    QJsonArray libraries{
        library("Qt", QLatin1String(qVersion()), QStringLiteral("LGPL-3.0-only")),
        library("FFmpeg", ffmpegVersion(), ffmpegLicence()),
        library("OpenCV", openCvVersion(), QStringLiteral("Apache-2.0")),
        library("QtKeychain", QStringLiteral(REVSEG_KEYCHAIN_VERSION), QStringLiteral("BSD-3-Clause"))};
#ifdef REVSEG_TORCH_VERSION
    libraries << library("libtorch", QStringLiteral(REVSEG_TORCH_VERSION), QStringLiteral("BSD-3-Clause"));
#endif
    return {{QStringLiteral("name"), QStringLiteral("revseg")},
            {QStringLiteral("version"), QStringLiteral(REVSEG_VERSION)},
            {QStringLiteral("licence"), QStringLiteral("GPL-3.0-or-later")},
            {QStringLiteral("libraries"), libraries}};
}

} // namespace revseg::cli
