// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chain/trace.h"

#include "core/base/file_output.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>

#include <array>
#include <cmath>
#include <utility>

namespace revseg {

namespace {

constexpr int kSchema = 1;

template <class E, size_t N>
using Names = std::array<std::pair<E, const char*>, N>;

constexpr Names<Run::Status, 4> kStatuses{{{Run::Status::Running, "running"},
                                           {Run::Status::Ok, "ok"},
                                           {Run::Status::Failed, "failed"},
                                           {Run::Status::Cancelled, "cancelled"}}};
constexpr Names<Stage, 5> kStages{{{Stage::Interpretation, "interpretation"},
                                   {Stage::Keyframe, "keyframe"},
                                   {Stage::Description, "description"},
                                   {Stage::Box, "box"},
                                   {Stage::Masks, "masks"}}};
constexpr Names<StageStatus, 6> kStageStatuses{{{StageStatus::Missing, "missing"},
                                                {StageStatus::Ok, "ok"},
                                                {StageStatus::Repaired, "repaired"},
                                                {StageStatus::Invalid, "invalid"},
                                                {StageStatus::Edited, "edited"},
                                                {StageStatus::Stale, "stale"}}};
constexpr Names<ErrorKind, 11> kErrorKinds{{{ErrorKind::Cancelled, "Cancelled"},
                                            {ErrorKind::NotFound, "NotFound"},
                                            {ErrorKind::Unreadable, "Unreadable"},
                                            {ErrorKind::Unsupported, "Unsupported"},
                                            {ErrorKind::Corrupt, "Corrupt"},
                                            {ErrorKind::Network, "Network"},
                                            {ErrorKind::Device, "Device"},
                                            {ErrorKind::OutOfMemory, "OutOfMemory"},
                                            {ErrorKind::Model, "Model"},
                                            {ErrorKind::InvalidInput, "InvalidInput"},
                                            {ErrorKind::Bug, "Bug"}}};

template <class E, size_t N>
QString nameOf(const Names<E, N>& names, E value)
{
    for (const auto& [v, name] : names) {
        if (v == value)
            return QLatin1String(name);
    }
    return {};
}

template <class E, size_t N>
std::optional<E> valueOf(const Names<E, N>& names, const QString& name)
{
    for (const auto& [v, n] : names) {
        if (name == QLatin1String(n))
            return v;
    }
    return std::nullopt;
}

QJsonArray boxJson(const Box& b)
{
    return {b.x1, b.y1, b.x2, b.y2};
}

/// Takes keys out of an object one by one; remembers the first whose value is of the wrong kind. What is left
/// over in the end are keys of a newer version or of somebody else.
class Reader
{
public:
    Reader(QJsonObject json, QString where) : m_json(std::move(json)), m_where(std::move(where)) {}

    QJsonValue take(const char* key) { return m_json.take(QLatin1String(key)); }

    QString text(const char* key)
    {
        const QJsonValue v = take(key);
        if (!v.isString() && !absent(v))
            wrong(key);
        return v.toString();
    }
    double number(const char* key)
    {
        const QJsonValue v = take(key);
        if (!v.isDouble() && !absent(v))
            wrong(key);
        return v.toDouble();
    }
    int integer(const char* key, int otherwise = 0)
    {
        const QJsonValue v = take(key);
        if (absent(v))
            return otherwise;
        const double d = v.toDouble(0.5);
        if (d != std::floor(d) || std::abs(d) > 2e9) {
            wrong(key);
            return otherwise;
        }
        return int(d);
    }
    QJsonArray list(const char* key)
    {
        const QJsonValue v = take(key);
        if (!v.isArray() && !absent(v))
            wrong(key);
        return v.toArray();
    }
    QJsonObject object(const char* key)
    {
        const QJsonValue v = take(key);
        if (!v.isObject() && !absent(v))
            wrong(key);
        return v.toObject();
    }
    Box box(const char* key)
    {
        const QJsonArray a = list(key);
        bool ok = a.size() == 4 || a.isEmpty();
        for (const QJsonValue v : a)
            ok = ok && v.isDouble();
        if (!ok)
            wrong(key);
        return {a.at(0).toDouble(), a.at(1).toDouble(), a.at(2).toDouble(), a.at(3).toDouble()};
    }
    void wrong(const char* key)
    {
        if (m_wrong.isEmpty())
            m_wrong = QLatin1String(key);
    }
    QJsonObject rest() const { return m_json; }

