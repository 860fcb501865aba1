// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/videos/videos_panel.h"

#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPainter>
#include <QVBoxLayout>

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

VideosPanel::VideosPanel(QWidget* parent)
    : QWidget(parent)
    , m_search(new QLineEdit)
    , m_list(new QListWidget)
    , m_hint(new QLabel)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_search->setPlaceholderText(tr("Search videos"));
    m_search->setClearButtonEnabled(true);
    m_search->setAccessibleName(tr("Search videos"));
    column->addWidget(m_search);
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
    connect(m_search, &QLineEdit::textChanged, this, &VideosPanel::applyFilter);
    connect(m_list, &QListWidget::currentItemChanged, this, [this](QListWidgetItem* item) {
        if (item != nullptr && !m_filling)
            Q_EMIT activated(VideoId{item->data(kIdRole).toLongLong()});
    });
}

void VideosPanel::setVideos(const std::vector<VideoRow>& rows, VideoId current)
{
    m_filling = true;
    if (rows.size() != m_rows.size() || !(rows == m_rows)) {
        QHash<qint64, QIcon> icons;
        for (int i = 0; i < m_list->count(); ++i)
            icons.insert(m_list->item(i)->data(kIdRole).toLongLong(), m_list->item(i)->icon());
        m_list->clear();
        for (const VideoRow& row : rows) {
            auto* item = new QListWidgetItem(m_list);
            item->setData(kIdRole, row.id.value);
            item->setText(row.missing ? tr("%1\nMissing").arg(row.name)
                                      : row.name + QLatin1Char('\n') + row.detail);
            item->setToolTip(row.path);
            item->setIcon(icons.contains(row.id.value) ? icons.value(row.id.value) : thumbnailIcon({}));
            if (row.missing)
                item->setForeground(QColor(200, 80, 70));
        }
        m_rows = rows;
    }
    for (int i = 0; i < m_list->count(); ++i) {
        if (m_list->item(i)->data(kIdRole).toLongLong() == current.value)
            m_list->setCurrentRow(i);
    }
    m_filling = false;
    m_hint->setVisible(rows.empty());
    m_list->setVisible(!rows.empty());
    m_search->setVisible(rows.size() > 1);
    applyFilter();
}

void VideosPanel::setThumbnail(VideoId id, const QImage& image)
{
    for (int i = 0; i < m_list->count(); ++i) {
        if (m_list->item(i)->data(kIdRole).toLongLong() == id.value)
            m_list->item(i)->setIcon(thumbnailIcon(image));
    }
}

void VideosPanel::applyFilter()
{
    for (int i = 0; i < m_list->count(); ++i)
        m_list->item(i)->setHidden(!m_list->item(i)->text().contains(m_search->text(), Qt::CaseInsensitive));
}

} // namespace revseg
