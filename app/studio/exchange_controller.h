// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/formats/import_steps.h"
#include "widgets/dialogs/export_dialog.h"
#include "widgets/dialogs/import_dialog.h"

#include <QObject>
#include <QPointer>
#include <QTimer>

#include <memory>
#include <optional>
#include <vector>

class QProgressBar;

namespace revseg {
class Job;
class JobQueue;
} // namespace revseg

namespace revseg::studio {

class Session;
class Settings;

/// Masks in other people's formats, in and out of the project, with the dialogs they need. The work is done
/// by background jobs; what an import has read becomes one edit for each video. Both end with a report.
class ExchangeController final : public QObject
{
    Q_OBJECT
public:
    ExchangeController(Session& session, JobQueue& jobs, Settings& settings, QWidget* window);
    ~ExchangeController() override;

    void askImport();
    void askExport(FrameIndex shown, ExportKind first);

    /// What the dialogs end in.
    void startImport(const ImportChoice& choice);
    void startExport(const ExportChoice& choice, FrameIndex shown);

Q_SIGNALS:
    void problem(const revseg::Error& error);
    void notice(const QString& text);

private:
    void look(ImportDialog* dialog, const QString& path, std::optional<Format> format);
    void takeOver(ImportedMasks masks);
    void applyNext();
    void applySome();
    void applyAll(); ///< at once, when the project is about to go
    void failImport(const Error& error);
    void endImport();
    void watch(const std::shared_ptr<Job>& job);
    static QString figures(const ExchangeReport& report);
    void showReport(const QString& title, const QString& headline, const ExchangeReport& report,
                    const QString& place, const QString& looked);

    Session& m_session;
    JobQueue& m_jobs;
    Settings& m_settings;
    QWidget* m_window;
    std::weak_ptr<Job> m_looking; ///< for the import dialog

    /// An import that has been read and goes into the project, a few masks in each turn of the event loop.
    struct Import
    {
        ImportedMasks masks; ///< videos that wait
        ExchangeReport report;
        std::unique_ptr<ImportSteps> steps; ///< of the video at work
        std::vector<VideoId> done;
        int slice = 64; ///< masks a step; follows how long one takes
        QPointer<QDialog> dialog;
        QPointer<QProgressBar> bar;
    };
    std::optional<Import> m_import;
    QTimer m_turn;
    bool m_leaving = false;
    QString m_exportFolder; ///< of the last one; empty: beside the project
};

} // namespace revseg::studio
