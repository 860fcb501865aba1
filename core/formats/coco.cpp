// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// COCO instances in annotations.json: every frame is an image, every object mask an annotation with
// `track_id`.
#include "core/formats/coco_rle.h"
#include "core/formats/json_masks_p.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>

#include <algorithm>

namespace revseg {

namespace {

struct CocoMask
{
    ObjectId object;
    QJsonValue segmentation;
    qsizetype place; ///< index in "annotations", for messages
};

class CocoSource final : public MaskSource
{
public:
    Result<void> load(const QString& path);

    const std::vector<Sequence>& sequences() const override { return m_sequences; }
    Result<std::vector<SequenceMask>> masks(size_t sequence, int frame) override
    {
        const Size size = m_sequences[sequence].size;
        std::vector<SequenceMask> out;
        for (const CocoMask& m : m_masks[sequence][size_t(frame)]) {
            auto mask = segmentationMask(m.segmentation, size);
            if (!mask)
                return wrong(QStringLiteral("annotations[%1]: %2").arg(m.place).arg(mask.error().message()));
            const auto known = std::find_if(out.begin(), out.end(),
                                            [&](const SequenceMask& o) { return o.object == m.object; });
            if (known != out.end())
                known->mask = known->mask.united(*mask); // one object in several annotations
            else
                out.push_back({m.object, Presence::Annotated, std::move(*mask), false});
        }
        return out;
    }
    std::map<QString, qint64> losses() const override { return m_losses; }

private:
    struct Image
    {
        qint64 id;
        QString base;
        Size size;
    };
    tl::unexpected<Error> wrong(const QString& what) const
    {
        return fail(ErrorKind::Corrupt, QT_TRANSLATE_NOOP("core", "“%1”: %2"), {m_path, what});
    }
    Result<void> readImages(const QJsonArray& images);
    Result<void> readAnnotations(const QJsonObject& document);

    QString m_path;
    std::vector<Sequence> m_sequences;
    std::vector<std::vector<std::vector<CocoMask>>> m_masks; ///< by sequence and frame
    std::map<qint64, std::pair<size_t, size_t>> m_places;    ///< image id → sequence and frame
    std::map<QString, qint64> m_losses;
};

Result<void> CocoSource::load(const QString& path)
{
    m_path = path;
    const auto document = readJson(path);
    if (!document)
        return fail(document.error());
    if (!(*document)[QStringLiteral("images")].isArray() ||
        !(*document)[QStringLiteral("annotations")].isArray())
        return wrong(QStringLiteral("it has no lists “images” and “annotations”"));
    if (auto done = readImages((*document)[QStringLiteral("images")].toArray()); !done)
        return done;
    return readAnnotations(*document);
}

Result<void> CocoSource::readImages(const QJsonArray& images)
{
    std::map<QString, std::vector<Image>> byName;
    QStringList order;
    const QString otherwise = QFileInfo(m_path).absoluteDir().dirName();
    for (qsizetype i = 0; i < images.size(); ++i) {
        const QJsonValue image = images[i];
        const auto name = pictureName(image[QStringLiteral("file_name")].toString(), otherwise);
        if (!name)
            return wrong(QStringLiteral("images[%1].file_name “%2” is no name inside the folder")
                             .arg(i)
                             .arg(image[QStringLiteral("file_name")].toString()));
        const Size size{image[QStringLiteral("width")].toInt(), image[QStringLiteral("height")].toInt()};
        if (!image[QStringLiteral("id")].isDouble() || size.isEmpty() || size.width > 32768 ||
            size.height > 32768)
            return wrong(QStringLiteral("images[%1] has no id or no size").arg(i));
        if (!byName.contains(name->sequence))
            order << name->sequence;
        byName[name->sequence].push_back({image[QStringLiteral("id")].toInteger(), name->base, size});
    }
    for (const QString& name : order) {
        auto& list = byName[name];
        std::stable_sort(list.begin(), list.end(),
                         [&](const Image& a, const Image& b) { return naturalLess(a.base, b.base); });
        Sequence s;
        s.name = name;
        s.size = list[0].size;
        for (const Image& image : list) {
            if (image.size != s.size)
                return wrong(QStringLiteral("the images of “%1” have different sizes").arg(name));
            if (!m_places.try_emplace(image.id, m_sequences.size(), size_t(s.frame_names.size())).second)
                return wrong(QStringLiteral("two images have the id %1").arg(image.id));
            s.frame_names << image.base;
        }
        m_masks.emplace_back(list.size());
        m_sequences.push_back(std::move(s));
    }
    if (m_sequences.empty())
        return wrong(QStringLiteral("it lists no image"));
    return {};
}

Result<void> CocoSource::readAnnotations(const QJsonObject& document)
{
    const QJsonArray annotations = document[QStringLiteral("annotations")].toArray();
    const auto categories = categoryNames(document);
    std::vector<std::set<qint64>> tracks(m_sequences.size());
    std::vector<qint64> trackOf;
    for (qsizetype i = 0; i < annotations.size(); ++i) {
        const QJsonValue a = annotations[i];
        const auto place = m_places.find(a[QStringLiteral("image_id")].toInteger(-1));
        if (place == m_places.end())
            return wrong(QStringLiteral("annotations[%1].image_id is of no image").arg(i));
        const auto [sequence, frame] = place->second;
        qint64 track = a[QStringLiteral("track_id")].toInteger(0);
        if (track == 0) {
            // Made for single pictures: the best there is is the order on each of them.
            track = qint64(m_masks[sequence][frame].size()) + 1;
            ++m_losses[QStringLiteral("missing_track_id")];
        }
        if (a[QStringLiteral("segmentation")].isArray())
            ++m_losses[QStringLiteral("polygons_filled")];
        tracks[sequence].insert(track);
        trackOf.push_back(track);
        m_masks[sequence][frame].push_back({{}, a[QStringLiteral("segmentation")], i});
    }
    std::vector<TrackIds> ids(m_sequences.size());
    for (size_t s = 0; s < ids.size(); ++s) {
        ids[s].assign(tracks[s]);
        if (ids[s].isFull())
            return wrong(
                QStringLiteral("“%1” has more than %2 objects").arg(m_sequences[s].name).arg(kMaxObjects));
        if (ids[s].renumbered() > 0)
            m_losses[QStringLiteral("renumbered_ids")] += ids[s].renumbered();
        std::set<qint64> named;
        for (auto& frame : m_masks[s]) {
            for (CocoMask& m : frame) {
                const qint64 track = trackOf[size_t(m.place)];
                m.object = ids[s].object(track);
                const auto category =
                    categories.find(annotations[m.place][QStringLiteral("category_id")].toInteger());
                if (named.insert(track).second)
                    m_sequences[s].objects.push_back(
                        {m.object, category == categories.end() ? QString() : category->second, {}});
            }
        }
        std::sort(m_sequences[s].objects.begin(), m_sequences[s].objects.end(),
                  [](const SequenceObject& a, const SequenceObject& b) { return a.id < b.id; });
    }
    return {};
}

class CocoWriter final : public FormatWriter
{
public:
    explicit CocoWriter(QString folder)
        : m_folder(std::move(folder))
        , m_file(m_folder + QStringLiteral("/annotations.json"))
    {
    }

