// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chain/parser.h"
#include "tests/support/test.h"

using namespace revseg;

namespace {
QString wrapped(const QString& answer)
{
    return QStringLiteral("<think>why</think>\n<answer>%1</answer>").arg(answer);
}
const QString kGood = QStringLiteral("[{\"frame_idx\": 9, \"object description\": \"the dog\"}]");
} // namespace

class TestParser final : public test::TestCase
{
    Q_OBJECT
private Q_SLOTS:
    void turn1_data()
    {
        QTest::addColumn<QString>("raw");
        QTest::addColumn<QString>("grade");
        QTest::addColumn<double>("format");
        QTest::addColumn<int>("keyframe"); // -1: none
        QTest::addColumn<QString>("description");
        const auto row = [](const char* name, const QString& raw, const char* grade, double format, int k,
                            const char* d) {
            QTest::newRow(name) << raw << QString::fromLatin1(grade) << format << k << QString::fromUtf8(d);
        };
        const auto good = [&](const char* name, const QString& raw, const char* grade, double format) {
            row(name, raw, grade, format, 9, "the dog");
        };
        const auto bad = [&](const char* name, const QString& raw, double format) {
            row(name, raw, "invalid", format, -1, "");
        };
        good("to the letter", wrapped(kGood), "strict", 0.5);
        good("blanks around",
             QStringLiteral(" \n") + wrapped(QStringLiteral("\n ") + kGood) + QStringLiteral("\n"), "strict",
             0.5);
        good("keys in the other order",
             wrapped(QStringLiteral("[{\"object description\":\"the dog\",\"frame_idx\":9}]")), "strict",
             0.5);
        good("single quotes", wrapped(QString(kGood).replace(QLatin1Char('"'), QLatin1Char('\''))),
             "repaired", 0.25);
        good("fence", wrapped(QStringLiteral("```json\n%1\n```").arg(kGood)), "repaired", 0.25);
        good("bare object", wrapped(kGood.mid(1, kGood.size() - 2)), "repaired", 0.25);
        good("text in the answer", wrapped(QStringLiteral("Here: ") + kGood), "repaired", 0.25);
        good("text around the tags", QStringLiteral("Sure! ") + wrapped(kGood), "repaired", 0.5);
        good("no think tags", QStringLiteral("<answer>%1</answer>").arg(kGood), "repaired", 0.25);
        good("think not opened", QStringLiteral("why</think><answer>%1</answer>").arg(kGood), "repaired",
             0.25);
        good("answer not closed", QStringLiteral("<think>why</think><answer>%1").arg(kGood), "repaired", 0.0);
        good("no tags", QStringLiteral("It is ") + kGood, "repaired", 0.0);
        good("two answers",
             wrapped(QStringLiteral("[{\"frame_idx\":1,\"object description\":\"a\"}]")) +
                 QStringLiteral("<answer>%1</answer>").arg(kGood),
             "repaired", 0.25);
        good("second answer cut", wrapped(kGood) + QStringLiteral("<answer>[{\"frame_idx\": 3"), "repaired",
             0.25);
        good("a close tag before", QStringLiteral("</answer>") + wrapped(kGood), "repaired", 0.25);
        good("a close tag behind", wrapped(kGood) + QStringLiteral("</answer>"), "repaired", 0.0);
        good("close tags only", kGood + QStringLiteral("</answer> or </answer>"), "repaired", 0.25);
        good("tags in capitals", QStringLiteral("<THINK>why</THINK><Answer>%1</Answer>").arg(kGood),
             "repaired", 0.25);
        good("other keys", wrapped(QStringLiteral("[{\"Frame ID\":9,\"label\":\"the dog\"}]")), "repaired",
             0.25);
        good("index as text",
             wrapped(QStringLiteral("[{\"frame_idx\":\"9\",\"object description\":\"the dog\"}]")),
             "repaired", 0.25);
        good("index as words",
             wrapped(QStringLiteral("[{\"frame_idx\":\"frame 9\",\"object description\":\"the dog\"}]")),
             "repaired", 0.25);
        good("index with a point",
             wrapped(QStringLiteral("[{\"frame_idx\":9.0,\"object description\":\"the dog\"}]")), "repaired",
             0.25);
        good("further keys",
             wrapped(QStringLiteral("[{\"frame_idx\":9,\"object description\":\"the dog\",\"sure\":true}]")),
             "repaired", 0.25);
        good("comma too many",
             wrapped(QStringLiteral("[{\"frame_idx\":9,\"object description\":\"the dog\",},]")), "repaired",
             0.25);
        good("plain form", wrapped(QStringLiteral("frame id: 9 object description: the dog")), "repaired",
             0.25);
        good("nested", wrapped(QStringLiteral("{\"result\": %1}").arg(kGood)), "repaired", 0.25);
        row("several targets in one frame",
            wrapped(QStringLiteral("[{\"frame_idx\":2,\"object description\":\"a\"},"
                                   "{\"frame_idx\":2,\"object description\":\"b\"}]")),
            "repaired", 0.25, 2, "a; b");
        row("several keyframes",
            wrapped(QStringLiteral("[{\"frame_idx\":2,\"object description\":\"a\"},"
                                   "{\"frame_idx\":5,\"object description\":\"b\"}]")),
            "repaired", 0.25, 2, "a");
        row("apostrophe in single quotes",
            wrapped(QStringLiteral("[{'frame_idx': 0, 'object description': 'the dog's collar'}]")),
            "repaired", 0.25, 0, "the dog's collar");
        row("line break in the text",
            wrapped(QStringLiteral("[{\"frame_idx\": 0, \"object description\": \"a\nb\"}]")), "repaired",
            0.25, 0, "a\nb");
        row("unicode",
            wrapped(QStringLiteral("[{\"frame_idx\": 0, \"object description\": \"\\ud83d\\udc36 개\"}]")),
            "strict", 0.5, 0, "🐶 개");
        row("no object", wrapped(QStringLiteral("[]")), "repaired", 0.25, -1, "");
        row("none", wrapped(QStringLiteral("None.")), "repaired", 0.25, -1, "");
        const auto none = [&](const char* name, const QString& raw) {
            row(name, raw, "repaired", raw.contains(QLatin1String("<answer>")) ? 0.25 : 0.0, -1, "");
        };
        none("none in words", wrapped(QStringLiteral("There is no such object.")));
        none("none in the video", wrapped(QStringLiteral("no such object in the video")));
        none("not found in words", wrapped(QStringLiteral("I cannot find a red cup in this clip.")));
        none("none without tags", QStringLiteral("There is no such object."));
        none("none behind the thought", QStringLiteral("<think>a</think>\nNo object matches the query."));
        none("index -1", wrapped(QStringLiteral("[{\"frame_idx\":-1,\"object description\":\"\"}]")));
        none("index -1 alone", wrapped(QStringLiteral("[{\"frame_idx\":-1}]")));
        none("none as description",
             wrapped(QStringLiteral("{\"frame_idx\":3,\"object description\":\"none\"}")));
        none("words as description", wrapped(QStringLiteral("[{\"frame_idx\":0,\"object description\":"
                                                            "\"No such object in the video.\"}]")));
        row("not visible in part",
            wrapped(QStringLiteral("[{\"frame_idx\":9,\"object description\":\"a dog whose head is not "
                                   "visible\"}]")),
            "strict", 0.5, 9, "a dog whose head is not visible");
        good("index in a list",
             wrapped(QStringLiteral("[{\"frame_idx\":[9],\"object description\":\"the dog\"}]")), "repaired",
             0.25);
        good("index as text in a list",
             wrapped(QStringLiteral("[{\"frame_idx\":[\"9\"],\"object description\":\"the dog\"}]")),
             "repaired", 0.25);
        good("last quote open",
             wrapped(QStringLiteral("[{\"frame_idx\":9,\"object description\":\"the dog}]")), "repaired",
             0.25);
        good("list and open quote",
             wrapped(QStringLiteral("[{\"frame_idx\":[9],\"object description\":\"the dog}]")), "repaired",
             0.25);
        good("brackets open", wrapped(QStringLiteral("[{\"frame_idx\":9,\"object description\":\"the dog\"")),
             "repaired", 0.25);
        good("without braces", wrapped(QStringLiteral("\"frame_idx\":9,\"object description\":\"the dog\"")),
             "repaired", 0.25);
        good("brackets in place of braces",
             wrapped(QStringLiteral("[\"frame_idx\":9,\"object description\":\"the dog\"]")), "repaired",
             0.25);
        bad("empty answer", wrapped(QString()), 0.25);
        bad("another object", wrapped(QStringLiteral("I cannot find a dog, but there is a cat.")), 0.25);
        bad("index too large", wrapped(QStringLiteral("[{\"frame_idx\":16,\"object description\":\"a\"}]")),
            0.25);
        bad("index negative", wrapped(QStringLiteral("[{\"frame_idx\":-1,\"object description\":\"a\"}]")),
            0.25);
        bad("index fractional", wrapped(QStringLiteral("[{\"frame_idx\":2.5,\"object description\":\"a\"}]")),
            0.25);
        bad("index NaN", wrapped(QStringLiteral("[{\"frame_idx\":NaN,\"object description\":\"a\"}]")), 0.25);
        bad("no index", wrapped(QStringLiteral("[{\"object description\":\"a\"}]")), 0.25);
        bad("no description", wrapped(QStringLiteral("[{\"frame_idx\":3}]")), 0.25);
        bad("empty description", wrapped(QStringLiteral("[{\"frame_idx\":3,\"object description\":\" \"}]")),
            0.25);
        bad("not JSON", wrapped(QStringLiteral("the brown dog")), 0.25);
        bad("cut", QStringLiteral("<think>w</think><answer>[{\"frame_idx\": 9, \"object descr"), 0.0);
        bad("cut in thought", QStringLiteral("<think>so I look at"), 0.0);
        bad("empty", QString(), 0.0);
        bad("prose", QStringLiteral("I cannot help with that."), 0.0);
    }
    void turn1()
    {
        QFETCH(QString, raw);
        QFETCH(QString, grade);
        QFETCH(double, format);
        QFETCH(int, keyframe);
        QFETCH(QString, description);
        const ParsedTurn1 p = parseTurn1(raw);
        QCOMPARE(gradeName(p.grade), grade);
        QCOMPARE(p.format_reward, format);
        QCOMPARE(p.keyframe.value_or(-1), keyframe);
        QCOMPARE(p.description, description);
        QCOMPARE(!p.repairs.empty(), p.grade == Grade::Repaired);
        QCOMPARE(p.problem.has_value(), p.grade == Grade::Invalid);
        for (const QString& text : p.repairTexts())
            QVERIFY(!text.isEmpty());
        const QJsonObject json = toJson(p);
        QCOMPARE(json[QStringLiteral("keyframe")].isNull(), keyframe < 0);
        QCOMPARE(json[QStringLiteral("problem")].isNull(), grade != QLatin1String("invalid"));
    }

