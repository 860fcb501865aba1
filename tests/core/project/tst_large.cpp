// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/project/project.h"
#include "tests/core/project/project_fixture.h"
#include "tests/support/test.h"

#include <QTemporaryDir>

#include <algorithm>

using namespace revseg;
using namespace revseg::test;

/// Shape, not speed: that opening does not read masks, and that an edit's cost does not grow with the
/// project. The budgets themselves are measured by `revseg bench project`.
class TestLarge final : public TestCase
{
    Q_OBJECT
private Q_SLOTS:
    void openingAndEditingDoNotDependOnTheNumberOfMasks()
    {
        const QTemporaryDir dir;
        const QString path = dir.filePath(QStringLiteral("job.revseg"));
        constexpr int kObjects = 20;
        constexpr int kFrames = 2000;
        VideoId video;
        {
            auto p = Project::create(path);
            VERIFY_RESULT(p);
            video = *(*p)->addVideo(videoInfo(QStringLiteral("/media/a.mp4"), kFrames));
            for (int o = 0; o < kObjects; ++o) {
                const ObjectId object = *(*p)->addObject(video);
                Edit edit{named("Track"), {video, 0}, {}};
                for (int frame = 0; frame < kFrames; ++frame)
                    edit.changes.emplace_back(
                        MaskChange{video, object, frame, nullptr, boxMask({1, 1, 10.0 + o, 30})});
                VERIFY_RESULT((*p)->apply(std::move(edit)));
            }
        }
        auto p = Project::open(path);
        VERIFY_RESULT(p);
        QCOMPARE((*p)->cacheBytes(), 0); // no pixels were read
        QCOMPARE((*p)->lane(video, ObjectId{kObjects}).frames().size(), size_t(kFrames));
        QCOMPARE((*p)->lane(video, ObjectId{1}).next(500, 1), 500);
        QCOMPARE((*p)->lane(video, ObjectId{1}).next(kFrames, 1), -1);
        QCOMPARE((*p)->lane(video, ObjectId{1}).next(99999, -1), kFrames - 1);
        const qint64 sizeBefore = QFileInfo(path).size();
        VERIFY_RESULT((*p)->setMask(video, ObjectId{3}, 77, boxMask({4, 4, 9, 9}), named("Brush")));
        VERIFY_RESULT((*p)->setMask(video, ObjectId{3}, 78, boxMask({4, 4, 9, 9}), named("Brush")));
        p->reset();
        QVERIFY(QFileInfo(path).size() - sizeBefore < 64 * 1024);
    }
};

REVSEG_TEST("large", TestLarge)
#include "tst_large.moc"
