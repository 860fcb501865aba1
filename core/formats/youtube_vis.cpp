// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// YouTube-VIS in annotations.json: one annotation an object, with a list over all frames of its video; null
// is "absent".
#include "core/formats/coco_rle.h"
#include "core/formats/json_masks_p.h"

#include <QFileInfo>
#include <QJsonDocument>

#include <algorithm>

namespace revseg {

namespace {

class YoutubeVisSource final : public MaskSource
{
public:
    Result<void> load(const QString& path);

    const std::vector<Sequence>& sequences() const override { return m_sequences; }
    Result<std::vector<SequenceMask>> masks(size_t sequence, int frame) override
    {
        const Size size = m_sequences[sequence].size;
        std::vector<SequenceMask> out;
        for (const Track& t : m_tracks[sequence]) {
            const QJsonValue segmentation = t.segmentations[frame];
            if (segmentation.isNull()) {
                out.push_back({t.object, Presence::Absent, Mask::empty(size), false});
                continue;
            }
            auto mask = segmentationMask(segmentation, size);
            if (!mask)
                return wrong(QStringLiteral("annotations[%1].segmentations[%2]: %3")
                                 .arg(t.place)
                                 .arg(frame)
                                 .arg(mask.error().message()));
            out.push_back({t.object, mask->isEmpty() ? Presence::Absent : Presence::Annotated,
                           std::move(*mask), false});
        }
        return out;
    }
    std::map<QString, qint64> losses() const override { return m_losses; }

private:
    struct Track
    {
        ObjectId object;
        qint64 track;
        QJsonArray segmentations;
        qsizetype place;
    };
    tl::unexpected<Error> wrong(const QString& what) const
    {
        return fail(ErrorKind::Corrupt, QT_TRANSLATE_NOOP("core", "“%1”: %2"), {m_path, what});
    }
    Result<void> readVideos(const QJsonArray& videos);
    Result<void> readAnnotations(const QJsonObject& document);

