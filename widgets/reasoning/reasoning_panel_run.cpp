// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// ReasoningPanel: what a run says, on the cards of its stages.
#include "widgets/reasoning/confidence.h"
#include "widgets/reasoning/linked_text.h"
#include "widgets/reasoning/note_box.h"
#include "widgets/reasoning/raw_answers.h"
#include "widgets/reasoning/reasoning_panel.h"
#include "widgets/reasoning/sample_strip.h"
#include "widgets/reasoning/stage_card.h"
#include "widgets/reasoning/stage_text_editor.h"

#include <QCoreApplication>
#include <QLabel>
#include <QProgressBar>
#include <QScrollBar>

#include <algorithm>
#include <utility>

namespace revseg {

namespace {

QString cornersOf(const Box& b)
{
    return QStringLiteral("%1, %2 – %3, %4")
        .arg(b.x1, 0, 'f', 0)
        .arg(b.y1, 0, 'f', 0)
        .arg(b.x2, 0, 'f', 0)
        .arg(b.y2, 0, 'f', 0);
}

/// Texts of core come in English, marked for translation.
QString translated(const Sentence& sentence)
{
    return sentence.isEmpty()
               ? QString()
               : Sentence::fill(QCoreApplication::translate("core", sentence.source), sentence.args);
}

} // namespace

void ReasoningPanel::setRun(const Run& run)
{
    flush();
    if (run.status != Run::Status::Running) // one that is read from its beginning
        m_following = false;
    m_run = run;
    m_raw->setTurns(run.turns);
    int repairs = 0;
    for (const Turn& turn : run.turns)
        repairs += int(turn.repairs.size());
    m_rawCard->setVisible(!m_raw->text().isEmpty() || !run.turns.empty());
    m_rawCard->setHasContent(true);
    m_rawCard->setStatusText(repairs == 0 ? QString() : tr("%n repair(s)", nullptr, repairs),
                             Accent::Repaired);

    MentionContext context;
    context.samples = m_samples;
    if (run.keyframe)
        context.keyframe = run.keyframe->frame;
    if (!run.description.isEmpty())
        context.objects << run.description;
    for (const ChainObject& o : run.objects) {
        if (!o.label.isEmpty())
            context.objects << o.label;
    }
    if (const QString read = run.interpretation.trimmed();
        !read.isEmpty() && read != m_thinking->text().trimmed())
        m_thinking->setText(read);
    m_thinking->setContext(context);
    m_thinkingCard->setHasContent(!m_thinking->text().isEmpty() || m_editable);

    m_description->setText(run.description);
    context.objects.clear(); // all of it speaks of the object
    m_description->setContext(context);
    m_descriptionCard->setHasContent(!run.description.isEmpty() || m_editable);
    showDoubts();
    showKeyframe();
    showBoxes();
    showStatuses();
    showRunProblem();
    follow(m_boxCard);
}

void ReasoningPanel::showStatuses()
{
    bool reached = false;
    for (const auto& [stage, card] : {std::pair{Stage::Interpretation, m_thinkingCard},
                                      {Stage::Keyframe, m_keyframeCard},
                                      {Stage::Description, m_descriptionCard},
                                      {Stage::Box, m_boxCard}}) {
        card->setStatus(m_run.stage(stage));
        if (m_run.stage(stage) != StageStatus::Missing)
            continue;
        if (m_run.status == Run::Status::Failed || m_run.status == Run::Status::Cancelled)
            card->setStatusText(QStringLiteral("–"), std::nullopt, tr("not reached"));
        else if (m_run.status == Run::Status::Running && !std::exchange(reached, true) && !m_samples.empty())
            card->setStatusText(tr("working…"), Accent::Sampled);
        else if (m_run.status == Run::Status::Running)
            card->setStatusText(tr("waits"), std::nullopt);
    }
}

/// Where the server has told how probable each token was: the doubtful ones are shaded.
void ReasoningPanel::showDoubts()
{
    for (const Turn& turn : m_run.turns) {
        if (turn.number != 1)
            continue;
        LinkedText* const description = m_description->view();
        m_thinking->setDoubts(doubtsIn(m_thinking->text(), turn.tokens));
        description->setDoubts(doubtsIn(description->text(), turn.tokens));
        m_thinking->setToolTip(turn.tokens.empty()
                                   ? QString()
                                   : tr("Shaded: words that the model was not sure of, the more the less."));
    }
}

void ReasoningPanel::showKeyframe()
{
    const auto& keyframe = m_run.keyframe;
    m_keyframeCard->setHasContent(keyframe.has_value());
    m_strip->setChosen(std::nullopt);
    if (!keyframe)
        return;
    const auto seen = std::find_if(m_samples.begin(), m_samples.end(), [&](const SampledFrame& s) {
        return s.sample == keyframe->sample && s.frame == keyframe->frame;
    });
    if (seen == m_samples.end()) {
        m_keyframe->setFrameLink(tr("Frame %1; the model did not see this frame").arg(keyframe->frame),
                                 keyframe->frame);
        return;
    }
    m_strip->setChosen(int(seen - m_samples.begin()));
    m_keyframe->setFrameLink(tr("Sample %1 · frame %2 · %3 s")
                                 .arg(keyframe->sample)
                                 .arg(keyframe->frame)
                                 .arg(seen->time_s, 0, 'f', 2),
                             keyframe->frame);
}

void ReasoningPanel::showBoxes()
{
    const bool answered = m_run.status == Run::Status::Ok;
    m_boxCard->setHasContent(!m_run.objects.empty() || answered);
    QStringList rows;
    const QString dim = palette().color(QPalette::PlaceholderText).name();
    for (const ChainObject& o : m_run.objects) {
        QString title = o.label.toHtmlEscaped();
        if (m_run.objects.size() > 1) {
            title = title.isEmpty() ? tr("Object %1").arg(o.id) : title;
            if (m_editable)
                title += QStringLiteral("</b> &nbsp;<a href=\"%1\">%2</a><b>").arg(o.id).arg(tr("take out"));
        }
        if (!title.isEmpty())
            rows << QStringLiteral("<tr><td colspan=\"2\"><b>%1</b></td></tr>").arg(title);
        const QString row =
            QStringLiteral("<tr><td style=\"color:%1; padding-right:8px\">%2</td><td>%3</td></tr>");
        rows << row.arg(dim, tr("Video"),
                        tr("%1 (%2 × %3 pixels)")
                            .arg(cornersOf(o.box))
                            .arg(o.box.width(), 0, 'f', 0)
                            .arg(o.box.height(), 0, 'f', 0));
        rows << row.arg(dim, tr("As written"),
                        o.box_model.area() > 0 ? cornersOf(o.box_model) : tr("by hand"));
    }
    m_box->setText(rows.isEmpty() ? tr("The model says that there is no such object.")
                                  : QStringLiteral("<table>%1</table>").arg(rows.join(QString())));
    m_box->setToolTip(
        tr("“Video”: pixels of the video. “As written”: the numbers of the model's answer, in the "
           "picture that it saw."));
}

void ReasoningPanel::showRunProblem()
{
    if (m_run.status != Run::Status::Failed || m_problem->isVisibleTo(m_cards))
        return;
    if (m_run.error) {
        const Error& e = *m_run.error;
        showProblem(translated(e.what),
                    translated(e.remedy.isEmpty() ? Sentence{defaultRemedy(e.kind), {}} : e.remedy));
        return;
    }
    for (const Turn& turn : m_run.turns) {
        if (!turn.problem.isEmpty())
            showProblem(tr("The answer of turn %1 could not be used: %2.")
                            .arg(turn.number)
                            .arg(QCoreApplication::translate("core", turn.problem.toUtf8().constData())),
                        tr("Read the raw answer below, or run again."));
    }
}

void ReasoningPanel::setMaskStatus(StageStatus status, const QString& text, std::optional<double> progress)
{
    m_maskCard->setHasContent(true);
    m_maskCard->setStatus(status);
    if (status == StageStatus::Missing && progress)
        m_maskCard->setStatusText(tr("working…"), Accent::Sampled);
    m_maskText->setText(text);
    m_maskProgress->setVisible(progress.has_value());
    m_maskProgress->setValue(int(progress.value_or(0) * 1000));
    follow(m_maskCard);
}

void ReasoningPanel::showProblem(const QString& what, const QString& remedy)
{
    m_problem->setTexts(what, remedy);
    m_following = false;
    verticalScrollBar()->setValue(0);
}

} // namespace revseg
