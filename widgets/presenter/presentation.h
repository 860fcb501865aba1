// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/chain/run.h"
#include "widgets/reasoning/linkify.h"

namespace revseg {

/// The parts of a presentation, in order. Those that a run has not come to are left out.
enum class Scene { Question, Frames, Reasoning, Keyframe, Box, NoObject, Failed, Masks };

/// What is to be seen at one moment.
struct PresentedMoment
{
    Scene scene = Scene::Question;
    double progress = 0;   ///< within the scene, 0…1
    FrameIndex frame = 0;  ///< of the video
    qsizetype letters = 0; ///< of the reasoning that have been said
    int sample = -1;       ///< the one looked at or spoken of; −1: none
};

/// Replays a run of the chain for people who watch: the question, the frames that the model saw, its words as
/// if it said them now, the keyframe, the box, and the masks over the whole video. Knows times, not pictures:
/// the window and the captioned video are made of the same one. A value.
class Presentation
{
public:
    Presentation() = default;
    /// `frames` of the video, shown with `framesPerSecond` (above 0) in the last scene.
    Presentation(QString question, Run run, int frames, double framesPerSecond);

    const QString& question() const { return m_question; }
    const Run& run() const { return m_run; }
    QString reasoning() const { return m_reasoning; }
    double seconds() const; ///< of the whole, at the normal speed
    /// Clamped to the whole.
    PresentedMoment at(double second) const;
    /// When the scene after or before the one at this moment begins; where it is, at either end.
    double next(double second) const;
    double previous(double second) const;

private:
    struct Part
    {
        Scene scene;
        double start;
        double seconds;
    };
    void add(Scene scene, double seconds);
    size_t partAt(double second) const;

    QString m_question;
    Run m_run;
    QString m_reasoning;
    std::vector<Mention> m_mentions;
    std::vector<Part> m_parts;
    int m_frames = 0;
};

} // namespace revseg
