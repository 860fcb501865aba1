// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/formats/exchange.h"

#include "core/base/file_output.h"
#include "core/formats/format_files_p.h"
#include "core/formats/frame_table_p.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonArray>

#include <algorithm>
#include <set>

namespace revseg {

namespace {

bool isPalette(Format format)
{
    return format == Format::Davis2016 || format == Format::Davis2017 || format == Format::YoutubeVos;
}

/// What a format can hold of a frame's masks. Pixels of several objects go to the topmost one in palette
/// pictures; `hidden` is increased by those. Only YouTube-VOS can say that somebody has looked and an object
/// is not there: such masks stay, empty and as "absent".
std::vector<SequenceMask> holdable(std::vector<SequenceMask> masks, Format format, Size size, qint64* hidden)
{
    std::vector<SequenceMask> absent;
    if (format == Format::YoutubeVos) {
        for (const SequenceMask& m : masks) {
            if (m.mask.isEmpty())
                absent.push_back({m.object, Presence::Absent, m.mask, false});
        }
    }
    const auto eraseEmpty = [&masks] {
        std::erase_if(masks, [](const SequenceMask& m) { return m.mask.isEmpty(); });
    };
    eraseEmpty();
    if (!isPalette(format))
        return masks;
    const bool merge = format == Format::Davis2016;
    Mask above = Mask::empty(size);
    for (auto it = masks.rbegin(); it != masks.rend(); ++it) {
        const int64_t covered = it->mask.intersectionArea(above);
        if (covered > 0) {
            if (hidden != nullptr && !merge)
                *hidden += covered;
            it->mask = it->mask.subtracted(above);
        }
        above = above.united(it->mask);
    }
    eraseEmpty();
    if (merge && !masks.empty())
        masks = {SequenceMask{ObjectId{1}, Presence::Annotated, above, false}};
    masks.insert(masks.end(), absent.begin(), absent.end());
    return masks;
}

/// With `absences` an object that was looked for in vain differs from one that nobody looked for.
bool sameMasks(std::vector<SequenceMask> a, std::vector<SequenceMask> b, bool absences)
{
    const auto tidy = [absences](std::vector<SequenceMask>& masks) {
        if (!absences)
            std::erase_if(masks, [](const SequenceMask& m) { return m.mask.isEmpty(); });
        std::sort(masks.begin(), masks.end(),
                  [](const SequenceMask& x, const SequenceMask& y) { return x.object < y.object; });
    };
    tidy(a);
    tidy(b);
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](const SequenceMask& x, const SequenceMask& y) {
                          return x.object == y.object && x.mask == y.mask;
                      });
}

/// What happened on the frames of one sequence, for the report.
class Tally
{
public:
    Tally(const Sequence& sequence, ExchangeReport& report) : m_sequence(sequence), m_report(report)
    {
        for (const SequenceObject& o : sequence.objects)
            m_objects.insert(int(o.id.value));
    }

    void add(int frame, const std::vector<SequenceMask>& masks, const std::vector<SequenceMask>& held,
             qint64 hidden)
    {
        const auto lose = [&](const char* name, qint64 count = 1) {
            m_report.loseAt(QLatin1String(name), m_sequence.name, frame, count);
        };
        ++m_report.frames;
        const auto written =
            std::count_if(held.begin(), held.end(), [](const SequenceMask& m) { return !m.mask.isEmpty(); });
        m_report.masks += written;
        if (written == 0)
            lose("frames_without_mask");
        lose("overlap_pixels", hidden);
        for (const SequenceMask& m : masks) {
            m_objects.insert(int(m.object.value));
            if (m.presence == Presence::Occluded || m.presence == Presence::OutOfFrame)
                lose("occluded_or_out_of_frame");
            if (m.checked)
                m_report.lose(QStringLiteral("checked_marks"));
            if (m.made_here && !m.mask.isEmpty())
                m_report.lose(QStringLiteral("origins"));
        }
        m_known += qint64(masks.size());
    }

    void finish(Format format)
    {
        m_report.objects +=
            format == Format::Davis2016 ? qint64(!m_objects.empty()) : qint64(m_objects.size());
        if (!m_sequence.dense && format != Format::YoutubeVos)
            m_report.lose(QStringLiteral("not_looked_at"),
                          qint64(m_objects.size()) * m_sequence.frameCount() - m_known);
        if (format == Format::Davis2016)
            m_report.lose(QStringLiteral("objects_merged"), qint64(m_objects.size()) - 1);
        else if (!m_objects.empty()) {
            for (int id = 1; id < *m_objects.rbegin(); ++id)
                m_report.loseAt(QStringLiteral("id_gaps"), m_sequence.name, id,
                                m_objects.contains(id) ? 0 : 1);
        }
        for (const SequenceObject& o : m_sequence.objects) {
            if (isPalette(format) && format != Format::YoutubeVos && !o.name.isEmpty())
                m_report.lose(QStringLiteral("object_names"));
        }
    }

private:
    const Sequence& m_sequence;
    ExchangeReport& m_report;
    std::set<int> m_objects;
    qint64 m_known = 0;
};

Error readBackFailed(const QString& what)
{
    return makeError(ErrorKind::Corrupt,
                     QT_TRANSLATE_NOOP("core", "What was written could not be read back: %1"), {what},
                     QT_TRANSLATE_NOOP("core", "check the disk, then export again"));
}

