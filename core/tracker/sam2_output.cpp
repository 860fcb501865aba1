// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tracker/sam2_output_private.h"
#include "core/tracker/sam2_tracker_private.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace revseg {

namespace sam2 = nn::sam2;

namespace {

constexpr float kOutside = -32; ///< as sure as the network can be that there is nothing
constexpr int64_t kMargin = 4;  ///< what resizing to the video's size looks at

Mask maskOf(const torch::Tensor& inside, Size size)
{
    const torch::Tensor bytes = inside.to(torch::kUInt8).to(torch::kCPU).contiguous();
    return Mask::fromBytes(size, bytes.data_ptr<uint8_t>(), size.width);
}

double scoreOf(const sam2::Video::Result& result)
{
    return std::clamp(double(result.iou), 0.0, 1.0) / (1 + std::exp(-double(result.score)));
}

} // namespace

torch::Tensor tensorOf(const Mask& mask)
{
    std::vector<uint8_t> bytes = mask.toBytes();
    return torch::from_blob(bytes.data(), {mask.size().height, mask.size().width}, torch::kUInt8).clone();
}

Result<void> KeptMasks::put(FrameIndex frame, const sam2::Video::Result& result)
{
    const torch::Tensor mask = result.mask.to(torch::kCPU);
    Place place{
        result.object, result.score, result.iou, result.prompted, 0, 0, 0, 0, int16_t(mask.size(0)), 0};
    const torch::Tensor inside = mask.gt(0).nonzero();
    if (inside.size(0) > 0) {
        const torch::Tensor least = std::get<0>(inside.min(0));
        const torch::Tensor most = std::get<0>(inside.max(0));
        const auto side = int64_t(place.side);
        const auto low = [&](int i) { return std::max<int64_t>(0, least[i].item<int64_t>() - kMargin); };
        const auto high = [&](int i) {
            return std::min<int64_t>(side, most[i].item<int64_t>() + kMargin + 1);
        };
        place.y = int16_t(low(0));
        place.x = int16_t(low(1));
        place.height = int16_t(high(0) - place.y);
        place.width = int16_t(high(1) - place.x);
        const torch::Tensor part = mask.slice(0, place.y, place.y + place.height)
                                       .slice(1, place.x, place.x + place.width)
                                       .contiguous();
        place.offset = m_file.isOpen() ? m_file.size() : 0;
        const auto bytes = qint64(part.nbytes());
        if ((!m_file.isOpen() && !m_file.open()) || !m_file.seek(place.offset) ||
            m_file.write(static_cast<const char*>(part.data_ptr()), bytes) != bytes) {
            return fail(ErrorKind::OutOfMemory,
                        QT_TRANSLATE_NOOP("core", "Masks on the way cannot be put into a temporary file: %1"),
                        {m_file.errorString()},
                        QT_TRANSLATE_NOOP("core", "free space on the disk, or track fewer objects at once"));
        }
    }
    auto& places = m_places[frame];
    std::erase_if(places, [&](const Place& p) { return p.object == result.object; });
    places.push_back(place);
    return {};
}

Result<std::vector<sam2::Video::Result>> KeptMasks::get(FrameIndex frame, const std::set<int>& except)
{
    std::vector<sam2::Video::Result> out;
    const auto found = m_places.find(frame);
    if (found == m_places.end())
        return out;
    for (const Place& place : found->second) {
        if (except.count(place.object) != 0)
            continue;
        sam2::Video::Result result;
        result.object = place.object;
        result.score = place.score;
        result.iou = place.iou;
        result.prompted = place.prompted;
        result.mask = torch::full({place.side, place.side}, kOutside, torch::kFloat32);
        if (place.width > 0) {
            torch::Tensor part = torch::empty({place.height, place.width}, torch::kFloat32);
            const auto bytes = qint64(part.nbytes());
            if (!m_file.seek(place.offset) ||
                m_file.read(static_cast<char*>(part.data_ptr()), bytes) != bytes) {
                return fail(
                    ErrorKind::Unreadable,
                    QT_TRANSLATE_NOOP("core", "Masks on the way cannot be read from a temporary file: %1"),
                    {m_file.errorString()},
                    QT_TRANSLATE_NOOP("core", "free space on the disk, or track fewer objects at once"));
            }
            result.mask.slice(0, place.y, place.y + place.height)
                .slice(1, place.x, place.x + place.width)
                .copy_(part);
        }
        out.push_back(std::move(result));
    }
    return out;
}

