// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Words of the reasoning are selected, and the window shows where the model looked.
#include "tests/app/studio/demo_window.h"
#include "widgets/dialogs/message_strip.h"
#include "widgets/reasoning/heat_legend.h"
#include "widgets/reasoning/linked_text.h"
#include "widgets/reasoning/raw_answers.h"
#include "widgets/reasoning/reasoning_panel.h"
#include "widgets/reasoning/sample_strip.h"
#include "widgets/reasoning/stage_card.h"
#include "widgets/reasoning/stage_text_editor.h"

#include <QDir>

using namespace revseg;
using namespace revseg::studio;
using namespace revseg::studio::test;

class TestWindowAttention final : public DemoWindowCase
{
    Q_OBJECT

    template <class T>
    T* part()
    {
        return m_window->findChild<T*>();
    }
    QString m_vlm; ///< who is asked; empty: the recording
    void prepare() override
    {
        QSettings().clear();
        if (m_vlm.isEmpty())
            return;
        QSettings().setValue(QStringLiteral("models/vlm"), m_vlm);
        QSettings().setValue(QStringLiteral("chain/ask"), QByteArrayLiteral("{\"max_tokens\": 90}"));
    }
    QString said() { return part<MessageStrip>()->text(); }

private Q_SLOTS:
    void whoDoesNotTellIsSaid()
    {
        askAndTrack(); // a recording
        action("chain.attention")->trigger();
        QVERIFY2(said().contains(QLatin1String("Select words")), qPrintable(said()));
        auto* const view = part<InterpretationEditor>()->view();
        view->selectAll();
        QVERIFY(part<ReasoningPanel>()->selectedWords().has_value());
        action("chain.attention")->trigger();
        QTRY_VERIFY(said().contains(QLatin1String("does not tell where")));
        QVERIFY(said().contains(QLatin1String("local:DIR")));
        QVERIFY(!part<CanvasWidget>()->hasHeat());
    }

    void aModelInTheProgramShowsWhereItLooked()
    {
#ifndef REVSEG_TORCH
        QSKIP("this build has no libtorch");
#endif
        const QString model = m_dir->filePath(QStringLiteral("tiny"));
        QVERIFY(QDir().mkpath(model));
        const QDir from(QStringLiteral(REVSEG_FIXTURES "/qwen"));
        for (const QString& name : from.entryList(QDir::Files))
            QFile::copy(from.filePath(name), model + QLatin1Char('/') + name);
        QFile::copy(from.filePath(QStringLiteral("preprocessor_config.json")),
                    model + QStringLiteral("/video_preprocessor_config.json"));
        m_window.reset();
        m_vlm = QStringLiteral("local:") + model;
        open(demo());
        auto* const canvas = part<CanvasWidget>();
        QTRY_VERIFY(canvas->hasFrame());
        action("chain.run")->trigger();
        // What it says is noise.
        QTRY_VERIFY(said().contains(QLatin1String("turn 1 cannot be used")));
        QTRY_VERIFY(action("chain.attention")->isEnabled());
        for (StageCard* card : part<ReasoningPanel>()->findChildren<StageCard*>())
            card->setFolded(false);
        LinkedText* const raw = part<RawAnswers>()->view();
        QTRY_VERIFY(raw->text().size() > 40);
        QTextCursor cursor(raw->document());
        cursor.setPosition(20);
        cursor.setPosition(30, QTextCursor::KeepAnchor);
        raw->setTextCursor(cursor);
        QVERIFY(part<ReasoningPanel>()->selectedWords().has_value());
        action("chain.attention")->trigger();
        QTRY_VERIFY2(canvas->hasHeat(), qPrintable(said()));
        QVERIFY(part<SampleStrip>()->hasHeat() && part<HeatLegend>()->isVisible());
        // A frame that the model has not seen has no map.
        const FrameIndex here = canvas->frame().index;
        action("play.next")->trigger();
        QTRY_VERIFY(canvas->frame().index == here + 1);
        QTRY_VERIFY(!canvas->hasHeat());
        action("play.previous")->trigger();
        QTRY_VERIFY(canvas->hasHeat());
        canvas->setFocus();
        QTest::keyClick(canvas, Qt::Key_Escape);
        QVERIFY(!canvas->hasHeat() && !part<SampleStrip>()->hasHeat() && !part<HeatLegend>()->isVisible());
    }
};

REVSEG_TEST("attention", TestWindowAttention)
#include "tst_attention.moc"
