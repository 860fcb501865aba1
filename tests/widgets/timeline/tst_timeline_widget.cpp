// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test.h"
#include "widgets/timeline/timeline_widget.h"

#include <QSignalSpy>

using namespace revseg;

class TestTimelineWidget final : public test::TestCase
{
    Q_OBJECT
private Q_SLOTS:
    void pressingAndDraggingScrubs()
    {
        TimelineWidget timeline;
        timeline.resize(900, 200);
        timeline.setVideo(300, 30);
        timeline.show();
        QVERIFY(QTest::qWaitForWindowExposed(&timeline));
        QSignalSpy scrubbed(&timeline, &TimelineWidget::scrubbed);
        QTest::mousePress(&timeline, Qt::LeftButton, {}, {899, 8});
        QCOMPARE(scrubbed.last()[0].toInt(), 299);
        QTest::mouseMove(&timeline, {-20, 8});
        QTRY_COMPARE(scrubbed.last()[0].toInt(), 0);
    }
    void aLaneIsChosenByPressingIt()
    {
        TimelineWidget timeline;
        timeline.resize(900, 300);
        timeline.setVideo(300, 30);
        timeline.setLanes({{7, QStringLiteral("cat"), Qt::red, true, {{0, 99}}, {5}},
                           {9, QStringLiteral("dog"), Qt::blue, true, {{50, 299}}, {}}},
                          7);
        QSignalSpy activated(&timeline, &TimelineWidget::objectActivated);
        for (int y = 0; y < 300; y += 4)
            QTest::mouseClick(&timeline, Qt::LeftButton, {}, {20, y});
        QSet<int> ids;
        for (const auto& call : activated)
            ids << call[0].toInt();
        QCOMPARE(ids, (QSet<int>{7, 9}));
    }
    void masksAreDrawnWhereTheyLie()
    {
        TimelineWidget timeline;
        timeline.resize(900, 200);
        timeline.setVideo(100, 30);
        timeline.setLanes({{1, QStringLiteral("cat"), QColor(255, 0, 0), true, {{0, 49}}, {}}}, 0);
        const QImage shot = timeline.grab().toImage();
        int left = 0;
        int right = 0;
        for (int y = 0; y < shot.height(); ++y) {
            for (int x = 180; x < shot.width(); ++x) {
                const QRgb p = shot.pixel(x, y);
                if (qRed(p) > 200 && qGreen(p) < 90 && qBlue(p) < 90)
                    (x < 540 ? left : right) += 1;
            }
        }
        QVERIFY2(left > 1000 && right < left / 10, qPrintable(QStringLiteral("%1 %2").arg(left).arg(right)));
    }
    void thousandsOfFramesAndFiftyObjectsCanBePainted()
    {
        TimelineWidget timeline;
        timeline.resize(1200, 400);
        timeline.setVideo(10'000, 30);
        std::vector<TimelineLane> lanes;
        for (int i = 1; i <= 50; ++i) {
            TimelineLane lane{i, QString::number(i), Qt::green, true, {}, {}};
            for (int f = 0; f < 10'000; f += 20)
                lane.masks.push_back({f, f + 9});
            lanes.push_back(lane);
        }
        timeline.setLanes(lanes, 3);
        QVERIFY(!timeline.grab().isNull());
    }
    void thumbnailsAreAskedForOnceTheViewIsAtRest()
    {
        TimelineWidget timeline;
        timeline.resize(900, 200);
        QSignalSpy wanted(&timeline, &TimelineWidget::thumbnailsWanted);
        timeline.setVideo(300, 30);
        QTRY_COMPARE(wanted.size(), 1);
        const auto frames = wanted[0][0].value<std::vector<FrameIndex>>();
        QVERIFY(!frames.empty() && frames.front() == 0 && frames.back() < 300);
    }
};

REVSEG_TEST("timeline_widget", TestTimelineWidget)
#include "tst_timeline_widget.moc"
