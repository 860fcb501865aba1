// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QLabel;
class QSlider;

namespace revseg {

/// What the colours over the frames mean: whose attention it is, from least to most, how strongly it covers
/// the pictures, and a button to take it away. Hidden while there is no map.
class HeatLegend final : public QFrame
{
    Q_OBJECT
public:
    explicit HeatLegend(QWidget* parent = nullptr);

    /// `share`, 0…1: what of the attention went to pictures.
    void show(const QString& words, double share);
    double opacity() const; ///< 0…1

Q_SIGNALS:
    void opacityChanged(double opacity);
    void closed();

private:
    QLabel* m_text;
    QSlider* m_opacity;
};

} // namespace revseg
