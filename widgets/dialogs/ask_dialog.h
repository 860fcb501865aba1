// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/chain/ask_settings.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QDialogButtonBox;
class QDoubleSpinBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace revseg {

/// How questions are asked: the model's profile and prompt set, which frames it is shown, heat, lengths,
/// retries, and what the rewards weigh. What is left at its usual value is left to profile and prompt set.
class AskDialog final : public QDialog
{
    Q_OBJECT
public:
    /// Of the video shown.
    struct Place
    {
        std::optional<FrameRange> in_out; ///< marked on the timeline
        FrameIndex frame = 0;             ///< shown now
        int frames = 0;                   ///< of the video; 0: there is none
    };
    AskDialog(const AskSettings& settings, const Place& place, QWidget* parent = nullptr);

    AskSettings settings() const;

private:
    enum Frames { Usual, Evenly, PerSecond, Picked }; ///< entries of m_frames

    QWidget* buildFrames(const AskSettings& settings);
    QWidget* buildAnswer(const AskSettings& settings);
    QWidget* buildRewards(const AskSettings& settings);
    std::optional<std::vector<FrameIndex>> picked() const; ///< none: what is typed is no list of frames
    void pickShown();
    void check();
    void reset();

    const Place m_place;
    QComboBox* m_profile;
    QComboBox* m_prompts;
    QComboBox* m_frames;
    QSpinBox* m_count;
    QDoubleSpinBox* m_fps;
    QLineEdit* m_picked;
    QPushButton* m_pick;
    QCheckBox* m_range;
    std::optional<FrameRange> m_kept; ///< the range of the settings, offered where none is marked
    QDoubleSpinBox* m_temperature;
    QSpinBox* m_tokens;
    QDoubleSpinBox* m_timeout;
    QSpinBox* m_retries;
    QCheckBox* m_logprobs;
    QDoubleSpinBox* m_weights[3];
    QLabel* m_problem;
    QDialogButtonBox* m_buttons;
};

} // namespace revseg
