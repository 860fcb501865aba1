// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/timebase.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <optional>

namespace revseg {

/// Where the playhead is and where it moves: position, speed and direction, in/out range, loop. Knows nothing
/// of pictures: it asks for frames by `wanted` and is told by shown() when one is on the screen. GUI thread.
class Player : public QObject
{
    Q_OBJECT
public:
    explicit Player(QObject* parent = nullptr);

    void setVideo(int frames, double framesPerSecond); ///< goes to frame 0 when frames was 0 before
    void setFrames(int frames);                        ///< the index has grown
    void clear();

    int frames() const { return m_frames; }
    FrameIndex position() const { return m_position; }
    bool isPlaying() const { return m_speed != 0; }
    double speed() const { return m_speed; } ///< 1 is the video's own rate; negative is reverse
    double chosenSpeed() const { return m_chosenSpeed; }
    bool loops() const { return m_loop; }
    std::optional<FrameRange> inOut() const { return m_inOut; }
    int dropped() const { return m_dropped; } ///< frames skipped since play started, to keep time

    void goTo(FrameIndex frame); ///< clamped; keeps playing from there
    void step(int frames);       ///< and pauses
    void play();
    void pause();
    void togglePlay();
    void shuttle(int direction); ///< J or L: 1×, 2×, 4×, 8× in that direction with each press; 0 (K) stops
    void setChosenSpeed(double speed); ///< 0.1…4, what play() uses
    void setLoop(bool loop);
    void setIn();  ///< in point here
    void setOut(); ///< out point here
    void clearInOut();

    /// The picture of this frame is on the screen.
    void shown(FrameIndex frame) { m_shown = frame; }

Q_SIGNALS:
    void wanted(int frame, int direction); ///< direction of play for prefetching: −1, 0 or 1
    void positionChanged(int frame);
    void stateChanged(); ///< playing, speed, loop, in/out
    void framesChanged(int frames);

private:
    void setSpeed(double speed);
    void tick();
    FrameRange playRange() const;

    QTimer m_timer;
    QElapsedTimer m_clock;
    int m_frames = 0;
    double m_rate = 25;
    FrameIndex m_position = 0;
    FrameIndex m_shown = -1;
    double m_speed = 0;
    double m_chosenSpeed = 1;
    FrameIndex m_clockFrom = 0; ///< position when m_clock was started
    bool m_loop = false;
    std::optional<FrameRange> m_inOut;
    int m_dropped = 0;
};

} // namespace revseg
