// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chain/stages.h"

#include "core/chain/trace.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace revseg {

namespace {

constexpr std::array<Stage, kStageCount> kAll{Stage::Interpretation, Stage::Keyframe, Stage::Description,
                                              Stage::Box, Stage::Masks};

bool isEditedStage(const Run& run, Stage stage)
{
    return run.stage(stage) == StageStatus::Edited;
}

bool isPinned(const Run& run, Stage stage)
{
    return isEditedStage(run, stage) || (stage == Stage::Keyframe && isEditedStage(run, Stage::Box));
}

void makeStale(Run& run, Stage cause)
{
    for (const Stage stage : dependentsOf(cause)) {
        const bool otherFrame = cause == Stage::Keyframe && stage == Stage::Box;
        if (run.stage(stage) == StageStatus::Missing || (isPinned(run, stage) && !otherFrame))
            continue;
        run.setStage(stage, StageStatus::Stale);
        makeStale(run, stage);
    }
}

bool isToBeMade(StageStatus status)
{
    return status == StageStatus::Stale || status == StageStatus::Invalid || status == StageStatus::Missing;
}

bool sameBoxes(const std::vector<ChainObject>& a, const std::vector<ChainObject>& b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const ChainObject& x, const ChainObject& y) {
        return x.box == y.box && x.label == y.label;
    });
}

} // namespace

std::vector<Stage> dependentsOf(Stage stage)
{
    switch (stage) {
    case Stage::Interpretation:
        return {Stage::Keyframe, Stage::Description};
    case Stage::Keyframe:
    case Stage::Description:
        return {Stage::Box};
    case Stage::Box:
        return {Stage::Masks};
    case Stage::Masks:
        break;
    }
    return {};
}

bool dependsOn(Stage stage, Stage on)
{
    const std::vector<Stage> direct = dependentsOf(on);
    return std::any_of(direct.begin(), direct.end(),
                       [stage](Stage d) { return d == stage || dependsOn(stage, d); });
}

std::vector<Stage> StageEdit::stages() const
{
    std::vector<Stage> out;
    if (interpretation)
        out.push_back(Stage::Interpretation);
    if (keyframe)
        out.push_back(Stage::Keyframe);
    if (description)
        out.push_back(Stage::Description);
    if (objects)
        out.push_back(Stage::Box);
    return out;
}

Result<Run> editedRun(const Run& parent, const StageEdit& edit)
{
    StageEdit change = edit;
    if (change.interpretation == parent.interpretation)
        change.interpretation.reset();
    if (change.keyframe && change.keyframe == parent.keyframe)
        change.keyframe.reset();
    if (change.description == parent.description)
        change.description.reset();
    if (change.objects && sameBoxes(*change.objects, parent.objects) && !change.keyframe &&
        parent.stage(Stage::Box) != StageStatus::Stale)
        change.objects.reset();
    if (change.stages().empty()) {
        return fail(ErrorKind::InvalidInput, QT_TRANSLATE_NOOP("core", "Nothing has been changed"), {},
                    QT_TRANSLATE_NOOP("core", "change the text, the keyframe or the box first"));
    }
    if (change.description && change.description->trimmed().isEmpty()) {
        return fail(ErrorKind::InvalidInput, QT_TRANSLATE_NOOP("core", "The description is empty"), {},
                    QT_TRANSLATE_NOOP("core", "say what the object looks like"));
    }
    if (change.objects) {
        if (!change.keyframe && !parent.keyframe) {
            return fail(ErrorKind::InvalidInput, QT_TRANSLATE_NOOP("core", "A box needs a keyframe"), {},
                        QT_TRANSLATE_NOOP("core", "choose the keyframe first"));
        }
        for (const ChainObject& o : *change.objects) {
            if (!(o.box.width() > 0 && o.box.height() > 0)) {
                return fail(ErrorKind::InvalidInput, QT_TRANSLATE_NOOP("core", "The box has no area"), {},
                            QT_TRANSLATE_NOOP("core", "drag it around the whole object"));
            }
        }
    }
    Run run = parent;
    run.parent = parent.id;
    run.error.reset();
    run.status = Run::Status::Ok;
    run.rewards.reset();
    run.masks.clear();
    for (const char* judged : {"verdicts", "mark"}) // of the parent, not of what it becomes
        run.other.remove(QLatin1String(judged));
    if (change.interpretation)
        run.interpretation = *change.interpretation;
    if (change.keyframe)
        run.keyframe = *change.keyframe;
    if (change.description)
        run.description = change.description->trimmed();
    if (change.objects) {
        run.objects = *change.objects;
        // What the model wrote stays beside the boxes that nobody has touched.
        for (ChainObject& o : run.objects) {
            const auto same = std::find_if(parent.objects.begin(), parent.objects.end(),
                                           [&o](const auto& p) { return p.id == o.id && p.box == o.box; });
            o.box_model = same != parent.objects.end() && !change.keyframe ? same->box_model : Box();
        }
    }
    for (const Stage stage : change.stages())
        makeStale(run, stage);
    for (const Stage stage : change.stages())
        run.setStage(stage, StageStatus::Edited);
    return run;
}

