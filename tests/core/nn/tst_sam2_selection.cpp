// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/sam2_selection.h"
#include "tests/support/test.h"

#include <set>

using namespace revseg;
using namespace revseg::nn::sam2;

namespace {

struct Case
{
    const char* name;
    int64_t t;
    bool reverse;
    std::vector<int64_t> conditioning;
    std::vector<std::pair<int64_t, int64_t>> tracked; ///< ranges, both ends included
    int64_t frames;
    int64_t limit;
    int64_t stride;
    const char* spatial;  ///< frame:row
    const char* pointers; ///< frame:distance
    int64_t longest;
};

// What the published routine chooses.
const std::vector<Case> kCases{
    {"second frame", 1, false, {0}, {}, 100, 0, 1, "0:6", "0:1", 15},
    {"sixth frame", 5, false, {0}, {{1, 4}}, 100, 0, 1, "0:6 1:3 2:2 3:1 4:0", "0:5 4:1 3:2 2:3 1:4", 15},
    {"far on",
     30,
     false,
     {0},
     {{1, 29}},
     100,
     0,
     1,
     "0:6 24:5 25:4 26:3 27:2 28:1 29:0",
     "0:30 29:1 28:2 27:3 26:4 25:5 24:6 23:7 22:8 21:9 20:10 19:11 18:12 17:13 16:14 15:15",
     15},
    {"two prompts",
     30,
     false,
     {0, 28},
     {{1, 27}, {29, 29}},
     100,
     0,
     1,
     "0:6 28:6 24:5 25:4 26:3 27:2 29:0",
     "0:30 28:2 29:1 27:3 26:4 25:5 24:6 23:7 22:8 21:9 20:10 19:11 18:12 17:13 16:14 15:15",
     15},
    {"a prompt to come",
     30,
     false,
     {0, 50},
     {{1, 29}},
     100,
     0,
     1,
     "0:6 50:6 24:5 25:4 26:3 27:2 28:1 29:0",
     "0:30 29:1 28:2 27:3 26:4 25:5 24:6 23:7 22:8 21:9 20:10 19:11 18:12 17:13 16:14 15:15",
     15},
    {"reverse",
     20,
     true,
     {25},
     {{21, 24}},
     100,
     0,
     1,
     "25:6 24:3 23:2 22:1 21:0",
     "25:5 21:1 22:2 23:3 24:4",
     15},
    {"reverse after forward",
     20,
     true,
     {25},
     {{21, 24}, {26, 99}},
     100,
     0,
     1,
     "25:6 26:5 24:3 23:2 22:1 21:0",
     "25:5 21:1 22:2 23:3 24:4 26:6 27:7 28:8 29:9 30:10 31:11 32:12 33:13 34:14 35:15",
     15},
    {"reverse from the end", 98, true, {99}, {}, 100, 0, 1, "99:6", "99:1", 15},
    {"short video",
     7,
     false,
     {0},
     {{1, 6}},
     8,
     0,
     1,
     "0:6 1:5 2:4 3:3 4:2 5:1 6:0",
     "0:7 6:1 5:2 4:3 3:4 2:5 1:6",
     7},
    {"limit",
     10,
     false,
     {0, 5, 20, 30},
     {{1, 4}, {6, 9}},
     100,
     2,
     1,
     "5:6 20:6 4:5 6:3 7:2 8:1 9:0",
     "5:5 9:1 8:2 7:3 6:4 4:6 3:7 2:8 1:9 0:10",
     15},
    {"limit, unselected nearby",
     8,
     false,
     {0, 5, 7},
     {{1, 4}, {6, 6}},
     100,
     2,
     1,
     "7:6 5:6 2:5 3:4 4:3 6:1",
     "7:1 5:3 6:2 4:4 3:5 2:6 1:7 0:8",
     15},
    {"stride",
     30,
     false,
     {0},
     {{1, 29}},
     100,
     0,
     3,
     "0:6 15:5 18:4 21:3 24:2 27:1 29:0",
     "0:30 29:1 28:2 27:3 26:4 25:5 24:6 23:7 22:8 21:9 20:10 19:11 18:12 17:13 16:14 15:15",
     15},
    {"stride in reverse",
     20,
     true,
     {40},
     {{21, 39}},
     100,
     0,
     3,
     "40:6 36:5 33:4 30:3 27:2 24:1 21:0",
     "40:20 21:1 22:2 23:3 24:4 25:5 26:6 27:7 28:8 29:9 30:10 31:11 32:12 33:13 34:14 35:15",
     15},
    {"a click on a prompted frame",
     10,
     false,
     {0, 10},
     {{1, 9}, {11, 20}},
     100,
     0,
     1,
     "0:6 10:6 4:5 5:4 6:3 7:2 8:1 9:0",
     "0:10 10:0 9:1 8:2 7:3 6:4 5:5 4:6 3:7 2:8 1:9",
     15},
    {"only a prompt to come", 3, false, {10}, {}, 100, 0, 1, "10:6", "", 15},
    {"a gap",
     12,
     false,
     {0},
     {{1, 3}, {10, 11}},
     100,
     0,
     1,
     "0:6 10:1 11:0",
     "0:12 11:1 10:2 3:9 2:10 1:11",
     15},
    {"one frame", 0, false, {0}, {}, 1, 0, 1, "0:6", "0:0", 1},
};

} // namespace

class TestSam2Selection final : public test::TestCase
{
    Q_OBJECT
private Q_SLOTS:
    void framesLookedBackAt_data()
    {
        QTest::addColumn<int>("index");
        for (size_t i = 0; i < kCases.size(); ++i)
            QTest::newRow(kCases[i].name) << int(i);
    }
    void framesLookedBackAt()
    {
        QFETCH(int, index);
        const Case& c = kCases[size_t(index)];
        std::set<int64_t> tracked;
        for (const auto& [first, last] : c.tracked) {
            for (int64_t f = first; f <= last; ++f)
                tracked.insert(f);
        }
        const auto selection = selectMemories(c.t, c.reverse, c.conditioning,
                                              [&](int64_t frame) { return tracked.count(frame) != 0; },
                                              {7, 16, c.frames, c.stride, c.limit});
        QStringList spatial;
        for (const auto& s : selection.spatial)
            spatial << QStringLiteral("%1:%2").arg(s.frame).arg(s.row);
        QStringList pointers;
        for (const auto& p : selection.pointers)
            pointers << QStringLiteral("%1:%2").arg(p.frame).arg(p.distance);
        QCOMPARE(spatial.join(QLatin1Char(' ')), QString::fromLatin1(c.spatial));
        QCOMPARE(pointers.join(QLatin1Char(' ')), QString::fromLatin1(c.pointers));
        QCOMPARE(selection.longest, c.longest);
    }
    void nearestPromptedFrames()
    {
        using List = std::vector<int64_t>;
        QCOMPARE(nearestConditioning(10, {0, 5, 20, 30}, 2), (List{5, 20}));
        QCOMPARE(nearestConditioning(10, {0, 5, 10, 20}, 2), (List{5, 10}));
        QCOMPARE(nearestConditioning(10, {0, 5, 20, 30}, 3), (List{5, 20, 0}));
        QCOMPARE(nearestConditioning(10, {12, 14, 16}, 2), (List{12, 14}));
        QCOMPARE(nearestConditioning(10, {8, 6, 12, 14}, 3), (List{8, 12, 6}));
        QCOMPARE(nearestConditioning(10, {8, 6}, 0), (List{8, 6}));
    }
};

REVSEG_TEST("sam2_selection", TestSam2Selection)
#include "tst_sam2_selection.moc"
