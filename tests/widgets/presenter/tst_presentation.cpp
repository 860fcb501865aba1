// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test.h"
#include "widgets/presenter/presentation.h"

using namespace revseg;

namespace {

constexpr int kFrames = 100;
constexpr double kRate = 25;

/// Four samples, of which the third is the keyframe.
Run wholeRun()
{
    Run run;
    run.status = Run::Status::Ok;
    for (int i = 0; i < 4; ++i)
        run.sampled.push_back({i, FrameIndex(i * 33), i * 33 / kRate});
    run.interpretation = QStringLiteral("  In frame 1 nothing is to be seen yet; in frame 3 it is whole.  ");
    run.keyframe = Keyframe{2, 66};
    run.description = QStringLiteral("the duck");
    run.objects.push_back({1, {10, 10, 20, 20}, {}, {}});
    return run;
}

std::vector<Scene> scenesOf(const Presentation& p)
{
    std::vector<Scene> out{p.at(0).scene};
    for (double at = p.next(0); at < p.seconds(); at = p.next(at))
        out.push_back(p.at(at).scene);
    return out;
}

} // namespace

class TestPresentation final : public test::TestCase
{
    Q_OBJECT
private Q_SLOTS:
    void aWholeRunIsToldInOrder()
    {
        const Presentation p(QStringLiteral("what is it?"), wholeRun(), kFrames, kRate);
        QCOMPARE(scenesOf(p), (std::vector{Scene::Question, Scene::Frames, Scene::Reasoning, Scene::Keyframe,
                                           Scene::Box, Scene::Masks}));
        QCOMPARE(p.at(p.seconds()).frame, kFrames - 1);
        QCOMPARE(p.at(1e9).frame, kFrames - 1); // clamped
        QCOMPARE(p.at(0).letters, 0);
        // The last scene plays the video in its own time.
        QCOMPARE(p.seconds() - p.previous(p.seconds()), kFrames / kRate);
    }
    void whatARunDidNotComeToIsLeftOut()
    {
        Run failed = wholeRun();
        failed.status = Run::Status::Failed;
        failed.keyframe.reset();
        failed.objects.clear();
        QCOMPARE(scenesOf({{}, failed, kFrames, kRate}),
                 (std::vector{Scene::Question, Scene::Frames, Scene::Reasoning, Scene::Failed}));
        failed.keyframe = Keyframe{2, 66};
        QCOMPARE(
            scenesOf({{}, failed, kFrames, kRate}),
            (std::vector{Scene::Question, Scene::Frames, Scene::Reasoning, Scene::Keyframe, Scene::Failed}));
        Run none = wholeRun();
        none.objects.clear();
        QCOMPARE(scenesOf({{}, none, kFrames, kRate}).back(), Scene::NoObject);
        none.keyframe.reset(); // said in turn 1 already
        QCOMPARE(scenesOf({{}, none, kFrames, kRate}).back(), Scene::NoObject);
        Run byHand = wholeRun();
        byHand.sampled.clear();
        byHand.interpretation.clear();
        QCOMPARE(scenesOf({{}, byHand, kFrames, kRate}),
                 (std::vector{Scene::Question, Scene::Keyframe, Scene::Box, Scene::Masks}));
        QCOMPARE(Presentation().at(3).frame, 0);
        QCOMPARE(Presentation().next(3), 0.0);
    }
    void thePictureSpokenOfIsShown()
    {
        const Presentation p({}, wholeRun(), kFrames, kRate);
        const double start = p.next(p.next(0));
        QCOMPARE(p.at(start).scene, Scene::Reasoning);
        std::vector<FrameIndex> seen;
        qsizetype letters = 0;
        for (double at = start; p.at(at).scene == Scene::Reasoning; at += 0.01) {
            const PresentedMoment m = p.at(at);
            QVERIFY(m.letters >= letters);
            letters = m.letters;
            if (seen.empty() || seen.back() != m.frame)
                seen.push_back(m.frame);
        }
        QCOMPARE(letters, p.reasoning().size());
        QVERIFY(!p.reasoning().startsWith(QLatin1Char(' ')));
        // Samples are spoken of by their numbers: 1 is frame 33, 3 is frame 99.
        QCOMPARE(seen, (std::vector<FrameIndex>{0, 33, 99}));
    }
    void scenesCanBeGoneThroughBothWays()
    {
        const Presentation p({}, wholeRun(), kFrames, kRate);
        const double frames = p.next(0);
        const double reasoning = p.next(frames);
        QCOMPARE(p.previous(reasoning + 2), reasoning); // to its beginning first
        QCOMPARE(p.previous(reasoning + 0.1), frames);  // then to the one before
        QCOMPARE(p.previous(0), 0.0);
        QCOMPARE(p.next(p.seconds()), p.seconds());
    }
};

REVSEG_TEST("presentation", TestPresentation)
#include "tst_presentation.moc"