    void problemsOfTurn1AreTold()
    {
        const auto kind = [](const QString& raw) { return parseTurn1(raw).problem->kind; };
        QCOMPARE(kind(QStringLiteral("hello")), AnswerProblemKind::NoAnswer);
        QCOMPARE(kind(QStringLiteral("<think>a</think><answer>[{\"frame")), AnswerProblemKind::UnclosedTag);
        QCOMPARE(kind(QStringLiteral("<think>a")), AnswerProblemKind::UnclosedTag);
        QCOMPARE(kind(wrapped(QStringLiteral("dog"))), AnswerProblemKind::JsonError);
        QCOMPARE(parseTurn1(wrapped(QString())).problem->text(), QStringLiteral("The answer is empty"));
        QCOMPARE(kind(wrapped(QStringLiteral("[{\"frame_idx\":1}]"))), AnswerProblemKind::MissingKey);
        QCOMPARE(kind(wrapped(QStringLiteral("[{\"x\":1}]"))), AnswerProblemKind::MissingKey);
        const ParsedTurn1 p =
            parseTurn1(wrapped(QStringLiteral("[{\"frame_idx\":7,\"object description\":\"a\"}]")),
                       ParseOptions{4, {840, 840}, {}});
        QCOMPARE(p.problem->kind, AnswerProblemKind::IndexOutOfRange);
        QCOMPARE(p.problem->text(), QStringLiteral("The frame index 7 is outside 0…3"));
    }

