// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vlm/http_backend.h"

#include "core/vlm/chat_stream.h"
#include "core/vlm/proxy_choice_private.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QJsonArray>
#include <QJsonDocument>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QTimer>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <condition_variable>
#include <mutex>
#include <utility>

namespace revseg {

namespace {

constexpr qint64 kMostErrorBytes = 64 << 10;
constexpr int kMostRedirects = 5;
constexpr int kMostRefusals = 3;         ///< a server that is not there does not come back soon
constexpr double kFirstWait = 0.5;       ///< seconds
constexpr double kLongestWait = 8;       ///< seconds, unless the server asks for more
constexpr int kAfterFinish = 2000;       ///< ms left to a server for its usage after the finish_reason
constexpr int kCapabilityTimeout = 5000; ///< ms

const char* const kAddressRemedy = QT_TRANSLATE_NOOP(
    "core", "check that the server is running and that its address is right; it usually ends in /v1");

/// What servers that are known to give them write as the owner of their models.
const char* const kGiveLogProbabilities[] = {"vllm", "sglang", "llamacpp"};

bool sameOrigin(const QUrl& a, const QUrl& b)
{
    const auto port = [](const QUrl& u) { return u.port(u.scheme() == QLatin1String("https") ? 443 : 80); };
    return a.scheme() == b.scheme() && a.host() == b.host() && port(a) == port(b);
}

/// False when stopped before the time was over.
bool sleepUnlessStopped(double seconds, std::stop_token stop)
{
    std::mutex mutex;
    std::condition_variable_any wake;
    std::unique_lock lock(mutex);
    wake.wait_for(lock, stop, std::chrono::duration<double>(seconds), [] { return false; });
    return !stop.stop_requested();
}

std::optional<double> retryAfterSeconds(const QByteArray& value)
{
    bool ok = false;
    const double seconds = value.trimmed().toDouble(&ok);
    if (ok && std::isfinite(seconds))
        return std::max(0.0, seconds);
    const QDateTime date = QDateTime::fromString(QString::fromLatin1(value), Qt::RFC2822Date);
    if (date.isValid())
        return std::max(0.0, double(QDateTime::currentDateTimeUtc().msecsTo(date)) / 1000);
    return std::nullopt;
}

/// What a server says is wrong, out of the usual forms of an error body.
QString serverWords(const QByteArray& body)
{
    const QJsonObject json = QJsonDocument::fromJson(body).object();
    const QJsonValue error = json[QStringLiteral("error")];
    for (const QJsonValue& v : {error[QStringLiteral("message")], error, json[QStringLiteral("message")],
                                json[QStringLiteral("detail")]}) {
        if (v.isString() && !v.toString().isEmpty())
            return v.toString();
    }
    if (!json.isEmpty() || body.trimmed().startsWith('<'))
        return {};
    return QString::fromUtf8(body);
}

} // namespace

Result<std::unique_ptr<HttpBackend>> HttpBackend::create(const QString& spec, const VlmOptions& options)
{
    const qsizetype hash = spec.indexOf(QLatin1Char('#'));
    const QString model = hash < 0 ? QString() : spec.mid(hash + 1);
    QUrl url(spec.left(hash < 0 ? spec.size() : hash), QUrl::StrictMode);
    if (!url.isValid() || url.host().isEmpty() || url.port(80) == 0) {
        return fail(ErrorKind::InvalidInput, QT_TRANSLATE_NOOP("core", "“%1” is no address of a server"),
                    {QUrl(spec).toDisplayString(QUrl::RemoveUserInfo)},
                    QT_TRANSLATE_NOOP("core", "write it like http://host:8000/v1#model"));
    }
    if (!url.userInfo().isEmpty()) {
        return fail(
            ErrorKind::InvalidInput,
            QT_TRANSLATE_NOOP("core", "The address of the server holds a user name or a password"), {},
            QT_TRANSLATE_NOOP("core",
                              "leave them out; save the key in the settings, or put it into REVSEG_API_KEY"));
    }
    for (const QChar c : options.api_key) {
        if (c < QLatin1Char(' ') || c > QLatin1Char('~')) {
            return fail(ErrorKind::InvalidInput,
                        QT_TRANSLATE_NOOP("core", "The key for the server holds characters that no key has"),
                        {}, QT_TRANSLATE_NOOP("core", "copy the key again"));
        }
    }
    return std::unique_ptr<HttpBackend>(new HttpBackend(url, model, options));
}

HttpBackend::HttpBackend(QUrl base, QString model, const VlmOptions& options)
    : m_base(std::move(base))
    , m_model(std::move(model))
    , m_key(options.api_key)
    , m_retryLimit(std::clamp(options.retry_limit_s, 0.0, 30.0))
    , m_writer(options.profile, m_model)
{
}

QString HttpBackend::spec() const
{
    return m_model.isEmpty() ? serverName() : serverName() + QLatin1Char('#') + m_model;
}

/// The address as it may be shown: a query may hold a key.
QString HttpBackend::serverName() const
{
    return m_base.toDisplayString(QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::StripTrailingSlash);
}

QUrl HttpBackend::endpoint(const QString& path) const
{
    QUrl url = m_base;
    QString base = url.path();
    while (base.endsWith(QLatin1Char('/')))
        base.chop(1);
    const QString completions = QStringLiteral("/chat/completions");
    if (base.endsWith(completions))
        base.chop(completions.size());
    url.setPath(base + path);
    return url;
}

QNetworkRequest HttpBackend::request(const QUrl& url) const
{
    QNetworkRequest r(url);
    r.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    r.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    r.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    r.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    r.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    r.setHeader(QNetworkRequest::UserAgentHeader, QStringLiteral("revseg/" REVSEG_VERSION));
    r.setRawHeader("Accept", "text/event-stream, application/json");
    r.setRawHeader("Accept-Encoding", "identity"); // a compressed stream would arrive in lumps
    if (!m_key.isEmpty() && sameOrigin(url, m_base))
        r.setRawHeader("Authorization", "Bearer " + m_key.toLatin1());
    return r;
}

QString HttpBackend::withoutKey(QString text) const
{
    // Some servers repeat the key that they do not accept.
    if (m_key.size() >= 4)
        text.replace(m_key, QStringLiteral("…"));
    text = oneLine(text).simplified();
    if (text.size() > 300)
        text = text.left(300) + QStringLiteral("…");
    return text;
}

HttpBackend::Trouble HttpBackend::statusTrouble(int status, const QByteArray& body,
                                                const QByteArray& retryAfter) const
{
    const char* what = QT_TRANSLATE_NOOP("core", "“%1” answered with status %2 (%3)");
    const char* remedy = "";
    switch (status) {
    case 400:
    case 422:
        remedy = QT_TRANSLATE_NOOP("core",
                                   "check the model's name after #, its limit of pictures, and its profile");
        break;
    case 401:
    case 403:
        what = QT_TRANSLATE_NOOP("core", "“%1” does not accept the key (status %2: %3)");
        remedy =
            m_key.isEmpty()
                ? QT_TRANSLATE_NOOP(
                      "core", "save a key for this server in the settings, or put one into REVSEG_API_KEY")
                : QT_TRANSLATE_NOOP(
                      "core",
                      "save a valid key for this server in the settings, or put one into REVSEG_API_KEY");
        break;
    case 404:
        what = QT_TRANSLATE_NOOP("core", "“%1” knows no such address or model (status %2: %3)");
        remedy =
            QT_TRANSLATE_NOOP("core", "check the address, which usually ends in /v1, and the model after #");
        break;
    case 413:
        what = QT_TRANSLATE_NOOP("core", "The pictures are too large for “%1” (status %2: %3)");
        remedy = QT_TRANSLATE_NOOP("core", "sample fewer frames, or raise the server's limit");
        break;
    case 429:
        what = QT_TRANSLATE_NOOP("core", "“%1” has too much to do (status %2: %3)");
        remedy = QT_TRANSLATE_NOOP("core", "wait a while and try again");
        break;
    default:
        remedy = status >= 500 ? QT_TRANSLATE_NOOP("core", "look at the server's log, or try again later")
                               : kAddressRemedy;
    }
    QString words = withoutKey(serverWords(body));
    if (words.isEmpty())
        words = QStringLiteral("no reason given");
    Trouble t(makeError(ErrorKind::Network, what, {serverName(), QString::number(status), words}, remedy));
    t.again = status == 429 || status >= 500;
    t.status = status;
    if (!retryAfter.isEmpty())
        t.wait_s = retryAfterSeconds(retryAfter);
    return t;
}

HttpBackend::Trouble HttpBackend::streamTrouble(int kind, const QString& detail) const
{
    const QString words = withoutKey(detail);
    switch (ChatStream::Trouble(kind)) {
    case ChatStream::Trouble::Html:
        return Trouble(makeError(
            ErrorKind::Network,
            QT_TRANSLATE_NOOP("core", "“%1” answered with a web page in place of a chat completion"),
            {serverName()},
            QT_TRANSLATE_NOOP("core", "check the address; that of the interface usually ends in /v1")));
    case ChatStream::Trouble::ServerError:
        return Trouble(makeError(ErrorKind::Network, QT_TRANSLATE_NOOP("core", "“%1” reports an error: %2"),
                                 {serverName(), words},
                                 QT_TRANSLATE_NOOP("core", "look at the server's log")));
    case ChatStream::Trouble::TooLarge:
        return Trouble(
            makeError(ErrorKind::Model,
                      QT_TRANSLATE_NOOP("core", "“%1” sent far more than was asked for, and was cut off"),
                      {serverName()}, QT_TRANSLATE_NOOP("core", "check that the address is a chat model's")));
    case ChatStream::Trouble::Malformed:
        break;
    }
    return Trouble(
        makeError(ErrorKind::Model, QT_TRANSLATE_NOOP("core", "“%1” sent no chat completion but “%2”"),
                  {serverName(), words},
                  QT_TRANSLATE_NOOP("core", "check that the server speaks OpenAI's chat completions")));
}

HttpBackend::Trouble HttpBackend::redirectTrouble(const QUrl& from, const QUrl& to) const
{
    const QString target = to.toDisplayString(QUrl::RemoveUserInfo | QUrl::RemoveQuery);
    return Trouble(makeError(ErrorKind::Network,
                             QT_TRANSLATE_NOOP("core", "“%1” redirects to “%2”, which is not followed"),
                             {from.toDisplayString(QUrl::RemoveUserInfo | QUrl::RemoveQuery), target},
                             QT_TRANSLATE_NOOP("core", "give the address to use, if you trust it")));
}

HttpBackend::Outcome<VlmAnswer> HttpBackend::exchange(QNetworkAccessManager& network, const QUrl& url,
                                                      const QByteArray& body, const VlmRequest& asked,
                                                      const VlmListener& listener, std::stop_token stop)
{
    QEventLoop loop;
    QTimer silence;
    silence.setSingleShot(true);
    silence.setTimerType(Qt::PreciseTimer);
    silence.setInterval(std::chrono::milliseconds(qint64(std::clamp(asked.timeout_s, 0.001, 1e6) * 1000)));
    bool silent = false;
    std::optional<ChatStream::Failure> failure;
    QByteArray errorBody;
    ChatStream stream(asked.max_tokens, listener.delta);
    bool begun = false;

    QNetworkRequest r = request(url);
    r.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("application/json"));
    const std::unique_ptr<QNetworkReply> reply(network.post(r, body));
    reply->setReadBufferSize(1 << 20);
    const auto status = [&] { return reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(); };
    const auto read = [&] {
        silence.start();
        const QByteArray bytes = reply->readAll();
        if (status() < 200 || status() >= 300) {
            errorBody += bytes.left(kMostErrorBytes - errorBody.size());
            return;
        }
        if (!std::exchange(begun, true))
            stream.setContentType(reply->rawHeader("Content-Type"));
        if (!failure && !stop.stop_requested())
            failure = stream.feed(bytes);
        if (failure || stream.isDone() || stop.stop_requested())
            loop.quit();
        else if (stream.isComplete())
            silence.start(std::min(silence.interval(), kAfterFinish));
    };
    QObject::connect(reply.get(), &QNetworkReply::readyRead, &loop, read);
    QObject::connect(reply.get(), &QNetworkReply::uploadProgress, &loop, [&] { silence.start(); });
    QObject::connect(reply.get(), &QNetworkReply::metaDataChanged, &loop, [&] { silence.start(); });
    QObject::connect(reply.get(), &QNetworkReply::finished, &loop, &QEventLoop::quit);
    QObject::connect(&silence, &QTimer::timeout, &loop, [&] {
        silent = true;
        loop.quit();
    });
    silence.start();
    {
        const std::stop_callback wake(
            stop, [&loop] { QMetaObject::invokeMethod(&loop, &QEventLoop::quit, Qt::QueuedConnection); });
        if (!reply->isFinished())
            loop.exec();
    }
    const bool finished = reply->isFinished();
    if (finished && !failure && !stream.isDone() && !stop.stop_requested() && reply->bytesAvailable() > 0)
        read();
    reply->disconnect(&loop);
    if (!finished)
        reply->abort();

