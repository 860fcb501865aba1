// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test.h"
#include "widgets/dialogs/ask_dialog.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

#include "resources/resources.h"

using namespace revseg;

class TestAskDialog final : public test::TestCase
{
    Q_OBJECT
    static QPushButton* button(AskDialog& dialog, QDialogButtonBox::StandardButton which)
    {
        return dialog.findChild<QDialogButtonBox*>()->button(which);
    }
    static QLineEdit* picked(AskDialog& dialog)
    {
        for (QLineEdit* edit : dialog.findChildren<QLineEdit*>()) {
            if (edit->accessibleName() == QLatin1String("Frames picked by hand"))
                return edit;
        }
        return nullptr;
    }

private Q_SLOTS:
    void initTestCase() { initResources(); }

    void settingsComeBackAsTheyWent()
    {
        AskSettings s;
        s.profile = QStringLiteral("qwen3-vl");
        s.sampling.fps = 1.5;
        s.sampling.range = FrameRange{4, 20};
        s.temperature = 0.35;
        s.max_tokens = 777;
        s.timeout_s = 30;
        s.retries = 3;
        s.log_probabilities = true;
        s.weights = RewardWeights{1, 0.5, 2};
        const AskDialog dialog(s, {{}, 7, 50});
        QCOMPARE(dialog.settings().toJson(), s.toJson());
        const AskDialog usual(AskSettings(), {{}, 7, 50});
        QCOMPARE(usual.settings().toJson(), AskSettings().toJson());
        AskSettings even;
        even.sampling.frames = 9;
        QCOMPARE(AskDialog(even, {}).settings().toJson(), even.toJson());
    }
    void framesArePickedByHand()
    {
        AskSettings s;
        s.sampling.picked = {3, 30};
        AskDialog dialog(s, {{}, 7, 50});
        QCOMPARE(dialog.settings().sampling.picked, s.sampling.picked);
        for (QPushButton* b : dialog.findChildren<QPushButton*>()) {
            if (b->text().contains(QLatin1String("frame 7")))
                b->click();
        }
        QCOMPARE(dialog.settings().sampling.picked, (std::vector<FrameIndex>{3, 7, 30}));
        QVERIFY(button(dialog, QDialogButtonBox::Ok)->isEnabled());
        picked(dialog)->setText(QStringLiteral("3, 99")); // past the end
        QVERIFY(!button(dialog, QDialogButtonBox::Ok)->isEnabled());
        QVERIFY(!dialog.findChild<QLabel*>(QStringLiteral("askProblem"))->text().isEmpty());
    }
    void theMarkedRangeIsTaken()
    {
        AskDialog dialog({}, {FrameRange{10, 20}, 0, 50});
        for (QCheckBox* box : dialog.findChildren<QCheckBox*>()) {
            if (box->text().contains(QLatin1String("from 10 to 20")))
                box->setChecked(true);
        }
        QVERIFY(dialog.settings().sampling.range.has_value());
        QCOMPARE(dialog.settings().sampling.range->first, 10);
        QCOMPARE(dialog.settings().sampling.range->last, 20);
    }
    void aProfileThatIsNotThereIsSaid()
    {
        AskDialog dialog({}, {});
        dialog.findChildren<QComboBox*>().first()->setCurrentText(QStringLiteral("/nowhere/own.json"));
        QVERIFY(!button(dialog, QDialogButtonBox::Ok)->isEnabled());
        button(dialog, QDialogButtonBox::RestoreDefaults)->click();
        QVERIFY(button(dialog, QDialogButtonBox::Ok)->isEnabled());
        QCOMPARE(dialog.settings().toJson(), AskSettings().toJson());
    }
};

REVSEG_TEST("ask_dialog", TestAskDialog)
#include "tst_ask_dialog.moc"
