// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/core/project/project_fixture.h"
#include "tests/support/test.h"

#include <QTemporaryDir>

namespace revseg::test {

/// A project with one video of 100 frames and two objects, to edit.
struct EditedProject
{
    QTemporaryDir dir;
    std::unique_ptr<Project> project;
    VideoId video;
    ObjectId a;
    ObjectId b;

    EditedProject()
    {
        project = std::move(*Project::create(dir.filePath(QStringLiteral("p.revseg"))));
        video = *project->addVideo(videoInfo(dir.filePath(QStringLiteral("v.mp4"))));
        a = *project->addObject(video, QStringLiteral("cup"));
        b = *project->addObject(video, QStringLiteral("hand"));
    }
    void set(ObjectId object, FrameIndex frame, const Box& box, bool checked = false, bool tracked = false,
             double score = 1)
    {
        auto record = std::make_shared<MaskRecord>(*boxMask(box, kSize, checked));
        record->provenance.origin = tracked ? Provenance::Origin::Tracked : Provenance::Origin::Painted;
        record->score = score;
        VERIFY_RESULT(project->setMask(video, object, frame, record, named("mask")));
    }
    MaskRecordPtr at(ObjectId object, FrameIndex frame) const { return *project->mask(video, object, frame); }
    std::optional<Box> bounds(ObjectId object, FrameIndex frame) const
    {
        const MaskRecordPtr record = at(object, frame);
        return record ? record->mask.bounds() : std::nullopt;
    }
    bool apply(const Result<Edit>& edit) { return edit && project->apply(*edit); }
};

} // namespace revseg::test
