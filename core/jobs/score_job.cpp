// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/score_job.h"

#include "core/base/file_output.h"
#include "core/formats/project_masks.h"
#include "core/mask/label_picture.h"

#include <QDir>
#include <QDirIterator>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QThread>

#include <algorithm>
#include <set>

namespace revseg {

namespace {

QStringList pngs(const QString& folder)
{
    return QDir(folder).entryList({QStringLiteral("*.png")}, QDir::Files, QDir::Name);
}

/// The folder that holds the pictures of this video.
Result<QString> folderFor(const QString& folder, const QString& video)
{
    if (!QFileInfo(folder).isDir())
        return fail(ErrorKind::NotFound, QT_TRANSLATE_NOOP("core", "There is no folder “%1”"), {folder});
    if (!pngs(folder).isEmpty())
        return folder;
    QStringList all;
    QStringList named;
    QDirIterator it(folder, QDir::Dirs | QDir::NoDotAndDotDot, QDirIterator::Subdirectories);
    while (it.hasNext()) {
        const QString path = it.next();
        if (pngs(path).isEmpty())
            continue;
        all << path;
        if (isNamedAs(QDir(folder).relativeFilePath(path), video) || isNamedAs(QDir(path).dirName(), video))
            named << path;
    }
    named.sort();
    if (!named.isEmpty())
        return named.front();
    if (all.size() == 1)
        return all.front();
    if (all.isEmpty())
        return fail(ErrorKind::NotFound, QT_TRANSLATE_NOOP("core", "There is no mask in “%1”"), {folder},
                    QT_TRANSLATE_NOOP("core", "choose the folder that holds <sequence>/<frame>.png"));
    return fail(ErrorKind::NotFound, QT_TRANSLATE_NOOP("core", "No folder in “%1” is called “%2”"),
                {folder, video},
                QT_TRANSLATE_NOOP("core", "choose the folder that holds the true masks of this video"));
}

struct TruthFrame
{
    FrameIndex frame = 0;
    QString file; ///< empty: objects of the project
};

Result<std::vector<TruthFrame>> picturesOf(const QString& folder, const VideoRecord& video,
                                           const QString& media)
{
    const auto place = folderFor(folder, video.name);
    if (!place)
        return fail(place.error());
    const QStringList files = pngs(*place);
    QStringList names;
    for (const QString& file : files)
        names << QFileInfo(file).completeBaseName();
    const auto frames = framesOfNames(QDir(*place).dirName(), names, {video, media});
    if (!frames)
        return fail(frames.error());
    std::vector<TruthFrame> out;
    for (size_t i = 0; i < frames->size(); ++i)
        out.push_back({(*frames)[i], *place + QLatin1Char('/') + files[qsizetype(i)]});
    std::sort(out.begin(), out.end(),
              [](const TruthFrame& a, const TruthFrame& b) { return a.frame < b.frame; });
    return out;
}

/// What nobody has looked at is no truth.
std::vector<TruthFrame> framesKnown(const Project& project, VideoId video, const ScoreTruth& truth)
{
    std::set<FrameIndex> frames;
    for (const auto& [object, own] : truth.pairs) {
        const auto known = project.lane(video, own).frames();
        frames.insert(known.begin(), known.end());
    }
    std::vector<TruthFrame> out;
    for (const FrameIndex f : frames)
        out.push_back({f, {}});
    return out;
}

Result<std::map<int, Mask>> pictureMasks(const QString& file, Protocol protocol, const VideoRecord& video)
{
    const auto picture = readLabelPicture(file);
    if (!picture)
        return fail(picture.error());
    if (picture->size != video.native) {
        return fail(ErrorKind::InvalidInput,
                    QT_TRANSLATE_NOOP("core", "“%1” has %2×%3 pixels, but “%4” has %5×%6"),
                    {file, QString::number(picture->size.width), QString::number(picture->size.height),
                     video.name, QString::number(video.native.width), QString::number(video.native.height)},
                    QT_TRANSLATE_NOOP("core", "choose the true masks of this video, at its size"));
    }
    if (protocol == Protocol::Davis2017)
        return picture->masks();
    return std::map<int, Mask>{{1, picture->foreground()}};
}

} // namespace

ScoreJob::ScoreJob(Spec spec)
    : Job(Lane::Cpu, {QT_TRANSLATE_NOOP("core", "Scoring"), {}})
    , m_spec(std::move(spec))
{
    if (m_spec.options.threads == 0) // one is left for the window
        m_spec.options.threads = std::max(1, QThread::idealThreadCount() - 1);
}

Result<void> ScoreJob::run(std::stop_token stop)
{
    const auto opened = Project::open(m_spec.project, Project::OpenMode::ReadOnly);
    if (!opened)
        return fail(opened.error());
    const Project& project = **opened;
    const VideoRecord* const video = project.video(m_spec.video);
    if (video == nullptr)
        return fail(ErrorKind::NotFound, QT_TRANSLATE_NOOP("core", "The project has no such video"));
    const ScoreTruth& truth = m_spec.truth;
    const bool fromFolder = !truth.folder.isEmpty();
    auto frames = fromFolder ? picturesOf(truth.folder, *video, project.mediaPath(video->id))
                             : Result<std::vector<TruthFrame>>(framesKnown(project, video->id, truth));
    if (!frames)
        return fail(frames.error());
    if (frames->empty()) {
        return fail(ErrorKind::InvalidInput,
                    QT_TRANSLATE_NOOP("core", "The objects chosen as truth have no masks in “%1”"),
                    {video->name},
                    QT_TRANSLATE_NOOP("core", "import the true masks first, or choose others"));
    }

    const auto maskAt = [&](ObjectId object, FrameIndex frame) -> Result<Mask> {
        const auto record = project.mask(video->id, object, frame);
        if (!record)
            return fail(record.error());
        return *record ? (*record)->mask : Mask::empty(video->native);
    };
    const auto masks = [&](int i) -> Result<FrameMasks> {
        const TruthFrame& at = (*frames)[size_t(i)];
        FrameMasks out;
        out.size = video->native;
        if (fromFolder) {
            auto read = pictureMasks(at.file, m_spec.options.protocol, *video);
            if (!read)
                return fail(read.error());
            out.truth = std::move(*read);
        }
        const auto& objects = project.objects(video->id);
        Mask above = Mask::empty(video->native); // what hides the objects below
        for (auto object = objects.rbegin(); object != objects.rend(); ++object) {
            const auto pair = truth.pairs.find(object->id);
            if (!fromFolder && pair == truth.pairs.end())
                continue;
            auto own = maskAt(object->id, at.frame);
            if (!own)
                return fail(own.error());
            if (!own->isEmpty()) {
                out.prediction[int(object->id.value)] = own->subtracted(above);
                above = above.united(*own);
            }
            if (!fromFolder) {
                auto other = maskAt(pair->second, at.frame);
                if (!other)
                    return fail(other.error());
                out.truth[int(object->id.value)] = std::move(*other);
            }
        }
        return out;
    };
    auto evaluation =
        evaluateMasks(video->name, int(frames->size()), masks, m_spec.options, reporter(), stop);
    if (!evaluation)
        return fail(evaluation.error());

    auto score = std::make_shared<VideoScore>();
    score->video = video->id;
    score->evaluation = std::move(*evaluation);
    if (m_spec.options.skip_ends)
        *frames = {frames->begin() + 1, frames->end() - 1};
    for (const TruthFrame& f : *frames)
        score->frames.push_back(f.frame);
    if (m_spec.options.protocol == Protocol::Davis2017) {
        for (const ObjectRecord& o : project.objects(video->id)) {
            const bool isTruth = std::any_of(truth.pairs.begin(), truth.pairs.end(),
                                             [&](const auto& pair) { return pair.second == o.id; });
            if (!isTruth && !score->sequence().objects.contains(int(o.id.value)))
                score->without_truth.push_back(o.id);
        }
    }
    Q_EMIT scored(score);
    return {};
}

SaveScoreJob::SaveScoreJob(std::shared_ptr<const VideoScore> score, QString path)
    : Job(Lane::Quick, {QT_TRANSLATE_NOOP("core", "Writing scores"), {}})
    , m_score(std::move(score))
    , m_path(std::move(path))
{
}

Result<void> SaveScoreJob::run(std::stop_token)
{
    if (QFileInfo(m_path).suffix().compare(QLatin1String("json"), Qt::CaseInsensitive) != 0)
        return writeFile(m_path, m_score->evaluation.csv());
    QJsonObject out = m_score->evaluation.json();
    QJsonArray frames;
    for (const FrameIndex f : m_score->frames)
        frames.append(f);
    out[QStringLiteral("frames")] = frames; // those that the values are of
    return writeFile(m_path, QJsonDocument(out).toJson());
}

} // namespace revseg