    QString m_path;
    std::vector<Sequence> m_sequences;
    std::vector<std::vector<Track>> m_tracks; ///< by sequence
    std::map<qint64, size_t> m_places;        ///< video id → sequence
    std::map<QString, qint64> m_losses;
};

Result<void> YoutubeVisSource::load(const QString& path)
{
    m_path = path;
    const auto document = readJson(path);
    if (!document)
        return fail(document.error());
    if (!(*document)[QStringLiteral("videos")].isArray() ||
        !(*document)[QStringLiteral("annotations")].isArray())
        return wrong(QStringLiteral("it has no lists “videos” and “annotations”"));
    if (auto done = readVideos((*document)[QStringLiteral("videos")].toArray()); !done)
        return done;
    return readAnnotations(*document);
}

Result<void> YoutubeVisSource::readVideos(const QJsonArray& videos)
{
    for (qsizetype i = 0; i < videos.size(); ++i) {
        const QJsonValue video = videos[i];
        Sequence s;
        s.size = {video[QStringLiteral("width")].toInt(), video[QStringLiteral("height")].toInt()};
        const qint64 id = video[QStringLiteral("id")].toInteger(-1);
        if (id < 0 || s.size.isEmpty() || s.size.width > 32768 || s.size.height > 32768)
            return wrong(QStringLiteral("videos[%1] has no id or no size").arg(i));
        for (const QJsonValue& file : video[QStringLiteral("file_names")].toArray()) {
            const auto name = pictureName(file.toString(), QStringLiteral("video_%1").arg(id));
            if (!name)
                return wrong(QStringLiteral("videos[%1].file_names: “%2” is no name inside the folder")
                                 .arg(i)
                                 .arg(file.toString()));
            s.name = name->sequence;
            s.frame_names << name->base;
        }
        if (s.frame_names.isEmpty())
            return wrong(QStringLiteral("videos[%1] has no frames").arg(i));
        if (!m_places.try_emplace(id, m_sequences.size()).second)
            return wrong(QStringLiteral("two videos have the id %1").arg(id));
        m_sequences.push_back(std::move(s));
    }
    if (m_sequences.empty())
        return wrong(QStringLiteral("it lists no video"));
    m_tracks.resize(m_sequences.size());
    return {};
}

Result<void> YoutubeVisSource::readAnnotations(const QJsonObject& document)
{
    const QJsonArray annotations = document[QStringLiteral("annotations")].toArray();
    const auto categories = categoryNames(document);
    std::vector<std::set<qint64>> tracks(m_sequences.size());
    for (qsizetype i = 0; i < annotations.size(); ++i) {
        const QJsonValue a = annotations[i];
        const auto place = m_places.find(a[QStringLiteral("video_id")].toInteger(-1));
        if (place == m_places.end())
            return wrong(QStringLiteral("annotations[%1].video_id is of no video").arg(i));
        const size_t s = place->second;
        const QJsonArray segmentations = a[QStringLiteral("segmentations")].toArray();
        if (segmentations.size() != m_sequences[s].frameCount())
            return wrong(QStringLiteral("annotations[%1].segmentations has %2 entries for %3 frames")
                             .arg(i)
                             .arg(segmentations.size())
                             .arg(m_sequences[s].frameCount()));
        const QJsonValue track = a[QStringLiteral("track_id")];
        const qint64 id = (track.isDouble() ? track : a[QStringLiteral("id")]).toInteger(0);
        if (!tracks[s].insert(id).second)
            return wrong(QStringLiteral("annotations[%1]: track %2 is there twice").arg(i).arg(id));
        m_tracks[s].push_back({{}, id, segmentations, i});
    }
    for (size_t s = 0; s < m_tracks.size(); ++s) {
        TrackIds ids;
        ids.assign(tracks[s]);
        if (ids.isFull())
            return wrong(
                QStringLiteral("“%1” has more than %2 objects").arg(m_sequences[s].name).arg(kMaxObjects));
        if (ids.renumbered() > 0)
            m_losses[QStringLiteral("renumbered_ids")] += ids.renumbered();
        for (Track& t : m_tracks[s]) {
            t.object = ids.object(t.track);
            const auto category =
                categories.find(annotations[t.place][QStringLiteral("category_id")].toInteger());
            m_sequences[s].objects.push_back(
                {t.object, category == categories.end() ? QString() : category->second, {}});
        }
        std::sort(m_sequences[s].objects.begin(), m_sequences[s].objects.end(),
                  [](const SequenceObject& a, const SequenceObject& b) { return a.id < b.id; });
    }
    return {};
}

class YoutubeVisWriter final : public FormatWriter
{
public:
    explicit YoutubeVisWriter(QString folder)
        : m_folder(std::move(folder))
        , m_file(m_folder + QStringLiteral("/annotations.json"))
    {
    }

