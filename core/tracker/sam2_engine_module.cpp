// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/device.h"
#include "core/nn/sam2_layers.h"
#include "core/nn/tensor_file.h"
#include "core/tracker/sam2_tracker_private.h"

#include <QElapsedTimer>
#include <QThread>

#include <algorithm>
namespace revseg {

namespace sam2 = nn::sam2;

Error errorOf(const nn::Failure& failure)
{
    using Kind = nn::Failure::Kind;
    ErrorKind kind = ErrorKind::Bug;
    const char* remedy = QT_TRANSLATE_NOOP("core", "choose a file or folder of SAM 2 or 2.1");
    switch (failure.kind) {
    case Kind::Cancelled:
        return cancelled();
    case Kind::NotFound:
        kind = ErrorKind::NotFound;
        break;
    case Kind::Unreadable:
        kind = ErrorKind::Unreadable;
        break;
    case Kind::Unsupported:
        kind = ErrorKind::Unsupported;
        break;
    case Kind::Corrupt:
        kind = ErrorKind::Corrupt;
        break;
    case Kind::InvalidInput:
        kind = ErrorKind::InvalidInput;
        remedy = QT_TRANSLATE_NOOP("core", "correct the prompt or the options");
        break;
    case Kind::OutOfMemory:
        kind = ErrorKind::OutOfMemory;
        remedy = QT_TRANSLATE_NOOP("core", "use a smaller model or size=512, or close other programs");
        break;
    case Kind::Bug:
        break;
    }
    return makeError(kind, QT_TRANSLATE_NOOP("core", "SAM 2 cannot be used: %1"),
                     {QString::fromStdString(failure.what)}, remedy);
}

torch::Tensor bytesOf(const QImage& image)
{
    const QImage rgb = image.convertToFormat(QImage::Format_RGB888);
    torch::Tensor out = torch::empty({rgb.height(), rgb.width(), 3}, torch::kUInt8);
    for (int y = 0; y < rgb.height(); ++y)
        std::copy_n(rgb.constScanLine(y), size_t(rgb.width()) * 3,
                    out.data_ptr<uint8_t>() + ptrdiff_t(y) * rgb.width() * 3);
    return out;
}

Result<std::shared_ptr<const sam2::Model>> loadModel(const Sam2Spec& spec)
{
    nn::useThreads(spec.threads > 0 ? spec.threads : QThread::idealThreadCount());
    sam2::Model::Options options;
    if (spec.cuda && !nn::hasCuda()) {
        return fail(ErrorKind::Device, QT_TRANSLATE_NOOP("core", "There is no CUDA device for SAM 2"), {},
                    QT_TRANSLATE_NOOP("core", "use device=cpu"));
    }
    options.device = spec.cuda ? torch::kCUDA : torch::kCPU;
    options.type = spec.bfloat16 ? torch::kBFloat16 : torch::kFloat32;
    options.imageSize = spec.size;
    auto model = sam2::Model::load(spec.path.toStdString(), options);
    if (!model)
        return fail(errorOf(model.error()));
    return *model;
}

namespace {

double milliseconds(const QElapsedTimer& clock)
{
    return double(clock.nsecsElapsed()) / 1e6;
}

double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

class Engine final : public Sam2Engine
{
public:
    Result<std::unique_ptr<Tracker>> tracker(const Sam2Spec& spec) override
    {
        auto model = loadModel(spec);
        if (!model)
            return fail(model.error());
        return std::make_unique<Sam2Tracker>(spec, std::move(*model));
    }

