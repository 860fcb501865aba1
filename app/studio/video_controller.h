// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/media/video_info.h"
#include "core/project/records.h"

#include <QJsonObject>
#include <QObject>

#include <optional>

namespace revseg {
class CanvasWidget;
class FrameSource;
class Player;
class PlayerBar;
class Project;
class TimelineWidget;
struct Frame;
} // namespace revseg

namespace revseg::studio {

class Session;

/// Joins the video that is open with player, timeline and canvas: frames, index, cache, damage, where the
/// view was, markers. GUI thread.
class VideoController final : public QObject
{
    Q_OBJECT
public:
    VideoController(Session& session, Player& player, PlayerBar& bar, TimelineWidget& timeline,
                    CanvasWidget& canvas, QObject* parent);

    /// Position, zoom and place are written to the project, to come back with it.
    void rememberView();
    /// Names the frame shown; a marker that is there is renamed.
    void editMarker(QWidget* window);
    void removeMarker();
    void goToMarker(int direction);
    /// Damage that was found by decoding all of a video stays known with the project.
    static Result<void> storeDamage(Project& project, VideoId video, const std::vector<FrameRange>& damaged);
    void showDamage(); ///< what is stored and what has come up since

Q_SIGNALS:
    /// Another picture is on the screen.
    void shown(const revseg::Frame& frame);
    void cacheChanged();
    void damageFound();
    void problem(const revseg::Error& error);

private:
    void videoSelected();
    void videoOpened(const VideoInfo& info);
    void videoDescribed(const VideoInfo& info);
    void ask(int frame, int direction);
    void show(const Frame& frame);
    void showMarkers();
    void storeMarkers(std::vector<VideoMarker> markers, const Sentence& name);

    Session& m_session;
    Player& m_player;
    PlayerBar& m_bar;
    TimelineWidget& m_timeline;
    CanvasWidget& m_canvas;
    std::optional<QJsonObject> m_viewToRestore; ///< when the first picture comes
    std::vector<FrameRange> m_damageSeen;       ///< by whoever decodes for the screen
    bool m_damageTold = false;
};

} // namespace revseg::studio
