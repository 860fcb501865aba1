// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/dialogs/settings_dialog.h"

#include "core/jobs/check_server_job.h"
#include "core/jobs/job_queue.h"
#include "core/vlm/key_store.h"
#include "widgets/query/model_text.h"

#include <QComboBox>
#include <QCoreApplication>
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
#include <QScreen>
#include <QScrollArea>
#include <QSlider>
#include <QSpinBox>
#include <QUrl>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace revseg {

namespace {

constexpr int kLeastCache_mb = 64; ///< some frames of any video

constexpr int kSpare = 24; ///< pixels, for lines that wrap

/// A form leads to fields by their mnemonics only where it is given the field itself.
QLabel* labelFor(QWidget* field, const QString& text)
{
    auto* const label = new QLabel(text);
    label->setBuddy(field);
    return label;
}

QString explained(const Error& error)
{
    const auto text = [](const Sentence& s) {
        return Sentence::fill(QCoreApplication::translate("core", s.source), s.args);
    };
    const Sentence remedy = error.remedy.isEmpty() ? Sentence{defaultRemedy(error.kind), {}} : error.remedy;
    return SettingsDialog::tr("%1: %2").arg(text(error.what), text(remedy));
}

} // namespace

SettingsDialog::SettingsDialog(const SettingsValues& values, const QStringList& languages, QWidget* parent)
    : QDialog(parent)
    , m_server(new QRadioButton(tr("A server (OpenAI-compatible chat completions)")))
    , m_replay(new QRadioButton(tr("A recorded answer (trace)")))
    , m_url(new QLineEdit)
    , m_check(new QPushButton(tr("C&heck")))
    , m_model(new QComboBox)
    , m_checkState(new QLabel)
    , m_trace(new QLineEdit)
    , m_local(new QRadioButton(tr("A model in this program")))
    , m_folder(new QLineEdit)
    , m_folderDetails(new QLabel)
    , m_keyHint(new QLabel)
    , m_key(new QLineEdit)
    , m_saveKey(new QPushButton(tr("&Save")))
    , m_forgetKey(new QPushButton(tr("F&orget")))
    , m_keyState(new QLabel)
    , m_theme(new QComboBox)
    , m_language(new QComboBox)
    , m_opacity(new QSlider(Qt::Horizontal))
    , m_cache(new QSpinBox)
{
    setWindowTitle(tr("Settings"));
    setMinimumWidth(560);
    // On a small screen the fields scroll, and the buttons stay in sight.
    auto* outer = new QVBoxLayout(this);
    auto* scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);

    auto* who = new QGroupBox(tr("Who answers questions"));
    auto* whoForm = new QFormLayout(who);
    whoForm->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    whoForm->addRow(m_server);
    m_url->setPlaceholderText(QStringLiteral("http://localhost:8000/v1"));
    m_model->setObjectName(QStringLiteral("model"));
    m_model->setEditable(true);
    m_model->setInsertPolicy(QComboBox::NoInsert);
    m_model->lineEdit()->setPlaceholderText(tr("Name of the model, e.g. Qwen/Qwen2.5-VL-7B-Instruct"));
    m_check->setObjectName(QStringLiteral("check"));
    m_checkState->setObjectName(QStringLiteral("checkState"));
    m_checkState->setTextFormat(Qt::PlainText);
    m_checkState->setWordWrap(true);
    auto* addressRow = new QHBoxLayout;
    addressRow->addWidget(m_url);
    addressRow->addWidget(m_check);
    whoForm->addRow(labelFor(m_url, tr("&Address:")), addressRow);
    whoForm->addRow(tr("&Model:"), m_model);
    whoForm->addRow(QString(), m_checkState);
    m_keyHint->setText(
        tr("vLLM, SGLang, llama-server, Ollama and hosted services speak this protocol. A key, if one is "
           "needed, is kept in the system keychain; the environment variable REVSEG_API_KEY takes its place. "
           "Frames of your videos are sent to this address and nowhere else."));
    m_keyHint->setWordWrap(true);
    m_keyHint->setForegroundRole(QPalette::PlaceholderText);
    m_key->setObjectName(QStringLiteral("key"));
    m_key->setEchoMode(QLineEdit::Password);
    m_saveKey->setObjectName(QStringLiteral("saveKey"));
    m_forgetKey->setObjectName(QStringLiteral("forgetKey"));
    m_keyState->setObjectName(QStringLiteral("keyState"));
    m_keyState->setTextFormat(Qt::PlainText);
    m_keyState->setWordWrap(true);
    auto* keyRow = new QHBoxLayout;
    for (QWidget* w :
         {static_cast<QWidget*>(m_key), static_cast<QWidget*>(m_saveKey), static_cast<QWidget*>(m_forgetKey)})
        keyRow->addWidget(w);
    whoForm->addRow(labelFor(m_key, tr("&Key:")), keyRow);
    whoForm->addRow(QString(), m_keyState);
    whoForm->addRow(m_keyHint);
    whoForm->addRow(m_replay);
    auto* traceRow = new QHBoxLayout;
    auto* browse = new QPushButton(tr("&Browse…"));
    traceRow->addWidget(m_trace);
    traceRow->addWidget(browse);
    whoForm->addRow(labelFor(m_trace, tr("&File:")), traceRow);
    whoForm->addRow(m_local);
    auto* folderRow = new QHBoxLayout;
    auto* choose = new QPushButton(tr("Choose a model fol&der…"));
    m_folder->setPlaceholderText(tr("Folder of a Qwen2.5-VL model"));
    m_folder->setAccessibleName(tr("Folder of the model"));
    m_folder->setObjectName(QStringLiteral("modelFolder"));
    folderRow->addWidget(m_folder);
    folderRow->addWidget(choose);
    whoForm->addRow(folderRow);
    m_folderDetails->setWordWrap(true);
    m_folderDetails->setObjectName(QStringLiteral("modelDetails"));
    m_folderDetails->setForegroundRole(QPalette::PlaceholderText);
    whoForm->addRow(m_folderDetails);
    connect(m_local, &QRadioButton::toggled, this, &SettingsDialog::updateState);
    connect(m_folder, &QLineEdit::editingFinished, this, &SettingsDialog::showFolderDetails);
    connect(choose, &QPushButton::clicked, this, [this] {
        const QString folder =
            QFileDialog::getExistingDirectory(this, tr("Folder of a model"), m_folder->text());
        if (!folder.isEmpty()) {
            m_folder->setText(folder);
            m_local->setChecked(true);
            showFolderDetails();
        }
    });
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

    auto* memory = new QGroupBox(tr("Memory"));
    auto* memoryForm = new QFormLayout(memory);
    m_cache->setObjectName(QStringLiteral("cache"));
    m_cache->setRange(0, values.most_cache_mb);
    m_cache->setSingleStep(256);
    m_cache->setSuffix(tr(" MB"));
    m_cache->setSpecialValueText(tr("As usual (%1 MB)").arg(values.usual_cache_mb));
    m_cache->setToolTip(
        tr("How much memory decoded frames may hold, so that going back to them takes no time. "
           "0: a quarter of this machine's, at most 2 GB."));
    m_cache->setAccessibleName(tr("Memory for decoded frames"));
    memoryForm->addRow(tr("&Decoded frames:"), m_cache);
    column->addWidget(memory);
    column->addStretch();

    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
    scroll->setWidget(content);
    outer->addWidget(scroll);
    outer->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_server, &QRadioButton::toggled, this, &SettingsDialog::updateState);
    connect(m_url, &QLineEdit::textChanged, this, &SettingsDialog::showKeyState);
    connect(m_url, &QLineEdit::textChanged, this, &SettingsDialog::forgetCheck);
    connect(m_check, &QPushButton::clicked, this, &SettingsDialog::check);
    connect(m_key, &QLineEdit::textChanged, this, &SettingsDialog::updateState);
    connect(m_saveKey, &QPushButton::clicked, this, [this] { changeKey(true); });
    connect(m_forgetKey, &QPushButton::clicked, this, [this] { changeKey(false); });
    for (QPushButton* b : {m_check, m_saveKey, m_forgetKey}) // Return in a field is for the dialog
        b->setAutoDefault(false);
    connect(browse, &QPushButton::clicked, this, [this] {
        const QString file = QFileDialog::getOpenFileName(this, tr("Recorded answer"), m_trace->text(),
                                                          tr("Traces (*.json);;All files (*)"));
        if (!file.isEmpty()) {
            m_trace->setText(file);
            m_replay->setChecked(true);
        }
    });

    const bool replay = values.vlm.startsWith(QLatin1String("replay:"));
    const bool local = values.vlm.startsWith(QLatin1String("local:"));
    if (replay) {
        m_trace->setText(values.vlm.mid(7));
    } else if (local) {
        m_folder->setText(values.vlm.mid(6));
        showFolderDetails();
    } else if (!values.vlm.isEmpty()) {
        QUrl url(values.vlm);
        m_model->setEditText(url.fragment());
        url.setFragment({});
        m_url->setText(url.toString());
    }
    (replay ? m_replay : local ? m_local : m_server)->setChecked(true);
    m_theme->setCurrentIndex(values.theme);
    m_language->setCurrentIndex(std::max(0, m_language->findData(values.language)));
    m_opacity->setValue(int(values.mask_opacity * 100 + 0.5));
    m_cache->setValue(values.cache_mb);
    showKeyState();
    // As large as its fields, if the screen is.
    const int margins = outer->contentsMargins().top() + outer->contentsMargins().bottom();
    const int wanted =
        content->sizeHint().height() + outer->spacing() + buttons->sizeHint().height() + margins;
    const int room = (parent != nullptr ? parent->screen() : screen())->availableSize().height() * 9 / 10;
    resize(std::max(minimumWidth(), sizeHint().width()), std::min(wanted + kSpare, room));
}

