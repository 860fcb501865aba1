// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/chain/run.h"
#include "core/chain/seen_picture.h"

#include <QImage>
#include <QObject>
#include <QTimer>

#include <memory>
#include <vector>

namespace revseg {
class CanvasWidget;
class Job;
class JobQueue;
class ModelView;
} // namespace revseg

namespace revseg::studio {

class ChainController;
class Session;

/// Shows the frame on the canvas as the model was shown it by the run at hand, with the boxes in model
/// pixels, while that can be seen. The pictures are made again in the background.
class ModelViewController final : public QObject
{
    Q_OBJECT
public:
    ModelViewController(Session& session, ChainController& chain, JobQueue& jobs, CanvasWidget& canvas,
                        ModelView& view, QObject* parent);

    void refreshSoon(); ///< the canvas shows another frame, or the view can be seen again

private:
    void refresh();
    void show();
    void showNothing(const Run* run);

    Session& m_session;
    ChainController& m_chain;
    JobQueue& m_jobs;
    CanvasWidget& m_canvas;
    ModelView& m_view;
    QTimer m_later;                        ///< a few times a second while it plays
    std::vector<RemadePicture> m_pictures; ///< of the frame shown; their images are null until they are made
    QImage m_frame;                        ///< that they are made from
    std::weak_ptr<Job> m_job;
};

} // namespace revseg::studio
