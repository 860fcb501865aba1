// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/chain/attention.h"
#include "core/media/sampling.h"

#include <QImage>
#include <QWidget>

#include <map>
#include <optional>

namespace revseg {

/// The frames the model saw, in rows, each with its sample index, frame and time; the chosen one is framed.
/// With the focus, the arrow keys walk through them and Enter goes there.
class SampleStrip final : public QWidget
{
    Q_OBJECT
public:
    explicit SampleStrip(QWidget* parent = nullptr);

    void setSamples(SampledFrames samples, const std::vector<QImage>& pictures);
    void setPicture(FrameIndex frame, const QImage& picture); ///< unless there is one already
    void setChosen(std::optional<int> sample);
    void setHighlighted(std::optional<FrameIndex> frame);
    /// Lays the heats of turn 1 over the samples that they are of; `opacity` 0…1.
    void setHeat(const std::vector<FrameHeat>& heats, double opacity);
    bool hasHeat() const { return !m_heat.empty(); }
    void clear();

    std::optional<int> chosen() const { return m_chosen; }
    QRect cellRect(int i) const; ///< picture and caption
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;

Q_SIGNALS:
    void hovered(std::optional<revseg::FrameIndex> frame);
    void activated(revseg::FrameIndex frame);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    bool event(QEvent* event) override;

private:
    int columns(int width) const;
    QFont smallFont() const;
    int cellWidth(int width) const;
    QSize pictureSize(int width) const;
    QSize storedSize() const;
    void hover(std::optional<int> i);
    void paintCell(QPainter& painter, int i) const;
    std::optional<int> at(QPoint p) const;

    SampledFrames m_samples;
    std::vector<QImage> m_pictures; ///< as many as samples; null where there is none yet
    std::map<int, QImage> m_heat;   ///< by place in m_samples; one pixel a cell
    double m_aspect = 16.0 / 9;
    std::optional<int> m_chosen;
    std::optional<int> m_hovered;
    std::optional<FrameIndex> m_highlighted;
};

} // namespace revseg
