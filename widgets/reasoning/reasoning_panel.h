// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/chain/run.h"
#include "core/media/sampling.h"

#include <QImage>
#include <QScrollArea>

#include <optional>

class QLabel;
class QProgressBar;
class QTextBrowser;

namespace revseg {

class GrowingText;
class SampleStrip;
class StageCard;

/// One run of the chain as it happens: the frames the model saw, its reasoning as it streams in, keyframe,
/// description, box and masks, each with its status; the raw answers behind a fold. Mentions of frames and
/// times are links.
class ReasoningPanel final : public QScrollArea
{
    Q_OBJECT
public:
    explicit ReasoningPanel(QWidget* parent = nullptr);

    void clear(); ///< back to the hint how to begin
    void startRun(const QString& query);
    /// A remark above the run, such as that the answer was written by hand; "" hides it.
    void setBanner(const QString& text);
    void setSamples(const SampledFrames& samples, const std::vector<QImage>& pictures);
    void appendDelta(int turn, const QString& text);
    void setRun(const Run& run);
    void setMaskStatus(StageStatus status, const QString& text, std::optional<double> progress);
    void showProblem(const QString& what, const QString& remedy);
    void setHighlightedFrame(std::optional<FrameIndex> frame);

Q_SIGNALS:
    void frameHovered(std::optional<revseg::FrameIndex> frame);
    void frameActivated(revseg::FrameIndex frame);

private:
    QWidget* buildContent();
    void showThinking();
    void showLinked(GrowingText* view, const QString& text) const;
    void connectLinks(GrowingText* view);
    void scrollToEndIfFollowing(bool wasAtEnd);

    SampledFrames m_samples;
    QString m_raw[2]; ///< as streamed, by turn
    QWidget* m_hint;
    QWidget* m_cards;
    QLabel* m_query;
    QLabel* m_banner;
    QLabel* m_problem;
    SampleStrip* m_strip;
    GrowingText* m_thinking;
    GrowingText* m_keyframe;
    GrowingText* m_description;
    GrowingText* m_box;
    QLabel* m_maskText;
    QProgressBar* m_maskProgress;
    GrowingText* m_rawText;
    StageCard* m_sampleCard;
    StageCard* m_thinkingCard;
    StageCard* m_keyframeCard;
    StageCard* m_descriptionCard;
    StageCard* m_boxCard;
    StageCard* m_maskCard;
    StageCard* m_rawCard;
};

} // namespace revseg
