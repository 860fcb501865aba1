// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/icons.h"

#include <QFile>
#include <QGuiApplication>
#include <QPainter>
#include <QPalette>
#include <QSvgRenderer>

namespace revseg::studio {

namespace {

/// The files are drawn in black; the palette's text colour takes its place.
QPixmap drawn(const QByteArray& svg, const QColor& color, int size)
{
    QByteArray colored = svg;
    colored.replace("#000", color.name().toUtf8());
    QSvgRenderer renderer(colored);
    QPixmap pixmap(size, size);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    renderer.render(&painter);
    return pixmap;
}

} // namespace

QIcon icon(const char* name)
{
    QIcon out;
    if (*name == '\0')
        return out;
    QFile file(QStringLiteral(":/revseg/icons/%1.svg").arg(QLatin1String(name)));
    if (!file.open(QIODevice::ReadOnly))
        return out;
    const QByteArray svg = file.readAll();
    const QPalette palette = QGuiApplication::palette();
    for (const int size : {16, 20, 24, 32, 48, 64}) {
        out.addPixmap(drawn(svg, palette.color(QPalette::Active, QPalette::ButtonText), size), QIcon::Normal);
        out.addPixmap(drawn(svg, palette.color(QPalette::Disabled, QPalette::ButtonText), size),
                      QIcon::Disabled);
    }
    return out;
}

} // namespace revseg::studio
