// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tracker/flow_tracker.h"
#include "tests/support/memory_video.h"
#include "tests/support/test.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

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

/// Discs that nobody can tell apart but by where they have been. The first one is tracked.
namespace alike {

constexpr double kDisc = 22;

/// The disc at a pixel of those at these places, the last one in front; −1: none.
int discAt(const std::vector<Point>& discs, int x, int y)
{
    for (int i = int(discs.size()) - 1; i >= 0; --i) {
        const double dx = x + 0.5 - discs[size_t(i)].x;
        const double dy = y + 0.5 - discs[size_t(i)].y;
        if (dx * dx + dy * dy <= kDisc * kDisc)
            return i;
    }
    return -1;
}

/// `bar`: columns that a bar hides.
QImage picture(const std::vector<Point>& discs, std::pair<int, int> bar)
{
    QImage image(kSize.width, kSize.height, QImage::Format_RGB32);
    for (int y = 0; y < kSize.height; ++y) {
        auto* line = reinterpret_cast<QRgb*>(image.scanLine(y));
        for (int x = 0; x < kSize.width; ++x) {
            const int i = discAt(discs, x, y);
            const bool hidden = x >= bar.first && x < bar.second;
            const Point at = hidden || i < 0
                                 ? Point{double(x), double(y)}
                                 : Point{x - discs[size_t(i)].x + 200, y - discs[size_t(i)].y + 200};
            const int t = int(80 * texture(at.x, at.y, hidden ? 3 : i < 0 ? 2 : 1));
            line[x] = hidden  ? qRgb(90 + t, 90 + t, 90 + t)
                      : i < 0 ? qRgb(20, 60 + t, 90 + t)
                              : qRgb(160 + t, 40 + t / 2, 20);
        }
    }
    return image;
}

/// What is seen of one of them.
Mask seen(const std::vector<Point>& discs, int which, std::pair<int, int> bar)
{
    std::vector<uint8_t> bytes(size_t(kSize.width * kSize.height));
    for (int y = 0; y < kSize.height; ++y) {
        for (int x = 0; x < kSize.width; ++x)
            bytes[size_t(y * kSize.width + x)] =
                discAt(discs, x, y) == which && !(x >= bar.first && x < bar.second);
    }
    return Mask::fromBytes(kSize, bytes.data(), kSize.width);
}

struct Followed
{
    std::vector<double> iou;   ///< with the disc that is tracked, a frame each
    std::vector<double> other; ///< largest share of another disc that the mask has
    std::vector<double> score;
};

/// Tracks the first disc from frame 0 on. `places`: of the discs, for each frame.
Followed follow(const std::vector<std::vector<Point>>& places, std::pair<int, int> bar = {0, 0})
{
    std::vector<QImage> pictures;
    for (const auto& discs : places)
        pictures.push_back(picture(discs, bar));
    test::MemoryVideo video(std::move(pictures));
    Prompt prompt;
    prompt.mask = seen(places[0], 0, bar);
    Followed out;
    const auto onFrame = [&](const TrackedFrame& f) {
        const auto& discs = places[size_t(f.frame)];
        const Mask& mask = f.masks.at(0).mask;
        out.iou.push_back(mask.iou(seen(discs, 0, bar)));
        double most = 0;
        for (int i = 1; i < int(discs.size()); ++i) {
            const Mask another = seen(discs, i, bar);
            most = std::max(most, double(mask.intersected(another).area()) / double(another.area()));
        }
        out.other.push_back(most);
        out.score.push_back(f.masks.at(0).score);
    };
    FlowTracker tracker;
    const auto done =
        tracker.track({{prompt}, TrackDirection::Forward, std::nullopt}, video, onFrame, {}, {});
    if (!done)
        qWarning("%s", qPrintable(done.error().message()));
    return out;
}

} // namespace alike

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
    void anObjectThatTouchesThoseLikeItStaysItself()
    {
        // It goes behind one of them, so that a half is hidden, and brushes against another.
        constexpr int count = 24;
        std::vector<std::vector<Point>> places;
        for (int i = 0; i < count; ++i)
            places.push_back({{40.0 + 9 * i, 105}, {120, 135}, {215, 62}});
        const auto out = alike::follow(places);
        QCOMPARE(int(out.iou.size()), count);
        for (int i = 0; i < count; ++i) {
            const QString where = QStringLiteral("frame %1: %2, others %3")
                                      .arg(i)
                                      .arg(out.iou[size_t(i)])
                                      .arg(out.other[size_t(i)]);
            QVERIFY2(out.iou[size_t(i)] > 0.55, qPrintable(where));
            QVERIFY2(out.other[size_t(i)] < 0.25, qPrintable(where));
        }
        QVERIFY(out.iou.back() > 0.8);
        // The review list shows where the tracker may have taken one for another.
        const double least = *std::min_element(out.score.begin(), out.score.end());
        QVERIFY2(least < 0.8 * out.score[2], qPrintable(QString::number(least)));
    }
    void anObjectThatWasHiddenComesBackBesideOneLikeIt()
    {
        constexpr int count = 24;
        std::vector<std::vector<Point>> places;
        for (int i = 0; i < count; ++i)
            places.push_back({{45.0 + 8 * i, 90}, {232, 150}});
        const auto out = alike::follow(places, {110, 172});
        QCOMPARE(int(out.iou.size()), count);
        for (int i = 0; i < count; ++i)
            QVERIFY2(out.other[size_t(i)] < 0.1,
                     qPrintable(QStringLiteral("frame %1: %2").arg(i).arg(out.other[size_t(i)])));
        QVERIFY2(out.iou.back() > 0.8, qPrintable(QString::number(out.iou.back())));
        // Which of them came back cannot be known for sure.
        QVERIFY2(out.score[20] < 0.8 * out.score[2], qPrintable(QString::number(out.score[20])));
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
