// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "widgets/presenter/presenter_window.h"

#include <QObject>
#include <QPointer>

namespace revseg {
class JobQueue;
class Player;
} // namespace revseg

namespace revseg::studio {

class ChainController;
class Session;

/// Shows the run that is shown in the window to an audience, and writes it as a video.
class PresenterController final : public QObject
{
    Q_OBJECT
public:
    PresenterController(Session& session, ChainController& chain, Player& player, JobQueue& jobs,
                        QObject* parent);
    ~PresenterController() override;

    void present();
    void write(const QString& target);
    bool canPresent() const;
    PresenterWindow* window() const { return m_window; } ///< null: nothing is being presented

Q_SIGNALS:
    void problem(const revseg::Error& error);
    void notice(const QString& text);

private:
    PresentationPainter painter() const;

    Session& m_session;
    ChainController& m_chain;
    Player& m_player;
    JobQueue& m_jobs;
    QPointer<PresenterWindow> m_window;
};

} // namespace revseg::studio
