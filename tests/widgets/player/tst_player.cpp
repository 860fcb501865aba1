// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test.h"
#include "widgets/player/player.h"
#include "widgets/player/player_bar.h"

#include <QElapsedTimer>
#include <QSignalSpy>

using namespace revseg;

class TestPlayer final : public test::TestCase
{
    Q_OBJECT
private Q_SLOTS:
    void positionsAreClamped()
    {
        Player p;
        p.setVideo(10, 25);
        p.goTo(99);
        QCOMPARE(p.position(), 9);
        p.step(-100);
        QCOMPARE(p.position(), 0);
    }
    void everyFrameIsAskedForEvenTheSameAgain()
    {
        Player p;
        p.setVideo(10, 25);
        QSignalSpy wanted(&p, &Player::wanted);
        QSignalSpy moved(&p, &Player::positionChanged);
        p.goTo(0);
        QCOMPARE(wanted.size(), 1);
        QCOMPARE(moved.size(), 0);
    }
    void playingAdvancesByTheRateAndStopsAtTheEnd()
    {
        Player p;
        p.setVideo(6, 100);
        connect(&p, &Player::wanted, &p, [&p](int frame) { p.shown(frame); });
        p.play();
        QVERIFY(p.isPlaying());
        QTRY_VERIFY(!p.isPlaying());
        QCOMPARE(p.position(), 5);
    }
    void playingGoesOnAfterAFrameWithoutPicture()
    {
        Player p;
        p.setVideo(6, 100);
        connect(&p, &Player::wanted, &p, [&p](int frame) {
            if (frame == 2)
                p.failed();
            else
                p.shown(frame);
        });
        p.play();
        QTRY_VERIFY(!p.isPlaying());
        QCOMPARE(p.position(), 5);
    }
    void varyingRatesArePlayedInTheirOwnTime()
    {
        Player p;
        p.setVideo(4, 10); // the mean
        p.setTimes({0, 0.05, 0.1, 0.3});
        QCOMPARE(p.timeOf(3), 0.3);
        QCOMPARE(p.frameAt(0.06), 1);
        QCOMPARE(p.frameAt(0.29), 2);
        QCOMPARE(p.frameAt(99), 3);
        QCOMPARE(p.frameAt(-1), 0);
        connect(&p, &Player::wanted, &p, [&p](int frame) { p.shown(frame); });
        QElapsedTimer clock;
        clock.start();
        p.play();
        QTRY_COMPARE(p.position(), 3);
        QVERIFY(clock.elapsed() >= 290);
        QTRY_VERIFY(!p.isPlaying());
        p.shuttle(-1);
        QTRY_COMPARE(p.position(), 0);
        QTRY_VERIFY(!p.isPlaying());
    }
    void picturesThatComeTooLateAreCounted()
    {
        Player p;
        p.setVideo(100, 20);
        connect(&p, &Player::wanted, &p, [&p](int frame) {
            if (frame == 1)
                QTest::qSleep(120);
            p.shown(frame);
        });
        p.play();
        QTRY_VERIFY(p.position() > 4);
        p.pause();
        QVERIFY(p.late() >= 1);
        QVERIFY(p.dropped() >= 1);
        QVERIFY(p.shownFrames() >= 2);
    }
    /// However fast: frames that are passed over have not been seen.
    void whatIsPassedOverCountsAtAnySpeed()
    {
        Player p;
        p.setVideo(1000, 20);
        connect(&p, &Player::wanted, &p, [&p](int frame) {
            if (p.isPlaying())
                QTest::qSleep(60); // longer than a frame lasts at this speed
            p.shown(frame);
        });
        p.shuttle(1);
        p.shuttle(1); // 2×
        QTRY_VERIFY_WITH_TIMEOUT(p.position() > 10, 30000);
        const int reached = p.position();
        p.pause();
        QVERIFY(p.dropped() >= 1);
        QVERIFY(p.shownFrames() + p.dropped() >= reached - 1 && p.shownFrames() < reached);
        QVERIFY(p.late() >= 1);
    }
    void timesAreRead_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<double>("seconds");
        QTest::newRow("seconds") << "83.5" << 83.5;
        QTest::newRow("minutes") << "1:23.5" << 83.5;
        QTest::newRow("hours") << " 1:01:00 " << 3660.0;
        QTest::newRow("words") << "now" << -1.0;
        QTest::newRow("negative") << "-3" << -1.0;
        QTest::newRow("days") << "1:2:3:4" << -1.0;
    }
    void timesAreRead()
    {
        QFETCH(QString, text);
        QFETCH(double, seconds);
        QCOMPARE(secondsOf(text).value_or(-1), seconds);
    }
    void playWaitsForPicturesThatAreNotThere()
    {
        Player p;
        p.setVideo(1000, 1000);
        QSignalSpy moved(&p, &Player::positionChanged);
        p.play();
        QTest::qWait(60);
        QCOMPARE(moved.size(), 1); // nobody says shown()
        p.pause();
    }
    void shuttleDoublesAndTurnsRound()
    {
        Player p;
        p.setVideo(1000, 25);
        p.goTo(500);
        QList<double> speeds;
        for (const int d : {1, 1, 1, 1, 1, -1, -1, 0}) {
            p.shuttle(d);
            speeds << p.speed();
        }
        QCOMPARE(speeds, (QList<double>{1, 2, 4, 8, 8, -1, -2, 0}));
    }
    void shuttleFromOutsideTheRangeGoesIntoIt()
    {
        Player p;
        p.setVideo(100, 400);
        connect(&p, &Player::wanted, &p, [&p](int frame) { p.shown(frame); });
        p.setInOut({10, 14});
        p.goTo(50);
        p.shuttle(1);
        QCOMPARE(p.position(), 10);
        QVERIFY(p.isPlaying());
        p.pause();
        p.goTo(2);
        p.shuttle(-1);
        QCOMPARE(p.position(), 14);
        p.setInOut({200, 300}); // outside the video: nothing
        QCOMPARE(p.inOut()->last, 14);
    }
    void theFieldsGiveTheKeysBackAfterEnterAndEsc_data()
    {
        QTest::addColumn<bool>("time");
        QTest::newRow("frame") << false;
        QTest::newRow("time") << true;
    }
    void theFieldsGiveTheKeysBackAfterEnterAndEsc()
    {
        QFETCH(bool, time);
        Player p;
        p.setVideo(100, 10);
        PlayerBar bar(p, {});
        bar.setRate(10);
        bar.resize(900, 40);
        bar.show();
        QVERIFY(QTest::qWaitForWindowActive(&bar));
        QSignalSpy left(&bar, &PlayerBar::left);
        const auto type = [&](const QString& text, Qt::Key end) {
            time ? bar.focusTime() : bar.focusFrameNumber();
            QWidget* const field = bar.focusWidget();
            QTest::keyClicks(field, text);
            QTest::keyClick(field, end);
            return field->hasFocus();
        };
        QVERIFY(!type(time ? QStringLiteral("4.2") : QStringLiteral("42"), Qt::Key_Return));
        QCOMPARE(p.position(), 42);
        QCOMPARE(left.size(), 1);
        QVERIFY(!type(QStringLiteral("7"), Qt::Key_Escape));
        QCOMPARE(p.position(), 42); // given up
        QCOMPARE(left.size(), 2);
    }
    void theRangeIsPlayedInALoop()
    {
        Player p;
        p.setVideo(100, 400);
        connect(&p, &Player::wanted, &p, [&p](int frame) { p.shown(frame); });
        p.goTo(10);
        p.setIn();
        p.goTo(14);
        p.setOut();
        p.setLoop(true);
        QSignalSpy moved(&p, &Player::positionChanged);
        p.play();
        int least = 99;
        int most = 0;
        QTRY_VERIFY(moved.size() > 12);
        p.pause();
        for (const auto& m : moved) {
            least = std::min(least, m[0].toInt());
            most = std::max(most, m[0].toInt());
        }
        QCOMPARE(least, 10);
        QCOMPARE(most, 14);
    }
    void timesAreReadable()
    {
        QCOMPARE(timeText(0), QStringLiteral("0:00.000"));
        QCOMPARE(timeText(75.5), QStringLiteral("1:15.500"));
        QCOMPARE(timeText(3725.04), QStringLiteral("1:02:05.040"));
    }
};

REVSEG_TEST("player", TestPlayer)
#include "tst_player.moc"
