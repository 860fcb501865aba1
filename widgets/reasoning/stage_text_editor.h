// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/reasoning/linkify.h"

#include <QWidget>

class QPlainTextEdit;
class QToolButton;

namespace revseg {

class LinkedText;

/// A text of the run, and the same text to be rewritten by a person: Ctrl+Enter takes it, Escape gives it up.
/// What is being typed is not overwritten from outside.
class StageTextEditor : public QWidget
{
    Q_OBJECT
public:
    /// What it is called and what its buttons do, for people.
    struct Words
    {
        QString name;
        QString edit;
        QString take;
        QString cancel;
    };
    StageTextEditor(const Words& words, int lines, bool keepsLineBreaks, QWidget* parent);

    void setText(const QString& text);
    QString text() const;
    void setContext(const MentionContext& context);
    void setEditable(bool editable); ///< not at first
    bool isEditing() const;
    QToolButton* editButton() const { return m_edit; } ///< to be placed by the owner
    LinkedText* view() const { return m_view; }

    void beginEdit();
    void endEdit(bool take);

Q_SIGNALS:
    void edited(const QString& text); ///< not empty, and other than before

protected:
    bool eventFilter(QObject* object, QEvent* event) override;

private:
    LinkedText* m_view;
    QPlainTextEdit* m_editor;
    QWidget* m_buttons;
    QToolButton* m_edit;
    bool m_keepsLineBreaks;
};

/// The description of the object.
class DescriptionEditor final : public StageTextEditor
{
    Q_OBJECT
public:
    explicit DescriptionEditor(QWidget* parent = nullptr);
};

/// The reasoning.
class InterpretationEditor final : public StageTextEditor
{
    Q_OBJECT
public:
    explicit InterpretationEditor(QWidget* parent = nullptr);
};

} // namespace revseg
