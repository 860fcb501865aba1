// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/reasoning/branch_tree.h"

#include <QContextMenuEvent>
#include <QHeaderView>
#include <QMenu>
#include <QMouseEvent>

#include <algorithm>
#include <map>

namespace revseg {

namespace {
constexpr int kMostRows = 7;
constexpr int kIdRole = Qt::UserRole;
} // namespace

BranchTree::BranchTree(QWidget* parent) : QTreeWidget(parent)
{
    setObjectName(QStringLiteral("branchTree"));
    setAccessibleName(tr("Runs of this question"));
    setColumnCount(3);
    setHeaderHidden(true);
    setFrameShape(QFrame::NoFrame);
    setRootIsDecorated(true);
    setIndentation(14);
    setUniformRowHeights(true);
    setSelectionMode(SingleSelection);
    setAllColumnsShowFocus(true);
    setVerticalScrollMode(ScrollPerPixel);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    header()->setStretchLastSection(false);
    header()->setMinimumSectionSize(10);
    header()->setSectionResizeMode(0, QHeaderView::ResizeToContents);
    header()->setSectionResizeMode(1, QHeaderView::Stretch);
    header()->setSectionResizeMode(2, QHeaderView::ResizeToContents);
    connect(this, &QTreeWidget::currentItemChanged, this, [this](QTreeWidgetItem* item) {
        if (!m_filling && item != nullptr)
            Q_EMIT chosen(item->data(0, kIdRole).toLongLong());
    });
}

void BranchTree::setRows(const std::vector<BranchRow>& rows)
{
    m_filling = true;
    clear();
    std::map<qint64, QTreeWidgetItem*> items;
    for (const BranchRow& row : rows)
        items[row.id] = new QTreeWidgetItem;
    for (const BranchRow& row : rows) {
        QTreeWidgetItem* const item = items[row.id];
        const auto parent = items.find(row.parent);
        // A child is younger than its parent, so that there can be no ring.
        if (parent != items.end() && row.parent < row.id)
            parent->second->addChild(item);
        else
            addTopLevelItem(item);
        item->setText(0, row.mark.isEmpty() ? row.title : row.mark + QLatin1Char(' ') + row.title);
        item->setText(1, row.what);
        item->setText(2, row.promoted ? tr("in use") : row.state);
        item->setData(0, kIdRole, row.id);
        for (int column = 0; column < 3; ++column)
            item->setToolTip(column,
                             row.tip + QLatin1Char('\n') + tr("Ctrl and click: compare with the run shown"));
        item->setForeground(1, palette().placeholderText());
        if (row.promoted)
            item->setForeground(2, accent(Accent::Good, palette()));
        else if (row.color)
            item->setForeground(2, accent(*row.color, palette()));
        if (row.shown) {
            QFont bold = font();
            bold.setBold(true);
            item->setFont(0, bold);
            setCurrentItem(item);
        }
    }
    expandAll();
    m_rows = int(rows.size());
    m_filling = false;
    updateGeometry();
    if (currentItem() != nullptr)
        scrollToItem(currentItem());
}

qint64 BranchTree::selected() const
{
    return currentItem() != nullptr ? currentItem()->data(0, kIdRole).toLongLong() : 0;
}

void BranchTree::mousePressEvent(QMouseEvent* event)
{
    const QTreeWidgetItem* const item = itemAt(event->position().toPoint());
    if (item == nullptr || event->button() != Qt::LeftButton ||
        !event->modifiers().testFlag(Qt::ControlModifier)) {
        // The right button asks for the menu of a run, not for the run.
        if (event->button() != Qt::RightButton)
            QTreeWidget::mousePressEvent(event);
        return;
    }
    if (item != currentItem())
        Q_EMIT compared(item->data(0, kIdRole).toLongLong());
}

void BranchTree::contextMenuEvent(QContextMenuEvent* event)
{
    const QTreeWidgetItem* const item = itemAt(event->pos());
    if (item == nullptr || item == currentItem())
        return;
    const qint64 id = item->data(0, kIdRole).toLongLong();
    QMenu menu(this);
    menu.addAction(tr("Compare with the run shown"), this, [this, id] { Q_EMIT compared(id); });
    menu.exec(event->globalPos());
}

QSize BranchTree::sizeHint() const
{
    const int row = std::max(fontMetrics().height() + 6, sizeHintForRow(0));
    return {160, row * std::clamp(m_rows, 1, kMostRows) + 2 * frameWidth() + 2};
}

} // namespace revseg
