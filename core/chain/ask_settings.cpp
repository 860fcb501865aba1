// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chain/ask_settings.h"

#include "core/vlm/vlm_backend.h"

#include <QJsonArray>

#include <cmath>

namespace revseg {

namespace {

constexpr int kMostFrames = 768; ///< as many as qwen-vl-utils shows
constexpr int kMostTokens = 1 << 20;

std::optional<double> number(const QJsonValue& value, double least, double most)
{
    const double v = value.toDouble(std::nan(""));
    return v >= least && v <= most ? std::optional(v) : std::nullopt;
}

std::optional<int> whole(const QJsonValue& value, int least, int most)
{
    const auto v = number(value, least, most);
    return v && *v == std::floor(*v) ? std::optional(int(*v)) : std::nullopt;
}

QJsonObject samplingJson(const Sampling& s)
{
    QJsonObject json;
    if (s.frames > 0)
        json[QStringLiteral("frames")] = s.frames;
    if (s.fps > 0)
        json[QStringLiteral("fps")] = s.fps;
    if (s.range)
        json[QStringLiteral("range")] = QJsonArray{s.range->first, s.range->last};
    if (!s.picked.empty()) {
        QJsonArray picked;
        for (const FrameIndex frame : s.picked)
            picked.append(frame);
        json[QStringLiteral("picked")] = picked;
    }
    return json;
}

Sampling samplingFrom(const QJsonValue& json)
{
    Sampling s;
    s.frames = whole(json[QStringLiteral("frames")], 1, kMostFrames).value_or(0);
    s.fps = number(json[QStringLiteral("fps")], 1e-3, 1000).value_or(0);
    const auto first = whole(json[QStringLiteral("range")][0], 0, 1 << 30);
    const auto last = whole(json[QStringLiteral("range")][1], 0, 1 << 30);
    if (first && last && *first <= *last)
        s.range = FrameRange{*first, *last};
    for (const QJsonValue frame : json[QStringLiteral("picked")].toArray()) {
        const auto f = whole(frame, 0, 1 << 30);
        if (f && (s.picked.empty() || s.picked.back() < *f) && int(s.picked.size()) < kMostFrames)
            s.picked.push_back(*f);
    }
    return s;
}

} // namespace

QJsonObject AskSettings::toJson() const
{
    QJsonObject json{{QStringLiteral("timeout_s"), timeout_s}, {QStringLiteral("retries"), retries}};
    if (!profile.isEmpty())
        json[QStringLiteral("profile")] = profile;
    if (!prompts.isEmpty())
        json[QStringLiteral("prompts")] = prompts;
    if (const QJsonObject s = samplingJson(sampling); !s.isEmpty())
        json[QStringLiteral("sampling")] = s;
    if (temperature)
        json[QStringLiteral("temperature")] = *temperature;
    if (max_tokens)
        json[QStringLiteral("max_tokens")] = *max_tokens;
    if (log_probabilities)
        json[QStringLiteral("logprobs")] = true;
    if (weights) {
        json[QStringLiteral("weights")] = QJsonObject{{QStringLiteral("format"), weights->format},
                                                      {QStringLiteral("temporal"), weights->temporal},
                                                      {QStringLiteral("spatial"), weights->spatial}};
    }
    return json;
}

AskSettings AskSettings::fromJson(const QJsonObject& json)
{
    AskSettings s;
    s.profile = json[QStringLiteral("profile")].toString();
    s.prompts = json[QStringLiteral("prompts")].toString();
    s.sampling = samplingFrom(json[QStringLiteral("sampling")]);
    s.temperature = number(json[QStringLiteral("temperature")], 0, 2);
    s.max_tokens = whole(json[QStringLiteral("max_tokens")], 1, kMostTokens);
    s.timeout_s = number(json[QStringLiteral("timeout_s")], 1, 86400).value_or(s.timeout_s);
    s.retries = whole(json[QStringLiteral("retries")], 0, 100).value_or(0);
    s.log_probabilities = json[QStringLiteral("logprobs")].toBool();
    if (const QJsonValue w = json[QStringLiteral("weights")]; w.isObject()) {
        RewardWeights weights;
        weights.format = number(w[QStringLiteral("format")], 0, 100).value_or(1);
        weights.temporal = number(w[QStringLiteral("temporal")], 0, 100).value_or(1);
        weights.spatial = number(w[QStringLiteral("spatial")], 0, 100).value_or(1);
        s.weights = weights;
    }
    return s;
}

Result<ModelProfile> AskSettings::profileFor(const QString& spec) const
{
    return profile.isEmpty() ? profileForSpec(spec) : ModelProfile::load(profile);
}

Result<PromptSet> AskSettings::promptSet() const
{
    return prompts.isEmpty() ? PromptSet::load() : PromptSet::load(prompts);
}

Sampling AskSettings::samplingFor(const ModelProfile& model) const
{
    Sampling s = sampling;
    if (s.frames == 0 && !(s.fps > 0) && s.picked.empty()) {
        s.frames = model.defaults.frames;
        s.fps = model.defaults.fps;
    }
    return s;
}

double AskSettings::temperatureFor(const ModelProfile& model, double usual) const
{
    return temperature ? *temperature : model.defaults.temperature.value_or(usual);
}

int AskSettings::maxTokensFor(const ModelProfile& model) const
{
    return max_tokens ? *max_tokens : model.defaults.max_tokens > 0 ? model.defaults.max_tokens : 1024;
}

} // namespace revseg