    void interpretationIsKeptWhateverTheTags()
    {
        QCOMPARE(parseTurn1(wrapped(kGood)).interpretation, QStringLiteral("why"));
        QCOMPARE(parseTurn1(QStringLiteral("why</think><answer>x</answer>")).interpretation,
                 QStringLiteral("why"));
        QCOMPARE(parseTurn1(QStringLiteral("<think>why<answer>x</answer>")).interpretation,
                 QStringLiteral("why"));
        QCOMPARE(parseTurn1(QStringLiteral("<think>why")).interpretation, QStringLiteral("why"));
    }

    void turn2_data()
    {
        QTest::addColumn<QString>("raw");
        QTest::addColumn<QString>("grade");
        QTest::addColumn<double>("format");
        QTest::addColumn<QString>("boxes");
        const auto row = [](const char* name, const char* raw, const char* grade, double format,
                            const char* boxes) {
            QTest::newRow(name) << QString::fromUtf8(raw) << QString::fromLatin1(grade) << format
                                << QString::fromLatin1(boxes);
        };
        row("to the letter", R"([{"bbox_2d": [1, 2, 30, 40.5], "label": "dog"}])", "strict", 0.5,
            "1,2,30,40.5");
        row("fence and text", "Sure:\n```json\n[{\"bbox_2d\": [1, 2, 30, 40]}]\n```\nDone [1].", "strict",
            0.5, "1,2,30,40");
        row("several", R"([{"bbox_2d":[1,2,3,4]},{"bbox_2d":[5,6,7,8]}])", "strict", 0.5, "1,2,3,4 5,6,7,8");
        row("two lists", R"([{"bbox_2d":[1,2,3,4]}] and [{"bbox_2d":[5,6,7,8]}])", "repaired", 0.25,
            "1,2,3,4 5,6,7,8");
        row("two fenced lists",
            "```json\n[{\"bbox_2d\":[1,2,3,4]}]\n```\n```json\n[{\"bbox_2d\":[5,6,7,8]}]\n```", "repaired",
            0.25, "1,2,3,4 5,6,7,8");
        row("an object a line", "{\"bbox_2d\":[1,2,3,4]}\n{\"bbox_2d\":[5,6,7,8]}\n{'bbox_2d':[9,9,10,10]}",
            "repaired", 0.0, "1,2,3,4 5,6,7,8 9,9,10,10");
        row("two bare lists", "[1,2,3,4] and [5,6,7,8]", "repaired", 0.25, "1,2,3,4 5,6,7,8");
        row("lists in an object", R"({"left":[{"bbox_2d":[1,2,3,4]}],"right":[{"bbox_2d":[5,6,7,8]}]})",
            "repaired", 0.25, "1,2,3,4 5,6,7,8");
        row("the same box twice", R"([{"bbox_2d":[1,2,3,4]}] So: [{"bbox_2d":[1,2,3,4]}])", "repaired", 0.25,
            "1,2,3,4");
        row("one list of two is no box", R"([{"bbox_2d":[1,2]}] [{"bbox_2d":[5,6,7,8]}])", "repaired", 0.25,
            "5,6,7,8");
        row("a draft in the thought",
            R"(<think>[{"bbox_2d":[1,2,3,4]}]?</think><answer>[{"bbox_2d":[5,6,7,8]}]</answer>)", "strict",
            0.5, "5,6,7,8");
        row("x, y, width, height", R"([{"x":1,"y":2,"width":29,"height":38}])", "repaired", 0.25,
            "1,2,30,40");
        row("width and height below the key", R"([{"bbox_2d":{"x":1,"y":2,"w":29,"h":38}}])", "repaired",
            0.25, "1,2,30,40");
        row("left, top, right, bottom", R"({"left":1,"top":2,"right":30,"bottom":40})", "repaired", 0.25,
            "1,2,30,40");
        row("named in a text", "The box is x1=1, y1=2, x2=30 and y2: 40.", "repaired", 0.0, "1,2,30,40");
        row("extent named in a text", "x=1, y=2, width=29, height=38", "repaired", 0.0, "1,2,30,40");
        row("last quote open", "[{\"bbox_2d\": [1, 2, 30, 40], \"label\": \"cup}]", "repaired", 0.25,
            "1,2,30,40");
        row("without braces", "\"bbox_2d\": [1, 2, 30, 40]", "repaired", 0.25, "1,2,30,40");
        row("none in words", "There is no such object in this picture.", "repaired", 0.0, "");
        row("not found in words", "I cannot find the red cup in the image. It shows a table.", "repaired",
            0.0, "");
        row("absent in words", "<answer>The red cup is not visible in this frame.</answer>", "repaired", 0.0,
            "");
        row("no help", "I cannot help with that.", "invalid", 0.0, "");
        row("no doubt", "There is no doubt that the dog is in the picture.", "invalid", 0.0, "");
        row("another one", "I cannot find a dog, but a cat sits on the left.", "invalid", 0.0, "");
        row("empty answer", "<answer></answer>", "invalid", 0.0, "");
        row("single quotes", "[{'bbox_2d': [1, 2, 30, 40]}]", "repaired", 0.0, "1,2,30,40");
        row("bare object", R"({"bbox_2d": [1, 2, 30, 40]})", "repaired", 0.25, "1,2,30,40");
        row("bare list", "bbox: [1, 2, 30, 40]", "repaired", 0.25, "1,2,30,40");
        row("Qwen2", "<|box_start|>(1,2),(30,40)<|box_end|>", "repaired", 0.0, "1,2,30,40");
        row("other key", R"([{"bbox": [1, 2, 30, 40]}])", "repaired", 0.25, "1,2,30,40");
        row("numbers as text", R"([{"bbox_2d": ["1", "2", "30", "40"]}])", "repaired", 0.25, "1,2,30,40");
        row("box as text", R"([{"bbox_2d": "[1, 2, 30, 40]"}])", "repaired", 0.25, "1,2,30,40");
        row("corners", R"([{"bbox_2d": [[1, 2], [30, 40]]}])", "repaired", 0.25, "1,2,30,40");
        row("list of boxes", R"({"bbox_2d": [[1,2,3,4],[5,6,7,8]]})", "repaired", 0.25, "1,2,3,4 5,6,7,8");
        row("sides", R"([{"x1":1,"y1":2,"x2":30,"y2":40}])", "repaired", 0.25, "1,2,30,40");
        row("swapped", R"([{"bbox_2d": [30, 2, 1, 40]}])", "repaired", 0.25, "1,2,30,40");
        row("clamped", R"([{"bbox_2d": [-5, 2, 900, 40]}])", "repaired", 0.25, "0,2,840,40");
        row("one is no box", R"([{"bbox_2d": [1,2,3]},{"bbox_2d":[5,6,7,8]}])", "repaired", 0.25, "5,6,7,8");
        row("comma too many", R"([{"bbox_2d": [1, 2, 30, 40],}])", "repaired", 0.0, "1,2,30,40");
        row("empty list", "[]", "repaired", 0.25, "");
        row("empty box", R"([{"bbox_2d": []}])", "repaired", 0.25, "");
        row("null box", R"([{"bbox_2d": null}])", "repaired", 0.25, "");
        row("none", "None.", "repaired", 0.0, "");
        row("three numbers", R"([{"bbox_2d": [1, 2, 3]}])", "invalid", 0.25, "");
        row("NaN", R"([{"bbox_2d": [1, 2, NaN, 4]}])", "invalid", 0.0, "");
        row("infinite", R"([{"bbox_2d": [1, 2, 1e999, 4]}])", "invalid", 0.25, "");
        row("no area", R"([{"bbox_2d": [1, 2, 1, 4]}])", "invalid", 0.25, "");
        row("outside", R"([{"bbox_2d": [900, 2, 950, 4]}])", "invalid", 0.25, "");
        row("no key", R"([{"point_2d": [1, 2]}])", "invalid", 0.25, "");
        row("cut", R"([{"bbox_2d": [1, 2, 3)", "invalid", 0.0, "");
        row("prose", "The dog is on the left.", "invalid", 0.0, "");
        row("empty", "", "invalid", 0.0, "");
    }
    void turn2()
    {
        QFETCH(QString, raw);
        QFETCH(QString, grade);
        QFETCH(double, format);
        QFETCH(QString, boxes);
        const ParsedTurn2 p = parseTurn2(raw);
        QStringList got;
        for (const Box& b : p.boxes)
            got << QStringLiteral("%1,%2,%3,%4").arg(b.x1).arg(b.y1).arg(b.x2).arg(b.y2);
        QCOMPARE(got.join(QLatin1Char(' ')), boxes);
        QCOMPARE(gradeName(p.grade), grade);
        QCOMPARE(p.format_reward, format);
        QCOMPARE(!p.repairs.empty(), p.grade == Grade::Repaired);
        QCOMPARE(p.problem.has_value(), p.grade == Grade::Invalid);
        QCOMPARE(p.no_object, p.grade == Grade::Repaired && boxes.isEmpty());
        QCOMPARE(p.written.size(), p.boxes.size());
        QCOMPARE(size_t(p.labels.size()), p.boxes.size());
    }

