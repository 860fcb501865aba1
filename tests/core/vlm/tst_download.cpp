// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vlm/download.h"
#include "tests/support/chat_server.h"
#include "tests/support/files.h"
#include "tests/support/test.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>
#include <QTemporaryDir>

using namespace revseg;
using test::ChatServer;

class TestDownload final : public test::TestCase
{
    Q_OBJECT
    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<ChatServer> m_server;
    const QByteArray m_bytes = QByteArray(100'000, 'a') + QByteArray(100'000, 'b');

    Download wanted() const
    {
        return {QUrl(m_server->url() + QStringLiteral("/w.safetensors")),
                m_dir->filePath(QStringLiteral("m/w.safetensors")), m_bytes.size(),
                QString::fromLatin1(QCryptographicHash::hash(m_bytes, QCryptographicHash::Sha256).toHex())};
    }
    QString part() const { return wanted().path + QStringLiteral(".part"); }
    static QByteArray lengthLine(qsizetype n) { return "Content-Length: " + QByteArray::number(n) + "\r\n"; }

protected:
    void prepare() override
    {
        m_dir = std::make_unique<QTemporaryDir>();
        m_server = std::make_unique<ChatServer>();
    }

private Q_SLOTS:
    void aFileComesWithItsProgress()
    {
        m_server->add(ChatServer::whole(200, "application/octet-stream", m_bytes));
        Progress last;
        VERIFY_RESULT(download(wanted(), [&last](Progress p) { last = p; }, {}));
        QCOMPARE(test::bytesOf(wanted().path), m_bytes);
        QCOMPARE(last.done, m_bytes.size());
        QCOMPARE(last.total, m_bytes.size());
        QVERIFY(!QFileInfo::exists(part()));
        VERIFY_RESULT(download(wanted(), {}, {})); // it is there
        QCOMPARE(m_server->requests().size(), 1U);
    }
    void aLostConnectionIsGoneOnFrom()
    {
        m_server->add({ChatServer::send(ChatServer::head(200, "a/b", lengthLine(m_bytes.size()))),
                       ChatServer::send(m_bytes.left(120'000)), ChatServer::wait(50), ChatServer::close()});
        VERIFY_ERROR(download(wanted(), {}, {}), ErrorKind::Network);
        const qsizetype kept = QFileInfo(part()).size();
        QCOMPARE(kept, 120'000);
        // For all: Qt asks again by itself when a connection breaks, and that may come late.
        m_server->always(
            ChatServer::whole(206, "a/b", m_bytes.mid(kept),
                              "Content-Range: bytes " + QByteArray::number(kept) + "-199999/200000\r\n"));
        VERIFY_RESULT(download(wanted(), {}, {}));
        QCOMPARE(m_server->requests().back().headers["range"], "bytes=" + QByteArray::number(kept) + "-");
        QCOMPARE(test::bytesOf(wanted().path), m_bytes);
    }
    void aServerWithoutRangesBeginsAnew()
    {
        QVERIFY(QDir(m_dir->path()).mkdir(QStringLiteral("m")));
        QFile file(part());
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("something else");
        file.close();
        m_server->add(ChatServer::whole(200, "a/b", m_bytes));
        VERIFY_RESULT(download(wanted(), {}, {}));
        QCOMPARE(test::bytesOf(wanted().path), m_bytes);
    }
    void aPartOfALongerFileIsThrownAway()
    {
        QVERIFY(QDir(m_dir->path()).mkdir(QStringLiteral("m")));
        QFile file(part());
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(m_bytes + "and more");
        file.close();
        m_server->add(ChatServer::whole(416, "text/plain", "no such range"));
        m_server->add(ChatServer::whole(200, "a/b", m_bytes));
        VERIFY_RESULT(download(wanted(), {}, {}));
        QCOMPARE(test::bytesOf(wanted().path), m_bytes);
        QVERIFY(!m_server->requests()[1].headers.contains("range"));
    }
    void aStopKeepsThePart()
    {
        m_server->add({ChatServer::send(ChatServer::head(200, "a/b", lengthLine(m_bytes.size()))),
                       ChatServer::send(m_bytes.left(50'000)), ChatServer::hang()});
        std::stop_source source;
        const auto stopped = download(
            wanted(),
            [&source](Progress p) {
                if (p.done == 50'000)
                    source.request_stop();
            },
            source.get_token());
        VERIFY_ERROR(stopped, ErrorKind::Cancelled);
        QCOMPARE(QFileInfo(part()).size(), 50'000);
        QVERIFY(!QFileInfo::exists(wanted().path));
    }
    void otherContentsAreNotKept()
    {
        QByteArray other = m_bytes;
        other[5] = 'x';
        m_server->add(ChatServer::whole(200, "a/b", other));
        VERIFY_ERROR(download(wanted(), {}, {}), ErrorKind::Corrupt);
        QVERIFY(!QFileInfo::exists(wanted().path) && !QFileInfo::exists(part()));
        m_server->add(ChatServer::whole(404, "text/html", "<p>no"));
        VERIFY_ERROR(download(wanted(), {}, {}), ErrorKind::NotFound);
        QVERIFY(!QFileInfo::exists(wanted().path));
    }
    void theHubListsFiles()
    {
        m_server->add(ChatServer::whole(200, "application/json", R"([
            {"type":"file","path":"config.json","size":7},
            {"type":"file","path":"w.safetensors","size":9,"lfs":{"oid":"ABCD","size":9}},
            {"type":"file","path":"../evil.json","size":9},{"type":"file","path":"README.md","size":9},
            {"type":"directory","path":"sub"}])"));
        const QString endpoint = QStringLiteral("http://127.0.0.1:%1").arg(m_server->port());
        const auto files = hubFiles(endpoint, QStringLiteral("o/n"), QStringLiteral("/f"), {});
        VERIFY_RESULT(files);
        QCOMPARE(files->size(), 2U);
        QCOMPARE(m_server->requests()[0].path, QByteArray("/api/models/o/n/tree/main"));
        QCOMPARE((*files)[1].url.toString(), endpoint + QStringLiteral("/o/n/resolve/main/w.safetensors"));
        QCOMPARE((*files)[1].path, QStringLiteral("/f/w.safetensors"));
        QCOMPARE((*files)[1].sha256, QStringLiteral("abcd"));
        m_server->add(ChatServer::whole(200, "application/json", "[]"));
        VERIFY_ERROR(hubFiles(endpoint, QStringLiteral("o/n"), QStringLiteral("/f"), {}),
                     ErrorKind::NotFound);
    }
};

REVSEG_TEST("download", TestDownload)
#include "tst_download.moc"
