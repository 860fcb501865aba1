// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/stills_folder_private.h"

#include <QCollator>
#include <QDir>

#include <algorithm>
#include <numeric>

namespace revseg {

QStringList stillsIn(const QString& folder)
{
    static const QStringList kinds{
        QStringLiteral("*.jpg"), QStringLiteral("*.jpeg"), QStringLiteral("*.png"), QStringLiteral("*.bmp"),
        QStringLiteral("*.tif"), QStringLiteral("*.tiff"), QStringLiteral("*.webp")};
    QStringList names = QDir(folder).entryList(kinds, QDir::Files);
    QCollator order(QLocale::c());
    order.setNumericMode(true);
    order.setCaseSensitivity(Qt::CaseInsensitive);
    std::sort(names.begin(), names.end(), [&order](const QString& a, const QString& b) {
        const int c = order.compare(a, b);
        return c != 0 ? c < 0 : a < b;
    });
    for (QString& name : names)
        name = QDir(folder).absoluteFilePath(name);
    return names;
}

namespace ff {

namespace {
/// Stills have no clock of their own; FFmpeg reads them at this rate.
constexpr Rational kRate{25, 1};
} // namespace

Result<std::unique_ptr<StillsFolder>> StillsFolder::open(const QString& folder, std::stop_token stop)
{
    std::unique_ptr<StillsFolder> stills(new StillsFolder);
    stills->m_files = stillsIn(folder);
    if (stills->m_files.isEmpty()) {
        return fail(ErrorKind::Unsupported,
                    QT_TRANSLATE_NOOP("core", "There are no pictures in the folder “%1”"), {folder},
                    QT_TRANSLATE_NOOP("core", "choose a folder of JPEG, PNG, BMP, TIFF or WebP files"));
    }
    const auto first = stills->still(0, stop);
    if (!first)
        return fail(first.error());
    VideoInfo& info = stills->m_info;
    info = (*first)->info();
    info.path = folder;
    info.kind = VideoInfo::Kind::Stills;
    info.frames = int(stills->m_files.size());
    info.rate = kRate;
    info.variable_rate = false;
    info.duration_s = info.frames / kRate.value();
    info.key_frames.resize(size_t(info.frames));
    std::iota(info.key_frames.begin(), info.key_frames.end(), 0);
    return stills;
}

Result<std::unique_ptr<VideoFile>> StillsFolder::still(FrameIndex index, std::stop_token stop) const
{
    if (index < 0 || index >= m_files.size()) {
        return fail(ErrorKind::InvalidInput,
                    QT_TRANSLATE_NOOP("core", "“%1” has no frame %2: it has frames 0 to %3"),
                    {m_info.path, QString::number(index), QString::number(m_files.size() - 1)},
                    QT_TRANSLATE_NOOP("core", "choose one of these"));
    }
    return VideoFile::openStill(m_files[index], std::move(stop));
}

Result<Frame> StillsFolder::frame(FrameIndex index, std::stop_token stop)
{
    const auto file = still(index, stop);
    if (!file)
        return fail(file.error());
    auto out = (*file)->frame(0, stop);
    if (!out)
        return out;
    out->index = index;
    out->time_s = frameTime(index).time_s;
    out->picture_type = 'I';
    if (out->image.width() != m_info.native.width || out->image.height() != m_info.native.height) {
        out->image = out->image.scaled(m_info.native.width, m_info.native.height, Qt::IgnoreAspectRatio,
                                       Qt::SmoothTransformation);
    }
    return out;
}

Result<QByteArray> StillsFolder::planes(FrameIndex index, std::stop_token stop)
{
    const auto file = still(index, stop);
    if (!file)
        return fail(file.error());
    return (*file)->planes(0, stop);
}

FrameTime StillsFolder::frameTime(FrameIndex index) const
{
    return {std::nullopt, {}, index / kRate.value()};
}

} // namespace ff

} // namespace revseg
