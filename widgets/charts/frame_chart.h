// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/timebase.h"

#include <QColor>
#include <QWidget>

#include <optional>
#include <vector>

class QCPGraph;
class QCPItemLine;
class QCPItemStraightLine;
class QCPLayer;
class QCustomPlot;
class QLabel;

namespace revseg {

/// A line of a FrameChart.
struct ChartSeries
{
    QString name; ///< in the legend
    QColor color; ///< made darker or lighter as far as the theme needs it; not valid: the theme's
    bool dashed = false;
    std::vector<double> values; ///< by place in FrameChart's frames; NaN: a gap
};

/// Figures from 0 to 1 over the frames of a video, with a legend and the playhead. A click or the keys
/// (arrows, page, Home, End) seek; the pointer tells the values. The wheel and dragging show a part, a double
/// click all again. It follows the palette.
class FrameChart final : public QWidget
{
    Q_OBJECT
public:
    explicit FrameChart(QWidget* parent = nullptr);
    ~FrameChart() override;

    /// `frames` in growing order; each series has as many values.
    void setSeries(std::vector<FrameIndex> frames, std::vector<ChartSeries> series);
    void setPlayhead(FrameIndex frame); ///< −1: none
    FrameIndex playhead() const { return m_playhead; }

    const std::vector<FrameIndex>& frames() const { return m_frames; }
    /// The values at the pointer, or else at the playhead, as they are shown.
    QString readout() const;
    /// Where a frame and a value are, in pixels of the plot.
    QPointF pointOf(FrameIndex frame, double value) const;
    QCustomPlot* plot() const { return m_plot; }

Q_SIGNALS:
    void frameActivated(revseg::FrameIndex frame);

protected:
    bool event(QEvent* event) override;
    void changeEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void showEvent(QShowEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void applyTheme();
    void showAll();
    void limitRange();
    void movePlayhead();
    void showReadout();
    void activate(int place);
    int placeNear(FrameIndex frame) const; ///< in m_frames; −1: there is none
    int placeAt(QPointF pixel) const;

    QLabel* m_readout;
    QCustomPlot* m_plot;
    QCPLayer* m_top; ///< drawn by itself, since the playhead moves 30 times a second
    QCPItemStraightLine* m_line;
    QCPItemStraightLine* m_hair; ///< under the pointer
    std::vector<FrameIndex> m_frames;
    std::vector<ChartSeries> m_series;
    FrameIndex m_playhead = -1;
    int m_hovered = -1; ///< place
    std::optional<QPoint> m_pressed;
    bool m_stale = true; ///< to be drawn when it is seen
};

} // namespace revseg
