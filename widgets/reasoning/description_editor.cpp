// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/reasoning/description_editor.h"

#include "widgets/reasoning/linked_text.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace revseg {

DescriptionEditor::DescriptionEditor(QWidget* parent)
    : QWidget(parent)
    , m_view(new LinkedText)
    , m_editor(new QPlainTextEdit)
    , m_buttons(new QWidget)
    , m_edit(new QToolButton(this))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(m_view);
    column->addWidget(m_editor);
    column->addWidget(m_buttons);
    m_editor->setAccessibleName(tr("Description of the object"));
    m_editor->setTabChangesFocus(true);
    m_editor->setFixedHeight(fontMetrics().lineSpacing() * 5 + 10);
    m_editor->installEventFilter(this);

    auto* row = new QHBoxLayout(m_buttons);
    row->setContentsMargins(0, 0, 0, 0);
    auto* take = new QPushButton(tr("Take over"));
    take->setToolTip(tr("What depends on the description becomes stale (Ctrl+Enter)"));
    auto* cancel = new QPushButton(tr("Cancel"));
    cancel->setToolTip(tr("Keep the description as it was (Esc)"));
    row->addStretch();
    row->addWidget(cancel);
    row->addWidget(take);

    m_edit->setText(tr("Edit"));
    m_edit->setToolTip(tr("Rewrite the description"));
    m_edit->setAutoRaise(true);
    m_edit->setFocusPolicy(Qt::StrongFocus);
    m_edit->hide();
    m_editor->hide();
    m_buttons->hide();
    connect(m_edit, &QToolButton::clicked, this, &DescriptionEditor::beginEdit);
    connect(take, &QPushButton::clicked, this, [this] { endEdit(true); });
    connect(cancel, &QPushButton::clicked, this, [this] { endEdit(false); });
}

void DescriptionEditor::setText(const QString& text)
{
    if (m_view->text() != text)
        m_view->setText(text);
}

QString DescriptionEditor::text() const
{
    return m_view->text();
}

void DescriptionEditor::setContext(const MentionContext& context)
{
    m_view->setContext(context);
}

void DescriptionEditor::setEditable(bool editable)
{
    m_edit->setVisible(editable);
    if (!editable)
        endEdit(false);
}

bool DescriptionEditor::isEditing() const
{
    return m_editor->isVisibleTo(this);
}

void DescriptionEditor::beginEdit()
{
    m_editor->setPlainText(text());
    m_view->hide();
    m_editor->show();
    m_buttons->show();
    m_edit->setEnabled(false);
    m_editor->selectAll();
    m_editor->setFocus();
}

void DescriptionEditor::endEdit(bool take)
{
    if (!isEditing())
        return;
    const QString typed = m_editor->toPlainText().simplified();
    m_editor->hide();
    m_buttons->hide();
    m_view->show();
    m_edit->setEnabled(true);
    m_edit->setFocus();
    if (take && !typed.isEmpty() && typed != text()) {
        m_view->setText(typed);
        Q_EMIT edited(typed);
    }
}

bool DescriptionEditor::eventFilter(QObject* object, QEvent* event)
{
    if (event->type() == QEvent::KeyPress || event->type() == QEvent::ShortcutOverride) {
        const auto* key = static_cast<QKeyEvent*>(event);
        const bool enter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
        const bool take = enter && key->modifiers().testFlag(Qt::ControlModifier);
        const bool cancel = key->key() == Qt::Key_Escape && key->modifiers() == Qt::NoModifier;
        if (take || cancel) {
            event->accept(); // the window has other uses for these keys
            if (event->type() == QEvent::KeyPress)
                endEdit(take);
            return true;
        }
    }
    return QWidget::eventFilter(object, event);
}

} // namespace revseg
