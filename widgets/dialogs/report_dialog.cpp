// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/dialogs/report_dialog.h"

#include <QDesktopServices>
#include <QDialogButtonBox>
#include <QDir>
#include <QFileInfo>
#include <QFrame>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QUrl>
#include <QVBoxLayout>

#include <algorithm>

namespace revseg {

namespace {

constexpr size_t kMostRanges = 8; ///< of one sequence; report.json lists all
constexpr size_t kMostSequences = 6;

/// "clip: 0–3, 7"
QString placesText(const std::vector<ExchangeReport::Place>& places)
{
    QStringList sequences;
    for (const ExchangeReport::Place& place : places) {
        if (size_t(sequences.size()) == kMostSequences) {
            sequences << QStringLiteral("…");
            break;
        }
        QStringList ranges;
        for (const FrameRange& range : place.at) {
            if (size_t(ranges.size()) == kMostRanges) {
                ranges << QStringLiteral("…");
                break;
            }
            ranges << (range.first == range.last ? QString::number(range.first)
                                                 : QStringLiteral("%1–%2").arg(range.first).arg(range.last));
        }
        sequences << QStringLiteral("%1: %2").arg(place.sequence, ranges.join(QStringLiteral(", ")));
    }
    return sequences.join(QStringLiteral("; "));
}

} // namespace

ReportDialog::ReportDialog(const QString& title, const QString& headline, const ExchangeReport& report,
                           const std::function<QString(const Sentence&)>& text, const QString& place,
                           const QString& looked, QWidget* parent)
    : QDialog(parent)
    , m_headline(new QLabel)
    , m_losses(new QLabel)
{
    setWindowTitle(title);
    auto* column = new QVBoxLayout(this);
    QFont large = font();
    large.setPointSizeF(large.pointSizeF() * 1.15);
    large.setBold(true);
    m_headline->setFont(large);
    m_headline->setText(headline);
    m_headline->setWordWrap(true);
    column->addWidget(m_headline);
    const bool isExport = !place.isEmpty();
    if (isExport) {
        auto* where = new QLabel(QDir::toNativeSeparators(place));
        where->setForegroundRole(QPalette::PlaceholderText);
        where->setWordWrap(true);
        where->setTextFormat(Qt::PlainText);
        where->setTextInteractionFlags(Qt::TextSelectableByMouse);
        column->addWidget(where);
    }

    QStringList lines;
    if (!looked.isEmpty())
        lines << looked;
    if (report.losses.empty()) {
        lines << tr("Nothing was lost.");
    } else {
        lines << tr("Worth knowing:");
        for (const auto& [name, count] : report.losses) {
            QString line = QStringLiteral("• ") + text(lossSentence(name, count));
            if (const auto at = report.places.find(name); at != report.places.end())
                line += QStringLiteral(" (%1)").arg(placesText(at->second));
            lines << line + QLatin1Char('.');
        }
    }
    m_losses->setText(lines.join(QStringLiteral("\n\n")));
    m_losses->setTextFormat(Qt::PlainText);
    m_losses->setWordWrap(true);
    m_losses->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_losses->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto* scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setWidget(m_losses);
    column->addSpacing(6);
    column->addWidget(scroll, 1);

    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    buttons->button(QDialogButtonBox::Close)->setText(tr("&Close"));
    if (isExport) {
        auto* open = buttons->addButton(tr("&Open folder"), QDialogButtonBox::ActionRole);
        connect(open, &QPushButton::clicked, this, [place] {
            const QFileInfo info(place);
            QDesktopServices::openUrl(
                QUrl::fromLocalFile(info.isDir() ? info.absoluteFilePath() : info.absolutePath()));
        });
    }
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    column->addWidget(buttons);
    constexpr int kWidth = 540;
    const int tall = m_losses->heightForWidth(kWidth - 40);
    resize(kWidth, std::min(480, sizeHint().height() - scroll->sizeHint().height() + tall + 16));
}

QString ReportDialog::text() const
{
    return m_headline->text() + QLatin1Char('\n') + m_losses->text();
}

} // namespace revseg
