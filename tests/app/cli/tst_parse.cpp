// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/cli/program.h"
#include "tests/support/test.h"

#include <QJsonArray>

using namespace revseg;
using test::Ran;

class TestParse final : public test::TestCase
{
    Q_OBJECT
    static Ran parse(const QStringList& arguments, const QByteArray& input)
    {
        QProcess process;
        process.start(QStringLiteral(REVSEG_PROGRAM), QStringList{QStringLiteral("parse")} + arguments);
        process.write(input);
        process.closeWriteChannel();
        Ran ran;
        if (process.waitForFinished(120'000) && process.exitStatus() == QProcess::NormalExit)
            ran.code = process.exitCode();
        ran.out = process.readAllStandardOutput();
        ran.err = process.readAllStandardError();
        return ran;
    }
    static QByteArray asLine(const QString& raw)
    {
        QByteArray list = QJsonDocument(QJsonArray{raw}).toJson(QJsonDocument::Compact);
        return list.mid(1, list.size() - 2) + '\n';
    }
    static QJsonObject line(const Ran& ran, int i)
    {
        return QJsonDocument::fromJson(ran.out.split('\n').value(i)).object();
    }

private Q_SLOTS:
    void answersOfTurnOneAreRead()
    {
        const QString good =
            QStringLiteral("<think>a</think><answer>[{\"frame_idx\": 3, \"object description\": "
                           "\"개 🐶\"}]</answer>");
        const Ran ran =
            parse({}, asLine(good) + asLine(QString(good).replace(QLatin1Char('3'), QLatin1String("16"))) +
                          asLine(good.mid(16)).chopped(1));
        QCOMPARE(ran.code, 0);
        QVERIFY(ran.err.isEmpty());
        QCOMPARE(ran.out.count('\n'), 3);
        const QJsonObject expected{{QStringLiteral("grade"), QStringLiteral("strict")},
                                   {QStringLiteral("format_reward"), 0.5},
                                   {QStringLiteral("keyframe"), 3},
                                   {QStringLiteral("description"), QStringLiteral("개 🐶")},
                                   {QStringLiteral("boxes"), QJsonArray()},
                                   {QStringLiteral("repairs"), QJsonArray()},
                                   {QStringLiteral("problem"), QJsonValue::Null}};
        QCOMPARE(line(ran, 0), expected);
        QCOMPARE(line(ran, 1)[QStringLiteral("grade")].toString(), QStringLiteral("invalid"));
        QVERIFY(line(ran, 1)[QStringLiteral("keyframe")].isNull());
        QVERIFY(line(ran, 1)[QStringLiteral("problem")].toString().contains(QLatin1String("16")));
        QCOMPARE(line(ran, 2)[QStringLiteral("grade")].toString(), QStringLiteral("repaired"));
        QVERIFY(!line(ran, 2)[QStringLiteral("repairs")].toArray().isEmpty());
    }
    void optionsAreHeeded()
    {
        const QString box = QStringLiteral("[{\"bbox_2d\": [-1, 2, 30, 400]}]");
        const Ran two = parse(
            {QStringLiteral("--turn"), QStringLiteral("2"), QStringLiteral("--size=100x50")}, asLine(box));
        QCOMPARE(line(two, 0)[QStringLiteral("boxes")].toArray(), (QJsonArray{QJsonArray{0, 2, 30, 50}}));
        QCOMPARE(line(two, 0)[QStringLiteral("grade")].toString(), QStringLiteral("repaired"));
        const Ran few =
            parse({QStringLiteral("--sampled"), QStringLiteral("3")},
                  asLine(QStringLiteral("<think>a</think><answer>[{\"frame_idx\": 3, \"object description\": "
                                        "\"d\"}]</answer>")));
        QCOMPARE(line(few, 0)[QStringLiteral("grade")].toString(), QStringLiteral("invalid"));
        QCOMPARE(parse({}, {}).out, QByteArray());
    }
    void aLineThatIsNoStringIsNamed()
    {
        for (const QByteArray& wrong :
             {QByteArray("3"), QByteArray("nope"), QByteArray("\"a\", \"b\""), QByteArray("")}) {
            const Ran ran =
                parse({}, asLine(QStringLiteral("x")) + wrong + "\n" + asLine(QStringLiteral("y")));
            QCOMPARE(ran.code, 1);
            QVERIFY2(ran.saysOneError() && ran.err.contains("ine 2 "), ran.err.constData());
        }
    }
    void wrongUsageIsTold()
    {
        for (const QStringList& words :
             {QStringList{QStringLiteral("--turn=3")}, QStringList{QStringLiteral("--size=3")},
              QStringList{QStringLiteral("--size=0x3")}, QStringList{QStringLiteral("--sampled=0")},
              QStringList{QStringLiteral("file")}, QStringList{QStringLiteral("--trun=1")}}) {
            const Ran ran = parse(words, {});
            QCOMPARE(ran.code, 2);
            QVERIFY2(ran.saysOneError(), ran.err.constData());
        }
    }
};

REVSEG_TEST("parse", TestParse)
#include "tst_parse.moc"
