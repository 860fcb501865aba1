// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"

#include <QHash>
#include <QIcon>
#include <QImage>
#include <QTimer>
#include <QWidget>

#include <vector>

class QAction;
class QLabel;
class QLineEdit;
class QListWidget;
class QPlainTextEdit;
class QToolButton;

namespace revseg {

/// A video of the project, as the list has it.
struct VideoRow
{
    VideoId id;
    QString name;
    QString detail;  ///< "300 frames, 0:10.000"
    QString tooltip; ///< where it lies, and its size
    bool missing = false;
    bool replaced = false; ///< another file has its name
    double duration_s = 0;
    QString notes;

    bool operator==(const VideoRow&) const = default;
};

/// The videos of the project with thumbnails and a search field. In the field, Down and Return lead to the
/// list, Escape empties it.
class VideosPanel final : public QWidget
{
    Q_OBJECT
public:
    enum class Order { Added, Name, Length };

    /// Actions for the orders, in that order, checkable: they are the menu of the sort button.
    explicit VideosPanel(const QList<QAction*>& orders = {}, QWidget* parent = nullptr);

    Order order() const { return m_order; }
    void setOrder(Order order);
    void focusSearch(); ///< nothing while there is no more than one video

    void setVideos(const std::vector<VideoRow>& rows, VideoId current);
    void setThumbnail(VideoId id, const QImage& image);
    void forgetThumbnails(); ///< another project: its ids mean other videos
    /// Those that have no picture yet.
    std::vector<VideoId> withoutThumbnail() const;
    void activateNeighbour(int step); ///< the next video shown in the list, in either direction
    void sendNotes();                 ///< now, if they have been changed

Q_SIGNALS:
    void activated(revseg::VideoId id);
    void notesEdited(revseg::VideoId id, const QString& notes); ///< when the editor is left, or after a pause

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void fill();
    void applyFilter();

    QLineEdit* m_search;
    QListWidget* m_list;
    QPlainTextEdit* m_notes;
    QTimer m_notesTimer;
    bool m_notesChanged = false;
    QToolButton* m_sort;
    QLabel* m_hint;
    QHash<qint64, QIcon> m_icons; ///< by video
    std::vector<VideoRow> m_rows; ///< as given
    VideoId m_current;
    const QList<QAction*> m_orders;
    Order m_order = Order::Added;
    bool m_filling = false;
};

} // namespace revseg
