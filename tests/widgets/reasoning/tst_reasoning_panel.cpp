// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test.h"
#include "widgets/reasoning/heat_legend.h"
#include "widgets/reasoning/linked_text.h"
#include "widgets/reasoning/note_box.h"
#include "widgets/reasoning/raw_answers.h"
#include "widgets/reasoning/reasoning_panel.h"
#include "widgets/reasoning/sample_strip.h"
#include "widgets/reasoning/stage_card.h"
#include "widgets/reasoning/stage_text_editor.h"

#include <QClipboard>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QSlider>
#include <QToolButton>

#include <memory>

using namespace revseg;

namespace {

const QString kRaw = QStringLiteral("<think>In frame 4 the duck is whole.</think><answer>[]</answer>");

Run finished()
{
    Run run;
    run.status = Run::Status::Ok;
    Turn turn;
    turn.raw = kRaw;
    turn.seconds = 2;
    run.turns = {turn};
    run.interpretation = QStringLiteral("In frame 4 the duck is whole.");
    run.keyframe = Keyframe{4, 40};
    run.description = QStringLiteral("the yellow duck");
    run.objects = {{1, {10, 20, 110, 220}, {5, 6, 55, 66}, QStringLiteral("<i>duck</i>")}};
    for (const Stage s : {Stage::Interpretation, Stage::Keyframe, Stage::Description, Stage::Box})
        run.setStage(s, StageStatus::Ok);
    return run;
}

} // namespace

class TestReasoningPanel final : public test::TestCase
{
    Q_OBJECT
    std::unique_ptr<ReasoningPanel> m_panel;

