// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/device.h"
#include "core/nn/qwen_forward.h"
#include "core/vlm/local_backend_private.h"
#include "core/vlm/local_messages_private.h"

#include <QElapsedTimer>
#include <QThread>

#include <algorithm>
#include <random>

namespace revseg {

namespace {

double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

nn::QwenPrompt textPrompt(const nn::QwenConfig& config, int tokens)
{
    std::mt19937_64 random(1);
    const int64_t texts =
        std::min({config.imageToken, config.videoToken, config.visionStart, config.visionEnd});
    nn::QwenPrompt out;
    for (int i = 0; i < tokens; ++i)
        out.ids.push_back(int64_t(random() % uint64_t(std::max<int64_t>(1, texts))));
    return out;
}

constexpr int64_t kChainMarks = 4; ///< ids around the two media

/// What a chain shows: 16 frames of 448 × 448 and a picture of 840 × 840, of noise.
nn::QwenPrompt chainPrompt(const nn::QwenConfig& config)
{
    std::mt19937 random(1);
    std::normal_distribution<float> noise;
    const nn::QwenVisionConfig& v = config.vision;
    const auto patches = [&](int64_t frames, int64_t side) {
        const int64_t sides = side / v.factor() * v.merge;
        nn::Patches out;
        out.grid = {frames / v.temporalPatch, sides, sides};
        out.values.resize(size_t(out.grid.patches() * v.patchValues()));
        std::generate(out.values.begin(), out.values.end(), [&] { return noise(random); });
        return out;
    };
    nn::QwenPrompt out;
    out.videos.push_back({patches(16, 448), 1});
    out.images.push_back(patches(v.temporalPatch, 840));
    const auto add = [&](int64_t pad, const nn::PatchGrid& grid) {
        out.ids.push_back(config.visionStart);
        out.ids.insert(out.ids.end(), size_t(grid.patches() / (v.merge * v.merge)), pad);
        out.ids.push_back(config.visionEnd);
    };
    add(config.videoToken, out.videos[0].patches.grid);
    add(config.imageToken, out.images[0].grid);
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
        nn::Qwen::Loading loading;
        const nn::StopAsked stopped = [&stop] { return stop.stop_requested(); };
        loading.stop = stopped;
        const auto model = openModel(request.spec, std::move(loading));
        if (!model)
            return tl::unexpected(model.error());
        const nn::PixelConfig& pixels = (*model)->pixels();
        const auto patches = [&](const LocalMedium& medium, nn::PixelLimits limits) {
            limits = {request.minPixels.value_or(limits.least), request.maxPixels.value_or(limits.most)};
            std::vector<nn::Picture> frames;
            for (const QImage& frame : medium.frames)
                frames.push_back(pictureOf(frame));
            return nn::patchesOf(frames, (*model)->config().vision, pixels, limits, stopped);
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
        const auto written =
            nn::writeForward(*model, *prompt, request.generate, request.out.toStdString(), stopped);
        if (!written)
            return tl::unexpected(errorOf(written.error()));
        return {};
    }

    std::unique_ptr<VlmBackend> backend(const LocalModel& model) override
    {
        return std::make_unique<LocalBackend>(model, m_loaded);
    }

    void release() override { m_loaded->release(); }

    Result<QJsonObject> bench(const LocalBenchRequest& request, std::stop_token stop) override
    {
        constexpr int kRepetitions = 5;    // after one that warms up
        constexpr double kLongEnough = 60; // seconds; a large model needs no median of many
        nn::useThreads(request.threads > 0 ? request.threads : QThread::idealThreadCount());
        const nn::StopAsked stopped = [&stop] { return stop.stop_requested(); };
        QElapsedTimer clock;
        const auto seconds = [&clock] { return double(clock.nsecsElapsed()) * 1e-9; };
        nn::Qwen::Loading loading;
        loading.stop = stopped;
        clock.start();
        const auto model = openModel(request.spec, std::move(loading));
        if (!model)
            return fail(model.error());
        const double load = seconds();
        const nn::QwenConfig& config = (*model)->config();
        const nn::QwenPrompt prompt =
            request.chain ? chainPrompt(config) : textPrompt(config, request.promptTokens);
        const int64_t visual =
            request.chain ? int64_t(prompt.ids.size()) - kChainMarks : request.promptTokens;
        if (int64_t(prompt.ids.size()) + request.newTokens + 1 > config.text.longest) {
            return fail(ErrorKind::InvalidInput,
                        QT_TRANSLATE_NOOP("core", "The model reads %1 tokens at most"),
                        {QString::number(config.text.longest)},
                        QT_TRANSLATE_NOOP("core", "give smaller numbers of tokens"));
        }
        nn::AnswerOptions options;
        options.most = request.newTokens;
        options.endAtEndToken = false;
        std::vector<double> prefill, decode;
        QElapsedTimer all;
        all.start();
        for (int i = 0; i <= kRepetitions; ++i) {
            if (i > 1 && double(all.nsecsElapsed()) * 1e-9 > kLongEnough)
                break;
            nn::QwenConversation conversation(*model);
            clock.start();
            const auto read = conversation.read(prompt, stopped);
            if (!read)
                return fail(errorOf(read.error()));
            const double reading = seconds();
            std::vector<nn::QwenConversation> talks(size_t(request.sequences), conversation);
            std::vector<nn::QwenConversation*> together;
            for (size_t talk = 0; talk < talks.size(); ++talk) {
                nn::QwenPrompt different;
                different.ids.push_back(int64_t(talk));
                if (const auto more = talks[talk].read(different, stopped); !more)
                    return fail(errorOf(more.error()));
                together.push_back(&talks[talk]);
            }
            clock.start();
            const auto answers = nn::QwenConversation::answerTogether(
                together, std::vector(together.size(), options), stopped);
            if (!answers)
                return fail(errorOf(answers.error()));
            if (answers->front().end == nn::QwenAnswer::End::Stopped)
                return fail(cancelled());
            if (i > 0) {
                prefill.push_back(double(visual) / reading);
                decode.push_back(request.sequences * request.newTokens / seconds());
            }
        }
        return QJsonObject{{QStringLiteral("prefill_tokens_per_s"), median(prefill)},
                           {QStringLiteral("decode_tokens_per_s"), median(decode)},
                           {QStringLiteral("load_s"), load}};
    }

private:
    std::shared_ptr<LoadedModel> m_loaded = std::make_shared<LoadedModel>();
};

} // namespace

} // namespace revseg

extern "C" Q_DECL_EXPORT revseg::LocalEngine* revsegLocalEngine()
{
    return new revseg::Engine;
}
