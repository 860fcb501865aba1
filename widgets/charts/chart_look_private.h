// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What all charts have in common: colours and fonts of the palette, and the place of the legend.
#pragma once

#include <QColor>

class QCustomPlot;
class QWidget;

namespace revseg {

/// The colour itself or one of its shades that can be told from the background.
QColor readableOn(QColor color, const QColor& background);

/// Ground, axes, grid and legend in the colours and the font of `widget`. Does not replot.
void applyChartLook(QCustomPlot& plot, const QWidget& widget);

/// The legend at the right of the axes, as narrow as it can be: within them it would lie over the figures.
void putLegendBeside(QCustomPlot& plot);

} // namespace revseg
