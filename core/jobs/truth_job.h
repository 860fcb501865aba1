// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/chain/rewards.h"
#include "core/jobs/job.h"

#include <vector>

namespace revseg {

/// Boxes of the targets on sampled frames, out of a folder with one mask picture for each frame of a video;
/// whatever is not background belongs to the targets. Native pixels. Any thread; reads only the masks of the
/// frames named. NotFound, InvalidInput (another number of masks or another size), and what reading a
/// picture gives.
Result<ChainTruth> readChainTruth(const QString& folder, const SampledFrames& sampled, int frames,
                                  Size native);

/// Reads the truth for several samplings of one video. In the background.
class TruthJob final : public Job
{
    Q_OBJECT
public:
    TruthJob(QString folder, std::vector<SampledFrames> samplings, int frames, Size native);

Q_SIGNALS:
    void read(const std::vector<revseg::ChainTruth>& truths); ///< in the order of the samplings

private:
    Result<void> run(std::stop_token stop) override;

    QString m_folder;
    std::vector<SampledFrames> m_samplings;
    int m_frames;
    Size m_native;
};

} // namespace revseg
