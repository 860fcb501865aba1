// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/cli/program.h"
#include "tests/support/test.h"

#include <QTemporaryDir>

using namespace revseg;
using namespace revseg::test;

class TestCliEvaluate final : public TestCase
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_dir;
    QString at(const char* name) const { return m_dir->filePath(QLatin1String(name)); }
    Ran evaluated(const QStringList& more = {}) const
    {
        return runRevseg(QStringList{QStringLiteral("evaluate"), QStringLiteral("--truth"),
                                     at("truth/Annotations/480p"), QStringLiteral("--pred"),
                                     at("pred/Annotations/480p")} +
                         more);
    }

protected:
    void prepare() override
    {
        m_dir = std::make_unique<QTemporaryDir>();
        makeDavis(at("truth"), QStringLiteral("clip"));
        makeDavis(at("pred"), QStringLiteral("clip"));
    }

private Q_SLOTS:
    void theSameIsPerfect()
    {
        const Ran ran = evaluated({QStringLiteral("--json")});
        QVERIFY2(ran.code == 0, ran.err.constData());
        const QJsonObject json = ran.json();
        QCOMPARE(json[QStringLiteral("protocol")].toString(), QStringLiteral("davis2017"));
        QCOMPARE(json[QStringLiteral("skip_ends")].toBool(), false);
        QCOMPARE(json[QStringLiteral("JF")].toDouble(), 1.0);
        const QJsonValue objects =
            json[QStringLiteral("sequences")][QStringLiteral("clip")][QStringLiteral("objects")];
        QCOMPARE(objects.toObject().keys(), (QStringList{QStringLiteral("1"), QStringLiteral("2")}));
        QVERIFY(evaluated().out.contains("J&F"));
    }
    void whatIsMissingIsSaid()
    {
        QVERIFY(QFile::remove(at("pred/Annotations/480p/clip/00000.png")));
        const Ran ran =
            evaluated({QStringLiteral("--json"), QStringLiteral("--protocol"), QStringLiteral("davis2016")});
        QCOMPARE(ran.code, 0);
        QVERIFY(std::abs(ran.json()[QStringLiteral("JF")].toDouble() - 0.8) < 1e-12);
        QVERIFY(ran.err.contains("1 of 5"));
        QCOMPARE(
            evaluated({QStringLiteral("--json"), QStringLiteral("--skip-ends"), QStringLiteral("--quiet")})
                .json()[QStringLiteral("JF")]
                .toDouble(),
            1.0);
    }
    void mistakes()
    {
        QCOMPARE(evaluated({QStringLiteral("--protocol"), QStringLiteral("davis1999")}).code, 2);
        QCOMPARE(runRevseg({QStringLiteral("evaluate"), QStringLiteral("--truth"), at("truth")}).code, 2);
        const Ran none = runRevseg({QStringLiteral("evaluate"), QStringLiteral("--truth"), at("nothing"),
                                    QStringLiteral("--pred"), at("pred")});
        QCOMPARE(none.code, 1);
        QVERIFY(none.saysOneError());
        VERIFY_RESULT(
            writeLabelPicture(at("pred/Annotations/480p/clip/00001.png"), LabelPicture::blank({8, 8})));
        const Ran size = evaluated({QStringLiteral("--quiet")});
        QCOMPARE(size.code, 1);
        QVERIFY(size.saysOneError() && size.err.contains("00001.png"));
    }
};

REVSEG_TEST("evaluate", TestCliEvaluate)
#include "tst_evaluate.moc"
