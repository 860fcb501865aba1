// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <QStringList>

#include <memory>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QRadioButton;
class QSlider;
class QSpinBox;

namespace revseg {

class CheckServerJob;
class JobQueue;
struct VlmCapabilities;

/// What the settings dialog shows and gives back.
struct SettingsValues
{
    QString vlm;      ///< spec; "" none
    int theme = 0;    ///< 0 system, 1 light, 2 dark
    QString language; ///< "" system
    double mask_opacity = 0.45;
    int cache_mb = 0;         ///< memory for decoded frames, MiB; 0: as is usual on this machine
    int usual_cache_mb = 512; ///< what that is, and the most that may be chosen
    int most_cache_mb = 4096;
};

class SettingsDialog final : public QDialog
{
    Q_OBJECT
public:
    SettingsDialog(const SettingsValues& values, const QStringList& languages, QWidget* parent = nullptr);

    ~SettingsDialog() override;

    SettingsValues values() const;

private:
    QString origin() const; ///< of the address that is typed; empty while it is none
    void updateState();
    void showFolderDetails();
    void showKeyState();
    void changeKey(bool save);
    void check();
    void forgetCheck();
    void showChecked(const VlmCapabilities& found);

    QRadioButton* m_server;
    QRadioButton* m_replay;
    QLineEdit* m_url;
    QPushButton* m_check;
    QComboBox* m_model; ///< any name; lists those that a check has found
    QLabel* m_checkState;
    JobQueue* m_jobs = nullptr; ///< made by the first check: those of the window may be long
    std::shared_ptr<CheckServerJob> m_checking;
    QLineEdit* m_trace;
    QRadioButton* m_local;
    QLineEdit* m_folder;
    QLabel* m_folderDetails;
    QLabel* m_keyHint;
    QLineEdit* m_key;
    QPushButton* m_saveKey;
    QPushButton* m_forgetKey;
    QLabel* m_keyState; ///< whether there is a key, or why it cannot be kept
    bool m_keyBusy = false;
    QComboBox* m_theme;
    QComboBox* m_language;
    QSlider* m_opacity;
    QSpinBox* m_cache;
};

} // namespace revseg
