// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/chain/ask_settings.h"
#include "core/chain/attention.h"
#include "core/jobs/job.h"

namespace revseg {

/// Asks a model where words of its answer looked.
class AttentionJob final : public Job
{
    Q_OBJECT
public:
    struct Spec
    {
        QString media;
        QString vlm; ///< spec of who is asked
        AskSettings settings{};
        Run run; ///< with the turn that the words are of
        AnswerWords words;
    };
    explicit AttentionJob(Spec spec);

Q_SIGNALS:
    void found(const revseg::RunAttention& attention);

private:
    Result<void> run(std::stop_token stop) override;

    Spec m_spec;
};

} // namespace revseg
