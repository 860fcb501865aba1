// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/formats/exchange.h"
#include "core/jobs/job.h"
#include "core/mask/overlay.h"

#include <vector>

namespace revseg {

/// What can be written of a project. The first five are formats for masks, and write a folder.
enum class ExportKind {
    Davis2017,
    Davis2016,
    YoutubeVos,
    Coco,
    YoutubeVis,
    OverlayMp4,   ///< a file; a folder of them for several videos
    OverlayGif,   ///< the same
    FrameOverlay, ///< a PNG of one frame with its masks
    FramePlain,   ///< a PNG of the picture alone
    FrameMask     ///< a palette PNG of its masks
};

/// The format of those that hold masks; none for pictures and videos.
std::optional<Format> maskFormat(ExportKind kind);
bool isFrame(ExportKind kind);
/// "" for those that always write a folder; else "mp4", "gif" or "png".
QString fileSuffix(ExportKind kind);

/// Writes masks of a project, as they are on disk when the job starts, whole or not at all. What was written
/// is read back and compared; the table of frames and the report lie beside it.
class ExportJob final : public Job
{
    Q_OBJECT
public:
    struct Spec
    {
        QString project;             ///< path of its file
        std::vector<VideoId> videos; ///< none: all. One for a frame.
        ExportKind kind = ExportKind::Davis2017;
        QString target; ///< a folder, or a file of fileSuffix() for one video; a file there is replaced
        bool with_pictures = false; ///< the frames as JPEG too, where the format has a place for them
        bool replace = false;       ///< into a folder that holds other things
        FrameIndex frame = 0;       ///< of the pictures of one frame
        OverlayStyle style;
    };
    explicit ExportJob(Spec spec);

Q_SIGNALS:
    void exported(const revseg::ExchangeReport& report);

private:
    Result<void> run(std::stop_token stop) override;
    Result<ExchangeReport> write(std::stop_token stop);

    Spec m_spec;
};

} // namespace revseg
