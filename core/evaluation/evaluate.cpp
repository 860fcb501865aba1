// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evaluation/evaluate.h"

#include "core/evaluation/scored_frames_p.h"
#include "core/mask/label_picture.h"

#include <QDir>
#include <QDirIterator>
#include <QFileInfo>

#include <algorithm>

namespace revseg {

namespace {

struct SequenceFiles
{
    QString name;
    QString truth; ///< folder
    QString prediction;
    QStringList frames; ///< file names, in order
};

/// One pair of pictures to compare.
struct Task
{
    const SequenceFiles* sequence = nullptr;
    QString file;
};

QStringList pngs(const QString& folder)
{
    return QDir(folder).entryList({QStringLiteral("*.png")}, QDir::Files, QDir::Name);
}

Result<std::vector<SequenceFiles>> sequencesIn(const QString& truth, const QString& prediction)
{
    for (const QString& folder : {truth, prediction}) {
        if (!QFileInfo(folder).isDir())
            return fail(ErrorKind::NotFound, QT_TRANSLATE_NOOP("core", "There is no folder “%1”"), {folder});
    }
    std::vector<SequenceFiles> out;
    if (const QStringList own = pngs(truth); !own.isEmpty()) {
        out.push_back({QDir(QDir(truth).absolutePath()).dirName(), truth, prediction, own});
    } else {
        QDirIterator it(truth, QDir::Dirs | QDir::NoDotAndDotDot, QDirIterator::Subdirectories);
        while (it.hasNext()) {
            const QString folder = it.next();
            const QStringList frames = pngs(folder);
            const QString name = QDir(truth).relativeFilePath(folder);
            if (!frames.isEmpty())
                out.push_back({name, folder, prediction + QLatin1Char('/') + name, frames});
        }
        std::sort(out.begin(), out.end(),
                  [](const SequenceFiles& a, const SequenceFiles& b) { return a.name < b.name; });
    }
    if (out.empty()) {
        return fail(ErrorKind::NotFound, QT_TRANSLATE_NOOP("core", "There is no mask in “%1”"), {truth},
                    QT_TRANSLATE_NOOP("core", "choose the folder that holds <sequence>/<frame>.png"));
    }
    return out;
}

std::map<int, Mask> masksOf(const LabelPicture& picture, Protocol protocol)
{
    if (protocol == Protocol::Davis2017)
        return picture.masks();
    std::map<int, Mask> one;
    if (Mask mask = picture.foreground(); !mask.isEmpty())
        one.emplace(1, std::move(mask));
    return one;
}

Result<ScoredFrame> compareFiles(const Task& task, Protocol protocol, Scorer& scorer)
{
    const auto truth = readLabelPicture(task.sequence->truth + QLatin1Char('/') + task.file);
    if (!truth)
        return fail(truth.error());
    const std::map<int, Mask> masks = masksOf(*truth, protocol);
    const QString path = task.sequence->prediction + QLatin1Char('/') + task.file;
    if (!QFileInfo::exists(path))
        return missingFrame(masks);
    const auto prediction = readLabelPicture(path);
    if (!prediction)
        return fail(prediction.error());
    if (prediction->size != truth->size) {
        return fail(ErrorKind::InvalidInput,
                    QT_TRANSLATE_NOOP("core", "“%1” has %2×%3 pixels, but the truth has %4×%5"),
                    {path, QString::number(prediction->size.width), QString::number(prediction->size.height),
                     QString::number(truth->size.width), QString::number(truth->size.height)},
                    QT_TRANSLATE_NOOP("core", "predict masks at the size of the video"));
    }
    return compareMasks(masks, masksOf(*prediction, protocol), truth->size, scorer);
}

} // namespace

std::optional<Protocol> protocolNamed(const QString& name)
{
    if (name == QLatin1String("davis2016"))
        return Protocol::Davis2016;
    if (name == QLatin1String("davis2017"))
        return Protocol::Davis2017;
    return std::nullopt;
}

Result<Evaluation> evaluate(const QString& truth, const QString& prediction, const EvaluationOptions& options,
                            const ProgressFn& progress, std::stop_token stop)
{
    auto sequences = sequencesIn(truth, prediction);
    if (!sequences)
        return fail(sequences.error());
    std::vector<Task> tasks;
    for (SequenceFiles& s : *sequences) {
        const auto frames = framesToScore(s.name, int(s.frames.size()), options);
        if (!frames)
            return fail(frames.error());
        s.frames = s.frames.mid(frames->first, frames->count());
        for (const QString& file : s.frames)
            tasks.push_back({&s, file});
    }
    std::vector<ScoredFrame> scored(tasks.size());
    Progress at{0, qint64(tasks.size())};
    const auto done = inParallel(tasks.size(), options.threads, at, progress, stop,
                                 [&](size_t i, Scorer& scorer) -> Result<void> {
                                     auto frame = compareFiles(tasks[i], options.protocol, scorer);
                                     if (!frame)
                                         return fail(frame.error());
                                     scored[i] = std::move(*frame);
                                     return {};
                                 });
    if (!done)
        return fail(done.error());

    Evaluation out;
    out.options = options;
    size_t first = 0;
    for (const SequenceFiles& s : *sequences) {
        addSequence(out, s.name, std::span(scored).subspan(first, size_t(s.frames.size())));
        first += size_t(s.frames.size());
    }
    return summed(std::move(out), truth);
}

} // namespace revseg
