// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/studio/theme.h"

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
    QStringList knownVlms() const; ///< specs used before, newest first
    QString tracker() const;

    double maskOpacity() const;
    void setMaskOpacity(double opacity);
    int brushSize() const;
    void setBrushSize(int diameter);
    int eraserSize() const;
    void setEraserSize(int diameter);

    bool rulerInTime() const;
    void setRulerInTime(bool time);
    bool figuresShown() const; ///< of playing: shown, dropped, late
    void setFiguresShown(bool shown);

    QByteArray windowGeometry() const;
    QByteArray windowState() const;
    void setWindow(const QByteArray& geometry, const QByteArray& state);

    QString lastProject() const { return recentProjects().value(0); }
    QStringList recentProjects() const; ///< newest first, those that still exist
    void addRecentProject(const QString& path);
    QString lastFolder() const;
    void setLastFolder(const QString& folder);
};

} // namespace revseg::studio
