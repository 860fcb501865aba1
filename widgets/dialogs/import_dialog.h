// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/import_job.h"

#include <QDialog>

#include <optional>
#include <utility>
#include <vector>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QTableWidget;

namespace revseg {

/// Which masks to import, and where to.
struct ImportChoice
{
    Format format = Format::Davis2017;
    QString path;
    std::vector<std::pair<QString, VideoId>> sequences; ///< each with the video that gets its masks
};

/// Asks for a folder or a JSON file with masks, shows what is in it, and for each sequence lets choose the
/// video it goes to. Looking is done by whoever answers `wanted`.
class ImportDialog final : public QDialog
{
    Q_OBJECT
public:
    struct Video
    {
        VideoId id;
        QString name;
        Size size;
        int frames = 0;
    };
    ImportDialog(std::vector<Video> videos, VideoId current, const QString& folder,
                 QWidget* parent = nullptr);

    void setPath(const QString& path);
    void setFormat(std::optional<Format> format);          ///< none: find it out
    void setVideo(const QString& sequence, VideoId video); ///< an invalid one leaves the sequence out

    /// The answer to `wanted`.
    void setFound(const FoundMasks& masks);
    void setProblem(const QString& text);

    bool canImport() const;
    QString problem() const;
    ImportChoice choice() const;

Q_SIGNALS:
    /// Somebody should look what is there; the answer to an earlier one is of no interest any more.
    void wanted(const QString& path, std::optional<revseg::Format> format);

private:
    void browseFolder();
    void browseFile();
    void look();
    void fill();
    VideoId proposedFor(const Sequence& sequence) const;
    QComboBox* boxAt(int row) const;
    QString mismatch(const Sequence& sequence, VideoId video) const;
    void updateState();

    const std::vector<Video> m_videos;
    const VideoId m_current;
    QString m_folder;
    std::optional<FoundMasks> m_found;
    std::vector<size_t> m_rows; ///< row → sequence
    QLineEdit* m_path;
    QComboBox* m_format;
    QTableWidget* m_table;
    QLabel* m_status;
    QLabel* m_problem;
    QPushButton* m_ok;
};

} // namespace revseg
