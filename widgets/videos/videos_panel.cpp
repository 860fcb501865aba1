// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/videos/videos_panel.h"

#include <QActionGroup>
#include <QCollator>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QPainter>
#include <QPlainTextEdit>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace revseg {

namespace {

constexpr int kIdRole = Qt::UserRole;
constexpr QSize kThumbnail(64, 36);

QIcon thumbnailIcon(const QImage& image)
{
    QPixmap pixmap(kThumbnail * 2);
    pixmap.fill(Qt::black);
    if (!image.isNull()) {
        const QImage scaled = image.scaled(pixmap.size(), Qt::KeepAspectRatio, Qt::SmoothTransformation);
        QPainter painter(&pixmap);
        painter.drawImage((pixmap.width() - scaled.width()) / 2, (pixmap.height() - scaled.height()) / 2,
                          scaled);
    }
    return QIcon(pixmap);
}

} // namespace

VideosPanel::VideosPanel(const QList<QAction*>& orders, QWidget* parent)
    : QWidget(parent)
    , m_search(new QLineEdit)
    , m_list(new QListWidget)
    , m_notes(new QPlainTextEdit)
    , m_sort(new QToolButton)
    , m_hint(new QLabel)
    , m_orders(orders)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_search->setPlaceholderText(tr("Search videos"));
    m_search->setClearButtonEnabled(true);
    m_search->setAccessibleName(tr("Search videos"));
    m_search->installEventFilter(this);
    auto* top = new QHBoxLayout;
    top->setContentsMargins(0, 0, 0, 0);
    top->setSpacing(0);
    top->addWidget(m_search, 1);
    m_sort->setText(tr("Sort"));
    m_sort->setToolTip(tr("Order of the list"));
    m_sort->setAutoRaise(true);
    m_sort->setPopupMode(QToolButton::InstantPopup);
    auto* menu = new QMenu(this);
    auto* group = new QActionGroup(this);
    for (qsizetype i = 0; i < m_orders.size(); ++i) {
        group->addAction(m_orders[i]);
        menu->addAction(m_orders[i]);
        m_orders[i]->setChecked(Order(i) == m_order);
        connect(m_orders[i], &QAction::triggered, this, [this, i] { setOrder(Order(i)); });
    }
    m_sort->setMenu(menu);
    top->addWidget(m_sort);
    column->addLayout(top);
    m_hint->setWordWrap(true);
    m_hint->setAlignment(Qt::AlignCenter);
    m_hint->setMargin(16);
    m_hint->setForegroundRole(QPalette::PlaceholderText);
    m_hint->setText(tr("No videos yet. Drop files or folders of stills here, or press Ctrl+Shift+O."));
    column->addWidget(m_hint, 1);
    m_list->setAccessibleName(tr("Videos of the project"));
    m_list->setIconSize(kThumbnail);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setUniformItemSizes(true);
    m_list->setTextElideMode(Qt::ElideRight);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    column->addWidget(m_list, 1);
    m_notes->setPlaceholderText(tr("Notes on this video"));
    m_notes->setAccessibleName(tr("Notes on this video"));
    m_notes->setToolTip(tr("Kept in the project with this video"));
    m_notes->setTabChangesFocus(true);
    m_notes->setFixedHeight(m_notes->fontMetrics().lineSpacing() * 3 + 16);
    column->addWidget(m_notes);
    m_notesTimer.setSingleShot(true);
    m_notesTimer.setInterval(1500);
    connect(&m_notesTimer, &QTimer::timeout, this, &VideosPanel::sendNotes);
    connect(m_notes, &QPlainTextEdit::textChanged, this, [this] {
        if (m_filling)
            return;
        m_notesChanged = true;
        m_notesTimer.start();
    });
    connect(m_search, &QLineEdit::textChanged, this, &VideosPanel::applyFilter);
    connect(m_list, &QListWidget::currentItemChanged, this, [this](QListWidgetItem* item) {
        if (item != nullptr && !m_filling)
            Q_EMIT activated(VideoId{item->data(kIdRole).toLongLong()});
    });
}

void VideosPanel::setVideos(const std::vector<VideoRow>& rows, VideoId current)
{
    if (current != m_current)
        sendNotes();
    const bool other = current != m_current;
    m_current = current;
    if (!(rows == m_rows)) {
        m_rows = rows;
        fill();
    }
    m_filling = true;
    for (int i = 0; i < m_list->count(); ++i) {
        if (m_list->item(i)->data(kIdRole).toLongLong() == current.value)
            m_list->setCurrentRow(i);
    }
    const auto shown =
        std::find_if(rows.begin(), rows.end(), [current](const VideoRow& r) { return r.id == current; });
    m_notes->setVisible(shown != rows.end());
    // While somebody writes, what is stored is older than what is on the screen.
    if (shown != rows.end() && (other || !m_notesChanged) && m_notes->toPlainText() != shown->notes)
        m_notes->setPlainText(shown->notes);
    m_filling = false;
    m_hint->setVisible(rows.empty());
    m_list->setVisible(!rows.empty());
    m_search->setVisible(rows.size() > 1);
    m_sort->setVisible(rows.size() > 1);
    applyFilter();
}

