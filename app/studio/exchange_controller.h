// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/formats/project_masks.h"
#include "widgets/dialogs/export_dialog.h"
#include "widgets/dialogs/import_dialog.h"

#include <QObject>

#include <memory>
#include <optional>
#include <vector>

namespace revseg {
class Job;
class JobQueue;
} // namespace revseg

namespace revseg::studio {

class EditWriter;
class Session;
class Settings;

/// Masks in other people's formats, in and out of the project, with the dialogs they need. The work is done
/// by background jobs; what an import has read becomes one edit. Both end with a report.
class ExchangeController final : public QObject
{
    Q_OBJECT
public:
    ExchangeController(Session& session, JobQueue& jobs, EditWriter& writer, Settings& settings,
                       QWidget* window);
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
    void watch(const std::shared_ptr<Job>& job);
    static QString figures(const ExchangeReport& report);
    void showReport(const QString& title, const QString& headline, const ExchangeReport& report,
                    const QString& place, const QString& looked);

    Session& m_session;
    JobQueue& m_jobs;
    EditWriter& m_writer;
    Settings& m_settings;
    QWidget* m_window;
    std::weak_ptr<Job> m_looking; ///< for the import dialog

    QString m_exportFolder; ///< of the last one; empty: beside the project
};

} // namespace revseg::studio
