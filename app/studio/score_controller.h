// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/dialogs/score_dialog.h"

#include <QObject>

#include <map>
#include <memory>

namespace revseg {
class JobQueue;
class Player;
class ScorePanel;
} // namespace revseg

namespace revseg::studio {

class ActionTable;
class Session;
class Settings;

/// Scores the video shown against true masks, and keeps what came out for each video while the project is
/// open.
class ScoreController final : public QObject
{
    Q_OBJECT
public:
    ScoreController(Session& session, Player& player, JobQueue& jobs, Settings& settings, ScorePanel& panel,
                    ActionTable& actions, QWidget* window);
    ~ScoreController() override;

    void ask();
    /// What the dialog ends in.
    void start(const ScoreDialog::Choice& choice);
    /// As CSV, or as JSON when the name ends so.
    void save(const QString& path);

Q_SIGNALS:
    void goTo(revseg::FrameIndex frame);
    void shown(); ///< there is something to look at in the panel
    void notice(const QString& text);
    void problem(const revseg::Error& error);

private:
    struct Known
    {
        std::shared_ptr<const VideoScore> score;
        ScoreDialog::Choice choice;
        QString truth; ///< as it is shown
        bool stale = false;
    };
    void askFile();
    void show();
    const Known* known() const; ///< of the video shown

    Session& m_session;
    Player& m_player;
    JobQueue& m_jobs;
    Settings& m_settings;
    ScorePanel& m_panel;
    ActionTable& m_actions;
    QWidget* m_window;
    std::map<VideoId, Known> m_known;
    ScoreDialog::Choice m_last; ///< where the next dialog begins
};

} // namespace revseg::studio
