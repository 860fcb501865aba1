// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/query/query_bar.h"

#include "core/vlm/model_folder.h"

#include <QAction>
#include <QComboBox>
#include <QCoreApplication>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QSpinBox>
#include <QToolButton>
#include <QUrl>
#include <QVBoxLayout>

namespace revseg {

QString modelName(const QString& spec)
{
    if (spec.startsWith(QLatin1String("replay:")))
        return QueryBar::tr("Recorded answer (%1)").arg(QFileInfo(spec.mid(7)).fileName());
    if (spec.startsWith(QLatin1String("local:"))) {
        const auto local = LocalSpec::parse(spec);
        return local ? QueryBar::tr("%1 in this program").arg(ModelFolder::nameOf(local->folder)) : spec;
    }
    const QUrl url(spec);
    if (url.isValid() && !url.host().isEmpty()) {
        const QString host =
            url.port() > 0 ? QStringLiteral("%1:%2").arg(url.host()).arg(url.port()) : url.host();
        return url.fragment().isEmpty() ? host : QueryBar::tr("%1 at %2").arg(url.fragment(), host);
    }
    return spec;
}

QueryBar::QueryBar(QAction* run, QAction* stop, QWidget* parent)
    : QWidget(parent)
    , m_question(new QComboBox)
    , m_model(new QComboBox)
    , m_samples(new QSpinBox)
    , m_how(new QToolButton)
    , m_run(new QToolButton)
    , m_stop(new QToolButton)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(8, 8, 8, 4);
    column->setSpacing(6);

    m_question->setEditable(true);
    m_question->setInsertPolicy(QComboBox::NoInsert);
    m_question->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_question->setMinimumContentsLength(16);
    m_question->setAccessibleName(tr("Question about the video"));
    m_question->setToolTip(tr("Ask about the video; Enter runs the question"));
    m_question->lineEdit()->setPlaceholderText(
        tr("Ask about the video, e.g. “which car would suit a family trip?”"));
    m_question->lineEdit()->setClearButtonEnabled(true);
    column->addWidget(m_question);

    auto* row = new QHBoxLayout;
    row->setSpacing(4);
    m_model->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_model->setMinimumContentsLength(10);
    m_model->setAccessibleName(tr("Model that is asked"));
    row->addWidget(m_model, 1);
    m_samples->setRange(1, 16);
    m_samples->setPrefix(QStringLiteral("× "));
    m_samples->setAccessibleName(tr("Samples"));
    m_samples->setToolTip(tr("How often the question is asked at once; several answers can be compared"));
    row->addWidget(m_samples);
    m_how->setAutoRaise(true);
    m_how->setToolButtonStyle(Qt::ToolButtonIconOnly);
    m_how->hide();
    row->addWidget(m_how);
    for (auto [button, action] : {std::pair(m_run, run), std::pair(m_stop, stop)}) {
        button->setDefaultAction(action);
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        button->setIconSize({18, 18});
        row->addWidget(button);
    }
    m_stop->hide();
    column->addLayout(row);

    connect(m_question->lineEdit(), &QLineEdit::returnPressed, this, &QueryBar::submitted);
    connect(m_model, &QComboBox::activated, this, [this](int i) {
        if (m_model->itemData(i).isNull())
            Q_EMIT chooseModelRequested();
        else
            Q_EMIT modelChanged(m_model->itemData(i).toString());
    });
}

void QueryBar::setSettingsAction(QAction* action)
{
    m_how->setDefaultAction(action);
    m_how->show();
}

QString QueryBar::query() const
{
    return m_question->currentText().trimmed();
}

void QueryBar::setQuery(const QString& text)
{
    m_question->setEditText(text);
    m_question->lineEdit()->setCursorPosition(0); // its beginning tells more than its end
}

void QueryBar::setHistory(const QStringList& queries)
{
    const QString typed = m_question->currentText();
    m_question->clear();
    m_question->addItems(queries);
    m_question->setEditText(typed);
}

void QueryBar::setModels(const QStringList& specs, const QString& current)
{
    m_model->clear();
    for (const QString& spec : specs) {
        m_model->addItem(modelName(spec), spec);
        m_model->setItemData(m_model->count() - 1, spec, Qt::ToolTipRole);
    }
    if (!specs.isEmpty())
        m_model->insertSeparator(m_model->count());
    m_model->addItem(tr("Other…"));
    m_model->setPlaceholderText(tr("No model chosen"));
    m_model->setCurrentIndex(current.isEmpty() ? -1 : m_model->findData(current));
    m_model->setToolTip(current.isEmpty() ? tr("Choose who is asked") : tr("Who is asked: %1").arg(current));
}

QString QueryBar::model() const
{
    return m_model->currentData().toString();
}

int QueryBar::samples() const
{
    return m_samples->value();
}

void QueryBar::setRunning(bool running)
{
    m_run->setVisible(!running);
    m_stop->setVisible(running);
}

void QueryBar::focusQuestion()
{
    m_question->setFocus(Qt::ShortcutFocusReason);
    m_question->lineEdit()->selectAll();
}

} // namespace revseg
