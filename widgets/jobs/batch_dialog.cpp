// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/jobs/batch_dialog.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

namespace revseg {

BatchDialog::BatchDialog(const std::vector<Video>& videos, const QStringList& questions, QWidget* parent)
    : QDialog(parent)
    , m_videos(new QListWidget)
    , m_questions(new QPlainTextEdit(questions.join(QLatin1Char('\n'))))
    , m_samples(new QSpinBox)
    , m_count(new QLabel)
    , m_buttons(new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel))
{
    setWindowTitle(tr("New batch"));
    for (const Video& video : videos) {
        auto* item = new QListWidgetItem(video.name, m_videos);
        item->setData(Qt::UserRole, video.id);
        item->setCheckState(Qt::Checked);
    }
    m_samples->setRange(1, 64);
    m_questions->setPlaceholderText(tr("One question a line"));
    m_questions->setTabChangesFocus(true);
    auto* form = new QFormLayout;
    form->addRow(tr("&Videos"), m_videos);
    form->addRow(tr("&Questions"), m_questions);
    form->addRow(tr("&Samples of each"), m_samples);
    auto* column = new QVBoxLayout(this);
    column->addLayout(form);
    column->addWidget(m_count);
    column->addWidget(m_buttons);
    m_buttons->button(QDialogButtonBox::Ok)->setText(tr("Run"));
    connect(m_buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_videos, &QListWidget::itemChanged, this, &BatchDialog::showCount);
    connect(m_questions, &QPlainTextEdit::textChanged, this, &BatchDialog::showCount);
    connect(m_samples, &QSpinBox::valueChanged, this, &BatchDialog::showCount);
    showCount();
    resize(480, 420);
}

std::vector<qint64> BatchDialog::videos() const
{
    std::vector<qint64> out;
    for (int i = 0; i < m_videos->count(); ++i) {
        if (m_videos->item(i)->checkState() == Qt::Checked)
            out.push_back(m_videos->item(i)->data(Qt::UserRole).toLongLong());
    }
    return out;
}

QStringList BatchDialog::questions() const
{
    QStringList out;
    for (const QString& line : m_questions->toPlainText().split(QLatin1Char('\n'))) {
        if (!line.trimmed().isEmpty())
            out << line.trimmed();
    }
    return out;
}

int BatchDialog::samples() const
{
    return m_samples->value();
}

void BatchDialog::showCount()
{
    const qsizetype count = qsizetype(videos().size()) * questions().size() * samples();
    m_count->setText(tr("%n run(s) in all", nullptr, int(count)));
    m_buttons->button(QDialogButtonBox::Ok)->setEnabled(count > 0);
}

} // namespace revseg
