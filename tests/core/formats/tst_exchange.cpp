// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/formats/coco_rle.h"
#include "core/mask/label_picture.h"
#include "tests/core/formats/formats_fixture.h"
#include "tests/support/test.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>

using namespace revseg;
using namespace revseg::test;

namespace {

QJsonObject json(const QString& path)
{
    return QJsonDocument::fromJson(bytesOf(path)).object();
}

} // namespace

class TestExchange final : public TestCase
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_dir;

    QString at(const char* name) const { return m_dir->filePath(QLatin1String(name)); }
    std::unique_ptr<Project> project(const char* name = "a.revseg", int frames = kFrames)
    {
        auto p = Project::create(at(name));
        if (!p || !(*p)->addVideo(clip(at("clip.mp4"), frames)))
            return nullptr;
        return std::move(*p);
    }
    /// Two objects that do not touch; the second is away on frame 2 and nobody looked at it on frame 4.
    std::unique_ptr<Project> filledProject()
    {
        auto p = project();
        const VideoId video = p->videos()[0].id;
        (void)p->addObject(video);
        (void)p->addObject(video, QStringLiteral("red car"));
        for (int frame = 0; frame < kFrames; ++frame) {
            (void)p->setMask(video, ObjectId{1}, frame, record(blob(frame, 0)), {"x", {}});
            const Mask second = blob(frame, 3).subtracted(blob(frame, 0));
            if (frame == 2)
                (void)p->setMask(video, ObjectId{2}, frame, record(Mask::empty(kSize), Presence::Absent),
                                 {"x", {}});
            else if (frame != 4)
                (void)p->setMask(video, ObjectId{2}, frame, record(second), {"x", {}});
        }
        return p;
    }
    Result<ExchangeReport> exported(const Project& p, Format format, const QString& folder,
                                    const WriteOptions& options = {})
    {
        auto source = projectMasks(p);
        if (!source)
            return fail(source.error());
        return writeMasks(**source, format, folder, options, {}, {});
    }
    Result<ExchangeReport> imported(Project& p, Format format, const QString& path)
    {
        auto source = openMasks(format, path);
        if (!source)
            return fail(source.error());
        std::vector<ImportTarget> targets;
        for (const VideoRecord& v : p.videos())
            targets.push_back({v, p.mediaPath(v.id)});
        auto masks = readMasks(**source, format, targets, {}, {});
        if (!masks)
            return fail(masks.error());
        auto edit = importEdit(p, *masks);
        if (!edit)
            return fail(edit.error());
        if (auto done = p.apply(std::move(*edit)); !done)
            return fail(done.error());
        return masks->report;
    }

protected:
    void prepare() override { m_dir = std::make_unique<QTemporaryDir>(); }

