// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mask/label_picture.h"
#include "tests/support/files.h"

#include <QCryptographicHash>
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>

namespace revseg::test {

/// How a run of `revseg` ended.
struct Ran
{
    int code = -1;
    QByteArray out;
    QByteArray err;

    QJsonObject json() const { return QJsonDocument::fromJson(out).object(); }
    /// One line on stderr, as an error has to be.
    bool saysOneError() const
    {
        return err.startsWith("revseg: error: ") && err.count('\n') == 1 && err.contains("; ");
    }
};

inline Ran runRevseg(const QStringList& arguments)
{
    QProcess process;
    process.start(QStringLiteral(REVSEG_PROGRAM), arguments);
    Ran ran;
    if (process.waitForFinished(120'000) && process.exitStatus() == QProcess::NormalExit)
        ran.code = process.exitCode();
    ran.out = process.readAllStandardOutput();
    ran.err = process.readAllStandardError();
    return ran;
}

inline void writeText(const QString& path, const QByteArray& text)
{
    QFile file(path);
    if (file.open(QIODevice::WriteOnly))
        file.write(text);
}

inline constexpr Size kClip{48, 32};
inline constexpr int kClipFrames = 5;

/// A folder of stills, which is a video everywhere.
inline void makeClip(const QString& folder)
{
    QDir().mkpath(folder);
    for (int i = 0; i < kClipFrames; ++i) {
        QImage image(kClip.width, kClip.height, QImage::Format_RGB32);
        image.fill(qRgb(40 * i, 90, 200 - 30 * i));
        image.save(QStringLiteral("%1/%2.png").arg(folder).arg(i, 5, 10, QLatin1Char('0')));
    }
}

/// DAVIS masks for it: object 1 moves to the right, object 2 is there on frames 2 and 3.
inline void makeDavis(const QString& root, const QString& sequence)
{
    const QString folder = root + QStringLiteral("/Annotations/480p/") + sequence;
    QDir().mkpath(folder);
    for (int i = 0; i < kClipFrames; ++i) {
        LabelPicture picture = LabelPicture::blank(kClip);
        picture.paint(Mask::filled(kClip, {2.0 + 3 * i, 4, 14.0 + 3 * i, 16}), 1);
        if (i == 2 || i == 3)
            picture.paint(Mask::filled(kClip, {30, 20, 40, 30}), 2);
        (void)writeLabelPicture(QStringLiteral("%1/%2.png").arg(folder).arg(i, 5, 10, QLatin1Char('0')),
                                picture);
    }
}

/// Names and contents of all files below a folder.
inline QMap<QString, QByteArray> tree(const QString& folder)
{
    QMap<QString, QByteArray> out;
    QDirIterator it(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (it.hasNext()) {
        const QString path = it.next();
        out[QDir(folder).relativeFilePath(path)] =
            QCryptographicHash::hash(bytesOf(path), QCryptographicHash::Md5);
    }
    return out;
}

} // namespace revseg::test
