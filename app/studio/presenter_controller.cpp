// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/presenter_controller.h"

#include "app/studio/chain_controller.h"
#include "app/studio/presentation_export_job.h"
#include "app/studio/session.h"
#include "core/jobs/job_queue.h"
#include "widgets/player/player.h"

#include <QDir>

namespace revseg::studio {

PresenterController::PresenterController(Session& session, ChainController& chain, Player& player,
                                         JobQueue& jobs, QObject* parent)
    : QObject(parent)
    , m_session(session)
    , m_chain(chain)
    , m_player(player)
    , m_jobs(jobs)
{
    connect(&session, &Session::videoLeaving, this, [this] {
        if (m_window)
            m_window->close();
    });
}

PresenterController::~PresenterController()
{
    delete m_window;
}

bool PresenterController::canPresent() const
{
    return m_chain.run() != nullptr && m_chain.run()->status != Run::Status::Running &&
           m_session.info() != nullptr;
}

PresentationPainter PresenterController::painter() const
{
    const VideoInfo& info = *m_session.info();
    std::vector<RunTrack> tracks = m_chain.tracks();
    std::vector<QColor> colors;
    for (const RunTrack& track : tracks) {
        const ObjectRecord* const object = m_session.project()->object(m_session.videoId(), track.annotation);
        colors.push_back(object != nullptr ? object->color : objectColor(track.object - 1));
    }
    const double rate = info.rate.value() > 0 ? info.rate.value() : 25;
    return {Presentation(m_chain.queryText(), *m_chain.run(), info.frames, rate), info, std::move(tracks),
            std::move(colors)};
}

void PresenterController::present()
{
    if (!canPresent() || m_window)
        return;
    m_player.pause();
    m_window = new PresenterWindow(m_session.mediaPath(), painter());
    m_window->showFullScreen();
    m_window->activateWindow();
}

void PresenterController::write(const QString& target)
{
    if (!canPresent())
        return;
    const auto job = std::make_shared<PresentationExportJob>(m_session.mediaPath(), painter(), target);
    connect(job.get(), &Job::finished, this, [this, job = job.get(), target](Job::State state) {
        if (state == Job::State::Failed)
            Q_EMIT problem(*job->error());
        else if (state == Job::State::Done)
            Q_EMIT notice(tr("The presentation is in %1.").arg(QDir::toNativeSeparators(target)));
    });
    m_jobs.add(job);
}

} // namespace revseg::studio
