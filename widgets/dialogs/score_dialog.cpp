// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/dialogs/score_dialog.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace revseg {

ScoreDialog::ScoreDialog(const QString& video, std::vector<Object> objects, const Choice& before,
                         QWidget* parent)
    : QDialog(parent)
    , m_objects(std::move(objects))
    , m_fromFolder(new QRadioButton(tr("Masks in a &folder (DAVIS: a picture for each frame)")))
    , m_fromObjects(new QRadioButton(tr("&Objects of this video, imported as truth")))
    , m_folder(new QLineEdit)
    , m_browse(new QPushButton(tr("&Browse…")))
    , m_pairs(new QTableWidget)
    , m_protocol(new QComboBox)
    , m_skipEnds(new QCheckBox(tr("Leave out the first and the last frame, as the DAVIS challenge does")))
{
    setWindowTitle(tr("Score “%1” against truth").arg(video));
    setMinimumWidth(560);
    auto* column = new QVBoxLayout(this);
    column->addWidget(m_fromFolder);
    auto* place = new QHBoxLayout;
    place->setContentsMargins(24, 0, 0, 0);
    m_folder->setPlaceholderText(tr("DAVIS/Annotations/480p, or the folder of this video in it"));
    m_folder->setAccessibleName(tr("Folder of true masks"));
    place->addWidget(m_folder, 1);
    place->addWidget(m_browse);
    column->addLayout(place);
    column->addWidget(m_fromObjects);

    const bool hasPairs = m_objects.size() > 1;
    m_pairs->setColumnCount(2);
    m_pairs->setRowCount(int(m_objects.size()));
    m_pairs->setHorizontalHeaderLabels({tr("Score"), tr("Against")});
    m_pairs->verticalHeader()->hide();
    m_pairs->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    m_pairs->setSelectionMode(QAbstractItemView::NoSelection);
    m_pairs->setAccessibleName(tr("Objects and their truth"));
    // Objects of files are taken for the truth of the others, in the order of the list.
    std::vector<ObjectId> truths;
    for (const Object& o : m_objects) {
        if (o.imported)
            truths.push_back(o.id);
    }
    const bool anyGuess = truths.size() < m_objects.size();
    size_t next = 0;
    for (int row = 0; row < int(m_objects.size()); ++row) {
        const Object& o = m_objects[size_t(row)];
        auto* name = new QTableWidgetItem(o.name);
        name->setFlags(Qt::ItemIsEnabled);
        m_pairs->setItem(row, 0, name);
        auto* box = new QComboBox;
        box->setAccessibleName(tr("Truth of %1").arg(o.name));
        box->addItem(tr("– (not scored)"), 0);
        for (const Object& other : m_objects) {
            if (other.id != o.id)
                box->addItem(other.name, qlonglong(other.id.value));
        }
        const auto known = before.truth.pairs.find(o.id);
        if (known != before.truth.pairs.end())
            box->setCurrentIndex(std::max(0, box->findData(qlonglong(known->second.value))));
        else if (before.truth.pairs.empty() && anyGuess && !o.imported && next < truths.size())
            box->setCurrentIndex(box->findData(qlonglong(truths[next++].value)));
        connect(box, &QComboBox::currentIndexChanged, this, &ScoreDialog::updateState);
        m_pairs->setCellWidget(row, 1, box);
    }
    auto* indented = new QHBoxLayout;
    indented->setContentsMargins(24, 0, 0, 0);
    indented->addWidget(m_pairs);
    column->addLayout(indented, 1);

    auto* form = new QFormLayout;
    m_protocol->addItem(tr("Each object alone (DAVIS 2017)"), int(Protocol::Davis2017));
    m_protocol->addItem(tr("All objects as one (DAVIS 2016)"), int(Protocol::Davis2016));
    m_protocol->setCurrentIndex(m_protocol->findData(int(before.options.protocol)));
    form->addRow(tr("&Protocol:"), m_protocol);
    m_skipEnds->setChecked(before.options.skip_ends);
    form->addRow(m_skipEnds);
    column->addLayout(form);

    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
    m_ok = buttons->button(QDialogButtonBox::Ok);
    m_ok->setText(tr("&Score"));
    column->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_fromFolder, &QRadioButton::toggled, this, &ScoreDialog::updateState);
    connect(m_folder, &QLineEdit::textChanged, this, &ScoreDialog::updateState);
    connect(m_browse, &QPushButton::clicked, this, &ScoreDialog::browse);

    m_folder->setText(before.truth.folder);
    const bool objectsFirst =
        hasPairs && before.truth.folder.isEmpty() && (!before.truth.pairs.empty() || next > 0);
    (objectsFirst ? m_fromObjects : m_fromFolder)->setChecked(true);
    m_pairs->setVisible(hasPairs);
    m_fromObjects->setVisible(hasPairs);
    if (!objectsFirst)
        m_folder->setFocus();
    updateState();
}

void ScoreDialog::updateState()
{
    const bool folder = m_fromFolder->isChecked();
    m_folder->setEnabled(folder);
    m_browse->setEnabled(folder);
    m_pairs->setEnabled(!folder);
    const Choice now = choice();
    m_ok->setEnabled(folder ? !now.truth.folder.isEmpty() : !now.truth.pairs.empty());
}

void ScoreDialog::browse()
{
    const QString chosen =
        QFileDialog::getExistingDirectory(this, tr("Folder of true masks"), m_folder->text());
    if (!chosen.isEmpty())
        m_folder->setText(chosen);
}

ScoreDialog::Choice ScoreDialog::choice() const
{
    Choice out;
    if (m_fromFolder->isChecked()) {
        out.truth.folder = m_folder->text().trimmed();
    } else {
        for (int row = 0; row < m_pairs->rowCount(); ++row) {
            const auto* const box = static_cast<const QComboBox*>(m_pairs->cellWidget(row, 1));
            if (const qlonglong truth = box->currentData().toLongLong(); truth > 0)
                out.truth.pairs[m_objects[size_t(row)].id] = ObjectId{truth};
        }
    }
    out.options.protocol = Protocol(m_protocol->currentData().toInt());
    out.options.skip_ends = m_skipEnds->isChecked();
    return out;
}

} // namespace revseg
