// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test.h"
#include "widgets/dialogs/tracker_dialog.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QPushButton>
#include <QRadioButton>

using namespace revseg;

class TestTrackerDialog final : public test::TestCase
{
    Q_OBJECT
private Q_SLOTS:
    void whatIsInUseIsShownAndGivenBack_data()
    {
        QTest::addColumn<QString>("spec");
        QTest::newRow("built in") << "flow";
        QTest::newRow("file") << "sam2:/models/tiny.pt";
        QTest::newRow("options")
            << "sam2:/models/a ? b.pt?device=cuda&precision=bfloat16&size=512&policy=samurai";
        QTest::newRow("a size of one's own") << "sam2:/models/tiny.pt?size=640";
    }
    void whatIsInUseIsShownAndGivenBack()
    {
        QFETCH(QString, spec);
        QCOMPARE(TrackerDialog(spec, {}).spec(), spec);
    }
    void aModelMustBeNamed()
    {
        TrackerDialog dialog(QStringLiteral("flow"), {QStringLiteral("/models/last.pt")});
        auto* const ok = dialog.findChild<QDialogButtonBox*>()->button(QDialogButtonBox::Ok);
        QVERIFY(ok->isEnabled());
        dialog.findChildren<QRadioButton*>().last()->setChecked(true);
        QCOMPARE(dialog.spec(), QStringLiteral("sam2:/models/last.pt"));
        for (QComboBox* box : dialog.findChildren<QComboBox*>()) {
            if (box->isEditable())
                box->setEditText(QStringLiteral("  "));
        }
        QVERIFY(!ok->isEnabled());
    }
};

REVSEG_TEST("tracker_dialog", TestTrackerDialog)
#include "tst_tracker_dialog.moc"
