// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test.h"
#include "widgets/charts/qcustomplot_private.h"
#include "widgets/charts/reward_chart.h"

#include <QSignalSpy>

#include <algorithm>

using namespace revseg;

class TestRewardChart final : public test::TestCase
{
    Q_OBJECT

    std::unique_ptr<RewardChart> m_chart;

    /// Four runs, the third without a truth to be held against.
    static std::vector<RewardBar> four()
    {
        return {{QStringLiteral("Run 1"), Rewards{1, 0.5, 1, 2.5}},
                {QStringLiteral("Run 2"), Rewards{0.25, 0, 0, 0.25}},
                {QStringLiteral("Run 3"), std::nullopt},
                {QStringLiteral("Run 4"), Rewards{1, 1, 1, 3}}};
    }
    void showBars(std::vector<RewardBar> bars, int chosen, QSize size = {420, 200})
    {
        m_chart->setBars(std::move(bars), chosen);
        m_chart->resize(size);
        m_chart->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_chart.get()));
        m_chart->plot()->replot(); // the axes know their place now
    }
    QPoint at(int row, double value) const { return m_chart->pointOf(row, value).toPoint(); }
    void press(int key) { QTest::keyClick(m_chart.get(), Qt::Key(key)); }
    QRgb colorAt(int row, double value)
    {
        return m_chart->plot()->toPixmap().toImage().pixel(at(row, value));
    }

protected:
    void prepare() override { m_chart = std::make_unique<RewardChart>(); }

