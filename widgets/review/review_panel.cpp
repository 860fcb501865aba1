// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/review/review_panel.h"

#include "widgets/theme/swatch.h"

#include <QAction>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPainter>
#include <QProgressBar>
#include <QSignalBlocker>
#include <QStyledItemDelegate>
#include <QToolButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace revseg {

namespace {

enum Column { Frame, Reason, Object, ColumnCount };
constexpr int kSeverityRole = Qt::UserRole;

/// How bad it is, as a bar under the frame's number.
class SeverityDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        QStyledItemDelegate::paint(painter, option, index);
        const double severity = index.data(kSeverityRole).toDouble();
        const QRectF cell(option.rect);
        const QColor color = QColor::fromHsvF(float(0.13 * (1 - severity)), 0.75F, 0.85F);
        painter->fillRect(QRectF(cell.left() + 4, cell.bottom() - 3, (cell.width() - 8) * severity, 2),
                          color);
    }
};

} // namespace

ReviewPanel::ReviewPanel(const QList<QAction*>& buttons, QWidget* parent)
    : QWidget(parent)
    , m_sentence(new QLabel)
    , m_bar(new QProgressBar)
    , m_list(new QTreeWidget)
    , m_nothing(new QLabel(tr("No problem has been found.")))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(6, 6, 6, 4);
    column->setSpacing(4);
    m_sentence->setWordWrap(true);
    m_bar->setTextVisible(false);
    m_bar->setMaximumHeight(6);
    m_bar->setAccessibleName(tr("Share of frames that are checked or implied"));
    column->addWidget(m_sentence);
    column->addWidget(m_bar);

    m_list->setAccessibleName(tr("Frames that deserve a look, worst first"));
    m_list->setColumnCount(ColumnCount);
    m_list->setHeaderLabels({tr("Frame"), tr("Why"), tr("Object")});
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setItemDelegateForColumn(Frame, new SeverityDelegate(m_list));
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff); // a long name is cut instead
    m_list->header()->setStretchLastSection(true);
    m_list->header()->setSectionResizeMode(Frame, QHeaderView::ResizeToContents);
    m_list->header()->setSectionResizeMode(Reason, QHeaderView::ResizeToContents);
    column->addWidget(m_list, 1);
    m_nothing->setAlignment(Qt::AlignCenter);
    m_nothing->setForegroundRole(QPalette::PlaceholderText);
    m_nothing->setWordWrap(true);
    column->addWidget(m_nothing, 1);

    auto* row = new QHBoxLayout;
    row->setSpacing(2);
    for (QAction* action : buttons) {
        auto* button = new QToolButton;
        button->setDefaultAction(action);
        button->setAutoRaise(true);
        row->addWidget(button);
    }
    row->addStretch();
    column->addLayout(row);

    connect(m_list, &QTreeWidget::currentItemChanged, this, [this](QTreeWidgetItem* item) {
        if (item == nullptr || m_filling)
            return;
        const ReviewRow& r = m_rows[size_t(m_list->indexOfTopLevelItem(item))];
        Q_EMIT activated(r.object, r.frames);
    });
    setRows({});
    setProgress({}, 0, 0, 0, 0);
}

void ReviewPanel::setRows(const std::vector<ReviewRow>& rows)
{
    m_list->setVisible(!rows.empty());
    m_nothing->setVisible(rows.empty());
    if (rows == m_rows)
        return;
    m_filling = true;
    const ReviewRow chosen = current() >= 0 ? m_rows[size_t(current())] : ReviewRow{};
    m_rows = rows;
    m_list->clear();
    for (const ReviewRow& r : m_rows) {
        auto* item = new QTreeWidgetItem(m_list);
        item->setText(Frame, r.frames.first == r.frames.last
                                 ? QString::number(r.frames.first)
                                 : QStringLiteral("%1–%2").arg(r.frames.first).arg(r.frames.last));
        item->setData(Frame, kSeverityRole, r.severity);
        item->setText(Reason, r.reason);
        item->setText(Object, r.name);
        item->setIcon(Object, swatch(r.color));
        if (r == chosen)
            m_list->setCurrentItem(item);
    }
    m_filling = false;
}

void ReviewPanel::setProgress(const QString& object, int frames, int known, int checked, int implied)
{
    m_bar->setVisible(known > 0);
    m_bar->setRange(0, std::max(1, frames));
    m_bar->setValue(checked + implied);
    if (known == 0) {
        m_sentence->setText(object.isEmpty() ? tr("Choose an object to review.")
                                             : tr("“%1” has no masks yet.").arg(object));
        return;
    }
    QString text = tr("“%1”: %2 % checked or implied after %n look(s).", nullptr, checked)
                       .arg(object)
                       .arg(int(std::floor(100.0 * (checked + implied) / std::max(1, frames))));
    if (known < frames)
        text += QLatin1Char(' ') + tr("Nothing is known of %n frame(s).", nullptr, frames - known);
    m_sentence->setText(text);
}

int ReviewPanel::current() const
{
    return m_list->currentItem() != nullptr ? m_list->indexOfTopLevelItem(m_list->currentItem()) : -1;
}

void ReviewPanel::setCurrent(int row)
{
    m_filling = true;
    m_list->setCurrentItem(row >= 0 ? m_list->topLevelItem(row) : nullptr);
    m_filling = false;
}

} // namespace revseg
