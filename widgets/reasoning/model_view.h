// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/geometry.h"

#include <QColor>
#include <QImage>
#include <QWidget>

#include <vector>

namespace revseg {

/// One picture with boxes, the numbers of each in this picture's own pixels.
struct ModelPane
{
    struct Named
    {
        Box box; ///< pixels of `image`
        QString text;
        QColor color;
    };
    QString title; ///< "Turn 2: 840 × 840"
    QString note;  ///< a second line; may be empty
    QImage image;  ///< null: it is being made
    std::vector<Named> boxes;
};

/// The native picture beside those that the model was shown of the same frame, each whole, in its own shape
/// and as large as there is room for. A double click shows one alone, another one all again.
class ModelView final : public QWidget
{
    Q_OBJECT
public:
    explicit ModelView(QWidget* parent = nullptr);

    /// `hint` is shown in the place of panes, when there are none.
    void setPanes(std::vector<ModelPane> panes, const QString& hint = {});
    const std::vector<ModelPane>& panes() const { return m_panes; }
    const QString& hint() const { return m_hint; }
    QRect pictureRect(int pane) const; ///< where the picture is; empty for one that is not shown

    QSize sizeHint() const override { return {720, 240}; }
    QSize minimumSizeHint() const override { return {200, 120}; }

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;

private:
    QRect paneRect(int pane) const;
    int textHeight() const;
    void paintPane(QPainter& painter, int pane) const;
    void tellWhatIsShown();

    std::vector<ModelPane> m_panes;
    QString m_hint;
    int m_alone = -1; ///< pane that is shown alone
};

} // namespace revseg
