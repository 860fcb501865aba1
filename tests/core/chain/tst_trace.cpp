// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chain/trace.h"
#include "core/vlm/replay_backend.h"
#include "tests/core/chain/chain_fixture.h"
#include "tests/support/test.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QTemporaryDir>

#include "resources/resources.h"

using namespace revseg;
using test::answer1;
using test::answer2;
using test::chainRequest;
using test::PaintedVideo;
using test::ScriptedVlm;

class TestTrace final : public test::TestCase
{
    Q_OBJECT
    void prepare() override { initResources(); }

    /// Two runs, the second failed.
    static Trace recorded(PaintedVideo& video, const QString& videoPath)
    {
        Trace t;
        t.video = video.info();
        t.video.path = videoPath;
        ChainRequest request = chainRequest();
        t.query = request.query;
        t.prompt_set = {{QStringLiteral("name"), request.prompts.name},
                        {QStringLiteral("version"), request.prompts.version}};
        t.profile = request.profile.toJson();
        ScriptedVlm vlm({answer1(2, QStringLiteral("the cup")), answer2("[84, 84, 420, 420]"),
                         QStringLiteral("I do not know")});
        request.log_probabilities = true;
        for (int i = 0; i < 2; ++i) {
            request.run = i;
            request.seed = 5 + i;
            t.runs.push_back(runChain(request, vlm, video, nullptr, {}).value());
        }
        t.sampled = t.runs[0].sampled;
        t.runs[0].masks = QStringLiteral("masks/0");
        t.runs[0].rewards = Rewards{1, 0.5, 1, 2.5};
        return t;
    }

