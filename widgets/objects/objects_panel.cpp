// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/objects/objects_panel.h"

#include "core/mask/overlay.h"

#include <QAction>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QPainter>
#include <QToolButton>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace revseg {

namespace {

enum Column { Name, State, Masks, Eye, Lock, ColumnCount };
constexpr int kIdRole = Qt::UserRole;

/// `pattern` below 0: none.
QIcon swatch(const QColor& color, int pattern)
{
    QPixmap pixmap(32, 32);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(color.darker(140), 2));
    painter.setBrush(color);
    painter.drawRoundedRect(QRectF(4, 4, 24, 24), 6, 6);
    if (pattern >= 0) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(color.lightness() > 128 ? color.darker(230) : color.lighter(220));
        for (int y = 7; y < 25; ++y) {
            for (int x = 7; x < 25; ++x) {
                if (isPatternMarked(pattern, x, y, 2))
                    painter.drawRect(x, y, 1, 1);
            }
        }
    }
    return QIcon(pixmap);
}

/// The signs of the timeline's lanes: full, hollow, dotted, a line; nothing but a dot in the middle for what
/// nobody has looked at, and a crossed frame for a mask without pixels.
QIcon presenceSign(const ObjectRow& row, const QColor& color)
{
    QPixmap pixmap(32, 32);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(color, 3));
    const QRectF box(5, 9, 22, 14);
    switch (row.presence) {
    case Presence::Annotated:
        if (!row.empty)
            painter.setBrush(color);
        painter.drawRect(box);
        if (row.empty) {
            painter.drawLine(box.topLeft(), box.bottomRight());
            painter.drawLine(box.bottomLeft(), box.topRight());
        }
        break;
    case Presence::Absent:
        painter.drawRect(box);
        break;
    case Presence::Occluded:
        painter.setPen(Qt::NoPen);
        painter.setBrush(color);
        for (const double x : {7.0, 16.0, 25.0})
            painter.drawEllipse(QPointF(x, 16), 3, 3);
        break;
    case Presence::OutOfFrame:
        painter.drawLine(QPointF(4, 16), QPointF(28, 16));
        painter.drawLine(QPointF(21, 9), QPointF(28, 16));
        painter.drawLine(QPointF(21, 23), QPointF(28, 16));
        break;
    case Presence::NotLooked:
        painter.setPen(Qt::NoPen);
        painter.setBrush(color);
        painter.drawEllipse(QPointF(16, 16), 2, 2);
        break;
    }
    return QIcon(pixmap);
}

} // namespace

ObjectsPanel::ObjectsPanel(const QList<QAction*>& buttons, QWidget* parent)
    : QWidget(parent)
    , m_tree(new QTreeWidget)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_tree->setAccessibleName(tr("Objects"));
    m_tree->setColumnCount(ColumnCount);
    m_tree->setHeaderHidden(true);
    m_tree->setRootIsDecorated(false);
    m_tree->setUniformRowHeights(true);
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setEditTriggers(QAbstractItemView::EditKeyPressed);
    m_tree->header()->setStretchLastSection(false);
    m_tree->header()->setSectionResizeMode(Name, QHeaderView::Stretch);
    m_tree->header()->setSectionResizeMode(Masks, QHeaderView::ResizeToContents);
    for (const Column c : {State, Eye, Lock}) {
        m_tree->header()->setSectionResizeMode(c, QHeaderView::Fixed);
        m_tree->setColumnWidth(c, fontMetrics().height() + 14);
    }
    column->addWidget(m_tree, 1);

    auto* row = new QHBoxLayout;
    row->setContentsMargins(4, 2, 4, 2);
    for (QAction* action : buttons) {
        auto* button = new QToolButton;
        button->setDefaultAction(action);
        button->setAutoRaise(true);
        row->addWidget(button);
    }
    row->addStretch();
    column->addLayout(row);

    connect(m_tree, &QTreeWidget::currentItemChanged, this, [this](QTreeWidgetItem* item) {
        if (item != nullptr && !m_filling)
            Q_EMIT currentChanged(ObjectId{item->data(Name, kIdRole).toLongLong()});
    });
    connect(m_tree, &QTreeWidget::itemChanged, this, [this](QTreeWidgetItem* item, int c) {
        if (c == Name && !m_filling)
            Q_EMIT renamed(ObjectId{item->data(Name, kIdRole).toLongLong()}, item->text(Name));
    });
    connect(m_tree, &QTreeWidget::itemClicked, this, [this](QTreeWidgetItem* item, int c) {
        const ObjectId id{item->data(Name, kIdRole).toLongLong()};
        if (c == Eye)
            Q_EMIT visibilityToggled(id);
        else if (c == Lock)
            Q_EMIT lockToggled(id);
    });
    m_tree->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_tree, &QTreeWidget::customContextMenuRequested, this, [this](QPoint at) {
        // The right button has made the item under it the current one already.
        if (m_tree->currentItem() != nullptr)
            Q_EMIT menuWanted(m_tree->viewport()->mapToGlobal(at));
    });
    connect(m_tree, &QTreeWidget::itemDoubleClicked, this, [this](QTreeWidgetItem* item, int c) {
        if (c == Name)
            m_tree->editItem(item, Name);
    });
}

