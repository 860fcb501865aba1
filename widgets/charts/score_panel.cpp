// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/charts/score_panel.h"

#include "widgets/charts/frame_chart.h"
#include "widgets/theme/accents.h"
#include "widgets/theme/swatch.h"

#include <QAction>
#include <QHeaderView>
#include <QLabel>
#include <QPainter>
#include <QSplitter>
#include <QToolButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace revseg {

namespace {

enum Column { Name, JF, JMean, JRecall, JDecay, FMean, FRecall, FDecay, ColumnCount };
constexpr int kAll = 0; ///< stands for the mean over all objects

void setFigures(QTreeWidgetItem* item, const ObjectScore& score)
{
    const double figures[] = {(score.j.mean + score.f.mean) / 2,
                              score.j.mean,
                              score.j.recall,
                              score.j.decay,
                              score.f.mean,
                              score.f.recall,
                              score.f.decay};
    for (int i = 0; i < int(std::size(figures)); ++i) {
        item->setText(JF + i, QString::number(figures[i], 'f', 3));
        item->setTextAlignment(JF + i, Qt::AlignRight | Qt::AlignVCenter);
    }
}

/// Frame by frame, over all objects.
std::vector<double> meanOver(const SequenceScore& score, MeasureStats ObjectScore::*measure)
{
    std::vector<double> out;
    for (const auto& [id, object] : score.objects) {
        const std::vector<double>& values = (object.*measure).frames;
        out.resize(values.size(), 0);
        for (size_t i = 0; i < values.size(); ++i)
            out[i] += values[i] / double(score.objects.size());
    }
    return out;
}

} // namespace

ScorePanel::ScorePanel(const QList<QAction*>& buttons, QWidget* parent)
    : QWidget(parent)
    , m_headline(new QLabel)
    , m_remark(new QLabel)
    , m_table(new QTreeWidget)
    , m_chart(new FrameChart)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(6, 6, 6, 6);
    column->setSpacing(4);
    auto* top = new QHBoxLayout;
    m_headline->setWordWrap(true);
    m_headline->setTextFormat(Qt::PlainText);
    top->addWidget(m_headline, 1);
    for (QAction* action : buttons) {
        auto* button = new QToolButton;
        button->setDefaultAction(action);
        button->setAutoRaise(true);
        top->addWidget(button);
    }
    column->addLayout(top);
    m_remark->setWordWrap(true);
    m_remark->setTextFormat(Qt::PlainText);
    column->addWidget(m_remark);

    m_table->setColumnCount(ColumnCount);
    m_table->setHeaderLabels({tr("Object"), tr("J&F"), tr("J mean"), tr("J recall"), tr("J decay"),
                              tr("F mean"), tr("F recall"), tr("F decay")});
    const QString tips[] = {tr("Mean of J and F"),
                            tr("J: intersection over union of the areas"),
                            tr("Share of frames with a J above 0.5"),
                            tr("J of the first quarter minus that of the last"),
                            tr("F: how well the outlines agree"),
                            tr("Share of frames with an F above 0.5"),
                            tr("F of the first quarter minus that of the last")};
    for (int i = 0; i < int(std::size(tips)); ++i)
        m_table->headerItem()->setToolTip(JF + i, tips[i]);
    m_table->setRootIsDecorated(false);
    m_table->setUniformRowHeights(true);
    m_table->setAlternatingRowColors(true);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setAccessibleName(tr("Scores"));
    m_table->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_table->header()->setStretchLastSection(false);
    m_table->header()->setSectionResizeMode(Name, QHeaderView::Stretch);
    m_table->header()->setMinimumSectionSize(fontMetrics().averageCharWidth() * 8);

    auto* both = new QSplitter(Qt::Horizontal);
    both->addWidget(m_table);
    both->addWidget(m_chart);
    both->setStretchFactor(0, 2);
    both->setStretchFactor(1, 3);
    both->setChildrenCollapsible(false);
    column->addWidget(both, 1);
    connect(m_table, &QTreeWidget::itemSelectionChanged, this, &ScorePanel::showChart);
    connect(m_chart, &FrameChart::frameActivated, this, &ScorePanel::frameActivated);
    setScore(nullptr, {}, {});
}

