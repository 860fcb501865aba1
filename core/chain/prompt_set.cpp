// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chain/prompt_set.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <cmath>

namespace revseg {

namespace {

const char* const kPromptRemedy =
    QT_TRANSLATE_NOOP("core", "correct the file; the built-in prompt set shows the form");

QString fill(const QString& text, const QHash<QString, QString>& values)
{
    QString out;
    out.reserve(text.size());
    for (qsizetype at = 0; at < text.size();) {
        const qsizetype open = text.indexOf(QLatin1Char('{'), at);
        const qsizetype close = open < 0 ? -1 : text.indexOf(QLatin1Char('}'), open);
        if (close < 0) {
            out += QStringView(text).mid(at);
            break;
        }
        const auto value = values.constFind(text.mid(open + 1, close - open - 1));
        out += QStringView(text).mid(at, open - at);
        if (value == values.constEnd()) {
            out += QLatin1Char('{');
            at = open + 1;
        } else {
            out += *value;
            at = close + 1;
        }
    }
    return out;
}

/// A whole number within limits under a key; the default when the key is missing.
bool readInt(const QJsonValue& v, int least, int most, int& into)
{
    if (v.isUndefined())
        return true;
    const double d = v.toDouble(-1);
    if (!v.isDouble() || d < least || d > most || d != std::floor(d))
        return false;
    into = int(d);
    return true;
}

bool readSize(const QJsonValue& v, Size& into)
{
    if (v.isUndefined())
        return true;
    const QJsonArray a = v.toArray();
    return a.size() == 2 && readInt(a[0], 14, 8192, into.width) && readInt(a[1], 14, 8192, into.height);
}

bool readText(const QJsonValue& v, QString& into)
{
    into = v.toString();
    return v.isString() || v.isUndefined();
}

QHash<QString, QString> turn1Values(const QString& query, int nframes, double fps)
{
    return {{QStringLiteral("seconds"), QString::number(double(nframes) / fps)},
            {QStringLiteral("nframes"), QString::number(nframes)},
            {QStringLiteral("last"), QString::number(std::max(0, nframes - 1))},
            {QStringLiteral("fps"), QString::number(fps)},
            {QStringLiteral("query"), query}};
}

} // namespace

Result<PromptSet> PromptSet::fromJson(const QJsonObject& json, const QString& source)
{
    PromptSet p;
    const auto wrong = [&](const char* key) {
        return fail(ErrorKind::Corrupt,
                    QT_TRANSLATE_NOOP("core", "The prompt set “%1” has a wrong value for “%2”"),
                    {source, QLatin1String(key)}, kPromptRemedy);
    };
    QJsonObject rest = json;
    const auto take = [&](const char* key) { return rest.take(QLatin1String(key)); };
    int schema = 1;
    if (!readInt(take("schema"), 1, 1 << 30, schema))
        return wrong("schema");
    if (schema != 1) {
        return fail(
            ErrorKind::Unsupported,
            QT_TRANSLATE_NOOP("core", "The prompt set “%1” has the form %2, this program knows form 1"),
            {source, QString::number(schema)},
            QT_TRANSLATE_NOOP("core", "use a newer version of the program"));
    }
    if (!readText(take("name"), p.name) || p.name.isEmpty())
        return wrong("name");
    if (!readInt(take("version"), 0, 1 << 30, p.version))
        return wrong("version");
    if (!readInt(take("frames"), 2, 768, p.frames))
        return wrong("frames");
    const QJsonValue fps = take("fps");
    if (!fps.isUndefined())
        p.fps = fps.toDouble();
    if (!(p.fps > 0 && p.fps <= 1000))
        return wrong("fps");
    if (!readSize(take("frame_size"), p.frame_size))
        return wrong("frame_size");
    if (!readSize(take("keyframe_size"), p.keyframe_size))
        return wrong("keyframe_size");
    const QJsonValue filter = take("filter");
    if (!filter.isUndefined() && filter.toString() != QLatin1String("bicubic"))
        return wrong("filter");
    if (!readText(take("system"), p.system))
        return wrong("system");
    if (!readText(take("turn1"), p.turn1) || !p.turn1.contains(QLatin1String("{query}")))
        return wrong("turn1");
    if (!readText(take("turn2"), p.turn2) || !p.turn2.contains(QLatin1String("{description}")))
        return wrong("turn2");
    if (!readText(take("turn1_go_on"), p.turn1_go_on))
        return wrong("turn1_go_on");
    p.other = rest;
    return p;
}

Result<PromptSet> PromptSet::load(const QString& nameOrPath)
{
    const bool isFile = nameOrPath.endsWith(QLatin1String(".json"), Qt::CaseInsensitive);
    const QString path = isFile ? nameOrPath : QStringLiteral(":/revseg/prompts/%1.json").arg(nameOrPath);
    if (!QFileInfo::exists(path)) {
        return fail(ErrorKind::NotFound, QT_TRANSLATE_NOOP("core", "There is no prompt set “%1”"),
                    {nameOrPath}, QT_TRANSLATE_NOOP("core", "use %1, or give the path of a .json file"),
                    {defaultName()});
    }
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return fail(ErrorKind::Unreadable,
                    QT_TRANSLATE_NOOP("core", "The prompt set “%1” cannot be read (%2)"),
                    {nameOrPath, file.errorString()});
    }
    QJsonParseError error;
    const QJsonDocument json = QJsonDocument::fromJson(file.readAll(), &error);
    if (!json.isObject()) {
        return fail(ErrorKind::Corrupt,
                    QT_TRANSLATE_NOOP("core", "The prompt set “%1” is no JSON object (%2 at byte %3)"),
                    {nameOrPath, error.errorString(), QString::number(error.offset)}, kPromptRemedy);
    }
    return fromJson(json.object(), nameOrPath);
}

QString PromptSet::label() const
{
    return QStringLiteral("%1 v%2").arg(name, QString::number(version));
}

QString PromptSet::fillTurn1(const QString& query, int nframes) const
{
    return fill(turn1, turn1Values(query, nframes, fps));
}

QString PromptSet::fillTurn1GoOn(const QString& query, int nframes) const
{
    return fill(turn1_go_on, turn1Values(query, nframes, fps));
}

QString PromptSet::fillTurn2(const QString& query, const QString& description, int nframes) const
{
    return fill(turn2, {{QStringLiteral("description"), description},
                        {QStringLiteral("query"), query},
                        {QStringLiteral("nframes"), QString::number(nframes)}});
}

} // namespace revseg
