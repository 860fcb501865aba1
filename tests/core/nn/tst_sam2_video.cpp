// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the tracker promises beyond the numbers of the reference, which tst_sam2.cpp compares.
#include "core/nn/sam2_masks.h"
#include "tests/core/nn/sam2_tiny.h"
#include "tests/support/test.h"

#include <set>

using namespace revseg;
using namespace revseg::nn::sam2;
using namespace revseg::test::tiny;

namespace {

using Masks = std::map<std::pair<int, int64_t>, torch::Tensor>; ///< by object and frame

Prompt click(double x, double y, bool foreground = true)
{
    Prompt out;
    out.points = {{x, y, foreground}};
    return out;
}

/// Runs and adds what came out to `masks`; returns the frames that came by.
std::vector<int64_t> run(Video& video, int64_t start, int64_t most, bool reverse, Masks& masks,
                         size_t* mostRecords = nullptr)
{
    std::vector<int64_t> frames;
    const auto done = video.propagate(start, most, reverse, source,
                                      [&](int64_t frame, const std::vector<Video::Result>& results) {
                                          frames.push_back(frame);
                                          for (const auto& r : results)
                                              masks[{r.object, frame}] = r.mask;
                                          if (mostRecords != nullptr)
                                              *mostRecords = std::max(*mostRecords, video.recordCount());
                                          return true;
                                      });
    if (!done)
        qWarning("%s", done.error().what.c_str());
    return frames;
}

bool same(const Masks& a, const Masks& b)
{
    if (a.size() != b.size())
        return false;
    for (const auto& [key, mask] : a) {
        const auto it = b.find(key);
        if (it == b.end() || !torch::equal(mask, it->second))
            return false;
    }
    return true;
}

} // namespace

