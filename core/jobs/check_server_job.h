// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/job.h"
#include "core/vlm/vlm_backend.h"

namespace revseg {

/// Asks whether somebody answers at an address, with the key that is kept for it, and what models there are.
class CheckServerJob final : public Job
{
    Q_OBJECT
public:
    explicit CheckServerJob(QString vlm);

Q_SIGNALS:
    void checked(const revseg::VlmCapabilities& found);

private:
    Result<void> run(std::stop_token stop) override;

    QString m_vlm; ///< spec
};

} // namespace revseg
