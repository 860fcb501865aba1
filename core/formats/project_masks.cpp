// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/formats/project_masks.h"

#include "core/media/video_reader.h"

#include <QFileInfo>
#include <QHash>

#include <algorithm>
#include <set>

namespace revseg {

namespace {

/// A video's name as a folder: nothing in it may lead elsewhere.
QString folderName(const QString& name)
{
    QString out = name;
    for (QChar& c : out) {
        if (c == QLatin1Char('/') || c == QLatin1Char('\\') || c == QLatin1Char(':') ||
            c.category() == QChar::Other_Control)
            c = QLatin1Char('_');
    }
    if (out.isEmpty() || out.startsWith(QLatin1Char('.')))
        out.prepend(QLatin1Char('_'));
    return out;
}

/// Base names of the stills of a folder; empty when they are not as many as there are frames.
QStringList stillNames(const QString& folder, int frames)
{
    QStringList names;
    for (const QString& path : stillsIn(folder))
        names << QFileInfo(path).completeBaseName();
    return names.size() == frames ? names : QStringList();
}

QStringList frameNames(const VideoRecord& video, const QString& media)
{
    if (video.stills && !media.isEmpty()) {
        QStringList names = stillNames(media, video.frames);
        names.removeDuplicates(); // a.jpg beside a.png: two masks of one name would be one file
        if (names.size() == video.frames)
            return names;
    }
    const int digits = std::max(5, int(QString::number(video.frames).size()));
    QStringList names;
    names.reserve(video.frames);
    for (int i = 0; i < video.frames; ++i)
        names << QStringLiteral("%1").arg(i, digits, 10, QLatin1Char('0'));
    return names;
}

class ProjectSource final : public MaskSource
{
public:
    ProjectSource(const Project& project, const std::vector<VideoId>& videos) : m_project(project)
    {
        std::set<QString> taken;
        for (const VideoRecord& v : project.videos()) {
            Sequence s;
            s.name = folderName(v.name);
            for (int n = 2; !taken.insert(s.name).second; ++n)
                s.name = folderName(v.name) + QStringLiteral("_%1").arg(n);
            if (!videos.empty() && std::find(videos.begin(), videos.end(), v.id) == videos.end())
                continue;
            s.size = v.native;
            for (const ObjectRecord& o : project.objects(v.id))
                s.objects.push_back(
                    {o.id, o.name == Project::defaultObjectName(o.id) ? QString() : o.name, o.color});
            s.media = project.mediaPath(v.id);
            s.frame_names = frameNames(v, s.media);
            s.dense = false;
            s.sha256 = v.sha256;
            m_sequences.push_back(std::move(s));
            m_videos.push_back(v.id);
        }
    }

