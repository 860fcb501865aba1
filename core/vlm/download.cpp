// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vlm/download.h"

#include "core/vlm/model_store.h"
#include "core/vlm/proxy_choice_private.h"

#include <QCoreApplication>
#include <QDir>
#include <QEventLoop>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkReply>

#include <functional>

namespace revseg {

namespace {

constexpr qint64 kMostListBytes = 16 << 20;
constexpr qint64 kBuffer = 4 << 20;
constexpr int kSilence = 60'000; ///< ms without a byte

QString shown(const QUrl& url)
{
    return oneLine(url.toDisplayString(QUrl::RemoveUserInfo | QUrl::RemoveQuery));
}

tl::unexpected<Error> notWritten(const QFile& file)
{
    return fail(ErrorKind::Unreadable, QT_TRANSLATE_NOOP("core", "Cannot write “%1” (%2)"),
                {oneLine(file.fileName()), file.errorString()},
                QT_TRANSLATE_NOOP("core", "check the free space of the disk and the permissions, or choose "
                                          "another place"));
}

/// Gets a URL from byte `from` on. `begin` is told when an answer begins, which can happen more than once: Qt
/// asks again by itself when a connection breaks. `take` gets the reply whenever there is something to read
/// and returns false to end it. The status, or why there is none.
Result<int> get(const QUrl& url, qint64 from, const std::function<void()>& begin,
                const std::function<bool(QNetworkReply&)>& take, const std::stop_token& stop)
{
    QNetworkAccessManager network;
    network.setProxyFactory(new ProxyChoice);
    QNetworkRequest request(url);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::NoLessSafeRedirectPolicy);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setHeader(QNetworkRequest::UserAgentHeader, QStringLiteral("revseg/" REVSEG_VERSION));
    request.setRawHeader("Accept-Encoding", "identity"); // sizes and places are those of the file
    request.setTransferTimeout(kSilence);
    if (from > 0)
        request.setRawHeader("Range", "bytes=" + QByteArray::number(from) + "-");
    QEventLoop loop;
    bool ended = false;
    const std::unique_ptr<QNetworkReply> reply(network.get(request));
    reply->setReadBufferSize(kBuffer);
    const auto read = [&] {
        ended = ended || stop.stop_requested() || !take(*reply);
        if (ended)
            loop.quit();
    };
    QObject::connect(reply.get(), &QNetworkReply::metaDataChanged, &loop, begin);
    QObject::connect(reply.get(), &QNetworkReply::readyRead, &loop, read);
    QObject::connect(reply.get(), &QNetworkReply::finished, &loop, &QEventLoop::quit);
    {
        const std::stop_callback wake(
            stop, [&loop] { QMetaObject::invokeMethod(&loop, &QEventLoop::quit, Qt::QueuedConnection); });
        if (!reply->isFinished() && !stop.stop_requested())
            loop.exec();
    }
    reply->disconnect(&loop);
    while (!ended && !stop.stop_requested() && reply->bytesAvailable() > 0)
        ended = !take(*reply);
    if (!reply->isFinished())
        reply->abort();
    if (stop.stop_requested())
        return fail(cancelled());
    const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    const bool lost = !ended && status < 300 && reply->error() != QNetworkReply::NoError;
    if (status == 0 || lost) {
        return fail(ErrorKind::Network, QT_TRANSLATE_NOOP("core", "The connection to “%1” was lost (%2)"),
                    {shown(url), oneLine(reply->errorString())},
                    QT_TRANSLATE_NOOP("core", "try again; what has come so far is kept"));
    }
    return status;
}

tl::unexpected<Error> refused(const QUrl& url, int status)
{
    return fail(status == 404 ? ErrorKind::NotFound : ErrorKind::Network,
                QT_TRANSLATE_NOOP("core", "“%1” is not given (status %2)"),
                {shown(url), QString::number(status)},
                QT_TRANSLATE_NOOP("core", "check the name; a model that needs a licence has to be downloaded "
                                          "with the hub's own tools"));
}

/// Moves a whole part to its place.
Result<void> finish(const Download& what, QFile& part, const std::stop_token& stop)
{
    part.close();
    const qint64 size = QFileInfo(part.fileName()).size();
    if (what.size && size != *what.size) {
        if (size > *what.size)
            part.remove();
        return fail(size > *what.size ? ErrorKind::Corrupt : ErrorKind::Network,
                    QT_TRANSLATE_NOOP("core", "“%1” has %2 bytes and should have %3"),
                    {shown(what.url), QString::number(size), QString::number(*what.size)},
                    QT_TRANSLATE_NOOP("core", "try again"));
    }
    if (!what.sha256.isEmpty()) {
        const auto sum = sha256Of(part.fileName(), {}, stop);
        if (!sum)
            return fail(sum.error());
        if (*sum != what.sha256) {
            part.remove();
            return fail(ErrorKind::Corrupt,
                        QT_TRANSLATE_NOOP("core", "“%1” has another SHA-256 than it should"),
                        {shown(what.url)}, QT_TRANSLATE_NOOP("core", "try again"));
        }
    }
    if (!part.rename(what.path))
        return notWritten(part);
    return {};
}

} // namespace

