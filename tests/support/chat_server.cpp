// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/chat_server.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTcpServer>
#include <QTcpSocket>
#include <QThread>
#include <QTimer>

namespace revseg::test {

/// Reads one request and plays its script; deletes itself with the socket.
class ChatServer::Connection final : public QObject
{
public:
    Connection(ChatServer& server, QTcpSocket* socket) : QObject(socket), m_server(server), m_socket(socket)
    {
        connect(socket, &QTcpSocket::readyRead, this, [this] { read(); });
        connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    }

private:
    void read()
    {
        m_in += m_socket->readAll();
        if (m_busy)
            return;
        const qsizetype end = m_in.indexOf("\r\n\r\n");
        if (end < 0)
            return;
        Request request;
        const QList<QByteArray> lines = m_in.left(end).split('\n');
        const QList<QByteArray> first = lines[0].split(' ');
        request.method = first.value(0);
        request.path = first.value(1);
        for (const QByteArray& line : lines.mid(1)) {
            const qsizetype colon = line.indexOf(':');
            request.headers[line.left(colon).trimmed().toLower()] = line.mid(colon + 1).trimmed();
        }
        const qsizetype length = request.headers.value("content-length").toLongLong();
        if (m_in.size() < end + 4 + length)
            return;
        request.body = m_in.mid(end + 4, length);
        m_busy = true;
        m_script = m_server.next(std::move(request));
        step(0);
    }

    void step(size_t i)
    {
        for (; i < m_script.size(); ++i) {
            const Step& s = m_script[i];
            if (m_socket->state() != QAbstractSocket::ConnectedState) // the client has gone
                return;
            switch (s.kind) {
            case Step::Kind::Send:
                m_socket->write(s.bytes);
                m_socket->flush();
                break;
            case Step::Kind::Wait:
                QTimer::singleShot(s.ms, this, [this, i] { step(i + 1); });
                return;
            case Step::Kind::Close:
                m_socket->disconnectFromHost();
                return;
            case Step::Kind::Drop:
                m_socket->flush();
                m_socket->abort();
                return;
            case Step::Kind::Hang:
                return;
            }
        }
        m_socket->disconnectFromHost();
    }

    ChatServer& m_server;
    QTcpSocket* m_socket;
    QByteArray m_in;
    Script m_script;
    bool m_busy = false;
};

ChatServer::ChatServer() : m_thread(std::make_unique<QThread>())
{
    m_server = new QTcpServer;
    m_server->listen(QHostAddress::LocalHost);
    m_port = m_server->serverPort();
    m_server->moveToThread(m_thread.get());
    QObject::connect(m_server, &QTcpServer::newConnection, m_server, [this] {
        while (QTcpSocket* socket = m_server->nextPendingConnection())
            new Connection(*this, socket);
    });
    QObject::connect(m_thread.get(), &QThread::finished, m_server, &QObject::deleteLater);
    m_always = whole(500, "text/plain", "no script");
    m_thread->start();
}

ChatServer::~ChatServer()
{
    m_thread->quit();
    m_thread->wait();
}

QString ChatServer::url() const
{
    return QStringLiteral("http://127.0.0.1:%1/v1").arg(m_port);
}

void ChatServer::add(Script script)
{
    const std::lock_guard lock(m_mutex);
    m_scripts.push_back(std::move(script));
}

void ChatServer::always(Script script)
{
    const std::lock_guard lock(m_mutex);
    m_always = std::move(script);
}

std::vector<ChatServer::Request> ChatServer::requests() const
{
    const std::lock_guard lock(m_mutex);
    return m_requests;
}

ChatServer::Script ChatServer::next(Request request)
{
    const std::lock_guard lock(m_mutex);
    m_requests.push_back(std::move(request));
    if (m_scripts.empty())
        return m_always;
    Script script = std::move(m_scripts.front());
    m_scripts.pop_front();
    return script;
}

QByteArray ChatServer::head(int status, const QByteArray& type, const QByteArray& lines)
{
    return "HTTP/1.1 " + QByteArray::number(status) + " Whatever\r\nContent-Type: " + type +
           "\r\nConnection: close\r\n" + lines + "\r\n";
}

QByteArray ChatServer::event(const QString& text)
{
    const QJsonObject choice{{QStringLiteral("index"), 0},
                             {QStringLiteral("delta"), QJsonObject{{QStringLiteral("content"), text}}},
                             {QStringLiteral("finish_reason"), QJsonValue()}};
    return "data: " +
           QJsonDocument(QJsonObject{{QStringLiteral("object"), QStringLiteral("chat.completion.chunk")},
                                     {QStringLiteral("choices"), QJsonArray{choice}}})
               .toJson(QJsonDocument::Compact) +
           "\n\n";
}

QByteArray ChatServer::finishEvent(const QByteArray& reason)
{
    return "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"" + reason + "\"}]}\n\n";
}

ChatServer::Script ChatServer::answer(const QString& text, int pause_ms, int promptTokens, int answerTokens)
{
    Script script{send(head(200, "text/event-stream"))};
    script.push_back(
        send("data: {\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"\"}}]}\n\n"));
    for (qsizetype at = 0; at < text.size(); at += 7) {
        if (pause_ms > 0)
            script.push_back(wait(pause_ms));
        script.push_back(send(event(text.mid(at, 7))));
    }
    script.push_back(send(finishEvent()));
    script.push_back(
        send("data: {\"choices\":[],\"usage\":{\"prompt_tokens\":" + QByteArray::number(promptTokens) +
             ",\"completion_tokens\":" + QByteArray::number(answerTokens) + "}}\n\n"));
    script.push_back(send("data: [DONE]\n\n"));
    return script;
}

ChatServer::Script ChatServer::whole(int status, const QByteArray& type, const QByteArray& body,
                                     const QByteArray& lines)
{
    return {send(head(status, type, "Content-Length: " + QByteArray::number(body.size()) + "\r\n" + lines) +
                 body)};
}

} // namespace revseg::test
