// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evaluation/scored_frames_p.h"

#include <QJsonArray>
#include <QRegularExpression>

#include <algorithm>
#include <atomic>
#include <mutex>
#include <thread>

namespace revseg {

namespace {

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

/// A cell of a CSV file.
QString quoted(QString text)
{
    static const QRegularExpression special(QStringLiteral("[,\"\\r\\n]"));
    if (!text.contains(special))
        return text;
    return QLatin1Char('"') + text.replace(QLatin1Char('"'), QStringLiteral("\"\"")) + QLatin1Char('"');
}

QString csvLine(const QString& sequence, const QString& object, const MeasureStats& j, const MeasureStats& f)
{
    QStringList cells{quoted(sequence), quoted(object)};
    for (const double v : {(j.mean + f.mean) / 2, j.mean, j.recall, j.decay, f.mean, f.recall, f.decay})
        cells << QString::number(v, 'f', 6);
    return cells.join(QLatin1Char(',')) + QLatin1Char('\n');
}

} // namespace

ScoredFrame compareMasks(const std::map<int, Mask>& truth, const std::map<int, Mask>& prediction, Size size,
                         Scorer& scorer)
{
    ScoredFrame out;
    const Mask none = Mask::empty(size);
    for (const auto& [id, mask] : truth) {
        const auto other = prediction.find(id);
        out.ids.push_back(id);
        out.scores[id] = scorer.score(mask, other != prediction.end() ? other->second : none);
    }
    for (const auto& [id, mask] : prediction) {
        if (!truth.contains(id)) // a false alarm, if the truth has this object elsewhere
            out.scores[id] = scorer.score(none, mask);
    }
    return out;
}

ScoredFrame missingFrame(const std::map<int, Mask>& truth)
{
    ScoredFrame out;
    out.missing = true;
    for (const auto& [id, mask] : truth)
        out.ids.push_back(id);
    return out;
}

Result<FrameRange> framesToScore(const QString& sequence, int count, const EvaluationOptions& options)
{
    if (!options.skip_ends)
        return FrameRange{0, count - 1};
    if (count < 3) {
        return fail(ErrorKind::InvalidInput,
                    QT_TRANSLATE_NOOP("core", "“%1” has only %2 frames: none is left without its ends"),
                    {sequence, QString::number(count)},
                    QT_TRANSLATE_NOOP("core", "score it without leaving out the ends"));
    }
    return FrameRange{1, count - 2};
}

Result<void> inParallel(size_t count, int threads, Progress& at, const ProgressFn& progress,
                        const std::stop_token& stop, const std::function<Result<void>(size_t, Scorer&)>& work)
{
    std::atomic<size_t> next{0};
    std::atomic<bool> over{false};
    std::mutex mutex;
    std::optional<Error> error;
    const auto all = [&] {
        Scorer scorer;
        while (!over) {
            const size_t i = next++;
            if (i >= count)
                return;
            const auto done = stop.stop_requested() ? Result<void>(fail(cancelled())) : work(i, scorer);
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
    const int wanted = threads > 0 ? threads : int(std::thread::hardware_concurrency());
    {
        std::vector<std::jthread> others;
        for (int i = 1; i < std::clamp(wanted, 1, std::max(1, int(count))); ++i)
            others.emplace_back(all);
        all();
    }
    if (error)
        return fail(*error);
    return {};
}

void addSequence(Evaluation& out, const QString& name, std::span<const ScoredFrame> frames)
{
    std::map<int, std::pair<std::vector<double>, std::vector<double>>> series;
    for (const ScoredFrame& frame : frames) {
        out.missing += frame.missing;
        for (const int id : frame.ids)
            series[id];
    }
    out.frames += int(frames.size());
    SequenceScore score;
    for (auto& [id, values] : series) {
        for (const ScoredFrame& frame : frames) {
            const auto known = frame.scores.find(id);
            FrameScore s{1, 1};
            if (frame.missing)
                s = {0, 0};
            else if (known != frame.scores.end())
                s = known->second;
            values.first.push_back(s.j);
            values.second.push_back(s.f);
        }
        ObjectScore object{MeasureStats::of(std::move(values.first)),
                           MeasureStats::of(std::move(values.second))};
        score.j += object.j.mean;
        score.f += object.f.mean;
        score.objects.emplace(id, std::move(object));
    }
    if (!score.objects.empty()) {
        score.j /= double(score.objects.size());
        score.f /= double(score.objects.size());
    }
    out.sequences.emplace(name, std::move(score));
}

Result<Evaluation> summed(Evaluation out, const QString& truth)
{
    size_t objects = 0;
    for (const auto& [name, sequence] : out.sequences) {
        for (const auto& [id, object] : sequence.objects) {
            for (const auto& [sum, part] :
                 {std::pair(&out.all.j, &object.j), std::pair(&out.all.f, &object.f)}) {
                sum->mean += part->mean;
                sum->recall += part->recall;
                sum->decay += part->decay;
            }
        }
        objects += sequence.objects.size();
    }
    if (objects == 0) {
        return fail(ErrorKind::InvalidInput, QT_TRANSLATE_NOOP("core", "There is no object in “%1”"), {truth},
                    QT_TRANSLATE_NOOP("core", "check that these are the true masks; black and white ones are "
                                              "scored with all objects as one (DAVIS 2016)"));
    }
    for (MeasureStats* m : {&out.all.j, &out.all.f}) {
        m->mean /= double(objects);
        m->recall /= double(objects);
        m->decay /= double(objects);
    }
    return out;
}

Result<Evaluation> evaluateMasks(const QString& name, int frames,
                                 const std::function<Result<FrameMasks>(int)>& masks,
                                 const EvaluationOptions& options, const ProgressFn& progress,
                                 std::stop_token stop)
{
    const auto range = framesToScore(name, frames, options);
    if (!range)
        return fail(range.error());
    std::vector<ScoredFrame> scored(size_t(range->count()));
    Progress at{0, range->count()};
    // Reading is up to the caller's thread; a few frames at a time, so that a long video need not fit into
    // memory.
    constexpr int kAtOnce = 32;
    for (int first = range->first; first <= range->last; first += kAtOnce) {
        std::vector<FrameMasks> some;
        for (int i = first; i <= std::min(range->last, first + kAtOnce - 1); ++i) {
            if (stop.stop_requested())
                return fail(cancelled());
            auto read = masks(i);
            if (!read)
                return fail(read.error());
            some.push_back(std::move(*read));
        }
        const auto done =
            inParallel(some.size(), options.threads, at, progress, stop, [&](size_t i, Scorer& scorer) {
                FrameMasks& m = some[i];
                if (options.protocol == Protocol::Davis2016) {
                    for (std::map<int, Mask>* side : {&m.truth, &m.prediction}) {
                        Mask one = Mask::empty(m.size);
                        for (const auto& [id, mask] : *side)
                            one = one.united(mask);
                        side->clear();
                        if (!one.isEmpty())
                            side->emplace(1, std::move(one));
                    }
                }
                std::erase_if(m.truth, [](const auto& entry) { return entry.second.isEmpty(); });
                scored[size_t(first - range->first) + i] =
                    compareMasks(m.truth, m.prediction, m.size, scorer);
                return Result<void>();
            });
        if (!done)
            return fail(done.error());
    }
    Evaluation out;
    out.options = options;
    addSequence(out, name, scored);
    return summed(std::move(out), name);
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

QByteArray Evaluation::csv() const
{
    QString out =
        QStringLiteral("Sequence,Object,J&F-Mean,J-Mean,J-Recall,J-Decay,F-Mean,F-Recall,F-Decay\n");
    for (const auto& [name, s] : sequences) {
        for (const auto& [id, o] : s.objects)
            out += csvLine(name, QString::number(id), o.j, o.f);
    }
    out += csvLine(QStringLiteral("all"), QString(), all.j, all.f);
    return out.toUtf8();
}

} // namespace revseg
