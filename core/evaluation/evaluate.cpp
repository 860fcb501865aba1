// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evaluation/evaluate.h"

#include "core/mask/label_picture.h"

#include <QDir>
#include <QDirIterator>
#include <QFileInfo>
#include <QJsonArray>

#include <algorithm>
#include <array>
#include <atomic>
#include <mutex>
#include <thread>

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
    std::map<int, FrameScore> scores; ///< by object that is in the truth or the prediction
    std::vector<int> ids;             ///< in the truth
    bool missing = false;
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

std::vector<int> idsOf(const LabelPicture& picture, Protocol protocol)
{
    const auto count = picture.counts();
    if (protocol == Protocol::Davis2016)
        return count[0] < qint64(picture.values.size()) ? std::vector<int>{1} : std::vector<int>{};
    std::vector<int> ids;
    for (int id = 1; id < LabelPicture::kVoid; ++id) {
        if (count[size_t(id)] > 0)
            ids.push_back(id);
    }
    return ids;
}

Mask maskOf(const LabelPicture& picture, int id, Protocol protocol)
{
    return protocol == Protocol::Davis2016 ? picture.foreground() : picture.mask(uint8_t(id));
}

/// Objects in neither picture are left to the caller: both are empty there, so J and F are 1.
Result<void> compare(Task& task, Protocol protocol, Scorer& scorer)
{
    const QString truthPath = task.sequence->truth + QLatin1Char('/') + task.file;
    const auto truth = readLabelPicture(truthPath);
    if (!truth)
        return fail(truth.error());
    task.ids = idsOf(*truth, protocol);
    const QString path = task.sequence->prediction + QLatin1Char('/') + task.file;
    if (!QFileInfo::exists(path)) {
        task.missing = true;
        return {};
    }
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
    std::vector<int> ids = task.ids;
    for (const int id : idsOf(*prediction, protocol)) {
        if (std::find(ids.begin(), ids.end(), id) == ids.end())
            ids.push_back(id); // a false alarm, if the truth has this object elsewhere
    }
    for (const int id : ids)
        task.scores[id] = scorer.score(maskOf(*truth, id, protocol), maskOf(*prediction, id, protocol));
    return {};
}

/// Works off all tasks with several threads. The first error stops the others.
Result<void> runAll(std::vector<Task>& tasks, const EvaluationOptions& options, const ProgressFn& progress,
                    const std::stop_token& stop)
{
    std::atomic<size_t> next{0};
    std::atomic<bool> over{false};
    std::mutex mutex;
    std::optional<Error> error;
    Progress at{0, qint64(tasks.size())};
    const auto work = [&] {
        Scorer scorer;
        while (!over) {
            const size_t i = next++;
            if (i >= tasks.size())
                return;
            auto done = stop.stop_requested() ? Result<void>(fail(cancelled()))
                                              : compare(tasks[i], options.protocol, scorer);
            const std::lock_guard lock(mutex);
            if (!done) {
                over = true;
                if (!error)
                    error = done.error();
                return;
            }
            ++at.done;
            if (progress)
                progress(at);
        }
    };
    const int wanted = options.threads > 0 ? options.threads : int(std::thread::hardware_concurrency());
    {
        std::vector<std::jthread> threads;
        for (int i = 1; i < std::clamp(wanted, 1, int(tasks.size())); ++i)
            threads.emplace_back(work);
        work();
    }
    if (error)
        return fail(*error);
    return {};
}

QJsonObject figures(const MeasureStats& m)
{
    return {{QStringLiteral("mean"), m.mean},
            {QStringLiteral("recall"), m.recall},
            {QStringLiteral("decay"), m.decay}};
}

QJsonObject withFrames(const MeasureStats& m)
{
    QJsonArray frames;
    for (const double v : m.frames)
        frames.append(v);
    QJsonObject out = figures(m);
    out[QStringLiteral("frames")] = frames;
    return out;
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
        if (options.skip_ends) {
            if (s.frames.size() < 3) {
                return fail(
                    ErrorKind::InvalidInput,
                    QT_TRANSLATE_NOOP("core", "“%1” has only %2 frames: none is left without its ends"),
                    {s.name, QString::number(s.frames.size())},
                    QT_TRANSLATE_NOOP("core", "score it without leaving out the ends"));
            }
            s.frames = s.frames.mid(1, s.frames.size() - 2);
        }
        for (const QString& file : s.frames)
            tasks.push_back({&s, file, {}, {}, false});
    }
    if (auto done = runAll(tasks, options, progress, stop); !done)
        return fail(done.error());

    Evaluation out;
    out.options = options;
    out.frames = int(tasks.size());
    int objects = 0;
    size_t first = 0;
    for (const SequenceFiles& s : *sequences) {
        const size_t last = first + size_t(s.frames.size());
        std::map<int, std::pair<std::vector<double>, std::vector<double>>> series;
        for (size_t i = first; i < last; ++i) {
            out.missing += tasks[i].missing;
            for (const int id : tasks[i].ids)
                series[id]; // the truth says which objects there are
        }
        SequenceScore score;
        for (auto& [id, values] : series) {
            for (size_t i = first; i < last; ++i) {
                const auto known = tasks[i].scores.find(id);
                FrameScore frame{1, 1};
                if (tasks[i].missing)
                    frame = {0, 0};
                else if (known != tasks[i].scores.end())
                    frame = known->second;
                values.first.push_back(frame.j);
                values.second.push_back(frame.f);
            }
            ObjectScore object{MeasureStats::of(std::move(values.first)),
                               MeasureStats::of(std::move(values.second))};
            score.j += object.j.mean;
            score.f += object.f.mean;
            for (auto [sum, part] : {std::pair(&out.all.j, &object.j), std::pair(&out.all.f, &object.f)}) {
                sum->mean += part->mean;
                sum->recall += part->recall;
                sum->decay += part->decay;
            }
            ++objects;
            score.objects.emplace(id, std::move(object));
        }
        if (!score.objects.empty()) {
            score.j /= double(score.objects.size());
            score.f /= double(score.objects.size());
        }
        out.sequences.emplace(s.name, std::move(score));
        first = last;
    }
    if (objects == 0) {
        return fail(ErrorKind::InvalidInput, QT_TRANSLATE_NOOP("core", "There is no object in “%1”"), {truth},
                    QT_TRANSLATE_NOOP("core", "check that these are the true masks, and the protocol"));
    }
    for (MeasureStats* m : {&out.all.j, &out.all.f}) {
        m->mean /= objects;
        m->recall /= objects;
        m->decay /= objects;
    }
    return out;
}

QJsonObject Evaluation::json() const
{
    QJsonObject list;
    for (const auto& [name, s] : sequences) {
        QJsonObject byId;
        for (const auto& [id, o] : s.objects)
            byId[QString::number(id)] =
                QJsonObject{{QStringLiteral("J"), withFrames(o.j)}, {QStringLiteral("F"), withFrames(o.f)}};
        list[name] = QJsonObject{
            {QStringLiteral("objects"), byId}, {QStringLiteral("J"), s.j}, {QStringLiteral("F"), s.f}};
    }
    return {{QStringLiteral("protocol"), options.protocol == Protocol::Davis2016
                                             ? QStringLiteral("davis2016")
                                             : QStringLiteral("davis2017")},
            {QStringLiteral("skip_ends"), options.skip_ends},
            {QStringLiteral("J"), figures(all.j)},
            {QStringLiteral("F"), figures(all.f)},
            {QStringLiteral("JF"), jf()},
            {QStringLiteral("sequences"), list}};
}

} // namespace revseg