void VideosPanel::fill()
{
    m_filling = true;
    m_list->clear();
    std::vector<VideoRow> rows = m_rows;
    if (m_order == Order::Name) {
        // In the C locale a collator does not read numbers.
        QCollator collator(locale().language() == QLocale::C ? QLocale(QLocale::English) : locale());
        collator.setNumericMode(true);
        std::stable_sort(rows.begin(), rows.end(), [&collator](const VideoRow& a, const VideoRow& b) {
            return collator.compare(a.name, b.name) < 0;
        });
    } else if (m_order == Order::Length) {
        std::stable_sort(rows.begin(), rows.end(),
                         [](const VideoRow& a, const VideoRow& b) { return a.duration_s < b.duration_s; });
    }
    for (const VideoRow& row : rows) {
        auto* item = new QListWidgetItem(m_list);
        item->setData(kIdRole, row.id.value);
        item->setText(row.missing    ? tr("%1\nMissing").arg(row.name)
                      : row.replaced ? tr("%1\nAnother file").arg(row.name)
                                     : row.name + QLatin1Char('\n') + row.detail);
        item->setToolTip(row.tooltip);
        item->setIcon(m_icons.contains(row.id.value) ? m_icons.value(row.id.value) : thumbnailIcon({}));
        if (row.missing || row.replaced)
            item->setForeground(QColor(200, 80, 70));
        if (row.id == m_current)
            m_list->setCurrentItem(item);
    }
    m_filling = false;
}

void VideosPanel::setOrder(Order order)
{
    m_order = order;
    if (QAction* const action = m_orders.value(qsizetype(order)))
        action->setChecked(true);
    fill();
    applyFilter();
}

void VideosPanel::focusSearch()
{
    if (m_search->isHidden())
        return;
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

bool VideosPanel::eventFilter(QObject* watched, QEvent* event)
{
    if (watched != m_search ||
        (event->type() != QEvent::KeyPress && event->type() != QEvent::ShortcutOverride))
        return QWidget::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent*>(event)->key();
    const bool done = key == Qt::Key_Return || key == Qt::Key_Enter || key == Qt::Key_Down;
    if (!done && key != Qt::Key_Escape)
        return QWidget::eventFilter(watched, event);
    if (event->type() == QEvent::ShortcutOverride) {
        event->accept();
        return true;
    }
    if (!done)
        m_search->clear();
    m_list->setFocus(Qt::ShortcutFocusReason);
    // The first that was found, unless what is shown is among them.
    if (done && (m_list->currentItem() == nullptr || m_list->currentItem()->isHidden())) {
        m_list->setCurrentRow(-1);
        activateNeighbour(1);
    }
    return true;
}

void VideosPanel::activateNeighbour(int step)
{
    for (int row = m_list->currentRow() + step; row >= 0 && row < m_list->count(); row += step) {
        if (!m_list->item(row)->isHidden()) {
            m_list->setCurrentRow(row);
            return;
        }
    }
}

void VideosPanel::sendNotes()
{
    m_notesTimer.stop();
    if (std::exchange(m_notesChanged, false) && m_current.isValid())
        Q_EMIT notesEdited(m_current, m_notes->toPlainText());
}

std::vector<VideoId> VideosPanel::withoutThumbnail() const
{
    std::vector<VideoId> ids;
    for (const VideoRow& row : m_rows) {
        if (!row.missing && !m_icons.contains(row.id.value))
            ids.push_back(row.id);
    }
    return ids;
}

void VideosPanel::forgetThumbnails()
{
    m_icons.clear();
}

void VideosPanel::setThumbnail(VideoId id, const QImage& image)
{
    m_icons[id.value] = thumbnailIcon(image);
    for (int i = 0; i < m_list->count(); ++i) {
        if (m_list->item(i)->data(kIdRole).toLongLong() == id.value)
            m_list->item(i)->setIcon(m_icons[id.value]);
    }
}

void VideosPanel::applyFilter()
{
    // A search that cannot be seen must hide nothing.
    const QString wanted = m_rows.size() > 1 ? m_search->text().trimmed() : QString();
    for (int i = 0; i < m_list->count(); ++i) {
        QListWidgetItem* const item = m_list->item(i);
        const auto row = std::find_if(m_rows.begin(), m_rows.end(), [item](const VideoRow& r) {
            return r.id.value == item->data(kIdRole).toLongLong();
        });
        const auto holds = [&wanted](const QString& text) {
            return text.contains(wanted, Qt::CaseInsensitive);
        };
        item->setHidden(!(holds(row->name) || holds(row->notes) || holds(row->tooltip)));
    }
}

} // namespace revseg
