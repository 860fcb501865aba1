// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <optional>

class QAction;
class QComboBox;
class QLabel;
class QLineEdit;
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
    void focusTime();        ///< "go to time"

private:
    void showPosition();
    void showState();

    Player& m_player;
    QSpinBox* m_frame;
    QLabel* m_count;
    QLineEdit* m_time;
    QLabel* m_length;
    QComboBox* m_speed;
    double m_rate = 25;
};

/// m:ss.mmm, or h:mm:ss.mmm from an hour on.
QString timeText(double seconds);

/// Seconds of "83.5", "1:23.5" or "0:01:23.5"; none when it is something else.
std::optional<double> secondsOf(const QString& text);

} // namespace revseg
