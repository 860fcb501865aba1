// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/reasoning/raw_answers.h"

#include "widgets/reasoning/linked_text.h"

#include <QClipboard>
#include <QCoreApplication>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollBar>
#include <QVBoxLayout>

#include <algorithm>

namespace revseg {

namespace {

/// Texts of core come in English, marked for translation.
QString translated(const QString& english)
{
    return QCoreApplication::translate("core", english.toUtf8().constData());
}

} // namespace

RawAnswers::RawAnswers(QWidget* parent) : QWidget(parent), m_facts(new QLabel), m_view(new LinkedText)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    m_facts->setWordWrap(true);
    m_facts->setTextFormat(Qt::PlainText);
    m_facts->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_facts->hide();
    m_view->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_view->setAccessibleName(tr("Raw answers"));
    m_view->setLinked(false);
    m_view->setMostLines(24);
    auto* copyButton = new QPushButton(tr("Copy"));
    copyButton->setToolTip(tr("Copy the raw answers"));
    auto* row = new QHBoxLayout;
    row->addStretch();
    row->addWidget(copyButton);
    column->addWidget(m_facts);
    column->addWidget(m_view);
    column->addLayout(row);
    connect(m_view, &QTextBrowser::selectionChanged, this, &RawAnswers::selectionChanged);
    connect(copyButton, &QPushButton::clicked, this, &RawAnswers::copy);
}

void RawAnswers::clear()
{
    for (QString& raw : m_raw)
        raw.clear();
    m_kept.clear();
    m_turn = 0;
    m_view->setText({});
    m_facts->hide();
}

QString RawAnswers::headerOf(int turn)
{
    return tr("Turn %1").arg(turn) + QLatin1Char('\n');
}

std::optional<AnswerWords> RawAnswers::selectedWords() const
{
    const LinkedText::Range range = m_view->selectedRange();
    for (const int turn : {1, 2}) {
        const QString& raw = m_raw[turn - 1];
        const QString header = headerOf(turn);
        const qsizetype begin = m_view->text().indexOf(header + raw) + header.size();
        const qsizetype from = std::max(range.start, begin);
        const qsizetype to = std::min(range.start + range.length, begin + raw.size());
        if (begin >= header.size() && from < to)
            return AnswerWords{turn, from - begin, to - from};
    }
    return std::nullopt;
}

void RawAnswers::append(int turn, const QString& text)
{
    if (turn < 1 || turn > 2 || text.isEmpty())
        return;
    m_raw[turn - 1] += text;
    if (turn != m_turn) {
        m_kept += (m_turn == 0 ? QString() : QStringLiteral("\n\n")) + headerOf(turn);
        m_turn = turn;
    }
    m_kept += text;
    if (isVisible())
        showKept();
}

void RawAnswers::restart(int turn)
{
    const QString first = turn == 2 ? m_raw[0] : QString();
    clear();
    append(1, first);
}

void RawAnswers::showKept()
{
    if (!m_kept.isEmpty())
        m_view->appendText(m_kept);
    m_kept.clear();
}

void RawAnswers::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    showKept();
    m_view->verticalScrollBar()->setValue(0); // it is read from the beginning
}

void RawAnswers::setTurns(const std::vector<Turn>& turns)
{
    bool same = true;
    for (const Turn& turn : turns)
        same = same && (turn.number < 1 || turn.number > 2 || m_raw[turn.number - 1] == turn.raw);
    if (!same) {
        clear();
        for (const Turn& turn : turns)
            append(turn.number, turn.raw);
    }
    QStringList facts;
    for (const Turn& turn : turns) {
        QStringList took;
        if (turn.seconds > 0)
            took << tr("%1 s").arg(turn.seconds, 0, 'f', 1);
        if (turn.prompt_tokens > 0)
            took << tr("%1 tokens read").arg(turn.prompt_tokens);
        if (turn.answer_tokens > 0)
            took << tr("%1 tokens written").arg(turn.answer_tokens);
        if (!turn.finish.isEmpty() && turn.finish != QLatin1String("stop"))
            took << tr("ended by “%1”").arg(turn.finish);
        if (!took.isEmpty())
            facts << tr("Turn %1: %2").arg(turn.number).arg(took.join(QLatin1String(", ")));
        for (const QString& repair : turn.repairs)
            facts << tr("Turn %1, repaired: %2").arg(turn.number).arg(translated(repair));
        if (!turn.problem.isEmpty())
            facts << tr("Turn %1, problem: %2").arg(turn.number).arg(translated(turn.problem));
    }
    m_facts->setText(facts.join(QLatin1Char('\n')));
    m_facts->setVisible(!facts.isEmpty());
}

QString RawAnswers::text() const
{
    return m_view->text() + m_kept;
}

void RawAnswers::copy()
{
    QGuiApplication::clipboard()->setText(text());
}

} // namespace revseg
