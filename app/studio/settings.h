// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/studio/theme.h"
#include "core/chain/ask_settings.h"
#include "widgets/videos/videos_panel.h"

#include <QByteArray>
#include <QStringList>

namespace revseg::studio {

/// What the program remembers between starts, for the user and not for a project. Each call reads or writes
/// the settings file; keys never hold secrets.
class Settings
{
public:
    ThemeChoice theme() const;
    void setTheme(ThemeChoice choice);
    QString language() const; ///< "" follows the system
    void setLanguage(const QString& code);

    QString vlm() const; ///< spec of the VLM that is asked; "" when none has been chosen
    void setVlm(const QString& spec);
    QStringList knownVlms() const;          ///< specs used before, newest first
    QStringList knownTrackerModels() const; ///< files and folders of SAM 2 used before, newest first
    void addTrackerModel(const QString& path);
    QString tracker() const; ///< spec of the tracker; "flow" until another one is chosen
    void setTracker(const QString& spec);

    AskSettings askSettings() const; ///< of projects that have none of their own
    void setAskSettings(const AskSettings& settings);

    double maskOpacity() const;
    void setMaskOpacity(double opacity);
    bool maskPatterns() const; ///< fills are told apart without their colours too
    void setMaskPatterns(bool patterns);
    int brushSize() const;
    void setBrushSize(int diameter);
    int eraserSize() const;
    void setEraserSize(int diameter);

    bool squareBrush() const;
    void setSquareBrush(bool square);
    int floodTolerance() const;
    void setFloodTolerance(int tolerance);

    bool rulerInTime() const;
    void setRulerInTime(bool time);
    bool figuresShown() const; ///< of playing: shown, dropped, late
    void setFiguresShown(bool shown);

    double playingSpeed() const;
    void setPlayingSpeed(double speed);
    bool loops() const;
    void setLoops(bool loops);

    qint64 cacheBytes() const; ///< for decoded frames; 0: as much as is usual on this machine
    void setCacheBytes(qint64 bytes);
    VideosPanel::Order videoOrder() const;
    void setVideoOrder(VideosPanel::Order order);

    QByteArray windowGeometry() const;
    QByteArray windowState() const;
    QByteArray middleState() const; ///< of the splitter between picture and timeline
    void setWindow(const QByteArray& geometry, const QByteArray& state, const QByteArray& middle);

    QString lastProject() const { return recentProjects().value(0); }
    QStringList recentProjects() const; ///< newest first, those that still exist
    void addRecentProject(const QString& path);
    QString lastFolder() const;
    void setLastFolder(const QString& folder);
};

} // namespace revseg::studio
