// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/sam2_model.h"

#include <algorithm>
#include <filesystem>
#include <new>
#include <numeric>
#include <torch/torch.h>

namespace revseg::nn::sam2 {

namespace {

constexpr double kAbsent = -1024.0; ///< the logits of an object that is not there

tl::unexpected<Failure> failure(Failure::Kind kind, std::string what)
{
    return tl::unexpected<Failure>(Failure{kind, std::move(what)});
}

/// What `config.json` beside the weights says, or else by the width and depth of the trunk.
Expected<Config> configOf(const Weights& weights)
{
    const auto patches = weights.shape("image_encoder.trunk.patch_embed.proj.weight");
    if (patches.empty())
        return failure(Failure::Kind::Unsupported, "“" + weights.path() + "” holds no weights of SAM 2");
    const int64_t depth = weights.count("image_encoder.trunk.blocks.");
    const auto trunk = [](int64_t width, int64_t blocks) {
        return "width " + std::to_string(width) + ", depth " + std::to_string(blocks);
    };
    const auto json = std::filesystem::path(weights.path()).parent_path() / "config.json";
    std::error_code ignored;
    if (std::filesystem::exists(json, ignored)) {
        auto described = Config::fromJson(json.string());
        // Another model's description may lie in the same folder.
        if (!described && described.error().kind != Failure::Kind::Unsupported)
            return described;
        if (described && (described->embed != patches[0] || described->depth() != depth)) {
            return failure(Failure::Kind::Corrupt, "“" + json.string() + "” describes another network (" +
                                                       trunk(described->embed, described->depth()) +
                                                       ") than “" + weights.path() + "” holds (" +
                                                       trunk(patches[0], depth) + ")");
        }
        if (described)
            return described;
    }
    const bool newer = weights.has("no_obj_embed_spatial");
    using Size = Config::Size;
    for (const Size size : {Size::Tiny, Size::Small, Size::BasePlus, Size::Large}) {
        const Config known = Config::known(size, newer ? Config::Version::Sam21 : Config::Version::Sam20);
        if (known.embed == patches[0] && known.depth() == depth)
            return known;
    }
    return failure(Failure::Kind::Unsupported,
                   "“" + weights.path() + "” holds a SAM 2 of no published size (" +
                       trunk(patches[0], depth) + "), and no config.json beside it describes it");
}

/// The one file of weights in a folder: `model.safetensors`, or else the only one there is.
Expected<std::string> weightsIn(const std::string& folder)
{
    namespace fs = std::filesystem;
    std::error_code ignored;
    const fs::path usual = fs::path(folder) / "model.safetensors";
    if (fs::exists(usual, ignored))
        return usual.string();
    std::vector<std::string> found;
    for (const auto& entry : fs::directory_iterator(folder, ignored)) {
        const std::string kind = entry.path().extension().string();
        if (kind == ".pt" || kind == ".pth" || kind == ".safetensors")
            found.push_back(entry.path().filename().string());
    }
    if (found.empty())
        return failure(Failure::Kind::NotFound, "“" + folder + "” holds no .pt or .safetensors file");
    if (found.size() > 1) {
        std::sort(found.begin(), found.end());
        return failure(Failure::Kind::Unsupported, "“" + folder + "” holds several files of weights, “" +
                                                       found[0] + "” and “" + found[1] + "” among them");
    }
    return (fs::path(folder) / found[0]).string();
}

} // namespace

Expected<void> attempt(const std::function<void()>& run)
{
    const torch::NoGradGuard noGradients;
    try {
        run();
        return {};
    } catch (const Stopped&) {
        return failure(Failure::Kind::Cancelled, "It was stopped");
    } catch (const c10::OutOfMemoryError& error) {
        return failure(Failure::Kind::OutOfMemory, error.what_without_backtrace());
    } catch (const std::bad_alloc&) {
        return failure(Failure::Kind::OutOfMemory, "There is not enough memory");
    } catch (const c10::Error& error) {
        const std::string what = error.what_without_backtrace();
        // The CPU's allocator has no type of its own for it.
        const bool memory = what.find("not enough memory") != std::string::npos;
        return failure(memory ? Failure::Kind::OutOfMemory : Failure::Kind::InvalidInput, what);
    } catch (const std::exception& error) { // of the libraries below torch
        return failure(Failure::Kind::InvalidInput, error.what());
    }
}

Expected<std::shared_ptr<const Model>> Model::load(const std::string& path, const Options& options)
{
    std::error_code ignored;
    std::string file = path;
    if (std::filesystem::is_directory(path, ignored)) {
        auto inside = weightsIn(path);
        if (!inside)
            return tl::unexpected<Failure>(inside.error());
        file = std::move(*inside);
    }
    auto weights = Weights::read(file);
    if (!weights)
        return tl::unexpected<Failure>(weights.error());
    return load(std::move(*weights), options);
}

Expected<std::shared_ptr<const Model>> Model::load(Weights weights, const Options& options)
{
    auto config = options.config ? Expected<Config>(*options.config) : configOf(weights);
    if (!config)
        return tl::unexpected<Failure>(config.error());
    if (options.imageSize > 0)
        config->imageSize = options.imageSize;
    if (const auto good = config->check(); !good)
        return tl::unexpected<Failure>(good.error());
    std::shared_ptr<const Model> model;
    const auto built = attempt([&] {
        weights.place(options.device, options.type);
        model = std::shared_ptr<const Model>(new Model(*config, weights));
    });
    if (!built)
        return tl::unexpected<Failure>(built.error());
    if (const auto complete = weights.finish(); !complete)
        return tl::unexpected<Failure>(complete.error());
    return model;
}

Model::Model(const Config& config, Weights& weights)
    : m_config(config)
    , m_device(weights.device())
    , m_type(weights.type())
    , m_imageEncoder(config, weights)
    , m_promptEncoder(config, weights)
    , m_maskDecoder(config, weights)
    , m_memoryEncoder(config, weights)
    , m_memoryAttention(config, weights)
{
    const Scope w(weights, "");
    const int64_t width = config.width;
    m_noMemory = w("no_mem_embed", {1, 1, width}).view({1, width, 1, 1});
    w("no_mem_pos_enc", {1, 1, width}); // in every checkpoint, used by none
    m_noPointer = w("no_obj_ptr", {1, width});
    if (config.absenceInMemory)
        m_absenceInMemory =
            w("no_obj_embed_spatial", {1, config.memoryWidth}).view({1, config.memoryWidth, 1, 1});
    m_maskDown = Conv(w.in("mask_downsample"), 1, 1, 4, 4);
    m_pointer = Perceptron(w.in("obj_ptr_proj"), {width, width, width, width});
    m_bytes = weights.byteCount();
}

Expected<torch::Tensor> Model::prepare(const torch::Tensor& rgb) const
{
    if (!rgb.defined() || rgb.dim() != 3 || rgb.size(2) != 3 || rgb.numel() == 0 ||
        rgb.scalar_type() != torch::kUInt8)
        return failure(Failure::Kind::InvalidInput, "A frame must be bytes of three colours");
    torch::Tensor out;
    const auto done = attempt([&] {
        const int64_t side = m_config.imageSize;
        const auto colours = [this](double r, double g, double b) {
            return torch::tensor({r, g, b}, torch::kFloat32).view({1, 3, 1, 1}).to(m_device);
        };
        torch::Tensor x = rgb.to(m_device).permute({2, 0, 1}).unsqueeze(0).to(torch::kFloat32) / 255;
        if (x.size(2) != side || x.size(3) != side)
            x = resized(x, side, side, true);
        out = (x - colours(0.485, 0.456, 0.406)) / colours(0.229, 0.224, 0.225);
    });
    if (!done)
        return tl::unexpected<Failure>(done.error());
    return out;
}

Expected<Features> Model::encode(const torch::Tensor& image, const std::stop_token& stop) const
{
    const int64_t side = m_config.imageSize;
    if (!image.defined() || image.sizes() != torch::IntArrayRef({1, 3, side, side}))
        return failure(Failure::Kind::InvalidInput,
                       "A prepared frame has another size than the model's input");
    Features out;
    const auto done = attempt([&] { out = m_imageEncoder(image.to(m_device), stop); });
    if (!done)
        return tl::unexpected<Failure>(done.error());
    return out;
}

Expected<Model::Masks> Model::segment(const Features& features, const Prompt& prompt, int64_t width,
                                      int64_t height, bool several, const torch::Tensor& previous) const
{
    if (width <= 0 || height <= 0 || !features.top.defined())
        return failure(Failure::Kind::InvalidInput, "There is no image to find masks in");
    if (previous.defined() && (previous.dim() != 2 || previous.numel() == 0))
        return failure(Failure::Kind::InvalidInput, "A mask to start from has two dimensions");
    Masks out;
    const auto done = attempt([&] {
        const auto marks = marksOf(prompt, width, height);
        const torch::Tensor start =
            previous.defined() ? previous.to(m_device).unsqueeze(0).unsqueeze(0) : previous;
        const auto output = m_maskDecoder(
            withoutMemory(features), m_promptEncoder.places(),
            marks.empty() ? m_promptEncoder.nothing() : m_promptEncoder.sparse(marks),
            start.defined() ? m_promptEncoder.dense(start) : m_promptEncoder.noMask(), features);
        out.score = output.score.item<float>();
        if (!several) {
            const auto choice = MaskDecoder::choose(output, false, true);
            out.logits = choice.mask[0];
            out.ious = {choice.iou};
            return;
        }
        std::vector<int64_t> order{1, 2, 3};
        const torch::Tensor ious = output.ious.to(torch::kCPU).contiguous();
        const float* const iou = ious.data_ptr<float>();
        std::stable_sort(order.begin(), order.end(), [iou](int64_t a, int64_t b) { return iou[a] > iou[b]; });
        out.logits =
            torch::stack({output.masks[0][order[0]], output.masks[0][order[1]], output.masks[0][order[2]]});
        for (const int64_t k : order)
            out.ious.push_back(iou[k]);
        out.tokens = order;
    });
    if (!done)
        return tl::unexpected<Failure>(done.error());
    return out;
}

std::vector<Mark> Model::marksOf(const Prompt& prompt, int64_t width, int64_t height) const
{
    // In single precision and in this order, so that places come out to the last bit as in training.
    const auto side = float(m_config.imageSize);
    const auto mark = [&](double x, double y, Mark::Kind kind) {
        return Mark{double(float(x) / float(width) * side), double(float(y) / float(height) * side), kind};
    };
    std::vector<Mark> out;
    if (prompt.box) {
        out.push_back(mark(prompt.box->left, prompt.box->top, Mark::Kind::TopLeft));
        out.push_back(mark(prompt.box->right, prompt.box->bottom, Mark::Kind::BottomRight));
    }
    for (const Prompt::Point& point : prompt.points)
        out.push_back(
            mark(point.x, point.y, point.foreground ? Mark::Kind::Foreground : Mark::Kind::Background));
    return out;
}

MaskDecoder::Output Model::decode(const torch::Tensor& image, const Features& features,
                                  const std::vector<Mark>& marks, const torch::Tensor& previous) const
{
    // Without a prompt there is one point that says nothing.
    return m_maskDecoder(
        image, m_promptEncoder.places(),
        m_promptEncoder.sparse(marks.empty() ? std::vector<Mark>{{0, 0, Mark::Kind::Nothing}} : marks),
        previous.defined() ? m_promptEncoder.dense(previous) : m_promptEncoder.noMask(), features);
}

Model::Prediction Model::predictionOf(const MaskDecoder::Output& output, const MaskDecoder::Choice& choice,
                                      float least) const
{
    Prediction out;
    out.score = output.score.item<float>();
    out.iou = choice.iou;
    const bool present = out.score > least;
    out.mask = present ? choice.mask.contiguous() : torch::full_like(choice.mask, kAbsent);
    out.pointer = present ? m_pointer(choice.token) : m_noPointer;
    return out;
}

Model::Prediction Model::predict(const torch::Tensor& image, const Features& features,
                                 const std::vector<Mark>& marks, const torch::Tensor& previous, bool several,
                                 bool fallback) const
{
    const auto output = decode(image, features, marks, previous);
    return predictionOf(output, MaskDecoder::choose(output, several, fallback), 0);
}

Model::Prediction Model::predict(const torch::Tensor& image, const Features& features,
                                 MotionChooser& motion) const
{
    constexpr float kAlmostPresent = -1;
    const auto output = decode(image, features, {}, {});
    std::vector<MotionChooser::Candidate> candidates;
    for (int64_t k = 1; k < output.masks.size(1); ++k)
        candidates.push_back({boundsOf(output.masks.narrow(1, k, 1)), output.ious[0][k].item<double>()});
    const auto chosen = motion.choose(candidates);
    const auto k = int64_t(chosen.index) + 1;
    Prediction out = predictionOf(output, MaskDecoder::pick(output, k, k), kAlmostPresent);
    out.motion = chosen.motion;
    return out;
}

std::optional<Bounds> Model::boundsOf(const torch::Tensor& mask) const
{
    const torch::Tensor inside = resized(mask, m_config.imageSize, m_config.imageSize, false)[0][0].gt(0);
    const torch::Tensor columns = inside.any(0).nonzero().to(torch::kCPU);
    const torch::Tensor rows = inside.any(1).nonzero().to(torch::kCPU);
    if (columns.size(0) == 0)
        return std::nullopt;
    const auto at = [](const torch::Tensor& t, int64_t i) { return double(t[i][0].item<int64_t>()); };
    return Bounds{at(columns, 0), at(rows, 0), at(columns, -1), at(rows, -1)};
}

Model::Prediction Model::adopt(const Features& features, const torch::Tensor& mask) const
{
    const torch::Tensor m = mask.to(m_device, torch::kFloat32); // [1, 1, S, S]
    const bool any = m.gt(0).any().item<bool>();
    Prediction out;
    // The decoder runs for its pointer only; its mask and its score are not asked for.
    out.pointer = m_noPointer;
    if (any)
        out.pointer =
            predict(features.top, features, {}, m_maskDown(m.to(m_type)).to(torch::kFloat32), false, false)
                .pointer;
    out.mask = resized(m * 20 - 10, m_config.side(), m_config.side(), true);
    out.iou = 1;
    out.score = any ? 10.0F : -10.0F;
    return out;
}

torch::Tensor Model::withoutMemory(const Features& features) const
{
    return features.top + m_noMemory;
}

torch::Tensor Model::remember(const Features& features, const torch::Tensor& mask, float score, bool binary,
                              const std::stop_token& stop) const
{
    const torch::Tensor logits = resized(mask, m_config.imageSize, m_config.imageSize, false);
    const torch::Tensor sure = binary ? logits.gt(0).to(torch::kFloat32) : logits.sigmoid();
    torch::Tensor out = m_memoryEncoder(features.top, sure * 20 - 10, stop);
    if (score <= 0 && m_absenceInMemory.defined())
        out = out + m_absenceInMemory;
    return out.to(torch::kBFloat16).contiguous();
}

} // namespace revseg::nn::sam2
