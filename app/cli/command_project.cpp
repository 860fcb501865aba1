// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "core/media/media_file.h"
#include "core/media/video_reader.h"
#include "core/project/project.h"

#include <QJsonArray>

#include <utility>

namespace revseg::cli {

namespace {

void printVideos(const Project& project, Terminal& terminal)
{
    QJsonArray list;
    for (const VideoRecord& v : project.videos()) {
        const bool missing = project.isMissing(v.id);
        terminal.line(QStringLiteral("%1  %2 frames  %3×%4  %5%6")
                          .arg(v.name, -20)
                          .arg(v.frames)
                          .arg(v.native.width)
                          .arg(v.native.height)
                          .arg(v.relative_path, missing ? QStringLiteral("  (missing)") : QString()));
        list.append(QJsonObject{{QStringLiteral("name"), v.name},
                                {QStringLiteral("path"), v.relative_path},
                                {QStringLiteral("frames"), v.frames},
                                {QStringLiteral("width"), v.native.width},
                                {QStringLiteral("height"), v.native.height},
                                {QStringLiteral("missing"), missing}});
    }
    terminal.document({{QStringLiteral("videos"), list}});
}

Outcome make(const Context& c, const QString& path)
{
    const auto project = Project::create(path);
    if (!project)
        return failed(project.error());
    printVideos(**project, c.terminal);
    return 0;
}

Outcome add(const Context& c, const QString& path, const QStringList& videos)
{
    const auto project = Project::open(path);
    if (!project)
        return failed(project.error());
    QStringList media;
    for (const QString& video : videos)
        media += mediaAt(video);
    std::vector<VideoInfo> infos;
    for (const QString& video : std::as_const(media)) {
        c.terminal.progress(QStringLiteral("looking at videos"), {qint64(infos.size()), media.size()});
        const auto reader = VideoReader::open(video, {c.threads, true}, c.stop);
        if (!reader)
            return failed(reader.error());
        infos.push_back((*reader)->info());
    }
    if (const auto added = (*project)->addVideos(infos); !added)
        return failed(added.error());
    printVideos(**project, c.terminal);
    return 0;
}

Outcome list(const Context& c, const QString& path)
{
    const auto project = Project::open(path, Project::OpenMode::ReadOnly);
    if (!project)
        return failed(project.error());
    printVideos(**project, c.terminal);
    return 0;
}

Outcome check(const Context& c, const QString& path)
{
    const auto project = Project::open(path, Project::OpenMode::ReadOnly);
    if (!project)
        return failed(project.error());
    if (auto good = (*project)->check(c.stop, c.terminal.progressFn(QStringLiteral("checking masks"))); !good)
        return failed(good.error());
    c.terminal.line(QStringLiteral("%1 videos, all is well").arg((*project)->videos().size()));
    c.terminal.document(
        {{QStringLiteral("videos"), qint64((*project)->videos().size())}, {QStringLiteral("ok"), true}});
    return 0;
}

Outcome run(const Context& c)
{
    const QStringList& words = c.args.positional();
    static const QStringList actions{QStringLiteral("new"), QStringLiteral("add"), QStringLiteral("list"),
                                     QStringLiteral("check")};
    if (words.isEmpty() || !actions.contains(words[0])) {
        return wrongUsage(QT_TRANSLATE_NOOP("core",
                                            "“%1” is nothing to do with a project: new, add, list and "
                                            "check are"),
                          {words.value(0)});
    }
    if (words.size() < 2)
        return wrongUsage(QT_TRANSLATE_NOOP("core", "%1 is missing"), {QStringLiteral("F.revseg")});
    if (words[0] == QLatin1String("add")) {
        if (words.size() < 3)
            return wrongUsage(QT_TRANSLATE_NOOP("core", "%1 is missing"), {QStringLiteral("VIDEO")});
        return add(c, words[1], words.mid(2));
    }
    if (words.size() > 2)
        return wrongUsage(QT_TRANSLATE_NOOP("core", "“%1” is one argument too many"), {words[2]});
    if (words[0] == QLatin1String("new"))
        return make(c, words[1]);
    return words[0] == QLatin1String("list") ? list(c, words[1]) : check(c, words[1]);
}

} // namespace

Command projectCommand()
{
    return {"project",
            "make a project, add videos to it, list them, check the file",
            "new F.revseg | add F.revseg VIDEO… | list F.revseg | check F.revseg",
            {},
            run};
}

} // namespace revseg::cli
