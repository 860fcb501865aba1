// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/reasoning/samples_panel.h"

#include "widgets/charts/reward_chart.h"
#include "widgets/reasoning/sample_streams.h"
#include "widgets/reasoning/samples_views.h"

#include <QAction>
#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QTabWidget>
#include <QTableWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace revseg {

namespace {

/// From this width of the panel on, in letters, there is room for more.
constexpr int kLettersForBox = 140;
constexpr int kLettersForMatrix = 150;

enum Column { Title, KeyframeAt, Description, BoxAt, State, Support, Reward, Verdicts, kColumns };

QString signOf(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Good:
        return QStringLiteral("✓");
    case Verdict::Fair:
        return QStringLiteral("~");
    case Verdict::Bad:
        return QStringLiteral("✗");
    case Verdict::None:
        break;
    }
    return QStringLiteral("·");
}

} // namespace

SamplesPanel::SamplesPanel(QWidget* parent)
    : QWidget(parent)
    , m_table(new QTableWidget)
    , m_matrix(new IouMatrix)
    , m_strip(new AgreementStrip)
    , m_grid(new SampleGrid)
    , m_rewards(new RewardChart)
    , m_tabs(new QTabWidget)
    , m_right(new QHBoxLayout)
    , m_streams(new SampleStreams)
    , m_truth(new QComboBox)
    , m_hint(new QLabel(tr("Ask a question several times at once to compare the answers here.")))
    , m_body(new QWidget)
    , m_actions(new QHBoxLayout)
{
    setObjectName(QStringLiteral("samplesPanel"));
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(8, 4, 8, 6);
    m_hint->setForegroundRole(QPalette::PlaceholderText);
    m_hint->setAlignment(Qt::AlignCenter);
    all->addWidget(m_hint);
    all->addWidget(m_body);
    all->addWidget(m_streams);
    auto* row = new QHBoxLayout(m_body);
    row->setContentsMargins(0, 0, 0, 0);
    auto* left = new QVBoxLayout;
    left->setSpacing(4);
    left->addLayout(static_cast<QHBoxLayout*>(m_actions));
    left->addWidget(m_table, 1);
    left->addWidget(m_strip);
    m_table->setMinimumHeight((fontMetrics().height() + 6) * 4);
    // Each needs the room that there is beside the table; in a wide window the matrix has a place of its own.
    m_right->setSpacing(8);
    m_right->addWidget(m_tabs, 3);
    m_tabs->setDocumentMode(true);
    m_tabs->setTabBarAutoHide(true);
    m_tabs->addTab(m_grid, tr("Pictures"));
    m_tabs->addTab(m_matrix, tr("Overlap"));
    m_tabs->addTab(m_rewards, tr("Rewards"));
    row->addLayout(left, 3);
    row->addLayout(m_right, 2);

    m_table->setColumnCount(kColumns);
    m_table->setHorizontalHeaderLabels({tr("Run"), tr("Keyframe"), tr("Description"), tr("Box"), tr("State"),
                                        tr("Agreement"), tr("Reward"), tr("Verdicts")});
    m_table->horizontalHeaderItem(Support)->setToolTip(tr("Mean IoU of its masks with those of the others"));
    m_table->horizontalHeaderItem(Reward)->setToolTip(
        tr("Sum of format, temporal and spatial reward, where the truth is known"));
    m_table->horizontalHeaderItem(Verdicts)->setToolTip(
        tr("Reasoning, keyframe, description, box, masks: Alt+1 to Alt+5"));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setShowGrid(false);
    m_table->setAlternatingRowColors(true);
    m_table->setAccessibleName(tr("Runs of this question"));
    m_table->verticalHeader()->hide(); // the runs have their numbers
    m_table->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 6);
    m_table->horizontalHeader()->setHighlightSections(false);
    for (int c = 0; c < kColumns; ++c)
        m_table->horizontalHeader()->setSectionResizeMode(
            c, c == Description ? QHeaderView::Stretch : QHeaderView::ResizeToContents);
    const auto choose = [this](int index) {
        if (!m_filling && index >= 0 && size_t(index) < m_ids.size())
            Q_EMIT chosen(m_ids[size_t(index)]);
    };
    connect(m_table, &QTableWidget::currentCellChanged, this, choose);
    connect(m_grid, &SampleGrid::activated, this, choose);
    connect(m_matrix, &IouMatrix::activated, this, choose);
    connect(m_rewards, &RewardChart::activated, this, choose);
    m_truth->setToolTip(tr("The masks that the rewards of the runs are computed against"));
    // Also when the same is chosen again: another folder.
    connect(m_truth, &QComboBox::activated, this,
            [this](int index) { Q_EMIT truthChosen(m_truth->itemData(index).toLongLong()); });
    connect(m_matrix, &IouMatrix::pairActivated, this, [this](int before, int after) {
        if (size_t(std::max(before, after)) < m_ids.size())
            Q_EMIT pairChosen(m_ids[size_t(before)], m_ids[size_t(after)]);
    });
    connect(m_strip, &AgreementStrip::frameActivated, this, &SamplesPanel::frameActivated);
    setRows({});
}

