// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// SAM 2 behind the tracker interface, with the tiny network of tests/parity. Its masks are noise; that the
// network is right is compared in tests/core/nn, here only how it is used.
#include "core/nn/tensor_file.h"
#include "core/tracker/sam2_engine.h"
#include "tests/support/files.h"
#include "tests/support/memory_video.h"
#include "tests/support/test.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#include <map>
#include <set>
#include <torch/torch.h>

using namespace revseg;

class TestSam2Tracker final : public test::TestCase
{
    Q_OBJECT

    static constexpr int kFrames = 9;
    static constexpr Size kSize{80, 48};

    QTemporaryDir m_dir;

    QString spec() const { return QStringLiteral("sam2:") + m_dir.filePath(QStringLiteral("tiny.pt")); }

    static test::MemoryVideo video()
    {
        std::vector<QImage> pictures;
        for (int i = 0; i < kFrames; ++i) {
            QImage picture(kSize.width, kSize.height, QImage::Format_RGB888);
            for (int y = 0; y < kSize.height; ++y) {
                for (int x = 0; x < kSize.width; ++x)
                    picture.setPixelColor(x, y, QColor((x * 7 + i) % 256, (y * 11) % 256, (x * y) % 256));
            }
            for (int y = 10; y < 30; ++y) {
                for (int x = 20 + 2 * i; x < 40 + 2 * i; ++x)
                    picture.setPixelColor(x, y, QColor(230, 60, 40));
            }
            pictures.push_back(picture);
        }
        return test::MemoryVideo(std::move(pictures));
    }

    static Prompt box(FrameIndex frame, int object)
    {
        Prompt out;
        out.frame = frame;
        out.object = ObjectId{object};
        out.box = Box{20, 10, 40, 30};
        return out;
    }

    static Prompt mask(FrameIndex frame, int object)
    {
        Prompt out;
        out.frame = frame;
        out.object = ObjectId{object};
        std::vector<uint8_t> bytes(size_t(kSize.width) * kSize.height);
        for (int y = 30; y < 44; ++y)
            std::fill_n(bytes.begin() + y * kSize.width + 50, 20, uint8_t(1));
        out.mask = Mask::fromBytes(kSize, bytes.data(), kSize.width);
        return out;
    }

    std::unique_ptr<Tracker> tracker(const QString& options = {}) const
    {
        auto made = makeTracker(spec() + options);
        if (!made)
            qFatal("%s", qPrintable(made.error().message()));
        return std::move(*made);
    }

    /// The last word about each frame.
    static std::map<FrameIndex, TrackedFrame> run(Tracker& tracker, const TrackRequest& request)
    {
        auto clip = video();
        std::map<FrameIndex, TrackedFrame> out;
        const auto done =
            tracker.track(request, clip, [&](const TrackedFrame& f) { out[f.frame] = f; }, {}, {});
        if (!done)
            qFatal("%s", qPrintable(done.error().message()));
        return out;
    }

    /// Logits, object scores and ids that a request leaves in a file.
    std::map<std::string, torch::Tensor> logitsOf(TrackRequest request) const
    {
        request.logits = m_dir.filePath(QStringLiteral("logits.safetensors"));
        const auto made = tracker();
        run(*made, request);
        auto file = nn::TensorFile::open(request.logits.toStdString());
        std::map<std::string, torch::Tensor> out;
        for (const char* name : {"logits", "object_score", "object_ids"})
            out[name] = *file->tensor(name);
        return out;
    }

    /// Counts how often a frame is looked at, which is what a network is slow for.
    class Counted final : public FrameProvider
    {
    public:
        const VideoInfo& info() const override { return m_clip.info(); }
        Result<Frame> frame(FrameIndex index, std::stop_token stop) override
        {
            ++read[index];
            return m_clip.frame(index, stop);
        }
        std::map<FrameIndex, int> read;

    private:
        test::MemoryVideo m_clip = video();
    };
    static std::map<FrameIndex, Mask> masksOf(Tracker& tracker, const TrackRequest& request, int object)
    {
        std::map<FrameIndex, Mask> out;
        for (const auto& [frame, found] : run(tracker, request)) {
            for (const TrackedMask& m : found.masks) {
                if (m.object.value == object)
                    out[frame] = m.mask;
            }
        }
        return out;
    }

private Q_SLOTS:
    void initTestCase()
    {
        const QString fixtures = QStringLiteral(REVSEG_FIXTURES "/");
        QVERIFY(QFile::copy(fixtures + QStringLiteral("sam2_tiny.pt"),
                            m_dir.filePath(QStringLiteral("tiny.pt"))));
        QVERIFY(QFile::copy(fixtures + QStringLiteral("sam2_tiny_config.json"),
                            m_dir.filePath(QStringLiteral("config.json"))));
    }

