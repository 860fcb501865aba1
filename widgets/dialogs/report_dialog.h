// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/formats/exchange_report.h"

#include <QDialog>

#include <functional>

class QLabel;

namespace revseg {

/// What an import or an export did, and what could not be taken over, in sentences.
class ReportDialog final : public QDialog
{
    Q_OBJECT
public:
    /// `text` puts sentences of core into the language of the window. With a `place` (a folder or file), a
    /// button opens the folder.
    ReportDialog(const QString& title, const QString& headline, const ExchangeReport& report,
                 const std::function<QString(const Sentence&)>& text, const QString& place,
                 const QString& looked, QWidget* parent = nullptr);

    QString text() const; ///< all that is said

private:
    QLabel* m_headline;
    QLabel* m_losses;
};

} // namespace revseg
