// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// ReasoningPanel: words that are selected, and where the model looked at them.
#include "widgets/reasoning/heat_legend.h"
#include "widgets/reasoning/linked_text.h"
#include "widgets/reasoning/raw_answers.h"
#include "widgets/reasoning/reasoning_panel.h"
#include "widgets/reasoning/sample_strip.h"
#include "widgets/reasoning/stage_text_editor.h"

#include <algorithm>

namespace revseg {

void ReasoningPanel::connectAttention()
{
    for (LinkedText* view : {m_thinking, m_description->view()}) {
        connect(view, &QTextBrowser::selectionChanged, this, [this, view] {
            if (view->textCursor().hasSelection())
                m_selectedIn = view;
            Q_EMIT wordsSelected();
        });
    }
    connect(m_raw, &RawAnswers::selectionChanged, this, [this] {
        if (m_raw->selectedWords())
            m_selectedIn = m_raw;
        Q_EMIT wordsSelected();
    });
    connect(m_legend, &HeatLegend::closed, this, &ReasoningPanel::attentionClosed);
    connect(m_legend, &HeatLegend::opacityChanged, this, [this](double opacity) {
        m_strip->setHeat(m_attention.frames, opacity);
        Q_EMIT heatOpacityChanged(opacity);
    });
}

std::optional<AnswerWords> ReasoningPanel::selectedWords() const
{
    if (m_selectedIn == m_raw)
        return m_raw->selectedWords();
    const auto* const view = static_cast<const LinkedText*>(m_selectedIn);
    const auto turn = std::ranges::find(m_run.turns, 1, &Turn::number);
    if (view == nullptr || turn == m_run.turns.end())
        return std::nullopt;
    const LinkedText::Range range = view->selectedRange();
    if (range.length == 0)
        return std::nullopt;
    // The text is a part of the answer, unless a person has written it.
    const qsizetype begin = turn->raw.indexOf(view->text());
    return begin < 0 ? std::nullopt : std::optional(AnswerWords{1, begin + range.start, range.length});
}

QString ReasoningPanel::textOf(const AnswerWords& words) const
{
    const auto turn = std::ranges::find(m_run.turns, words.turn, &Turn::number);
    return turn == m_run.turns.end() ? QString() : turn->raw.mid(words.from, words.count);
}

void ReasoningPanel::showAttention(const AnswerWords& words, const RunAttention& attention)
{
    m_attention = attention;
    m_strip->setHeat(attention.frames, m_legend->opacity());
    m_legend->show(textOf(words), attention.share);
}

void ReasoningPanel::clearAttention()
{
    m_attention = {};
    m_strip->setHeat({}, 0);
    m_legend->hide();
}

double ReasoningPanel::heatOpacity() const
{
    return m_legend->opacity();
}

} // namespace revseg
