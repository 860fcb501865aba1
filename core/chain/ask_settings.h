// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/chain/prompt_set.h"
#include "core/chain/rewards.h"
#include "core/media/sampling.h"
#include "core/vlm/model_profile.h"

#include <QJsonObject>

#include <optional>

namespace revseg {

/// How questions are asked, as a person has set it: for a project, and for the next one. What is not set is
/// left to the model's profile and the prompt set. A value; any thread.
struct AskSettings
{
    QString profile;   ///< name or path of a model profile; empty: the one that fits the model
    QString prompts;   ///< name or path of a prompt set; empty: the usual one
    Sampling sampling; ///< of frames; usual number: what the profile says, else the prompt set
    std::optional<double> temperature; ///< 0…2; not set: the profile's, else 0 for one run, 1 for samples
    std::optional<int> max_tokens;     ///< a turn; not set: the profile's, else 1024
    double timeout_s = 60;             ///< without a byte
    int retries = 0;                   ///< with other seeds, for a run whose answer cannot be used
    bool log_probabilities = false;    ///< ask for those of the answer's tokens
    std::optional<RewardWeights> weights; ///< not set: 1 each

    QJsonObject toJson() const;
    /// Values out of range or of the wrong kind are left out: the settings of a project must never keep it
    /// from opening.
    static AskSettings fromJson(const QJsonObject& json);

    /// The profile and the prompt set to ask this spec with. The errors of their loading.
    Result<ModelProfile> profileFor(const QString& spec) const;
    Result<PromptSet> promptSet() const;
    /// With what the profile says where a person has not said anything.
    Sampling samplingFor(const ModelProfile& model) const;
    double temperatureFor(const ModelProfile& model, double usual) const;
    int maxTokensFor(const ModelProfile& model) const;
};

} // namespace revseg