    Result<void> writeFrame(const Sequence& sequence, int frame,
                            const std::vector<SequenceMask>& masks) override
    {
        if (!m_file.isOpen()) {
            (void)m_file.open(QIODevice::WriteOnly | QIODevice::Unbuffered);
            // Annotations first and at once: they are what does not fit into memory.
            if (auto done = append(m_file, "{\"annotations\":[\n"); !done)
                return done;
        }
        ++m_image;
        m_images +=
            (m_images.isEmpty() ? "" : ",\n") +
            QJsonDocument(
                QJsonObject{{QStringLiteral("id"), m_image},
                            {QStringLiteral("width"), sequence.size.width},
                            {QStringLiteral("height"), sequence.size.height},
                            {QStringLiteral("file_name"),
                             QStringLiteral("%1/%2.jpg").arg(sequence.name, sequence.frame_names[frame])}})
                .toJson(QJsonDocument::Compact);
        for (const SequenceMask& m : masks) {
            QString name;
            for (const SequenceObject& o : sequence.objects) {
                if (o.id == m.object)
                    name = o.name;
            }
            const QJsonObject annotation{{QStringLiteral("id"), ++m_annotation},
                                         {QStringLiteral("image_id"), m_image},
                                         {QStringLiteral("category_id"), m_categories.idFor(name)},
                                         {QStringLiteral("track_id"), m.object.value},
                                         {QStringLiteral("iscrowd"), 0},
                                         {QStringLiteral("segmentation"), cocoRle(m.mask)},
                                         {QStringLiteral("area"), qint64(m.mask.area())},
                                         {QStringLiteral("bbox"), jsonBox(m.mask)}};
            const QByteArray text = QJsonDocument(annotation).toJson(QJsonDocument::Compact);
            if (auto done = append(m_file, (m_annotation == 1 ? "" : ",\n") + text); !done)
                return done;
        }
        return {};
    }
    Result<void> endSequence(const Sequence&) override { return {}; }
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
        (void)m_categories.idFor({}); // a list of categories is never empty
        auto done = append(m_file, "],\n\"images\":[\n" + m_images + "],\n\"categories\":" +
                                       QJsonDocument(m_categories.json()).toJson(QJsonDocument::Compact) +
                                       ",\n\"info\":{},\"licenses\":[]}\n");
        if (done && !m_file.flush())
            done = append(m_file, "\n"); // says why
        m_file.close();
        return done;
    }

private:
    QString m_folder;
    QFile m_file;
    QByteArray m_images;
    qint64 m_image = 0;
    qint64 m_annotation = 0;
    Categories m_categories;
};

} // namespace

Result<std::unique_ptr<MaskSource>> openCoco(const QString& path)
{
    const auto file = annotationFile(path);
    if (!file)
        return fail(file.error());
    auto source = std::make_unique<CocoSource>();
    if (auto loaded = source->load(*file); !loaded)
        return fail(loaded.error());
    return source;
}

std::unique_ptr<FormatWriter> makeCocoWriter(const QString& folder)
{
    return std::make_unique<CocoWriter>(folder);
}

} // namespace revseg
