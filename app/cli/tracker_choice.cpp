// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/tracker_choice.h"

#include "core/tracker/sam2_engine.h"

#include <QFileInfo>

namespace revseg::cli {

Result<std::unique_ptr<Tracker>> chosenTracker(const QString& spec, int threads)
{
    if (threads <= 0 || !spec.startsWith(QLatin1String("sam2:")))
        return makeTracker(spec);
    auto model = Sam2Spec::parse(spec);
    if (!model)
        return fail(model.error());
    model->threads = threads;
    const auto engine = sam2Engine();
    if (!engine)
        return fail(engine.error());
    return (*engine)->tracker(*model);
}

Result<void> checkWritable(const QString& file)
{
    const QFileInfo target(file);
    const QFileInfo folder(target.absolutePath());
    if (target.isDir()) {
        return fail(ErrorKind::InvalidInput, QT_TRANSLATE_NOOP("core", "“%1” is a folder"), {file},
                    QT_TRANSLATE_NOOP("core", "give the name of a file"));
    }
    if (!folder.isDir() || !folder.isWritable()) {
        return fail(ErrorKind::Unreadable, QT_TRANSLATE_NOOP("core", "“%1” cannot be written"), {file},
                    QT_TRANSLATE_NOOP("core", "choose a folder that exists and may be written to"));
    }
    return {};
}

} // namespace revseg::cli
