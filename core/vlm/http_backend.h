// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/vlm/chat_request.h"
#include "core/vlm/vlm_backend.h"

#include <QUrl>

class QNetworkAccessManager;
class QNetworkRequest;

namespace revseg {

/// A server that speaks OpenAI's chat completions: vLLM, SGLang, llama-server, Ollama, hosted services. Runs
/// a local event loop on the asking thread; needs a QCoreApplication. 429, 5xx and lost connections are tried
/// again with growing waits; the key goes to the given origin only.
class HttpBackend final : public VlmBackend
{
public:
    /// "http://host:port/v1#model"; InvalidInput when that is no such address.
    static Result<std::unique_ptr<HttpBackend>> create(const QString& spec, const VlmOptions& options);

    QString spec() const override;
    Result<VlmCapabilities> capabilities(std::stop_token stop) override;
    Result<VlmAnswer> ask(const VlmRequest& request, const VlmListener& listener,
                          std::stop_token stop) override;

private:
    /// How one exchange ended that gave no answer.
    struct Trouble
    {
        explicit Trouble(Error e) : error(std::move(e)) {}

        Error error;
        bool again = false;           ///< trying again may help
        bool refused = false;         ///< nobody listens there
        bool mute = false;            ///< it began to answer and broke off before the first word
        std::optional<double> wait_s; ///< as the server wishes
        std::optional<QUrl> redirect;
        int status = 0; ///< of HTTP; 0: there was none
    };
    template <class T>
    using Outcome = tl::expected<T, Trouble>;

    HttpBackend(QUrl base, QString model, const VlmOptions& options);

    QUrl endpoint(const QString& path) const;
    QString serverName() const;
    QNetworkRequest request(const QUrl& url) const;
    Outcome<VlmAnswer> exchange(QNetworkAccessManager& network, const QUrl& url, const QByteArray& body,
                                const VlmRequest& request, const VlmListener& listener, std::stop_token stop);
    Outcome<VlmAnswer> followed(QNetworkAccessManager& network, const QByteArray& body,
                                const VlmRequest& request, const VlmListener& listener, std::stop_token stop);
    Trouble statusTrouble(int status, const QByteArray& body, const QByteArray& retryAfter) const;
    Trouble streamTrouble(int kind, const QString& detail) const;
    Trouble redirectTrouble(const QUrl& from, const QUrl& to) const;
    QString withoutKey(QString text) const;

    QUrl m_base;
    QString m_model;
    QString m_key;
    double m_retryLimit;
    ChatRequestWriter m_writer;
};

} // namespace revseg