QString ObjectsPanel::presenceText(const ObjectRow& row)
{
    switch (row.presence) {
    case Presence::Annotated:
        return row.empty ? tr("The mask on this frame is empty") : tr("Annotated on this frame");
    case Presence::Absent:
        return tr("Absent on this frame");
    case Presence::Occluded:
        return tr("Occluded on this frame");
    case Presence::OutOfFrame:
        return tr("Out of frame on this frame");
    case Presence::NotLooked:
        break;
    }
    return tr("Not looked at on this frame");
}

void ObjectsPanel::setEyeIcons(const QIcon& shown, const QIcon& hidden, const QIcon& locked,
                               const QIcon& unlocked)
{
    m_eye = shown;
    m_eyeOff = hidden;
    m_lock = locked;
    m_unlock = unlocked;
    m_filling = true;
    for (const ObjectRow& r : m_rows)
        fill(itemOf(r.id), r);
    m_filling = false;
}

QTreeWidgetItem* ObjectsPanel::itemOf(ObjectId id) const
{
    for (int i = 0; i < m_tree->topLevelItemCount(); ++i) {
        if (m_tree->topLevelItem(i)->data(Name, kIdRole).toLongLong() == id.value)
            return m_tree->topLevelItem(i);
    }
    return nullptr;
}

void ObjectsPanel::fill(QTreeWidgetItem* item, const ObjectRow& row)
{
    item->setData(Name, kIdRole, row.id.value);
    item->setText(Name, row.name);
    item->setIcon(Name, swatch(row.color, m_patterns ? int(row.id.value) : -1));
    item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsEditable);
    item->setToolTip(Name, tr("%1 (object %2). Double-click to rename.").arg(row.name).arg(row.id.value));
    item->setIcon(State, presenceSign(row, palette().color(QPalette::Text)));
    item->setToolTip(State, presenceText(row));
    item->setData(State, Qt::AccessibleTextRole, presenceText(row));
    item->setText(Masks, row.masks > 0 ? QString::number(row.masks) : QString());
    item->setTextAlignment(Masks, Qt::AlignRight | Qt::AlignVCenter);
    item->setForeground(Masks, palette().color(QPalette::PlaceholderText));
    item->setToolTip(Masks, tr("%n frame(s) with a mask", nullptr, row.masks));
    item->setIcon(Eye, row.visible ? m_eye : m_eyeOff);
    item->setToolTip(Eye, row.visible ? tr("Shown; click to hide") : tr("Hidden; click to show"));
    item->setIcon(Lock, row.locked ? m_lock : m_unlock);
    item->setToolTip(Lock, row.locked ? tr("Locked; click to unlock") : tr("Not locked; click to lock"));
}

void ObjectsPanel::setObjects(const std::vector<ObjectRow>& rows, ObjectId current)
{
    m_filling = true;
    // Items are kept where they fit, so that an open editor and the scroll position survive.
    while (m_tree->topLevelItemCount() > int(rows.size()))
        delete m_tree->takeTopLevelItem(m_tree->topLevelItemCount() - 1);
    while (m_tree->topLevelItemCount() < int(rows.size()))
        m_tree->addTopLevelItem(new QTreeWidgetItem);
    for (size_t i = 0; i < rows.size(); ++i) {
        if (i >= m_rows.size() || !(m_rows[i] == rows[i]))
            fill(m_tree->topLevelItem(int(i)), rows[i]);
        if (rows[i].id == current)
            m_tree->setCurrentItem(m_tree->topLevelItem(int(i)));
    }
    m_rows = rows;
    m_filling = false;
}

void ObjectsPanel::setPatterns(bool shown)
{
    if (m_patterns == shown)
        return;
    m_patterns = shown;
    m_filling = true;
    for (size_t i = 0; i < m_rows.size(); ++i)
        fill(m_tree->topLevelItem(int(i)), m_rows[i]);
    m_filling = false;
}

void ObjectsPanel::editName(ObjectId id)
{
    if (QTreeWidgetItem* const item = itemOf(id))
        m_tree->editItem(item, Name);
}

} // namespace revseg
