// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/formats/coco_rle.h"
#include "core/formats/json_masks_p.h"

#include <QFileInfo>
#include <QPainter>
#include <QPolygonF>

namespace revseg {

Result<QString> annotationFile(const QString& path)
{
    if (QFileInfo(path).isFile())
        return path;
    const QString file = path + QStringLiteral("/annotations.json");
    if (!QFileInfo(file).isFile()) {
        return fail(ErrorKind::NotFound, QT_TRANSLATE_NOOP("core", "There is no annotations.json in “%1”"),
                    {path}, QT_TRANSLATE_NOOP("core", "give the path of the JSON file itself"));
    }
    return file;
}

std::optional<PictureName> pictureName(const QString& fileName, const QString& otherwise)
{
    QString name = fileName;
    name.replace(QLatin1Char('\\'), QLatin1Char('/'));
    const QStringList parts = name.split(QLatin1Char('/'));
    if (parts.last().isEmpty() || parts[0].isEmpty() || parts.contains(QStringLiteral("..")) ||
        parts[0].endsWith(QLatin1Char(':')))
        return std::nullopt;
    const QString folder = parts.mid(0, parts.size() - 1).join(QLatin1Char('/'));
    return PictureName{folder.isEmpty() ? otherwise : folder, QFileInfo(parts.last()).completeBaseName()};
}

Result<Mask> segmentationMask(const QJsonValue& value, Size size)
{
    if (value.isObject()) {
        auto mask = maskFromCocoRle(value);
        if (mask && mask->size() != size) {
            return fail(ErrorKind::Corrupt,
                        QT_TRANSLATE_NOOP("core", "A run-length mask has %1×%2 pixels instead of %3×%4"),
                        {QString::number(mask->size().width), QString::number(mask->size().height),
                         QString::number(size.width), QString::number(size.height)});
        }
        return mask;
    }
    const auto wrong = [] {
        return fail(ErrorKind::Corrupt,
                    QT_TRANSLATE_NOOP("core", "A segmentation is neither run lengths nor polygons"));
    };
    if (!value.isArray())
        return wrong();
    QImage image(size.width, size.height, QImage::Format_Grayscale8);
    image.fill(0);
    QPainter painter(&image);
    painter.setPen(Qt::NoPen);
    painter.setBrush(Qt::white);
    for (const QJsonValue& part : value.toArray()) {
        const QJsonArray numbers = part.toArray();
        if (numbers.size() < 6 || numbers.size() % 2 != 0)
            return wrong();
        QPolygonF polygon;
        for (qsizetype i = 0; i < numbers.size(); i += 2) {
            if (!numbers[i].isDouble() || !numbers[i + 1].isDouble())
                return wrong();
            polygon << QPointF(numbers[i].toDouble(), numbers[i + 1].toDouble());
        }
        painter.drawPolygon(polygon);
    }
    painter.end();
    return Mask::fromBytes(size, image.constBits(), image.bytesPerLine());
}

QJsonArray jsonBox(const Mask& mask)
{
    const Box b = mask.bounds().value_or(Box{});
    return {b.x1, b.y1, b.width(), b.height()};
}

void TrackIds::assign(const std::set<qint64>& tracks)
{
    std::vector<bool> taken(kMaxObjects + 1, false);
    for (const qint64 track : tracks) {
        if (track >= 1 && track <= kMaxObjects) {
            m_objects[track] = ObjectId{track};
            taken[size_t(track)] = true;
        }
    }
    int next = 1;
    for (const qint64 track : tracks) {
        if (m_objects.contains(track))
            continue;
        while (next <= kMaxObjects && taken[size_t(next)])
            ++next;
        if (next > kMaxObjects) {
            m_full = true;
            return;
        }
        m_objects[track] = ObjectId{next++};
        ++m_renumbered;
    }
}

int Categories::idFor(const QString& name)
{
    const QString title = name.isEmpty() ? QStringLiteral("object") : name;
    qsizetype at = m_names.indexOf(title);
    if (at < 0) {
        at = m_names.size();
        m_names << title;
    }
    return int(at) + 1;
}

QJsonArray Categories::json() const
{
    QJsonArray out;
    for (qsizetype i = 0; i < m_names.size(); ++i)
        out.append(QJsonObject{{QStringLiteral("id"), i + 1},
                               {QStringLiteral("name"), m_names[i]},
                               {QStringLiteral("supercategory"), QStringLiteral("object")}});
    return out;
}

std::map<qint64, QString> categoryNames(const QJsonObject& document)
{
    std::map<qint64, QString> names;
    for (const QJsonValue& c : document[QStringLiteral("categories")].toArray()) {
        const QString name = c[QStringLiteral("name")].toString();
        names[c[QStringLiteral("id")].toInteger()] = name == QLatin1String("object") ? QString() : name;
    }
    return names;
}

Result<void> append(QFile& file, const QByteArray& text)
{
    // What fits onto a full disk is written without a complaint; only the rest tells why.
    qint64 written = 0;
    while (written < text.size()) {
        const qint64 now = file.write(text.constData() + written, text.size() - written);
        if (now <= 0)
            break;
        written += now;
    }
    if (written < text.size()) {
        return fail(ErrorKind::Unreadable, QT_TRANSLATE_NOOP("core", "Cannot write “%1” (%2)"),
                    {file.fileName(), file.errorString()},
                    QT_TRANSLATE_NOOP("core",
                                      "check the free space of the disk and the permissions, or choose "
                                      "another place"));
    }
    return {};
}

} // namespace revseg
