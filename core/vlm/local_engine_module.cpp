// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/qwen_forward.h"
#include "core/vlm/local_engine.h"
#include "core/vlm/local_messages_private.h"

#include <QThread>

namespace revseg {

namespace {

nn::Picture pictureOf(const QImage& image)
{
    nn::Picture out{image.width(), image.height(), {}};
    out.rgb.reserve(size_t(image.width()) * size_t(image.height()) * 3);
    for (int y = 0; y < image.height(); ++y) {
        const uchar* const line = image.constScanLine(y);
        out.rgb.insert(out.rgb.end(), line, line + qsizetype(image.width()) * 3);
    }
    return out;
}

class Engine final : public LocalEngine
{
public:
    Result<void> forward(const ForwardRequest& request, std::stop_token stop) override
    {
        const auto messages = chatMessages(request.messages);
        if (!messages)
            return tl::unexpected(messages.error());
        nn::useThreads(request.threads > 0 ? request.threads : QThread::idealThreadCount());
        const auto model =
            nn::Qwen::open(request.model.toStdString(),
                           request.bfloat16 ? nn::Qwen::Precision::BFloat16 : nn::Qwen::Precision::Float32);
        if (!model)
            return tl::unexpected(errorOf(model.error()));
        const nn::PixelConfig& pixels = (*model)->pixels();
        const auto patches = [&](const LocalMedium& medium, nn::PixelLimits limits) {
            limits = {request.minPixels.value_or(limits.least), request.maxPixels.value_or(limits.most)};
            std::vector<nn::Picture> frames;
            for (const QImage& frame : medium.frames)
                frames.push_back(pictureOf(frame));
            return nn::patchesOf(frames, (*model)->config().vision, pixels, limits);
        };
        std::vector<nn::Patches> images;
        std::vector<nn::QwenVideo> videos;
        for (const LocalMedium& medium : request.images) {
            auto made = patches(medium, {pixels.minPixels, pixels.maxPixels});
            if (!made)
                return tl::unexpected(errorOf(made.error()));
            images.push_back(std::move(*made));
        }
        for (const LocalMedium& medium : request.videos) {
            auto made = patches(medium, {pixels.videoMinPixels, pixels.videoMaxPixels});
            if (!made)
                return tl::unexpected(errorOf(made.error()));
            videos.push_back(
                {std::move(*made), double((*model)->config().vision.temporalPatch) / medium.framesPerSecond});
        }
        const auto prompt = (*model)->prompt(*messages, std::move(images), std::move(videos), request.answer,
                                             nn::Tokenizer::Added::Recognised);
        if (!prompt)
            return tl::unexpected(errorOf(prompt.error()));
        const auto written = nn::writeForward(*model, *prompt, request.generate, request.out.toStdString(),
                                              [stop] { return stop.stop_requested(); });
        if (!written)
            return tl::unexpected(errorOf(written.error()));
        return {};
    }
};

} // namespace

} // namespace revseg

extern "C" Q_DECL_EXPORT revseg::LocalEngine* revsegLocalEngine()
{
    return new revseg::Engine;
}
