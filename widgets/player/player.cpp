// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/player/player.h"

#include <algorithm>
#include <cmath>

namespace revseg {

namespace {
constexpr double kScreen_s = 1.0 / 60; ///< a picture of the screen
} // namespace

Player::Player(QObject* parent) : QObject(parent)
{
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &Player::tick);
}

void Player::setVideo(int frames, double framesPerSecond)
{
    m_rate = framesPerSecond > 0 && std::isfinite(framesPerSecond) ? std::min(framesPerSecond, 1000.0) : 25.0;
    setFrames(frames);
}

void Player::setFrames(int frames)
{
    if (frames == m_frames)
        return;
    m_frames = std::max(0, frames);
    Q_EMIT framesChanged(m_frames);
    if (m_position >= m_frames)
        goTo(m_frames - 1);
}

void Player::setTimes(std::vector<double> seconds)
{
    m_times = std::move(seconds);
}

double Player::timeOf(FrameIndex frame) const
{
    return size_t(frame) < m_times.size() ? m_times[size_t(frame)] : frame / m_rate;
}

/// The frame that is on the screen at this time. Going backward a frame is left when its begin is reached.
FrameIndex Player::frameOn(double seconds, bool forward) const
{
    if (m_times.size() != size_t(m_frames)) {
        const double at = seconds * m_rate;
        // A clock that is a hair short of a frame's time has reached it.
        return int(forward ? std::floor(at + 1e-6) : std::ceil(at - 1e-6));
    }
    if (forward) {
        const auto next = std::upper_bound(m_times.begin(), m_times.end(), seconds + 1e-6);
        return std::max(0, int(next - m_times.begin()) - 1) +
               (next == m_times.end() && seconds > m_times.back() + 1 / m_rate ? 1 : 0);
    }
    return seconds < 0
               ? -1
               : int(std::lower_bound(m_times.begin(), m_times.end(), seconds - 1e-6) - m_times.begin());
}

FrameIndex Player::frameAt(double seconds) const
{
    return m_frames == 0 ? 0 : std::clamp(frameOn(std::min(seconds, 1e9 / m_rate), true), 0, m_frames - 1);
}

void Player::shown(FrameIndex frame)
{
    if (isPlaying() && frame == m_position && frame != m_shown) {
        ++m_shownFrames;
        const double due = (timeOf(frame) - timeOf(m_clockFrom)) / m_speed;
        // Half of the time that it stays, but never less than half a picture of the screen.
        if (double(m_clock.nsecsElapsed()) / 1e9 - due >
            std::max(0.5 / m_rate / std::abs(m_speed), kScreen_s / 2))
            ++m_late;
        if (!m_figuresTold.isValid() || m_figuresTold.elapsed() > 250) {
            m_figuresTold.start();
            Q_EMIT figuresChanged();
        }
    }
    m_shown = frame;
}

void Player::failed()
{
    m_shown = m_position;
}

void Player::clear()
{
    pause();
    m_times.clear();
    m_inOut.reset();
    m_frames = 0;
    m_position = 0;
    m_shown = -1;
    Q_EMIT framesChanged(0);
    Q_EMIT positionChanged(0);
    Q_EMIT stateChanged();
}

FrameRange Player::playRange() const
{
    const FrameRange all{0, m_frames - 1};
    if (!m_inOut)
        return all;
    return {std::clamp(m_inOut->first, 0, all.last), std::clamp(m_inOut->last, 0, all.last)};
}

void Player::goTo(FrameIndex frame)
{
    if (m_frames == 0)
        return;
    frame = std::clamp(frame, 0, m_frames - 1);
    m_clockFrom = frame;
    m_clock.start();
    const bool moved = frame != m_position;
    m_position = frame;
    Q_EMIT wanted(frame, m_speed > 0 ? 1 : m_speed < 0 ? -1 : 0);
    if (moved)
        Q_EMIT positionChanged(frame);
}

void Player::step(int frames)
{
    pause();
    goTo(m_position + frames);
}

