// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "core/vlm/download.h"
#include "core/vlm/model_folder.h"
#include "core/vlm/model_store.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QLocale>
#include <QRegularExpression>

namespace revseg::cli {

namespace {

Outcome list(const Context& c, const QString& folder)
{
    if (c.args.has("dir") && !QFileInfo(folder).isDir())
        return failed(makeError(ErrorKind::NotFound, QT_TRANSLATE_NOOP("core", "There is no folder “%1”"),
                                {oneLine(folder)}));
    const QLocale english = QLocale::c();
    QJsonArray models;
    for (const QString& path : modelFoldersIn(folder)) {
        const QString name = QDir(folder).relativeFilePath(path);
        QJsonObject entry{{QStringLiteral("name"), name}, {QStringLiteral("path"), path}};
        const auto model = ModelFolder::open(path);
        if (model) {
            const Precision precision = model->storedPrecision();
            entry[QStringLiteral("parameters")] = model->parameters();
            entry[QStringLiteral("bytes")] = model->bytes();
            entry[QStringLiteral("precision")] = precisionName(precision);
            entry[QStringLiteral("memory_bytes")] = model->memoryNeeded(precision);
            c.terminal.line(QStringLiteral("%1  %2 B parameters  %3  %4  needs %5")
                                .arg(oneLine(name), -30)
                                .arg(double(model->parameters()) / 1e9, 0, 'f', 2)
                                .arg(precisionName(precision), english.formattedDataSize(model->bytes()),
                                     english.formattedDataSize(model->memoryNeeded(precision))));
        } else {
            entry[QStringLiteral("problem")] = model.error().message();
            c.terminal.line(QStringLiteral("%1  %2").arg(oneLine(name), -30).arg(model.error().message()));
        }
        models.append(entry);
    }
    if (models.isEmpty())
        c.terminal.note(QStringLiteral("There are no models in %1").arg(oneLine(folder)));
    c.terminal.document({{QStringLiteral("folder"), folder}, {QStringLiteral("models"), models}});
    return 0;
}

/// A path, or a name in the folder of models.
QString placeOf(const QString& word, const QString& folder)
{
    const QString inside = folder + QLatin1Char('/') + word;
    return !QFileInfo(word).isDir() && QFileInfo(inside).isDir() ? inside : word;
}

Outcome verify(const Context& c, const QString& path)
{
    const auto report = verifyModel(path, c.terminal.progressFn(QStringLiteral("checking")), c.stop);
    if (!report)
        return failed(report.error());
    if (!report->problems.isEmpty()) {
        return failed(makeError(ErrorKind::Corrupt,
                                QT_TRANSLATE_NOOP("core", "The model “%1” is not whole: %2"),
                                {oneLine(path), oneLine(report->problems.join(QLatin1String("; ")))},
                                QT_TRANSLATE_NOOP("core", "download the model again")));
    }
    c.terminal.line(QStringLiteral("%1 is whole; the SHA-256 of %2 files was known and is right")
                        .arg(oneLine(path))
                        .arg(report->hashed.size()));
    c.terminal.document({{QStringLiteral("path"), path},
                         {QStringLiteral("ok"), true},
                         {QStringLiteral("hashed"), QJsonArray::fromStringList(report->hashed)}});
    return 0;
}

/// "owner/name" of a hub, or the address of one file.
Outcome fetch(const Context& c, const QString& word, const QString& folder)
{
    std::vector<Download> files;
    QString place = folder;
    static const QRegularExpression hubName(QStringLiteral("^[\\w-][\\w.-]*/[\\w-][\\w.-]*$"));
    const QUrl url(word, QUrl::StrictMode);
    if (hubName.match(word).hasMatch()) {
        place = folder + QLatin1Char('/') + word;
        auto listed = hubFiles(c.args.value("endpoint", defaultHubEndpoint()), word, place, c.stop);
        if (!listed)
            return failed(listed.error());
        files = std::move(*listed);
    } else if ((url.scheme() == u"http" || url.scheme() == u"https") && !url.fileName().isEmpty()) {
        files.push_back({url, folder + QLatin1Char('/') + url.fileName(), std::nullopt, {}});
    } else {
        return wrongUsage(QT_TRANSLATE_NOOP("core", "“%1” is neither owner/name of a hub nor an address"),
                          {word});
    }
    for (const Download& file : files) {
        const QString name = QFileInfo(file.path).fileName();
        const auto done = download(file, c.terminal.progressFn(name), c.stop);
        if (!done)
            return failed(done.error());
        c.terminal.line(file.path);
    }
    c.terminal.document({{QStringLiteral("path"), place}, {QStringLiteral("files"), qint64(files.size())}});
    return 0;
}

Outcome run(const Context& c)
{
    const QString folder = QDir(c.args.value("dir", defaultModelsFolder())).absolutePath();
    const QStringList words = c.args.positional();
    const QString what = words.value(0);
    if (what == u"list" && words.size() == 1)
        return list(c, folder);
    if (what == u"verify" && words.size() == 2)
        return verify(c, placeOf(words[1], folder));
    if (what == u"download" && words.size() == 2)
        return fetch(c, words[1], folder);
    return wrongUsage(
        QT_TRANSLATE_NOOP("core", "Say what to do with models: list, verify MODEL, or download NAME_OR_URL"));
}

} // namespace

Command modelsCommand()
{
    return {"models",
            "list model folders, check that one is whole, or download one",
            "list | verify MODEL | download OWNER/NAME|URL [options]",
            {{"dir", "DIR", "folder of models (default: revseg/models in the user's data)"},
             {"endpoint", "URL", "of the hub (default: HF_ENDPOINT, or https://huggingface.co)"}},
            run};
}

} // namespace revseg::cli
