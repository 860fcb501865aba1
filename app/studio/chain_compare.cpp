// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// ChainController: two runs side by side; their masks are read and compared in the background.
#include "app/studio/chain_controller.h"
#include "app/studio/session.h"
#include "core/jobs/job_queue.h"
#include "widgets/reasoning/reasoning_panel.h"
#include "widgets/theme/accents.h"

#include <algorithm>

namespace revseg::studio {

namespace {

bool hasChanged(const std::vector<TextChange>& changes)
{
    return std::any_of(changes.begin(), changes.end(),
                       [](const TextChange& c) { return c.kind != TextChange::Kind::Same; });
}

/// Whether a comparison would find the same in both; verdicts, marks and which is in use do not matter.
bool isAlike(const Run& a, const Run& b)
{
    const auto same = [](const ChainObject& x, const ChainObject& y) {
        return x.id == y.id && x.box == y.box;
    };
    const QString tracks = QStringLiteral("tracks");
    return a.keyframe == b.keyframe && a.description == b.description &&
           a.interpretation == b.interpretation &&
           std::equal(a.objects.begin(), a.objects.end(), b.objects.begin(), b.objects.end(), same) &&
           a.other.value(tracks) == b.other.value(tracks);
}

} // namespace

QString ChainController::comparisonText(const RunComparison& c) const
{
    QStringList parts;
    if (c.masks)
        parts << tr("Masks: IoU %1.").arg(*c.masks, 0, 'f', 2);
    if (c.worst >= 0)
        parts << tr("Least on frame %1.").arg(c.worst);
    if (c.keyframe_before && c.keyframe_after && !c.sameFrame())
        parts << tr("Keyframe: %1, before %2.").arg(c.keyframe_after->frame).arg(c.keyframe_before->frame);
    int gone = 0;
    int added = 0;
    for (const RunComparison::Pair& pair : c.objects) {
        gone += pair.after == 0 ? 1 : 0;
        added += pair.before == 0 ? 1 : 0;
        if (pair.box && c.objects.size() == 1)
            parts << tr("Box: IoU %1.").arg(*pair.box, 0, 'f', 2);
        else if (pair.box)
            parts << tr("Box %1: IoU %2.").arg(pair.after).arg(*pair.box, 0, 'f', 2);
    }
    if (gone > 0)
        parts << tr("%n object(s) fewer.", nullptr, gone);
    if (added > 0)
        parts << tr("%n object(s) more.", nullptr, added);
    if (hasChanged(c.description))
        parts << tr("Another description.");
    return parts.join(QLatin1Char(' '));
}

void ChainController::compareInBackground(ComparePairJob::Side before, ComparePairJob::Side after,
                                          std::function<void(const RunComparison&)> done)
{
    if (const auto running = m_comparing.lock())
        running->cancel();
    const auto job = std::make_shared<ComparePairJob>(std::move(before), std::move(after));
    m_comparing = job;
    const auto current = [this, job = job.get()] { return m_comparing.lock().get() == job; };
    connect(job.get(), &ComparePairJob::compared, this,
            [current, done = std::move(done)](const RunComparison& comparison) {
                if (current())
                    done(comparison);
            });
    connect(job.get(), &Job::finished, this, [this, current, job = job.get()](Job::State state) {
        if (state == Job::State::Failed && current())
            Q_EMIT problem(*job->error());
    });
    m_jobs.add(job);
}

void ChainController::compareRuns(RunId before, RunId after)
{
    const std::vector<Run> runs = runsOfQuestion();
    const auto find = [&runs](RunId id) {
        return std::find_if(runs.begin(), runs.end(),
                            [id](const Run& r) { return r.id == QString::number(id.value); });
    };
    const auto one = find(before);
    const auto other = find(after);
    if (before == after || m_review || one == runs.end() || other == runs.end())
        return;
    const QString text = tr("%1 against %2. %3").arg(titleOf(after), titleOf(before));
    m_note = text.arg(tr("Comparing…"));
    showNextStep();
    compareInBackground(
        {*one, tracksOf(*one)}, {*other, tracksOf(*other)},
        [this, text, before, after, run = *one, otherRun = *other](const RunComparison& comparison) {
            if (!m_review && (m_runId == before || m_runId == after)) {
                m_note = text.arg(comparisonText(comparison));
                showOldBoxes(run, titleOf(before));
                showNextStep();
            }
            const std::vector<RunId> ids = runIds(); // another video may be shown by now
            if (std::count(ids.begin(), ids.end(), before) == 0 ||
                std::count(ids.begin(), ids.end(), after) == 0)
                return;
            m_compared = Compared{before, after, run, otherRun};
            Q_EMIT compared(before, after, comparison);
            refreshComparison(runsOfQuestion()); // they may have changed meanwhile
        });
}

/// A comparison tells of two runs as they were: when one of them has been made again, so is the comparison.
void ChainController::refreshComparison(const std::vector<Run>& runs)
{
    if (!m_compared)
        return;
    const auto find = [&runs](RunId id) {
        return std::find_if(runs.begin(), runs.end(),
                            [id](const Run& r) { return r.id == QString::number(id.value); });
    };
    const auto one = find(m_compared->before);
    const auto other = find(m_compared->after);
    if (one == runs.end() || other == runs.end()) {
        m_compared.reset();
        return;
    }
    if (isAlike(*one, m_compared->before_run) && isAlike(*other, m_compared->after_run))
        return;
    m_compared->before_run = *one;
    m_compared->after_run = *other;
    compareInBackground(
        {*one, tracksOf(*one)}, {*other, tracksOf(*other)},
        [this, before = m_compared->before, after = m_compared->after](const RunComparison& comparison) {
            if (m_compared && m_compared->before == before && m_compared->after == after)
                Q_EMIT comparedAgain(before, after, comparison);
        });
}

void ChainController::showOldBoxes(const Run& run, const QString& title)
{
    m_oldBoxFrame = run.keyframe ? run.keyframe->frame : -1;
    m_oldBoxes.clear();
    for (const ChainObject& o : run.objects)
        m_oldBoxes.push_back({o.box, accent(Accent::Stale, m_panel.palette()), title});
    Q_EMIT boxesChanged();
}

void ChainController::compareWithInUse()
{
    if (!m_run || !m_runId.isValid())
        return;
    RunId other;
    RunId any; // the panel lets another one be chosen
    for (const Run& run : runsOfQuestion()) {
        const RunId id{run.id.toLongLong()};
        if (id != m_runId)
            any = id;
        // With the one in use; the one in use itself with what it came from.
        if (isPromoted(*m_run) ? run.id == m_run->parent : isPromoted(run))
            other = id;
    }
    if (!other.isValid())
        other = any;
    if (other.isValid())
        compareRuns(other, m_runId);
    else
        Q_EMIT notice(tr("There is no other run to compare with."));
}

} // namespace revseg::studio
