// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/canvas/tool_options.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QSpinBox>

namespace revseg {

ToolOptions::ToolOptions(QWidget* parent)
    : QWidget(parent)
    , m_sizeLabel(new QLabel(tr("Size")))
    , m_size(new QSpinBox)
    , m_shape(new QComboBox)
    , m_toleranceLabel(new QLabel(tr("Tolerance")))
    , m_tolerance(new QSpinBox)
    , m_mode(new QComboBox)
    , m_hint(new QLabel)
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(8, 0, 8, 0);
    row->setSpacing(6);
    for (QWidget* w :
         {static_cast<QWidget*>(m_sizeLabel), static_cast<QWidget*>(m_size), static_cast<QWidget*>(m_shape),
          static_cast<QWidget*>(m_toleranceLabel), static_cast<QWidget*>(m_tolerance),
          static_cast<QWidget*>(m_mode), static_cast<QWidget*>(m_hint)})
        row->addWidget(w);

    m_size->setRange(1, 500);
    m_size->setSuffix(tr(" px"));
    m_size->setToolTip(tr("Diameter of the brush in pixels of the video ([ and ], or Alt and a drag)"));
    m_sizeLabel->setBuddy(m_size);
    m_shape->addItem(tr("Round"), int(BrushShape::Round));
    m_shape->addItem(tr("Square"), int(BrushShape::Square));
    m_shape->setToolTip(tr("Shape of the brush"));
    m_shape->setAccessibleName(tr("Shape of the brush"));
    m_tolerance->setRange(0, 255);
    m_tolerance->setToolTip(tr("How much a colour may differ from the one clicked on (Ctrl and wheel)"));
    m_toleranceLabel->setBuddy(m_tolerance);
    m_mode->addItem(tr("Add"), int(CombineMode::Add));
    m_mode->addItem(tr("Subtract"), int(CombineMode::Subtract));
    m_mode->addItem(tr("Replace"), int(CombineMode::Replace));
    m_mode->setToolTip(tr("What the area does to the mask; Shift held adds, Alt or Ctrl held takes away"));
    m_mode->setAccessibleName(tr("What the area does to the mask"));
    m_hint->setForegroundRole(QPalette::PlaceholderText);
    // The picture keeps the keys: a number typed here is finished by Enter or a click elsewhere.
    for (QWidget* w : {static_cast<QWidget*>(m_size), static_cast<QWidget*>(m_tolerance),
                       static_cast<QWidget*>(m_shape), static_cast<QWidget*>(m_mode)})
        w->setFocusPolicy(Qt::ClickFocus);

    connect(m_size, &QSpinBox::valueChanged, this, &ToolOptions::sizeChosen);
    connect(m_tolerance, &QSpinBox::valueChanged, this, &ToolOptions::toleranceChosen);
    connect(m_shape, &QComboBox::activated, this,
            [this] { Q_EMIT shapeChosen(BrushShape(m_shape->currentData().toInt())); });
    connect(m_mode, &QComboBox::activated, this, [this] { Q_EMIT modeChosen(mode()); });
    setOptions({});
}

void ToolOptions::setOptions(Options shown, const QString& hint)
{
    m_sizeLabel->setVisible(shown & Size);
    m_size->setVisible(shown & Size);
    m_shape->setVisible(shown & Shape);
    m_toleranceLabel->setVisible(shown & Tolerance);
    m_tolerance->setVisible(shown & Tolerance);
    m_mode->setVisible(shown & Mode);
    m_hint->setVisible(!hint.isEmpty());
    m_hint->setText(hint);
}

void ToolOptions::setSizeValue(int diameter)
{
    const QSignalBlocker quiet(m_size);
    m_size->setValue(diameter);
}

void ToolOptions::setShape(BrushShape shape)
{
    m_shape->setCurrentIndex(m_shape->findData(int(shape)));
}

void ToolOptions::setTolerance(int tolerance)
{
    const QSignalBlocker quiet(m_tolerance);
    m_tolerance->setValue(tolerance);
}

void ToolOptions::setMode(CombineMode mode)
{
    m_mode->setCurrentIndex(m_mode->findData(int(mode)));
}

CombineMode ToolOptions::mode() const
{
    return CombineMode(m_mode->currentData().toInt());
}

} // namespace revseg
