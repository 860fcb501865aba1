// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test.h"
#include "widgets/charts/reward_chart.h"
#include "widgets/reasoning/sample_streams.h"
#include "widgets/reasoning/samples_panel.h"
#include "widgets/reasoning/samples_views.h"

#include <QSignalSpy>
#include <QTabWidget>
#include <QTableWidget>

using namespace revseg;

class TestSamplesPanel final : public test::TestCase
{
    Q_OBJECT

    static std::vector<SampleRow> rows(bool rewarded)
    {
        std::vector<SampleRow> out;
        for (int i = 1; i <= 4; ++i) {
            SampleRow row;
            row.id = i;
            row.title = QStringLiteral("Run %1").arg(i);
            row.description = QStringLiteral("the yellow duck near the left edge of the picture");
            row.box = QStringLiteral("100, 100 – 300, 200");
            row.shown = i == 2;
            if (rewarded)
                row.rewards = Rewards{1, 0.5, double(i % 2), 1.5 + i % 2};
            out.push_back(std::move(row));
        }
        return out;
    }
    static void showAs(SamplesPanel& panel, int letters)
    {
        panel.resize(panel.fontMetrics().averageCharWidth() * letters, 200);
        panel.show();
        QVERIFY(QTest::qWaitForWindowExposed(&panel));
    }

private Q_SLOTS:
    void rewardsHaveAPlaceAsLongAsThereAreAny()
    {
        SamplesPanel panel;
        panel.setRows(rows(false));
        showAs(panel, 125);
        auto* const chart = panel.findChild<RewardChart*>();
        auto* const table = panel.findChild<QTableWidget*>();
        auto* const tabs = panel.findChild<QTabWidget*>();
        constexpr int kReward = 6;
        QVERIFY(!chart->isVisible() && table->isColumnHidden(kReward));
        panel.setRows(rows(true)); // somebody has said what is true
        QVERIFY(chart->isVisible() && !table->isColumnHidden(kReward));
        QCOMPARE(chart->chosen(), 1);
        // Whoever looks at the pictures then goes on doing so.
        tabs->setCurrentWidget(panel.findChild<SampleGrid*>());
        panel.setRows(rows(true));
        QVERIFY(!chart->isVisible() && panel.findChild<SampleGrid*>()->isVisible());
        QSignalSpy chosen(&panel, &SamplesPanel::chosen);
        Q_EMIT chart->activated(3);
        QCOMPARE(chosen.count(), 1);
        QCOMPARE(chosen[0][0].toLongLong(), 4);
        panel.setRows(rows(false));
        QVERIFY(!tabs->isTabVisible(tabs->indexOf(chart)) && table->isColumnHidden(kReward));
    }
    void aWideWindowShowsMoreAtOnce()
    {
        SamplesPanel panel;
        panel.setRows(rows(true));
        auto* const matrix = panel.findChild<IouMatrix*>();
        auto* const table = panel.findChild<QTableWidget*>();
        constexpr int kDescription = 2;
        constexpr int kBox = 3;
        for (int round = 0; round < 2; ++round) {
            showAs(panel, 180);
            QVERIFY(matrix->isVisible() && !table->isColumnHidden(kBox));
            showAs(panel, 125);
            QVERIFY(!matrix->isVisible() && table->isColumnHidden(kBox));
            // What the box is can still be read, and of the description enough is left.
            QVERIFY(table->item(0, kDescription)->toolTip().contains(QLatin1String("100, 100")));
            QVERIFY2(table->columnWidth(kDescription) > 12 * panel.fontMetrics().averageCharWidth(),
                     qPrintable(QString::number(table->columnWidth(kDescription))));
        }
    }
    void longDescriptionsDoNotWidenTheWindow()
    {
        SampleStreams streams;
        streams.start(8);
        const int before = streams.minimumSizeHint().width();
        for (int i = 0; i < 8; ++i)
            streams.setState(i, QStringLiteral("frame 32: <b>the duck</b> ").repeated(20));
        QCOMPARE(streams.minimumSizeHint().width(), before);
    }
};

REVSEG_TEST("samples_panel", TestSamplesPanel)
#include "tst_samples_panel.moc"
