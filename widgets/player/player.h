// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/timebase.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <optional>
#include <vector>

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
    void setTimes(std::vector<double> seconds); ///< of each frame, where the rate varies; empty: it does not
    void clear();

    int frames() const { return m_frames; }
    FrameIndex position() const { return m_position; }
    bool isPlaying() const { return m_speed != 0; }
    double speed() const { return m_speed; } ///< 1 is the video's own rate; negative is reverse
    double chosenSpeed() const { return m_chosenSpeed; }
    bool loops() const { return m_loop; }
    std::optional<FrameRange> inOut() const { return m_inOut; }
    // Since play started. Above normal speed frames are left out as a matter of course, and not counted.
    int shownFrames() const { return m_shownFrames; }
    int dropped() const { return m_dropped; } ///< skipped, to keep time
    int late() const { return m_late; }       ///< on the screen by more than half a frame's time too late

    double timeOf(FrameIndex frame) const;    ///< seconds from the start
    FrameIndex frameAt(double seconds) const; ///< the frame that is on the screen then, within the video

    void goTo(FrameIndex frame); ///< clamped; keeps playing from there
    void step(int frames);       ///< and pauses
    void play();
    void pause();
    void togglePlay();
    void shuttle(int direction); ///< J or L: 1×, 2×, 4×, 8× in that direction with each press; 0 (K) stops
    void setChosenSpeed(double speed); ///< 0.1…4, what play() uses
    void setLoop(bool loop);
    void setIn();                    ///< in point here
    void setOut();                   ///< out point here
    void setInOut(FrameRange range); ///< clamped to the video; nothing when it lies outside
    void clearInOut();

    /// The picture of this frame is on the screen.
    void shown(FrameIndex frame);
    /// There is no picture for the frame at the playhead: play goes on without it.
    void failed();

Q_SIGNALS:
    void wanted(int frame, int direction); ///< direction of play for prefetching: −1, 0 or 1
    void positionChanged(int frame);
    void stateChanged();   ///< playing, speed, loop, in/out
    void figuresChanged(); ///< shown, dropped, late: a few times a second
    void framesChanged(int frames);

private:
    void setSpeed(double speed);
    void tick();
    FrameIndex frameOn(double seconds, bool forward) const;
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
    QElapsedTimer m_figuresTold;
    bool m_loop = false;
    std::optional<FrameRange> m_inOut;
    int m_dropped = 0;
    int m_late = 0;
    int m_shownFrames = 0;
    std::vector<double> m_times;
};

} // namespace revseg
