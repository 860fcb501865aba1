// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/player/player_bar.h"

#include "widgets/player/player.h"

#include <QAction>
#include <QComboBox>
#include <QCoreApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QResizeEvent>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QToolButton>

#include <algorithm>
#include <cmath>

namespace revseg {

QString timeText(double seconds)
{
    const qint64 ms = qint64(std::llround(std::max(0.0, seconds) * 1000));
    const QString rest = QStringLiteral("%1.%2")
                             .arg(ms / 1000 % 60, 2, 10, QLatin1Char('0'))
                             .arg(ms % 1000, 3, 10, QLatin1Char('0'));
    const qint64 minutes = ms / 60000;
    if (minutes < 60)
        return QStringLiteral("%1:%2").arg(minutes).arg(rest);
    return QStringLiteral("%1:%2:%3").arg(minutes / 60).arg(minutes % 60, 2, 10, QLatin1Char('0')).arg(rest);
}

std::optional<double> secondsOf(const QString& text)
{
    double seconds = 0;
    const QStringList parts = text.trimmed().split(QLatin1Char(':'));
    if (parts.size() > 3)
        return std::nullopt;
    for (const QString& part : parts) {
        bool good = false;
        const double value = part.toDouble(&good);
        if (!good || value < 0 || !std::isfinite(value))
            return std::nullopt;
        seconds = seconds * 60 + value;
    }
    return seconds;
}

PlayerBar::PlayerBar(Player& player, const QList<QAction*>& transport, QWidget* parent)
    : QWidget(parent)
    , m_player(player)
    , m_frame(new QSpinBox)
    , m_frameLabel(new QLabel(tr("Frame")))
    , m_count(new QLabel)
    , m_time(new QLineEdit)
    , m_length(new QLabel)
    , m_speed(new QComboBox)
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(8, 2, 8, 2);
    row->setSpacing(2);
    for (QAction* action : transport) {
        if (action == nullptr) {
            row->addSpacing(10);
            continue;
        }
        auto* button = new QToolButton;
        button->setDefaultAction(action);
        button->setAutoRaise(true);
        button->setToolButtonStyle(Qt::ToolButtonIconOnly);
        button->setIconSize({20, 20});
        button->setFocusPolicy(Qt::TabFocus);
        row->addWidget(button);
    }
    row->addStretch();

    m_frameLabel->setBuddy(m_frame);
    row->setSizeConstraint(QLayout::SetNoConstraint);
    m_frame->setAccessibleName(tr("Frame number"));
    m_frame->setToolTip(tr("Frame number, from 0. Type a number and press Enter to go there."));
    m_frame->setKeyboardTracking(false);
    m_frame->setButtonSymbols(QAbstractSpinBox::NoButtons);
    m_frame->setAlignment(Qt::AlignRight);
    m_frame->setMinimumWidth(fontMetrics().horizontalAdvance(QStringLiteral("0000000")) + 16);
    m_time->setAccessibleName(tr("Time"));
    m_time->setToolTip(tr("Time of this frame. Type a time such as 1:23.5 and press Enter to go there."));
    m_time->setAlignment(Qt::AlignRight);
    m_time->setFixedWidth(fontMetrics().horizontalAdvance(QStringLiteral("0:00:00.000")) + 16);
    m_length->setToolTip(tr("Length of the video"));
    row->addWidget(m_frameLabel);
    row->addSpacing(4);
    row->addWidget(m_frame);
    row->addWidget(m_count);
    row->addSpacing(12);
    row->addWidget(m_time);
    row->addWidget(m_length);
    row->addSpacing(12);

    m_speed->setAccessibleName(tr("Playing speed"));
    m_speed->setToolTip(tr("Playing speed"));
    m_speed->setFocusPolicy(Qt::TabFocus);
    for (const double s : {0.1, 0.25, 0.5, 1.0, 1.5, 2.0, 4.0})
        m_speed->addItem(tr("%1×").arg(s), s);
    row->addWidget(m_speed);

