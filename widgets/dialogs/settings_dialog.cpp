// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/dialogs/settings_dialog.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QGroupBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QRadioButton>
#include <QSlider>
#include <QUrl>
#include <QVBoxLayout>

namespace revseg {

SettingsDialog::SettingsDialog(const SettingsValues& values, const QStringList& languages, QWidget* parent)
    : QDialog(parent)
    , m_server(new QRadioButton(tr("A server (OpenAI-compatible chat completions)")))
    , m_replay(new QRadioButton(tr("A recorded answer (trace)")))
    , m_url(new QLineEdit)
    , m_model(new QLineEdit)
    , m_trace(new QLineEdit)
    , m_keyHint(new QLabel)
    , m_theme(new QComboBox)
    , m_language(new QComboBox)
    , m_opacity(new QSlider(Qt::Horizontal))
{
    setWindowTitle(tr("Settings"));
    setMinimumWidth(560);
    auto* column = new QVBoxLayout(this);

    auto* who = new QGroupBox(tr("Who answers questions"));
    auto* whoForm = new QFormLayout(who);
    whoForm->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    whoForm->addRow(m_server);
    m_url->setPlaceholderText(QStringLiteral("http://localhost:8000/v1"));
    m_model->setPlaceholderText(tr("Name of the model, e.g. Qwen/Qwen2.5-VL-7B-Instruct"));
    whoForm->addRow(tr("&Address:"), m_url);
    whoForm->addRow(tr("&Model:"), m_model);
    m_keyHint->setText(
        tr("vLLM, SGLang, llama-server, Ollama and hosted services speak this protocol. A key, if one is "
           "needed, is taken from the environment variable REVSEG_API_KEY and never stored. Frames of "
           "your videos are sent to this address and nowhere else."));
    m_keyHint->setWordWrap(true);
    m_keyHint->setForegroundRole(QPalette::PlaceholderText);
    whoForm->addRow(m_keyHint);
    whoForm->addRow(m_replay);
    auto* traceRow = new QHBoxLayout;
    auto* browse = new QPushButton(tr("&Browse…"));
    traceRow->addWidget(m_trace);
    traceRow->addWidget(browse);
    whoForm->addRow(tr("&File:"), traceRow);
    column->addWidget(who);

    auto* look = new QGroupBox(tr("Look"));
    auto* lookForm = new QFormLayout(look);
    m_theme->addItems({tr("Follow the system"), tr("Light"), tr("Dark")});
    lookForm->addRow(tr("&Theme:"), m_theme);
    m_language->addItem(tr("Follow the system"), QString());
    for (const QString& code : languages)
        m_language->addItem(QLocale(code).nativeLanguageName(), code);
    lookForm->addRow(tr("&Language:"), m_language);
    m_opacity->setRange(5, 100);
    m_opacity->setAccessibleName(tr("Opacity of masks"));
    lookForm->addRow(tr("&Opacity of masks:"), m_opacity);
    column->addWidget(look);
    column->addStretch();

    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
    column->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_server, &QRadioButton::toggled, this, &SettingsDialog::updateState);
    connect(browse, &QPushButton::clicked, this, [this] {
        const QString file = QFileDialog::getOpenFileName(this, tr("Recorded answer"), m_trace->text(),
                                                          tr("Traces (*.json);;All files (*)"));
        if (!file.isEmpty()) {
            m_trace->setText(file);
            m_replay->setChecked(true);
        }
    });

    const bool replay = values.vlm.startsWith(QLatin1String("replay:"));
    if (replay) {
        m_trace->setText(values.vlm.mid(7));
    } else if (!values.vlm.isEmpty()) {
        QUrl url(values.vlm);
        m_model->setText(url.fragment());
        url.setFragment({});
        m_url->setText(url.toString());
    }
    (replay ? m_replay : m_server)->setChecked(true);
    m_theme->setCurrentIndex(values.theme);
    m_language->setCurrentIndex(std::max(0, m_language->findData(values.language)));
    m_opacity->setValue(int(values.mask_opacity * 100 + 0.5));
    updateState();
}

void SettingsDialog::updateState()
{
    for (QWidget* w : {static_cast<QWidget*>(m_url), static_cast<QWidget*>(m_model)})
        w->setEnabled(m_server->isChecked());
    m_trace->setEnabled(m_replay->isChecked());
}

SettingsValues SettingsDialog::values() const
{
    SettingsValues v;
    if (m_replay->isChecked()) {
        if (!m_trace->text().trimmed().isEmpty())
            v.vlm = QStringLiteral("replay:") + m_trace->text().trimmed();
    } else if (!m_url->text().trimmed().isEmpty()) {
        v.vlm = m_url->text().trimmed();
        if (!m_model->text().trimmed().isEmpty())
            v.vlm += QLatin1Char('#') + m_model->text().trimmed();
    }
    v.theme = m_theme->currentIndex();
    v.language = m_language->currentData().toString();
    v.mask_opacity = m_opacity->value() / 100.0;
    return v;
}

} // namespace revseg
