// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/sampling.h"
#include "core/media/video_info.h"
#include "tests/support/test.h"

using namespace revseg;

class TestSampling final : public test::TestCase
{
    Q_OBJECT
    static QList<int> frames(int n, int count)
    {
        QList<int> out;
        for (const SampledFrame& s : sampleUniform(n, count))
            out << s.frame;
        return out;
    }
private Q_SLOTS:
    void uniformSampling_data()
    {
        QTest::addColumn<int>("n");
        QTest::addColumn<QList<int>>("expected");
        QTest::newRow("20") << 20 << QList<int>{0, 1, 3, 4, 5, 6, 8, 9, 10, 11, 13, 14, 15, 16, 18, 19};
        QTest::newRow("40") << 40 << QList<int>{0, 3, 5, 8, 10, 13, 16, 18, 21, 23, 26, 29, 31, 34, 36, 39};
        QTest::newRow("100") << 100
                             << QList<int>{0, 7, 13, 20, 26, 33, 40, 46, 53, 59, 66, 73, 79, 86, 92, 99};
        QTest::newRow("3") << 3 << QList<int>{0, 1, 2, 2};
        QTest::newRow("none") << 0 << QList<int>{};
    }
    void uniformSampling()
    {
        QFETCH(int, n);
        QFETCH(QList<int>, expected);
        QCOMPARE(frames(n, 16), expected);
    }
    void countAtFps_data()
    {
        QTest::addColumn<int>("frames");
        QTest::addColumn<double>("rate");
        QTest::addColumn<double>("fps");
        QTest::addColumn<int>("count");
        QTest::newRow("two a second") << 100 << 25.0 << 2.0 << 8;
        QTest::newRow("made even downward") << 125 << 25.0 << 1.9 << 8; // 9.5
        QTest::newRow("NTSC") << 300 << 30000.0 / 1001 << 2.0 << 20;    // 20.02
        QTest::newRow("at least 4") << 20 << 25.0 << 2.0 << 4;          // 1.6
        QTest::newRow("at most all") << 10 << 25.0 << 60.0 << 10;
        QTest::newRow("all of an odd number") << 11 << 25.0 << 60.0 << 10;
        QTest::newRow("at most 768") << 5000 << 25.0 << 25.0 << 768;
        QTest::newRow("very short") << 3 << 25.0 << 2.0 << 3;
        QTest::newRow("no rate") << 100 << 0.0 << 2.0 << 0;
        QTest::newRow("none") << 0 << 25.0 << 2.0 << 0;
    }
    void countAtFps()
    {
        QFETCH(int, frames);
        QFETCH(double, rate);
        QFETCH(double, fps);
        QTEST(frameCountAtFps(frames, rate, fps), "count");
    }

    void framesByFpsRangeAndHand()
    {
        VideoInfo video;
        video.frames = 100;
        video.rate = {25, 1};
        const auto sampled = [&video](const Sampling& sampling) {
            QList<int> out;
            const auto samples = sampleFrames(video, sampling, 4);
            for (size_t i = 0; samples && i < samples->size(); ++i)
                out << ((*samples)[i].sample == int(i) ? (*samples)[i].frame : -1);
            return out;
        };
        Sampling s;
        QCOMPARE(sampled(s), (QList<int>{0, 33, 66, 99}));
        s.fps = 2;
        QCOMPARE(sampled(s), (QList<int>{0, 14, 28, 42, 57, 71, 85, 99}));
        s.range = FrameRange{50, 99};
        QCOMPARE(sampled(s), (QList<int>{50, 66, 83, 99}));
        s.fps = 0;
        s.frames = 6;
        s.range = FrameRange{10, 20};
        QCOMPARE(sampled(s), (QList<int>{10, 12, 14, 16, 18, 20}));
        s.range = FrameRange{10, 12};
        QCOMPARE(sampled(s), (QList<int>{10, 11, 12, 12}));
        s.picked = {20, 0, 10, 20};
        QCOMPARE(sampled(s), (QList<int>{0, 10, 20, 20}));
    }

    void framesThatAreNotThereAreErrors()
    {
        VideoInfo video;
        video.frames = 10;
        Sampling s;
        s.picked = {3, 10};
        VERIFY_ERROR(sampleFrames(video, s, 4), ErrorKind::InvalidInput);
        s.picked.clear();
        s.range = FrameRange{3, 10};
        VERIFY_ERROR(sampleFrames(video, s, 4), ErrorKind::InvalidInput);
        s.range.reset();
        s.fps = 2; // of a video whose rate nobody knows
        VERIFY_ERROR(sampleFrames(video, s, 4), ErrorKind::InvalidInput);
    }

    void samplesAreNumberedInOrder()
    {
        const SampledFrames s = sampleUniform(300, 16);
        for (size_t i = 0; i < s.size(); ++i)
            QCOMPARE(s[i].sample, int(i));
    }
};

REVSEG_TEST("sampling", TestSampling)
#include "tst_sampling.moc"