    void boxesAreReadInTheSpaceOfTheAnswer()
    {
        const QString raw = QStringLiteral("[{\"bbox_2d\": [100, 200, 900, 1000], \"label\": \"dog\"}]");
        const ParsedTurn2 p = parseTurn2(raw, ParseOptions{16, {1000, 1000}, {}});
        QCOMPARE(p.grade, Grade::Strict);
        QCOMPARE(p.labels, QStringList{QStringLiteral("dog")});
        const ParsedTurn2 small = parseTurn2(raw, ParseOptions{16, {840, 840}, {}});
        QCOMPARE(small.grade, Grade::Repaired);
        QVERIFY(small.written[0] == (Box{100, 200, 900, 1000}));
    }

    void problemsOfTurn2AreTold()
    {
        const auto kind = [](const char* raw) { return parseTurn2(QString::fromUtf8(raw)).problem->kind; };
        QCOMPARE(kind("the dog"), AnswerProblemKind::NoAnswer);
        QCOMPARE(parseTurn2(QStringLiteral("<answer></answer>")).problem->text(),
                 QStringLiteral("The answer is empty"));
        QCOMPARE(kind("[{\"bbox_2d\": [1,"), AnswerProblemKind::JsonError);
        QCOMPARE(kind("[{\"x\": 1}]"), AnswerProblemKind::MissingKey);
        QCOMPARE(kind("[{\"bbox_2d\": [1,2,3]}]"), AnswerProblemKind::NotFourNumbers);
        QCOMPARE(kind("[{\"bbox_2d\": [1,2,3,Infinity]}]"), AnswerProblemKind::NonFinite);
        QCOMPARE(kind("[{\"bbox_2d\": [3,2,3,9]}]"), AnswerProblemKind::EmptyBox);
        QCOMPARE(kind("[{\"bbox_2d\": [-9,2,-3,9]}]"), AnswerProblemKind::BoxOutside);
    }