    /// Checks a value against the parts of JSON Schema that our schema uses.
    static QStringList wrongPlaces(const QJsonValue& v, const QJsonObject& schema, const QJsonObject& root,
                                   const QString& at)
    {
        if (schema.contains(QStringLiteral("$ref"))) {
            const QString name = schema[QStringLiteral("$ref")].toString().section(QLatin1Char('/'), -1);
            return wrongPlaces(v, root[QStringLiteral("$defs")][name].toObject(), root, at);
        }
        QStringList wrong;
        for (const QJsonValue part : schema[QStringLiteral("allOf")].toArray())
            wrong += wrongPlaces(v, part.toObject(), root, at);
        if (schema.contains(QStringLiteral("oneOf"))) {
            int fits = 0;
            for (const QJsonValue part : schema[QStringLiteral("oneOf")].toArray())
                fits += wrongPlaces(v, part.toObject(), root, at).isEmpty();
            if (fits != 1)
                wrong << at + QStringLiteral(" (oneOf)");
        }
        if (schema.contains(QStringLiteral("const")) && v != schema[QStringLiteral("const")])
            wrong << at + QStringLiteral(" (const)");
        if (schema.contains(QStringLiteral("enum")) && !schema[QStringLiteral("enum")].toArray().contains(v))
            wrong << at + QStringLiteral(" (enum)");
        const QJsonValue type = schema[QStringLiteral("type")];
        if (!type.isUndefined()) {
            const QJsonArray types = type.isArray() ? type.toArray() : QJsonArray{type};
            bool fits = false;
            for (const QJsonValue t : types) {
                const QString name = t.toString();
                fits |= (name == QLatin1String("object") && v.isObject()) ||
                        (name == QLatin1String("array") && v.isArray()) ||
                        (name == QLatin1String("string") && v.isString()) ||
                        (name == QLatin1String("null") && v.isNull()) ||
                        (name == QLatin1String("number") && v.isDouble()) ||
                        (name == QLatin1String("integer") && v.isDouble() &&
                         v.toDouble() == double(v.toInteger()));
            }
            if (!fits)
                wrong << at + QStringLiteral(" (type)");
        }
        for (const QJsonValue key : schema[QStringLiteral("required")].toArray()) {
            if (!v.toObject().contains(key.toString()))
                wrong << at + QLatin1Char('.') + key.toString() + QStringLiteral(" (missing)");
        }
        const QJsonObject properties = schema[QStringLiteral("properties")].toObject();
        for (auto it = properties.begin(); it != properties.end(); ++it) {
            if (v.toObject().contains(it.key()))
                wrong += wrongPlaces(v[it.key()], it->toObject(), root, at + QLatin1Char('.') + it.key());
        }
        if (schema.contains(QStringLiteral("items"))) {
            for (const QJsonValue item : v.toArray())
                wrong += wrongPlaces(item, schema[QStringLiteral("items")].toObject(), root,
                                     at + QStringLiteral("[]"));
        }
        return wrong;
    }

private Q_SLOTS:
    void itIsWrittenAndReadWithoutLoss()
    {
        const QTemporaryDir dir;
        QVERIFY(QDir(dir.path()).mkpath(QStringLiteral("out")));
        PaintedVideo video(40);
        const Trace t = recorded(video, dir.filePath(QStringLiteral("v.mkv")));
        const QString path = dir.filePath(QStringLiteral("out/trace.json"));
        VERIFY_RESULT(t.save(path));
        const auto again = Trace::load(path);
        VERIFY_RESULT(again);
        QCOMPARE(again->toJson(dir.path()), t.toJson(dir.path()));
        QCOMPARE(again->video.path, dir.filePath(QStringLiteral("v.mkv")));
        QCOMPARE(again->runs.size(), size_t(2));
        QCOMPARE(again->runs[1].status, Run::Status::Failed);
        QCOMPARE(again->runs[1].error->message(), t.runs[1].error->message());
        QVERIFY(again->runs[0].rewards == t.runs[0].rewards);
        QVERIFY(!again->runs[1].asked.isEmpty());
        QCOMPARE(again->runs[1].asked, t.runs[1].asked);
        QVERIFY(again->runs[0].sampled == t.sampled);
        QCOMPARE(again->runs[0].turns[0].tokens.size(), size_t(2));
        QCOMPARE(again->runs[0].turns[0].tokens[0].log_probability, -0.5);
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QJsonObject json = QJsonDocument::fromJson(file.readAll()).object();
        QCOMPARE(json[QStringLiteral("video")][QStringLiteral("path")].toString(),
                 QStringLiteral("../v.mkv"));
    }

