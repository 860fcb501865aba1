// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/truth_job.h"

#include "core/mask/label_picture.h"
#include "core/media/video_reader.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <utility>

namespace revseg {

Result<ChainTruth> readChainTruth(const QString& folder, const SampledFrames& sampled, int frames,
                                  Size native)
{
    if (!QFileInfo(folder).isDir()) {
        return fail(ErrorKind::NotFound, QT_TRANSLATE_NOOP("core", "There is no folder “%1”"), {folder},
                    QT_TRANSLATE_NOOP("core", "give the folder that holds the true masks"));
    }
    const QStringList masks = stillsIn(folder);
    if (masks.size() != frames) {
        return fail(ErrorKind::InvalidInput,
                    QT_TRANSLATE_NOOP("core", "“%1” holds %2 masks and the video has %3 frames"),
                    {folder, QString::number(masks.size()), QString::number(frames)},
                    QT_TRANSLATE_NOOP("core", "give one mask for each frame"));
    }
    ChainTruth truth;
    for (const SampledFrame& s : sampled) {
        if (s.frame < 0 || s.frame >= frames) { // of a run that came from elsewhere
            truth.boxes.push_back(std::nullopt);
            continue;
        }
        const auto picture = readLabelPicture(masks[s.frame]);
        if (!picture)
            return fail(picture.error());
        if (picture->size != native) {
            return fail(ErrorKind::InvalidInput, QT_TRANSLATE_NOOP("core", "“%1” is %2 and the video is %3"),
                        {masks[s.frame],
                         QStringLiteral("%1×%2").arg(picture->size.width).arg(picture->size.height),
                         QStringLiteral("%1×%2").arg(native.width).arg(native.height)},
                        QT_TRANSLATE_NOOP("core", "give a mask of the video's size"));
        }
        truth.boxes.push_back(picture->foreground().bounds());
    }
    return truth;
}

TruthJob::TruthJob(QString folder, std::vector<SampledFrames> samplings, int frames, Size native)
    : Job(Lane::Cpu, {QT_TRANSLATE_NOOP("core", "Reading true masks"), {}}, Kind::Background)
    , m_folder(std::move(folder))
    , m_samplings(std::move(samplings))
    , m_frames(frames)
    , m_native(native)
{
}

Result<void> TruthJob::run(std::stop_token stop)
{
    std::vector<ChainTruth> truths;
    for (const SampledFrames& sampled : m_samplings) {
        if (stop.stop_requested())
            return fail(cancelled());
        auto truth = readChainTruth(m_folder, sampled, m_frames, m_native);
        if (!truth)
            return fail(truth.error());
        truths.push_back(std::move(*truth));
    }
    Q_EMIT read(truths);
    return {};
}

} // namespace revseg
