// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// YouTube-VOS: Annotations/<video>/<frame>.png (palette, value = object), JPEGImages/<video>/<frame>.jpg, and
// meta.json, which lists for each object the frames on which it is annotated. A frame that is listed although
// the object has no pixel there was looked at in vain: the object is absent. On one that is not, nobody has
// looked.
#include "core/base/file_output.h"
#include "core/formats/format_files_p.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>

namespace revseg {

namespace {

using AnnotatedFrames = std::map<qint64, QSet<QString>>; ///< by object id

class YoutubeVosSource final : public MaskSource
{
public:
    YoutubeVosSource(QString root, std::vector<Sequence> sequences, std::vector<AnnotatedFrames> annotated)
        : m_root(std::move(root))
        , m_sequences(std::move(sequences))
        , m_annotated(std::move(annotated))
    {
    }

    const std::vector<Sequence>& sequences() const override { return m_sequences; }
    Result<std::vector<SequenceMask>> masks(size_t sequence, int frame) override
    {
        const Sequence& s = m_sequences[sequence];
        const QString& name = s.frame_names[frame];
        auto masks =
            readLabelMasks(QStringLiteral("%1/%2/%3.png").arg(m_root, s.name, name), s.size, false, m_losses);
        if (!masks)
            return masks;
        // Listed, but without a pixel: looked at, and not there.
        for (const auto& [id, frames] : m_annotated[sequence]) {
            const bool there = std::any_of(masks->begin(), masks->end(),
                                           [&](const SequenceMask& m) { return m.object.value == id; });
            if (!there && frames.contains(name))
                masks->push_back({ObjectId{id}, Presence::Absent, Mask::empty(s.size), false});
        }
        return masks;
    }
    std::map<QString, qint64> losses() const override { return m_losses.byName(); }

private:
    QString m_root;
    std::vector<Sequence> m_sequences;
    std::vector<AnnotatedFrames> m_annotated;
    LabelLosses m_losses;
};

class YoutubeVosWriter final : public FormatWriter
{
public:
    explicit YoutubeVosWriter(QString folder) : m_folder(std::move(folder)) {}