    /// Nothing, or why the object cannot be read.
    std::optional<Error> error() const
    {
        if (m_wrong.isEmpty())
            return std::nullopt;
        return makeError(ErrorKind::Corrupt, QT_TRANSLATE_NOOP("core", "%1 has a wrong value for “%2”"),
                         {m_where, m_wrong},
                         QT_TRANSLATE_NOOP("core", "correct the file or get a fresh copy of it"));
    }

private:
    static bool absent(const QJsonValue& v) { return v.isUndefined() || v.isNull(); }
    QJsonObject m_json;
    QString m_where;
    QString m_wrong;
};

QJsonObject errorJson(const Error& e)
{
    return {{QStringLiteral("kind"), errorKindName(e.kind)},
            {QStringLiteral("message"), e.message()},
            {QStringLiteral("remedy"), e.remedyText()}};
}

Error errorFromJson(const QJsonObject& json)
{
    const auto kind = valueOf(kErrorKinds, json[QStringLiteral("kind")].toString());
    return makeError(kind.value_or(ErrorKind::Bug), "%1", {json[QStringLiteral("message")].toString()}, "%1",
                     {json[QStringLiteral("remedy")].toString()});
}

QJsonObject turnToJson(const Turn& t)
{
    QJsonObject json = t.other;
    json[QStringLiteral("turn")] = t.number;
    json[QStringLiteral("messages")] = t.messages;
    json[QStringLiteral("raw")] = t.raw;
    json[QStringLiteral("finish")] = t.finish;
    json[QStringLiteral("parsed")] = t.parsed;
    json[QStringLiteral("repairs")] = QJsonArray::fromStringList(t.repairs);
    json[QStringLiteral("problem")] = t.problem.isEmpty() ? QJsonValue() : QJsonValue(t.problem);
    json[QStringLiteral("tokens")] =
        QJsonObject{{QStringLiteral("prompt"), t.prompt_tokens}, {QStringLiteral("answer"), t.answer_tokens}};
    json[QStringLiteral("seconds")] = t.seconds;
    if (!t.tokens.empty()) {
        QJsonArray tokens;
        for (const VlmToken& token : t.tokens)
            tokens.append(QJsonArray{token.text, token.log_probability});
        json[QStringLiteral("log_probabilities")] = tokens;
    }
    return json;
}

Result<Turn> turnFromJson(const QJsonObject& json, const QString& where)
{
    Reader in(json, where);
    Turn t;
    t.number = in.integer("turn", 1);
    if (t.number != 1 && t.number != 2)
        in.wrong("turn");
    t.messages = in.list("messages");
    t.raw = in.text("raw");
    t.finish = in.text("finish");
    t.parsed = in.object("parsed");
    for (const QJsonValue repair : in.list("repairs"))
        t.repairs << repair.toString();
    t.problem = in.text("problem");
    Reader tokens(in.object("tokens"), where + QStringLiteral(".tokens"));
    t.prompt_tokens = tokens.integer("prompt");
    t.answer_tokens = tokens.integer("answer");
    t.seconds = in.number("seconds");
    for (const QJsonValue token : in.list("log_probabilities"))
        t.tokens.push_back({token[0].toString(), token[1].toDouble()});
    t.other = in.rest();
    if (const auto e = in.error())
        return fail(*e);
    if (const auto e = tokens.error())
        return fail(*e);
    return t;
}

QJsonArray sampledJson(const SampledFrames& sampled)
{
    QJsonArray out;
    for (const SampledFrame& s : sampled) {
        out.append(QJsonObject{{QStringLiteral("sample"), s.sample},
                               {QStringLiteral("frame"), s.frame},
                               {QStringLiteral("time_s"), s.time_s}});
    }
    return out;
}

Result<SampledFrames> sampledFromJson(const QJsonArray& json, const QString& where)
{
    SampledFrames out;
    for (const QJsonValue v : json) {
        Reader in(v.toObject(), QStringLiteral("%1: sampled[%2]").arg(where, QString::number(out.size())));
        SampledFrame s;
        s.sample = in.integer("sample", int(out.size()));
        s.frame = in.integer("frame");
        s.time_s = in.number("time_s");
        if (const auto e = in.error())
            return fail(*e);
        out.push_back(s);
    }
    return out;
}

QJsonObject videoJson(const VideoInfo& v, QJsonObject json, const QString& folder)
{
    const QString path = QFileInfo(v.path).absoluteFilePath();
    json[QStringLiteral("path")] = QDir(folder).relativeFilePath(path);
    json[QStringLiteral("kind")] =
        v.kind == VideoInfo::Kind::Stills ? QStringLiteral("stills") : QStringLiteral("file");
    json[QStringLiteral("width")] = v.native.width;
    json[QStringLiteral("height")] = v.native.height;
    json[QStringLiteral("frames")] = v.frames;
    json[QStringLiteral("duration_s")] = v.duration_s;
    json[QStringLiteral("rate")] =
        QJsonObject{{QStringLiteral("num"), qint64(v.rate.num)}, {QStringLiteral("den"), qint64(v.rate.den)}};
    json[QStringLiteral("sha256")] = v.sha256;
    return json;
}

Result<VideoInfo> videoFromJson(const QJsonObject& json, QJsonObject& other, const QString& folder,
                                const QString& where)
{
    Reader in(json, where + QStringLiteral(": video"));
    VideoInfo v;
    const QString path = in.text("path");
    v.path = path.isEmpty() ? path : QDir::cleanPath(QDir(folder).filePath(path));
    v.kind = in.text("kind") == QLatin1String("stills") ? VideoInfo::Kind::Stills : VideoInfo::Kind::File;
    v.native = {in.integer("width"), in.integer("height")};
    v.frames = in.integer("frames");
    v.duration_s = in.number("duration_s");
    const QJsonObject rate = in.object("rate");
    v.rate = {rate[QStringLiteral("num")].toInteger(), rate[QStringLiteral("den")].toInteger(1)};
    v.sha256 = in.text("sha256");
    other = in.rest();
    if (const auto e = in.error())
        return fail(*e);
    return v;
}

} // namespace

QString statusName(Run::Status status)
{
    return nameOf(kStatuses, status);
}

QString stageName(Stage stage)
{
    return nameOf(kStages, stage);
}

QString stageStatusName(StageStatus status)
{
    return nameOf(kStageStatuses, status);
}

QJsonObject runToJson(const Run& run)
{
    QJsonObject json = run.other;
    json[QStringLiteral("id")] = run.id;
    if (!run.parent.isEmpty())
        json[QStringLiteral("parent")] = run.parent;
    json[QStringLiteral("seed")] = run.seed ? QJsonValue(*run.seed) : QJsonValue();
    json[QStringLiteral("status")] = statusName(run.status);
    json[QStringLiteral("error")] = run.error ? QJsonValue(errorJson(*run.error)) : QJsonValue();
    if (!run.sampled.empty())
        json[QStringLiteral("sampled")] = sampledJson(run.sampled);
    QJsonArray turns;
    for (const Turn& t : run.turns)
        turns.append(turnToJson(t));
    json[QStringLiteral("turns")] = turns;
    json[QStringLiteral("interpretation")] = run.interpretation;
    json[QStringLiteral("keyframe")] =
        run.keyframe ? QJsonValue(QJsonObject{{QStringLiteral("sample"), run.keyframe->sample},
                                              {QStringLiteral("frame"), run.keyframe->frame}})
                     : QJsonValue();
    json[QStringLiteral("description")] = run.keyframe ? QJsonValue(run.description) : QJsonValue();
    QJsonArray objects;
    for (const ChainObject& o : run.objects) {
        QJsonObject object = o.other;
        object[QStringLiteral("id")] = o.id;
        object[QStringLiteral("box")] = boxJson(o.box);
        object[QStringLiteral("box_model")] = boxJson(o.box_model);
        object[QStringLiteral("label")] = o.label;
        objects.append(object);
    }
    json[QStringLiteral("objects")] = objects;
    QJsonObject stages;
    for (const auto& [stage, name] : kStages)
        stages[QLatin1String(name)] = stageStatusName(run.stage(stage));
    json[QStringLiteral("stages")] = stages;
    json[QStringLiteral("masks")] = run.masks.isEmpty() ? QJsonValue() : QJsonValue(run.masks);
    json[QStringLiteral("rewards")] =
        run.rewards ? QJsonValue(QJsonObject{{QStringLiteral("format"), run.rewards->format},
                                             {QStringLiteral("temporal"), run.rewards->temporal},
                                             {QStringLiteral("spatial"), run.rewards->spatial},
                                             {QStringLiteral("sum"), run.rewards->sum}})
                    : QJsonValue();
    if (!run.asked.isEmpty())
        json[QStringLiteral("asked")] = run.asked;
    return json;
}

Result<Run> runFromJson(const QJsonObject& json, const QString& where)
{
    Reader in(json, where);
    Run run;
    run.id = in.text("id");
    run.parent = in.text("parent");
    const QJsonValue seed = in.take("seed");
    if (seed.isDouble())
        run.seed = seed.toInteger();
    else if (!seed.isNull() && !seed.isUndefined())
        in.wrong("seed");
    if (const auto status = valueOf(kStatuses, in.text("status")))
        run.status = *status;
    else
        in.wrong("status");
    if (const QJsonObject error = in.object("error"); !error.isEmpty())
        run.error = errorFromJson(error);
    const auto sampled = sampledFromJson(in.list("sampled"), where);
    if (!sampled)
        return fail(sampled.error());
    run.sampled = *sampled;
    for (const QJsonValue v : in.list("turns")) {
        const auto turn = turnFromJson(
            v.toObject(), QStringLiteral("%1.turns[%2]").arg(where, QString::number(run.turns.size())));
        if (!turn)
            return fail(turn.error());
        run.turns.push_back(*turn);
    }
    run.interpretation = in.text("interpretation");
    if (const QJsonObject k = in.object("keyframe"); !k.isEmpty()) {
        Reader keyframe(k, where + QStringLiteral(".keyframe"));
        run.keyframe = Keyframe{keyframe.integer("sample"), keyframe.integer("frame")};
        if (const auto e = keyframe.error())
            return fail(*e);
    }
    run.description = in.text("description");
    for (const QJsonValue v : in.list("objects")) {
        Reader object(v.toObject(),
                      QStringLiteral("%1.objects[%2]").arg(where, QString::number(run.objects.size())));
        ChainObject o;
        o.id = object.integer("id", int(run.objects.size()) + 1);
        o.box = object.box("box");
        o.box_model = object.box("box_model");
        o.label = object.text("label");
        o.other = object.rest();
        if (const auto e = object.error())
            return fail(*e);
        run.objects.push_back(o);
    }
    const QJsonObject stages = in.object("stages");
    for (const auto& [stage, name] : kStages)
        run.setStage(
            stage,
            valueOf(kStageStatuses, stages[QLatin1String(name)].toString()).value_or(StageStatus::Missing));
    run.masks = in.text("masks");
    if (const QJsonObject r = in.object("rewards"); !r.isEmpty()) {
        Reader rewards(r, where + QStringLiteral(".rewards"));
        run.rewards = Rewards{rewards.number("format"), rewards.number("temporal"), rewards.number("spatial"),
                              rewards.number("sum")};
        if (const auto e = rewards.error())
            return fail(*e);
    }
    run.asked = in.object("asked");
    run.other = in.rest();
    if (const auto e = in.error())
        return fail(*e);
    return run;
}

QJsonObject Trace::toJson(const QString& folder) const
{
    QJsonObject json = other;
    json[QStringLiteral("schema")] = kSchema;
    json[QStringLiteral("video")] = videoJson(video, video_other, folder);
    json[QStringLiteral("query")] = query;
    json[QStringLiteral("sampled")] = sampledJson(sampled);
    json[QStringLiteral("prompt_set")] = prompt_set;
    json[QStringLiteral("profile")] = profile;
    QJsonArray list;
    for (const Run& run : runs) {
        QJsonObject r = runToJson(run);
        // Runs of one trace see the same frames; only one that differs says so.
        if (run.sampled == sampled)
            r.remove(QStringLiteral("sampled"));
        list.append(r);
    }
    json[QStringLiteral("runs")] = list;
    return json;
}

Result<Trace> Trace::fromJson(const QJsonObject& json, const QString& folder, const QString& source)
{
    Reader in(json, source);
    Trace t;
    const int schema = in.integer("schema", kSchema);
    if (schema > kSchema) {
        return fail(ErrorKind::Unsupported,
                    QT_TRANSLATE_NOOP("core", "The trace “%1” has the form %2, this program knows form %3"),
                    {source, QString::number(schema), QString::number(kSchema)},
                    QT_TRANSLATE_NOOP("core", "use a newer version of the program"));
    }
    const auto video = videoFromJson(in.object("video"), t.video_other, folder, source);
    if (!video)
        return fail(video.error());
    t.video = *video;
    t.query = in.text("query");
    const auto sampled = sampledFromJson(in.list("sampled"), source);
    if (!sampled)
        return fail(sampled.error());
    t.sampled = *sampled;
    t.prompt_set = in.object("prompt_set");
    t.profile = in.object("profile");
    for (const QJsonValue v : in.list("runs")) {
        const QString where = QStringLiteral("%1: runs[%2]").arg(source, QString::number(t.runs.size()));
        auto run = runFromJson(v.toObject(), where);
        if (!run)
            return fail(run.error());
        if (run->sampled.empty())
            run->sampled = t.sampled;
        t.runs.push_back(std::move(*run));
    }
    t.other = in.rest();
    if (const auto e = in.error())
        return fail(*e);
    return t;
}

Result<void> Trace::save(const QString& path) const
{
    const QString folder = QFileInfo(path).absolutePath();
    return writeFile(path, QJsonDocument(toJson(folder)).toJson());
}

Result<Trace> Trace::load(const QString& path)
{
    QFile file(path);
    if (!QFileInfo::exists(path))
        return fail(ErrorKind::NotFound, QT_TRANSLATE_NOOP("core", "There is no trace “%1”"), {path});
    if (!file.open(QIODevice::ReadOnly)) {
        return fail(ErrorKind::Unreadable, QT_TRANSLATE_NOOP("core", "The trace “%1” cannot be read (%2)"),
                    {path, file.errorString()});
    }
    QJsonParseError error;
    const QJsonDocument json = QJsonDocument::fromJson(file.readAll(), &error);
    if (!json.isObject()) {
        return fail(ErrorKind::Corrupt, QT_TRANSLATE_NOOP("core", "“%1” is no JSON file (%2 at byte %3)"),
                    {path, error.errorString(), QString::number(error.offset)});
    }
    return fromJson(json.object(), QFileInfo(path).absolutePath(), path);
}

} // namespace revseg
