// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vlm/key_store.h"
#include "core/vlm/vlm_backend.h"
#include "tests/support/test.h"

#include <QSettings>
#include <QTemporaryDir>

using namespace revseg;

class TestKeys final : public test::TestCase
{
    Q_OBJECT
    QTemporaryDir m_home;

    static QString server() { return QStringLiteral("https://models.example/v1#some/model"); }
    static void noteServer()
    {
        QSettings(QStringLiteral("revseg"), QStringLiteral("keys"))
            .setValue(QStringLiteral("origins"), QStringList{KeyStore::origin(server())});
    }
    void prepare() override
    {
        // No settings of the user, and no keychain.
        qunsetenv("REVSEG_API_KEY");
        qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus");
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_home.path());
        QSettings(QStringLiteral("revseg"), QStringLiteral("keys")).clear();
    }

private Q_SLOTS:
    void anOriginIsSchemeHostAndPort()
    {
        QCOMPARE(KeyStore::origin(server()), QStringLiteral("https://models.example:443"));
        QCOMPARE(KeyStore::origin(QStringLiteral("HTTP://Host:8000/v1?key=1")),
                 QStringLiteral("http://host:8000"));
        QCOMPARE(KeyStore::origin(QStringLiteral("http://[::1]/v1")), QStringLiteral("http://[::1]:80"));
        QCOMPARE(KeyStore::origin(QStringLiteral("http://me:pw@host/v1")), QStringLiteral("http://host:80"));
        for (const char* other : {"", "replay:a.json", "local:dir", "http://", "ftp://host/", "host:80"})
            QCOMPARE(KeyStore::origin(QLatin1String(other)), QString());
    }

    void whereNoneIsSavedNoneIsRead()
    {
        const auto options = VlmOptions::forSpec(server(), {});
        VERIFY_RESULT(options);
        QCOMPARE(options->api_key, QString());
        VERIFY_RESULT(VlmOptions::forSpec(QStringLiteral("replay:a.json"), {}));
    }

    void theEnvironmentWins()
    {
        noteServer();
        qputenv("REVSEG_API_KEY", " sk-1 ");
        const auto options = VlmOptions::forSpec(server(), {});
        VERIFY_RESULT(options);
        QCOMPARE(options->api_key, QStringLiteral("sk-1"));
    }

    void withoutAKeychainItIsSaid()
    {
        noteServer();
        QVERIFY(KeyStore::isSaved(KeyStore::origin(server())));
        const auto options = VlmOptions::forSpec(server(), {});
        VERIFY_ERROR(options, ErrorKind::Device);
        QVERIFY(options.error().message().contains(QLatin1String("keychain")));
        QVERIFY(options.error().remedyText().contains(QLatin1String("REVSEG_API_KEY")));

        std::optional<Result<void>> written;
        QObject context;
        const QString other = QStringLiteral("https://other.example:443");
        KeyStore::write(other, QStringLiteral("sk-2"), &context, [&](const Result<void>& r) { written = r; });
        QTRY_VERIFY(written.has_value());
        VERIFY_ERROR(*written, ErrorKind::Device);
        QVERIFY(!written->error().message().contains(QLatin1String("sk-2")));
        QVERIFY(!KeyStore::isSaved(other));
    }

    void aStopEndsTheWait()
    {
        noteServer();
        std::stop_source stop;
        stop.request_stop();
        const auto read = KeyStore::read(KeyStore::origin(server()), stop.get_token());
        QVERIFY(!read);
    }

    void storedSpecsHoldNoKey()
    {
        QCOMPARE(storableSpec(QStringLiteral("https://h/v1?key=sk-1&api-version=3#m?x=1")),
                 QStringLiteral("https://h/v1?api-version=3#m?x=1"));
        QCOMPARE(storableSpec(QStringLiteral("https://me:pw@h/v1?token=sk-1")),
                 QStringLiteral("https://h/v1"));
        for (const char* same : {"http://h:1/v1#a/b#c", "replay:/a?b.json", ""})
            QCOMPARE(storableSpec(QLatin1String(same)), QLatin1String(same));
    }
};

REVSEG_TEST("keys", TestKeys)
#include "tst_keys.moc"
