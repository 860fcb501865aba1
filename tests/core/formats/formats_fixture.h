// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/formats/project_masks.h"
#include "core/project/project.h"
#include "tests/support/files.h"

#include <QDir>
#include <QFile>

#include <random>

namespace revseg::test {

inline constexpr Size kSize{37, 23}; ///< odd, so that rows and columns cannot be mistaken
inline constexpr int kFrames = 6;

inline void writeText(const QString& path, const QByteArray& text)
{
    QFile file(path);
    if (file.open(QIODevice::WriteOnly))
        file.write(text);
}

inline MaskRecordPtr record(Mask mask, Presence presence = Presence::Annotated)
{
    auto out = std::make_shared<MaskRecord>();
    out->mask = std::move(mask);
    out->presence = presence;
    return out;
}

inline Mask blob(int frame, int object)
{
    std::mt19937 rng(unsigned(frame * 31 + object));
    std::vector<uint8_t> bytes(size_t(kSize.width * kSize.height), 0);
    for (int y = object * 3; y < object * 3 + 12; ++y) {
        for (int x = frame + object * 5; x < frame + object * 5 + 14; ++x)
            bytes[size_t(y * kSize.width + x)] = rng() % 8 != 0;
    }
    return Mask::fromBytes(kSize, bytes.data(), kSize.width);
}

inline VideoInfo clip(const QString& path, int frames = kFrames)
{
    VideoInfo info;
    info.path = path;
    info.native = kSize;
    info.frames = frames;
    info.rate = {25, 1};
    info.sha256 = QStringLiteral("cafe");
    return info;
}

/// Plain pictures, each of one grey that tells its number.
class GreyVideo final : public FrameProvider
{
public:
    GreyVideo()
    {
        m_info.native = kSize;
        m_info.frames = kFrames;
    }
    const VideoInfo& info() const override { return m_info; }
    Result<Frame> frame(FrameIndex index, std::stop_token) override
    {
        Frame f;
        f.index = index;
        f.image = QImage(kSize.width, kSize.height, QImage::Format_RGB32);
        f.image.fill(qRgb(index * 30, index * 30, index * 30));
        return f;
    }

private:
    VideoInfo m_info;
};

inline MediaAccess greyMedia()
{
    return {[](const QString&) -> Result<std::unique_ptr<FrameProvider>> {
                return std::make_unique<GreyVideo>();
            },
            [](const QString&) -> Result<std::vector<FrameTime>> {
                std::vector<FrameTime> times;
                for (int i = 0; i < kFrames; ++i)
                    times.push_back({i * 512 + 1024, {1, 12800}, i * 0.04});
                return times;
            }};
}

} // namespace revseg::test
