// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/dialogs/reassign_dialog.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QRadioButton>
#include <QSpinBox>
#include <QVBoxLayout>

namespace revseg {

ReassignDialog::ReassignDialog(Kind kind, const About& about, QWidget* parent)
    : QDialog(parent)
    , m_about(about)
    , m_other(new QComboBox)
    , m_here(new QRadioButton(tr("&This frame only (%1)").arg(about.frame)))
    , m_fromHere(new QRadioButton(tr("From here &on (%1–%2)").arg(about.frame).arg(about.frames - 1)))
    , m_upToHere(new QRadioButton(tr("&Up to here (0–%1)").arg(about.frame)))
    , m_range(new QRadioButton(tr("&Frames")))
    , m_first(new QSpinBox)
    , m_last(new QSpinBox)
{
    const bool swap = kind == Kind::Swap;
    setWindowTitle(swap ? tr("Swap masks of “%1”").arg(about.object)
                        : tr("Give masks of “%1” to another object").arg(about.object));
    auto* column = new QVBoxLayout(this);
    auto* form = new QFormLayout;
    if (!swap)
        m_other->addItem(tr("A new object"), 0);
    for (const auto& [id, name] : about.others)
        m_other->addItem(QStringLiteral("%1 (%2)").arg(name).arg(id.value), qlonglong(id.value));
    form->addRow(swap ? tr("&With:") : tr("T&o:"), m_other);
    column->addLayout(form);
    column->addWidget(m_here);
    column->addWidget(m_fromHere);
    column->addWidget(m_upToHere);
    auto* row = new QHBoxLayout;
    row->addWidget(m_range);
    for (QSpinBox* box : {m_first, m_last}) {
        box->setRange(0, std::max(0, about.frames - 1));
        connect(box, &QSpinBox::valueChanged, this, [this] { m_range->setChecked(true); });
    }
    m_first->setAccessibleName(tr("First frame"));
    m_last->setAccessibleName(tr("Last frame"));
    m_first->setValue(about.selected ? about.selected->first : about.frame);
    m_last->setValue(about.selected ? about.selected->last : about.frame);
    row->addWidget(m_first);
    row->addWidget(new QLabel(QStringLiteral("–")));
    row->addWidget(m_last);
    row->addStretch();
    column->addLayout(row);
    if (!swap) {
        auto* hint = new QLabel(tr("Where the other object has a mask too, both are joined."));
        hint->setForegroundRole(QPalette::PlaceholderText);
        column->addWidget(hint);
    }
    (about.selected ? m_range : m_fromHere)->setChecked(true);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
    buttons->button(QDialogButtonBox::Ok)->setText(swap ? tr("&Swap") : tr("&Give"));
    column->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

ObjectId ReassignDialog::other() const
{
    return ObjectId{m_other->currentData().toLongLong()};
}

FrameRange ReassignDialog::range() const
{
    if (m_here->isChecked())
        return {m_about.frame, m_about.frame};
    if (m_fromHere->isChecked())
        return {m_about.frame, m_about.frames - 1};
    if (m_upToHere->isChecked())
        return {0, m_about.frame};
    return {std::min(m_first->value(), m_last->value()), std::max(m_first->value(), m_last->value())};
}

void ReassignDialog::setOther(ObjectId id)
{
    m_other->setCurrentIndex(m_other->findData(qlonglong(id.value)));
}

void ReassignDialog::chooseThisFrame()
{
    m_here->setChecked(true);
}

void ReassignDialog::chooseFromHere()
{
    m_fromHere->setChecked(true);
}

void ReassignDialog::chooseRange(FrameRange range)
{
    m_first->setValue(range.first);
    m_last->setValue(range.last);
    m_range->setChecked(true);
}

} // namespace revseg
