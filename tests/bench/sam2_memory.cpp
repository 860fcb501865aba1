// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// bench_sam2_memory MODEL [FRAMES]: two objects, one from the first frame and one from the middle, through a
// video of noise in both directions; the memory in use as frames come out. It must not grow with them.
#include "core/tracker/tracker.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>

#include <cstdio>
#include <unistd.h>

using namespace revseg;

namespace {

class Noise final : public FrameProvider
{
public:
    explicit Noise(int frames)
    {
        m_info.path = QStringLiteral("noise");
        m_info.frames = frames;
        m_info.native = {160, 96};
        m_info.display = m_info.native;
    }
    const VideoInfo& info() const override { return m_info; }
    Result<Frame> frame(FrameIndex index, std::stop_token) override
    {
        Frame out;
        out.index = index;
        out.image = QImage(m_info.native.width, m_info.native.height, QImage::Format_RGB888);
        auto state = quint32(index + 1);
        for (int y = 0; y < out.image.height(); ++y) {
            uchar* const line = out.image.scanLine(y);
            for (int x = 0; x < 3 * out.image.width(); ++x) {
                state = state * 1664525U + 1013904223U;
                line[x] = uchar(state >> 24);
            }
        }
        return out;
    }

private:
    VideoInfo m_info;
};

double residentMiB()
{
    QFile file(QStringLiteral("/proc/self/statm"));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    return file.readAll().split(' ').value(1).toDouble() * double(sysconf(_SC_PAGESIZE)) / (1 << 20);
}

} // namespace

int main(int argc, char** argv)
{
    const QCoreApplication app(argc, argv);
    const QStringList words = app.arguments();
    if (words.size() < 2) {
        std::fprintf(stderr, "bench_sam2_memory MODEL [FRAMES]\n");
        return 2;
    }
    const int frames = words.size() > 2 ? words[2].toInt() : 10000;
    auto tracker = makeTracker(QStringLiteral("sam2:") + words[1]);
    if (!tracker) {
        std::fprintf(stderr, "%s\n", qPrintable(tracker.error().message()));
        return 1;
    }
    Noise video(frames);
    TrackRequest request;
    request.session = 1;
    request.prompts.resize(2);
    request.prompts[0].box = Box{20, 20, 80, 70};
    request.prompts[1].box = Box{60, 30, 140, 80};
    request.prompts[1].object = ObjectId{2};
    request.prompts[1].frame = frames / 2;
    int given = 0;
    QElapsedTimer clock;
    clock.start();
    const auto done = (*tracker)->track(request, video,
                                        [&](const TrackedFrame&) {
                                            ++given;
                                            if (given == 100 || given % 1000 == 0)
                                                std::printf("%6d frames out %8.1f MiB %8.1f s\n", given,
                                                            residentMiB(), double(clock.elapsed()) / 1000);
                                            std::fflush(stdout);
                                        },
                                        {}, {});
    if (!done)
        std::fprintf(stderr, "%s\n", qPrintable(done.error().message()));
    return done ? 0 : 1;
}
