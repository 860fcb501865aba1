// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/evaluation/run_comparison.h"

#include <QWidget>

#include <optional>
#include <vector>

class QComboBox;
class QTextBrowser;

namespace revseg {

class AgreementStrip;

/// Any two runs of a question side by side: masks and boxes by IoU, keyframes, the agreement over time, and
/// the texts with what has changed in them.
class ComparisonView final : public QWidget
{
    Q_OBJECT
public:
    struct Choice
    {
        qint64 id = 0;
        QString title;
        bool operator==(const Choice&) const = default;
    };
    explicit ComparisonView(QWidget* parent = nullptr);

    /// The runs to choose from; what was compared before stays chosen as long as it is there.
    void setRuns(const std::vector<Choice>& runs);
    void setComparison(qint64 before, qint64 after, const RunComparison& comparison);
    QString text() const; ///< what is said, as plain text

Q_SIGNALS:
    void chosen(qint64 before, qint64 after); ///< by a person, in the lists
    void frameActivated(revseg::FrameIndex frame);

protected:
    void changeEvent(QEvent* event) override;

private:
    void tellChosen();
    void showComparison();
    QString textRow(const QString& title, const std::vector<TextChange>& changes) const;

    QComboBox* m_before;
    QComboBox* m_after;
    QTextBrowser* m_text;
    AgreementStrip* m_strip;
    std::vector<Choice> m_runs;
    std::optional<RunComparison> m_comparison;
    bool m_filling = false;
};

} // namespace revseg