    if (stop.stop_requested())
        return tl::unexpected(Trouble(cancelled()));
    if (failure)
        return tl::unexpected(streamTrouble(int(failure->trouble), failure->detail));
    const auto answer = [&]() -> Outcome<VlmAnswer> {
        if ((failure = stream.finish()))
            return tl::unexpected(streamTrouble(int(failure->trouble), failure->detail));
        if (!stream.hasAnswer())
            return tl::unexpected(streamTrouble(int(ChatStream::Trouble::Malformed), {}));
        return stream.answer();
    };
    if (begun && stream.isDone())
        return answer();
    if (silent) {
        if (begun && stream.isComplete())
            return answer();
        return tl::unexpected(Trouble(
            makeError(ErrorKind::Network, QT_TRANSLATE_NOOP("core", "“%1” has sent nothing for %2 s"),
                      {serverName(), QString::number(asked.timeout_s)},
                      QT_TRANSLATE_NOOP("core", "look whether the server is busy, or allow a longer time"))));
    }
    if (status() >= 300 && status() < 400) {
        const QUrl target = reply->attribute(QNetworkRequest::RedirectionTargetAttribute).toUrl();
        Trouble t = redirectTrouble(url, url.resolved(target));
        if (target.isValid() && status() != 303 && status() != 304)
            t.redirect = url.resolved(target);
        return tl::unexpected(std::move(t));
    }
    if (status() >= 400)
        return tl::unexpected(statusTrouble(status(), errorBody, reply->rawHeader("Retry-After")));
    const QNetworkReply::NetworkError error = reply->error();
    const bool events = reply->rawHeader("Content-Type").toLower().startsWith("text/event-stream");
    const bool measured = reply->hasRawHeader("Content-Length");
    if (!begun && status() != 0 && error == QNetworkReply::NoError && (!events || measured))
        return answer(); // an empty body
    // Events that stop without a finish_reason or an end mark were cut, even where the connection was closed
    // in good order: Qt does not always tell that the last chunk is missing.
    const bool whole = error == QNetworkReply::NoError && (!events || measured);
    if (begun && (stream.isComplete() || whole))
        return answer();
    if (!begun && status() != 0) {
        Trouble t(makeError(
            ErrorKind::Network,
            QT_TRANSLATE_NOOP("core", "“%1” broke off before the first word of its answer"), {serverName()},
            QT_TRANSLATE_NOOP("core", "look at the server's log: the question with its pictures may be "
                                      "longer than the model's context")));
        t.again = true;
        t.mute = true;
        return tl::unexpected(std::move(t));
    }
    const char* what =
        begun ? QT_TRANSLATE_NOOP("core", "The connection to “%1” was lost in the middle of the answer")
              : QT_TRANSLATE_NOOP("core", "“%1” cannot be reached (%2)");
    Trouble t(makeError(
        ErrorKind::Network, what, {serverName(), withoutKey(reply->errorString())},
        error == QNetworkReply::SslHandshakeFailedError
            ? QT_TRANSLATE_NOOP(
                  "core", "have the server's certificate signed by an authority that this machine trusts")
            : kAddressRemedy));
    t.refused = error == QNetworkReply::ConnectionRefusedError;
    t.again = error != QNetworkReply::HostNotFoundError && error != QNetworkReply::SslHandshakeFailedError &&
              error != QNetworkReply::ProtocolUnknownError && error != QNetworkReply::ProxyNotFoundError &&
              error != QNetworkReply::ProxyAuthenticationRequiredError;
    return tl::unexpected(std::move(t));
}

