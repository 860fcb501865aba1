// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tracker/flow_tracker.h"
#include "tests/support/memory_video.h"
#include "tests/support/test.h"

#include <cmath>
#include <map>

using namespace revseg;

namespace {

constexpr Size kSize{320, 240};
constexpr int kFrames = 12;

double grain(int x, int y, int seed)
{
    uint32_t h = uint32_t(x) * 374761393U + uint32_t(y) * 668265263U + uint32_t(seed) * 2246822519U;
    h = (h ^ (h >> 13)) * 1274126177U;
    return double((h ^ (h >> 16)) & 0xFF) / 255;
}

/// Smooth texture: plain noise has nothing for the flow to hold on to once it is scaled.
double texture(double x, double y, int seed)
{
    const int ix = int(std::floor(x / 6));
    const int iy = int(std::floor(y / 6));
    const double u = x / 6 - ix;
    const double v = y / 6 - iy;
    const double a = grain(ix, iy, seed) * (1 - u) + grain(ix + 1, iy, seed) * u;
    const double b = grain(ix, iy + 1, seed) * (1 - u) + grain(ix + 1, iy + 1, seed) * u;
    return a * (1 - v) + b * v;
}

Point centreAt(int frame)
{
    return {110.0 + 4 * frame, 115.0 + frame};
}

constexpr double kRadius = 45;

QImage picture(int frame)
{
    QImage image(kSize.width, kSize.height, QImage::Format_RGB32);
    const Point c = centreAt(frame);
    for (int y = 0; y < kSize.height; ++y) {
        for (int x = 0; x < kSize.width; ++x) {
            const double dx = x + 0.5 - c.x;
            const double dy = y + 0.5 - c.y;
            const bool in = std::hypot(dx, dy) <= kRadius;
            const int t = int(120 * (in ? texture(dx + 200, dy + 200, 1) : texture(x, y, 2)));
            image.setPixel(x, y, in ? qRgb(130 + t, 40 + t / 2, 20) : qRgb(20, 60 + t, 90 + t));
        }
    }
    return image;
}

Mask truth(int frame)
{
    std::vector<uint8_t> bytes(size_t(kSize.width * kSize.height));
    const Point c = centreAt(frame);
    for (int y = 0; y < kSize.height; ++y) {
        for (int x = 0; x < kSize.width; ++x)
            bytes[size_t(y * kSize.width + x)] = std::hypot(x + 0.5 - c.x, y + 0.5 - c.y) <= kRadius;
    }
    return Mask::fromBytes(kSize, bytes.data(), kSize.width);
}

test::MemoryVideo clip()
{
    std::vector<QImage> pictures;
    for (int i = 0; i < kFrames; ++i)
        pictures.push_back(picture(i));
    return test::MemoryVideo(std::move(pictures));
}

Prompt maskPrompt(int frame, int object = 1)
{
    Prompt p;
    p.frame = frame;
    p.object = ObjectId{object};
    p.mask = truth(frame);
    return p;
}

} // namespace

class TestFlowTracker final : public test::TestCase
{
    Q_OBJECT

