// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The ffmpeg program, which makes what the tests read and says what it reads itself.
#pragma once

#include <QByteArray>
#include <QProcess>
#include <QStringList>

#include <vector>

namespace revseg::test {

/// What it writes on its standard output; empty when it failed, with a warning.
inline QByteArray ffmpeg(const QString& folder, const QStringList& arguments)
{
    QProcess process;
    process.setWorkingDirectory(folder);
    process.start(QStringLiteral("ffmpeg"),
                  QStringList{QStringLiteral("-v"), QStringLiteral("error"), QStringLiteral("-y")} +
                      arguments);
    if (!process.waitForFinished(60'000) || process.exitCode() != 0) {
        qWarning("ffmpeg: %s", process.readAllStandardError().constData());
        return {};
    }
    return process.readAllStandardOutput();
}

inline QStringList words(const char* text)
{
    return QString::fromLatin1(text).split(QLatin1Char(' '), Qt::SkipEmptyParts);
}

inline std::vector<QByteArray> officialSums(const QString& folder, const QString& file)
{
    QStringList arguments = words("-noautorotate -i");
    arguments << file << words("-map 0:v:0 -fps_mode passthrough -f framemd5 -");
    std::vector<QByteArray> sums;
    for (const QByteArray& line : ffmpeg(folder, arguments).split('\n')) {
        if (!line.isEmpty() && !line.startsWith('#'))
            sums.push_back(line.mid(line.lastIndexOf(',') + 1).trimmed());
    }
    return sums;
}

} // namespace revseg::test
