// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/settings.h"

#include "core/media/frame_source.h"
#include "core/vlm/vlm_backend.h"

#include <QFileInfo>
#include <QJsonDocument>
#include <QSettings>
#include <QStandardPaths>

#include <algorithm>

namespace revseg::studio {

namespace {

constexpr int kRecent = 10;

QVariant value(const char* key, const QVariant& otherwise = {})
{
    return QSettings().value(QLatin1String(key), otherwise);
}

void setValue(const char* key, const QVariant& v)
{
    QSettings().setValue(QLatin1String(key), v);
}

void putFirst(const char* key, const QString& item)
{
    QStringList list = value(key).toStringList();
    list.removeAll(item);
    list.prepend(item);
    setValue(key, QStringList(list.mid(0, kRecent)));
}

} // namespace

ThemeChoice Settings::theme() const
{
    return ThemeChoice(std::clamp(value("look/theme", 0).toInt(), 0, 2));
}

void Settings::setTheme(ThemeChoice choice)
{
    setValue("look/theme", int(choice));
}

QString Settings::language() const
{
    return value("look/language").toString();
}

void Settings::setLanguage(const QString& code)
{
    setValue("look/language", code);
}

QString Settings::vlm() const
{
    return value("models/vlm").toString();
}

void Settings::setVlm(const QString& spec)
{
    const QString stored = storableSpec(spec);
    setValue("models/vlm", stored);
    if (!stored.isEmpty())
        putFirst("models/known_vlms", stored);
}

QStringList Settings::knownVlms() const
{
    return value("models/known_vlms").toStringList();
}

QStringList Settings::knownTrackerModels() const
{
    return value("models/known_trackers").toStringList();
}

void Settings::addTrackerModel(const QString& path)
{
    putFirst("models/known_trackers", path);
}

QString Settings::tracker() const
{
    return value("models/tracker", QStringLiteral("flow")).toString();
}

void Settings::setTracker(const QString& spec)
{
    setValue("models/tracker", spec);
}

AskSettings Settings::askSettings() const
{
    return AskSettings::fromJson(QJsonDocument::fromJson(value("chain/ask").toByteArray()).object());
}

void Settings::setAskSettings(const AskSettings& settings)
{
    setValue("chain/ask", QJsonDocument(settings.toJson()).toJson(QJsonDocument::Compact));
}

double Settings::maskOpacity() const
{
    return std::clamp(value("look/mask_opacity", 0.45).toDouble(), 0.0, 1.0);
}

void Settings::setMaskOpacity(double opacity)
{
    setValue("look/mask_opacity", opacity);
}

bool Settings::maskPatterns() const
{
    return value("look/mask_patterns", false).toBool();
}

void Settings::setMaskPatterns(bool patterns)
{
    setValue("look/mask_patterns", patterns);
}

int Settings::brushSize() const
{
    return std::clamp(value("tools/brush_size", 24).toInt(), 1, 500);
}

void Settings::setBrushSize(int diameter)
{
    setValue("tools/brush_size", diameter);
}

int Settings::eraserSize() const
{
    return std::clamp(value("tools/eraser_size", 36).toInt(), 1, 500);
}

void Settings::setEraserSize(int diameter)
{
    setValue("tools/eraser_size", diameter);
}

bool Settings::squareBrush() const
{
    return value("tools/square_brush", false).toBool();
}

void Settings::setSquareBrush(bool square)
{
    setValue("tools/square_brush", square);
}

int Settings::floodTolerance() const
{
    return std::clamp(value("tools/flood_tolerance", 24).toInt(), 0, 255);
}

void Settings::setFloodTolerance(int tolerance)
{
    setValue("tools/flood_tolerance", tolerance);
}

bool Settings::rulerInTime() const
{
    return value("timeline/ruler_in_time", false).toBool();
}

void Settings::setRulerInTime(bool time)
{
    setValue("timeline/ruler_in_time", time);
}

bool Settings::figuresShown() const
{
    return value("player/figures_shown", false).toBool();
}

void Settings::setFiguresShown(bool shown)
{
    setValue("player/figures_shown", shown);
}

double Settings::playingSpeed() const
{
    return std::clamp(value("player/speed", 1.0).toDouble(), 0.1, 4.0);
}

void Settings::setPlayingSpeed(double speed)
{
    setValue("player/speed", speed);
}

bool Settings::loops() const
{
    return value("player/loops", false).toBool();
}

void Settings::setLoops(bool loops)
{
    setValue("player/loops", loops);
}

qint64 Settings::cacheBytes() const
{
    const qint64 bytes = value("player/cache_bytes", 0).toLongLong();
    return bytes <= 0 ? 0 : std::clamp<qint64>(bytes, 64 << 20, FrameSource::largestCacheLimit());
}

void Settings::setCacheBytes(qint64 bytes)
{
    setValue("player/cache_bytes", bytes);
}

VideosPanel::Order Settings::videoOrder() const
{
    return VideosPanel::Order(std::clamp(value("videos/order", 0).toInt(), 0, 2));
}

void Settings::setVideoOrder(VideosPanel::Order order)
{
    setValue("videos/order", int(order));
}

QByteArray Settings::windowGeometry() const
{
    return value("window/geometry").toByteArray();
}

QByteArray Settings::windowState() const
{
    return value("window/state").toByteArray();
}

QByteArray Settings::middleState() const
{
    return value("window/middle").toByteArray();
}

void Settings::setWindow(const QByteArray& geometry, const QByteArray& state, const QByteArray& middle)
{
    setValue("window/middle", middle);
    setValue("window/geometry", geometry);
    setValue("window/state", state);
}

QStringList Settings::recentProjects() const
{
    QStringList list = value("projects/recent").toStringList();
    list.removeIf([](const QString& path) { return !QFileInfo::exists(path); });
    return list;
}

void Settings::addRecentProject(const QString& path)
{
    putFirst("projects/recent", QFileInfo(path).absoluteFilePath());
}

QString Settings::lastFolder() const
{
    return value("projects/folder", QStandardPaths::writableLocation(QStandardPaths::MoviesLocation))
        .toString();
}

void Settings::setLastFolder(const QString& folder)
{
    setValue("projects/folder", folder);
}

} // namespace revseg::studio
