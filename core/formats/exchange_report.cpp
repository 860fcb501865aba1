// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/formats/exchange_report.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace revseg {

namespace {

struct Loss
{
    const char* name;
    const char* one;  ///< the sentence for a count of 1
    const char* many; ///< %1: the count
};

constexpr Loss kLosses[] = {
    {"frames_without_mask", QT_TRANSLATE_NOOP("core", "One frame has no mask"),
     QT_TRANSLATE_NOOP("core", "%1 frames have no mask")},
    {"id_gaps", QT_TRANSLATE_NOOP("core", "One object number below the highest one is not in use"),
     QT_TRANSLATE_NOOP("core", "%1 object numbers below the highest one are not in use")},
    {"not_looked_at",
     QT_TRANSLATE_NOOP("core",
                       "Once nobody had looked for an object on a frame; it now counts as absent there"),
     QT_TRANSLATE_NOOP("core",
                       "%1 times nobody had looked for an object on a frame; it now counts as absent there")},
    {"occluded_or_out_of_frame",
     QT_TRANSLATE_NOOP("core", "One mark “occluded” or “out of frame” became “absent”"),
     QT_TRANSLATE_NOOP("core", "%1 marks “occluded” or “out of frame” became “absent”")},
    {"checked_marks", QT_TRANSLATE_NOOP("core", "One mask is no longer marked as checked"),
     QT_TRANSLATE_NOOP("core", "%1 masks are no longer marked as checked")},
    {"origins",
     QT_TRANSLATE_NOOP("core", "Of one mask, the score and what made it (hand, tracker, run) was left out"),
     QT_TRANSLATE_NOOP("core",
                       "Of %1 masks, the score and what made them (hand, tracker, run) was left out")},
    {"overlap_pixels",
     QT_TRANSLATE_NOOP("core", "One pixel belonged to several objects; the topmost one kept it"),
     QT_TRANSLATE_NOOP("core", "%1 pixels belonged to several objects; the topmost one kept them")},
    {"void_pixels", QT_TRANSLATE_NOOP("core", "One pixel was marked “void” and belongs to no object"),
     QT_TRANSLATE_NOOP("core", "%1 pixels were marked “void” and belong to no object")},
    {"grey_pictures",
     QT_TRANSLATE_NOOP(
         "core", "One picture is grey instead of a palette picture; its values were taken as object ids"),
     QT_TRANSLATE_NOOP(
         "core", "%1 pictures are grey instead of palette pictures; their values were taken as object ids")},
    {"object_names", QT_TRANSLATE_NOOP("core", "The name of one object was left out"),
     QT_TRANSLATE_NOOP("core", "The names of %1 objects were left out")},
    {"objects_merged", QT_TRANSLATE_NOOP("core", "One object became part of the only one there can be"),
     QT_TRANSLATE_NOOP("core", "%1 objects became part of the only one there can be")},
    {"frame_times", QT_TRANSLATE_NOOP("core", "The time of one frame is not known, as its video is missing"),
     QT_TRANSLATE_NOOP("core", "The times of %1 frames are not known, as their video is missing")},
    {"variable_frame_times",
     QT_TRANSLATE_NOOP("core", "One frame of a variable rate is now shown at a steady rate"),
     QT_TRANSLATE_NOOP("core", "%1 frames of a variable rate are now shown at a steady rate")},
    {"frames_left_out",
     QT_TRANSLATE_NOOP("core", "One frame was left out, as a GIF shows at most 50 a second"),
     QT_TRANSLATE_NOOP("core", "%1 frames were left out, as a GIF shows at most 50 a second")},
    {"smaller_pictures",
     QT_TRANSLATE_NOOP("core", "One picture was made smaller, as GIFs of large pictures are huge"),
     QT_TRANSLATE_NOOP("core", "%1 pictures were made smaller, as GIFs of large pictures are huge")},
    {"sequences_without_video",
     QT_TRANSLATE_NOOP("core", "One sequence was left out, as no video was chosen for it"),
     QT_TRANSLATE_NOOP("core", "%1 sequences were left out, as no video was chosen for them")},
    {"renumbered_ids", QT_TRANSLATE_NOOP("core", "One object got another number, as its own was taken"),
     QT_TRANSLATE_NOOP("core", "%1 objects got other numbers, as their own were taken")},
    {"missing_track_id",
     QT_TRANSLATE_NOOP("core",
                       "One mask does not say which object it is of; its place in the list was taken"),
     QT_TRANSLATE_NOOP("core",
                       "%1 masks do not say which object they are of; their places in the list were taken")},
    {"polygons_filled", QT_TRANSLATE_NOOP("core", "One polygon was filled to make a mask of it"),
     QT_TRANSLATE_NOOP("core", "%1 polygons were filled to make masks of them")},
};

} // namespace

void ExchangeReport::loseAt(const QString& name, const QString& sequence, int at, qint64 count)
{
    if (count <= 0)
        return;
    losses[name] += count;
    std::vector<Place>& list = places[name];
    if (list.empty() || list.back().sequence != sequence)
        list.push_back({sequence, {}});
    std::vector<FrameRange>& ranges = list.back().at;
    if (!ranges.empty() && ranges.back().last + 1 >= at)
        ranges.back().last = at;
    else
        ranges.push_back({at, at});
}

void ExchangeReport::add(const ExchangeReport& other)
{
    frames += other.frames;
    objects += other.objects;
    masks += other.masks;
    for (const auto& [name, count] : other.losses)
        losses[name] += count;
    for (const auto& [name, list] : other.places)
        places[name].insert(places[name].end(), list.begin(), list.end());
}

QJsonObject ExchangeReport::json() const
{
    QJsonObject lost;
    for (const auto& [name, count] : losses)
        lost[name] = count;
    return {{QStringLiteral("frames"), frames},
            {QStringLiteral("objects"), objects},
            {QStringLiteral("masks"), masks},
            {QStringLiteral("losses"), lost}};
}

QByteArray ExchangeReport::file(const QString& format) const
{
    QJsonObject out = json();
    out[QStringLiteral("format")] = format;
    QJsonObject where;
    for (const auto& [name, list] : places) {
        QJsonObject sequences;
        for (const Place& place : list) {
            QJsonArray ranges;
            for (const FrameRange& range : place.at)
                ranges.append(QJsonArray{range.first, range.last});
            sequences[place.sequence] = ranges;
        }
        where[name] = sequences;
    }
    out[QStringLiteral("places")] = where;
    QJsonArray notes;
    for (const auto& [name, count] : losses)
        notes.append(lossSentence(name, count).english());
    out[QStringLiteral("notes")] = notes;
    return QJsonDocument(out).toJson();
}

Sentence lossSentence(const QString& name, qint64 count)
{
    for (const Loss& loss : kLosses) {
        if (name == QLatin1String(loss.name))
            return {count == 1 ? loss.one : loss.many, {QString::number(count)}};
    }
    return {QT_TRANSLATE_NOOP("core", "%1: %2"), {name, QString::number(count)}};
}

} // namespace revseg
