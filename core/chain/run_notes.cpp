// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chain/run_notes.h"

#include <QJsonArray>

#include <algorithm>

namespace revseg {

namespace {

const QString kProfile = QStringLiteral("profile");
const QString kRecordedRun = QStringLiteral("recorded_run");

const QString kTrackingSeconds = QStringLiteral("tracking_seconds");
const QString kTracked = QStringLiteral("tracked");

/// What the masks of an object are made from; null where the run does not have it.
QJsonValue sourceOf(const Run& run, int object, const QString& tracker)
{
    const auto it = std::find_if(run.objects.begin(), run.objects.end(),
                                 [object](const ChainObject& o) { return o.id == object; });
    if (it == run.objects.end() || !run.keyframe)
        return {};
    const Box& b = it->box;
    return QJsonObject{{QStringLiteral("frame"), run.keyframe->frame},
                       {QStringLiteral("box"), QJsonArray{b.x1, b.y1, b.x2, b.y2}},
                       {QStringLiteral("tracker"), tracker}};
}

/// The picture that turn 2 was asked about, in model pixels.
std::optional<Size> keyframeSizeOf(const Run& run)
{
    for (const Turn& turn : run.turns) {
        if (turn.number != 2)
            continue;
        std::optional<Size> last;
        for (const QJsonValue message : turn.messages) {
            for (const QJsonValue part : message[QStringLiteral("content")].toArray()) {
                if (part[QStringLiteral("type")] != QLatin1String("image"))
                    continue;
                const Size size{part[QStringLiteral("width")].toInt(),
                                part[QStringLiteral("height")].toInt()};
                if (size.width > 0 && size.height > 0)
                    last = size;
            }
        }
        return last;
    }
    return std::nullopt;
}

} // namespace

std::optional<ModelProfile> profileOf(const Run& run)
{
    const QJsonValue stored = run.other[kProfile];
    if (!stored.isObject())
        return std::nullopt;
    auto profile = ModelProfile::fromJson(stored.toObject(), run.id);
    return profile ? std::optional(std::move(*profile)) : std::nullopt;
}

void setProfile(Run& run, const ModelProfile& profile)
{
    run.other[kProfile] = profile.toJson();
}

int recordedRunOf(const Run& run)
{
    return std::max(0, run.other[kRecordedRun].toInt());
}

void setRecordedRun(Run& run, int index)
{
    if (index > 0)
        run.other[kRecordedRun] = index;
    else
        run.other.remove(kRecordedRun);
}

void noteTracked(Run& run, int object, const QString& tracker)
{
    QJsonObject tracked = run.other[kTracked].toObject();
    tracked[QString::number(object)] = sourceOf(run, object, tracker);
    run.other[kTracked] = tracked;
}

bool isTrackedAsItIs(const Run& run, int object, const QString& tracker)
{
    const QJsonValue source = sourceOf(run, object, tracker);
    return source.isObject() && run.other[kTracked][QString::number(object)] == source;
}

double trackingSecondsOf(const Run& run)
{
    return std::max(0.0, run.other[kTrackingSeconds].toDouble());
}

void addTrackingSeconds(Run& run, double seconds)
{
    run.other[kTrackingSeconds] = trackingSecondsOf(run) + seconds;
}

std::optional<double> temperatureOf(const Run& run)
{
    const QJsonValue value = run.asked[QStringLiteral("temperature")];
    return value.isDouble() ? std::optional(value.toDouble()) : std::nullopt;
}

std::optional<int> maxTokensOf(const Run& run)
{
    const int value = run.asked[QStringLiteral("max_tokens")].toInt();
    return value > 0 ? std::optional(value) : std::nullopt;
}

ParseOptions parseOptionsOf(const Run& run, const ModelProfile& otherwise, Size keyframe)
{
    const ModelProfile profile = profileOf(run).value_or(otherwise);
    ParseOptions options;
    options.sampled = int(run.sampled.size());
    options.keys = profile.keys;
    options.size = profile.answerSpace(keyframeSizeOf(run).value_or(keyframe));
    return options;
}

} // namespace revseg
