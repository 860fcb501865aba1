// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/presenter/presentation.h"

#include <algorithm>

namespace revseg {

namespace {

constexpr double kQuestion_s = 2.5;
constexpr double kSample_s = 0.25; ///< each
constexpr double kLettersPerSecond = 45;
constexpr double kLongestReasoning_s = 30;
constexpr double kAfterReasoning_s = 1.5; ///< to read the end of it
constexpr double kReveal_s = 2.5;

} // namespace

Presentation::Presentation(QString question, Run run, int frames, double framesPerSecond)
    : m_question(std::move(question))
    , m_run(std::move(run))
    , m_reasoning(m_run.interpretation.trimmed())
    , m_frames(std::max(1, frames))
{
    MentionContext context;
    context.samples = m_run.sampled;
    m_mentions = findMentions(m_reasoning, context);

    add(Scene::Question, kQuestion_s);
    if (!m_run.sampled.empty())
        add(Scene::Frames, std::max(2.0, kSample_s * double(m_run.sampled.size())));
    if (!m_reasoning.isEmpty())
        add(Scene::Reasoning, std::min(kLongestReasoning_s, double(m_reasoning.size()) / kLettersPerSecond) +
                                  kAfterReasoning_s);
    const bool ended = m_run.status == Run::Status::Failed || m_run.status == Run::Status::Cancelled;
    if (m_run.keyframe)
        add(Scene::Keyframe, kReveal_s);
    if (m_run.keyframe && !m_run.objects.empty())
        add(Scene::Box, kReveal_s);
    else if (!ended)
        add(Scene::NoObject, kReveal_s);
    if (ended)
        add(Scene::Failed, kReveal_s);
    if (!m_run.objects.empty() && !ended)
        add(Scene::Masks, m_frames / framesPerSecond);
}

void Presentation::add(Scene scene, double seconds)
{
    m_parts.push_back({scene, this->seconds(), seconds});
}

double Presentation::seconds() const
{
    return m_parts.empty() ? 0 : m_parts.back().start + m_parts.back().seconds;
}

size_t Presentation::partAt(double second) const
{
    size_t i = m_parts.size() - 1;
    while (i > 0 && second < m_parts[i].start)
        --i;
    return i;
}

PresentedMoment Presentation::at(double second) const
{
    PresentedMoment out;
    if (m_parts.empty())
        return out;
    const Part& part = m_parts[partAt(second)];
    out.scene = part.scene;
    out.progress = part.seconds > 0 ? std::clamp((second - part.start) / part.seconds, 0.0, 1.0) : 1;
    out.frame = m_run.keyframe ? m_run.keyframe->frame : 0;
    out.sample = m_run.keyframe ? m_run.keyframe->sample : -1;
    out.letters = m_reasoning.size();
    const auto look = [&](int sample) {
        out.sample = sample;
        for (const SampledFrame& s : m_run.sampled) {
            if (s.sample == sample)
                out.frame = s.frame;
        }
    };
    switch (part.scene) {
    case Scene::Question:
        out.frame = 0;
        out.sample = -1;
        out.letters = 0;
        break;
    case Scene::Frames: {
        const auto count = int(m_run.sampled.size());
        look(m_run.sampled[size_t(std::min(count - 1, int(out.progress * count)))].sample);
        out.letters = 0;
        break;
    }
    case Scene::Reasoning: {
        const double spoken = part.seconds - kAfterReasoning_s;
        const double share = spoken > 0 ? std::min(1.0, out.progress * part.seconds / spoken) : 1;
        out.letters = qsizetype(share * double(m_reasoning.size()));
        // The picture that is spoken of is shown.
        out.frame = m_run.sampled.empty() ? 0 : m_run.sampled.front().frame;
        out.sample = -1;
        for (const Mention& m : m_mentions) {
            if (m.start > out.letters || m.kind == Mention::Kind::Object)
                continue;
            out.frame = m.frame;
            for (const SampledFrame& s : m_run.sampled) {
                if (s.frame == m.frame)
                    out.sample = s.sample;
            }
        }
        break;
    }
    case Scene::Keyframe:
    case Scene::Box:
    case Scene::NoObject:
    case Scene::Failed:
        break;
    case Scene::Masks:
        out.frame = std::min(m_frames - 1, int(out.progress * m_frames));
        break;
    }
    return out;
}

double Presentation::next(double second) const
{
    if (m_parts.empty())
        return 0;
    const size_t i = partAt(second);
    return i + 1 < m_parts.size() ? m_parts[i + 1].start : seconds();
}

double Presentation::previous(double second) const
{
    if (m_parts.empty())
        return 0;
    constexpr double kJustBegun_s = 0.7; // then the one before is meant
    const size_t i = partAt(second);
    return second - m_parts[i].start > kJustBegun_s || i == 0 ? m_parts[i].start : m_parts[i - 1].start;
}

} // namespace revseg