    Result<void> writeFrame(const Sequence&, int frame, const std::vector<SequenceMask>& masks) override
    {
        for (const SequenceMask& m : masks) {
            Lists& lists = m_lists[m.object.value];
            lists.fill(frame);
            lists.segmentations += QJsonDocument(cocoRle(m.mask)).toJson(QJsonDocument::Compact) + ',';
            lists.areas += QByteArray::number(m.mask.area()) + ',';
            lists.boxes += QJsonDocument(jsonBox(m.mask)).toJson(QJsonDocument::Compact) + ',';
            lists.frames = frame + 1;
        }
        return {};
    }
    Result<void> endSequence(const Sequence& sequence) override
    {
        ++m_video;
        QJsonArray files;
        for (const QString& name : sequence.frame_names)
            files.append(QStringLiteral("%1/%2.jpg").arg(sequence.name, name));
        m_videos.append(QJsonObject{{QStringLiteral("id"), m_video},
                                    {QStringLiteral("width"), sequence.size.width},
                                    {QStringLiteral("height"), sequence.size.height},
                                    {QStringLiteral("length"), sequence.frameCount()},
                                    {QStringLiteral("file_names"), files}});
        if (!m_file.isOpen()) {
            (void)m_file.open(QIODevice::WriteOnly | QIODevice::Unbuffered);
            if (auto done = append(m_file, "{\"annotations\":[\n"); !done)
                return done;
        }
        for (auto& [id, lists] : m_lists) {
            lists.fill(sequence.frameCount());
            QString name;
            for (const SequenceObject& o : sequence.objects) {
                if (o.id.value == id)
                    name = o.name;
            }
            // Put together as text: the lists may be larger than a JSON document in memory could be.
            const QJsonObject head{{QStringLiteral("id"), ++m_annotation},
                                   {QStringLiteral("video_id"), m_video},
                                   {QStringLiteral("track_id"), id},
                                   {QStringLiteral("category_id"), m_categories.idFor(name)},
                                   {QStringLiteral("iscrowd"), 0},
                                   {QStringLiteral("width"), sequence.size.width},
                                   {QStringLiteral("height"), sequence.size.height},
                                   {QStringLiteral("length"), sequence.frameCount()}};
            QByteArray text = QJsonDocument(head).toJson(QJsonDocument::Compact);
            text.chop(1);
            for (QByteArray* list : {&lists.segmentations, &lists.areas, &lists.boxes})
                list->chop(1);
            text = (m_annotation == 1 ? "" : ",\n") + text + ",\"segmentations\":[" + lists.segmentations +
                   "],\"areas\":[" + lists.areas + "],\"bboxes\":[" + lists.boxes + "]}";
            if (auto done = append(m_file, text); !done)
                return done;
        }
        m_lists.clear();
        return {};
    }
    Result<void> writePicture(const Sequence& sequence, int frame, const QImage& picture) override
    {
        const QString folder = m_folder + QLatin1Char('/') + sequence.name;
        if (frame == 0) {
            if (auto made = makeFolder(folder); !made)
                return made;
        }
        return writeJpeg(QStringLiteral("%1/%2.jpg").arg(folder, sequence.frame_names[frame]), picture);
    }
    Result<void> finish() override
    {
        (void)m_categories.idFor({});
        auto done =
            append(m_file, "],\n\"videos\":" + QJsonDocument(m_videos).toJson(QJsonDocument::Compact) +
                               ",\n\"categories\":" +
                               QJsonDocument(m_categories.json()).toJson(QJsonDocument::Compact) +
                               ",\n\"info\":{},\"licenses\":[]}\n");
        if (done && !m_file.flush())
            done = append(m_file, "\n"); // says why
        m_file.close();
        return done;
    }

private:
    struct Lists
    {
        QByteArray segmentations;
        QByteArray areas;
        QByteArray boxes;
        int frames = 0;

        void fill(int until)
        {
            for (; frames < until; ++frames) {
                for (QByteArray* list : {&segmentations, &areas, &boxes})
                    *list += "null,";
            }
        }
    };

    QString m_folder;
    QFile m_file;
    std::map<qint64, Lists> m_lists; ///< of the sequence at hand, by object
    QJsonArray m_videos;
    qint64 m_video = 0;
    qint64 m_annotation = 0;
    Categories m_categories;
};

} // namespace

Result<std::unique_ptr<MaskSource>> openYoutubeVis(const QString& path)
{
    const auto file = annotationFile(path);
    if (!file)
        return fail(file.error());
    auto source = std::make_unique<YoutubeVisSource>();
    if (auto loaded = source->load(*file); !loaded)
        return fail(loaded.error());
    return source;
}

std::unique_ptr<FormatWriter> makeYoutubeVisWriter(const QString& folder)
{
    return std::make_unique<YoutubeVisWriter>(folder);
}

} // namespace revseg
