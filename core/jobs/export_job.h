// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/formats/exchange.h"
#include "core/jobs/job.h"
#include "core/mask/overlay.h"

namespace revseg {

/// Writes the masks of one video of a project, as they are on disk when the job starts.
class ExportJob final : public Job
{
    Q_OBJECT
public:
    enum class Format { Davis, OverlayVideo };
    struct Spec
    {
        QString project; ///< path of its file
        VideoId video;
        Format format = Format::Davis;
        QString target; ///< a folder for DAVIS, a file for the video; what is there is replaced
        bool with_pictures = false;
        OverlayStyle style;
    };
    explicit ExportJob(Spec spec);

Q_SIGNALS:
    void exported(const revseg::ExchangeReport& report);

private:
    Result<void> run(std::stop_token stop) override;

    Spec m_spec;
};

} // namespace revseg