Run withEditedMasks(const Run& run)
{
    Run out = run;
    out.setStage(Stage::Masks, StageStatus::Edited);
    return out;
}

Rerun rerunOf(const Run& run)
{
    Rerun out;
    const auto toDo = [&run](Stage stage) { return isToBeMade(run.stage(stage)) && !isPinned(run, stage); };
    const bool read = run.status == Run::Status::Ok;
    const auto found = [&run](Stage stage) {
        return run.stage(stage) == StageStatus::Ok || run.stage(stage) == StageStatus::Repaired;
    };
    // “There is no such object” is an answer.
    if (read && !run.keyframe && found(Stage::Keyframe))
        return out;
    out.turn1 = toDo(Stage::Keyframe) || toDo(Stage::Description);
    if (read && run.objects.empty() && found(Stage::Box) && !out.turn1)
        return out;
    // The description names the object for the box alone: with a box by hand nobody has to be asked for it.
    if (isEditedStage(run, Stage::Box) && run.keyframe)
        out.turn1 = out.turn1 && run.stage(Stage::Description) == StageStatus::Stale;
    out.turn2 = !isEditedStage(run, Stage::Box) && (out.turn1 || toDo(Stage::Box));
    out.track = out.turn2 || toDo(Stage::Masks);
    return out;
}

bool hasStale(const Run& run)
{
    return std::find(run.stages.begin(), run.stages.end(), StageStatus::Stale) != run.stages.end();
}

bool isEdited(const Run& run)
{
    return std::find(run.stages.begin(), run.stages.end(), StageStatus::Edited) != run.stages.end();
}

QString verdictName(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Good:
        return QStringLiteral("good");
    case Verdict::Fair:
        return QStringLiteral("fair");
    case Verdict::Bad:
        return QStringLiteral("bad");
    case Verdict::None:
        break;
    }
    return {};
}

Verdict verdictOf(const Run& run, Stage stage)
{
    const QString name = run.other[QStringLiteral("verdicts")][stageName(stage)].toString();
    for (const Verdict v : {Verdict::Good, Verdict::Fair, Verdict::Bad}) {
        if (name == verdictName(v))
            return v;
    }
    return Verdict::None;
}

void setVerdict(Run& run, Stage stage, Verdict verdict)
{
    QJsonObject all = run.other[QStringLiteral("verdicts")].toObject();
    if (verdict == Verdict::None)
        all.remove(stageName(stage));
    else
        all[stageName(stage)] = verdictName(verdict);
    if (all.isEmpty())
        run.other.remove(QStringLiteral("verdicts"));
    else
        run.other[QStringLiteral("verdicts")] = all;
}

RunMark markOf(const Run& run)
{
    const QString name = run.other[QStringLiteral("mark")].toString();
    return name == QLatin1String("best")    ? RunMark::Best
           : name == QLatin1String("wrong") ? RunMark::Wrong
                                            : RunMark::None;
}

void setMark(Run& run, RunMark mark)
{
    if (mark == RunMark::None)
        run.other.remove(QStringLiteral("mark"));
    else
        run.other[QStringLiteral("mark")] =
            mark == RunMark::Best ? QStringLiteral("best") : QStringLiteral("wrong");
}

std::optional<Stage> blameOf(const Run& run)
{
    for (const Stage stage : kAll) {
        if (verdictOf(run, stage) == Verdict::Bad)
            return stage;
    }
    return std::nullopt;
}

} // namespace revseg
