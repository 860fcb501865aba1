// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/reasoning/sample_streams.h"

#include <QGridLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QTextCursor>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace revseg {

namespace {
constexpr int kFlushMs = 33;
constexpr int kMostLines = 200; ///< kept of an answer
} // namespace

SampleStreams::SampleStreams(QWidget* parent) : QWidget(parent), m_grid(new QGridLayout(this))
{
    setObjectName(QStringLiteral("sampleStreams"));
    setAccessibleName(tr("Answers as they are written"));
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setSpacing(6);
    m_flushTimer.setSingleShot(true);
    m_flushTimer.setInterval(kFlushMs);
    connect(&m_flushTimer, &QTimer::timeout, this, qOverload<>(&SampleStreams::flush));
}

void SampleStreams::start(int samples)
{
    m_flushTimer.stop();
    for (Pane& pane : m_panes)
        delete pane.box;
    m_panes.clear();
    const int columns = std::max(1, int(std::ceil(std::sqrt(2.0 * samples))));
    for (int i = 0; i < samples; ++i) {
        Pane pane;
        pane.box = new QWidget;
        auto* column = new QVBoxLayout(pane.box);
        column->setContentsMargins(0, 0, 0, 0);
        column->setSpacing(2);
        pane.title = new QLabel;
        pane.title->setTextFormat(Qt::PlainText); // it holds words of the model
        // However long a description is, the panes share the width that there is.
        pane.title->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
        pane.text = new QPlainTextEdit;
        pane.text->setReadOnly(true);
        pane.text->setMaximumBlockCount(kMostLines);
        pane.text->setTabChangesFocus(true);
        pane.text->setMinimumHeight(fontMetrics().lineSpacing() * 3);
        pane.text->setAccessibleName(tr("Sample %1").arg(i + 1));
        column->addWidget(pane.title);
        column->addWidget(pane.text, 1);
        m_grid->addWidget(pane.box, i / columns, i % columns);
        m_grid->setColumnStretch(i % columns, 1);
        m_panes.push_back(std::move(pane));
        setState(i, tr("waits"));
    }
}

void SampleStreams::setState(int sample, const QString& state)
{
    if (!has(sample))
        return;
    QLabel* const title = m_panes[size_t(sample)].title;
    title->setText(tr("Sample %1: %2").arg(sample + 1).arg(state));
    title->setToolTip(title->text().toHtmlEscaped());
}

void SampleStreams::append(int sample, int turn, const QString& text)
{
    if (!has(sample) || turn < 1 || turn > 2)
        return;
    Pane& pane = m_panes[size_t(sample)];
    if (pane.turns[turn - 1].isEmpty())
        setState(sample, tr("turn %1").arg(turn));
    pane.turns[turn - 1] += text;
    if (!m_flushTimer.isActive())
        m_flushTimer.start();
}

void SampleStreams::restart(int sample, int turn)
{
    if (!has(sample) || turn < 1 || turn > 2)
        return;
    Pane& pane = m_panes[size_t(sample)];
    for (int t = turn - 1; t < 2; ++t)
        pane.turns[t].clear();
    pane.again = true;
    if (!m_flushTimer.isActive())
        m_flushTimer.start();
}

void SampleStreams::flush()
{
    for (Pane& pane : m_panes)
        flush(pane);
}

void SampleStreams::flush(Pane& pane)
{
    if (pane.again) {
        pane.again = false;
        pane.text->clear();
        pane.shown[0] = pane.shown[1] = 0;
    }
    QScrollBar* const bar = pane.text->verticalScrollBar();
    const bool follows = bar->value() == bar->maximum();
    const int position = bar->value();
    bool grew = false;
    for (int t = 0; t < 2; ++t) {
        const qsizetype size = pane.turns[t].size();
        if (pane.shown[t] >= size)
            continue;
        QTextCursor end(pane.text->document());
        end.movePosition(QTextCursor::End);
        if (t == 1 && pane.shown[1] == 0 && !pane.turns[0].isEmpty())
            end.insertText(QStringLiteral("\n\n"));
        end.insertText(pane.turns[t].mid(pane.shown[t]));
        pane.shown[t] = size;
        grew = true;
    }
    if (grew)
        bar->setValue(follows ? bar->maximum() : position);
}

QString SampleStreams::text(int sample) const
{
    return has(sample) ? m_panes[size_t(sample)].text->toPlainText() : QString();
}

} // namespace revseg
