// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <QStringList>

class QComboBox;
class QLabel;
class QLineEdit;
class QRadioButton;
class QSlider;

namespace revseg {

/// What the settings dialog shows and gives back.
struct SettingsValues
{
    QString vlm;      ///< spec; "" none
    int theme = 0;    ///< 0 system, 1 light, 2 dark
    QString language; ///< "" system
    double mask_opacity = 0.45;
};

class SettingsDialog final : public QDialog
{
    Q_OBJECT
public:
    SettingsDialog(const SettingsValues& values, const QStringList& languages, QWidget* parent = nullptr);

    SettingsValues values() const;

private:
    void updateState();

    QRadioButton* m_server;
    QRadioButton* m_replay;
    QLineEdit* m_url;
    QLineEdit* m_model;
    QLineEdit* m_trace;
    QLabel* m_keyHint;
    QComboBox* m_theme;
    QComboBox* m_language;
    QSlider* m_opacity;
};

} // namespace revseg
