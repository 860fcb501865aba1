// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/chain/attention.h"
#include "core/media/sampling.h"
#include "widgets/reasoning/branch_tree.h"
#include "widgets/reasoning/linkify.h"
#include "widgets/reasoning/think_stream.h"

#include <QImage>
#include <QScrollArea>
#include <QTimer>

#include <optional>

class QAction;
class QLabel;
class QProgressBar;

namespace revseg {

class DescriptionEditor;
class HeatLegend;
class InterpretationEditor;
class LinkedText;
class NoteBox;
class RawAnswers;
class RunBar;
class SampleStrip;
class StageCard;

/// One run of the chain as it happens: the frames the model saw, its reasoning as it streams in, keyframe,
/// description, box and masks, each with its status; the raw answers behind a fold. Mentions of frames,
/// times and the object are links.
class ReasoningPanel final : public QScrollArea
{
    Q_OBJECT
public:
    explicit ReasoningPanel(QWidget* parent = nullptr);
    ~ReasoningPanel() override;

    void clear(); ///< back to the hint how to begin
    void startRun(const QString& query);
    /// A remark above the run, such as that the answer was written by hand; "" hides it.
    void setBanner(const QString& text);
    /// Fewer pictures than samples will do; setPicture() brings others.
    void setSamples(const SampledFrames& samples, const std::vector<QImage>& pictures);
    /// A picture of any frame; taken where the strip has none.
    void setPicture(FrameIndex frame, const QImage& picture);
    /// Text as it streams in. Cheap at any rate and length: it is shown about 30 times a second.
    void appendDelta(int turn, const QString& text);
    /// The answer to this turn begins anew: what has streamed in of it is forgotten, and of turn 1 the
    /// reasoning, unless a person has written that: then it stays, whatever the model thinks.
    void restartTurn(int turn, bool keepReasoning = false);
    void setRun(const Run& run);
    void setMaskStatus(StageStatus status, const QString& text, std::optional<double> progress);
    void showProblem(const QString& what, const QString& remedy);
    void setHighlightedFrame(std::optional<FrameIndex> frame);
    void setEditable(bool editable); ///< whether the stages can be changed by hand; not at first

    /// Buttons of the cards for keyframe, box, branches and reasoning. Call once.
    void setActions(const QList<QAction*>& keyframe, const QList<QAction*>& box,
                    const QList<QAction*>& branches, const QList<QAction*>& reasoning);

    /// The words that were selected last, in the reasoning, the description or the raw answers; none when
    /// nothing is selected or the model did not write it.
    std::optional<AnswerWords> selectedWords() const;
    QString textOf(const AnswerWords& words) const;
    /// Lays a map over the frames that the model saw, with its legend.
    void showAttention(const AnswerWords& words, const RunAttention& attention);
    void clearAttention();
    double heatOpacity() const;                           ///< 0…1, as a person has set it
    void setBranches(const std::vector<BranchRow>& rows); ///< the card shows from two runs on
    /// What can be done next, with its buttons; an empty text hides it.
    void setNextStep(Accent color, const QString& text, const QList<QAction*>& actions);

Q_SIGNALS:
    void frameHovered(std::optional<revseg::FrameIndex> frame);
    void frameActivated(revseg::FrameIndex frame);
    void descriptionEdited(const QString& text);
    void interpretationEdited(const QString& text);
    void branchChosen(qint64 id);
    void branchCompared(qint64 id); ///< with the run shown
    void objectRemoved(int object); ///< ChainObject::id, by the link beside its box
    void wordsSelected();           ///< other ones, or none
    void heatOpacityChanged(double opacity);
    void attentionClosed(); ///< by the button of the legend

protected:
    void changeEvent(QEvent* event) override;
    bool viewportEvent(QEvent* event) override;

private:
    QWidget* buildContent();
    QWidget* buildHint();
    void connectLinks(LinkedText* view);
    void connectAttention();
    void flush();
    void showStatuses();
    void showDoubts();
    void showKeyframe();
    void showBoxes();
    void showRunProblem();
    void follow(QWidget* card);

    Run m_run;
    SampledFrames m_samples;
    QString m_pending[2]; ///< streamed, by turn, not shown yet
    ThinkStream m_think;
    bool m_keepsReasoning = false; ///< what streams in is no reasoning to be shown
    QTimer m_flushTimer;
    bool m_following = true; ///< what is written last stays in sight, until a person scrolls
    QWidget* m_hint;
    QWidget* m_cards;
    QLabel* m_query;
    NoteBox* m_banner;
    NoteBox* m_problem;
    SampleStrip* m_strip;
    HeatLegend* m_legend;
    RunAttention m_attention;        ///< over the strip
    QWidget* m_selectedIn = nullptr; ///< where words were selected last
    RunBar* m_next;
    BranchTree* m_branches;
    InterpretationEditor* m_interpretation;
    LinkedText* m_thinking;
    LinkedText* m_keyframe;
    DescriptionEditor* m_description;
    QLabel* m_box;
    QLabel* m_maskText;
    QProgressBar* m_maskProgress;
    RawAnswers* m_raw;
    bool m_editable = false;
    StageCard* m_branchCard;
    StageCard* m_sampleCard;
    StageCard* m_thinkingCard;
    StageCard* m_keyframeCard;
    StageCard* m_descriptionCard;
    StageCard* m_boxCard;
    StageCard* m_maskCard;
    StageCard* m_rawCard;
};

} // namespace revseg
