// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/reasoning/heat_legend.h"

#include "widgets/theme/heat_map.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QSlider>
#include <QToolButton>
#include <QVBoxLayout>

#include <cmath>

namespace revseg {

namespace {

class Scale final : public QWidget
{
public:
    explicit Scale(QWidget* parent = nullptr) : QWidget(parent)
    {
        setMinimumSize(60, fontMetrics().height());
        setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        for (int x = 0; x < width(); ++x)
            painter.fillRect(x, 0, 1, height(), heatColor(double(x) / std::max(1, width() - 1)));
    }
};

} // namespace

HeatLegend::HeatLegend(QWidget* parent)
    : QFrame(parent)
    , m_text(new QLabel)
    , m_opacity(new QSlider(Qt::Horizontal))
{
    setAccessibleName(tr("Attention"));
    m_text->setWordWrap(true);
    m_text->setTextFormat(Qt::PlainText);
    m_opacity->setRange(10, 100);
    m_opacity->setValue(70);
    m_opacity->setMaximumWidth(fontMetrics().averageCharWidth() * 14);
    m_opacity->setAccessibleName(tr("Opacity of the map"));
    m_opacity->setToolTip(tr("Opacity of the map"));
    auto* const close = new QToolButton;
    close->setText(tr("Close"));
    close->setAutoRaise(true);
    close->setToolTip(tr("Take the map away (Esc)"));
    auto* const row = new QHBoxLayout;
    row->addWidget(new QLabel(tr("least")));
    row->addWidget(new Scale, 1);
    row->addWidget(new QLabel(tr("most")));
    row->addWidget(m_opacity);
    row->addWidget(close);
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(0, 4, 0, 0);
    column->setSpacing(2);
    column->addWidget(m_text);
    column->addLayout(row);
    connect(m_opacity, &QSlider::valueChanged, this, [this] { Q_EMIT opacityChanged(opacity()); });
    connect(close, &QToolButton::clicked, this, &HeatLegend::closed);
    hide();
}

void HeatLegend::show(const QString& words, double share)
{
    constexpr qsizetype kLongest = 60; // characters
    QString shown = words.simplified();
    if (shown.size() > kLongest)
        shown = shown.left(kLongest) + QStringLiteral("…");
    m_text->setText(
        tr("Where the model looked at “%1”. %2 % of its attention went to pictures, the rest to text.")
            .arg(shown)
            .arg(std::lround(share * 100)));
    QFrame::show();
}

double HeatLegend::opacity() const
{
    return m_opacity->value() / 100.0;
}

} // namespace revseg
