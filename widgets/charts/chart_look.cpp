// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/charts/chart_look_private.h"
#include "widgets/charts/qcustomplot_private.h"

#include <algorithm>
#include <cmath>

namespace revseg {

namespace {

/// As WCAG defines it.
double luminance(const QColor& color)
{
    const auto linear = [](double c) {
        return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

double contrast(const QColor& a, const QColor& b)
{
    const double light = std::max(luminance(a), luminance(b));
    const double dark = std::min(luminance(a), luminance(b));
    return (light + 0.05) / (dark + 0.05);
}

} // namespace

QColor readableOn(QColor color, const QColor& background)
{
    const bool dark = luminance(background) < 0.2;
    for (int i = 0; i < 12 && contrast(color, background) < 3; ++i) {
        if (dark && color.lightness() < 20)
            color = QColor(60, 60, 60); // lighter() of black is black
        color = dark ? color.lighter(125) : color.darker(118);
    }
    return color;
}

void applyChartLook(QCustomPlot& plot, const QWidget& widget)
{
    const QPalette& p = widget.palette();
    const QColor text = p.color(QPalette::Text);
    plot.setBackground(p.color(QPalette::Base));
    for (QCPAxis* axis : {plot.xAxis, plot.yAxis}) {
        axis->setBasePen(QPen(p.color(QPalette::PlaceholderText)));
        axis->setTickPen(QPen(p.color(QPalette::PlaceholderText)));
        axis->setSubTickPen(Qt::NoPen);
        axis->setTickLabelColor(text);
        axis->setTickLabelFont(widget.font());
        axis->setLabelColor(text);
        axis->setLabelFont(widget.font());
        axis->grid()->setPen(QPen(p.color(QPalette::Mid), 0));
        axis->grid()->setZeroLinePen(QPen(p.color(QPalette::Mid), 0));
    }
    plot.legend->setBrush(Qt::NoBrush);
    plot.legend->setBorderPen(Qt::NoPen);
    plot.legend->setTextColor(text);
    plot.legend->setFont(widget.font());
}

void putLegendBeside(QCustomPlot& plot)
{
    plot.legend->setVisible(true);
    plot.axisRect()->insetLayout()->take(plot.legend);
    auto* const beside = new QCPLayoutGrid;
    plot.plotLayout()->addElement(0, 1, beside);
    beside->addElement(0, 0, plot.legend);
    beside->addElement(1, 0, new QCPLayoutElement);
    beside->setRowStretchFactor(0, 0.001);
    plot.plotLayout()->setColumnStretchFactor(1, 0.001);
    plot.legend->setFillOrder(QCPLegend::foRowsFirst);
    plot.legend->setMargins({2, 0, 2, 0});
}

} // namespace revseg