    void keysOfTheProfileAreTheStrictOnes()
    {
        ParseOptions options;
        options.keys.box = QStringLiteral("bbox");
        QCOMPARE(parseTurn2(QStringLiteral("[{\"bbox\": [1,2,3,4]}]"), options).grade, Grade::Strict);
        QCOMPARE(parseTurn2(QStringLiteral("[{\"bbox_2d\": [1,2,3,4]}]"), options).grade, Grade::Repaired);
    }

    void theKeyframeIsSeenWhileItStreams()
    {
        const QString raw = wrapped(kGood);
        const qsizetype comma = raw.indexOf(QLatin1Char(','));
        QVERIFY(!earlyKeyframe(raw.left(comma)));
        QCOMPARE(earlyKeyframe(raw.left(comma + 1)), std::optional<int>(9));
        QVERIFY(!earlyKeyframe(QStringLiteral("<think>\"frame_idx\": 3, or")));
    }

    void anEditedAnswerIsWrittenStrictly()
    {
        const QString text = composeTurn1(QStringLiteral("so"), 3, QStringLiteral("a \"red\" cup\n%1"));
        const ParsedTurn1 p = parseTurn1(text);
        QCOMPARE(p.grade, Grade::Strict);
        QCOMPARE(p.keyframe, std::optional<int>(3));
        QCOMPARE(p.description, QStringLiteral("a \"red\" cup\n%1"));
        QCOMPARE(p.interpretation, QStringLiteral("so"));
    }
};

REVSEG_TEST("parser", TestParser)
#include "tst_parser.moc"
