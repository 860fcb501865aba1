// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/media/frame_source.h"
#include "widgets/presenter/presentation_painter.h"

#include <QElapsedTimer>
#include <QTimer>
#include <QWidget>

namespace revseg {

/// Replays a presentation on the whole screen. Space pauses, left and right go from scene to scene, up and
/// down change the speed, Home begins anew, Esc leaves. Closing destroys it.
class PresenterWindow final : public QWidget
{
    Q_OBJECT
public:
    PresenterWindow(const QString& mediaPath, PresentationPainter painter, QWidget* parent = nullptr);
    ~PresenterWindow() override;

    double second() const { return m_second; }
    double speed() const { return m_speed; }
    bool isPaused() const { return m_paused; }
    void goTo(double second);

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;

private:
    void step();
    void setPaused(bool paused);

    PresentationPainter m_painter;
    FrameSource m_source;
    QTimer m_timer;
    QElapsedTimer m_clock; ///< since the last step
    QElapsedTimer m_hint;  ///< since the keys were shown
    double m_second = 0;
    double m_speed = 1;
    bool m_paused = false;
    FrameIndex m_asked = -1;
    Frame m_frame;
};

} // namespace revseg
