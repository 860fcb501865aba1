// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/mask_folder.h"

#include "core/mask/label_picture.h"
#include "core/mask/overlay.h"
#include "core/media/video_reader.h"
#include "core/media/video_writer.h"
#include "core/project/records.h"

#include <QFileInfo>

#include <algorithm>
#include <limits>
#include <set>

namespace revseg::cli {

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
    const QStringList stills = video.kind == VideoInfo::Kind::Stills ? stillsIn(video.path) : QStringList();
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
        const QString name = f < stills.size() ? QFileInfo(stills[f]).completeBaseName()
                                               : QStringLiteral("%1").arg(f, 5, 10, QLatin1Char('0'));
        if (auto done = writeLabelPicture(QStringLiteral("%1/%2.png").arg(folder, name), picture); !done)
            return done;
    }
    return {};
}

Result<void> TrackedMasks::writeOverlay(const QString& file, FrameProvider& video, const ProgressFn& progress,
                                        std::stop_token stop) const
{
    const VideoInfo& info = video.info();
    auto writer = VideoWriter::create(file, info.display, info.rate);
    if (!writer)
        return fail(writer.error());
    for (FrameIndex f = 0; f < info.frames; ++f) {
        if (stop.stop_requested())
            return fail(cancelled());
        const auto frame = video.frame(f, stop);
        if (!frame)
            return fail(frame.error());
        std::vector<MaskOverlay> overlays;
        if (const auto* const masks = at(f)) {
            for (const auto& [id, mask] : *masks)
                overlays.push_back({mask.mask, objectColor(int(id.value) - 1), int(id.value)});
        }
        if (auto done = (*writer)->add(displayImage(blendMasks(frame->image, overlays), info)); !done)
            return done;
        progress({f + 1, info.frames});
    }
    return (*writer)->finish();
}

} // namespace revseg::cli
