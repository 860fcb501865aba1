// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/reasoning/stage_text_editor.h"

#include "widgets/reasoning/linked_text.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace revseg {

StageTextEditor::StageTextEditor(const Words& words, int lines, bool keepsLineBreaks, QWidget* parent)
    : QWidget(parent)
    , m_view(new LinkedText)
    , m_editor(new QPlainTextEdit)
    , m_buttons(new QWidget)
    , m_edit(new QToolButton(this))
    , m_keepsLineBreaks(keepsLineBreaks)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(m_view);
    column->addWidget(m_editor);
    column->addWidget(m_buttons);
    m_editor->setAccessibleName(words.name);
    m_editor->setTabChangesFocus(true);
    m_editor->setFixedHeight(fontMetrics().lineSpacing() * lines + 10);
    m_editor->installEventFilter(this);

    auto* row = new QHBoxLayout(m_buttons);
    row->setContentsMargins(0, 0, 0, 0);
    auto* take = new QPushButton(tr("Take over"));
    take->setToolTip(words.take);
    auto* cancel = new QPushButton(tr("Cancel"));
    cancel->setToolTip(words.cancel);
    row->addStretch();
    row->addWidget(cancel);
    row->addWidget(take);

    m_edit->setText(tr("Edit"));
    m_edit->setToolTip(words.edit);
    m_edit->setAutoRaise(true);
    m_edit->setFocusPolicy(Qt::StrongFocus);
    m_edit->hide();
    m_editor->hide();
    m_buttons->hide();
    connect(m_edit, &QToolButton::clicked, this, &StageTextEditor::beginEdit);
    connect(take, &QPushButton::clicked, this, [this] { endEdit(true); });
    connect(cancel, &QPushButton::clicked, this, [this] { endEdit(false); });
}

void StageTextEditor::setText(const QString& text)
{
    if (m_view->text() != text)
        m_view->setText(text);
}

QString StageTextEditor::text() const
{
    return m_view->text();
}

void StageTextEditor::setContext(const MentionContext& context)
{
    m_view->setContext(context);
}

void StageTextEditor::setEditable(bool editable)
{
    m_edit->setVisible(editable);
    if (!editable)
        endEdit(false);
}

bool StageTextEditor::isEditing() const
{
    return m_editor->isVisibleTo(this);
}

void StageTextEditor::beginEdit()
{
    m_editor->setPlainText(text());
    m_view->hide();
    m_editor->show();
    m_buttons->show();
    m_edit->setEnabled(false);
    m_editor->selectAll();
    m_editor->setFocus();
}

void StageTextEditor::endEdit(bool take)
{
    if (!isEditing())
        return;
    const QString typed =
        m_keepsLineBreaks ? m_editor->toPlainText().trimmed() : m_editor->toPlainText().simplified();
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

bool StageTextEditor::eventFilter(QObject* object, QEvent* event)
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

DescriptionEditor::DescriptionEditor(QWidget* parent)
    : StageTextEditor({tr("Description of the object"), tr("Rewrite the description"),
                       tr("What depends on the description becomes stale (Ctrl+Enter)"),
                       tr("Keep the description as it was (Esc)")},
                      5, false, parent)
{
}

InterpretationEditor::InterpretationEditor(QWidget* parent)
    : StageTextEditor({tr("Text of the reasoning"), tr("Rewrite the reasoning"),
                       tr("What follows from the reasoning becomes stale (Ctrl+Enter)"),
                       tr("Keep the reasoning as it was (Esc)")},
                      12, true, parent)
{
}

} // namespace revseg
