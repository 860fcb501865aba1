// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace revseg::studio {

enum class ThemeChoice { System, Light, Dark };

/// The look of the whole application: our own light and dark palettes over the Fusion style. "System" follows
/// the desktop's preference, also while the program runs (the settings portal of freedesktop.org; without
/// one, the palette the platform gave at start).
class Theme : public QObject
{
    Q_OBJECT
public:
    explicit Theme(QObject* parent = nullptr);

    void choose(ThemeChoice choice);
    ThemeChoice choice() const { return m_choice; }
    bool isDark() const { return m_dark; }

Q_SIGNALS:
    void changed();

private Q_SLOTS:
    void portalSettingChanged(const QString& group, const QString& key);

private:
    bool systemIsDark() const;
    void apply();

    ThemeChoice m_choice = ThemeChoice::System;
    bool m_platformDark = false;
    bool m_dark = false;
};

} // namespace revseg::studio