QString SettingsDialog::origin() const
{
    return KeyStore::origin(m_url->text().trimmed());
}

void SettingsDialog::showKeyState()
{
    if (!qEnvironmentVariable("REVSEG_API_KEY").trimmed().isEmpty())
        m_keyState->setText(tr("The key in REVSEG_API_KEY is used."));
    else if (KeyStore::isSaved(origin()))
        m_keyState->setText(tr("A key for %1 is in the system keychain.").arg(origin()));
    else
        m_keyState->setText(tr("No key is saved for this address."));
    updateState();
}

SettingsDialog::~SettingsDialog()
{
    delete m_jobs; // while what its jobs tell still exists
}

void SettingsDialog::check()
{
    if (m_jobs == nullptr)
        m_jobs = new JobQueue(this);
    forgetCheck();
    const auto job = std::make_shared<CheckServerJob>(m_url->text().trimmed());
    m_checking = job;
    connect(job.get(), &CheckServerJob::checked, this, [this, job = job.get()](const VlmCapabilities& found) {
        if (job == m_checking.get())
            showChecked(found);
    });
    connect(job.get(), &Job::finished, this, [this, job = job.get()] {
        if (job != m_checking.get())
            return;
        if (job->error() && !job->error()->isCancelled())
            m_checkState->setText(explained(*job->error()));
        m_checking.reset();
        updateState();
    });
    m_checkState->setText(tr("Asking the server…"));
    m_jobs->add(job);
    updateState();
}