HttpBackend::Outcome<VlmAnswer> HttpBackend::followed(QNetworkAccessManager& network, const QByteArray& body,
                                                      const VlmRequest& asked, const VlmListener& listener,
                                                      std::stop_token stop)
{
    QUrl url = endpoint(QStringLiteral("/chat/completions"));
    for (int hop = 0;; ++hop) {
        auto outcome = exchange(network, url, body, asked, listener, stop);
        if (outcome || !outcome.error().redirect)
            return outcome;
        const QUrl next = *outcome.error().redirect;
        // The pictures go to another address only in the same way, never in another scheme.
        if (hop >= kMostRedirects || next.scheme() != url.scheme() || next.host().isEmpty())
            return outcome;
        url = next;
    }
}

Result<VlmAnswer> HttpBackend::ask(const VlmRequest& asked, const VlmListener& listener, std::stop_token stop)
{
    if (stop.stop_requested())
        return fail(cancelled());
    bool streamed = true;
    auto body = m_writer.body(asked, streamed, stop);
    if (!body)
        return fail(body.error());
    QNetworkAccessManager network;
    network.setProxyFactory(new ProxyChoice);
    QElapsedTimer clock;
    clock.start();
    QElapsedTimer sinceTrouble;
    double backOff = kFirstWait;
    int refusals = 0;
    for (;;) {
        auto outcome = followed(network, *body, asked, listener, stop);
        if (outcome) {
            m_writer.delivered();
            outcome->seconds = double(clock.nsecsElapsed()) * 1e-9;
            return *outcome;
        }
        const Trouble& t = outcome.error();
        // It may have lost the pictures that were only named, as its cache is small: once more with all.
        if (m_writer.leavesOut() && t.status >= 400 && t.status != 401 && t.status != 403 &&
            t.status != 429) {
            m_writer.forgetDelivered();
            body = m_writer.body(asked, streamed, stop);
            if (!body)
                return fail(body.error());
            continue;
        }
        // llama-cpp-python finds out what it cannot answer only when its stream has begun, and can no longer
        // say so: without one it can.
        if (t.mute && std::exchange(streamed, false)) {
            body = m_writer.body(asked, streamed, stop);
            if (!body)
                return fail(body.error());
            continue;
        }
        if (!sinceTrouble.isValid())
            sinceTrouble.start();
        refusals += t.refused;
        const double left = m_retryLimit - double(sinceTrouble.nsecsElapsed()) * 1e-9;
        if (!t.again || refusals >= kMostRefusals || left <= 0.01)
            return fail(t.error);
        const double wait = std::min(t.wait_s.value_or(backOff), left);
        backOff = std::min(backOff * 2, kLongestWait);
        if (listener.retry)
            listener.retry(t.error.message(), wait);
        if (!sleepUnlessStopped(wait, stop))
            return fail(cancelled());
    }
}

