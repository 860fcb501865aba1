// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/chain_manifest.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>

namespace revseg::cli {

namespace {

/// Whether a text can name a folder inside another.
bool isFolderName(const QString& name)
{
    if (name.isEmpty() || name.size() > 200 || name.startsWith(QLatin1Char('.')))
        return false;
    for (const QChar c : name) {
        if (c == QLatin1Char('/') || c == QLatin1Char('\\') || c.category() == QChar::Other_Control)
            return false;
    }
    return true;
}

} // namespace

Result<std::vector<ManifestItem>> readManifest(const QString& path, const QString& out)
{
    QFile file(path);
    if (!QFileInfo::exists(path))
        return fail(ErrorKind::NotFound, QT_TRANSLATE_NOOP("core", "There is no file “%1”"), {path});
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorKind::Unreadable, QT_TRANSLATE_NOOP("core", "“%1” cannot be read (%2)"),
                    {path, file.errorString()});
    const QDir folder(QFileInfo(path).absolutePath());
    std::vector<ManifestItem> items;
    QSet<QString> ids;
    const QList<QByteArray> lines = file.readAll().split('\n');
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const QByteArray line = lines[i].trimmed();
        if (line.isEmpty())
            continue;
        const auto wrong = [&](const char* what, const QString& key = {}) {
            return fail(ErrorKind::InvalidInput, what, {path, QString::number(i + 1), key},
                        QT_TRANSLATE_NOOP("core",
                                          "a line is {\"video\":…,\"query\":…} with \"id\" and \"truth\" "
                                          "if wanted"));
        };
        const QJsonDocument json = QJsonDocument::fromJson(line);
        if (!json.isObject())
            return wrong(QT_TRANSLATE_NOOP("core", "“%1”, line %2 is no JSON object"));
        const QJsonObject object = json.object();
        for (const char* key : {"video", "query", "truth"}) {
            const QJsonValue v = object[QLatin1String(key)];
            const bool optional = QLatin1String(key) == QLatin1String("truth");
            if ((optional && (v.isUndefined() || v.isNull())) ||
                (v.isString() && !v.toString().trimmed().isEmpty()))
                continue;
            return wrong(v.isUndefined()
                             ? QT_TRANSLATE_NOOP("core", "“%1”, line %2 has no “%3”")
                             : QT_TRANSLATE_NOOP("core", "“%1”, line %2 has a wrong value for “%3”"),
                         QLatin1String(key));
        }
        ManifestItem item;
        item.line = int(i) + 1;
        const QJsonValue id = object[QStringLiteral("id")];
        if (id.isUndefined() || id.isNull())
            item.id = QString::number(i);
        else if (id.isDouble() && double(id.toInteger(-1)) == id.toDouble())
            item.id = QString::number(id.toInteger());
        else
            item.id = id.toString();
        if (!isFolderName(item.id))
            return wrong(QT_TRANSLATE_NOOP("core", "“%1”, line %2 has a wrong value for “%3”"),
                         QStringLiteral("id"));
        if (ids.contains(item.id))
            return wrong(QT_TRANSLATE_NOOP("core", "“%1”, line %2 repeats the id “%3”"), item.id);
        ids.insert(item.id);
        item.query.video = folder.filePath(object[QStringLiteral("video")].toString());
        item.query.query = object[QStringLiteral("query")].toString();
        if (const QString truth = object[QStringLiteral("truth")].toString(); !truth.isEmpty())
            item.query.truth = folder.filePath(truth);
        item.query.out = QDir(out).filePath(item.id);
        item.query.replace = true; // what an unfinished attempt has left
        items.push_back(std::move(item));
    }
    if (items.empty())
        return fail(ErrorKind::InvalidInput, QT_TRANSLATE_NOOP("core", "“%1” holds no line"), {path},
                    QT_TRANSLATE_NOOP("core", "write one {\"video\":…,\"query\":…} a line"));
    return items;
}

bool isFinished(const ManifestItem& item)
{
    const auto trace = Trace::load(QDir(item.query.out).filePath(QStringLiteral("trace.json")));
    return trace && okRuns(*trace) > 0;
}

} // namespace revseg::cli
