// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/chat_server.h"
#include "tests/support/test.h"
#include "widgets/dialogs/settings_dialog.h"
#include "widgets/query/query_bar.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QSpinBox>
#include <QTemporaryDir>

using namespace revseg;
using test::ChatServer;

class TestSettingsDialog final : public test::TestCase
{
    Q_OBJECT
    QTemporaryDir m_home;

    void prepare() override
    {
        qunsetenv("REVSEG_API_KEY");
        qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus");
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_home.path());
    }

    static SettingsValues asking(const QString& spec)
    {
        SettingsValues values;
        values.vlm = spec;
        return values;
    }

private Q_SLOTS:
    void valuesComeBackAsTheyWent()
    {
        for (const char* spec :
             {"http://host:8000/v1#some/model", "https://host/v1", "replay:/a b.json", ""}) {
            SettingsValues values;
            values.vlm = QLatin1String(spec);
            values.theme = 2;
            const SettingsDialog dialog(values, {QStringLiteral("ko")});
            QCOMPARE(dialog.values().vlm, values.vlm);
            QCOMPARE(dialog.values().theme, 2);
        }
    }

    void memoryForFramesIsBounded()
    {
        SettingsValues values;
        values.usual_cache_mb = 900;
        values.most_cache_mb = 3000;
        {
            SettingsDialog dialog(values, {});
            auto* const cache = dialog.findChild<QSpinBox*>(QStringLiteral("cache"));
            QCOMPARE(dialog.values().cache_mb, 0);
            QVERIFY(cache->text().contains(QStringLiteral("900")));
            cache->setValue(100'000);
            QCOMPARE(dialog.values().cache_mb, 3000);
            cache->setValue(1);
            QCOMPARE(dialog.values().cache_mb, 64);
        }
        values.cache_mb = 1024;
        QCOMPARE(SettingsDialog(values, {}).values().cache_mb, 1024);
    }

    void aKeyThatCannotBeKeptIsSaidAndForgotten()
    {
        SettingsValues values;
        values.vlm = QStringLiteral("https://host/v1#model");
        SettingsDialog dialog(values, {});
        auto* const key = dialog.findChild<QLineEdit*>(QStringLiteral("key"));
        auto* const save = dialog.findChild<QPushButton*>(QStringLiteral("saveKey"));
        auto* const state = dialog.findChild<QLabel*>(QStringLiteral("keyState"));
        QCOMPARE(key->echoMode(), QLineEdit::Password);
        QVERIFY(!save->isEnabled());
        key->setText(QStringLiteral("sk-secret-1"));
        QVERIFY(save->isEnabled());
        save->click();
        QVERIFY(!save->isEnabled());
        QTRY_VERIFY2(state->text().contains(QLatin1String("REVSEG_API_KEY")), qPrintable(state->text()));
        QVERIFY(!state->text().contains(QLatin1String("secret")));
        QVERIFY(!dialog.values().vlm.contains(QLatin1String("secret")));
        QCOMPARE(key->text(), QString());
        QVERIFY(!dialog.findChild<QPushButton*>(QStringLiteral("forgetKey"))->isEnabled());
    }

    void aCheckListsTheModels()
    {
        ChatServer server;
        server.add(ChatServer::whole(200, "application/json", "{\"data\":[{\"id\":\"only/one\"}]}"));
        server.add(ChatServer::whole(500, "text/plain", "no cache"));
        SettingsValues values;
        values.vlm = server.url();
        SettingsDialog dialog(values, {});
        auto* const check = dialog.findChild<QPushButton*>(QStringLiteral("check"));
        auto* const state = dialog.findChild<QLabel*>(QStringLiteral("checkState"));
        check->click();
        QVERIFY(!check->isEnabled());
        QTRY_VERIFY(check->isEnabled());
        QCOMPARE(dialog.findChild<QComboBox*>(QStringLiteral("model"))->count(), 1);
        QCOMPARE(dialog.values().vlm, server.url() + QStringLiteral("#only/one"));
        check->click();
        QTRY_VERIFY(check->isEnabled());
        QVERIFY2(state->text().contains(QLatin1String("does not list")), qPrintable(state->text()));
        QCOMPARE(dialog.values().vlm, server.url() + QStringLiteral("#only/one"));
    }

    void aCheckMayBeLeft()
    {
        ChatServer server;
        server.always({ChatServer::hang()});
        SettingsValues values;
        values.vlm = server.url();
        SettingsDialog dialog(values, {});
        dialog.findChild<QPushButton*>(QStringLiteral("check"))->click();
        QTRY_COMPARE(server.requests().size(), size_t(1));
    }

    void aKeyNeedsAServer()
    {
        SettingsValues values;
        values.vlm = QStringLiteral("replay:/a.json");
        const SettingsDialog dialog(values, {});
        QVERIFY(!dialog.findChild<QLineEdit*>(QStringLiteral("key"))->isEnabled());
    }

    void whoIsAskedComesBackAsItWent()
    {
        for (const char* const spec : {"", "http://host:8000/v1#some/model", "replay:/a/trace.json",
                                       "local:/models/Qwen2.5-VL-7B", "local:/m?precision=float32"}) {
            const SettingsDialog dialog(asking(QString::fromLatin1(spec)), {});
            QCOMPARE(dialog.values().vlm, QString::fromLatin1(spec));
        }
    }
    void aFolderSaysWhatItNeeds()
    {
        SettingsDialog dialog(asking(QStringLiteral("local:" REVSEG_FIXTURES "/qwen")), {});
        auto* const details = dialog.findChild<QLabel*>(QStringLiteral("modelDetails"));
        QVERIFY(details != nullptr);
        QVERIFY2(details->text().contains(QLatin1String("bfloat16")), qPrintable(details->text()));
        QVERIFY2(details->text().contains(QLatin1String("MiB")), qPrintable(details->text()));
        auto* const folder = dialog.findChild<QLineEdit*>(QStringLiteral("modelFolder"));
        folder->setText(QStringLiteral("/no/such"));
        Q_EMIT folder->editingFinished();
        QVERIFY2(details->text().contains(QLatin1String("/no/such")), qPrintable(details->text()));
    }
    void modelsHaveReadableNames()
    {
        QCOMPARE(modelName(QStringLiteral("local:/models/Qwen2.5-VL-7B?precision=bfloat16")),
                 QStringLiteral("Qwen2.5-VL-7B in this program"));
    }
};

REVSEG_TEST("settings_dialog", TestSettingsDialog)
#include "tst_settings_dialog.moc"
