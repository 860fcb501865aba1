// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Private to this folder: what each format's file provides.
#pragma once

#include "core/formats/exchange.h"
#include "core/mask/label_picture.h"

#include <QByteArray>
#include <QImage>

namespace revseg {

/// Writes one format into a folder that exists, sequence after sequence, frame after frame.
class FormatWriter
{
public:
    virtual ~FormatWriter() = default;

    /// `masks` do not overlap where the format could not hold that. Empty ones are absent objects, which only
    /// YouTube-VOS gets.
    virtual Result<void> writeFrame(const Sequence& sequence, int frame,
                                    const std::vector<SequenceMask>& masks) = 0;
    virtual Result<void> endSequence(const Sequence& sequence) = 0;
    virtual Result<void> writePicture(const Sequence& sequence, int frame, const QImage& picture) = 0;
    virtual Result<void> finish() = 0;
};

std::unique_ptr<FormatWriter> makeFormatWriter(Format format, const QString& folder);

// One of each for the formats; see openMasks() and makeFormatWriter().
Result<std::unique_ptr<MaskSource>> openDavis(const QString& path, bool merged);
Result<std::unique_ptr<MaskSource>> openYoutubeVos(const QString& path);
Result<std::unique_ptr<MaskSource>> openCoco(const QString& path);
Result<std::unique_ptr<MaskSource>> openYoutubeVis(const QString& path);
std::unique_ptr<FormatWriter> makeDavisWriter(const QString& folder, bool merged);
std::unique_ptr<FormatWriter> makeYoutubeVosWriter(const QString& folder);
std::unique_ptr<FormatWriter> makeCocoWriter(const QString& folder);
std::unique_ptr<FormatWriter> makeYoutubeVisWriter(const QString& folder);

/// What label pictures hold beyond masks, counted while they are read.
struct LabelLosses
{
    qint64 voids = 0; ///< pixels of 255
    qint64 grey = 0;  ///< pictures without a palette, which loaders of others take for pictures of brightness

    std::map<QString, qint64> byName() const;
};
/// A label picture's masks, one for each value but 0 and 255. With `merged` everything that is not 0 is
/// object 1.
Result<std::vector<SequenceMask>> readLabelMasks(const QString& path, Size expected, bool merged,
                                                 LabelLosses& losses);
/// A grey picture of 0 and 255: in the way of DAVIS 2016, and nothing in it is void.
Result<bool> isBlackAndWhite(const QString& path);
/// Paints masks into a palette picture, each with its id.
Result<void> writeLabelMasks(const QString& path, Size size, const std::vector<SequenceMask>& masks,
                             bool merged);

/// "b9" before "b10": digits count as numbers. (QCollator does this in some locales only.)
bool naturalLess(const QString& a, const QString& b);
/// Base names of the pictures in a folder, in natural order.
QStringList pictureNames(const QString& folder, const QString& suffix);

Result<void> makeFolder(const QString& path);
Result<void> writeJpeg(const QString& path, const QImage& picture);
/// The JSON object in a file; Corrupt with line and column of a mistake.
Result<QJsonObject> readJson(const QString& path);

} // namespace revseg
