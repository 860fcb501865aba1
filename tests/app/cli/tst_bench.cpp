// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// That measuring works and what it writes; the figures themselves are no test.
#include "tests/app/cli/program.h"
#include "tests/core/media/numbered_clip.h"
#include "tests/support/test.h"

#include <QTemporaryDir>

using namespace revseg;
using namespace revseg::test;

class TestCliBench final : public TestCase
{
    Q_OBJECT

    QTemporaryDir m_dir;
    QString m_clip = m_dir.filePath(QStringLiteral("clip.mp4"));

    Ran measured(const QStringList& words) const
    {
        return runRevseg(QStringList{QStringLiteral("bench")} + words +
                         QStringList{QStringLiteral("--json")});
    }

private Q_SLOTS:
    void initTestCase() { VERIFY_RESULT(writeClip(m_clip, 40)); }

    void decoding()
    {
        const Ran ran = measured({QStringLiteral("decode"), m_clip});
        QVERIFY2(ran.code == 0, ran.err.constData());
        const double ours = ran.json()[QStringLiteral("frames_per_s")].toDouble();
        const double theirs = ran.json()[QStringLiteral("ffmpeg_frames_per_s")].toDouble();
        QVERIFY(ours > 0 && theirs > 0);
        QVERIFY(std::abs(ran.json()[QStringLiteral("ratio")].toDouble() - ours / theirs) < 1e-9);
    }

    void seeking()
    {
        const Ran ran = measured({QStringLiteral("seek"), m_clip});
        QVERIFY2(ran.code == 0, ran.err.constData());
        for (const char* what : {"cached_ms", "uncached_ms", "plain_decode_ms"}) {
            const QJsonValue figures = ran.json()[QLatin1String(what)];
            const double median = figures[QStringLiteral("p50")].toDouble(-1);
            QVERIFY2(median >= 0 && figures[QStringLiteral("p95")].toDouble(-1) >= median, what);
        }
    }

    void playingInTheWindow()
    {
        const Ran ran = measured({QStringLiteral("play"), m_clip, QStringLiteral("--overlays"),
                                  QStringLiteral("2"), QStringLiteral("--speed"), QStringLiteral("1")});
        QVERIFY2(ran.code == 0, ran.err.constData());
        const QJsonObject json = ran.json();
        QVERIFY(json[QStringLiteral("shown")].toInt() + json[QStringLiteral("dropped")].toInt() <= 40);
        QVERIFY(json[QStringLiteral("shown")].toInt() > 10);
        QVERIFY(json[QStringLiteral("first_picture_ms")].toDouble() > 0);
        const QJsonValue block = json[QStringLiteral("block_ms")];
        QVERIFY(block[QStringLiteral("max")].toDouble() >= block[QStringLiteral("p99")].toDouble());
    }

    void paintingInTheWindow()
    {
        const Ran ran =
            measured({QStringLiteral("brush"), QStringLiteral("--size"), QStringLiteral("320x240")});
        QVERIFY2(ran.code == 0, ran.err.constData());
        for (const char* what : {"move_ms", "undo_ms", "stored_ms"}) {
            const QJsonValue figures = ran.json()[QLatin1String(what)];
            const double median = figures[QStringLiteral("p50")].toDouble(-1);
            QVERIFY2(median > 0 && figures[QStringLiteral("p95")].toDouble(-1) >= median, what);
        }
    }

    void aLargeProject()
    {
        const Ran ran = measured({QStringLiteral("project"), QStringLiteral("--objects"), QStringLiteral("3"),
                                  QStringLiteral("--frames"), QStringLiteral("20")});
        QVERIFY2(ran.code == 0, ran.err.constData());
        QVERIFY(ran.json()[QStringLiteral("open_s")].toDouble() > 0);
        QVERIFY(ran.json()[QStringLiteral("rss_bytes")].toDouble() > 1e6);
        QVERIFY(ran.json()[QStringLiteral("edit_ms")][QStringLiteral("p95")].toDouble() > 0);
    }

    void scoringAndTracking()
    {
        for (const QStringList& words :
             {QStringList{QStringLiteral("score")}, QStringList{QStringLiteral("flow"), m_clip}}) {
            const Ran ran = measured(words);
            QVERIFY2(ran.code == 0, ran.err.constData());
            QVERIFY(ran.json()[QStringLiteral("frames_per_s")].toDouble() > 0);
        }
    }

    void wrongUsage()
    {
        QCOMPARE(measured({QStringLiteral("brush"), QStringLiteral("--size"), QStringLiteral("big")}).code,
                 2);
        QCOMPARE(measured({QStringLiteral("score"), m_clip}).code, 2);
        QCOMPARE(measured({QStringLiteral("decod"), m_clip}).code, 2);
        QCOMPARE(measured({QStringLiteral("decode")}).code, 2);
        QCOMPARE(
            measured({QStringLiteral("play"), m_clip, QStringLiteral("--speed"), QStringLiteral("9")}).code,
            2);
        const Ran ran = measured({QStringLiteral("seek"), m_dir.filePath(QStringLiteral("none.mp4"))});
        QCOMPARE(ran.code, 1);
        QVERIFY(ran.saysOneError());
    }
};

REVSEG_TEST("bench", TestCliBench)
#include "tst_bench.moc"