    Result<void> writeFrame(const Sequence& sequence, int frame,
                            const std::vector<SequenceMask>& masks) override
    {
        const QString folder = m_folder + QStringLiteral("/Annotations/") + sequence.name;
        if (frame == 0) {
            if (auto made = makeFolder(folder); !made)
                return made;
        }
        for (const SequenceMask& m : masks) // also those that are absent
            m_frames[m.object.value].append(sequence.frame_names[frame]);
        return writeLabelMasks(QStringLiteral("%1/%2.png").arg(folder, sequence.frame_names[frame]),
                               sequence.size, masks, false);
    }
    Result<void> endSequence(const Sequence& sequence) override
    {
        for (const SequenceObject& o : sequence.objects)
            m_frames.try_emplace(o.id.value); // also those without a mask
        if (sequence.dense) {                 // what has no mask is absent, so that all was looked at
            for (auto& [id, frames] : m_frames)
                frames = QJsonArray::fromStringList(sequence.frame_names);
        }
        QJsonObject objects;
        for (const auto& [id, frames] : m_frames) {
            QString category = QStringLiteral("object");
            for (const SequenceObject& o : sequence.objects) {
                if (o.id.value == id && !o.name.isEmpty())
                    category = o.name;
            }
            objects[QString::number(id)] =
                QJsonObject{{QStringLiteral("category"), category}, {QStringLiteral("frames"), frames}};
        }
        m_videos[sequence.name] = QJsonObject{{QStringLiteral("objects"), objects}};
        m_frames.clear();
        return {};
    }
    Result<void> writePicture(const Sequence& sequence, int frame, const QImage& picture) override
    {
        const QString folder = m_folder + QStringLiteral("/JPEGImages/") + sequence.name;
        if (frame == 0) {
            if (auto made = makeFolder(folder); !made)
                return made;
        }
        return writeJpeg(QStringLiteral("%1/%2.jpg").arg(folder, sequence.frame_names[frame]), picture);
    }
    Result<void> finish() override
    {
        return writeFile(m_folder + QStringLiteral("/meta.json"),
                         QJsonDocument(QJsonObject{{QStringLiteral("videos"), m_videos}}).toJson());
    }

private:
    QString m_folder;
    std::map<qint64, QJsonArray> m_frames; ///< of the sequence at hand
    QJsonObject m_videos;
};

} // namespace

Result<std::unique_ptr<MaskSource>> openYoutubeVos(const QString& path)
{
    const QString folder = QFileInfo(path).isDir() ? path : QFileInfo(path).absolutePath();
    const QString metaPath = QFileInfo(path).isDir() ? path + QStringLiteral("/meta.json") : path;
    if (!QFileInfo(metaPath).isFile()) {
        return fail(ErrorKind::NotFound,
                    QT_TRANSLATE_NOOP("core", "“%1” is no YouTube-VOS folder: there is no meta.json in it"),
                    {path},
                    QT_TRANSLATE_NOOP("core", "choose the folder that holds meta.json and Annotations"));
    }
    const auto meta = readJson(metaPath);
    if (!meta)
        return fail(meta.error());
    const auto wrong = [&](const QString& place, const char* why) {
        return fail(ErrorKind::Corrupt, QT_TRANSLATE_NOOP("core", "“%1”: %2 %3"),
                    {metaPath, place, QLatin1String(why)});
    };
    const QString root = folder + QStringLiteral("/Annotations");
    const QJsonValue videos = meta->value(QStringLiteral("videos"));
    if (!videos.isObject())
        return wrong(QStringLiteral("“videos”"), "is not an object");
    std::vector<Sequence> sequences;
    std::vector<AnnotatedFrames> annotated;
    const QJsonObject list = videos.toObject();
    for (auto v = list.begin(); v != list.end(); ++v) {
        if (v.key().isEmpty() || v.key().split(QLatin1Char('/')).contains(QStringLiteral("..")) ||
            v.key().startsWith(QLatin1Char('/')))
            return wrong(QStringLiteral("“videos/%1”").arg(v.key()), "leaves the folder");
        Sequence s;
        s.name = v.key();
        s.dense = false;
        AnnotatedFrames frames;
        const QJsonValue objects = v.value()[QStringLiteral("objects")];
        if (!objects.isObject())
            return wrong(QStringLiteral("“videos/%1/objects”").arg(s.name), "is not an object");
        const QJsonObject objectList = objects.toObject();
        for (auto o = objectList.begin(); o != objectList.end(); ++o) {
            bool number = false;
            const qint64 id = o.key().toLongLong(&number);
            if (!number || id < 1 || id > kMaxObjects || !o.value()[QStringLiteral("frames")].isArray())
                return wrong(QStringLiteral("“videos/%1/objects/%2”").arg(s.name, o.key()),
                             "is not an object of an id from 1 to 254 with its frames");
            const QString category = o.value()[QStringLiteral("category")].toString();
            s.objects.push_back(
                {ObjectId{id}, category == QLatin1String("object") ? QString() : category, {}});
            for (const QJsonValue& frame : o.value()[QStringLiteral("frames")].toArray())
                frames[id].insert(frame.toString());
        }
        s.frame_names = pictureNames(root + QLatin1Char('/') + s.name, QStringLiteral("png"));
        if (s.frame_names.isEmpty())
            return wrong(QStringLiteral("“videos/%1”").arg(s.name), "has no pictures in Annotations");
        const auto size =
            labelPictureSize(QStringLiteral("%1/%2/%3.png").arg(root, s.name, s.frame_names[0]));
        if (!size)
            return fail(size.error());
        s.size = *size;
        sequences.push_back(std::move(s));
        annotated.push_back(std::move(frames));
    }
    if (sequences.empty())
        return wrong(QStringLiteral("“videos”"), "is empty");
    return std::make_unique<YoutubeVosSource>(root, std::move(sequences), std::move(annotated));
}

std::unique_ptr<FormatWriter> makeYoutubeVosWriter(const QString& folder)
{
    return std::make_unique<YoutubeVosWriter>(folder);
}

} // namespace revseg