    Result<void> forward(const Sam2ForwardRequest& request, std::stop_token stop) override
    {
        const auto model = loadModel(request.model);
        if (!model)
            return fail(model.error());
        const auto prepared = (*model)->prepare(bytesOf(request.image));
        if (!prepared)
            return fail(errorOf(prepared.error()));
        const auto features = (*model)->encode(*prepared, stop);
        if (!features)
            return fail(errorOf(features.error()));
        sam2::Prompt prompt;
        for (const PromptPoint& p : request.points)
            prompt.points.push_back({p.at.x, p.at.y, p.include});
        if (request.box)
            prompt.box =
                sam2::Prompt::Box{request.box->x1, request.box->y1, request.box->x2, request.box->y2};
        const int64_t width = request.image.width();
        const int64_t height = request.image.height();
        const auto masks = (*model)->segment(*features, prompt, width, height, request.several);
        if (!masks)
            return fail(errorOf(masks.error()));
        std::map<std::string, torch::Tensor> tensors;
        const auto done = sam2::attempt([&] {
            torch::Tensor logits = masks->logits;
            torch::Tensor ious = torch::tensor(masks->ious);
            if (!masks->tokens.empty()) {
                // The reference keeps the network's order.
                const torch::Tensor order = torch::tensor(masks->tokens, torch::kInt64).argsort();
                logits = logits.index_select(0, order.to(logits.device()));
                ious = ious.index_select(0, order);
            }
            tensors["image_embed"] = (*model)->withoutMemory(*features)[0];
            tensors["high_res_feats_0"] = features->whole[0];
            tensors["high_res_feats_1"] = features->half[0];
            tensors["masks"] = sam2::resized(logits.unsqueeze(0), height, width, false)[0];
            tensors["low_res_masks"] = logits.clamp(-32, 32);
            tensors["iou"] = ious;
            for (auto& [name, tensor] : tensors)
                tensor = tensor.to(torch::kCPU, torch::kFloat32).contiguous();
        });
        if (!done)
            return fail(errorOf(done.error()));
        if (const auto written = nn::writeTensorFile(request.out.toStdString(), tensors); !written)
            return fail(errorOf(written.error()));
        return {};
    }

    Result<QJsonObject> bench(const Sam2Spec& spec, std::stop_token stop) override
    {
        const auto model = loadModel(spec);
        if (!model)
            return fail(model.error());
        const int64_t side = (*model)->config().imageSize;
        torch::manual_seed(1);
        QElapsedTimer clock;
        std::optional<Error> problem;
        const auto encoded = [&](const torch::Tensor& picture) {
            auto features = (*model)->encode(picture, stop);
            if (!features)
                problem = errorOf(features.error());
            return features ? *features : sam2::Features{};
        };
        std::vector<double> encoder;
        sam2::Features seen;
        for (int i = 0; i < 4 && !problem; ++i) {
            const torch::Tensor picture = torch::randn({1, 3, side, side});
            clock.start();
            seen = encoded(picture);
            if (i > 0)
                encoder.push_back(milliseconds(clock));
        }
        std::vector<double> clicks;
        sam2::Prompt click;
        click.points.push_back({double(side) / 2, double(side) / 2, true});
        for (int i = 0; i < 6 && !problem; ++i) {
            clock.start();
            const auto masks = (*model)->segment(seen, click, side, side, true);
            if (!masks) {
                problem = errorOf(masks.error());
                break;
            }
            const auto done = sam2::attempt([&] {
                sam2::resized(masks->logits.unsqueeze(0), side, side, false)[0][0].max().item<float>();
            });
            if (!done)
                problem = errorOf(done.error());
            if (i > 0)
                clicks.push_back(milliseconds(clock));
        }
        if (problem)
            return fail(*problem);

        constexpr int kFrames = 5;
        std::vector<torch::Tensor> pictures;
        for (int i = 0; i < kFrames; ++i)
            pictures.push_back(torch::randn({1, 3, side, side}));
        sam2::Video video(*model, kFrames, side, side);
        const auto clicked = encoded(pictures[0]);
        if (problem)
            return fail(*problem);
        if (const auto added = video.addPrompt(1, 0, click, false, clicked); !added)
            return fail(errorOf(added.error()));
        clock.start();
        const auto went = video.propagate(
            0, kFrames - 1, false,
            [&](int64_t frame, const std::stop_token& s) -> nn::Expected<sam2::Features> {
                if (frame == 0)
                    return clicked;
                return (*model)->encode(pictures[size_t(frame)], s);
            },
            [](int64_t, const auto&) { return true; }, stop);
        if (!went)
            return fail(errorOf(went.error()));
        const double seconds = milliseconds(clock) / 1000;
        return QJsonObject{{QStringLiteral("encoder_ms"), median(encoder)},
                           {QStringLiteral("click_ms"), median(clicks)},
                           {QStringLiteral("track_frames_per_s"), (kFrames - 1) / seconds}};
    }
};

} // namespace

} // namespace revseg

extern "C" Q_DECL_EXPORT revseg::Sam2Engine* revsegSam2Engine()
{
    return new revseg::Engine;
}