    void itKeepsToItsSchema()
    {
        QFile file(QStringLiteral(":/revseg/schemas/trace-1.json"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QJsonObject schema = QJsonDocument::fromJson(file.readAll()).object();
        PaintedVideo video(40);
        const QJsonObject json = recorded(video, QStringLiteral("v.mkv")).toJson(QDir::currentPath());
        QCOMPARE(wrongPlaces(json, schema, schema, QStringLiteral("trace")), QStringList());
        QJsonObject broken = json;
        broken.remove(QStringLiteral("query"));
        QCOMPARE(wrongPlaces(broken, schema, schema, QStringLiteral("trace")),
                 QStringList{QStringLiteral("trace.query (missing)")});
    }

    void itReplaysToTheSameRun()
    {
        const QTemporaryDir dir;
        PaintedVideo video(40);
        const Trace t = recorded(video, QStringLiteral("v.mkv"));
        const QString path = dir.filePath(QStringLiteral("trace.json"));
        VERIFY_RESULT(t.save(path));
        const auto vlm = makeVlmBackend(QStringLiteral("replay:") + path, {});
        VERIFY_RESULT(vlm);
        for (int i = 0; i < 2; ++i) {
            ChainRequest request = chainRequest();
            request.run = i;
            request.seed = 5 + i;
            auto run = runChain(request, **vlm, video, nullptr, {});
            VERIFY_RESULT(run);
            QJsonObject got = runToJson(*run);
            QJsonObject expected = runToJson(t.runs[size_t(i)]);
            QCOMPARE(run->asked[QStringLiteral("vlm")].toString(), QStringLiteral("replay:trace.json"));
            for (const char* key : {"masks", "rewards", "turns", "asked"}) {
                got.remove(QLatin1String(key));
                expected.remove(QLatin1String(key));
            }
            QCOMPARE(got, expected);
            QCOMPARE(run->turns[0].messages, t.runs[size_t(i)].turns[0].messages);
            QCOMPARE(run->turns[0].raw, t.runs[size_t(i)].turns[0].raw);
        }
    }

    void unknownKeysAreKept()
    {
        PaintedVideo video(20);
        QJsonObject json = recorded(video, QStringLiteral("v.mkv")).toJson(QStringLiteral("/x"));
        json[QStringLiteral("by")] = QStringLiteral("hand");
        QJsonArray runs = json[QStringLiteral("runs")].toArray();
        QJsonObject run = runs[0].toObject();
        run[QStringLiteral("verdict")] = QJsonObject{{QStringLiteral("box"), true}};
        QJsonArray turns = run[QStringLiteral("turns")].toArray();
        QJsonObject turn = turns[0].toObject();
        turn[QStringLiteral("note")] = 4;
        turns[0] = turn;
        run[QStringLiteral("turns")] = turns;
        QJsonArray objects = run[QStringLiteral("objects")].toArray();
        QJsonObject object = objects[0].toObject();
        object[QStringLiteral("colour")] = QStringLiteral("red");
        objects[0] = object;
        run[QStringLiteral("objects")] = objects;
        runs[0] = run;
        json[QStringLiteral("runs")] = runs;
        QJsonObject video2 = json[QStringLiteral("video")].toObject();
        video2[QStringLiteral("camera")] = 3;
        json[QStringLiteral("video")] = video2;
        const auto t = Trace::fromJson(json, QStringLiteral("/x"), QStringLiteral("t.json"));
        VERIFY_RESULT(t);
        QCOMPARE(t->toJson(QStringLiteral("/x")), json);
    }

    void wrongValuesAreNamed_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("place");
        QTest::newRow("query") << QByteArray(R"({"query":3})") << "query";
        QTest::newRow("sample") << QByteArray(R"({"sampled":[{"frame":"x"}]})") << "sampled[0]";
        QTest::newRow("status") << QByteArray(R"({"runs":[{"status":"fine"}]})") << "runs[0]";
        QTest::newRow("box") << QByteArray(R"({"runs":[{"status":"ok","objects":[{"box":[1,2]}]}]})")
                             << "runs[0].objects[0]";
        QTest::newRow("turn") << QByteArray(R"({"runs":[{"status":"ok","turns":[{"turn":3}]}]})")
                              << "runs[0].turns[0]";
    }
    void wrongValuesAreNamed()
    {
        QFETCH(QByteArray, json);
        QFETCH(QString, place);
        const auto t = Trace::fromJson(QJsonDocument::fromJson(json).object(), QStringLiteral("/"),
                                       QStringLiteral("t.json"));
        VERIFY_ERROR(t, ErrorKind::Corrupt);
        QVERIFY2(t.error().message().contains(place), qPrintable(t.error().message()));
        QVERIFY(t.error().message().contains(QLatin1String("t.json")));
    }

    void wrongFilesAreErrors()
    {
        const QTemporaryDir dir;
        VERIFY_ERROR(Trace::load(dir.filePath(QStringLiteral("none.json"))), ErrorKind::NotFound);
        QFile file(dir.filePath(QStringLiteral("t.json")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("[1,");
        file.close();
        VERIFY_ERROR(Trace::load(file.fileName()), ErrorKind::Corrupt);
        VERIFY_ERROR(Trace::fromJson(QJsonObject{{QStringLiteral("schema"), 2}}, QStringLiteral("/"),
                                     QStringLiteral("t.json")),
                     ErrorKind::Unsupported);
    }
};

REVSEG_TEST("trace", TestTrace)
#include "tst_trace.moc"
