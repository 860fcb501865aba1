// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/chain/attention.h"

#include <QWidget>

#include <optional>
#include <vector>

class QLabel;

namespace revseg {

class LinkedText;

/// The answers to the letter, with what each took and what had to be repaired in it. Text that streams in
/// while nobody looks is only kept.
class RawAnswers final : public QWidget
{
    Q_OBJECT
public:
    explicit RawAnswers(QWidget* parent = nullptr);

    void clear();
    void append(int turn, const QString& text); ///< turn 1 or 2
    void restart(int turn); ///< its answer begins anew; that of turn 2 goes with that of turn 1
    void setTurns(const std::vector<Turn>& turns);
    LinkedText* view() const { return m_view; }
    QString text() const; ///< of all turns, as Copy gives it
    /// What is selected, of the first answer that the selection touches.
    std::optional<AnswerWords> selectedWords() const;

Q_SIGNALS:
    void selectionChanged();

protected:
    void showEvent(QShowEvent* event) override;

private:
    static QString headerOf(int turn);
    void showKept();
    void copy();

    QString m_raw[2];
    QString m_kept; ///< not in the view yet
    int m_turn = 0; ///< the last one of the view
    QLabel* m_facts;
    LinkedText* m_view;
};

} // namespace revseg