Result<void> download(const Download& what, const ProgressFn& progress, std::stop_token stop)
{
    const QFileInfo present(what.path);
    if (present.exists() && (!what.size || present.size() == *what.size))
        return {};
    if (!QDir().mkpath(present.absolutePath()) || (present.exists() && !QFile::remove(what.path)))
        return notWritten(QFile(what.path));
    QFile part(what.path + QStringLiteral(".part"));
    if (!part.open(QIODevice::ReadWrite))
        return notWritten(part);
    if (what.size && part.size() == *what.size)
        return finish(what, part, stop);
    const qint64 from = part.size();
    bool begun = false;
    bool written = true;
    qint64 total = what.size.value_or(0);
    const auto take = [&](QNetworkReply& reply) {
        const int status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
        const QByteArray bytes = reply.readAll();
        if (status != 200 && status != 206)
            return true; // the words of an error
        if (!begun) {
            // A server that knows no ranges, or another one than was asked for, begins anew.
            const QByteArray range = reply.rawHeader("Content-Range");
            const bool goesOn = status == 206 && range.startsWith("bytes " + QByteArray::number(from) + "-");
            if (status == 206 && !goesOn)
                return false;
            written = goesOn ? part.seek(from) : part.resize(0) && part.seek(0);
            const qint64 length = reply.header(QNetworkRequest::ContentLengthHeader).toLongLong();
            total = total > 0 ? total : length > 0 ? part.pos() + length : 0;
            begun = true;
        }
        written = written && part.write(bytes) == bytes.size();
        if (progress)
            progress({part.pos(), total});
        return written;
    };
    const auto status = get(
        what.url, from, [&begun] { begun = false; }, take, stop);
    if (!written)
        return notWritten(part);
    if (!status)
        return fail(status.error());
    if (*status == 416 && from > 0) { // the part is longer than the file: it is of another one
        part.remove();
        return download(what, progress, stop);
    }
    if (*status != 200 && *status != 206)
        return refused(what.url, *status);
    return finish(what, part, stop);
}

Result<std::vector<Download>> hubFiles(const QString& endpoint, const QString& name, const QString& folder,
                                       std::stop_token stop)
{
    const QUrl list(endpoint + QStringLiteral("/api/models/") + name + QStringLiteral("/tree/main"));
    QByteArray body;
    const auto status = get(
        list, 0, [&body] { body.clear(); },
        [&body](QNetworkReply& reply) {
            body += reply.readAll();
            return body.size() <= kMostListBytes;
        },
        stop);
    if (!status)
        return fail(status.error());
    if (*status != 200)
        return refused(list, *status);
    std::vector<Download> out;
    for (const QJsonValue& entry : QJsonDocument::fromJson(body).array()) {
        const QString file = entry[u"path"].toString();
        const bool wanted = file.endsWith(QLatin1String(".json")) ||
                            file.endsWith(QLatin1String(".safetensors")) ||
                            file.endsWith(QLatin1String(".txt"));
        // A list must not make us write to other places.
        if (entry[u"type"].toString() != u"file" || !wanted || file.contains(QLatin1Char('/')) ||
            file.startsWith(QLatin1Char('.')))
            continue;
        Download one;
        one.url = QUrl(endpoint + QLatin1Char('/') + name + QStringLiteral("/resolve/main/") + file);
        one.path = folder + QLatin1Char('/') + file;
        if (entry[u"size"].isDouble())
            one.size = entry[u"size"].toInteger();
        one.sha256 = entry[u"lfs"][u"oid"].toString().toLower();
        out.push_back(one);
    }
    if (out.empty()) {
        return fail(ErrorKind::NotFound, QT_TRANSLATE_NOOP("core", "“%1” lists no files of a model"),
                    {shown(list)},
                    QT_TRANSLATE_NOOP("core", "check the name, which is owner/name, and the endpoint"));
    }
    return out;
}

QString defaultHubEndpoint()
{
    QString out = qEnvironmentVariable("HF_ENDPOINT").trimmed();
    while (out.endsWith(QLatin1Char('/')))
        out.chop(1);
    return out.isEmpty() ? QStringLiteral("https://huggingface.co") : out;
}

} // namespace revseg
