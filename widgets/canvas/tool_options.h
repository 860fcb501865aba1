// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mask/brush.h"
#include "widgets/canvas/combine_mode.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QSpinBox;

namespace revseg {

/// The settings of the tool in hand, beside the tools: only those that mean something for it are shown.
class ToolOptions final : public QWidget
{
    Q_OBJECT
public:
    enum Option { Size = 1, Shape = 2, Tolerance = 4, Mode = 8, Hint = 16 };
    Q_DECLARE_FLAGS(Options, Option)

    explicit ToolOptions(QWidget* parent = nullptr);

    void setOptions(Options shown, const QString& hint = {}); ///< the hint says how to use the tool
    void setSizeValue(int diameter);
    void setShape(BrushShape shape);
    void setTolerance(int tolerance);
    void setMode(CombineMode mode);
    CombineMode mode() const;

Q_SIGNALS:
    void sizeChosen(int diameter);
    void shapeChosen(revseg::BrushShape shape);
    void toleranceChosen(int tolerance);
    void modeChosen(revseg::CombineMode mode);

private:
    QLabel* m_sizeLabel;
    QSpinBox* m_size;
    QComboBox* m_shape;
    QLabel* m_toleranceLabel;
    QSpinBox* m_tolerance;
    QComboBox* m_mode;
    QLabel* m_hint;
};

Q_DECLARE_OPERATORS_FOR_FLAGS(ToolOptions::Options)

} // namespace revseg