class TestSam2Video final : public test::TestCase
{
    Q_OBJECT
    using Frames = std::vector<int64_t>;

private Q_SLOTS:
    void memoryDoesNotGrowAndNothingChanges_data()
    {
        QTest::addColumn<int>("stride");
        QTest::newRow("every frame") << 1;
        QTest::newRow("every third") << 3;
    }
    void memoryDoesNotGrowAndNothingChanges()
    {
        QFETCH(int, stride);
        constexpr int64_t frames = 90;
        Masks kept[2];
        size_t records[2] = {0, 0};
        for (const bool all : {false, true}) {
            Video::Options options;
            options.keepAll = all;
            options.stride = stride;
            Video video(model(), frames, kWidth, kHeight, options);
            QVERIFY(video.addPrompt(1, 30, click(30, 20), false, features()[30 % kFrames]));
            QVERIFY(video.addPrompt(2, 33, click(50, 30), false, features()[33 % kFrames]));
            Masks& masks = kept[all ? 1 : 0];
            size_t& most = records[all ? 1 : 0];
            QCOMPARE(run(video, 30, frames, false, masks, &most).size(), size_t(60));
            QCOMPARE(run(video, 30, frames, true, masks, &most).size(), size_t(31));
            // And a correction where the pass ended: all that it looks back at is still known.
            const auto corrected = video.addPrompt(1, 0, click(20, 20), false, features()[0]);
            QVERIFY(corrected);
            masks[{1, -1}] = corrected->mask;
            run(video, 0, 20, false, masks, &most);
        }
        QVERIFY(same(kept[0], kept[1]));
        QVERIFY2(records[0] < 170, qPrintable(QString::number(records[0])));
        QVERIFY(records[1] >= 170);
    }
    void rangesIncludeBothEnds()
    {
        Video video(model(), kFrames, kWidth, kHeight);
        Masks masks;
        QVERIFY(video.addPrompt(1, 10, click(30, 20), false, features()[10]));
        QVERIFY(video.addPrompt(1, 0, click(30, 20), false, features()[0]));
        QCOMPARE(run(video, 5, 2, false, masks), (Frames{5, 6, 7}));
        QCOMPARE(run(video, 10, 2, true, masks), (Frames{10, 9, 8}));
        QCOMPARE(run(video, 9, 100, false, masks), (Frames{9, 10, 11}));
        QCOMPARE(run(video, 2, INT64_MAX, true, masks), (Frames{2, 1, 0}));
        QCOMPARE(run(video, 0, 5, true, masks), Frames());
        QCOMPARE(run(video, 11, INT64_MAX, false, masks), (Frames{11}));
    }
    void objectsDoNotInfluenceEachOther()
    {
        Masks alone;
        Masks together;
        Video one(model(), kFrames, kWidth, kHeight);
        QVERIFY(one.addPrompt(1, 2, click(30, 20), false, features()[2]));
        Video two = one; // a value
        run(one, 2, 20, false, alone);
        QVERIFY(two.addPrompt(5, 4, click(60, 40), false, features()[4]));
        run(two, 2, 20, false, together);
        QCOMPARE(two.objects(), (std::vector<int>{1, 5}));
        QCOMPARE(one.objects(), (std::vector<int>{1}));
        // The second begins where it was first seen.
        QVERIFY(together.count({5, 3}) == 0 && together.count({5, 4}) == 1);
        Masks first;
        for (const auto& [key, mask] : together) {
            if (key.first == 1)
                first[key] = mask;
        }
        QVERIFY(same(alone, first));
        two.removeObject(5);
        QCOMPARE(two.objects(), (std::vector<int>{1}));
    }
    void aPassStopsWhereItIsTold()
    {
        Video video(model(), kFrames, kWidth, kHeight);
        QVERIFY(video.addPrompt(1, 0, click(30, 20), false, features()[0]));
        Masks whole;
        Video copy = video;
        run(copy, 0, 20, false, whole);
        Masks parts;
        const auto until = [&parts](int64_t last) {
            return [&parts, last](int64_t frame, const std::vector<Video::Result>& results) {
                for (const auto& r : results)
                    parts[{r.object, frame}] = r.mask;
                return frame < last;
            };
        };
        QVERIFY(video.propagate(0, 20, false, source, until(3)));
        QCOMPARE(parts.size(), size_t(4));
        std::stop_source stop;
        const auto cancelled = video.propagate(
            4, 20, false,
            [&](int64_t frame, const std::stop_token& token) {
                if (frame == 6)
                    stop.request_stop(); // in the middle of a frame
                return source(frame, token);
            },
            until(11), stop.get_token());
        QVERIFY(!cancelled && cancelled.error().kind == nn::Failure::Kind::Cancelled);
        QCOMPARE(parts.size(), size_t(6));
        QVERIFY(video.propagate(6, 20, false, source, until(11)));
        QVERIFY(same(parts, whole)); // going on gives what one pass gives
        std::stop_source before;
        before.request_stop();
        const auto encoded = model()->encode(needed(model()->prepare(torch::zeros({5, 7, 3}, torch::kUInt8))),
                                             before.get_token());
        QVERIFY(!encoded && encoded.error().kind == nn::Failure::Kind::Cancelled);
    }
    void whatTheSourceSaysIsHandedOn()
    {
        Video video(model(), kFrames, kWidth, kHeight);
        QVERIFY(video.addPrompt(1, 0, click(30, 20), false, features()[0]));
        const auto failed = video.propagate(
            0, 20, false,
            [](int64_t frame, const std::stop_token& token) -> nn::Expected<Features> {
                if (frame == 2)
                    return tl::unexpected<nn::Failure>(nn::Failure{nn::Failure::Kind::Unreadable, "frame 2"});
                return source(frame, token);
            },
            [](int64_t, const std::vector<Video::Result>&) { return true; });
        QVERIFY(!failed && failed.error().what == "frame 2");
    }
    void impossiblePromptsAreRefused()
    {
        Video video(model(), kFrames, kWidth, kHeight);
        const Features& f = features()[0];
        QVERIFY(!video.addPrompt(1, -1, click(1, 1), false, f));
        QVERIFY(!video.addPrompt(1, kFrames, click(1, 1), false, f));
        QVERIFY(!video.addPrompt(1, 0, Prompt(), false, f));
        QVERIFY(!video.addPrompt(1, 0, click(std::nan(""), 1), false, f));
        QVERIFY(!video.addMask(1, 0, torch::zeros({2, 2, 2}), f));
        QVERIFY(!video.addMask(1, 0, torch::Tensor(), f));
        Prompt box;
        box.box = {1, 1, 5, 5};
        QVERIFY(!video.addPrompt(1, 0, box, true, f));
        QVERIFY(video.objects().empty()); // nothing is left behind
        const auto nothing = video.propagate(0, 5, false, source, [](int64_t, const auto&) { return true; });
        QVERIFY(!nothing && nothing.error().kind == nn::Failure::Kind::InvalidInput);
        QVERIFY(!model()->prepare(torch::zeros({4, 4}, torch::kUInt8)));
        QVERIFY(!model()->encode(torch::zeros({1, 3, 32, 32})));
    }
    void aVideoOfOneFrame()
    {
        Video video(model(), 1, kWidth, kHeight);
        Masks masks;
        QVERIFY(video.addPrompt(1, 0, click(30, 20), false, features()[0]));
        QCOMPARE(run(video, 0, 5, false, masks), (Frames{0}));
        const auto again = video.addPrompt(1, 0, click(50, 20), true, features()[0]);
        QVERIFY(again && std::isfinite(again->score));
        QVERIFY(torch::isfinite(again->mask).all().item<bool>());
    }
    void aMaskThatIsShownIsAStart()
    {
        const torch::Tensor shown = torch::zeros({kHeight, kWidth}, torch::kBool);
        shown.narrow(0, 10, 20).fill_(true);
        Video plain(model(), kFrames, kWidth, kHeight);
        Video started(model(), kFrames, kWidth, kHeight);
        const auto a = plain.addPrompt(1, 3, click(30, 20), false, features()[3]);
        const auto b = started.addPrompt(1, 3, click(30, 20), false, features()[3], shown);
        QVERIFY(a && b && a->score != b->score);
        // What the tracker knows itself comes first.
        Video copy = plain;
        const auto c = plain.addPrompt(1, 3, click(60, 40, false), true, features()[3]);
        const auto d = copy.addPrompt(1, 3, click(60, 40, false), true, features()[3], shown);
        QVERIFY(c && d && torch::equal(c->mask, d->mask));
    }
    void holes()
    {
        torch::Tensor field = torch::ones({1, 1, 12, 14});
        const auto dig = [&](int64_t y, int64_t x, int64_t h, int64_t w) {
            field[0][0].slice(0, y, y + h).slice(1, x, x + w).fill_(-1);
        };
        dig(1, 1, 3, 3); // nine pixels
        dig(6, 1, 2, 4); // eight
        dig(1, 8, 2, 2); // four, and five that touch them at a corner
        dig(3, 10, 1, 4);
        dig(4, 13, 1, 1);
        dig(11, 6, 1, 5); // at the border
        const torch::Tensor before = field.clone();
        const torch::Tensor filled = withoutHoles(field, 8)[0][0];
        QVERIFY(torch::equal(field, before));
        QCOMPARE(filled[2][2].item<float>(), -1.0F);
        QCOMPARE(filled[6][1].item<float>(), 0.1F);
        QCOMPARE(filled[7][4].item<float>(), 0.1F);
        QCOMPARE(filled[1][8].item<float>(), -1.0F);
        QCOMPARE(filled[4][13].item<float>(), -1.0F);
        QCOMPARE(filled[11][8].item<float>(), 0.1F);
        QCOMPARE(filled.gt(0).sum().item<int64_t>(), 12 * 14 - 9 - 9);
    }
    void overlaps()
    {
        const torch::Tensor two = torch::tensor({3.0F, 1.0F, -20.0F, 2.0F, 5.0F, -1.0F}).view({2, 1, 3});
        const torch::Tensor apart = withoutOverlaps(two);
        QVERIFY(
            torch::equal(apart, torch::tensor({3.0F, -10.0F, -20.0F, -10.0F, 5.0F, -1.0F}).view({2, 1, 3})));
        QVERIFY(torch::equal(withoutOverlaps(two.narrow(0, 0, 1)), two.narrow(0, 0, 1)));
        Video::Options options;
        options.overlaps = false;
        options.holeArea = 8;
        Video video(model(), kFrames, kWidth, kHeight, options);
        const auto a = video.addPrompt(1, 0, click(30, 20), false, features()[0]);
        const auto b = video.addPrompt(2, 0, click(32, 22), false, features()[0]);
        QVERIFY(a && b);
        const auto large = video.logits({*a, *b});
        QVERIFY(large);
        QCOMPARE(large->sizes().vec(), (std::vector<int64_t>{2, kHeight, kWidth}));
        QVERIFY(large->gt(0).sum(0).le(1).all().item<bool>());
    }
};

REVSEG_TEST("sam2_video", TestSam2Video)
#include "tst_sam2_video.moc"
