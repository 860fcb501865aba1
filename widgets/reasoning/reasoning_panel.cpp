// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/reasoning/reasoning_panel.h"

#include "widgets/reasoning/heat_legend.h"
#include "widgets/reasoning/linked_text.h"
#include "widgets/reasoning/note_box.h"
#include "widgets/reasoning/raw_answers.h"
#include "widgets/reasoning/run_bar.h"
#include "widgets/reasoning/sample_strip.h"
#include "widgets/reasoning/stage_card.h"
#include "widgets/reasoning/stage_text_editor.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QEvent>
#include <QLabel>
#include <QProgressBar>
#include <QScrollBar>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace revseg {

namespace {

constexpr int kFlushMs = 33;
constexpr int kSlowestFlushMs = 1000;

QLabel* wrapped(Qt::TextFormat format)
{
    auto* label = new QLabel;
    label->setWordWrap(true);
    label->setTextFormat(format);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

} // namespace

ReasoningPanel::ReasoningPanel(QWidget* parent)
    : QScrollArea(parent)
    , m_query(wrapped(Qt::PlainText))
    , m_banner(new NoteBox(Accent::Edited))
    , m_problem(new NoteBox(Accent::Bad))
    , m_strip(new SampleStrip)
    , m_legend(new HeatLegend)
    , m_next(new RunBar)
    , m_branches(new BranchTree)
    , m_interpretation(new InterpretationEditor)
    , m_thinking(m_interpretation->view())
    , m_keyframe(new LinkedText)
    , m_description(new DescriptionEditor)
    , m_box(wrapped(Qt::RichText))
    , m_maskText(wrapped(Qt::PlainText))
    , m_maskProgress(new QProgressBar)
    , m_raw(new RawAnswers)
{
    setObjectName(QStringLiteral("reasoningPanel"));
    setAccessibleName(tr("Reasoning"));
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_flushTimer.setSingleShot(true);
    m_flushTimer.setInterval(kFlushMs);
    connect(&m_flushTimer, &QTimer::timeout, this, &ReasoningPanel::flush);
    setWidget(buildContent());
    connect(m_strip, &SampleStrip::hovered, this, &ReasoningPanel::frameHovered);
    connect(m_strip, &SampleStrip::activated, this, &ReasoningPanel::frameActivated);
    connect(m_description, &DescriptionEditor::edited, this, &ReasoningPanel::descriptionEdited);
    connect(m_interpretation, &InterpretationEditor::edited, this, &ReasoningPanel::interpretationEdited);
    connect(m_branches, &BranchTree::chosen, this, &ReasoningPanel::branchChosen);
    connect(m_branches, &BranchTree::compared, this, &ReasoningPanel::branchCompared);
    m_box->setTextInteractionFlags(Qt::TextBrowserInteraction);
    connect(m_box, &QLabel::linkActivated, this,
            [this](const QString& id) { Q_EMIT objectRemoved(id.toInt()); });
    for (LinkedText* view : {m_thinking, m_keyframe, m_description->view()})
        connectLinks(view);
    connectAttention();
    connect(verticalScrollBar(), &QScrollBar::actionTriggered, this, [this] { m_following = false; });
    clear();
}

ReasoningPanel::~ReasoningPanel()
{
    // Parts that lose the focus while they go would still tell this panel, which is gone before them.
    for (QObject* part : widget()->findChildren<QObject*>())
        part->disconnect(this);
}

QWidget* ReasoningPanel::buildHint()
{
    auto* hint = wrapped(Qt::RichText);
    hint->setObjectName(QStringLiteral("hint"));
    hint->setText(
        tr("<h3>Ask about this video</h3>"
           "<p>Type a question above, such as “Which toy would be at home in a bathtub?”, and press "
           "<b>Run</b>. Then, step by step and all of it open to correction:</p>"
           "<ol style=\"margin-left: -18px\">"
           "<li>the model looks at frames of the video and thinks aloud,</li>"
           "<li>it chooses a <b>keyframe</b> and describes the object,</li>"
           "<li>it draws a <b>box</b> around it on that frame,</li>"
           "<li>the tracker carries a <b>mask</b> to every other frame.</li></ol>"));
    hint->setForegroundRole(QPalette::PlaceholderText);
    hint->setAlignment(Qt::AlignTop);
    hint->setMargin(14);
    return hint;
}

QWidget* ReasoningPanel::buildContent()
{
    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(8, 4, 8, 8);
    m_hint = buildHint();
    column->addWidget(m_hint);

    m_cards = new QWidget;
    auto* cards = new QVBoxLayout(m_cards);
    cards->setContentsMargins(0, 0, 0, 0);
    cards->setSpacing(6);
    QFont large = font();
    large.setPointSizeF(large.pointSizeF() * 1.1);
    large.setBold(true);
    m_query->setFont(large);
    m_query->setMargin(2);
    m_branchCard = new StageCard(tr("Runs"), m_branches);
    for (QWidget* top : std::initializer_list<QWidget*>{m_query, m_banner, m_problem, m_next, m_branchCard})
        cards->addWidget(top);

    auto* masks = new QWidget;
    auto* maskColumn = new QVBoxLayout(masks);
    maskColumn->setContentsMargins(0, 0, 0, 0);
    maskColumn->addWidget(m_maskText);
    maskColumn->addWidget(m_maskProgress);
    m_maskProgress->setTextVisible(false);
    m_maskProgress->setMaximumHeight(fontMetrics().height() / 2);
    m_maskProgress->setRange(0, 1000);
    m_thinking->setMostLines(20);
    m_thinking->setAccessibleName(tr("Reasoning"));
    m_keyframe->setAccessibleName(tr("Keyframe"));

    auto* samples = new QWidget;
    auto* sampleColumn = new QVBoxLayout(samples);
    sampleColumn->setContentsMargins(0, 0, 0, 0);
    sampleColumn->addWidget(m_strip);
    sampleColumn->addWidget(m_legend);
    m_sampleCard = new StageCard(tr("Frames the model saw"), samples);
    m_thinkingCard = new StageCard(tr("Interpretation"), m_interpretation);
    m_thinkingCard->addButton(m_interpretation->editButton());
    m_keyframeCard = new StageCard(tr("Keyframe"), m_keyframe);
    m_descriptionCard = new StageCard(tr("Description"), m_description);
    m_descriptionCard->addButton(m_description->editButton());
    m_boxCard = new StageCard(tr("Box"), m_box);
    m_maskCard = new StageCard(tr("Masks"), masks);
    m_rawCard = new StageCard(tr("Raw answers"), m_raw);
    for (StageCard* card :
         {m_sampleCard, m_thinkingCard, m_keyframeCard, m_descriptionCard, m_boxCard, m_maskCard, m_rawCard})
        cards->addWidget(card);
    column->addWidget(m_cards);
    column->addStretch();
    return content;
}

void ReasoningPanel::connectLinks(LinkedText* view)
{
    connect(view, &LinkedText::frameActivated, this, &ReasoningPanel::frameActivated);
    connect(view, &LinkedText::frameHovered, this, [this](std::optional<FrameIndex> frame) {
        m_strip->setHighlighted(frame);
        Q_EMIT frameHovered(frame);
    });
}

void ReasoningPanel::clear()
{
    startRun({});
    setBranches({});
    m_cards->hide();
    m_hint->show();
}

void ReasoningPanel::startRun(const QString& query)
{
    m_hint->hide();
    m_cards->show();
    m_query->setText(query);
    m_banner->setTexts({});
    m_problem->setTexts({});
    m_run = {};
    m_samples.clear();
    for (QString& pending : m_pending)
        pending.clear();
    m_flushTimer.stop();
    m_flushTimer.setInterval(kFlushMs);
    m_think = {};
    m_keepsReasoning = false;
    clearAttention();
    m_strip->clear();
    m_description->endEdit(false);
    m_interpretation->endEdit(false);
    m_next->clear();
    for (LinkedText* view : {m_thinking, m_keyframe, m_description->view()}) {
        view->setText({});
        view->setContext({});
    }
    m_raw->clear();
    for (StageCard* card : {m_sampleCard, m_thinkingCard, m_keyframeCard, m_descriptionCard, m_boxCard,
                            m_maskCard, m_rawCard}) {
        card->setFolded(card == m_rawCard);
        card->setHasContent(false);
        card->setStatus(StageStatus::Missing);
    }
    m_rawCard->hide();
    m_sampleCard->setStatusText(tr("reading…"), std::nullopt);
    showStatuses();
    m_maskCard->setStatusText(tr("waits"), std::nullopt);
    m_maskProgress->hide();
    m_following = true;
    verticalScrollBar()->setValue(0);
}

void ReasoningPanel::setBanner(const QString& text)
{
    m_banner->setTexts(text);
}

void ReasoningPanel::setSamples(const SampledFrames& samples, const std::vector<QImage>& pictures)
{
    m_samples = samples;
    m_strip->setSamples(samples, pictures);
    m_sampleCard->setStatusText(tr("%n frame(s)", nullptr, int(samples.size())), std::nullopt);
    m_sampleCard->setHasContent(!samples.empty());
    MentionContext context;
    context.samples = samples;
    m_thinking->setContext(context);
    showStatuses();
}

void ReasoningPanel::setPicture(FrameIndex frame, const QImage& picture)
{
    m_strip->setPicture(frame, picture);
}

void ReasoningPanel::appendDelta(int turn, const QString& text)
{
    if (turn < 1 || turn > 2)
        return;
    m_pending[turn - 1] += text;
    if (!m_flushTimer.isActive())
        m_flushTimer.start();
}

void ReasoningPanel::restartTurn(int turn, bool keepReasoning)
{
    if (turn < 1 || turn > 2)
        return;
    flush(); // of the other turn
    m_raw->restart(turn);
    if (turn == 1) {
        m_think = {};
        m_keepsReasoning = keepReasoning;
        if (!keepReasoning)
            m_thinking->setText({});
    }
}

void ReasoningPanel::flush()
{
    QElapsedTimer timer;
    timer.start();
    m_flushTimer.stop();
    for (const int turn : {1, 2}) {
        const QString text = std::exchange(m_pending[turn - 1], {});
        if (text.isEmpty())
            continue;
        m_rawCard->show();
        m_rawCard->setHasContent(true);
        m_raw->append(turn, text);
        const bool thinks = turn == 1 && !m_keepsReasoning;
        if (const QString thought = thinks ? m_think.feed(text) : QString(); !thought.isEmpty()) {
            m_thinkingCard->setHasContent(true);
            m_thinking->appendText(thought);
            follow(m_thinkingCard);
        }
    }
    showStatuses();
    // However long the text grows, most of the time belongs to the rest of the window.
    m_flushTimer.setInterval(int(std::clamp<qint64>(8 * timer.elapsed(), kFlushMs, kSlowestFlushMs)));
}

void ReasoningPanel::follow(QWidget* card)
{
    if (!m_following)
        return;
    // After the layout has seen the new text.
    QMetaObject::invokeMethod(
        this,
        [this, card] {
            const int bottom = card->mapTo(widget(), QPoint(0, card->height())).y() + 8;
            QScrollBar* const bar = verticalScrollBar();
            if (m_following)
                bar->setValue(std::max(bar->value(), bottom - viewport()->height()));
        },
        Qt::QueuedConnection);
}

void ReasoningPanel::setHighlightedFrame(std::optional<FrameIndex> frame)
{
    m_strip->setHighlighted(frame);
}

void ReasoningPanel::setEditable(bool editable)
{
    m_editable = editable;
    m_description->setEditable(editable);
    m_interpretation->setEditable(editable);
    if (m_cards->isVisibleTo(widget()) && !m_samples.empty())
        setRun(m_run);
}

void ReasoningPanel::setActions(const QList<QAction*>& keyframe, const QList<QAction*>& box,
                                const QList<QAction*>& branches, const QList<QAction*>& reasoning)
{
    for (LinkedText* view : {m_thinking, m_description->view(), m_raw->view()})
        view->addActions(reasoning);
    for (const auto& [card, actions] : {std::pair{m_keyframeCard, keyframe},
                                        {m_boxCard, box},
                                        {m_branchCard, branches},
                                        {m_thinkingCard, reasoning}}) {
        for (QAction* action : actions) {
            auto* button = new QToolButton;
            button->setDefaultAction(action);
            button->setToolButtonStyle(Qt::ToolButtonTextOnly);
            button->setAutoRaise(true);
            button->setFocusPolicy(Qt::StrongFocus);
            // Short on the card; the whole sentence is its tip.
            const auto name = [button, action] {
                button->setText(action->iconText());
                button->setVisible(action->isVisible());
            };
            connect(action, &QAction::changed, button, name);
            name();
            card->addButton(button);
        }
    }
}

void ReasoningPanel::setBranches(const std::vector<BranchRow>& rows)
{
    m_branches->setRows(rows);
    m_branchCard->setVisible(rows.size() > 1);
    m_branchCard->setHasContent(!rows.empty());
    m_branchCard->setStatusText(rows.size() > 1 ? QString::number(rows.size()) : QString(), std::nullopt);
}

void ReasoningPanel::setNextStep(Accent color, const QString& text, const QList<QAction*>& actions)
{
    m_next->show(color, text, actions);
    if (!text.isEmpty()) {
        m_following = false;
        verticalScrollBar()->setValue(0);
    }
}

void ReasoningPanel::changeEvent(QEvent* event)
{
    QScrollArea::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && widget() != nullptr)
        showBoxes();
}

bool ReasoningPanel::viewportEvent(QEvent* event)
{
    if (event->type() == QEvent::Wheel)
        m_following = false;
    return QScrollArea::viewportEvent(event);
}

} // namespace revseg
