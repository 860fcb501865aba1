// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Sizes, resampling, patches and positions by hand-checked numbers of the reference.
#include "core/nn/picture.h"
#include "core/nn/qwen_positions.h"
#include "tests/support/test.h"

using namespace revseg;
using namespace revseg::nn;

namespace {

constexpr PixelLimits kImage{3136, 12845056};
constexpr PixelLimits kSmall{3136, 1003520};
constexpr PixelLimits kFrame{100352, 602112};

QwenConfig tinyConfig()
{
    QwenConfig config;
    config.vision.patch = 2;
    config.vision.merge = 2;
    config.vision.temporalPatch = 2;
    config.vision.tokensPerSecond = 2;
    config.imageToken = 1;
    config.videoToken = 2;
    return config;
}

using Row = std::vector<int64_t>;

} // namespace

class TestPicture final : public test::TestCase
{
    Q_OBJECT
private Q_SLOTS:
    void sizesAreTheReferences()
    {
        struct
        {
            PictureSize given, image, small, frame;
        } const rows[] = {
            {{42, 42}, {56, 56}, {56, 56}, {336, 336}},
            {{70, 70}, {56, 56}, {56, 56}, {336, 336}}, // half to even
            {{98, 98}, {112, 112}, {112, 112}, {336, 336}},
            {{42, 70}, {56, 56}, {56, 56}, {252, 420}},
            {{17, 23}, {56, 84}, {56, 84}, {280, 392}},
            {{480, 854}, {476, 840}, {476, 840}, {476, 840}},
            {{840, 840}, {840, 840}, {840, 840}, {756, 756}},
            {{1080, 1920}, {1092, 1932}, {728, 1316}, {560, 1008}},
            {{3000, 4000}, {2996, 4004}, {840, 1148}, {672, 896}},
            {{4320, 7680}, {2688, 4760}, {728, 1316}, {560, 1008}},
            {{28, 5600}, {28, 5600}, {28, 5600}, {28, 5600}},
            {{13, 500}, {28, 504}, {28, 504}, {56, 1988}},
            {{1, 200}, {28, 196}, {28, 196}, {28, 4480}},
        };
        for (const auto& row : rows) {
            for (const auto& [limits, expected] :
                 {std::pair(kImage, row.image), {kSmall, row.small}, {kFrame, row.frame}}) {
                const auto size = modelSize(row.given, 28, limits.least, limits.most);
                QVERIFY(size);
                QVERIFY2(*size == expected, qPrintable(QStringLiteral("%1×%2 gives %3×%4")
                                                           .arg(row.given.height)
                                                           .arg(row.given.width)
                                                           .arg(size->height)
                                                           .arg(size->width)));
            }
        }
        QVERIFY(!modelSize({28, 5601}, 28, 3136, 12845056));
        QVERIFY(!modelSize({1000, 3}, 28, 3136, 12845056));
        QVERIFY(!modelSize({0, 3}, 28, 3136, 12845056));
    }
    void resamplingIsTorchvisions()
    {
        const std::vector<uint8_t> in{0, 10, 40, 90, 160, 250};
        const std::vector<std::vector<uint8_t>> expected{
            {4, 65, 200},
            {2, 30, 109, 223},
            {0, 4, 19, 45, 83, 131, 198, 255},
            {0, 1, 6, 16, 31, 51, 76, 106, 141, 185, 234, 255},
        };
        for (const auto& out : expected) {
            for (const bool across : {true, false}) {
                Picture picture{across ? 6 : 1, across ? 1 : 6, {}};
                for (const uint8_t value : in)
                    picture.rgb.insert(picture.rgb.end(), {value, uint8_t(255 - value), 7});
                const auto n = int64_t(out.size());
                const Picture made = resized(picture, across ? PictureSize{1, n} : PictureSize{n, 1});
                QCOMPARE(made.rgb.size(), out.size() * 3);
                for (size_t i = 0; i < out.size(); ++i) {
                    QCOMPARE(int(made.rgb[i * 3]), int(out[i]));
                    QCOMPARE(int(made.rgb[i * 3 + 2]), 7); // a flat channel stays flat
                }
            }
        }
    }
    void patchesAreInBlocks()
    {
        // Two frames of 4×8; a value tells its place.
        std::vector<Picture> frames;
        for (int t = 0; t < 2; ++t) {
            Picture frame{8, 4, {}};
            for (int y = 0; y < 4; ++y) {
                for (int x = 0; x < 8; ++x) {
                    for (int c = 0; c < 3; ++c)
                        frame.rgb.push_back(uint8_t(100 * t + 32 * c + 8 * y + x));
                }
            }
            frames.push_back(frame);
        }
        PixelConfig pixels;
        pixels.mean = {0, 0, 0};
        pixels.deviation = {1 / 255.0F, 1 / 255.0F, 1 / 255.0F};
        const auto patches = patchesOf(frames, tinyConfig().vision, pixels, {32, 32});
        QVERIFY(patches);
        QVERIFY((patches->grid == PatchGrid{1, 2, 4}));
        const auto at = [&](size_t row, size_t k) { return int(std::lround(patches->values[row * 24 + k])); };
        const std::vector<std::pair<int, int>> corners{{0, 0}, {0, 2}, {2, 0}, {2, 2},
                                                       {0, 4}, {0, 6}, {2, 4}, {2, 6}};
        for (size_t row = 0; row < 8; ++row) {
            for (size_t k = 0; k < 24; ++k) {
                const int c = int(k / 8), t = int(k / 4 % 2);
                const int y = corners[row].first + int(k / 2 % 2), x = corners[row].second + int(k % 2);
                QCOMPARE(at(row, k), 100 * t + 32 * c + 8 * y + x);
            }
        }
        // Of an odd number the last frame is shown twice.
        frames.push_back(frames[0]);
        const auto odd = patchesOf(frames, tinyConfig().vision, pixels, {32, 32});
        QVERIFY((odd && odd->grid == PatchGrid{2, 2, 4}));
        for (size_t k = 0; k < 24; k += 8)
            QCOMPARE(odd->values[8 * 24 + k], odd->values[8 * 24 + k + 4]);
        frames.back().width = 4;
        QVERIFY(!patchesOf(frames, tinyConfig().vision, pixels, {32, 32}));
    }
    void normalisedValues()
    {
        Picture picture{4, 4, std::vector<uint8_t>(48, 128)};
        const auto patches = patchesOf(std::span(&picture, 1), tinyConfig().vision, {}, {16, 16});
        QVERIFY(patches);
        QVERIFY(std::abs(patches->values[0] - 0.076336F) < 1e-6);
        QVERIFY(std::abs(patches->values[8] - 0.168897F) < 1e-6);
        QVERIFY(std::abs(patches->values[16] - 0.339949F) < 1e-6);
    }
    void positionsAreTheAuthors()
    {
        const QwenConfig config = tinyConfig();
        // Text, a video whose frames are half a second apart, text.
        Row ids{9, 9};
        ids.insert(ids.end(), 12, 2);
        ids.insert(ids.end(), 2, 9);
        const std::vector<VideoGrid> half{{{3, 4, 4}, 0.5}};
        auto p = qwenPositions(config, ids, {}, half);
        QVERIFY(p);
        QCOMPARE(p->t, (Row{0, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 6}));
        QCOMPARE(p->h, (Row{0, 1, 2, 2, 3, 3, 2, 2, 3, 3, 2, 2, 3, 3, 5, 6}));
        QCOMPARE(p->w, (Row{0, 1, 2, 3, 2, 3, 2, 3, 2, 3, 2, 3, 2, 3, 5, 6}));
        QCOMPARE(p->next, int64_t(7));
        const std::vector<VideoGrid> slow{{{3, 4, 4}, 2}};
        p = qwenPositions(config, ids, {}, slow, 100);
        QCOMPARE(p->t, (Row{100, 101, 102, 102, 102, 102, 106, 106, 106, 106, 110, 110, 110, 110, 111, 112}));
        // Two images side by side, then text.
        ids = Row(8, 1);
        ids.push_back(9);
        const std::vector<PatchGrid> two{{1, 4, 4}, {1, 4, 4}};
        p = qwenPositions(config, ids, two, {});
        QVERIFY(p);
        QCOMPARE(p->t, (Row{0, 0, 0, 0, 2, 2, 2, 2, 4}));
        QCOMPARE(p->h, (Row{0, 0, 1, 1, 2, 2, 3, 3, 4}));
        QCOMPARE(p->w, (Row{0, 1, 0, 1, 2, 3, 2, 3, 4}));
        QVERIFY(!qwenPositions(config, ids, std::span(two).first(1), {}));
        ids.pop_back();
        ids.pop_back();
        QVERIFY(!qwenPositions(config, ids, two, {}));
        // As long as a real request.
        ids = Row(15, 9);
        ids.insert(ids.end(), 2048, 2);
        ids.insert(ids.end(), 200, 9);
        ids.insert(ids.end(), 900, 1);
        ids.insert(ids.end(), 60, 9);
        const std::vector<VideoGrid> video{{{8, 32, 32}, 1}};
        const std::vector<PatchGrid> image{{1, 60, 60}};
        p = qwenPositions(config, ids, image, video);
        QVERIFY(p);
        QCOMPARE(p->next, int64_t(321));
        QCOMPARE(p->next - int64_t(ids.size()), int64_t(-2902));
    }
};

REVSEG_TEST("picture", TestPicture)
#include "tst_picture.moc"
