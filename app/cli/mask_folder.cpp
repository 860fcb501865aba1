// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/mask_folder.h"

#include "core/formats/overlay_video.h"
#include "core/mask/label_picture.h"

#include <QFileInfo>

#include <algorithm>
#include <limits>
#include <set>

namespace revseg::cli {

namespace {

/// Base names of the pictures that are written, by frame.
QStringList frameNames(const VideoInfo& video)
{
    const QStringList stills = video.kind == VideoInfo::Kind::Stills ? stillsIn(video.path) : QStringList();
    QStringList names;
    for (FrameIndex f = 0; f < video.frames; ++f)
        names << (f < stills.size() ? QFileInfo(stills[f]).completeBaseName()
                                    : QStringLiteral("%1").arg(f, 5, 10, QLatin1Char('0')));
    return names;
}

/// Tracked masks as an export reads them.
class TrackedSource final : public MaskSource
{
public:
    TrackedSource(const TrackedMasks& masks, Sequence sequence)
        : m_masks(masks)
        , m_sequences{std::move(sequence)}
    {
    }
    const std::vector<Sequence>& sequences() const override { return m_sequences; }
    Result<std::vector<SequenceMask>> masks(size_t, int frame) override
    {
        std::vector<SequenceMask> out;
        if (const auto* const found = m_masks.at(frame)) {
            for (const auto& [id, mask] : *found)
                out.push_back({id, Presence::Annotated, mask.mask, false});
        }
        return out;
    }

private:
    const TrackedMasks& m_masks;
    std::vector<Sequence> m_sequences;
};

} // namespace

void TrackedMasks::add(const TrackedFrame& frame)
{
    auto& masks = m_frames[frame.frame];
    for (const TrackedMask& mask : frame.masks)
        masks.insert_or_assign(mask.object, mask);
}

const std::map<ObjectId, TrackedMask>* TrackedMasks::at(FrameIndex frame) const
{
    const auto it = m_frames.find(frame);
    return it != m_frames.end() ? &it->second : nullptr;
}

std::vector<ObjectId> TrackedMasks::objects() const
{
    std::set<ObjectId> ids;
    for (const auto& [frame, masks] : m_frames) {
        for (const auto& [id, mask] : masks)
            ids.insert(id);
    }
    return {ids.begin(), ids.end()};
}

std::map<ObjectId, std::vector<double>> TrackedMasks::scores(int frames) const
{
    std::map<ObjectId, std::vector<double>> out;
    for (const ObjectId id : objects())
        out[id].assign(size_t(frames), std::numeric_limits<double>::quiet_NaN());
    for (const auto& [frame, masks] : m_frames) {
        for (const auto& [id, mask] : masks)
            out[id][size_t(frame)] = mask.score;
    }
    return out;
}

Result<void> TrackedMasks::write(const QString& folder, const VideoInfo& video, std::stop_token stop) const
{
    const QStringList names = frameNames(video);
    for (FrameIndex f = 0; f < video.frames; ++f) {
        if (stop.stop_requested() && f > 0 && at(f) == nullptr)
            continue; // after Ctrl+C only what was found is worth the wait
        LabelPicture picture = LabelPicture::blank(video.native);
        if (const auto* const masks = at(f)) {
            std::vector<const TrackedMask*> order;
            for (const auto& [id, mask] : *masks)
                order.push_back(&mask);
            std::stable_sort(order.begin(), order.end(),
                             [](const TrackedMask* a, const TrackedMask* b) { return a->score < b->score; });
            for (const TrackedMask* mask : order)
                picture.paint(mask->mask, uint8_t(mask->object.value));
        }
        if (auto done = writeLabelPicture(QStringLiteral("%1/%2.png").arg(folder, names[f]), picture); !done)
            return done;
    }
    return {};
}

Result<void> TrackedMasks::writeOverlay(const QString& file, VideoReader& video, const ProgressFn& progress,
                                        std::stop_token stop) const
{
    const VideoInfo& info = video.info();
    Sequence sequence;
    sequence.name = QFileInfo(info.path).completeBaseName();
    sequence.size = info.native;
    sequence.frame_names = frameNames(info);
    sequence.media = info.path;
    auto hash = info.sha256.isEmpty() ? contentHash(info.path, stop) : info.sha256;
    if (!hash)
        return fail(hash.error());
    sequence.sha256 = *hash;
    std::vector<FrameTime> times;
    for (FrameIndex f = 0; f < info.frames; ++f)
        times.push_back(video.frameTime(f));
    TrackedSource source(*this, std::move(sequence));
    return writeOverlayVideo(source, 0, video, times, file, {}, progress, stop).map([](auto&&) {});
}

} // namespace revseg::cli
