// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// `project_editor FILE FRAMES`: edits the project until it is killed, and says after each edit which one is
// done. Edit n writes, in one transaction, masks of area n + 1 on so many frames and n into the video's
// notes; more than ten frames are written by another thread.
#include "core/project/project.h"

#include <QCoreApplication>

#include <cstdio>
#include <thread>

using namespace revseg;

namespace {

bool apply(Project& project, Edit edit)
{
    if (edit.changes.size() < 20)
        return project.apply(std::move(edit)).has_value();
    const auto write = project.start(std::move(edit));
    if (!write)
        return false;
    std::thread([&] { (void)(*write)->run(); }).join();
    return project.finish(**write).has_value();
}

bool edit(Project& project, int n, int frames)
{
    const VideoRecord& video = project.videos()[0];
    VideoRecord after = video;
    after.notes = QString::number(n);
    Edit edit{{"Edit", {}}, {video.id, 0}, {RecordChange<VideoRecord>{video, after}}};
    for (int frame = 0; frame < frames; ++frame) {
        auto record = std::make_shared<MaskRecord>();
        record->mask = Mask::filled(video.native, {0, 0, double(n % 600 + 1), 1});
        auto change = project.maskChange(video.id, ObjectId{1}, frame, record);
        if (!change)
            return false;
        edit.changes.emplace_back(std::move(*change));
    }
    return apply(project, std::move(edit));
}

} // namespace

int main(int argc, char** argv)
{
    const QCoreApplication app(argc, argv);
    if (argc != 3)
        return 1;
    const int frames = QByteArray(argv[2]).toInt();
    auto project = Project::open(QString::fromLocal8Bit(argv[1]));
    if (!project)
        return 1;
    for (int n = (*project)->videos()[0].notes.toInt() + 1;; ++n) {
        if (!edit(**project, n, frames))
            return 2;
        // Undo and redo are transactions like any other.
        if (n % 5 == 0 && (!(*project)->undo() || !(*project)->redo()))
            return 3;
        std::printf("%d\n", n);
        std::fflush(stdout);
    }
}
