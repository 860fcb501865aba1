// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/device.h"
#include "core/vlm/local_backend_private.h"
#include "core/vlm/local_messages_private.h"

#include <QElapsedTimer>

#include <algorithm>

namespace revseg {

namespace {

bool isSame(const VlmPart& a, const VlmPart& b)
{
    if (a.index() != b.index())
        return false;
    if (const auto* text = std::get_if<VlmText>(&a))
        return text->text == std::get<VlmText>(b).text;
    if (const auto* image = std::get_if<VlmImage>(&a))
        return image->image == std::get<VlmImage>(b).image;
    const auto& video = std::get<VlmVideo>(a);
    return video.fps == std::get<VlmVideo>(b).fps && video.frames == std::get<VlmVideo>(b).frames;
}

bool isSame(const VlmMessage& a, const VlmMessage& b)
{
    return a.role == b.role && std::ranges::equal(a.parts, b.parts, [](const VlmPart& x, const VlmPart& y) {
               return isSame(x, y);
           });
}

/// Messages as the network's folder has them, with their pictures.
struct Spoken
{
    std::vector<nn::ChatMessage> messages;
    std::vector<nn::Patches> images;
    std::vector<nn::QwenVideo> videos;
};

class Speech
{
public:
    Speech(const nn::Qwen& model, const ModelProfile& profile, const std::stop_token& stop)
        : m_model(model)
        , m_profile(profile)
        , m_stop([&stop] { return stop.stop_requested(); })
    {
    }

    Result<Spoken> of(std::span<const VlmMessage> messages)
    {
        for (const VlmMessage& message : messages) {
            m_out.messages.push_back({roleText(message.role), {}});
            for (const VlmPart& part : message.parts) {
                if (const auto added = add(part); !added)
                    return fail(added.error());
            }
        }
        return std::move(m_out);
    }

private:
    static std::string roleText(VlmMessage::Role role)
    {
        return role == VlmMessage::Role::System ? "system"
               : role == VlmMessage::Role::User ? "user"
                                                : "assistant";
    }
    void addText(const QString& text)
    {
        m_out.messages.back().parts.push_back({nn::ChatPart::Kind::Text, text.toStdString()});
    }
    Result<void> addImage(const QImage& image)
    {
        const nn::PixelConfig& pixels = m_model.pixels();
        const nn::PixelLimits limits{m_profile.min_pixels > 0 ? m_profile.min_pixels : pixels.minPixels,
                                     m_profile.max_pixels > 0 ? m_profile.max_pixels : pixels.maxPixels};
        const nn::Picture picture = pictureOf(image.convertToFormat(QImage::Format_RGB888));
        auto made = nn::patchesOf(std::span(&picture, 1), m_model.config().vision, pixels, limits, m_stop);
        if (!made)
            return fail(errorOf(made.error()));
        m_out.images.push_back(std::move(*made));
        m_out.messages.back().parts.push_back({nn::ChatPart::Kind::Image, {}});
        return {};
    }
    Result<void> addVideo(const VlmVideo& video)
    {
        if (m_profile.video != ModelProfile::VideoEncoding::JpegVideo) {
            for (size_t i = 0; i < video.frames.size(); ++i) {
                if (m_profile.video == ModelProfile::VideoEncoding::LabelledImages) {
                    QString label = m_profile.frame_label;
                    label.replace(QLatin1String("{index}"), QString::number(i));
                    label.replace(QLatin1String("{seconds}"), QString::number(double(i) / video.fps));
                    addText(label);
                }
                if (const auto added = addImage(video.frames[i]); !added)
                    return added;
            }
            return {};
        }
        std::vector<nn::Picture> frames;
        for (const QImage& frame : video.frames) {
            if (m_stop())
                return fail(cancelled());
            frames.push_back(pictureOf(frame.convertToFormat(QImage::Format_RGB888)));
        }
        const nn::PixelConfig& pixels = m_model.pixels();
        auto made = nn::patchesOf(frames, m_model.config().vision, pixels,
                                  {pixels.videoMinPixels, pixels.videoMaxPixels}, m_stop);
        if (!made)
            return fail(errorOf(made.error()));
        m_out.videos.push_back({std::move(*made), double(m_model.config().vision.temporalPatch) / video.fps});
        m_out.messages.back().parts.push_back({nn::ChatPart::Kind::Video, {}});
        return {};
    }
    Result<void> add(const VlmPart& part)
    {
        if (const auto* image = std::get_if<VlmImage>(&part))
            return addImage(image->image);
        if (const auto* video = std::get_if<VlmVideo>(&part))
            return addVideo(*video);
        addText(std::get<VlmText>(part).text);
        return {};
    }