    const std::vector<Sequence>& sequences() const override { return m_sequences; }
    Result<std::vector<SequenceMask>> masks(size_t sequence, int frame) override
    {
        std::vector<SequenceMask> out;
        for (const SequenceObject& o : m_sequences[sequence].objects) {
            auto record = m_project.mask(m_videos[sequence], o.id, frame);
            if (!record)
                return fail(record.error());
            if (*record) {
                out.push_back({o.id, (*record)->presence, (*record)->mask, (*record)->checked,
                               (*record)->provenance.origin != Provenance::Origin::Imported});
            }
        }
        return out;
    }

private:
    const Project& m_project;
    std::vector<Sequence> m_sequences;
    std::vector<VideoId> m_videos;
};

Result<void> readSequence(MaskSource& source, size_t index, Format format, const ImportTarget& target,
                          ImportedMasks& out, const std::function<void()>& step, std::stop_token stop)
{
    const Sequence& sequence = source.sequences()[index];
    const VideoRecord& video = target.video;
    if (sequence.size != video.native) {
        return fail(ErrorKind::InvalidInput,
                    QT_TRANSLATE_NOOP("core", "The masks of “%1” have %2×%3 pixels, but “%4” has %5×%6"),
                    {sequence.name, QString::number(sequence.size.width),
                     QString::number(sequence.size.height), video.name, QString::number(video.native.width),
                     QString::number(video.native.height)},
                    QT_TRANSLATE_NOOP("core", "choose the video these masks were made for"));
    }
    const auto frames = framesOfNames(sequence.name, sequence.frame_names, target);
    if (!frames)
        return fail(frames.error());
    ImportedVideo imported;
    imported.video = video.id;
    imported.objects = sequence.objects;
    std::set<ObjectId> known;
    for (const SequenceObject& o : sequence.objects)
        known.insert(o.id);
    std::set<std::pair<ObjectId, FrameIndex>> there;
    const auto put = [&](ObjectId object, FrameIndex frame, Presence presence, Mask mask) {
        auto record = std::make_shared<MaskRecord>();
        record->presence = mask.isEmpty() && presence == Presence::Annotated ? Presence::Absent : presence;
        out.report.masks += !mask.isEmpty();
        record->mask = std::move(mask);
        record->provenance = {Provenance::Origin::Imported, formatName(format), {}, {}};
        there.emplace(object, frame);
        imported.masks.push_back({object, frame, std::move(record)});
    };
    for (int i = 0; i < sequence.frameCount(); ++i) {
        if (stop.stop_requested())
            return fail(cancelled());
        auto masks = source.masks(index, i);
        if (!masks)
            return fail(masks.error());
        for (SequenceMask& m : *masks) {
            if (known.insert(m.object).second)
                imported.objects.push_back({m.object, {}, {}});
            put(m.object, (*frames)[size_t(i)], m.presence, std::move(m.mask));
        }
        ++out.report.frames;
        step();
    }
    if (sequence.dense) {
        const Mask none = Mask::empty(video.native);
        for (const SequenceObject& o : imported.objects) {
            for (const FrameIndex frame : *frames) {
                if (!there.contains({o.id, frame}))
                    put(o.id, frame, Presence::Absent, none);
            }
        }
    }
    out.report.objects += qint64(imported.objects.size());
    out.videos.push_back(std::move(imported));
    return {};
}

} // namespace

Result<std::unique_ptr<MaskSource>> projectMasks(const Project& project, const std::vector<VideoId>& videos)
{
    for (const VideoId id : videos) {
        if (!project.video(id))
            return fail(ErrorKind::NotFound, QT_TRANSLATE_NOOP("core", "The project has no such video"));
    }
    return std::make_unique<ProjectSource>(project, videos);
}

Result<std::vector<FrameIndex>> framesOfNames(const QString& sequence, const QStringList& names,
                                              const ImportTarget& target)
{
    std::vector<FrameIndex> out;
    const VideoRecord& video = target.video;
    if (video.stills && !target.media.isEmpty()) {
        QHash<QString, FrameIndex> byName;
        for (const QString& name : stillNames(target.media, video.frames))
            byName.insert(name, FrameIndex(byName.size()));
        for (const QString& name : names) {
            if (const auto it = byName.find(name); it != byName.end())
                out.push_back(*it);
        }
        if (out.size() == size_t(names.size()))
            return out;
        out.clear();
    }
    bool numbers = true;
    for (const QString& name : names) {
        out.push_back(name.toInt(&numbers));
        if (!numbers)
            break;
        if (out.back() < 0 || out.back() >= video.frames) {
            return fail(ErrorKind::InvalidInput,
                        QT_TRANSLATE_NOOP("core", "“%1” has a mask for frame %2, but “%3” has %4 frames"),
                        {sequence, name, video.name, QString::number(video.frames)},
                        QT_TRANSLATE_NOOP("core", "choose the video these masks were made for"));
        }
    }
    if (numbers)
        return out;
    if (names.size() != video.frames) {
        return fail(ErrorKind::InvalidInput,
                    QT_TRANSLATE_NOOP("core",
                                      "The names of “%1” are no frame numbers, and it has %2 frames where "
                                      "“%3” has %4"),
                    {sequence, QString::number(names.size()), video.name, QString::number(video.frames)},
                    QT_TRANSLATE_NOOP("core", "choose the video these masks were made for"));
    }
    out.clear();
    for (int i = 0; i < video.frames; ++i)
        out.push_back(i);
    return out;
}

bool isNamedAs(const QString& sequence, const QString& video)
{
    return sequence == video || sequence == folderName(video);
}

Result<ImportedMasks> readMasks(MaskSource& source, Format format, const std::vector<ImportTarget>& targets,
                                const ProgressFn& progress, std::stop_token stop)
{
    ImportedMasks out;
    out.format = format;
    const auto& sequences = source.sequences();
    std::vector<std::pair<size_t, const ImportTarget*>> pairs;
    if (targets.size() == 1 && sequences.size() == 1 && targets[0].sequence.isEmpty()) {
        pairs.emplace_back(0, &targets[0]);
    } else {
        for (size_t s = 0; s < sequences.size(); ++s) {
            const auto it = std::find_if(targets.begin(), targets.end(), [&](const ImportTarget& t) {
                return t.sequence.isEmpty() ? isNamedAs(sequences[s].name, t.video.name)
                                            : t.sequence == sequences[s].name;
            });
            if (it != targets.end())
                pairs.emplace_back(s, &*it);
            else
                out.report.lose(QStringLiteral("sequences_without_video"));
        }
    }
    if (pairs.empty()) {
        return fail(
            ErrorKind::NotFound, QT_TRANSLATE_NOOP("core", "No video is called “%1” as these masks are"),
            {sequences.empty() ? QString() : sequences[0].name},
            QT_TRANSLATE_NOOP("core", "add the video, or name the one that gets the masks (--video)"));
    }
    Progress at;
    for (const auto& [s, target] : pairs)
        at.total += sequences[s].frameCount();
    const auto step = [&] {
        ++at.done;
        if (progress)
            progress(at);
    };
    for (const auto& [s, target] : pairs) {
        if (auto done = readSequence(source, s, format, *target, out, step, stop); !done)
            return fail(done.error());
    }
    for (const auto& [name, count] : source.losses())
        out.report.lose(name, count);
    return out;
}

Sentence importName(Format format)
{
    const bool davis = format == Format::Davis2016 || format == Format::Davis2017;
    return {QT_TRANSLATE_NOOP("core", "Import %1 masks"),
            {davis ? QStringLiteral("DAVIS") : formatTitle(format)}};
}

Result<std::map<ObjectId, ObjectId>> importObjects(const Project& project, const ImportedVideo& video,
                                                   Edit& edit, ExchangeReport& report)
{
    const std::vector<ObjectId> list = project.freeObjectIds(video.video);
    std::set<ObjectId> free(list.begin(), list.end());
    if (free.size() < video.objects.size())
        return fail(Project::tooManyObjects());
    std::map<ObjectId, ObjectId> ids;
    for (const SequenceObject& o : video.objects) {
        if (free.erase(o.id) > 0)
            ids[o.id] = o.id;
    }
    const auto& there = project.objects(video.video);
    int position = there.empty() ? 0 : there.back().position + 1;
    for (const SequenceObject& o : video.objects) {
        if (!ids.contains(o.id)) {
            ids[o.id] = *free.begin();
            free.erase(free.begin());
            report.lose(QStringLiteral("renumbered_ids"));
        }
        ObjectRecord record = project.newObject(video.video, ids[o.id], o.name);
        record.position = position++;
        edit.changes.emplace_back(RecordChange<ObjectRecord>{std::nullopt, std::move(record)});
    }
    return ids;
}

Result<Edit> importEdit(const Project& project, ImportedMasks& imported)
{
    Edit edit{importName(imported.format), {}, {}};
    for (const ImportedVideo& v : imported.videos) {
        auto ids = importObjects(project, v, edit, imported.report);
        if (!ids)
            return fail(ids.error());
        for (const ProposedMask& m : v.masks)
            edit.changes.emplace_back(MaskChange{v.video, (*ids)[m.object], m.frame, nullptr, m.record});
    }
    if (imported.videos.size() == 1)
        edit.place = {imported.videos[0].video, -1};
    return edit;
}

} // namespace revseg