private Q_SLOTS:
    void cleanup() { m_chart.reset(); }

    void partsLieOneUponTheOther()
    {
        showBars(four(), 1);
        const QRgb format = colorAt(0, 0.5);
        const QRgb temporal = colorAt(0, 1.25);
        const QRgb spatial = colorAt(0, 2);
        QVERIFY(format != temporal && temporal != spatial && spatial != format);
        QCOMPARE(colorAt(3, 0.5), format);
        QCOMPARE(colorAt(3, 1.5), temporal);
        QCOMPARE(colorAt(3, 2.5), spatial);
        const QRgb ground = m_chart->palette().color(QPalette::Base).rgb();
        QCOMPARE(colorAt(0, 2.9), ground);
        QCOMPARE(colorAt(2, 0.4), ground); // it has no reward
        QVERIFY(colorAt(1, 2) != ground);  // the one chosen is marked
    }
    void weightsMoveTheSumOnly()
    {
        showBars({{QStringLiteral("Run 1"), Rewards{1, 0, 0, 2.5}}}, 0);
        const QRgb ground = colorAt(0, 1.75);
        QVERIFY(colorAt(0, 0.5) != ground);
        QVERIFY(colorAt(0, 2.5) != ground);
        QVERIFY(m_chart->plot()->yAxis->range().upper > 2.5);
        // A weight may be negative.
        m_chart->setBars({{QStringLiteral("Run 1"), Rewards{1, 0, 0, -1}}}, 0);
        QVERIFY(m_chart->plot()->yAxis->range().lower < -1);
    }
    void aClickChoosesTheSample()
    {
        showBars(four(), 0);
        QSignalSpy spy(m_chart.get(), &RewardChart::activated);
        QTest::mouseClick(m_chart->plot(), Qt::LeftButton, {}, at(3, 1));
        QTest::mouseClick(m_chart->plot(), Qt::LeftButton, {}, at(2, 2.5)); // above its place, too
        QTest::mouseClick(m_chart->plot(), Qt::RightButton, {}, at(1, 0.1));
        QTest::mouseClick(m_chart->plot(), Qt::LeftButton, {}, QPoint(1, at(0, 1).y())); // beside the axes
        QCOMPARE(spy.count(), 2);
        QCOMPARE(spy[0][0].toInt(), 3);
        QCOMPARE(spy[1][0].toInt(), 2);
    }
    void keysMoveThroughTheSamples()
    {
        showBars(four(), 1);
        QSignalSpy spy(m_chart.get(), &RewardChart::activated);
        // Whoever listens shows the sample.
        connect(m_chart.get(), &RewardChart::activated, this,
                [this](int row) { m_chart->setBars(four(), row); });
        for (const int key : {Qt::Key_Right, Qt::Key_Right, Qt::Key_Right, Qt::Key_Left, Qt::Key_Home,
                              Qt::Key_Left, Qt::Key_End})
            press(key);
        QList<int> rows;
        for (const QList<QVariant>& activation : spy)
            rows << activation[0].toInt();
        QCOMPARE(rows, (QList<int>{2, 3, 2, 0, 3})); // at the ends nothing happens
        // Where nothing is chosen yet, they begin at the near end.
        m_chart->setBars(four(), -1);
        press(Qt::Key_Right);
        QCOMPARE(m_chart->chosen(), 0);
        m_chart->setBars(four(), -1);
        press(Qt::Key_Left);
        QCOMPARE(m_chart->chosen(), 3);
    }
    void theFiguresAreTold()
    {
        showBars(four(), 0);
        QCOMPARE(m_chart->readout(),
                 QStringLiteral("Run 1: sum 2.50, format 1.00, temporal 0.50, spatial 1.00"));
        QCOMPARE(m_chart->accessibleDescription(), m_chart->readout());
        QVERIFY(!m_chart->accessibleName().isEmpty());
        QTest::mouseMove(m_chart->plot(), at(2, 1));
        QTRY_COMPARE(m_chart->readout(), QStringLiteral("Run 3: no reward"));
        QEvent leave(QEvent::Leave);
        QCoreApplication::sendEvent(m_chart->plot(), &leave);
        QVERIFY(m_chart->readout().startsWith(QLatin1String("Run 1")));
        m_chart->setBars({}, -1);
        QCOMPARE(m_chart->readout(), QString());
        press(Qt::Key_Right);
    }
    void theLegendIsBesideTheBars()
    {
        showBars(four(), 0, {260, 130}); // as low as the dock may be
        const QCPLegend* const legend = m_chart->plot()->legend;
        QCOMPARE(legend->itemCount(), 4);
        QVERIFY(!legend->outerRect().intersects(m_chart->plot()->axisRect()->rect()));
        QVERIFY(m_chart->plot()->viewport().contains(legend->outerRect()));
        QVERIFY(m_chart->plot()->axisRect()->width() > 80);
        QVERIFY(!m_chart->plot()->xAxis->label().isEmpty() && !m_chart->plot()->yAxis->label().isEmpty());
    }
    void numbersDoNotRunIntoEachOther()
    {
        const auto ticks = [this] { return m_chart->plot()->xAxis->tickVector().size(); };
        showBars(four(), 0);
        QVERIFY2(ticks() >= 4 && ticks() <= 6, qPrintable(QString::number(ticks())));
        std::vector<RewardBar> many(200, {QStringLiteral("Run"), Rewards{1, 0, 0, 1}});
        m_chart->setBars(many, 0);
        m_chart->plot()->replot();
        const double room = m_chart->plot()->axisRect()->width();
        const double text = m_chart->fontMetrics().horizontalAdvance(QStringLiteral("200"));
        QVERIFY2(ticks() * text < room, qPrintable(QString::number(ticks())));
    }
    void barsCanBeReadInBothThemes()
    {
        showBars(four(), -1);
        for (const auto& [base, text] :
             {std::pair(QColor(Qt::white), QColor(Qt::black)), {QColor(26, 28, 33), QColor(Qt::white)}}) {
            QPalette palette;
            palette.setColor(QPalette::Base, base);
            palette.setColor(QPalette::Window, base);
            palette.setColor(QPalette::Text, text);
            m_chart->setPalette(palette);
            QCOMPARE(m_chart->plot()->xAxis->labelColor(), text);
            for (const double value : {0.5, 1.25, 2.0}) {
                const QColor bar(colorAt(0, value));
                QVERIFY2(std::abs(qGray(bar.rgb()) - qGray(base.rgb())) > 40, qPrintable(bar.name()));
            }
        }
    }
};

REVSEG_TEST("reward_chart", TestRewardChart)
#include "tst_reward_chart.moc"
