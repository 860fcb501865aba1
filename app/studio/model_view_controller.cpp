// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/model_view_controller.h"

#include "app/studio/chain_controller.h"
#include "app/studio/session.h"
#include "core/chain/run_notes.h"
#include "core/jobs/job_queue.h"
#include "core/jobs/seen_pictures_job.h"
#include "widgets/canvas/canvas_widget.h"
#include "widgets/reasoning/model_view.h"
#include "widgets/theme/accents.h"

#include <cstdlib>

namespace revseg::studio {

namespace {

Box scaled(const Box& box, Size from, Size to)
{
    const double x = double(to.width) / from.width;
    const double y = double(to.height) / from.height;
    return {box.x1 * x, box.y1 * y, box.x2 * x, box.y2 * y};
}

QString numbersOf(const Box& b)
{
    return QStringLiteral("%1, %2 – %3, %4")
        .arg(b.x1, 0, 'f', 0)
        .arg(b.y1, 0, 'f', 0)
        .arg(b.x2, 0, 'f', 0)
        .arg(b.y2, 0, 'f', 0);
}

} // namespace

ModelViewController::ModelViewController(Session& session, ChainController& chain, JobQueue& jobs,
                                         CanvasWidget& canvas, ModelView& view, QObject* parent)
    : QObject(parent)
    , m_session(session)
    , m_chain(chain)
    , m_jobs(jobs)
    , m_canvas(canvas)
    , m_view(view)
{
    m_later.setSingleShot(true);
    m_later.setInterval(60);
    connect(&m_later, &QTimer::timeout, this, &ModelViewController::refresh);
    connect(&chain, &ChainController::runChanged, this, &ModelViewController::refreshSoon);
}

void ModelViewController::refreshSoon()
{
    if (m_view.isVisible() && !m_later.isActive())
        m_later.start();
}

void ModelViewController::showNothing(const Run* run)
{
    FrameIndex nearest = -1;
    const FrameIndex here = m_canvas.hasFrame() ? m_canvas.frame().index : 0;
    if (run != nullptr) {
        for (const SeenPicture& seen : seenPicturesOf(*run)) {
            if (nearest < 0 || std::abs(seen.frame - here) < std::abs(nearest - here))
                nearest = seen.frame;
        }
    }
    m_view.setPanes(
        {}, nearest >= 0
                ? tr("The model did not see frame %1; the nearest that it saw is %2.").arg(here).arg(nearest)
                : tr("No model has seen this video for the run shown: ask a question."));
}

void ModelViewController::refresh()
{
    if (!m_view.isVisible())
        return;
    const Run* const run = m_chain.run();
    std::vector<SeenPicture> here;
    if (run != nullptr && m_canvas.hasFrame()) {
        for (SeenPicture& seen : seenPicturesOf(*run)) {
            if (seen.frame == m_canvas.frame().index)
                here.push_back(std::move(seen));
        }
    }
    if (here.empty()) {
        m_pictures.clear();
        showNothing(run);
        return;
    }
    bool known = m_frame.cacheKey() == m_canvas.frame().image.cacheKey() && here.size() == m_pictures.size();
    for (size_t i = 0; known && i < here.size(); ++i)
        known = m_pictures[i].seen == here[i];
    if (known) { // only the boxes can have changed
        show();
        return;
    }
    if (const auto running = m_job.lock())
        running->cancel();
    m_frame = m_canvas.frame().image;
    m_pictures.clear();
    for (const SeenPicture& seen : here)
        m_pictures.push_back({seen, {}, false});
    show();
    const auto job = std::make_shared<SeenPicturesJob>(std::move(here), m_frame);
    m_job = job;
    connect(job.get(), &SeenPicturesJob::made, this,
            [this, job = job.get()](const std::vector<RemadePicture>& pictures) {
                if (m_job.lock().get() != job)
                    return;
                m_pictures = pictures;
                show();
            });
    m_jobs.add(job);
}

void ModelViewController::show()
{
    const Run* const run = m_chain.run();
    if (run == nullptr || !m_canvas.hasFrame())
        return;
    const Size native{m_frame.width(), m_frame.height()};
    const bool boxed = run->keyframe && run->keyframe->frame == m_canvas.frame().index;
    const QColor color = accent(Accent::Keyframe, m_view.palette());
    std::vector<ModelPane> panes;
    ModelPane video{tr("Video: %1 × %2").arg(native.width).arg(native.height), {}, m_frame, {}};
    for (const ChainObject& o : boxed ? run->objects : std::vector<ChainObject>())
        video.boxes.push_back({o.box, numbersOf(o.box), color});
    panes.push_back(std::move(video));
    for (const RemadePicture& picture : m_pictures) {
        const SeenPicture& seen = picture.seen;
        ModelPane pane;
        pane.title = tr("Turn %1: %2 × %3").arg(seen.turn).arg(seen.size.width).arg(seen.size.height);
        pane.image = picture.image;
        if (!picture.image.isNull()) {
            pane.note = picture.same            ? tr("The very pixels that were sent")
                        : seen.sha256.isEmpty() ? tr("Made again; what was sent has not been recorded")
                                                : tr("Made again; other pixels than those that were sent");
        }
        // The box is asked for in turn 2; in turn 1 it shows where the object was.
        for (const ChainObject& o : boxed ? run->objects : std::vector<ChainObject>()) {
            const Box box = scaled(o.box, native, seen.size);
            QString text = numbersOf(box);
            if (seen.turn == 2 && o.box_model.area() > 0)
                text += QStringLiteral(" · ") + tr("as written %1").arg(numbersOf(o.box_model));
            pane.boxes.push_back({box, text, color});
        }
        panes.push_back(std::move(pane));
    }
    m_view.setPanes(std::move(panes));
}

} // namespace revseg::studio
