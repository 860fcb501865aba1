// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"

#include <QImage>
#include <QWidget>

#include <vector>

class QLabel;
class QLineEdit;
class QListWidget;

namespace revseg {

/// A video of the project, as the list has it.
struct VideoRow
{
    VideoId id;
    QString name;
    QString detail; ///< "1280×720, 300 frames"
    QString path;
    bool missing = false;

    bool operator==(const VideoRow&) const = default;
};

/// The videos of the project with thumbnails and a search field.
class VideosPanel final : public QWidget
{
    Q_OBJECT
public:
    explicit VideosPanel(QWidget* parent = nullptr);

    void setVideos(const std::vector<VideoRow>& rows, VideoId current);
    void setThumbnail(VideoId id, const QImage& image);

Q_SIGNALS:
    void activated(revseg::VideoId id);

private:
    void applyFilter();

    QLineEdit* m_search;
    QListWidget* m_list;
    QLabel* m_hint;
    std::vector<VideoRow> m_rows;
    bool m_filling = false;
};

} // namespace revseg
