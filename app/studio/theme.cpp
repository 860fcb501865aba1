// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/theme.h"

#include <QApplication>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusVariant>
#include <QPalette>
#include <QStyleFactory>
#include <QToolTip>

namespace revseg::studio {

namespace {

const QString kService = QStringLiteral("org.freedesktop.portal.Desktop");
const QString kPath = QStringLiteral("/org/freedesktop/portal/desktop");
const QString kInterface = QStringLiteral("org.freedesktop.portal.Settings");
const QString kGroup = QStringLiteral("org.freedesktop.appearance");
const QString kKey = QStringLiteral("color-scheme");

struct Colors
{
    QRgb window, base, alternate, button, text, dimText, disabled, highlight, highlightedText, link, tip;
};

constexpr Colors kLight{0xfff3f4f6, 0xffffffff, 0xfff7f8fa, 0xffe9ebef, 0xff1d2129, 0xff6a7280,
                        0xffa3a9b4, 0xff2f6fde, 0xffffffff, 0xff1f5fcc, 0xffffffff};
constexpr Colors kDark{0xff22252b, 0xff1a1c21, 0xff1f2227, 0xff2d3138, 0xffe4e7ec, 0xff98a1af,
                       0xff626a77, 0xff3f7de8, 0xffffffff, 0xff7db0ff, 0xff2d3138};

QPalette paletteOf(const Colors& c)
{
    QPalette p;
    p.setColor(QPalette::Window, QColor(c.window));
    p.setColor(QPalette::Base, QColor(c.base));
    p.setColor(QPalette::AlternateBase, QColor(c.alternate));
    p.setColor(QPalette::Button, QColor(c.button));
    for (const auto role :
         {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::ToolTipText})
        p.setColor(role, QColor(c.text));
    p.setColor(QPalette::BrightText, Qt::white);
    p.setColor(QPalette::PlaceholderText, QColor(c.dimText));
    p.setColor(QPalette::Highlight, QColor(c.highlight));
    p.setColor(QPalette::HighlightedText, QColor(c.highlightedText));
    p.setColor(QPalette::Link, QColor(c.link));
    p.setColor(QPalette::LinkVisited, QColor(c.link));
    p.setColor(QPalette::ToolTipBase, QColor(c.tip));
    const QColor button(c.button);
    p.setColor(QPalette::Light, button.lighter(112));
    p.setColor(QPalette::Midlight, button.lighter(106));
    p.setColor(QPalette::Mid, button.darker(118));
    p.setColor(QPalette::Dark, button.darker(150));
    p.setColor(QPalette::Shadow, button.darker(260));
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        p.setColor(QPalette::Disabled, role, QColor(c.disabled));
    p.setColor(QPalette::Disabled, QPalette::Highlight, QColor(c.disabled));
    return p;
}

} // namespace

Theme::Theme(QObject* parent) : QObject(parent)
{
    m_platformDark = QApplication::palette().color(QPalette::Window).lightness() < 128;
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    QDBusConnection::sessionBus().connect(kService, kPath, kInterface, QStringLiteral("SettingChanged"), this,
                                          SLOT(portalSettingChanged(QString, QString)));
}

void Theme::choose(ThemeChoice choice)
{
    m_choice = choice;
    apply();
}

void Theme::portalSettingChanged(const QString& group, const QString& key)
{
    if (group == kGroup && key == kKey && m_choice == ThemeChoice::System)
        apply();
}

bool Theme::systemIsDark() const
{
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (bus.isConnected()) {
        auto call = QDBusMessage::createMethodCall(kService, kPath, kInterface, QStringLiteral("Read"));
        call << kGroup << kKey;
        // Asked once at start and on change; a portal that does not answer must not hold the window up.
        const QDBusMessage answer = bus.call(call, QDBus::Block, 200);
        if (answer.type() == QDBusMessage::ReplyMessage && !answer.arguments().isEmpty()) {
            QVariant value = answer.arguments().at(0);
            while (value.canConvert<QDBusVariant>())
                value = value.value<QDBusVariant>().variant();
            if (value.toUInt() != 0) // 0: no preference, 1: dark, 2: light
                return value.toUInt() == 1;
        }
    }
    return m_platformDark;
}

void Theme::apply()
{
    m_dark = m_choice == ThemeChoice::Dark || (m_choice == ThemeChoice::System && systemIsDark());
    const QPalette palette = paletteOf(m_dark ? kDark : kLight);
    QApplication::setPalette(palette);
    QToolTip::setPalette(palette);
    Q_EMIT changed();
}

} // namespace revseg::studio
