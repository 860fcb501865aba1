// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"

#include <QJsonArray>

namespace revseg::cli {

QJsonObject versionInfo()
{
    const auto library = [](const char* name, const QString& version, const char* licence) {
        return QJsonObject{{QStringLiteral("name"), QLatin1String(name)},
                           {QStringLiteral("version"), version},
                           {QStringLiteral("licence"), QLatin1String(licence)}};
    };
    QJsonArray libraries{library("Qt", QLatin1String(qVersion()), "LGPL-3.0-only")};
    return {{QStringLiteral("name"), QStringLiteral("revseg")},
            {QStringLiteral("version"), QStringLiteral(REVSEG_VERSION)},
            {QStringLiteral("licence"), QStringLiteral("GPL-3.0-or-later")},
            {QStringLiteral("libraries"), libraries}};
}

} // namespace revseg::cli
