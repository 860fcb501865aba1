// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/demo_project.h"

#include "core/base/file_output.h"
#include "core/chain/trace.h"
#include "core/jobs/demo_clip.h"
#include "core/media/sampling.h"
#include "core/media/video_reader.h"
#include "core/media/video_writer.h"
#include "core/project/project.h"

#include <cmath>

namespace revseg {

namespace {

const QString kQuestion = QStringLiteral("Which toy would be at home in a bathtub?");

/// The moment that a careful person would choose: the duck is near the middle, whole, and nothing is in front
/// of it.
constexpr int kSample = 4;

/// A recorded answer in both turns, as a model would have given it.
Run answer(int number, const SampledFrames& sampled, int sample, demo::Object which, const QString& thought,
           const QString& description, const QString& label)
{
    Run run;
    run.id = QString::number(number);
    run.status = Run::Status::Ok;
    run.sampled = sampled;
    const FrameIndex frame = sampled[size_t(sample)].frame;
    const Box native = demo::visibleBox(frame, which);
    const Box model = native.scaled(840.0 / demo::kSize.width, 840.0 / demo::kSize.height);
    run.keyframe = Keyframe{sample, frame};
    run.description = description;
    run.interpretation = thought.trimmed();
    ChainObject object;
    object.label = label;
    object.box = native;
    object.box_model = model;
    run.objects = {object};
    for (const Stage stage : {Stage::Interpretation, Stage::Keyframe, Stage::Description, Stage::Box})
        run.setStage(stage, StageStatus::Ok);

    Turn first;
    first.number = 1;
    first.raw = QStringLiteral("<think> %1 </think>\n<answer>[{\"frame_idx\": %2, \"object description\": "
                               "\"%3\"}]</answer>")
                    .arg(thought, QString::number(sample), description);
    first.finish = QStringLiteral("stop");
    first.seconds = 5;
    Turn second;
    second.number = 2;
    second.raw = QStringLiteral("```json\n[{\"bbox_2d\": [%1, %2, %3, %4], \"label\": \"%5\"}]\n```")
                     .arg(std::floor(model.x1))
                     .arg(std::floor(model.y1))
                     .arg(std::ceil(model.x2))
                     .arg(std::ceil(model.y2))
                     .arg(object.label);
    second.finish = QStringLiteral("stop");
    second.seconds = 1.2;
    run.turns = {first, second};
    return run;
}

Run chosenWell(const SampledFrames& sampled)
{
    const QString thought =
        QStringLiteral(
            "The clip shows a park with a path, a fence and a large tree. Three toys move: a yellow duck "
            "goes to the right along the path, a red and white ball bounces on the grass, and a blue car "
            "comes in from the right at frame 1 and drives to the left.\n\nA bathtub is where one expects "
            "something that floats and belongs to bath time. The car does not; a ball would float, but it is "
            "a thing for the garden. The duck is the classic bath toy.\n\nWhen is it seen best? In frame 0 "
            "it is far to the left. From frame 6 to frame 9 it is behind the tree, and in frame 8 nothing of "
            "it can be seen. In frame %1 it is whole, nothing is in front of it, and it is nearer to the "
            "middle.")
            .arg(kSample);
    return answer(
        0, sampled, kSample, demo::Duck, thought,
        QStringLiteral("the large yellow toy duck with an orange beak, on the sandy path left of the "
                       "tree"),
        QStringLiteral("yellow toy duck"));
}

/// Right as well, but with another moment and a looser description.
Run chosenLater(const SampledFrames& sampled)
{
    return answer(1, sampled, 5, demo::Duck,
                  QStringLiteral("Of the duck, the ball and the car, only the duck is made for a bathtub. It "
                                 "comes from the left; in frame 5 it is still whole and nearer to the middle "
                                 "than before, and the tree does not hide it yet."),
                  QStringLiteral("the yellow duck on the path"), QStringLiteral("yellow duck"));
}

/// Wrong: a sample that people can tell apart from the others.
Run mistaken(const SampledFrames& sampled)
{
    return answer(2, sampled, 2, demo::Ball,
                  QStringLiteral("Something for a bathtub has to float. The red and white ball is light and "
                                 "full of air, so it floats. In frame 2 it is seen whole."),
                  QStringLiteral("the red and white ball on the grass"), QStringLiteral("ball"));
}

Trace writtenByHand(const VideoInfo& video)
{
    Trace trace;
    trace.video = video;
    trace.query = kQuestion;
    trace.sampled = sampleUniform(video.frames, 16);
    for (SampledFrame& s : trace.sampled)
        s.time_s = s.frame / demo::kRate.value();
    trace.prompt_set = {{QStringLiteral("name"), QStringLiteral("revseg-1")}, {QStringLiteral("version"), 1}};
    trace.other = {{QStringLiteral("note"), QStringLiteral("written by hand")}};

    trace.runs = {chosenWell(trace.sampled), chosenLater(trace.sampled), mistaken(trace.sampled)};
    return trace;
}

} // namespace

Result<void> makeDemoProject(const QString& folder, bool force, const ProgressFn& progress,
                             std::stop_token stop)
{
    auto output = FolderOutput::create(folder, force);
    if (!output)
        return fail(output.error());
    const QString clip = output->filePath(QLatin1String(demo::kClipFile));
    auto writer = VideoWriter::create(clip, demo::kSize, demo::kRate);
    if (!writer)
        return fail(writer.error());
    for (FrameIndex f = 0; f < demo::kFrames; ++f) {
        if (stop.stop_requested())
            return fail(cancelled());
        if (auto done = (*writer)->add(demo::frame(f)); !done)
            return done;
        if (progress)
            progress({f + 1, demo::kFrames});
    }
    if (auto done = (*writer)->finish(); !done)
        return done;

    ReaderOptions options;
    options.hash = true;
    const auto video = VideoReader::open(clip, options, stop);
    if (!video)
        return fail(video.error());
    if (auto done = writtenByHand((*video)->info()).save(output->filePath(QLatin1String(demo::kAnswerFile)));
        !done)
        return done;
    if (auto done = writeFile(output->filePath(QLatin1String(demo::kQuestionFile)), kQuestion.toUtf8());
        !done)
        return done;
    {
        const auto project = Project::create(output->filePath(QLatin1String(demo::kProjectFile)));
        if (!project)
            return fail(project.error());
        const auto id = (*project)->addVideo((*video)->info());
        if (!id)
            return fail(id.error());
        if (const auto query = (*project)->addQuery(*id, kQuestion); !query)
            return fail(query.error());
        if (auto done =
                (*project)->setSetting(QStringLiteral("recorded_answer"), QLatin1String(demo::kAnswerFile));
            !done)
            return done;
    }
    return output->commit();
}

} // namespace revseg
