// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/stills_folder_private.h"

#include <QDir>

#include <algorithm>
#include <numeric>

namespace revseg {

namespace {

/// Runs of digits by their value, everything else by letter whatever its case. Not QCollator: it ignores its
/// numeric mode in the C locale and without ICU, and the order must not depend on the user's language.
int compareNaturally(const QString& a, const QString& b)
{
    const auto isDigit = [](QChar c) { return c >= QLatin1Char('0') && c <= QLatin1Char('9'); };
    const auto digits = [&isDigit](const QString& text, qsizetype& at) {
        while (at < text.size() && text[at] == QLatin1Char('0'))
            ++at;
        const qsizetype from = at;
        while (at < text.size() && isDigit(text[at]))
            ++at;
        return QStringView(text).mid(from, at - from);
    };
    qsizetype i = 0;
    qsizetype j = 0;
    while (i < a.size() && j < b.size()) {
        if (isDigit(a[i]) && isDigit(b[j])) {
            const QStringView x = digits(a, i);
            const QStringView y = digits(b, j);
            if (x.size() != y.size())
                return x.size() < y.size() ? -1 : 1;
            if (const int c = x.compare(y); c != 0)
                return c;
        } else {
            const QChar x = a[i++].toCaseFolded();
            const QChar y = b[j++].toCaseFolded();
            if (x != y)
                return x < y ? -1 : 1;
        }
    }
    return int(i < a.size()) - int(j < b.size());
}

} // namespace

QStringList stillsIn(const QString& folder)
{
    static const QStringList kinds{
        QStringLiteral("*.jpg"), QStringLiteral("*.jpeg"), QStringLiteral("*.png"), QStringLiteral("*.bmp"),
        QStringLiteral("*.tif"), QStringLiteral("*.tiff"), QStringLiteral("*.webp")};
    return filesIn(folder, kinds);
}

QStringList filesIn(const QString& folder, const QStringList& patterns)
{
    QStringList names = QDir(folder).entryList(patterns, QDir::Files);
    std::sort(names.begin(), names.end(), [](const QString& a, const QString& b) {
        const int c = compareNaturally(a, b);
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
    // Size and format are those of the first picture that can be decoded; without any, the error is that of
    // the first.
    auto first = stills->still(0, stop);
    for (FrameIndex f = 1; !first && f < stills->m_files.size(); ++f) {
        if (auto later = stills->still(f, stop); later || later.error().isCancelled())
            first = std::move(later);
    }
    if (!first)
        return fail(first.error());
    VideoInfo& info = stills->m_info;
    info = (*first)->info();
    info.damaged.clear();
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

Result<std::unique_ptr<PictureSource>> StillsFolder::again(std::stop_token) const
{
    std::unique_ptr<StillsFolder> stills(new StillsFolder);
    stills->m_files = m_files;
    stills->m_info = m_info;
    return stills;
}

Result<DecodedPicture> StillsFolder::picture(FrameIndex index, std::stop_token stop, const PassedFn&)
{
    auto out = read(index, stop);
    if (out || index < 0 || index >= m_files.size())
        return out;
    // One that cannot be decoded keeps its number: its nearest neighbour stands in, the one before if it can.
    for (FrameIndex away = 1; away < m_files.size(); ++away) {
        for (const FrameIndex f : {index - away, index + away}) {
            if (stop.stop_requested())
                return fail(cancelled());
            if (f < 0 || f >= m_files.size())
                continue;
            if (auto neighbour = read(f, stop)) {
                neighbour->index = index;
                neighbour->damaged = true;
                return neighbour;
            }
        }
    }
    return out;
}

Result<DecodedPicture> StillsFolder::read(FrameIndex index, std::stop_token stop) const
{
    const auto file = still(index, stop);
    if (!file)
        return fail(file.error());
    auto out = (*file)->picture(0, std::move(stop), {});
    if (out)
        out->index = index;
    return out;
}

Result<Frame> StillsFolder::toFrame(const DecodedPicture& picture)
{
    Frame out;
    out.index = picture.index;
    out.time_s = frameTime(picture.index).time_s;
    out.image = oriented(m_converter.toRgb(*picture.planes),
                         orientationOf(*picture.planes).value_or(Orientation{}));
    out.picture_type = 'I';
    out.damaged = picture.damaged;
    if (out.image.isNull()) {
        return fail(ErrorKind::Corrupt, QT_TRANSLATE_NOOP("core", "Frame %1 of “%2” cannot be decoded"),
                    {QString::number(picture.index), m_info.path});
    }
    if (out.image.width() != m_info.native.width || out.image.height() != m_info.native.height) {
        out.image = out.image.scaled(m_info.native.width, m_info.native.height, Qt::IgnoreAspectRatio,
                                     Qt::SmoothTransformation);
    }
    return out;
}

Result<void> StillsFolder::verify(std::stop_token stop, const ProgressFn& progress)
{
    m_info.damaged.clear();
    for (FrameIndex f = 0; f < m_info.frames; ++f) {
        const auto decoded = picture(f, stop, {});
        if (!decoded && decoded.error().isCancelled())
            return fail(decoded.error());
        if (progress)
            progress({f + 1, m_info.frames});
        if (decoded && !decoded->damaged)
            continue;
        if (!m_info.damaged.empty() && m_info.damaged.back().last == f - 1)
            m_info.damaged.back().last = f;
        else
            m_info.damaged.push_back({f, f});
    }
    return {};
}

FrameTime StillsFolder::frameTime(FrameIndex index) const
{
    return {std::nullopt, {}, index / kRate.value()};
}

} // namespace ff

} // namespace revseg