private Q_SLOTS:
    void everyFormatThereAndBack_data()
    {
        QTest::addColumn<QString>("name");
        for (const char* name : {"davis", "youtube-vos", "coco", "youtube-vis"})
            QTest::newRow(name) << QString::fromLatin1(name);
    }
    void everyFormatThereAndBack()
    {
        QFETCH(QString, name);
        const Format format = *formatNamed(name);
        const auto first = filledProject();
        const auto out = exported(*first, format, at("out"));
        VERIFY_RESULT(out);
        QCOMPARE(out->frames, kFrames);
        QCOMPARE(out->objects, 2);
        QCOMPARE(out->masks, 10);
        QCOMPARE(out->losses.contains(QStringLiteral("object_names")), name == QLatin1String("davis"));
        // YouTube-VOS lists the frames on which somebody has looked.
        QCOMPARE(out->losses.contains(QStringLiteral("not_looked_at")), name != QLatin1String("youtube-vos"));
        QVERIFY(!out->losses.contains(QStringLiteral("overlap_pixels")));
        const auto second = project("b.revseg");
        const auto in = imported(*second, format, at("out"));
        VERIFY_RESULT(in);
        QCOMPARE(in->frames, kFrames);
        QCOMPARE(in->objects, 2);
        QCOMPARE(in->masks, 10);
        const VideoId video = second->videos()[0].id;
        for (int frame = 0; frame < kFrames; ++frame) {
            for (const ObjectId object : {ObjectId{1}, ObjectId{2}}) {
                const auto a = first->mask(video, object, frame);
                const auto b = second->mask(video, object, frame);
                VERIFY_RESULT(b);
                const bool wasEmpty = !*a || (*a)->mask.isEmpty();
                QCOMPARE(!*b || (*b)->mask.isEmpty(), wasEmpty);
                if (!wasEmpty) {
                    QCOMPARE((*b)->mask, (*a)->mask);
                    QVERIFY((*b)->provenance.origin == Provenance::Origin::Imported);
                }
            }
        }
        if (name != QLatin1String("davis"))
            QCOMPARE(second->object(video, ObjectId{2})->name, QStringLiteral("red car"));
        QVERIFY(second->undo()); // one step
        QVERIFY(second->objects(video).empty());
    }
    void youtubeVosKeepsAbsentApartFromNotLookedAt()
    {
        const auto first = filledProject();
        const VideoId video = first->videos()[0].id;
        VERIFY_RESULT(
            first->setMask(video, ObjectId{1}, 5, record(Mask::empty(kSize), Presence::Occluded), {"x", {}}));
        VERIFY_RESULT(first->setMask(video, ObjectId{2}, 5, record(Mask::empty(kSize), Presence::OutOfFrame),
                                     {"x", {}}));
        const auto out = exported(*first, Format::YoutubeVos, at("out"));
        VERIFY_RESULT(out);
        QCOMPARE(out->losses.at(QStringLiteral("occluded_or_out_of_frame")), 2);
        QVERIFY(!out->losses.contains(QStringLiteral("not_looked_at")));
        const QJsonValue second = json(at("out/meta.json"))[QStringLiteral("videos")][QStringLiteral("clip")]
                                                           [QStringLiteral("objects")][QStringLiteral("2")];
        QCOMPARE(second[QStringLiteral("frames")].toArray(),
                 (QJsonArray{QStringLiteral("00000"), QStringLiteral("00001"), QStringLiteral("00002"),
                             QStringLiteral("00003"), QStringLiteral("00005")}));
        const auto back = project("b.revseg");
        VERIFY_RESULT(imported(*back, Format::YoutubeVos, at("out")).map([](auto) {}));
        const VideoId other = back->videos()[0].id;
        QVERIFY((*back->mask(other, ObjectId{2}, 2))->presence == Presence::Absent);
        QVERIFY((*back->mask(other, ObjectId{2}, 5))->presence == Presence::Absent);
        QVERIFY((*back->mask(other, ObjectId{1}, 5))->presence == Presence::Absent);
        QVERIFY(*back->mask(other, ObjectId{2}, 4) == nullptr); // nobody has looked
        QVERIFY((*back->mask(other, ObjectId{2}, 3))->presence == Presence::Annotated);

        // From a format in which no pixel means absent, all was looked at.
        VERIFY_RESULT(exported(*first, Format::Davis2017, at("davis")).map([](auto) {}));
        auto davis = openMasks(Format::Davis2017, at("davis"));
        VERIFY_RESULT(davis);
        VERIFY_RESULT(writeMasks(**davis, Format::YoutubeVos, at("turned"), {}, {}, {}).map([](auto) {}));
        const auto whole = project("c.revseg");
        VERIFY_RESULT(imported(*whole, Format::YoutubeVos, at("turned")).map([](auto) {}));
        QVERIFY((*whole->mask(whole->videos()[0].id, ObjectId{2}, 4))->presence == Presence::Absent);
    }
    void theReportSaysWhereAndInWords()
    {
        const auto p = filledProject();
        const VideoId video = p->videos()[0].id;
        for (const int frame : {0, 1, 4}) {
            for (const ObjectId object : {ObjectId{1}, ObjectId{2}})
                VERIFY_RESULT(p->setMask(video, object, frame, nullptr, {"x", {}}));
        }
        QVERIFY(p->removeObject(video, ObjectId{1}));
        const auto out = exported(*p, Format::Davis2017, at("out"));
        VERIFY_RESULT(out);
        const QJsonObject report = json(at("out/report.json"));
        QCOMPARE(report[QStringLiteral("format")].toString(), QStringLiteral("davis"));
        QCOMPARE(report[QStringLiteral("losses")].toObject(),
                 out->json()[QStringLiteral("losses")].toObject());
        const QJsonValue places = report[QStringLiteral("places")];
        const auto at = [&places](const char* loss) {
            return places[QLatin1String(loss)][QStringLiteral("clip")].toArray();
        };
        // Frame 2 says "absent".
        QCOMPARE(at("frames_without_mask"), (QJsonArray{QJsonArray{0, 2}, QJsonArray{4, 4}}));
        QCOMPARE(at("id_gaps"), (QJsonArray{QJsonArray{1, 1}}));
        const QJsonArray notes = report[QStringLiteral("notes")].toArray();
        QVERIFY(notes.contains(QStringLiteral("4 frames have no mask")));
        QVERIFY(notes.contains(QStringLiteral("One object number below the highest one is not in use")));
        QCOMPARE(notes.size(), qsizetype(out->losses.size()));
        // Every name that can occur has a sentence of its own.
        for (const QJsonValue& note : notes)
            QVERIFY2(!note.toString().contains(QLatin1Char('_')), qPrintable(note.toString()));
    }
    void formatsAreToldApart()
    {
        const auto p = filledProject();
        for (const QString& name : formatNames()) {
            const Format format = *formatNamed(name);
            VERIFY_RESULT(exported(*p, format, m_dir->filePath(name)).map([](auto) {}));
            const auto found = detectFormat(m_dir->filePath(name));
            VERIFY_RESULT(found);
            QCOMPARE(formatName(*found), name);
        }
        for (const char* file :
             {"coco/annotations.json", "youtube-vis/annotations.json", "youtube-vos/meta.json"}) {
            const auto found = detectFormat(at(file));
            VERIFY_RESULT(found);
            QVERIFY(QLatin1String(file).startsWith(formatName(*found)));
        }
        VERIFY_ERROR(detectFormat(at("nothing")), ErrorKind::NotFound);
        VERIFY_ERROR(detectFormat(m_dir->path()), ErrorKind::NotFound);
        writeText(at("cut.json"), "{\"images\": [{");
        VERIFY_ERROR(detectFormat(at("cut.json")), ErrorKind::Corrupt);
    }
    void sequencesGoWhereTheyWereSent()
    {
        const auto p = filledProject();
        VERIFY_RESULT(exported(*p, Format::Davis2017, at("out")).map([](auto) {}));
        const QDir folder(at("out/Annotations/480p"));
        QVERIFY(folder.mkdir(QStringLiteral("other")));
        for (const QString& name : QDir(folder.filePath(QStringLiteral("clip"))).entryList(QDir::Files))
            QVERIFY(QFile::copy(folder.filePath(QStringLiteral("clip/") + name),
                                folder.filePath(QStringLiteral("other/") + name)));
        const auto two = project("b.revseg");
        const auto second = two->addVideo(clip(at("second.mp4")));
        VERIFY_RESULT(second);
        auto source = openMasks(Format::Davis2017, at("out"));
        VERIFY_RESULT(source);
        const auto masks = readMasks(**source, Format::Davis2017,
                                     {{*two->video(*second), {}, QStringLiteral("other")}}, {}, {});
        VERIFY_RESULT(masks);
        QCOMPARE(masks->videos.size(), 1U);
        QVERIFY(masks->videos[0].video == *second);
        QCOMPARE(masks->report.losses.at(QStringLiteral("sequences_without_video")), 1);
        // One that is not there.
        VERIFY_ERROR(readMasks(**source, Format::Davis2017,
                               {{*two->video(*second), {}, QStringLiteral("third")}}, {}, {}),
                     ErrorKind::NotFound);
    }
    void davisFiles()
    {
        writeText(at("clip.mp4"), "x");
        const auto p = filledProject();
        VERIFY_RESULT(
            exported(*p, Format::Davis2017, at("out"), {true, greyMedia(), false}).map([](auto) {}));
        QImage image(at("out/Annotations/480p/clip/00000.png"));
        QCOMPARE(image.format(), QImage::Format_Indexed8);
        QCOMPARE(image.color(1), qRgb(128, 0, 0));
        QCOMPARE(image.color(3), qRgb(128, 128, 0));
        QCOMPARE(image.color(255), qRgb(224, 224, 192));
        for (int y = 0; y < kSize.height; ++y) {
            for (int x = 0; x < kSize.width; ++x)
                QCOMPARE(image.pixelIndex(x, y) == 1, blob(0, 0).contains(x, y));
        }
        // PNG colour type 3 at 8 bits: byte 24 and 25 of the file.
        QCOMPARE(bytesOf(at("out/Annotations/480p/clip/00004.png")).mid(24, 2), QByteArray("\x08\x03"));
        QCOMPARE(bytesOf(at("out/ImageSets/2017/val.txt")), QByteArray("clip\n"));
        QCOMPARE(qGray(QImage(at("out/JPEGImages/480p/clip/00003.jpg")).pixel(5, 5)), 90);
        const auto lines = bytesOf(at("out/frames.csv")).split('\n');
        QCOMPARE(lines[0], QByteArray("sequence,name,frame,pts,time_base,time_s,source_sha256"));
        QCOMPARE(lines[2], QByteArray("clip,00001,1,1536,1/12800,0.040000,cafe"));
        QCOMPARE(lines.size(), kFrames + 2);
    }
    /// What `track --out` writes, or one sequence of somebody's.
    void theFolderOfOneSequenceIsEnough()
    {
        const auto p = filledProject();
        VERIFY_RESULT(exported(*p, Format::Davis2017, at("out")).map([](auto) {}));
        const QString alone = at("out/Annotations/480p/clip");
        QCOMPARE(*detectFormat(alone), Format::Davis2017);
        auto whole = openMasks(Format::Davis2017, at("out"));
        auto one = openMasks(Format::Davis2017, alone);
        VERIFY_RESULT(whole);
        VERIFY_RESULT(one);
        QCOMPARE((*one)->sequences().size(), 1U);
        QCOMPARE((*one)->sequences()[0].name, QStringLiteral("clip"));
        QCOMPARE((*one)->sequences()[0].frame_names, (*whole)->sequences()[0].frame_names);
        const auto masks = (*one)->masks(0, 2);
        VERIFY_RESULT(masks);
        QCOMPARE(masks->size(), (*whole)->masks(0, 2)->size());
    }
    void withoutMediaTheTableHasNoTimes()
    {
        const auto p = filledProject();
        VERIFY_RESULT(exported(*p, Format::Coco, at("out"), {false, greyMedia(), false}).map([](auto) {}));
        const auto lines = bytesOf(at("out/frames.csv")).split('\n');
        QCOMPARE(lines[3], QByteArray("clip,00002,2,,,,cafe"));
    }
    void davis2016IsBlackAndWhite()
    {
        const auto p = filledProject();
        const auto report = exported(*p, Format::Davis2016, at("out"));
        VERIFY_RESULT(report);
        QCOMPARE(report->objects, 1);
        QCOMPARE(report->losses.at(QStringLiteral("objects_merged")), 1);
        const QImage image(at("out/Annotations/480p/clip/00001.png"));
        QCOMPARE(image.format(), QImage::Format_Grayscale8);
        const Mask both = blob(1, 0).united(blob(1, 3));
        for (int x = 0; x < kSize.width; ++x)
            QCOMPARE(qGray(image.pixel(x, 12)), both.contains(x, 12) ? 255 : 0);
        // Both readers understand it.
        for (const Format format : {Format::Davis2016, Format::Davis2017}) {
            auto source = openMasks(format, at("out"));
            VERIFY_RESULT(source);
            const auto masks = (*source)->masks(0, 1);
            VERIFY_RESULT(masks);
            QCOMPARE(masks->size(), 1U);
            QCOMPARE((*masks)[0].mask, both);
            QVERIFY((*source)->losses().empty());
        }
    }
    void overlapsGoToTheTopmostAndAreCounted()
    {
        const auto p = project();
        const VideoId video = p->videos()[0].id;
        (void)p->addObject(video);
        (void)p->addObject(video);
        VERIFY_RESULT(
            p->setMask(video, ObjectId{1}, 0, record(Mask::filled(kSize, {0, 0, 10, 10})), {"x", {}}));
        VERIFY_RESULT(
            p->setMask(video, ObjectId{2}, 0, record(Mask::filled(kSize, {5, 5, 15, 15})), {"x", {}}));
        const auto palette = exported(*p, Format::Davis2017, at("davis"));
        VERIFY_RESULT(palette);
        QCOMPARE(palette->losses.at(QStringLiteral("overlap_pixels")), 25);
        QCOMPARE(palette->losses.at(QStringLiteral("frames_without_mask")), kFrames - 1);
        QCOMPARE(QImage(at("davis/Annotations/480p/clip/00000.png")).pixelIndex(7, 7), 2);
        const auto rle = exported(*p, Format::Coco, at("coco"));
        VERIFY_RESULT(rle);
        QVERIFY(!rle->losses.contains(QStringLiteral("overlap_pixels")));
        QVERIFY(p->removeObject(video, ObjectId{1}));
        QCOMPARE(exported(*p, Format::Davis2017, at("gap"))->losses.at(QStringLiteral("id_gaps")), 1);
    }
    void cocoFiles()
    {
        const auto p = filledProject();
        VERIFY_RESULT(exported(*p, Format::Coco, at("out")).map([](auto) {}));
        const QJsonObject doc = json(at("out/annotations.json"));
        QCOMPARE(doc[QStringLiteral("images")].toArray().size(), kFrames);
        QCOMPARE(doc[QStringLiteral("images")][3][QStringLiteral("file_name")].toString(),
                 QStringLiteral("clip/00003.jpg"));
        const QJsonArray annotations = doc[QStringLiteral("annotations")].toArray();
        QCOMPARE(annotations.size(), 10);
        const QJsonValue a = annotations[0];
        QCOMPARE(a[QStringLiteral("track_id")].toInt(), 1);
        QCOMPARE(a[QStringLiteral("segmentation")].toObject(), cocoRle(blob(0, 0)));
        const Box box = *blob(0, 0).bounds();
        QCOMPARE(a[QStringLiteral("bbox")].toArray(),
                 (QJsonArray{box.x1, box.y1, box.width(), box.height()}));
    }
    void youtubeVisFiles()
    {
        const auto p = filledProject();
        VERIFY_RESULT(exported(*p, Format::YoutubeVis, at("out")).map([](auto) {}));
        const QJsonObject doc = json(at("out/annotations.json"));
        QCOMPARE(doc[QStringLiteral("videos")][0][QStringLiteral("length")].toInt(), kFrames);
        const QJsonValue second = doc[QStringLiteral("annotations")][1];
        QCOMPARE(second[QStringLiteral("track_id")].toInt(), 2);
        QCOMPARE(second[QStringLiteral("segmentations")].toArray().size(), kFrames);
        QVERIFY(second[QStringLiteral("segmentations")][2].isNull());
        QVERIFY(second[QStringLiteral("areas")][4].isNull());
        QVERIFY(second[QStringLiteral("bboxes")][0].isArray());
    }
    void polygonsAndStrangeIdsOfOthers()
    {
        writeText(at("annotations.json"), R"({"images":[
            {"id":7,"file_name":"clip/b10.jpg","width":37,"height":23},
            {"id":9,"file_name":"clip/b9.jpg","width":37,"height":23}],
            "annotations":[
            {"image_id":9,"category_id":3,"track_id":90001,"segmentation":[[2,3,12,3,12,8,2,8],[20,0,22,0,22,2,20,2]]},
            {"image_id":7,"category_id":3,"track_id":2,"segmentation":{"size":[23,37],"counts":[0,23,828]}}],
            "categories":[{"id":3,"name":"dog"}]})");
        const auto p = project("a.revseg", 2);
        const auto report = imported(*p, Format::Coco, at("annotations.json"));
        VERIFY_RESULT(report);
        QCOMPARE(report->losses.at(QStringLiteral("renumbered_ids")), 1);
        QCOMPARE(report->losses.at(QStringLiteral("polygons_filled")), 1);
        const VideoId video = p->videos()[0].id;
        // b9 comes before b10; the id that is too large became 1.
        const Mask expected = Mask::filled(kSize, {2, 3, 12, 8}).united(Mask::filled(kSize, {20, 0, 22, 2}));
        QCOMPARE((*p->mask(video, ObjectId{1}, 0))->mask, expected);
        QCOMPARE((*p->mask(video, ObjectId{2}, 1))->mask, Mask::filled(kSize, {0, 0, 1, 23}));
        QVERIFY((*p->mask(video, ObjectId{2}, 0))->presence == Presence::Absent);
        QCOMPARE(p->object(video, ObjectId{2})->name, QStringLiteral("dog"));
    }
    void wrongFilesAreRefusedWithPlaceAndReason_data()
    {
        QTest::addColumn<QString>("format");
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("place");
        const auto add = [](const char* name, const char* format, const char* text, const char* place) {
            QTest::newRow(name) << QString::fromLatin1(format) << QByteArray(text)
                                << QString::fromLatin1(place);
        };
        add("no json", "coco", "{\n\"images\": [\n  oops]}", "line 3");
        add("a list", "coco", "[]", "JSON object");
        add("no lists", "coco", "{}", "images");
        add("leaves the folder", "coco",
            R"({"images":[{"id":1,"file_name":"../x.jpg","width":37,"height":23}],"annotations":[]})",
            "images[0]");
        add("absolute", "coco",
            R"({"images":[{"id":1,"file_name":"/x/y.jpg","width":37,"height":23}],"annotations":[]})",
            "images[0]");
        add("no such image", "coco",
            R"({"images":[{"id":1,"file_name":"a.jpg","width":37,"height":23}],"annotations":[{"image_id":5}]})",
            "annotations[0]");
        add("bad runs", "coco",
            R"({"images":[{"id":1,"file_name":"0.jpg","width":37,"height":23}],"annotations":[
            {"image_id":1,"track_id":1,"segmentation":{"size":[23,37],"counts":"22202"}}]})",
            "annotations[0]");
        add("runs of another size", "coco",
            R"({"images":[{"id":1,"file_name":"0.jpg","width":37,"height":23}],"annotations":[
            {"image_id":1,"track_id":1,"segmentation":{"size":[3,4],"counts":"22202"}}]})",
            "annotations[0]");
        add("too short a list", "youtube-vis",
            R"({"videos":[{"id":1,"width":37,"height":23,"file_names":["v/0.jpg","v/1.jpg"]}],
            "annotations":[{"id":1,"video_id":1,"segmentations":[null]}]})",
            "annotations[0]");
        add("cut off", "youtube-vis", R"({"videos":[{"id":1,"width":37,)", "line 1");
        add("a run too long", "youtube-vis",
            R"({"videos":[{"id":1,"width":37,"height":23,"file_names":["v/0.jpg"]}],
            "annotations":[{"id":1,"video_id":1,"segmentations":[{"size":[23,37],"counts":[800,100]}]}]})",
            "annotations[0].segmentations[0]");
        add("a negative run", "coco",
            R"({"images":[{"id":1,"file_name":"0.jpg","width":37,"height":23}],"annotations":[
            {"image_id":1,"track_id":1,"segmentation":{"size":[23,37],"counts":[-5,856]}}]})",
            "annotations[0]");
        add("leaves the folder too", "youtube-vis",
            R"({"videos":[{"id":1,"width":37,"height":23,"file_names":["a/../../0.jpg"]}],"annotations":[]})",
            "videos[0]");
    }
    void wrongFilesAreRefusedWithPlaceAndReason()
    {
        QFETCH(QString, format);
        QFETCH(QByteArray, text);
        QFETCH(QString, place);
        writeText(at("annotations.json"), text);
        const auto p = project();
        const auto refused = imported(*p, *formatNamed(format), at("annotations.json"));
        VERIFY_ERROR(refused, ErrorKind::Corrupt);
        QVERIFY2(refused.error().message().contains(place), qPrintable(refused.error().message()));
        QVERIFY(refused.error().message().contains(QStringLiteral("annotations.json")));
        QVERIFY(p->objects(p->videos()[0].id).empty());
    }
    void masksOfAnotherVideoAreRefused()
    {
        const auto p = filledProject();
        VERIFY_RESULT(exported(*p, Format::Davis2017, at("out")).map([](auto) {}));
        const auto shorter = project("b.revseg", kFrames - 2);
        VERIFY_ERROR(imported(*shorter, Format::Davis2017, at("out")), ErrorKind::InvalidInput);
        VERIFY_ERROR(imported(*shorter, Format::Davis2017, at("nothing")), ErrorKind::NotFound);
        VERIFY_ERROR(imported(*shorter, Format::Davis2017, m_dir->path()), ErrorKind::NotFound);
        VERIFY_ERROR(imported(*shorter, Format::YoutubeVos, at("out")), ErrorKind::NotFound);
        QImage color(kSize.width, kSize.height, QImage::Format_RGB32);
        color.fill(Qt::red);
        QVERIFY(color.save(at("out/Annotations/480p/clip/00001.png")));
        const auto second = project("c.revseg");
        const auto refused = imported(*second, Format::Davis2017, at("out"));
        VERIFY_ERROR(refused, ErrorKind::Corrupt);
        QVERIFY(refused.error().message().contains(QStringLiteral("00001.png")));
        writeText(at("out/Annotations/480p/clip/00001.png"), "PNG? no");
        VERIFY_ERROR(imported(*second, Format::Davis2017, at("out")), ErrorKind::Corrupt);
        QVERIFY(second->objects(second->videos()[0].id).empty());
    }
    void voidPixelsAreLeftOutAndCounted()
    {
        const auto p = filledProject();
        VERIFY_RESULT(exported(*p, Format::Davis2017, at("out")).map([](auto) {}));
        QImage image(at("out/Annotations/480p/clip/00000.png"));
        for (int x = 30; x < 35; ++x)
            image.setPixel(x, 20, 255);
        QVERIFY(image.save(at("out/Annotations/480p/clip/00000.png")));
        const auto second = project("b.revseg");
        const auto report = imported(*second, Format::Davis2017, at("out"));
        VERIFY_RESULT(report);
        QCOMPARE(report->losses.at(QStringLiteral("void_pixels")), 5);
        // A conversion reads twice, to compare, and counts once.
        auto source = openMasks(Format::Davis2017, at("out"));
        VERIFY_RESULT(source);
        const auto turned = writeMasks(**source, Format::Coco, at("coco"), {}, {}, {});
        VERIFY_RESULT(turned);
        QCOMPARE(turned->losses.at(QStringLiteral("void_pixels")), 5);
        QCOMPARE(second->objects(second->videos()[0].id).size(), 2U);
    }
    void picturesWithoutAPaletteAreCounted()
    {
        const auto p = filledProject();
        for (const Format format : {Format::Davis2017, Format::YoutubeVos}) {
            const QString out = at("out") + formatName(format);
            const auto report = exported(*p, format, out);
            VERIFY_RESULT(report);
            QVERIFY(!report->losses.contains(QStringLiteral("grey_pictures")));
            const QString file =
                out + (format == Format::Davis2017 ? QStringLiteral("/Annotations/480p/clip/00001.png")
                                                   : QStringLiteral("/Annotations/clip/00001.png"));
            auto picture = readLabelPicture(file);
            VERIFY_RESULT(picture);
            picture->palette = false;
            VERIFY_RESULT(writeLabelPicture(file, *picture));
            const auto second = project(qPrintable(formatName(format) + QStringLiteral(".revseg")));
            const auto back = imported(*second, format, out);
            VERIFY_RESULT(back);
            QCOMPARE(back->losses.at(QStringLiteral("grey_pictures")), 1);
            QVERIFY(
                lossSentence(QStringLiteral("grey_pictures"), 2).english().startsWith(QStringLiteral("2 ")));
        }
    }
    void importingTwiceTouchesNothingThatIsThere()
    {
        const auto p = filledProject();
        VERIFY_RESULT(exported(*p, Format::Davis2017, at("out")).map([](auto) {}));
        const auto report = imported(*p, Format::Davis2017, at("out"));
        VERIFY_RESULT(report);
        QCOMPARE(report->losses.at(QStringLiteral("renumbered_ids")), 2);
        const VideoId video = p->videos()[0].id;
        QCOMPARE(p->objects(video).size(), 4U);
        QCOMPARE((*p->mask(video, ObjectId{3}, 0))->mask, blob(0, 0));
        QCOMPARE((*p->mask(video, ObjectId{1}, 0))->mask, blob(0, 0));
    }
    void anExportIsWholeOrNotThere()
    {
        const auto p = filledProject();
        QDir(m_dir->path()).mkpath(QStringLiteral("out"));
        writeText(at("out/letter.txt"), "dear aunt");
        VERIFY_ERROR(exported(*p, Format::Davis2017, at("out")), ErrorKind::InvalidInput);
        VERIFY_RESULT(exported(*p, Format::Davis2017, at("out"), {false, {}, true}).map([](auto) {}));
        QCOMPARE(bytesOf(at("out/letter.txt")), QByteArray("dear aunt"));
        auto source = projectMasks(*p);
        std::stop_source stop;
        int steps = 0;
        const auto stopped = writeMasks(
            **source, Format::Davis2017, at("stopped"), {},
            [&](Progress) {
                if (++steps == 3)
                    stop.request_stop();
            },
            stop.get_token());
        VERIFY_ERROR(stopped, ErrorKind::Cancelled);
        // Pictures that cannot be had: nothing is left either.
        VERIFY_ERROR(exported(*p, Format::Davis2017, at("pictures"), {true, {}, false}), ErrorKind::NotFound);
        const QStringList left =
            QDir(m_dir->path()).entryList(QDir::Dirs | QDir::Hidden | QDir::NoDotAndDotDot);
        QVERIFY2(left == QStringList{QStringLiteral("out")}, qPrintable(left.join(QLatin1Char(' '))));
    }
    void namesThatCouldLeadElsewhere()
    {
        const auto p = filledProject();
        VideoRecord v = p->videos()[0];
        v.name = QStringLiteral("../../evil");
        VERIFY_RESULT(p->updateVideo(v, {"x", {}}));
        VERIFY_RESULT(exported(*p, Format::Davis2017, at("out")).map([](auto) {}));
        QVERIFY(QFile::exists(at("out/Annotations/480p/_.._.._evil/00000.png")));
    }
    void aFailedExportNamesTheFolderThatWasChosen()
    {
        /// Somebody takes the folder away while it is filled.
        class Spoiler final : public MaskSource
        {
        public:
            Spoiler(MaskSource& source, QString folder) : m_source(source), m_folder(std::move(folder)) {}
            const std::vector<Sequence>& sequences() const override { return m_source.sequences(); }
            Result<std::vector<SequenceMask>> masks(size_t sequence, int frame) override
            {
                const QDir dir(m_folder);
                for (const QString& name : dir.entryList(QDir::Dirs | QDir::Hidden | QDir::NoDotAndDotDot)) {
                    if (frame == 1 && name.contains(QStringLiteral("part")))
                        QDir(dir.filePath(name)).removeRecursively();
                }
                return m_source.masks(sequence, frame);
            }

        private:
            MaskSource& m_source;
            QString m_folder;
        };
        const auto p = filledProject();
        const auto source = projectMasks(*p);
        VERIFY_RESULT(source);
        QDir().mkpath(at("there"));
        for (const Format format : {Format::Davis2017, Format::YoutubeVos, Format::Coco}) {
            Spoiler spoiler(**source, at("there"));
            const auto failed = writeMasks(spoiler, format, at("there/out"), {}, {}, {});
            VERIFY_ERROR(failed, ErrorKind::Unreadable);
            const QString text = failed.error().message();
            QVERIFY2(text.contains(at("there/out") + QLatin1Char('/')) &&
                         !text.contains(QStringLiteral(".part")) && !text.contains(QStringLiteral("/.")),
                     qPrintable(text));
            QVERIFY(!QFileInfo::exists(at("there/out")));
        }
    }
};

REVSEG_TEST("exchange", TestExchange)
#include "tst_exchange.moc"