/// What was found does not hold for another address.
void SettingsDialog::forgetCheck()
{
    if (const auto job = std::exchange(m_checking, nullptr))
        job->cancel();
    m_checkState->clear();
    updateState();
}

void SettingsDialog::showChecked(const VlmCapabilities& found)
{
    QString model = m_model->currentText().trimmed();
    if (model.isEmpty() && found.models.size() == 1)
        model = found.models[0];
    m_model->clear();
    m_model->addItems(found.models);
    m_model->setEditText(model);
    if (found.models.isEmpty())
        m_checkState->setText(tr("The server answers; it does not list its models."));
    else if (!model.isEmpty() && !found.models.contains(model))
        m_checkState->setText(tr("The server answers, but “%1” is not among its models.").arg(model));
    else
        m_checkState->setText(tr("The server answers. Models: %n", nullptr, int(found.models.size())));
    if (found.log_probabilities) {
        m_checkState->setText(m_checkState->text() + QLatin1Char(' ') +
                              tr("It can tell how sure it is of each word."));
    }
}

void SettingsDialog::changeKey(bool save)
{
    const auto done = [this](const Result<void>& result) {
        m_keyBusy = false;
        m_key->clear();
        showKeyState();
        if (!result)
            m_keyState->setText(explained(result.error()));
    };
    m_keyBusy = true;
    m_keyState->setText(tr("Waiting for the system keychain…"));
    updateState();
    if (save)
        KeyStore::write(origin(), m_key->text().trimmed(), this, done);
    else
        KeyStore::forget(origin(), this, done);
}

void SettingsDialog::updateState()
{
    for (QWidget* w : {static_cast<QWidget*>(m_url), static_cast<QWidget*>(m_model)})
        w->setEnabled(m_server->isChecked());
    m_check->setEnabled(m_server->isChecked() && m_checking == nullptr && !origin().isEmpty());
    const bool keys = m_server->isChecked() && !m_keyBusy && !origin().isEmpty();
    m_key->setEnabled(keys);
    m_saveKey->setEnabled(keys && !m_key->text().trimmed().isEmpty());
    m_forgetKey->setEnabled(keys && KeyStore::isSaved(origin()));
    m_trace->setEnabled(m_replay->isChecked());
    m_folder->setEnabled(m_local->isChecked());
}

void SettingsDialog::showFolderDetails()
{
    const QString folder = m_folder->text().trimmed();
    m_folderDetails->setText(folder.isEmpty() ? QString() : modelDetails(QStringLiteral("local:") + folder));
}

SettingsValues SettingsDialog::values() const
{
    SettingsValues v;
    if (m_replay->isChecked()) {
        if (!m_trace->text().trimmed().isEmpty())
            v.vlm = QStringLiteral("replay:") + m_trace->text().trimmed();
    } else if (m_local->isChecked()) {
        if (!m_folder->text().trimmed().isEmpty())
            v.vlm = QStringLiteral("local:") + m_folder->text().trimmed();
    } else if (!m_url->text().trimmed().isEmpty()) {
        v.vlm = m_url->text().trimmed();
        if (!m_model->currentText().trimmed().isEmpty())
            v.vlm += QLatin1Char('#') + m_model->currentText().trimmed();
    }
    v.theme = m_theme->currentIndex();
    v.language = m_language->currentData().toString();
    v.mask_opacity = m_opacity->value() / 100.0;
    v.cache_mb = m_cache->value() == 0 ? 0 : std::max(kLeastCache_mb, m_cache->value());
    return v;
}

} // namespace revseg