Result<void> writePictures(const Sequence& sequence, FormatWriter& writer, const WriteOptions& options,
                           const std::function<void()>& step, std::stop_token stop)
{
    if (!options.media.open || sequence.media.isEmpty()) {
        return fail(ErrorKind::NotFound, QT_TRANSLATE_NOOP("core", "The media of “%1” is missing"),
                    {sequence.name}, QT_TRANSLATE_NOOP("core", "put it back, or export without pictures"));
    }
    auto video = options.media.open(sequence.media);
    if (!video)
        return fail(video.error());
    for (int i = 0; i < sequence.frameCount(); ++i) {
        const auto frame = (*video)->frame(i, stop);
        if (!frame)
            return fail(frame.error());
        if (auto written = writer.writePicture(sequence, i, frame->image); !written)
            return written;
        step();
    }
    return {};
}

/// Reads the new folder as anybody would and compares it with what should be in it.
Result<void> compare(MaskSource& source, Format format, const QString& folder,
                     const std::function<void()>& step, std::stop_token stop)
{
    auto back = openMasks(format, folder);
    if (!back)
        return fail(readBackFailed(back.error().message()));
    const auto& written = (*back)->sequences();
    for (size_t s = 0; s < source.sequences().size(); ++s) {
        const Sequence& sequence = source.sequences()[s];
        const auto it = std::find_if(written.begin(), written.end(),
                                     [&](const Sequence& w) { return w.name == sequence.name; });
        if (it == written.end() || it->frame_names != sequence.frame_names)
            return fail(readBackFailed(QStringLiteral("the frames of “%1” differ").arg(sequence.name)));
        for (int i = 0; i < sequence.frameCount(); ++i) {
            if (stop.stop_requested())
                return fail(cancelled());
            auto expected = source.masks(s, i);
            if (!expected)
                return fail(expected.error());
            auto found = (*back)->masks(size_t(it - written.begin()), i);
            if (!found)
                return fail(readBackFailed(found.error().message()));
            if (!sameMasks(holdable(std::move(*expected), format, sequence.size, nullptr), std::move(*found),
                           format == Format::YoutubeVos && !sequence.dense))
                return fail(
                    readBackFailed(QStringLiteral("“%1”, frame %2 differs").arg(sequence.name).arg(i)));
            step();
        }
    }
    // Loaders of these formats need palette pictures, and nothing of ours is void.
    if (const auto losses = (*back)->losses(); isPalette(format) && !losses.empty())
        return fail(readBackFailed(lossSentence(losses.begin()->first, losses.begin()->second).english()));
    return {};
}

/// All files, read back and compared; the output is not committed yet.
Result<ExchangeReport> writeInto(const FolderOutput& output, MaskSource& source, Format format,
                                 const WriteOptions& options, const ProgressFn& progress,
                                 std::stop_token stop)
{
    ExchangeReport report;
    Progress at;
    for (const Sequence& s : source.sequences())
        at.total += qint64(s.frameCount()) * (options.with_pictures ? 3 : 2);
    const auto step = [&] {
        ++at.done;
        if (progress)
            progress(at);
    };
    const auto writer = makeFormatWriter(format, output.path());
    FrameTable table;
    for (size_t s = 0; s < source.sequences().size(); ++s) {
        const Sequence& sequence = source.sequences()[s];
        Tally tally(sequence, report);
        for (int i = 0; i < sequence.frameCount(); ++i) {
            if (stop.stop_requested())
                return fail(cancelled());
            auto masks = source.masks(s, i);
            if (!masks)
                return fail(masks.error());
            qint64 hidden = 0;
            const auto held = holdable(*masks, format, sequence.size, &hidden);
            tally.add(i, *masks, held, hidden);
            if (auto done = writer->writeFrame(sequence, i, held); !done)
                return fail(done.error());
            step();
        }
        tally.finish(format);
        if (auto done = writer->endSequence(sequence); !done)
            return fail(done.error());
        if (options.with_pictures) {
            if (auto done = writePictures(sequence, *writer, options, step, stop); !done)
                return fail(done.error());
        }
        const auto times = timesOf(sequence, options.media);
        if (!times)
            return fail(times.error());
        if (times->empty())
            report.lose(QStringLiteral("frame_times"), sequence.frameCount());
        table.add(sequence, *times);
    }
    if (auto done = writer->finish(); !done)
        return fail(done.error());
    if (auto done = writeFile(output.filePath(QStringLiteral("frames.csv")), table.text()); !done)
        return fail(done.error());
    // Before it is read once more for the comparison, which would count it twice.
    for (const auto& [name, count] : source.losses())
        report.lose(name, count);
    if (auto same = compare(source, format, output.path(), step, stop); !same)
        return fail(same.error());
    if (auto done =
            writeFile(output.filePath(QStringLiteral("report.json")), report.file(formatName(format)));
        !done)
        return fail(done.error());
    return report;
}

} // namespace

Result<ExchangeReport> writeMasks(MaskSource& source, Format format, const QString& folder,
                                  const WriteOptions& options, const ProgressFn& progress,
                                  std::stop_token stop)
{
    if (source.sequences().empty()) {
        return fail(ErrorKind::InvalidInput, QT_TRANSLATE_NOOP("core", "There is no video to export"), {},
                    QT_TRANSLATE_NOOP("core", "add a video first"));
    }
    auto output = FolderOutput::create(folder, options.force);
    if (!output)
        return fail(output.error());
    auto report = writeInto(*output, source, format, options, progress, stop);
    if (!report)
        return fail(output->named(report.error()));
    if (auto done = output->commit(); !done)
        return fail(done.error());
    return report;
}

} // namespace revseg