Sam2Output::Sam2Output(const TrackRequest& request, const VideoInfo& video, const Tracker::FrameFn& onFrame)
    : m_video(video)
    , m_onFrame(onFrame)
    , m_file(request.logits)
{
    std::set<int64_t> ids;
    for (const std::vector<Prompt>* prompts : {&request.prompts, &request.known}) {
        for (const Prompt& p : *prompts) {
            ids.insert(p.object.value);
            if (p.mask && p.points.empty())
                m_given[{p.frame, p.object}] = *p.mask;
        }
    }
    m_ids.assign(ids.begin(), ids.end());
}

Result<void> Sam2Output::openLogits()
{
    if (m_file.isEmpty())
        return {};
    const auto objects = int64_t(m_ids.size());
    auto file = nn::TensorFileWriter::create(
        m_file.toStdString(),
        {{"logits",
          {torch::kFloat32, {m_video.frames, objects, m_video.native.height, m_video.native.width}}},
         {"object_score", {torch::kFloat32, {m_video.frames, objects}}},
         {"object_ids", {torch::kInt64, {objects}}}});
    if (!file)
        return fail(errorOf(file.error()));
    m_logits.emplace(std::move(*file));
    m_scores = torch::full({m_video.frames, objects}, std::numeric_limits<float>::quiet_NaN());
    return {};
}

Result<void> Sam2Output::keepLogits(FrameIndex frame, const sam2::Video::Result& result,
                                    const torch::Tensor& logits)
{
    if (!m_logits)
        return {};
    const int64_t place = std::find(m_ids.begin(), m_ids.end(), result.object) - m_ids.begin();
    m_scores[frame][place] = result.score;
    const int64_t number = frame * int64_t(m_ids.size()) + place;
    if (const auto done = m_logits->write("logits", number * logits.numel(), logits); !done)
        return fail(errorOf(done.error()));
    return {};
}

Result<void> Sam2Output::add(FrameIndex frame, const sam2::Video& state,
                             const std::vector<sam2::Video::Result>& results, bool again)
{
    if (results.empty())
        return {};
    std::set<int> fresh;
    for (const sam2::Video::Result& r : results)
        fresh.insert(r.object);
    auto all = m_found.get(frame, fresh);
    if (!all)
        return fail(all.error());
    for (const sam2::Video::Result& r : results) {
        all->push_back(r);
        if (!again)
            continue;
        if (auto kept = m_found.put(frame, r); !kept)
            return kept;
    }
    std::sort(all->begin(), all->end(), [](const auto& a, const auto& b) { return a.object < b.object; });
    for (sam2::Video::Result& r : *all)
        r.mask = r.mask.to(results.front().mask.device());
    const auto logits = state.logits(*all);
    if (!logits)
        return fail(errorOf(logits.error()));
    const torch::Tensor best = std::get<0>(logits->max(0));
    TrackedFrame out{frame, {}};
    torch::Tensor taken = torch::zeros_like(best, torch::kBool);
    for (const auto& r : *all) { // what a person has given comes before all that is guessed
        if (const auto given = m_given.find({frame, ObjectId{r.object}}); given != m_given.end())
            taken = taken.logical_or(tensorOf(given->second).to(taken.device()).ne(0));
    }
    for (size_t i = 0; i < all->size(); ++i) {
        const sam2::Video::Result& result = (*all)[i];
        const torch::Tensor own = (*logits)[int64_t(i)];
        if (fresh.count(result.object) != 0) {
            if (auto kept = keepLogits(frame, result, own); !kept)
                return kept;
        }
        const ObjectId object{result.object};
        if (const auto given = m_given.find({frame, object}); given != m_given.end()) {
            out.masks.push_back({object, given->second, 1.0});
            continue;
        }
        const torch::Tensor won = own.gt(0).logical_and(own.ge(best)).logical_and(taken.logical_not());
        taken = taken.logical_or(won);
        out.masks.push_back({object, maskOf(won, m_video.native), scoreOf(result)});
    }
    m_onFrame(out);
    return {};
}

Result<void> Sam2Output::finishLogits()
{
    if (!m_logits)
        return {};
    nn::Expected<void> done;
    const torch::Tensor nothing =
        torch::full({m_video.native.height, m_video.native.width}, std::numeric_limits<float>::quiet_NaN());
    const torch::Tensor missing = m_scores.isnan().flatten().nonzero();
    for (int64_t i = 0; done && i < missing.size(0); ++i)
        done = m_logits->write("logits", missing[i][0].item<int64_t>() * nothing.numel(), nothing);
    if (done)
        done = m_logits->write("object_score", 0, m_scores);
    if (done)
        done = m_logits->write("object_ids", 0, torch::tensor(m_ids, torch::kInt64));
    if (done)
        done = m_logits->finish();
    if (!done)
        return fail(errorOf(done.error()));
    return {};
}

} // namespace revseg