    void aPreviewIsTheMaskOfItsFrame()
    {
        const auto made = tracker();
        auto clip = video();
        const auto seen = made->segment({box(3, 1)}, clip, {});
        QVERIFY(seen);
        QCOMPARE(seen->frame, 3);
        QCOMPARE(int(seen->masks.size()), 1);
        QVERIFY(seen->masks[0].score >= 0 && seen->masks[0].score <= 1);
        TrackRequest request;
        request.prompts = {box(3, 1)};
        request.range = FrameRange{3, 3};
        QCOMPARE(run(*made, request).at(3).masks[0].mask, seen->masks[0].mask);
    }
    void clicksRefineAMask()
    {
        const auto made = tracker();
        auto clip = video();
        Prompt refined = mask(2, 1);
        refined.points = {{{30, 20}, true}};
        const auto plain = made->segment({mask(2, 1)}, clip, {});
        const auto clicked = made->segment({refined}, clip, {});
        QVERIFY(plain && clicked);
        QCOMPARE(plain->masks[0].mask, *mask(2, 1).mask); // what a person gives stays as it is
        QVERIFY(clicked->masks[0].mask != plain->masks[0].mask);
    }
    void everyFrameOfTheRangeComesBothWays()
    {
        TrackRequest request;
        request.prompts = {box(3, 1), mask(5, 2)};
        request.range = FrameRange{1, 6};
        const auto made = tracker();
        const auto frames = run(*made, request);
        QCOMPARE(int(frames.size()), 6);
        QCOMPARE(frames.begin()->first, 1);
        for (const auto& [frame, found] : frames) {
            QCOMPARE(int(found.masks.size()), 2);
            QVERIFY(found.masks[0].mask.intersectionArea(found.masks[1].mask) == 0);
        }
        QCOMPARE(frames.at(5).masks[1].mask, *mask(5, 2).mask);
        request.direction = TrackDirection::Forward;
        const auto forward = run(*made, request);
        QCOMPARE(forward.begin()->first, 3);
        QCOMPARE(int(forward.at(4).masks.size()), 1); // the second begins on frame 5
    }
    void objectsKnowNothingOfEachOther()
    {
        TrackRequest both;
        both.prompts = {box(3, 1), mask(5, 7)};
        TrackRequest one;
        one.prompts = {mask(5, 7)};
        const auto together = logitsOf(both);
        const auto alone = logitsOf(one);
        QVERIFY(torch::equal(together.at("object_ids"), torch::tensor({1, 7}, torch::kInt64)));
        const torch::Tensor apart =
            (together.at("logits").select(1, 1) - alone.at("logits").select(1, 0)).abs().max();
        QVERIFY2(apart.item<double>() < 1e-3, qPrintable(QString::number(apart.item<double>())));
        QCOMPARE(together.at("logits").size(0), kFrames);
        QCOMPARE(together.at("logits").size(2), kSize.height);
        QVERIFY(!together.at("logits").isnan().any().item<bool>());
    }
    /// What was remembered of the first request changes what the second one finds.
    void aSessionGoesOnFromItsMemory()
    {
        TrackRequest first;
        first.prompts = {box(1, 1)};
        first.session = 5;
        TrackRequest correction;
        correction.prompts = {mask(5, 1)};
        correction.known = {box(1, 1)};
        correction.range = FrameRange{2, 8};
        correction.session = 5;
        const auto made = tracker();
        run(*made, first);
        const auto gone = masksOf(*made, correction, 1);
        QCOMPARE(gone.at(5), *mask(5, 1).mask); // what a person gives is never lost
        QCOMPARE(gone.begin()->first, 2);

        // A tracker that is told all at once knows as much, up to what it tracked before.
        correction.session = 0;
        const auto fresh = tracker();
        QCOMPARE(masksOf(*fresh, correction, 1).at(6), gone.at(6));
        TrackRequest alone = correction;
        alone.known.clear();
        QVERIFY(masksOf(*fresh, alone, 1).at(6) != gone.at(6));

        // Taken back, it is as if it had not been.
        alone.session = 5;
        const auto back = masksOf(*made, alone, 1);
        alone.session = 0;
        QCOMPARE(back.at(6), masksOf(*fresh, alone, 1).at(6));
    }
    void aCorrectionOfOneObjectLeavesTheOthersAlone()
    {
        const auto made = tracker();
        Counted clip;
        TrackRequest both;
        both.prompts = {box(0, 1), mask(4, 2)};
        both.session = 7;
        std::map<FrameIndex, TrackedFrame> before;
        QVERIFY(made->track(both, clip, [&](const TrackedFrame& f) { before[f.frame] = f; }, {}, {}));
        TrackRequest again;
        again.prompts = {mask(6, 1)};
        again.known = {box(0, 1)};
        again.range = FrameRange{5, 8};
        again.session = 7;
        std::set<int64_t> objects;
        QVERIFY(made->track(again, clip,
                            [&](const TrackedFrame& f) {
                                for (const TrackedMask& m : f.masks)
                                    objects.insert(m.object.value);
                            },
                            {}, {}));
        QCOMPARE(objects, (std::set<int64_t>{1}));
        for (const auto& [frame, times] : clip.read)
            QCOMPARE(times, 1); // each frame was encoded once for both requests
        // And a third object may join at any time.
        TrackRequest third;
        third.prompts = {box(2, 3)};
        third.session = 7;
        const auto joined = masksOf(*made, third, 3);
        third.session = 0;
        QCOMPARE(joined, masksOf(*tracker(), third, 3));
    }
    void anEmptyMaskSaysThatTheObjectIsNotThere()
    {
        const auto made = tracker();
        TrackRequest request;
        request.prompts = {mask(2, 1)};
        Prompt absent = mask(5, 1);
        absent.mask = Mask::empty(kSize);
        request.known = {absent};
        const auto found = masksOf(*made, request, 1);
        QVERIFY(found.at(5).isEmpty());
        QCOMPARE(found.at(2), *mask(2, 1).mask);
        TrackRequest none;
        none.prompts = {absent};
        auto clip = video();
        QVERIFY(!made->track(none, clip, [](const TrackedFrame&) {}, {}, {}));
    }
    void framesLeftOutAreNoNumbers()
    {
        TrackRequest request;
        request.prompts = {box(3, 1)};
        request.range = FrameRange{2, 6};
        request.direction = TrackDirection::Forward;
        const auto found = logitsOf(request);
        for (int frame = 0; frame < kFrames; ++frame) {
            const bool inside = frame >= 3 && frame <= 6;
            QCOMPARE(found.at("logits")[frame].isnan().all().item<bool>(), !inside);
            QCOMPARE(found.at("object_score")[frame].isnan().all().item<bool>(), !inside);
        }
    }
    /// Written frame by frame, out of order and with gaps, they are the file that would be written at once.
    void logitsOnTheWayAreThoseOfTheEnd()
    {
        TrackRequest request;
        request.prompts = {box(6, 1), mask(3, 2)};
        request.range = FrameRange{2, 7};
        const auto found = logitsOf(request);
        const QString whole = m_dir.filePath(QStringLiteral("whole.safetensors"));
        QVERIFY(nn::writeTensorFile(whole.toStdString(), found));
        QVERIFY(test::bytesOf(whole) == test::bytesOf(m_dir.filePath(QStringLiteral("logits.safetensors"))));
        QVERIFY(found.at("logits")[0].isnan().all().item<bool>());
        QVERIFY(!found.at("logits")[2].isnan().any().item<bool>());
        QVERIFY(QDir(m_dir.path()).entryList({QStringLiteral("*.part")}).isEmpty());
    }
    void logitsThatCannotBeWrittenAreSaidFirst()
    {
        const auto made = tracker();
        auto clip = video();
        TrackRequest request;
        request.prompts = {box(0, 1)};
        request.logits = m_dir.filePath(QStringLiteral("no/such/folder.safetensors"));
        int frames = 0;
        const auto done = made->track(request, clip, [&](const TrackedFrame&) { ++frames; }, {}, {});
        QVERIFY(!done && done.error().message().contains(QLatin1String("folder.safetensors")));
        QCOMPARE(frames, 0);
    }
    void stoppingKeepsWhatIsDone()
    {
        const auto made = tracker();
        auto clip = video();
        std::stop_source stop;
        int frames = 0;
        TrackRequest request;
        request.prompts = {box(0, 1)};
        request.logits = m_dir.filePath(QStringLiteral("stopped.safetensors"));
        const auto done = made->track(
            request, clip,
            [&](const TrackedFrame&) {
                if (++frames == 3)
                    stop.request_stop();
            },
            {}, stop.get_token());
        QVERIFY(!done && done.error().isCancelled());
        QCOMPARE(frames, 3);
        QVERIFY(QDir(m_dir.path()).entryList({QStringLiteral("stopped*")}).isEmpty());
    }
    void anotherSizeAndPrecisionRun()
    {
        TrackRequest request;
        request.prompts = {box(0, 1)};
        request.range = FrameRange{0, 2};
        for (const char* const options :
             {"?size=96", "?precision=bfloat16", "?policy=samurai", "?size=32&precision=float32"}) {
            const auto made = tracker(QLatin1String(options));
            QCOMPARE(int(run(*made, request).size()), 3);
        }
    }
    void whatIsNoModelIsSaid_data()
    {
        QTest::addColumn<QString>("spec");
        QTest::addColumn<int>("kind");
        QTest::newRow("nothing") << QStringLiteral("sam2:") << int(ErrorKind::InvalidInput);
        QTest::newRow("missing") << QStringLiteral("sam2:/no/such.pt") << int(ErrorKind::NotFound);
        QTest::newRow("option") << QStringLiteral("sam2:/no/such.pt?speed=2") << int(ErrorKind::InvalidInput);
        QTest::newRow("size") << QStringLiteral("sam2:/no/such.pt?size=33") << int(ErrorKind::InvalidInput);
        QTest::newRow("no model") << QStringLiteral("sam2:" REVSEG_FIXTURES "/qwen_cases.safetensors")
                                  << int(ErrorKind::Unsupported);
    }
    void whatIsNoModelIsSaid()
    {
        QFETCH(QString, spec);
        QFETCH(int, kind);
        const auto made = makeTracker(spec);
        QVERIFY(!made);
        QCOMPARE(int(made.error().kind), kind);
        QVERIFY(!made.error().remedyText().isEmpty());
    }
};

REVSEG_TEST("sam2_tracker", TestSam2Tracker)
#include "tst_sam2_tracker.moc"