void SamplesPanel::setActions(const QList<QAction*>& actions)
{
    auto* row = static_cast<QHBoxLayout*>(m_actions);
    for (QAction* action : actions) {
        auto* button = new QToolButton;
        button->setDefaultAction(action);
        button->setToolButtonStyle(Qt::ToolButtonTextOnly);
        button->setAutoRaise(true);
        row->addWidget(button);
    }
    row->addStretch();
    auto* const label = new QLabel(tr("&Truth:"));
    label->setBuddy(m_truth);
    row->addWidget(label);
    row->addWidget(m_truth);
}

void SamplesPanel::setRows(const std::vector<SampleRow>& rows)
{
    m_filling = true;
    m_ids.clear();
    m_table->setRowCount(int(rows.size()));
    QStringList titles;
    std::vector<FrameIndex> keyframes;
    std::vector<RewardBar> rewards;
    int chosenRow = -1;
    for (int i = 0; i < int(rows.size()); ++i) {
        const SampleRow& r = rows[size_t(i)];
        m_ids.push_back(r.id);
        titles << r.title;
        rewards.push_back({r.title, r.rewards});
        keyframes.push_back(r.keyframe ? r.keyframe->frame : -1);
        if (r.shown)
            chosenRow = i;
        const QString mark = r.mark == RunMark::Best    ? QStringLiteral("★ ")
                             : r.mark == RunMark::Wrong ? QStringLiteral("✗ ")
                                                        : QString();
        QString verdicts;
        for (const Verdict v : r.verdicts)
            verdicts += signOf(v);
        const QString texts[kColumns] = {mark + r.title,
                                         r.keyframe ? QString::number(r.keyframe->frame) : QString(),
                                         r.description,
                                         r.box,
                                         r.promoted ? tr("in use") : r.state,
                                         r.support >= 0 ? QString::number(r.support, 'f', 2) : QString(),
                                         r.rewards ? QString::number(r.rewards->sum, 'f', 2) : QString(),
                                         verdicts};
        for (int c = 0; c < kColumns; ++c) {
            auto* item = new QTableWidgetItem(texts[c]);
            item->setToolTip(texts[c]);
            if (c == Description && !r.box.isEmpty())
                item->setToolTip(tr("%1\nBox %2").arg(r.description, r.box));
            if (c == Reward && r.rewards) {
                item->setToolTip(tr("Format %1, temporal %2, spatial %3")
                                     .arg(r.rewards->format, 0, 'f', 2)
                                     .arg(r.rewards->temporal, 0, 'f', 2)
                                     .arg(r.rewards->spatial, 0, 'f', 2));
            }
            if (c == State && (r.promoted || r.color))
                item->setForeground(accent(r.promoted ? Accent::Good : *r.color, palette()));
            if (r.mark == RunMark::Wrong && c != State)
                item->setForeground(palette().color(QPalette::PlaceholderText));
            m_table->setItem(i, c, item);
        }
    }
    m_table->setCurrentCell(chosenRow, Title);
    m_grid->setTitles(titles, chosenRow);
    m_strip->setKeyframes(std::move(keyframes), chosenRow);
    const bool any = std::any_of(rewards.begin(), rewards.end(),
                                 [](const RewardBar& bar) { return bar.rewards.has_value(); });
    const bool isNew = any && !m_tabs->isTabVisible(m_tabs->indexOf(m_rewards));
    m_tabs->setTabVisible(m_tabs->indexOf(m_rewards), any);
    m_table->setColumnHidden(Reward, !any);
    if (isNew) // somebody has just said what is true
        m_tabs->setCurrentWidget(m_rewards);
    m_rewards->setBars(std::move(rewards), chosenRow);
    m_filling = false;
    showWhatFits();
}

void SamplesPanel::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    const int letter = fontMetrics().averageCharWidth();
    m_table->setColumnHidden(BoxAt, width() < kLettersForBox * letter);
    const bool beside = width() >= kLettersForMatrix * letter;
    const int tab = m_tabs->indexOf(m_matrix);
    if (beside && tab >= 0) {
        m_tabs->removeTab(tab);
        m_right->insertWidget(0, m_matrix, 2);
        m_matrix->show();
    } else if (!beside && tab < 0) {
        m_right->removeWidget(m_matrix);
        m_tabs->insertTab(1, m_matrix, tr("Overlap"));
    }
}

void SamplesPanel::setTruths(const std::vector<Truth>& truths, qint64 current)
{
    if (truths != m_truths) {
        m_truths = truths;
        m_truth->clear();
        for (const Truth& truth : truths)
            m_truth->addItem(truth.title, truth.id);
    }
    m_truth->setCurrentIndex(m_truth->findData(current));
}

void SamplesPanel::setStreaming(bool streaming)
{
    m_streaming = streaming;
    showWhatFits();
}

void SamplesPanel::showWhatFits()
{
    m_streams->setVisible(m_streaming);
    m_body->setVisible(!m_streaming && !m_ids.empty());
    m_hint->setVisible(!m_streaming && m_ids.empty());
}

void SamplesPanel::setAgreement(std::vector<std::vector<double>> iou, std::vector<double> overTime)
{
    m_matrix->setValues(std::move(iou));
    m_strip->setValues(std::move(overTime));
}

void SamplesPanel::setFrame(FrameIndex frame)
{
    m_strip->setFrame(frame);
}

void SamplesPanel::setPictures(const std::vector<QImage>& pictures)
{
    m_grid->setPictures(pictures);
}

} // namespace revseg
