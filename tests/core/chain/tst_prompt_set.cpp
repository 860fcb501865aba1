// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chain/parser.h"
#include "core/chain/prompt_set.h"
#include "tests/support/test.h"

#include <QFile>
#include <QJsonDocument>
#include <QTemporaryDir>

#include "resources/resources.h"

using namespace revseg;

class TestPromptSet final : public test::TestCase
{
    Q_OBJECT
    void prepare() override { initResources(); }

private Q_SLOTS:
    void theBuiltInSetIsComplete()
    {
        const auto p = PromptSet::load();
        VERIFY_RESULT(p);
        QCOMPARE(p->label(), QStringLiteral("revseg-1 v1"));
        QCOMPARE(p->frames, 16);
        QVERIFY(p->frame_size == (Size{448, 448}));
        QVERIFY(p->keyframe_size == (Size{840, 840}));
        const QString one = p->fillTurn1(QStringLiteral("who?"), 16);
        for (const char* name : {"{seconds}", "{nframes}", "{last}", "{fps}", "{query}"})
            QVERIFY2(!one.contains(QLatin1String(name)), name);
        QVERIFY(one.contains(QLatin1String("8 seconds")));
        const QString two = p->fillTurn2(QStringLiteral("who?"), QStringLiteral("a {query} man"), 16);
        QVERIFY(two.contains(QLatin1String("a {query} man")));
        QVERIFY(two.contains(QLatin1String("bbox_2d")));
    }
    void itsExampleIsWhatTheParserAsksFor()
    {
        const QString one = PromptSet::load()->fillTurn1(QStringLiteral("who?"), 16);
        const ParsedTurn1 example = parseTurn1(one.mid(one.lastIndexOf(QLatin1String("<think>"))));
        QCOMPARE(example.grade, Grade::Strict);
    }
    void bracesThatAreNoPlaceholderStay()
    {
        PromptSet p;
        p.turn1 = QStringLiteral("{\"a\": {query}} {x} {");
        QCOMPARE(p.fillTurn1(QStringLiteral("{last}"), 4), QStringLiteral("{\"a\": {last}} {x} {"));
    }
    void aFileCanBeGiven()
    {
        const QTemporaryDir dir;
        const QString path = dir.filePath(QStringLiteral("mine.json"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(R"({"name":"mine","version":3,"frames":8,"frame_size":[224,224],
                       "turn1":"find {query}","turn2":"box of {description}"})");
        file.close();
        const auto p = PromptSet::load(path);
        VERIFY_RESULT(p);
        QCOMPARE(p->label(), QStringLiteral("mine v3"));
        QCOMPARE(p->frames, 8);
        QVERIFY(p->frame_size == (Size{224, 224}));
        QVERIFY(p->keyframe_size == (Size{840, 840}));
        QVERIFY(p->system.isEmpty());
    }
    void wrongSetsAreNamedWithTheirKey_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("key");
        QTest::newRow("name") << QByteArray(R"({"turn1":"{query}","turn2":"{description}"})") << "name";
        QTest::newRow("turn1") << QByteArray(R"({"name":"x","turn1":"a","turn2":"{description}"})")
                               << "turn1";
        QTest::newRow("turn2") << QByteArray(R"({"name":"x","turn1":"{query}"})") << "turn2";
        QTest::newRow("size") << QByteArray(R"({"name":"x","frame_size":[448]})") << "frame_size";
        QTest::newRow("frames") << QByteArray(R"({"name":"x","frames":0})") << "frames";
        QTest::newRow("filter") << QByteArray(R"({"name":"x","filter":"nearest"})") << "filter";
        QTest::newRow("fps") << QByteArray(R"({"name":"x","fps":-1})") << "fps";
    }
    void wrongSetsAreNamedWithTheirKey()
    {
        QFETCH(QByteArray, json);
        QFETCH(QString, key);
        const auto p = PromptSet::fromJson(QJsonDocument::fromJson(json).object(), QStringLiteral("my.json"));
        VERIFY_ERROR(p, ErrorKind::Corrupt);
        QVERIFY2(p.error().message().contains(QStringLiteral("“%1”").arg(key)),
                 qPrintable(p.error().message()));
    }
    void missingSetsAreNotFound()
    {
        VERIFY_ERROR(PromptSet::load(QStringLiteral("nobody-9")), ErrorKind::NotFound);
        VERIFY_ERROR(PromptSet::load(QStringLiteral("/nowhere/p.json")), ErrorKind::NotFound);
        VERIFY_ERROR(PromptSet::fromJson(QJsonObject{{QStringLiteral("schema"), 2}}, QStringLiteral("x")),
                     ErrorKind::Unsupported);
    }
};

REVSEG_TEST("prompt_set", TestPromptSet)
#include "tst_prompt_set.moc"
