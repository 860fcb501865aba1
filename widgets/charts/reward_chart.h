// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/chain/run.h"

#include <QWidget>

#include <array>
#include <optional>
#include <vector>

class QCPBars;
class QCPGraph;
class QCPItemRect;
class QCustomPlot;
class QLabel;

namespace revseg {

/// A bar of a RewardChart.
struct RewardBar
{
    QString title;                  ///< "Run 3"
    std::optional<Rewards> rewards; ///< none: no bar, but its place
    bool operator==(const RewardBar&) const = default;
};

/// What each sample of a question has earned: format, temporal and spatial reward one upon the other, each
/// from 0 to 1, and the sum as a mark, which is the height of the bar as long as all weights are 1. A click
/// or the keys (left, right, Home, End) choose a sample; the pointer tells the figures. It follows the
/// palette.
class RewardChart final : public QWidget
{
    Q_OBJECT
public:
    explicit RewardChart(QWidget* parent = nullptr);
    ~RewardChart() override;

    void setBars(std::vector<RewardBar> bars, int chosen); ///< by row; −1: none is chosen
    int chosen() const { return m_chosen; }
    /// The figures of the sample under the pointer, or else of the one chosen, as they are shown.
    QString readout() const;
    /// Where a sample and a value are, in pixels of the plot.
    QPointF pointOf(int row, double value) const;
    QCustomPlot* plot() const { return m_plot; }

Q_SIGNALS:
    void activated(int row);

protected:
    bool event(QEvent* event) override;
    void changeEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    static constexpr int kParts = 3; ///< format, temporal, spatial

    void applyTheme();
    void choose(int row);
    void showChosen();
    void showReadout();
    void placeTicks();
    void replotSoon();
    int rowAt(QPointF pixel) const; ///< −1: there is none
    QString textOf(const RewardBar& bar) const;

    QLabel* m_readout;
    QCustomPlot* m_plot;
    std::array<QCPBars*, kParts> m_parts{};
    QCPGraph* m_sums;
    QCPItemRect* m_ground; ///< behind the sample that is chosen
    std::vector<RewardBar> m_bars;
    int m_chosen = -1;
    int m_hovered = -1;
    bool m_stale = true; ///< to be drawn when it is seen
};

} // namespace revseg