    std::map<FrameIndex, std::vector<TrackedMask>> tracked(const TrackRequest& request)
    {
        auto video = clip();
        FlowTracker tracker;
        std::map<FrameIndex, std::vector<TrackedMask>> out;
        const auto done =
            tracker.track(request, video,
                          [&out](const TrackedFrame& f) {
                              out[f.frame].insert(out[f.frame].end(), f.masks.begin(), f.masks.end());
                          },
                          {}, {});
        if (!done)
            qWarning("%s", qPrintable(done.error().message()));
        return out;
    }

private Q_SLOTS:
    void theObjectIsFollowedBothWays()
    {
        const auto out = tracked({{maskPrompt(6)}, TrackDirection::Both, std::nullopt});
        QCOMPARE(int(out.size()), kFrames);
        for (const auto& [frame, masks] : out) {
            QCOMPARE(int(masks.size()), 1);
            const double iou = masks[0].mask.iou(truth(frame));
            QVERIFY2(iou > 0.7, qPrintable(QStringLiteral("frame %1: %2").arg(frame).arg(iou)));
            QVERIFY(masks[0].score >= 0 && masks[0].score <= 1);
        }
        QCOMPARE(out.at(6)[0].mask, truth(6)); // a mask prompt stays as it is
    }
    void directionAndRangeAreKept()
    {
        QCOMPARE(int(tracked({{maskPrompt(6)}, TrackDirection::Forward, std::nullopt}).size()), kFrames - 6);
        QCOMPARE(int(tracked({{maskPrompt(6)}, TrackDirection::Backward, std::nullopt}).size()), 7);
        const auto out = tracked({{maskPrompt(6)}, TrackDirection::Both, FrameRange{4, 9}});
        QCOMPARE(out.begin()->first, 4);
        QCOMPARE(out.rbegin()->first, 9);
    }
    void anObjectPromptedEarlierGoesOnPastTheNextPrompt()
    {
        const auto out =
            tracked({{maskPrompt(2, 1), maskPrompt(6, 2)}, TrackDirection::Forward, std::nullopt});
        std::map<qint64, int> frames;
        for (const auto& [frame, masks] : out) {
            for (const TrackedMask& m : masks)
                ++frames[m.object.value];
        }
        QCOMPARE(frames[1], kFrames - 2);
        QCOMPARE(frames[2], kFrames - 6);
    }
    void eachGapBetweenPromptsIsFilledFromItsNearerEnd()
    {
        // The two prompts are of different size, so that a mask tells from which of them it came.
        Prompt small = maskPrompt(10);
        std::vector<uint8_t> bytes(size_t(kSize.width * kSize.height));
        const Point c = centreAt(10);
        for (int y = 0; y < kSize.height; ++y) {
            for (int x = 0; x < kSize.width; ++x)
                bytes[size_t(y * kSize.width + x)] = std::hypot(x + 0.5 - c.x, y + 0.5 - c.y) <= kRadius / 2;
        }
        small.mask = Mask::fromBytes(kSize, bytes.data(), kSize.width);
        const auto both = tracked({{maskPrompt(1), small}, TrackDirection::Both, std::nullopt});
        const auto forward = tracked({{maskPrompt(1)}, TrackDirection::Forward, std::nullopt});
        const auto backward = tracked({{small}, TrackDirection::Backward, std::nullopt});
        QCOMPARE(int(both.size()), kFrames);
        for (const auto& [frame, masks] : both) {
            QCOMPARE(int(masks.size()), 1);
            if (frame <= 1 || frame >= 10)
                continue;
            // Nearly: the features are fitted to the first prompted picture, which is another one here.
            const double iou = masks[0].mask.iou((frame <= 5 ? forward : backward).at(frame)[0].mask);
            QVERIFY2(iou > 0.95, qPrintable(QStringLiteral("frame %1: %2").arg(frame).arg(iou)));
            const double other = masks[0].mask.iou((frame <= 5 ? backward : forward).at(frame)[0].mask);
            QVERIFY2(other < 0.7, qPrintable(QStringLiteral("frame %1: %2").arg(frame).arg(other)));
        }
        // One way only, every prompt holds until the next one.
        const auto one = tracked({{maskPrompt(1), small}, TrackDirection::Backward, std::nullopt});
        QCOMPARE(one.begin()->first, 0);
        QCOMPARE(one.rbegin()->first, 10);
        QCOMPARE(int(one.size()), 11);
        QVERIFY(one.at(2)[0].mask.iou(backward.at(2)[0].mask) > 0.95);
    }
    void everyObjectIsCarriedBackFromItsOwnPrompt()
    {
        const auto out = tracked({{maskPrompt(2, 1), maskPrompt(8, 2)}, TrackDirection::Both, std::nullopt});
        std::map<qint64, int> frames;
        for (const auto& [frame, masks] : out) {
            for (const TrackedMask& m : masks)
                ++frames[m.object.value];
        }
        QCOMPARE(frames[1], kFrames);
        QCOMPARE(frames[2], kFrames);
    }
    void aBoxBecomesTheObjectInIt()
    {
        auto video = clip();
        FlowTracker tracker;
        Prompt p;
        p.frame = 3;
        const Point c = centreAt(3);
        p.box = Box{c.x - 52, c.y - 52, c.x + 52, c.y + 52};
        const auto out = tracker.segment({p}, video, {});
        VERIFY_RESULT(out);
        QVERIFY(out->masks.at(0).mask.iou(truth(3)) > 0.85);
    }
    void aStopIsObeyedAndKeepsWhatWasFound()
    {
        auto video = clip();
        FlowTracker tracker;
        std::stop_source stop;
        int frames = 0;
        const auto done = tracker.track(
            {{maskPrompt(0)}, TrackDirection::Forward, std::nullopt}, video,
            [&](const TrackedFrame&) {
                if (++frames == 3)
                    stop.request_stop();
            },
            {}, stop.get_token());
        VERIFY_ERROR(done, ErrorKind::Cancelled);
        QCOMPARE(frames, 3);
    }
    void promptsThatMakeNoSenseAreRefused_data()
    {
        QTest::addColumn<int>("kind");
        for (int i = 0; i < 7; ++i)
            QTest::newRow(qPrintable(QString::number(i))) << i;
    }
    void promptsThatMakeNoSenseAreRefused()
    {
        QFETCH(int, kind);
        Prompt p = maskPrompt(0);
        switch (kind) {
        case 0:
            p.frame = 99;
            break;
        case 1:
            p.mask = Mask::filled({10, 10}, {0, 0, 5, 5});
            break;
        case 2:
            p.mask = Mask::empty(kSize);
            break;
        case 3:
            p.mask.reset();
            break;
        case 4:
            p.mask.reset();
            p.box = Box{500, 500, 600, 600};
            break;
        case 5:
            p.mask.reset();
            p.box = Box{10, 10, 10, 50};
            break;
        default:
            p.mask.reset();
            p.points = {{{-3, 5}, true}};
        }
        auto video = clip();
        FlowTracker tracker;
        const auto done = tracker.track({{p}, TrackDirection::Both, std::nullopt}, video,
                                        [](const TrackedFrame&) {}, {}, {});
        VERIFY_ERROR(done, ErrorKind::InvalidInput);
        QVERIFY(!done.error().remedyText().isEmpty());
    }
    void trackersAreMadeByName()
    {
        VERIFY_RESULT(makeTracker(QStringLiteral("flow")));
        VERIFY_RESULT(makeTracker(QStringLiteral("builtin")));
        VERIFY_ERROR(makeTracker(QStringLiteral("magic")), ErrorKind::InvalidInput);
    }
};

REVSEG_TEST("flow_tracker", TestFlowTracker)
#include "tst_flow_tracker.moc"
