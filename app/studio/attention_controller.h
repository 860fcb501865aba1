// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/base/timebase.h"
#include "core/chain/attention.h"

#include <QObject>

#include <memory>
#include <optional>

namespace revseg {
class CanvasWidget;
class Job;
class JobQueue;
class ReasoningPanel;
} // namespace revseg

namespace revseg::studio {

class ChainController;
class Session;

/// Shows where the model looked at the words selected in the reasoning panel: a heat map over the frames it
/// was shown, there and on the canvas, until it is closed, the run changes or another one is shown.
class AttentionController final : public QObject
{
    Q_OBJECT
public:
    AttentionController(Session& session, ChainController& chain, JobQueue& jobs, CanvasWidget& canvas,
                        ReasoningPanel& panel, QObject* parent);

    void show();       ///< of the words selected; in the background
    bool close();      ///< whether there was something to close
    void frameShown(); ///< the canvas shows another frame

Q_SIGNALS:
    void problem(const revseg::Error& error);
    void notice(const QString& text);
    void goTo(revseg::FrameIndex frame);

private:
    void take(const RunAttention& attention);
    void runChanged();
    const FrameHeat* heatOf(FrameIndex frame) const;

    Session& m_session;
    ChainController& m_chain;
    JobQueue& m_jobs;
    CanvasWidget& m_canvas;
    ReasoningPanel& m_panel;
    AnswerWords m_words;                     ///< asked about
    QString m_raw;                           ///< the answer that they are of
    std::optional<RunAttention> m_attention; ///< shown
    std::weak_ptr<Job> m_job;
};

} // namespace revseg::studio
