// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vlm/model_profile.h"
#include "tests/support/test.h"

#include <QFile>
#include <QJsonDocument>
#include <QTemporaryDir>

#include "resources/resources.h"

using namespace revseg;

class TestProfile final : public test::TestCase
{
    Q_OBJECT
    void prepare() override { initResources(); }

private Q_SLOTS:
    void builtInProfilesLoad()
    {
        for (const QString& name : ModelProfile::builtInNames()) {
            const auto p = ModelProfile::load(name);
            VERIFY_RESULT(p);
            QCOMPARE(p->name, name);
            QVERIFY(p->other.isEmpty());
            QCOMPARE(p->video, ModelProfile::VideoEncoding::LabelledImages);
            QCOMPARE(p->keys, AnswerKeys());
        }
        QCOMPARE(ModelProfile::load(QStringLiteral("qwen3-vl"))->coordinates,
                 ModelProfile::Coordinates::Thousandths);
    }

    void seenSizeIsThatOfTheModelsOwnResizing_data()
    {
        QTest::addColumn<QString>("profile");
        QTest::addColumn<int>("w");
        QTest::addColumn<int>("h");
        QTest::addColumn<int>("outW");
        QTest::addColumn<int>("outH");
        const auto row = [](const char* profile, int h, int w, int outH, int outW) {
            QTest::addRow("%s %dx%d", profile, w, h)
                << QString::fromLatin1(profile) << w << h << outW << outH;
        };
        row("qwen2.5-vl", 480, 854, 476, 840);
        row("qwen2.5-vl", 720, 1280, 728, 1288);
        row("qwen2.5-vl", 1080, 1920, 1092, 1932);
        row("qwen2.5-vl", 2160, 3840, 2156, 3836);
        row("qwen2.5-vl", 17, 23, 56, 84);
        row("qwen2.5-vl", 42, 70, 56, 56);
        row("qwen2.5-vl", 840, 840, 840, 840);
        row("qwen2.5-vl", 448, 448, 448, 448);
        row("qwen3-vl", 480, 854, 480, 864);
        row("qwen3-vl", 720, 1280, 704, 1280);
        row("qwen3-vl", 1080, 1920, 1088, 1920);
        row("qwen3-vl", 360, 640, 352, 640);
        row("qwen3-vl", 840, 840, 832, 832);
        row("qwen3-vl", 448, 448, 448, 448);
        row("plain", 841, 333, 841, 333);
    }
    void seenSizeIsThatOfTheModelsOwnResizing()
    {
        QFETCH(QString, profile);
        QFETCH(int, w);
        QFETCH(int, h);
        QFETCH(int, outW);
        QFETCH(int, outH);
        const auto p = ModelProfile::load(profile);
        VERIFY_RESULT(p);
        QCOMPARE(p->seenSize({w, h}).width, outW);
        QCOMPARE(p->seenSize({w, h}).height, outH);
    }

    void theAnswerSpaceFollowsTheCoordinateMode()
    {
        QVERIFY(ModelProfile::load(QStringLiteral("qwen3-vl"))->answerSpace({840, 840}) ==
                (Size{1000, 1000}));
        QVERIFY(ModelProfile::load(QStringLiteral("qwen2.5-vl"))->answerSpace({840, 840}) ==
                (Size{840, 840}));
        ModelProfile odd = *ModelProfile::load(QStringLiteral("qwen3-vl"));
        odd.coordinates = ModelProfile::Coordinates::Absolute;
        QVERIFY(odd.answerSpace({840, 840}) == (Size{832, 832}));
    }

    void aProfileIsGuessedFromTheModelsName()
    {
        QCOMPARE(ModelProfile::nameForModel(QStringLiteral("Qwen/Qwen2.5-VL-7B-Instruct")),
                 QStringLiteral("qwen2.5-vl"));
        QCOMPARE(ModelProfile::nameForModel(QStringLiteral("qwen3-vl:8b")), QStringLiteral("qwen3-vl"));
        QCOMPARE(ModelProfile::nameForModel(QStringLiteral("gpt-5")), QStringLiteral("plain"));
        QCOMPARE(ModelProfile::nameForModel({}), QStringLiteral("plain"));
    }

    void aFileIsReadAndWrittenWithItsUnknownKeys()
    {
        const QTemporaryDir dir;
        const QString path = dir.filePath(QStringLiteral("mine.json"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(R"({"name":"mine","coordinates":"0-1000","video":"video_jpeg","pictures":"jpeg",
                       "keys":{"box":"bbox"},"request":{"top_k":1},"note":"kept"})");
        file.close();
        const auto p = ModelProfile::load(path);
        VERIFY_RESULT(p);
        QCOMPARE(p->video, ModelProfile::VideoEncoding::JpegVideo);
        QCOMPARE(p->keys.box, QStringLiteral("bbox"));
        QCOMPARE(p->keys.frame, QStringLiteral("frame_idx"));
        QCOMPARE(p->request[QStringLiteral("top_k")].toInt(), 1);
        const auto again = ModelProfile::fromJson(p->toJson(), path);
        VERIFY_RESULT(again);
        QCOMPARE(again->toJson(), p->toJson());
        QCOMPARE(again->other[QStringLiteral("note")].toString(), QStringLiteral("kept"));
    }

    void aWrongFileIsNamedWithItsKey_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("key");
        QTest::newRow("factor") << QByteArray(R"({"name":"x","image_factor":0})") << "image_factor";
        QTest::newRow("fraction") << QByteArray(R"({"name":"x","image_factor":1.5})") << "image_factor";
        QTest::newRow("mode") << QByteArray(R"({"name":"x","coordinates":"polar"})") << "coordinates";
        QTest::newRow("encoding") << QByteArray(R"({"name":"x","video":3})") << "video";
        QTest::newRow("keys") << QByteArray(R"({"name":"x","keys":{"box":1}})") << "keys.box";
        QTest::newRow("limits") << QByteArray(R"({"name":"x","min_pixels":9,"max_pixels":3})")
                                << "max_pixels";
    }
    void aWrongFileIsNamedWithItsKey()
    {
        QFETCH(QByteArray, json);
        QFETCH(QString, key);
        const auto p =
            ModelProfile::fromJson(QJsonDocument::fromJson(json).object(), QStringLiteral("my.json"));
        VERIFY_ERROR(p, ErrorKind::Corrupt);
        QVERIFY2(p.error().message().contains(key), qPrintable(p.error().message()));
        QVERIFY(p.error().message().contains(QLatin1String("my.json")));
    }

    void aMissingProfileIsNotFound()
    {
        VERIFY_ERROR(ModelProfile::load(QStringLiteral("qwen9")), ErrorKind::NotFound);
        VERIFY_ERROR(ModelProfile::load(QStringLiteral("/nowhere/x.json")), ErrorKind::NotFound);
    }
};

REVSEG_TEST("profile", TestProfile)
#include "tst_profile.moc"
