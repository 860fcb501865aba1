// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <array>
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
    void focusFrameNumber();  ///< "go to frame"
    void focusTime();         ///< "go to time"
    void stepSpeed(int step); ///< to the next of the speeds offered, up or down

    QSize minimumSizeHint() const override;

Q_SIGNALS:
    /// A place has been typed, or given up with Esc: the keys belong to the picture again.
    void left();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    /// What can be told elsewhere too gives way to the buttons.
    void resizeEvent(QResizeEvent* event) override;

private:
    std::array<QWidget*, 5> optional() const;
    void showPosition();
    void showState();

    Player& m_player;
    QSpinBox* m_frame;
    QLabel* m_frameLabel;
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