Result<VlmCapabilities> HttpBackend::capabilities(std::stop_token stop)
{
    if (stop.stop_requested())
        return fail(cancelled());
    QNetworkAccessManager network;
    network.setProxyFactory(new ProxyChoice);
    QNetworkRequest r = request(endpoint(QStringLiteral("/models")));
    r.setTransferTimeout(kCapabilityTimeout);
    const std::unique_ptr<QNetworkReply> reply(network.get(r));
    reply->setReadBufferSize(4 << 20);
    QEventLoop loop;
    QObject::connect(reply.get(), &QNetworkReply::finished, &loop, &QEventLoop::quit);
    {
        const std::stop_callback wake(
            stop, [&loop] { QMetaObject::invokeMethod(&loop, &QEventLoop::quit, Qt::QueuedConnection); });
        if (!reply->isFinished())
            loop.exec();
    }
    reply->disconnect(&loop);
    if (!reply->isFinished())
        reply->abort();
    if (stop.stop_requested())
        return fail(cancelled());
    const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (status == 401 || status == 403)
        return fail(statusTrouble(status, reply->read(kMostErrorBytes), {}).error);
    if (status == 0) {
        return fail(ErrorKind::Network, QT_TRANSLATE_NOOP("core", "“%1” cannot be reached (%2)"),
                    {serverName(), withoutKey(reply->errorString())}, kAddressRemedy);
    }
    VlmCapabilities out;
    const QJsonArray models =
        QJsonDocument::fromJson(reply->readAll()).object()[QStringLiteral("data")].toArray();
    for (const QJsonValue m : models) {
        if (const QString id = m[QStringLiteral("id")].toString(); !id.isEmpty())
            out.models << id;
        const QString owner = m[QStringLiteral("owned_by")].toString();
        for (const char* giver : kGiveLogProbabilities)
            out.log_probabilities = out.log_probabilities || owner == QLatin1String(giver);
    }
    return out;
}

} // namespace revseg