void Player::play()
{
    const FrameRange range = playRange();
    if (range.isEmpty())
        return;
    if (m_position >= range.last || m_position < range.first)
        goTo(range.first);
    setSpeed(m_chosenSpeed);
}

void Player::pause()
{
    setSpeed(0);
}

void Player::togglePlay()
{
    if (isPlaying())
        pause();
    else
        play();
}

void Player::shuttle(int direction)
{
    if (direction == 0) {
        pause();
        return;
    }
    const bool same = m_speed * direction > 0;
    const FrameRange range = playRange();
    // As for play: from a place outside the range there is nothing to shuttle to but the range.
    if (!range.isEmpty() && (m_position < range.first || m_position > range.last))
        goTo(direction > 0 ? range.first : range.last);
    setSpeed(direction * (same ? std::min(8.0, std::max(1.0, std::abs(m_speed) * 2)) : 1.0));
}

void Player::setChosenSpeed(double speed)
{
    m_chosenSpeed = std::clamp(speed, 0.1, 4.0);
    if (m_speed > 0)
        setSpeed(m_chosenSpeed);
    else
        Q_EMIT stateChanged();
}

void Player::setSpeed(double speed)
{
    if (m_frames == 0)
        speed = 0;
    if (speed == m_speed)
        return;
    if (m_speed == 0)
        m_dropped = m_late = m_shownFrames = 0;
    m_speed = speed;
    m_clockFrom = m_position;
    m_clock.start();
    if (speed != 0) {
        m_shown = m_position;
        // Twice as often as frames change, so that none is late by more than half its time.
        m_timer.start(std::clamp(int(500.0 / (m_rate * std::abs(speed))), 4, 100));
    } else {
        m_timer.stop();
    }
    Q_EMIT stateChanged();
}

void Player::tick()
{
    const FrameRange range = playRange();
    const double seconds = timeOf(m_clockFrom) + double(m_clock.nsecsElapsed()) / 1e9 * m_speed;
    FrameIndex target = frameOn(seconds, m_speed > 0);
    if (target == m_position)
        return;
    // The picture of the last step is not there yet: time waits for it, so that no frame is passed over
    // unseen more often than the decoder needs. Those that are passed over count, at any speed.
    if (m_shown != m_position) {
        if (std::abs(target - m_position) > int(m_rate)) {
            m_clockFrom = m_position;
            m_clock.start();
        }
        return;
    }
    const bool past = m_speed > 0 ? target > range.last : target < range.first;
    if (past) {
        if (m_loop) {
            goTo(m_speed > 0 ? range.first : range.last);
            return;
        }
        target = m_speed > 0 ? range.last : range.first;
    }
    m_dropped += std::max(0, std::abs(target - m_position) - 1);
    m_position = target;
    Q_EMIT wanted(target, m_speed > 0 ? 1 : -1);
    Q_EMIT positionChanged(target);
    if (past) {
        pause();
        Q_EMIT figuresChanged();
    }
}

void Player::setLoop(bool loop)
{
    if (loop == m_loop)
        return;
    m_loop = loop;
    Q_EMIT stateChanged();
}

void Player::setIn()
{
    const int last = m_inOut ? std::max(m_inOut->last, m_position) : m_frames - 1;
    m_inOut = FrameRange{m_position, last};
    Q_EMIT stateChanged();
}

void Player::setOut()
{
    const int first = m_inOut ? std::min(m_inOut->first, m_position) : 0;
    m_inOut = FrameRange{first, m_position};
    Q_EMIT stateChanged();
}

void Player::setInOut(FrameRange range)
{
    const FrameRange all{0, m_frames - 1};
    range = {std::max(range.first, all.first), std::min(range.last, all.last)};
    if (range.isEmpty())
        return;
    m_inOut = range;
    Q_EMIT stateChanged();
}

void Player::clearInOut()
{
    m_inOut.reset();
    Q_EMIT stateChanged();
}

} // namespace revseg
