// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test.h"
#include "widgets/charts/frame_chart.h"
#include "widgets/charts/qcustomplot_private.h"

#include <QSignalSpy>

#include <cmath>
#include <limits>

using namespace revseg;

class TestFrameChart final : public test::TestCase
{
    Q_OBJECT

    std::unique_ptr<FrameChart> m_chart;

    /// Every fifth frame from 10 on, as sparse truths have them.
    void showFive()
    {
        const double gap = std::numeric_limits<double>::quiet_NaN();
        m_chart->setSeries({10, 15, 20, 25, 30},
                           {{QStringLiteral("J"), QColor(Qt::yellow), false, {1, 0.5, 0.25, gap, 0.75}},
                            {QStringLiteral("F"), QColor(), true, {0, 0.1, 0.2, 0.3, 0.4}}});
        m_chart->resize(500, 240);
        m_chart->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_chart.get()));
        m_chart->plot()->replot(); // the axes know their place now
    }
    QPoint at(FrameIndex frame) const { return m_chart->pointOf(frame, 0.5).toPoint(); }
    void press(int key) { QTest::keyClick(m_chart.get(), Qt::Key(key)); }

protected:
    void prepare() override { m_chart = std::make_unique<FrameChart>(); }

private Q_SLOTS:
    void cleanup() { m_chart.reset(); }

    void aClickSeeksToTheNearestScoredFrame()
    {
        showFive();
        QSignalSpy spy(m_chart.get(), &FrameChart::frameActivated);
        QTest::mouseClick(m_chart->plot(), Qt::LeftButton, {}, at(20));
        QTest::mouseClick(m_chart->plot(), Qt::LeftButton, {}, at(23));
        QCOMPARE(spy.count(), 2);
        QCOMPARE(spy[0][0].value<FrameIndex>(), 20);
        QCOMPARE(spy[1][0].value<FrameIndex>(), 25);
        // Beside the axes there is no frame.
        QTest::mouseClick(m_chart->plot(), Qt::LeftButton, {}, QPoint(2, at(20).y()));
        QCOMPARE(spy.count(), 2);
    }
    void keysStepOverTheFramesOfTheChart()
    {
        showFive();
        QSignalSpy spy(m_chart.get(), &FrameChart::frameActivated);
        m_chart->setPlayhead(15);
        press(Qt::Key_Right);
        press(Qt::Key_Left);
        press(Qt::Key_End);
        press(Qt::Key_Home);
        QCOMPARE(spy.count(), 4);
        QCOMPARE(spy[0][0].value<FrameIndex>(), 20);
        QCOMPARE(spy[1][0].value<FrameIndex>(), 10);
        QCOMPARE(spy[2][0].value<FrameIndex>(), 30);
        QCOMPARE(spy[3][0].value<FrameIndex>(), 10);
    }
    void thePointerTellsTheValues()
    {
        showFive();
        m_chart->setPlayhead(10);
        QVERIFY2(m_chart->readout().contains(QStringLiteral("J 1.000")), qPrintable(m_chart->readout()));
        QTest::mouseMove(m_chart->plot(), at(15));
        QTRY_VERIFY2(m_chart->readout().contains(QStringLiteral("15")) &&
                         m_chart->readout().contains(QStringLiteral("F 0.100")),
                     qPrintable(m_chart->readout()));
        QTest::mouseMove(m_chart->plot(), at(25));
        QTRY_VERIFY(m_chart->readout().contains(QStringLiteral("J –")));
        QEvent leave(QEvent::Leave);
        QCoreApplication::sendEvent(m_chart->plot(), &leave);
        QVERIFY(m_chart->readout().contains(QStringLiteral("J 1.000")));
    }
    void aFrameWithoutAScoreSaysSo()
    {
        showFive();
        m_chart->setPlayhead(11);
        QVERIFY(m_chart->readout().contains(QStringLiteral("11")));
        QVERIFY(!m_chart->readout().contains(QStringLiteral("J")));
    }
    void theViewStaysOnTheFrames()
    {
        showFive();
        m_chart->plot()->xAxis->setRange(-500, 900);
        QVERIFY(m_chart->plot()->xAxis->range().lower >= 9);
        QVERIFY(m_chart->plot()->xAxis->range().upper <= 31);
        m_chart->plot()->xAxis->setRange(18, 22);
        QCOMPARE(m_chart->plot()->xAxis->range().lower, 18.0);
        QTest::mouseDClick(m_chart->plot(), Qt::LeftButton, {}, at(20));
        QVERIFY(m_chart->plot()->xAxis->range().lower < 10);
    }
    void linesCanBeReadInBothThemes()
    {
        showFive();
        for (const auto& [base, text] :
             {std::pair(QColor(Qt::white), QColor(Qt::black)), {QColor(26, 28, 33), QColor(Qt::white)}}) {
            QPalette palette;
            palette.setColor(QPalette::Base, base);
            palette.setColor(QPalette::Window, base);
            palette.setColor(QPalette::Text, text);
            m_chart->setPalette(palette);
            QCOMPARE(m_chart->plot()->xAxis->tickLabelColor(), text);
            // Yellow on white would be 1.07 to 1.
            const QColor line = m_chart->plot()->graph(0)->pen().color();
            QVERIFY2(std::abs(qGray(line.rgb()) - qGray(base.rgb())) > 70, qPrintable(line.name()));
        }
        QVERIFY(m_chart->plot()->graph(1)->pen().style() == Qt::CustomDashLine);
    }
    void nothingIsShownOfNothing()
    {
        showFive();
        QSignalSpy spy(m_chart.get(), &FrameChart::frameActivated);
        m_chart->setSeries({}, {});
        m_chart->setPlayhead(3);
        QTest::mouseClick(m_chart->plot(), Qt::LeftButton, {}, QPoint(250, 120));
        press(Qt::Key_Right);
        QCOMPARE(spy.count(), 0);
        QCOMPARE(m_chart->readout(), QString());
    }
};

REVSEG_TEST("frame_chart", TestFrameChart)
#include "tst_frame_chart.moc"