    connect(m_frame, &QSpinBox::valueChanged, this, [this](int frame) {
        m_player.pause();
        m_player.goTo(frame);
    });
    connect(m_time, &QLineEdit::returnPressed, this, [this] {
        if (const auto seconds = secondsOf(m_time->text())) {
            m_player.pause();
            m_player.goTo(m_player.frameAt(*seconds));
        }
    });
    for (QWidget* field : {static_cast<QWidget*>(m_frame), static_cast<QWidget*>(m_time)})
        field->installEventFilter(this);
    connect(m_time, &QLineEdit::editingFinished, this, &PlayerBar::showPosition);
    connect(m_speed, &QComboBox::activated, this,
            [this](int i) { m_player.setChosenSpeed(m_speed->itemData(i).toDouble()); });
    connect(&player, &Player::positionChanged, this, &PlayerBar::showPosition);
    connect(&player, &Player::framesChanged, this, &PlayerBar::showState);
    connect(&player, &Player::stateChanged, this, &PlayerBar::showState);
    showState();
}

void PlayerBar::setRate(double framesPerSecond)
{
    m_rate = framesPerSecond > 0 ? framesPerSecond : 25;
    showState();
}

/// The first is the last to give way.
std::array<QWidget*, 5> PlayerBar::optional() const
{
    return {m_time, m_count, m_speed, m_frameLabel, m_length};
}

QSize PlayerBar::minimumSizeHint() const
{
    const auto others = optional();
    int width = layout()->contentsMargins().left() + layout()->contentsMargins().right();
    for (int i = 0; i < layout()->count(); ++i) {
        QWidget* const widget = layout()->itemAt(i)->widget();
        if (std::find(others.begin(), others.end(), widget) == others.end())
            width +=
                widget != nullptr ? widget->sizeHint().width() : layout()->itemAt(i)->minimumSize().width();
        width += layout()->spacing();
    }
    return {width, layout()->minimumSize().height()};
}

void PlayerBar::resizeEvent(QResizeEvent* event)
{
    int room = event->size().width() - minimumSizeHint().width();
    for (QWidget* const widget : optional()) {
        // What is too wide gives way; something smaller may still fit.
        const int width = widget->sizeHint().width();
        widget->setVisible(width <= room);
        room -= width <= room ? width : 0;
    }
    QWidget::resizeEvent(event);
}

void PlayerBar::focusFrameNumber()
{
    m_frame->setFocus(Qt::ShortcutFocusReason);
    m_frame->selectAll();
}

void PlayerBar::focusTime()
{
    m_time->setFocus(Qt::ShortcutFocusReason);
    m_time->selectAll();
}

void PlayerBar::stepSpeed(int step)
{
    const int now = m_speed->currentIndex();
    m_player.setChosenSpeed(m_speed->itemData(std::clamp(now + step, 0, m_speed->count() - 1)).toDouble());
}

bool PlayerBar::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() != QEvent::ShortcutOverride && event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent*>(event)->key();
    const bool done = key == Qt::Key_Return || key == Qt::Key_Enter;
    if (!done && key != Qt::Key_Escape)
        return QWidget::eventFilter(watched, event);
    if (event->type() == QEvent::ShortcutOverride) {
        event->accept();
        return true;
    }
    if (done) {
        // The field reads what was typed before the focus goes.
        watched->removeEventFilter(this);
        QCoreApplication::sendEvent(watched, event);
        watched->installEventFilter(this);
    } else {
        showPosition(); // before the loss of focus takes what was typed for meant
    }
    static_cast<QWidget*>(watched)->clearFocus();
    showPosition();
    Q_EMIT left();
    return true;
}

void PlayerBar::showPosition()
{
    const QSignalBlocker block(m_frame);
    m_frame->setValue(m_player.position());
    if (!m_time->hasFocus())
        m_time->setText(timeText(m_player.timeOf(m_player.position())));
    m_length->setText(QStringLiteral(" / %1").arg(
        timeText(m_player.timeOf(std::max(0, m_player.frames() - 1)) + 1 / m_rate)));
}

void PlayerBar::showState()
{
    setEnabled(m_player.frames() > 0);
    const QSignalBlocker block(m_frame);
    m_frame->setRange(0, std::max(0, m_player.frames() - 1));
    m_count->setText(QStringLiteral(" / %1").arg(std::max(0, m_player.frames() - 1)));
    m_speed->setCurrentIndex(m_speed->findData(m_player.chosenSpeed()));
    showPosition();
}

} // namespace revseg
