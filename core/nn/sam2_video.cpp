// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/sam2_video.h"

#include "core/nn/sam2_masks.h"

#include <algorithm>
#include <torch/torch.h>

namespace revseg::nn::sam2 {

namespace {

tl::unexpected<Failure> invalid(std::string what)
{
    return tl::unexpected<Failure>(Failure{Failure::Kind::InvalidInput, std::move(what)});
}

constexpr int64_t kLargeEmbed = 112; ///< of the next smaller one

} // namespace

Video::Video(std::shared_ptr<const Model> model, int64_t frames, int64_t width, int64_t height)
    : Video(std::move(model), frames, width, height, Options())
{
}

Video::Video(std::shared_ptr<const Model> model, int64_t frames, int64_t width, int64_t height,
             Options options)
    : m_model(std::move(model))
    , m_frames(frames)
    , m_width(width)
    , m_height(height)
    , m_options(options)
{
}

Expected<void> Video::checkFrame(int64_t frame) const
{
    if (frame < 0 || frame >= m_frames)
        return invalid("There is no frame " + std::to_string(frame) + " in a video of " +
                       std::to_string(m_frames));
    return {};
}

Video::Object& Video::objectOf(int id)
{
    Object& object = m_objects[id];
    if (object.passes.empty())
        object.passes.resize(size_t(m_frames), Pass::None);
    return object;
}

SelectionRules Video::rules() const
{
    const Config& config = m_model->config();
    return {config.memories, config.pointers, m_frames, std::max<int64_t>(m_options.stride, 1),
            m_options.conditioningLimit <= 0 ? 0 : std::max<int64_t>(m_options.conditioningLimit, 2)};
}

std::vector<int64_t> Video::reliable(const Object& object, int64_t t, bool reverse) const
{
    constexpr float kGoodIou = 0.5F;
    // The prompted frame that the pass comes from; a pass may begin where there is none.
    int64_t from = reverse ? m_frames + 1 : -2;
    for (const auto& [frame, record] : object.conditioning) {
        if (reverse ? frame > t && frame < from : frame < t && frame > from)
            from = frame;
    }
    auto out = reliableFrames(
        t, reverse, from,
        [&object](int64_t frame) {
            const auto it = object.tracked.find(frame);
            return it != object.tracked.end() && it->second.memory.defined();
        },
        [&object](int64_t frame) {
            const Model::Prediction& p = object.tracked.at(frame).prediction;
            return p.iou > kGoodIou && p.score > 0 && p.motion.value_or(1) > 0;
        });
    const auto most = size_t(std::max<int64_t>(m_model->config().memories - 1, 1));
    if (out.size() > most)
        out.erase(out.begin(), out.end() - ptrdiff_t(most));
    return out;
}

Memories Video::memoriesFor(const Object& object, int64_t t, bool reverse) const
{
    std::vector<std::pair<int64_t, int64_t>> order;
    for (const auto& [frame, record] : object.conditioning)
        order.emplace_back(record.order, frame);
    std::sort(order.begin(), order.end());
    std::vector<int64_t> conditioning;
    for (const auto& [n, frame] : order)
        conditioning.push_back(frame);
    const auto selection = selectMemories(
        t, reverse, conditioning, [&object](int64_t frame) { return object.tracked.count(frame) != 0; },
        rules());
    const auto recordOf = [&object](int64_t frame, bool isConditioning) -> const Record& {
        return isConditioning ? object.conditioning.at(frame) : object.tracked.at(frame);
    };
    std::vector<Selection::Spatial> spatial = selection.spatial;
    if (m_options.motion) {
        std::erase_if(spatial, [](const auto& s) { return !s.conditioning; });
        const auto frames = reliable(object, t, reverse);
        for (size_t i = 0; i < frames.size(); ++i) // the encoding of time by rank, the newest first
            spatial.push_back({frames[i], int64_t(frames.size() - 1 - i), false});
    }
    Memories out;
    for (const auto& s : spatial) {
        const Record& record = recordOf(s.frame, s.conditioning);
        if (!record.memory.defined())
            continue; // out of reach when it was last looked at, and forgotten
        out.spatial.push_back(record.memory);
        out.rows.push_back(s.row);
    }
    for (const auto& p : selection.pointers) {
        out.pointers.push_back(recordOf(p.frame, p.conditioning).prediction.pointer);
        out.distances.push_back(double(p.distance) / double(selection.longest));
    }
    return out;
}

const Video::Record* Video::latest(const Object& object, int64_t frame) const
{
    for (const Records* records : {&object.conditioning, &object.tracked}) {
        if (const auto it = records->find(frame); it != records->end())
            return &it->second;
    }
    return nullptr;
}

Video::Result Video::resultOf(int id, const Record& record)
{
    Result out;
    out.object = id;
    out.mask = record.prediction.mask[0][0];
    out.pointer = record.prediction.pointer[0];
    out.score = record.prediction.score;
    out.iou = record.prediction.iou;
    out.prompted = record.prompted;
    return out;
}

std::vector<int> Video::objects() const
{
    std::vector<int> out;
    for (const auto& [id, object] : m_objects)
        out.push_back(id);
    return out;
}

/// Prompts since the last pass get their memory and their place among the others.
Expected<void> Video::commit(Object& object, const Source& source, const std::stop_token& stop)
{
    for (const bool conditioning : {false, true}) {
        Records& fresh = conditioning ? object.newConditioning : object.newTracked;
        while (!fresh.empty()) {
            const auto first = fresh.begin();
            Record record = first->second;
            const auto features = source(first->first, stop);
            if (!features)
                return tl::unexpected<Failure>(features.error());
            const auto done = attempt([&] {
                record.memory = m_model->remember(*features, record.prediction.mask, record.prediction.score,
                                                  m_options.binaryPrompted, stop);
            });
            if (!done)
                return done;
            Records& into = conditioning ? object.conditioning : object.tracked;
            if (const auto old = into.find(first->first); old != into.end())
                record.order = old->second.order;
            into[first->first] = std::move(record);
            fresh.erase(first);
        }
    }
    for (const auto& [frame, record] : object.conditioning)
        object.tracked.erase(frame);
    return {};
}

/// Drops what no pass can ask for that goes on from `frame`, begins at `start` or at a prompted frame.
void Video::forget(Object& object, int64_t frame, int64_t start, bool reverse) const
{
    if (m_options.keepAll)
        return;
    const int64_t memories = memoryReach(rules());
    const int64_t pointers = m_model->config().pointers - 1;
    std::vector<int64_t> reliedOn;
    if (m_options.motion)
        reliedOn = reliable(object, reverse ? frame - 1 : frame + 1, reverse);
    for (auto it = object.tracked.begin(); it != object.tracked.end();) {
        const int64_t at = it->first;
        if (std::find(reliedOn.begin(), reliedOn.end(), at) != reliedOn.end()) {
            ++it;
            continue;
        }
        int64_t distance = std::min(std::abs(at - frame), std::abs(at - start));
        const auto after = object.conditioning.lower_bound(at);
        if (after != object.conditioning.end())
            distance = std::min(distance, after->first - at);
        if (after != object.conditioning.begin())
            distance = std::min(distance, at - std::prev(after)->first);
        if (distance > std::max(pointers, memories)) {
            it = object.tracked.erase(it);
            continue;
        }
        if (distance > memories) {
            it->second.memory.reset();
            it->second.prediction.mask.reset();
        }
        ++it;
    }
}

Expected<void> Video::propagate(int64_t start, int64_t most, bool reverse, const Source& source,
                                const OnFrame& onFrame, const std::stop_token& stop,
                                const std::vector<int>& only)
{
    if (const auto good = checkFrame(start); !good)
        return good;
    std::vector<std::pair<int, Object*>> objects;
    for (auto& [id, object] : m_objects) {
        if (only.empty() || std::find(only.begin(), only.end(), id) != only.end())
            objects.emplace_back(id, &object);
    }
    // Objects share a frame's features; the source need not remember them.
    int64_t featuresOf = -1;
    Features features;
    const Source once = [&](int64_t frame, const std::stop_token& s) -> Expected<Features> {
        if (frame != featuresOf) {
            auto made = source(frame, s);
            if (!made)
                return made;
            features = std::move(*made);
            featuresOf = frame;
        }
        return features;
    };
    // The large network was published with less trust in motion.
    const double motionWeight = m_model->config().embed > kLargeEmbed ? 0.15 : 0.25;
    bool any = false;
    for (const auto& [id, object] : objects) {
        object->motion = MotionChooser(motionWeight);
        if (const auto done = commit(*object, once, stop); !done)
            return done;
        any = any || !object->conditioning.empty();
    }
    if (!any)
        return invalid("No frame has a prompt to follow an object from");
    if (reverse && start == 0)
        return {};

    const int64_t length = std::max<int64_t>(most, 0);
    const int64_t last = reverse ? (length > start ? 0 : start - length)
                                 : (length > m_frames - 1 - start ? m_frames - 1 : start + length);
    const int64_t step = reverse ? -1 : 1;
    for (int64_t t = start; t != last + step; t += step) {
        std::vector<Result> results;
        for (const auto& entry : objects) { // no binding: clang below 16 cannot capture one
            const int id = entry.first;
            Object& object = *entry.second;
            if (stop.stop_requested())
                return tl::unexpected<Failure>(Failure{Failure::Kind::Cancelled, "It was stopped"});
            if (object.conditioning.empty())
                continue;
            if (const auto it = object.conditioning.find(t); it != object.conditioning.end()) {
                object.passes[size_t(t)] = reverse ? Pass::Reverse : Pass::Forward;
                results.push_back(resultOf(id, it->second));
                if (m_options.motion) {
                    const auto done = attempt(
                        [&] { object.motion.restart(m_model->boundsOf(it->second.prediction.mask)); });
                    if (!done)
                        return done;
                }
                continue;
            }
            const bool begun =
                reverse ? object.conditioning.rbegin()->first >= t : object.conditioning.begin()->first <= t;
            if (!begun && !m_options.fromTheFuture)
                continue;
            const auto image = once(t, stop);
            if (!image)
                return tl::unexpected<Failure>(image.error());
            Record record;
            const auto done = attempt([&] {
                const torch::Tensor seen =
                    m_model->withMemories(*image, memoriesFor(object, t, reverse), stop);
                stopHere(stop);
                record.prediction = m_options.motion
                                        ? m_model->predict(seen, *image, object.motion)
                                        : m_model->predict(seen, *image, {}, {}, true, m_options.stableMasks);
                record.memory =
                    m_model->remember(*image, record.prediction.mask, record.prediction.score, false, stop);
                if (m_options.holeArea > 0)
                    record.prediction.mask = withoutHoles(record.prediction.mask, m_options.holeArea);
            });
            if (!done)
                return done;
            results.push_back(resultOf(id, record));
            object.tracked[t] = std::move(record);
            object.passes[size_t(t)] = reverse ? Pass::Reverse : Pass::Forward;
            forget(object, t, start, reverse);
        }
        if (!onFrame(t, results))
            return {};
    }
    return {};
}

Expected<torch::Tensor> Video::logits(const std::vector<Result>& results) const
{
    torch::Tensor out = torch::empty({0, m_height, m_width});
    if (results.empty())
        return out;
    const auto done = attempt([&] {
        std::vector<torch::Tensor> masks;
        for (const Result& result : results)
            masks.push_back(result.mask);
        out = resized(torch::stack(masks).unsqueeze(0), m_height, m_width, false)[0];
        if (!m_options.overlaps)
            out = withoutOverlaps(out);
    });
    if (!done)
        return tl::unexpected<Failure>(done.error());
    return out;
}

size_t Video::recordCount() const
{
    size_t out = 0;
    for (const auto& [id, o] : m_objects)
        out += o.conditioning.size() + o.tracked.size() + o.newConditioning.size() + o.newTracked.size();
    return out;
}

size_t Video::byteCount() const
{
    size_t out = 0;
    const auto bytes = [](const torch::Tensor& t) { return t.defined() ? size_t(t.nbytes()) : 0; };
    for (const auto& [id, o] : m_objects) {
        for (const Records* records : {&o.conditioning, &o.tracked, &o.newConditioning, &o.newTracked}) {
            for (const auto& [frame, r] : *records)
                out += bytes(r.memory) + bytes(r.prediction.mask) + bytes(r.prediction.pointer);
        }
    }
    return out;
}

} // namespace revseg::nn::sam2
