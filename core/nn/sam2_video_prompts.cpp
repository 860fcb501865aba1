// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a person says of objects; how they are followed is in sam2_video.cpp.
#include "core/nn/sam2_masks.h"
#include "core/nn/sam2_video.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <torch/torch.h>

namespace revseg::nn::sam2 {

namespace {

/// Logits fed back as a prompt stay within what the network has seen.
constexpr double kMostLogit = 32.0;

tl::unexpected<Failure> invalid(std::string what)
{
    return tl::unexpected<Failure>(Failure{Failure::Kind::InvalidInput, std::move(what)});
}

bool finite(const Prompt& prompt)
{
    bool good = !prompt.box || (std::isfinite(prompt.box->left) && std::isfinite(prompt.box->top) &&
                                std::isfinite(prompt.box->right) && std::isfinite(prompt.box->bottom));
    for (const Prompt::Point& point : prompt.points)
        good = good && std::isfinite(point.x) && std::isfinite(point.y);
    return good;
}

} // namespace

Video::Result Video::keep(int id, int64_t frame, Model::Prediction prediction, bool conditioning)
{
    Object& object = objectOf(id);
    if (m_options.holeArea > 0)
        prediction.mask = withoutHoles(prediction.mask, m_options.holeArea);
    Records& fresh = conditioning ? object.newConditioning : object.newTracked;
    // A frame that is prompted again keeps its place in the order.
    const auto old = fresh.find(frame);
    const int64_t order = old == fresh.end() ? m_order++ : old->second.order;
    Record& record = fresh[frame];
    record = {std::move(prediction), torch::Tensor(), order, true};
    return resultOf(id, record);
}

Expected<Video::Result> Video::addPrompt(int id, int64_t frame, const Prompt& prompt, bool append,
                                         const Features& features, const torch::Tensor& shown,
                                         const std::stop_token& stop)
{
    if (const auto good = checkFrame(frame); !good)
        return tl::unexpected<Failure>(good.error());
    if (!finite(prompt) || (prompt.points.empty() && !prompt.box))
        return invalid("A prompt needs a point or a box");
    if (append && prompt.box)
        return invalid("A box comes before all points");
    if (shown.defined() && (shown.dim() != 2 || shown.numel() == 0))
        return invalid("A mask to start from has two dimensions");
    Prompt all = prompt;
    const auto found = m_objects.find(id);
    if (append && found != m_objects.end()) {
        if (const auto old = found->second.points.find(frame); old != found->second.points.end()) {
            all = old->second;
            all.points.insert(all.points.end(), prompt.points.begin(), prompt.points.end());
        }
    }
    const Object none;
    const Object& object = found == m_objects.end() ? none : found->second;
    const Pass pass = object.passes.empty() ? Pass::None : object.passes[size_t(frame)];
    const bool initial = pass == Pass::None;
    const bool conditioning = initial || m_options.correctionsCondition;

    Model::Prediction prediction;
    const auto done = attempt([&] {
        const Records& fresh = conditioning ? object.newConditioning : object.newTracked;
        torch::Tensor previous;
        if (const auto it = fresh.find(frame); it != fresh.end())
            previous = it->second.prediction.mask;
        else if (const Record* record = latest(object, frame); record != nullptr)
            previous = record->prediction.mask;
        if (!previous.defined() && shown.defined()) {
            previous = shown.to(m_model->device()).unsqueeze(0).unsqueeze(0);
            if (shown.scalar_type() == torch::kBool)
                previous = previous.to(torch::kFloat32) * 20 - 10;
        }
        if (previous.defined())
            previous = previous.clamp(-kMostLogit, kMostLogit);
        // Without a conditioning frame there is no memory to look back at.
        const torch::Tensor image =
            initial || object.conditioning.empty()
                ? m_model->withoutMemory(features)
                : m_model->withMemories(features, memoriesFor(object, frame, pass == Pass::Reverse), stop);
        // One click leaves doubts about what was meant; later clicks and boxes do not.
        const bool several = !all.box && all.points.size() == 1;
        prediction = m_model->predict(image, features, m_model->marksOf(all, m_width, m_height), previous,
                                      several, m_options.stableMasks);
    });
    if (!done)
        return tl::unexpected<Failure>(done.error());
    objectOf(id).points[frame] = std::move(all);
    return keep(id, frame, std::move(prediction), conditioning);
}

Expected<Video::Result> Video::addMask(int id, int64_t frame, const torch::Tensor& mask,
                                       const Features& features)
{
    if (const auto good = checkFrame(frame); !good)
        return tl::unexpected<Failure>(good.error());
    if (!mask.defined() || mask.dim() != 2 || mask.numel() == 0)
        return invalid("A mask has two dimensions");
    Model::Prediction prediction;
    const auto done = attempt([&] {
        const int64_t side = m_model->config().imageSize;
        torch::Tensor m = mask.ne(0).to(m_model->device(), torch::kFloat32).unsqueeze(0).unsqueeze(0);
        if (m.size(2) != side || m.size(3) != side)
            m = resized(m, side, side, true).ge(0.5).to(torch::kFloat32);
        prediction = m_model->adopt(features, m);
    });
    if (!done)
        return tl::unexpected<Failure>(done.error());
    Object& object = objectOf(id);
    object.points.erase(frame);
    const bool initial = object.passes[size_t(frame)] == Pass::None;
    return keep(id, frame, std::move(prediction), initial || m_options.correctionsCondition);
}

void Video::clearPrompts(int id, int64_t frame)
{
    const auto it = m_objects.find(id);
    if (it == m_objects.end() || !checkFrame(frame))
        return;
    Object& object = it->second;
    object.points.erase(frame);
    object.newConditioning.erase(frame);
    object.newTracked.erase(frame);
    if (const auto record = object.conditioning.find(frame); record != object.conditioning.end()) {
        record->second.prompted = false;
        object.tracked[frame] = std::move(record->second);
        object.conditioning.erase(record);
        object.passes[size_t(frame)] = Pass::None;
    }
}

void Video::dropPrompt(int id, int64_t frame)
{
    clearPrompts(id, frame);
    if (const auto it = m_objects.find(id); it != m_objects.end() && checkFrame(frame)) {
        it->second.tracked.erase(frame);
        it->second.passes[size_t(frame)] = Pass::None;
    }
}

void Video::forgetAround(int id, int64_t frame)
{
    const auto it = m_objects.find(id);
    if (it == m_objects.end())
        return;
    const int64_t reach = std::max(memoryReach(rules()), m_model->config().pointers - 1);
    Records& tracked = it->second.tracked;
    tracked.erase(tracked.lower_bound(frame - reach), tracked.upper_bound(frame + reach));
}

void Video::removeObject(int id)
{
    m_objects.erase(id);
}

std::vector<int64_t> Video::promptedFrames(int id) const
{
    std::set<int64_t> out;
    if (const auto it = m_objects.find(id); it != m_objects.end()) {
        for (const Records* records : {&it->second.conditioning, &it->second.newConditioning}) {
            for (const auto& [frame, record] : *records)
                out.insert(frame);
        }
    }
    return {out.begin(), out.end()};
}

} // namespace revseg::nn::sam2