    ReasoningPanel& panel() { return *m_panel; }
    template <class T>
    T* part()
    {
        return panel().findChild<T*>();
    }
    StageCard* card(const QString& title)
    {
        for (StageCard* c : panel().findChildren<StageCard*>()) {
            if (c->accessibleName().section(QLatin1Char(':'), 0, 0) == title)
                return c;
        }
        return nullptr;
    }
    QString status(const char* title) { return card(QLatin1String(title))->statusText(); }
    /// All that a person can read.
    QString shown()
    {
        QStringList texts;
        for (QLabel* label : panel().findChildren<QLabel*>()) {
            if (label->isVisible())
                texts << label->text();
        }
        for (LinkedText* view : panel().findChildren<LinkedText*>()) {
            if (view->isVisible())
                texts << view->text();
        }
        return texts.join(QLatin1Char('\n'));
    }
    static SampledFrames samples()
    {
        SampledFrames out;
        for (int i = 0; i < 16; ++i)
            out.push_back({i, i * 10, i * 0.4});
        return out;
    }
    void start()
    {
        panel().startRun(QStringLiteral("Which toy floats?"));
        panel().setSamples(samples(), {});
    }

protected:
    void prepare() override
    {
        m_panel = std::make_unique<ReasoningPanel>();
        panel().resize(380, 900);
        panel().show();
        QVERIFY(QTest::qWaitForWindowExposed(m_panel.get()));
    }

private Q_SLOTS:
    void atFirstThereIsAHint()
    {
        QVERIFY(shown().contains(QLatin1String("Ask about this video")));
        start();
        QVERIFY(!shown().contains(QLatin1String("Ask about this video")));
        panel().clear();
        QVERIFY(shown().contains(QLatin1String("Ask about this video")));
        QVERIFY(!shown().contains(QLatin1String("Which toy floats?")));
    }
    void thinkingStreamsInWithoutTags()
    {
        start();
        QCOMPARE(status("Interpretation"), QStringLiteral("working…"));
        QCOMPARE(status("Keyframe"), QStringLiteral("waits"));
        for (const QChar c : kRaw)
            panel().appendDelta(1, c);
        QTRY_VERIFY(shown().contains(QLatin1String("In frame 4 the duck is whole.")));
        QVERIFY(!shown().contains(QLatin1String("<answer>"))); // the raw answer is folded away
    }
    void aRunShowsItsStages()
    {
        start();
        Run run = finished();
        run.setStage(Stage::Keyframe, StageStatus::Edited);
        run.setStage(Stage::Description, StageStatus::Stale);
        run.setStage(Stage::Box, StageStatus::Repaired);
        panel().setRun(run);
        QCOMPARE(status("Interpretation"), QStringLiteral("ok"));
        QCOMPARE(status("Keyframe"), QStringLiteral("edited"));
        QCOMPARE(status("Description"), QStringLiteral("stale"));
        QCOMPARE(status("Box"), QStringLiteral("repaired"));
        const QString text = shown();
        QVERIFY(text.contains(QStringLiteral("Sample 4 · frame 40 · 1.60 s")));
        QVERIFY(text.contains(QLatin1String("the yellow duck")));
        QVERIFY(text.contains(QStringLiteral("10, 20 – 110, 220")));
        QVERIFY(text.contains(QStringLiteral("100 × 200")));
        QVERIFY(text.contains(QStringLiteral("5, 6 – 55, 66")));
        QVERIFY(text.contains(QLatin1String("&lt;i&gt;duck"))); // a model's words are no markup
        QCOMPARE(part<SampleStrip>()->chosen(), std::optional<int>(4));
    }
    void aKeyframeBetweenSamplesIsSaid()
    {
        start();
        Run run = finished();
        run.keyframe = Keyframe{4, 43};
        panel().setRun(run);
        QVERIFY(shown().contains(QLatin1String("did not see")));
        QCOMPARE(part<SampleStrip>()->chosen(), std::optional<int>());
    }
    void noObjectIsAnAnswer()
    {
        start();
        Run run = finished();
        run.objects.clear();
        panel().setRun(run);
        QVERIFY(shown().contains(QLatin1String("no such object")));
    }
    void theNextRunBeginsEmpty()
    {
        start();
        panel().setRun(finished());
        panel().setBanner(QStringLiteral("written by hand"));
        panel().showProblem(QStringLiteral("It failed."), QStringLiteral("Try again."));
        panel().appendDelta(1, QStringLiteral("late words"));
        start();
        QTest::qWait(60);
        const QString text = shown();
        for (const char* old : {"yellow duck", "written by hand", "It failed", "Sample 4", "late words"})
            QVERIFY2(!text.contains(QLatin1String(old)), old);
        QCOMPARE(part<RawAnswers>()->text(), QString());
    }
    void linksLeadToFrames()
    {
        start();
        panel().setRun(finished());
        QSignalSpy activated(&panel(), &ReasoningPanel::frameActivated);
        std::optional<FrameIndex> lit;
        connect(&panel(), &ReasoningPanel::frameHovered, &panel(),
                [&](std::optional<FrameIndex> f) { lit = f; });
        LinkedText* thinking = nullptr;
        for (LinkedText* view : panel().findChildren<LinkedText*>()) {
            if (view->text().startsWith(QLatin1String("In frame 4")))
                thinking = view;
        }
        QVERIFY(thinking != nullptr);
        QTextCursor cursor(thinking->document());
        cursor.setPosition(5);
        const QPoint at = thinking->cursorRect(cursor).center();
        QTest::mouseMove(thinking->viewport(), at - QPoint(0, 1));
        QTest::mouseMove(thinking->viewport(), at);
        QCOMPARE(lit, std::optional<FrameIndex>(40));
        QTest::mouseClick(thinking->viewport(), Qt::LeftButton, {}, at);
        QCOMPARE(activated.size(), 1);
        QCOMPARE(activated[0][0].toInt(), 40);
    }
    void theStripLeadsToFramesByMouseAndKeys()
    {
        start();
        SampleStrip* const strip = part<SampleStrip>();
        QSignalSpy activated(&panel(), &ReasoningPanel::frameActivated);
        QTest::mousePress(strip, Qt::LeftButton, {}, strip->cellRect(5).center());
        strip->setFocus();
        for (const auto key : {Qt::Key_Right, Qt::Key_Right, Qt::Key_Right, Qt::Key_Left, Qt::Key_Return})
            QTest::keyClick(strip, key);
        QCOMPARE(activated.size(), 2);
        QCOMPARE(activated[0][0].toInt(), 50);
        QCOMPARE(activated[1][0].toInt(), 10);
    }
    void picturesMayComeLater()
    {
        start();
        QImage picture(64, 36, QImage::Format_RGB32);
        picture.fill(Qt::red);
        SampleStrip* const strip = part<SampleStrip>();
        const auto middle = [&] { return strip->grab().toImage().pixelColor(strip->cellRect(3).center()); };
        QVERIFY(middle() != QColor(Qt::red));
        panel().setPicture(31, picture); // not one of them
        QVERIFY(middle() != QColor(Qt::red));
        panel().setPicture(30, picture);
        QCOMPARE(middle(), QColor(Qt::red));
    }
    void rawAnswersRepairsAndProblemsAreOneClickAway()
    {
        start();
        Run run = finished();
        run.turns[0].repairs = QStringList{QStringLiteral("a quote was closed")};
        run.turns[0].prompt_tokens = 1234;
        panel().setRun(run);
        QCOMPARE(part<RawAnswers>()->isVisible(), false);
        for (QToolButton* b : card(QStringLiteral("Raw answers"))->findChildren<QToolButton*>())
            b->click();
        QVERIFY(part<RawAnswers>()->isVisible());
        const QString text = shown();
        QVERIFY(text.contains(kRaw));
        QVERIFY(text.contains(QLatin1String("a quote was closed")));
        QVERIFY(text.contains(QLatin1String("1234")));
        part<RawAnswers>()->findChild<QPushButton*>()->click();
        QVERIFY(QGuiApplication::clipboard()->text().contains(kRaw));
    }
    void aStreamedAnswerIsNotWrittenTwice()
    {
        start();
        panel().appendDelta(1, kRaw);
        panel().setRun(finished());
        QCOMPARE(part<RawAnswers>()->text().count(kRaw), 1);
    }
    void aFailureHasItsRemedy()
    {
        start();
        panel().showProblem(QStringLiteral("The server <b>x</b> does not answer."),
                            QStringLiteral("Start it."));
        QVERIFY(shown().contains(QLatin1String("The server <b>x</b> does not answer.\nStart it.")));
        for (QLabel* label : panel().findChildren<NoteBox*>()[1]->findChildren<QLabel*>())
            QCOMPARE(label->textFormat(), Qt::PlainText);
    }
    void aStoredFailureIsToldToo()
    {
        start();
        Run run;
        run.status = Run::Status::Failed;
        Turn turn;
        turn.raw = QStringLiteral("nonsense");
        turn.problem = QStringLiteral("there is no keyframe in it");
        run.turns = {turn};
        run.setStage(Stage::Interpretation, StageStatus::Invalid);
        panel().setRun(run);
        QVERIFY(shown().contains(QLatin1String("there is no keyframe in it")));
        QCOMPARE(status("Interpretation"), QStringLiteral("invalid"));
        QCOMPARE(status("Box"), QStringLiteral("–"));
        run.error = makeError(ErrorKind::Network, "The line is dead");
        start();
        panel().setRun(run);
        QVERIFY(shown().contains(QLatin1String("The line is dead")));
    }
    void theDescriptionIsRewrittenByHand()
    {
        start();
        panel().setRun(finished());
        auto* const editor = part<DescriptionEditor>();
        QVERIFY(!editor->editButton()->isVisible());
        panel().setEditable(true);
        QVERIFY(editor->editButton()->isVisible());
        QSignalSpy edited(&panel(), &ReasoningPanel::descriptionEdited);
        auto* const field = editor->findChild<QPlainTextEdit*>();

        editor->editButton()->click();
        field->setPlainText(QStringLiteral("given up"));
        QTest::keyClick(field, Qt::Key_Escape);
        QCOMPARE(editor->text(), QStringLiteral("the yellow duck"));
        QCOMPARE(edited.size(), 0);

        editor->editButton()->click();
        QTest::keyClick(field, Qt::Key_Return, Qt::ControlModifier); // nothing was changed
        QCOMPARE(edited.size(), 0);

        editor->editButton()->click();
        field->setPlainText(QStringLiteral("  the small\nduck "));
        QTest::keyClick(field, Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(edited.size(), 1);
        QCOMPARE(edited[0][0].toString(), QStringLiteral("the small duck"));

        editor->editButton()->click();
        field->setPlainText(QString());
        QTest::keyClick(field, Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(edited.size(), 1);
    }
    void whatIsBeingTypedSurvivesARun()
    {
        start();
        panel().setRun(finished());
        panel().setEditable(true);
        auto* const editor = part<DescriptionEditor>();
        editor->editButton()->click();
        auto* const field = editor->findChild<QPlainTextEdit*>();
        field->setPlainText(QStringLiteral("half a sen"));
        panel().setRun(finished());
        QVERIFY(editor->isEditing());
        QCOMPARE(field->toPlainText(), QStringLiteral("half a sen"));
    }
    void masksTellHowFarTheyAre()
    {
        start();
        panel().setMaskStatus(StageStatus::Missing, QStringLiteral("60 of 120"), 0.5);
        QCOMPARE(status("Masks"), QStringLiteral("working…"));
        QVERIFY(shown().contains(QLatin1String("60 of 120")));
        panel().setMaskStatus(StageStatus::Ok, QStringLiteral("done"), std::nullopt);
        QCOMPARE(status("Masks"), QStringLiteral("ok"));
    }
    void readingOnIsNotDisturbed()
    {
        panel().resize(380, 300);
        start();
        QTest::qWait(50);
        panel().appendDelta(1, QStringLiteral("words ").repeated(200));
        QTRY_VERIFY(panel().verticalScrollBar()->value() > 0); // what is written stays in sight
        panel().verticalScrollBar()->triggerAction(QAbstractSlider::SliderToMinimum);
        panel().appendDelta(1, QStringLiteral("more ").repeated(200));
        QTest::qWait(120);
        QCOMPARE(panel().verticalScrollBar()->value(), 0);
    }

    void selectedWordsAreFoundInTheAnswer()
    {
        start();
        panel().setRun(finished());
        QVERIFY(!panel().selectedWords());
        auto* const view = part<InterpretationEditor>()->view();
        QSignalSpy selected(&panel(), &ReasoningPanel::wordsSelected);
        const auto select = [](LinkedText* in, const char* words) {
            in->setTextCursor(in->document()->find(QLatin1String(words)));
        };
        select(view, "the duck");
        QVERIFY(!selected.isEmpty());
        const auto words = panel().selectedWords();
        QVERIFY(words.has_value());
        QCOMPARE(kRaw.mid(words->from, words->count), QStringLiteral("the duck"));
        QCOMPARE(panel().textOf(*words), QStringLiteral("the duck"));
        // In the raw answers, tags and all.
        card(QStringLiteral("Raw answers"))->setFolded(false);
        select(part<RawAnswers>()->view(), "</think><answer>");
        const auto raw = panel().selectedWords();
        QVERIFY(raw.has_value());
        QCOMPARE(panel().textOf(*raw), QStringLiteral("</think><answer>"));
        // What a person wrote is nowhere in the answer.
        Run edited = finished();
        edited.interpretation = QStringLiteral("A person wrote this.");
        panel().setRun(edited);
        select(view, "person");
        QVERIFY(!panel().selectedWords());
    }
    void attentionLiesOverTheFrames()
    {
        start();
        panel().setRun(finished());
        SampleStrip* const strip = part<SampleStrip>();
        const auto middle = [&](int i) {
            return strip->grab().toImage().pixelColor(strip->cellRect(i).center());
        };
        const QColor before = middle(2);
        const RunAttention attention{0.25,
                                     {{1, 2, 20, 1, 1, {1}}, {1, 5, 51, 1, 1, {1}}, {2, 0, 20, 1, 1, {0}}}};
        panel().showAttention({1, 10, 7}, attention);
        QVERIFY(strip->hasHeat());
        QVERIFY(shown().contains(QStringLiteral("“frame 4”")));
        QVERIFY(shown().contains(QLatin1String("25 %")));
        const QColor hot = middle(2);
        QVERIFY(hot.green() > 120 && hot.blue() < hot.green() - 60);
        QCOMPARE(middle(5), before); // another frame than sample 5
        QSignalSpy opacity(&panel(), &ReasoningPanel::heatOpacityChanged);
        part<HeatLegend>()->findChild<QSlider*>()->setValue(20);
        QCOMPARE(opacity.size(), 1);
        QCOMPARE(panel().heatOpacity(), 0.2);
        QVERIFY(middle(2).blue() > hot.blue());
        QSignalSpy closed(&panel(), &ReasoningPanel::attentionClosed);
        part<HeatLegend>()->findChild<QToolButton*>()->click();
        QCOMPARE(closed.size(), 1);
        panel().clearAttention();
        QVERIFY(!strip->hasHeat() && !part<HeatLegend>()->isVisible());
        QCOMPARE(middle(2), before);
    }
};

REVSEG_TEST("reasoning_panel", TestReasoningPanel)
#include "tst_reasoning_panel.moc"
