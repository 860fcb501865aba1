// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/dialogs/tracker_dialog.h"

#include "core/tracker/sam2_engine.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QGroupBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>

namespace revseg {

namespace {
constexpr int kTrainedSize = 0;
constexpr int kDraftSize = 512;
constexpr int kRoughSize = 256;
} // namespace

TrackerDialog::TrackerDialog(const QString& spec, const QStringList& models, QWidget* parent)
    : QDialog(parent)
    , m_builtin(new QRadioButton(tr("&Built in: follows motion and colours, needs no model")))
    , m_sam2(new QRadioButton(tr("&SAM 2 or 2.1, in this program")))
    , m_options(new QGroupBox)
    , m_path(new QComboBox)
    , m_device(new QComboBox)
    , m_precision(new QComboBox)
    , m_size(new QComboBox)
    , m_motion(new QCheckBox(tr("Prefer masks that mo&ve as before (SAMURAI)")))
{
    setWindowTitle(tr("Tracker"));
    setMinimumWidth(560);
    auto* column = new QVBoxLayout(this);
    column->addWidget(m_builtin);
    column->addWidget(m_sam2);

    auto* form = new QFormLayout(m_options);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_path->setEditable(true);
    m_path->addItems(models);
    m_path->lineEdit()->setPlaceholderText(tr("sam2.1_hiera_tiny.pt, or a folder with model.safetensors"));
    auto* place = new QHBoxLayout;
    place->addWidget(m_path, 1);
    auto* file = new QPushButton(tr("&File…"));
    auto* folder = new QPushButton(tr("F&older…"));
    place->addWidget(file);
    place->addWidget(folder);
    auto* model = new QLabel(tr("&Model:"));
    model->setBuddy(m_path);
    form->addRow(model, place);
    m_device->addItem(tr("Processor"), false);
    m_device->addItem(tr("CUDA graphics card"), true);
    form->addRow(tr("&Runs on:"), m_device);
    m_precision->addItem(tr("float32: exact"), false);
    m_precision->addItem(tr("bfloat16: half the memory; faster where the device has it"), true);
    form->addRow(tr("&Precision:"), m_precision);
    m_size->addItem(tr("As trained: best masks"), kTrainedSize);
    m_size->addItem(tr("512: draft, about four times as fast"), kDraftSize);
    m_size->addItem(tr("256: rough, for a first look"), kRoughSize);
    form->addRow(tr("P&icture size:"), m_size);
    form->addRow(m_motion);
    auto* hint =
        new QLabel(tr("Weights are not shipped with the program: take a .pt file of Meta's, or a folder from "
                      "the Hugging Face hub such as facebook/sam2.1-hiera-tiny."));
    hint->setWordWrap(true);
    hint->setForegroundRole(QPalette::PlaceholderText);
    form->addRow(hint);
    column->addWidget(m_options);
    column->addStretch();

    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
    m_ok = buttons->button(QDialogButtonBox::Ok);
    column->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_sam2, &QRadioButton::toggled, this, &TrackerDialog::updateState);
    connect(m_sam2, &QRadioButton::clicked, this, [this] {
        if (m_path->currentText().isEmpty())
            m_path->setFocus(); // the next thing to say
    });
    connect(m_path, &QComboBox::editTextChanged, this, &TrackerDialog::updateState);
    connect(file, &QPushButton::clicked, this, [this] { browse(false); });
    connect(folder, &QPushButton::clicked, this, [this] { browse(true); });

    m_path->setEditText(models.value(0));
    const auto used = spec.startsWith(QLatin1String("sam2:")) ? Sam2Spec::parse(spec) : Sam2Spec{};
    if (used && !used->path.isEmpty()) {
        m_path->setEditText(used->path);
        m_device->setCurrentIndex(m_device->findData(used->cuda));
        m_precision->setCurrentIndex(m_precision->findData(used->bfloat16));
        if (m_size->findData(used->size) < 0)
            m_size->addItem(QString::number(used->size), used->size);
        m_size->setCurrentIndex(m_size->findData(used->size));
        m_motion->setChecked(used->motion);
        m_sam2->setChecked(true);
    } else {
        m_builtin->setChecked(true);
    }
    updateState();
}

void TrackerDialog::updateState()
{
    m_options->setEnabled(m_sam2->isChecked());
    m_ok->setEnabled(m_builtin->isChecked() || !m_path->currentText().trimmed().isEmpty());
}

void TrackerDialog::browse(bool folder)
{
    const QString chosen =
        folder ? QFileDialog::getExistingDirectory(this, tr("Folder of a SAM 2 model"), m_path->currentText())
               : QFileDialog::getOpenFileName(this, tr("File of a SAM 2 model"), m_path->currentText(),
                                              tr("Models (*.pt *.safetensors);;All files (*)"));
    if (!chosen.isEmpty())
        m_path->setEditText(chosen);
}

QString TrackerDialog::spec() const
{
    if (m_builtin->isChecked())
        return QStringLiteral("flow");
    Sam2Spec model;
    model.path = m_path->currentText().trimmed();
    model.cuda = m_device->currentData().toBool();
    model.bfloat16 = m_precision->currentData().toBool();
    model.size = m_size->currentData().toInt();
    model.motion = m_motion->isChecked();
    return model.toString();
}

} // namespace revseg
