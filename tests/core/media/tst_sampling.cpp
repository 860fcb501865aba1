// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/sampling.h"
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
    void samplesAreNumberedInOrder()
    {
        const SampledFrames s = sampleUniform(300, 16);
        for (size_t i = 0; i < s.size(); ++i)
            QCOMPARE(s[i].sample, int(i));
    }
};

REVSEG_TEST("sampling", TestSampling)
#include "tst_sampling.moc"
