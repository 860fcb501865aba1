// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QAction;
class QComboBox;
class QLabel;
class QSpinBox;
class QToolButton;

namespace revseg {

class Player;

/// The row under the picture: transport buttons, frame number, time, speed.
class PlayerBar final : public QWidget
{
    Q_OBJECT
public:
    /// Buttons for `transport` in order; a null action is a gap.
    PlayerBar(Player& player, const QList<QAction*>& transport, QWidget* parent = nullptr);

    void setRate(double framesPerSecond);
    void focusFrameNumber(); ///< "go to frame"

private:
    void showPosition();
    void showState();

    Player& m_player;
    QSpinBox* m_frame;
    QLabel* m_count;
    QLabel* m_time;
    QComboBox* m_speed;
    double m_rate = 25;
};

/// m:ss.mmm, or h:mm:ss.mmm from an hour on.
QString timeText(double seconds);

} // namespace revseg