const ScoredObject* ScorePanel::object(int id) const
{
    const auto it = std::find_if(m_objects.begin(), m_objects.end(),
                                 [&](const ScoredObject& o) { return int(o.id.value) == id; });
    return it == m_objects.end() ? nullptr : &*it;
}

void ScorePanel::setScore(const std::shared_ptr<const VideoScore>& score, const QString& truth,
                          const std::vector<ScoredObject>& objects)
{
    m_score = score;
    m_objects = objects;
    m_leftOut.clear();
    m_table->parentWidget()->setVisible(score != nullptr);
    {
        const QSignalBlocker blocker(m_table);
        m_table->clear();
        if (score != nullptr) {
            auto* all = new QTreeWidgetItem(m_table);
            all->setText(Name, tr("All"));
            all->setData(Name, Qt::UserRole, kAll);
            setFigures(all, score->evaluation.all);
            for (const auto& [id, figures] : score->sequence().objects) {
                const ScoredObject* const o = object(id);
                auto* item = new QTreeWidgetItem(m_table);
                // An object of the truth that the project has not: its score is that of an empty mask.
                item->setText(Name, o != nullptr ? o->name : tr("%1 (of the truth only)").arg(id));
                if (o != nullptr)
                    item->setIcon(Name, swatch(o->color));
                item->setData(Name, Qt::UserRole, id);
                setFigures(item, figures);
            }
            all->setSelected(true);
            QStringList names;
            for (const ObjectId id : score->without_truth) {
                if (const ScoredObject* const o = object(int(id.value)))
                    names << o->name;
            }
            if (!names.isEmpty())
                m_leftOut = tr("Not in the truth: %1.").arg(names.join(QStringLiteral(", ")));
        }
    }
    if (score == nullptr) {
        m_headline->setText(tr("Nothing has been scored yet."));
    } else {
        const Evaluation& e = score->evaluation;
        m_headline->setText(tr("J&F %1 against %2, %n frame(s), %3", nullptr, e.frames)
                                .arg(QString::number(e.jf(), 'f', 3), truth,
                                     e.options.protocol == Protocol::Davis2016
                                         ? tr("all objects as one (DAVIS 2016)")
                                         : tr("each object alone (DAVIS 2017)")));
    }
    setStale(false);
    showChart();
}

void ScorePanel::setStale(bool stale)
{
    m_stale = stale && m_score != nullptr;
    QStringList remarks;
    if (m_stale)
        remarks << tr("The masks have changed since: score again.");
    if (!m_leftOut.isEmpty())
        remarks << m_leftOut;
    m_remark->setText(remarks.join(QLatin1Char(' ')));
    m_remark->setVisible(!remarks.isEmpty());
}

void ScorePanel::setPlayhead(FrameIndex frame)
{
    m_chart->setPlayhead(frame);
}

void ScorePanel::showChart()
{
    if (m_score == nullptr) {
        m_chart->setSeries({}, {});
        return;
    }
    std::vector<ChartSeries> series;
    const QList<QTreeWidgetItem*> chosen = m_table->selectedItems();
    const bool several = chosen.size() > 1;
    for (const QTreeWidgetItem* const item : chosen) {
        const int id = item->data(Name, Qt::UserRole).toInt();
        const auto& objects = m_score->sequence().objects;
        const bool isAll = id == kAll;
        const ScoredObject* const o = object(id);
        const QColor color = isAll || o == nullptr ? palette().color(QPalette::Text) : o->color;
        const auto name = [&](const QString& measure) {
            return several ? QStringLiteral("%1, %2").arg(measure, item->text(Name)) : measure;
        };
        series.push_back({name(QStringLiteral("J")), color, false,
                          isAll ? meanOver(m_score->sequence(), &ObjectScore::j) : objects.at(id).j.frames});
        series.push_back({name(QStringLiteral("F")), color, true,
                          isAll ? meanOver(m_score->sequence(), &ObjectScore::f) : objects.at(id).f.frames});
    }
    if (series.size() == 2) { // of one object, both colours are free
        series[0].color = QColor();
        series[1].color = accent(Accent::Keyframe, palette());
    }
    m_chart->setSeries(m_score->frames, std::move(series));
}

} // namespace revseg
