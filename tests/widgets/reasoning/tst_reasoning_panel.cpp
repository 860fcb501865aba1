// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test.h"
#include "widgets/reasoning/reasoning_panel.h"
#include "widgets/reasoning/stage_card.h"

#include <QLabel>
#include <QSignalSpy>

using namespace revseg;

namespace {

QString allText(const ReasoningPanel& panel)
{
    QString text;
    for (const auto* view : panel.findChildren<QTextBrowser*>())
        text += view->toPlainText() + QLatin1Char('\n');
    for (const auto* label : panel.findChildren<QLabel*>()) {
        if (!label->isHidden())
            text += label->text() + QLatin1Char('\n');
    }
    return text;
}

Run answered()
{
    Run run;
    run.status = Run::Status::Ok;
    Turn turn;
    turn.raw = QStringLiteral("<think>It is seen in frame 2.</think><answer>[]</answer>");
    run.turns = {turn};
    run.keyframe = Keyframe{2, 40};
    run.description = QStringLiteral("the grey cat");
    ChainObject object;
    object.box = {10, 20, 30, 40};
    object.box_model = {100, 200, 300, 400};
    run.objects = {object};
    run.setStage(Stage::Keyframe, StageStatus::Repaired);
    return run;
}

} // namespace

class TestReasoningPanel final : public test::TestCase
{
    Q_OBJECT
private Q_SLOTS:
    void streamedTextAppearsWithoutItsTags()
    {
        ReasoningPanel panel;
        panel.startRun(QStringLiteral("who is it?"));
        for (const char* piece : {"<thi", "nk>The cat is ", "grey.</th", "ink><answer>"})
            panel.appendDelta(1, QString::fromLatin1(piece));
        auto* const thinking = panel.findChildren<GrowingText*>().value(0);
        QVERIFY(thinking != nullptr);
        QVERIFY(allText(panel).contains(QStringLiteral("The cat is grey.")));
        QVERIFY(allText(panel).contains(QStringLiteral("who is it?")));
    }
    void aRunShowsAllItsNumbers()
    {
        ReasoningPanel panel;
        panel.startRun(QStringLiteral("who is it?"));
        panel.setSamples(sampleUniform(300, 16), {});
        panel.setRun(answered());
        const QString text = allText(panel);
        for (const char* part : {"Sample 2", "frame 40", "the grey cat", "10, 20", "100, 200", "repaired"})
            QVERIFY2(text.contains(QLatin1String(part)), part);
    }
    void aMentionOfAFrameIsALink()
    {
        ReasoningPanel panel;
        panel.startRun(QStringLiteral("who is it?"));
        panel.setSamples(sampleUniform(300, 16), {});
        panel.setRun(answered());
        QSignalSpy activated(&panel, &ReasoningPanel::frameActivated);
        for (auto* view : panel.findChildren<GrowingText*>()) {
            if (view->toHtml().contains(QStringLiteral("frame:40")))
                Q_EMIT view->anchorClicked(QUrl(QStringLiteral("frame:40")));
        }
        QVERIFY(activated.size() >= 2); // in the reasoning and at the keyframe
        QCOMPARE(activated[0][0].toInt(), 40);
    }
    void noSuchObjectIsAProperAnswer()
    {
        ReasoningPanel panel;
        panel.startRun(QStringLiteral("who is it?"));
        Run run = answered();
        run.objects.clear();
        panel.setRun(run);
        QVERIFY(allText(panel).contains(QStringLiteral("no such object")));
    }
    void aProblemIsShownWithItsRemedy()
    {
        ReasoningPanel panel;
        panel.startRun(QStringLiteral("who is it?"));
        panel.showProblem(QStringLiteral("It broke."), QStringLiteral("Mend it."));
        QVERIFY(allText(panel).contains(QStringLiteral("It broke. Mend it.")));
    }
};

REVSEG_TEST("reasoning_panel", TestReasoningPanel)
#include "tst_reasoning_panel.moc"
