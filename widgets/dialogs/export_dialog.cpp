// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/dialogs/export_dialog.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>

namespace revseg {

ExportDialog::ExportDialog(const QString& name, const QString& folder, QWidget* parent)
    : QDialog(parent)
    , m_name(name)
    , m_folder(folder)
    , m_davis(new QRadioButton(tr("&DAVIS pictures")))
    , m_overlay(new QRadioButton(tr("&Overlay video")))
    , m_pictures(new QCheckBox(tr("Also write the &frames as JPEG")))
    , m_target(new QLineEdit)
    , m_problem(new QLabel)
    , m_ok(nullptr)
{
    setWindowTitle(tr("Export “%1”").arg(name));
    setMinimumWidth(560);
    const auto hint = [this](const QString& text) {
        auto* label = new QLabel(text);
        label->setWordWrap(true);
        label->setIndent(fontMetrics().height() + 10);
        label->setForegroundRole(QPalette::PlaceholderText);
        return label;
    };
    auto* column = new QVBoxLayout(this);
    column->addWidget(m_davis);
    column->addWidget(
        hint(tr("One palette PNG a frame, the pixel value is the object's number, as DAVIS 2017 has it.")));
    auto* indented = new QHBoxLayout;
    indented->addSpacing(fontMetrics().height() + 10);
    indented->addWidget(m_pictures);
    column->addLayout(indented);
    column->addSpacing(6);
    column->addWidget(m_overlay);
    column->addWidget(hint(tr("An MP4 with the masks in their colours over the picture.")));
    column->addSpacing(10);
    auto* row = new QHBoxLayout;
    auto* label = new QLabel(tr("&To:"));
    label->setBuddy(m_target);
    auto* browseButton = new QPushButton(tr("&Browse…"));
    row->addWidget(label);
    row->addWidget(m_target, 1);
    row->addWidget(browseButton);
    column->addLayout(row);
    m_problem->setWordWrap(true);
    column->addWidget(m_problem);
    column->addStretch();
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    m_ok = buttons->addButton(tr("&Export"), QDialogButtonBox::AcceptRole);
    column->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(browseButton, &QPushButton::clicked, this, &ExportDialog::browse);
    connect(m_target, &QLineEdit::textEdited, this, [this] { m_edited = true; });
    connect(m_target, &QLineEdit::textChanged, this, &ExportDialog::updateState);
    connect(m_davis, &QRadioButton::toggled, this, [this] {
        if (!m_edited)
            m_target->setText(proposedTarget());
        updateState();
    });
    m_davis->setChecked(true);
    m_target->setText(proposedTarget());
    updateState();
}

QString ExportDialog::proposedTarget() const
{
    const QString end = m_davis->isChecked() ? QStringLiteral("davis") : QStringLiteral("overlay.mp4");
    return QDir::toNativeSeparators(QStringLiteral("%1/%2-%3").arg(m_folder, m_name, end));
}

void ExportDialog::browse()
{
    const QString path =
        m_davis->isChecked()
            ? QFileDialog::getExistingDirectory(this, tr("Folder for the pictures"), m_folder)
            : QFileDialog::getSaveFileName(this, tr("Overlay video"), m_target->text(),
                                           tr("MP4 video (*.mp4)"));
    if (path.isEmpty())
        return;
    m_edited = true;
    m_target->setText(QDir::toNativeSeparators(path));
}

void ExportDialog::updateState()
{
    m_pictures->setEnabled(m_davis->isChecked());
    const QString target = m_target->text().trimmed();
    QString problem;
    if (m_davis->isChecked() && QFileInfo(target).isDir() && !QDir(target).isEmpty())
        problem = tr("This folder is not empty: files of the same names will be replaced, others stay.");
    else if (m_overlay->isChecked() && QFileInfo::exists(target))
        problem = tr("This file exists and will be replaced.");
    m_problem->setText(problem);
    if (m_ok != nullptr)
        m_ok->setEnabled(!target.isEmpty());
}

ExportChoice ExportDialog::choice() const
{
    return {m_davis->isChecked() ? ExportKind::Davis : ExportKind::OverlayVideo,
            QDir::fromNativeSeparators(m_target->text().trimmed()),
            m_pictures->isChecked() && m_davis->isChecked()};
}

} // namespace revseg
