// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QWidget>

class QAction;
class QComboBox;
class QLabel;
class QSpinBox;
class QToolButton;

namespace revseg {

/// Where the question is typed, with the ones asked before, who is asked, and Run and Stop.
class QueryBar final : public QWidget
{
    Q_OBJECT
public:
    QueryBar(QAction* run, QAction* stop, QWidget* parent = nullptr);

    void setSettingsAction(QAction* action); ///< how questions are asked; call once

    QString query() const;
    void setQuery(const QString& text);
    void setHistory(const QStringList& queries); ///< newest first; keeps what is typed
    void setModels(const QStringList& specs, const QString& current);
    QString model() const; ///< the VLM's spec
    int samples() const;   ///< how often the question is asked at once, from 1
    void setRunning(bool running);
    void focusQuestion();

Q_SIGNALS:
    void submitted(); ///< Enter in the question
    void modelChanged(const QString& spec);
    void chooseModelRequested(); ///< the last entry of the list: "Other…"

private:
    QComboBox* m_question;
    QComboBox* m_model;
    QSpinBox* m_samples;
    QToolButton* m_how;
    QToolButton* m_run;
    QToolButton* m_stop;
};

/// A spec as a person reads it: "Recorded answer (answer.json)", "qwen2.5-vl at localhost:8000".
QString modelName(const QString& spec);

} // namespace revseg