    const nn::Qwen& m_model;
    const ModelProfile& m_profile;
    const nn::StopAsked m_stop;
    Spoken m_out;
};

nn::AnswerOptions optionsOf(const VlmRequest& request, const ModelProfile& profile)
{
    nn::AnswerOptions out;
    out.most = request.max_tokens;
    out.sampling.temperature = request.temperature;
    out.sampling.seed = uint64_t(request.seed.value_or(0));
    out.sampling.topP = profile.request[u"top_p"].toDouble(1);
    out.sampling.topK = profile.request[u"top_k"].toInteger(0);
    out.sampling.repetitionPenalty = profile.request[u"repetition_penalty"].toDouble(1);
    for (const QString& text : request.stop)
        out.stopStrings.push_back(text.toStdString());
    return out;
}

} // namespace

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

Result<std::shared_ptr<const nn::Qwen>> openModel(const LocalSpec& spec, nn::Qwen::Loading loading)
{
    using Kept = nn::Qwen::Precision;
    if (spec.cuda && !nn::hasCuda()) {
        return fail(ErrorKind::Device,
                    QT_TRANSLATE_NOOP("core", "There is no CUDA device for the vision-language model"), {},
                    QT_TRANSLATE_NOOP("core", "use device=cpu, or a server for the GPU"));
    }
    loading.adapter = spec.adapter.toStdString();
    loading.device = spec.cuda ? nn::Qwen::Device::Cuda : nn::Qwen::Device::Cpu;
    auto model = nn::Qwen::open(spec.folder.toStdString(),
                                spec.precision == Precision::BFloat16  ? Kept::BFloat16
                                : spec.precision == Precision::Float16 ? Kept::Float16
                                                                       : Kept::Float32,
                                loading);
    if (!model)
        return fail(errorOf(model.error()));
    return std::move(*model);
}

bool ReadMessages::isBeginningOf(const VlmRequest& request, const nn::Qwen* of, const QString& how) const
{
    return model.get() == of && pictures == how && messages.size() <= request.messages.size() &&
           std::equal(messages.begin(), messages.end(), request.messages.begin(),
                      [](const VlmMessage& a, const VlmMessage& b) { return isSame(a, b); });
}

const ReadMessages::Said* ReadMessages::find(std::span<const VlmMessage> of, const nn::Qwen* wanted,
                                             const QString& how) const
{
    if (model.get() != wanted || pictures != how || messages.size() < of.size() ||
        !std::equal(of.begin(), of.end(), messages.begin(),
                    [](const VlmMessage& a, const VlmMessage& b) { return isSame(a, b); }))
        return nullptr;
    const auto found = std::ranges::find(said, of.size() - 1, &Said::message);
    return found == said.end() ? nullptr : &*found;
}

LocalBackend::LocalBackend(LocalModel model, std::shared_ptr<LoadedModel> loaded)
    : m_model(std::move(model))
    , m_loaded(std::move(loaded))
{
}

LocalBackend::~LocalBackend()
{
    if (m_talk)
        m_loaded->keepEnded(std::make_shared<const ReadMessages>(std::move(*m_talk)));
}

QString LocalBackend::spec() const
{
    return m_model.spec.text();
}

QString LocalBackend::shown() const
{
    const ModelProfile& p = m_model.profile;
    return QStringLiteral("%1 %2 %3 %4")
        .arg(int(p.video))
        .arg(p.min_pixels)
        .arg(p.max_pixels)
        .arg(p.frame_label);
}

Result<VlmCapabilities> LocalBackend::capabilities(std::stop_token)
{
    VlmCapabilities out;
    out.log_probabilities = true;
    out.models = QStringList{m_model.spec.folder};
    return out;
}

Result<ReadMessages> LocalBackend::read(const VlmRequest& request,
                                        const std::shared_ptr<const nn::Qwen>& model,
                                        const std::stop_token& stop)
{
    const nn::StopAsked stopped = [&stop] { return stop.stop_requested(); };
    const std::span<const VlmMessage> all(request.messages);
    const auto spoken = [&](std::span<const VlmMessage> messages) {
        return Speech(*model, m_model.profile, stop).of(messages);
    };
    // Behind an answer of this very conversation: only what is new is read.
    if (m_talk && m_talk->isBeginningOf(request, model.get(), shown()) &&
        m_talk->messages.size() < all.size()) {
        auto rest = spoken(all.subspan(m_talk->messages.size()));
        if (!rest)
            return fail(rest.error());
        ReadMessages talk = std::move(*m_talk);
        m_talk.reset();
        const auto done =
            talk.conversation.readOn(rest->messages, std::move(rest->images), std::move(rest->videos),
                                     nn::Tokenizer::Added::AsText, stopped);
        if (!done)
            return fail(errorOf(done.error()));
        talk.messages = request.messages;
        return talk;
    }
    m_talk.reset();
    std::optional<ReadMessages>& beginning = m_loaded->beginning;
    // Another sample of the same question.
    if (beginning && beginning->messages.size() == all.size() &&
        beginning->isBeginningOf(request, model.get(), shown()))
        return *beginning;
    beginning.reset();
    auto whole = spoken(all);
    if (!whole)
        return fail(whole.error());
    const auto prompt = model->prompt(whole->messages, std::move(whole->images), std::move(whole->videos),
                                      true, nn::Tokenizer::Added::AsText);
    if (!prompt)
        return fail(errorOf(prompt.error()));
    ReadMessages talk{model, shown(), request.messages, nn::QwenConversation(model), {}};
    if (const auto done = talk.conversation.read(*prompt, stopped); !done)
        return fail(errorOf(done.error()));
    const bool first =
        std::ranges::none_of(all, [](const VlmMessage& m) { return m.role == VlmMessage::Role::Assistant; });
    if (first)
        beginning.emplace(talk);
    return talk;
}

Result<VlmAnswer> LocalBackend::ask(const VlmRequest& request, const VlmListener& listener,
                                    std::stop_token stop)
{
    QElapsedTimer clock;
    clock.start();
    const auto used = m_loaded->use(stop);
    if (!used)
        return fail(used.error());
    const auto model = m_loaded->get(m_model, listener.loading, stop);
    if (!model)
        return fail(model.error());
    auto talk = read(request, *model, stop);
    if (!talk)
        return fail(talk.error());
    nn::QwenConversation& conversation = talk->conversation;
    VlmAnswer out;
    out.prompt_tokens = int(conversation.ids().size());
    nn::AnswerOptions options = optionsOf(request, m_model.profile);
    if (listener.delta) {
        options.onText = [&listener](int, std::string_view text) {
            listener.delta(QString::fromUtf8(text.data(), qsizetype(text.size())));
        };
    }
    auto answer = conversation.answer(options, [&stop] { return stop.stop_requested(); });
    if (!answer)
        return fail(errorOf(answer.error()));
    if (answer->end == nn::QwenAnswer::End::Stopped)
        return fail(cancelled());
    out.text = QString::fromStdString(answer->text);
    out.finish =
        answer->end == nn::QwenAnswer::End::Length ? QStringLiteral("length") : QStringLiteral("stop");
    out.answer_tokens = int(answer->ids.size());
    if (request.log_probabilities) {
        for (const nn::Choice& choice : answer->choices) {
            const std::string_view bytes = (*model)->tokenizer().bytesOf(choice.id);
            out.tokens.push_back({QString::fromUtf8(bytes.data(), qsizetype(bytes.size())), choice.logprob});
        }
    }
    // A stop string is cut from the text, and the model's memory still has it.
    if (answer->end != nn::QwenAnswer::End::StopString) {
        talk->said.push_back({talk->messages.size(), size_t(out.prompt_tokens), answer->ids.size()});
        talk->messages.push_back({VlmMessage::Role::Assistant, {VlmText{out.text}}});
        m_talk.emplace(std::move(*talk));
    }
    out.seconds = double(clock.nsecsElapsed()) * 1e-9;
    return out;
}

} // namespace revseg
