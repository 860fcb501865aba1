// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// bench_qwen_stop MODEL [float32|bfloat16] [THREADS] [REPEATS]: how long each kind of work of a Qwen2.5-VL
// folder takes to return once it is to stop, at random moments of it. 100 ms are promised. Beside the time on
// the clock stands the processor time of the thread that works, which a busy machine does not stretch.
// Text is read behind 2,400 tokens, where attention has much to look at.
#include "core/nn/device.h"
#include "core/nn/qwen_private.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <pthread.h>
#include <random>
#include <thread>
#include <time.h>

using namespace revseg::nn;
using Clock = std::chrono::steady_clock;

namespace {

constexpr int64_t kBefore = 2400;
constexpr int64_t kRead = 548;
constexpr int64_t kSaid = 64;

double milliseconds(Clock::duration d)
{
    return std::chrono::duration<double, std::milli>(d).count();
}

double used_ms(clockid_t clock)
{
    timespec t{};
    clock_gettime(clock, &t);
    return double(t.tv_sec) * 1e3 + double(t.tv_nsec) * 1e-6;
}

class Measure
{
public:
    explicit Measure(int repeats) : m_repeats(repeats) {}

    /// `work` ends when what it is given says so. Run to its end first, to know how long that is.
    template <class Work>
    void operator()(const char* name, const Work& work)
    {
        double whole = 0;
        for (int i = 0; i < 2 && whole < 2000; ++i) { // what is quick has not warmed up the first time
            const auto start = Clock::now();
            work([] { return false; });
            whole = milliseconds(Clock::now() - start);
        }
        std::vector<double> wall, used;
        for (int i = 0; i < m_repeats; ++i)
            stopped(work, std::uniform_real_distribution(0.0, whole * 0.97)(m_random), wall, used);
        std::printf("%-28s %9.0f", name, whole);
        for (std::vector<double>* times : {&wall, &used}) {
            std::sort(times->begin(), times->end());
            if (!times->empty())
                std::printf(" %9.1f %7.1f", (*times)[times->size() / 2], times->back());
        }
        std::printf("  (%zu)\n", wall.size());
        std::fflush(stdout);
    }

private:
    template <class Work>
    void stopped(const Work& work, double after_ms, std::vector<double>& wall, std::vector<double>& used)
    {
        std::atomic<bool> stop = false;
        std::atomic<bool> over = false;
        Clock::time_point pressed;
        double before = 0;
        clockid_t mine{};
        pthread_getcpuclockid(pthread_self(), &mine);
        std::thread presser([&] {
            std::this_thread::sleep_for(std::chrono::duration<double, std::milli>(after_ms));
            if (over)
                return;
            before = used_ms(mine);
            pressed = Clock::now();
            stop = true;
        });
        work([&] { return stop.load(); });
        const auto end = Clock::now();
        const double after = used_ms(mine);
        over = true;
        presser.join();
        if (!stop || end < pressed)
            return; // it was done before
        wall.push_back(milliseconds(end - pressed));
        used.push_back(after - before);
    }

    int m_repeats;
    std::mt19937 m_random{1};
};

template <class T>
T must(Expected<T> value)
{
    if (!value) {
        std::fprintf(stderr, "%s\n", value.error().what.c_str());
        std::exit(1);
    }
    return std::move(*value);
}

QwenPrompt text(int64_t count)
{
    QwenPrompt out;
    std::mt19937 random(2);
    for (int64_t i = 0; i < count; ++i)
        out.ids.push_back(int64_t(random() % 250));
    return out;
}

} // namespace

int main(int argc, char** argv)
{
    if (argc < 2) {
        std::fprintf(stderr, "usage: bench_qwen_stop MODEL [float32|bfloat16] [THREADS] [REPEATS]\n");
        return 2;
    }
    const bool half = argc > 2 && std::strcmp(argv[2], "bfloat16") == 0;
    const auto precision = half ? Qwen::Precision::BFloat16 : Qwen::Precision::Float32;
    useThreads(argc > 3 ? std::max(1, std::atoi(argv[3])) : 2);
    Measure measure(argc > 4 ? std::max(1, std::atoi(argv[4])) : 15);
    std::printf("%-28s %9s %17s %17s\n%-28s %9s %9s %7s %9s %7s  stopped\n", "ms from the stop to the return",
                "whole", "on the clock", "of its processor", "", "", "median", "most", "median", "most");

    measure("load", [&](const StopAsked& stop) {
        Qwen::Loading loading;
        loading.stop = stop;
        if (Qwen::open(argv[1], precision, loading))
            return;
    });
    const auto model = must(Qwen::open(argv[1], precision));
    const QwenVisionConfig& v = model->config().vision;

    std::vector<Picture> frames;
    for (int i = 0; i < 4; ++i)
        frames.push_back({1920, 1080, std::vector<uint8_t>(1920 * 1080 * 3, uint8_t(i))});
    measure("pictures to patches", [&](const StopAsked& stop) {
        const auto made = patchesOf(frames, v, model->pixels(), {v.factor() * v.factor(), 602112}, stop);
    });

    Patches picture; // 840 × 840
    picture.grid = {1, 60, 60};
    picture.values.assign(size_t(picture.grid.patches() * v.patchValues()), 0.5F);
    measure("vision tower", [&](const StopAsked& stop) {
        const Patches* const one = &picture;
        const auto done = guarded([&]() -> Expected<void> {
            const StopScope scope(stop);
            model->parts().vision->forward(patchTensor(std::span(&one, 1), v.patchValues()),
                                           std::span(&picture.grid, 1), stop);
            return {};
        });
    });

    QwenConversation conversation(model);
    if (!conversation.read(text(kBefore)))
        return 1;
    const QwenPrompt more = text(kRead);
    measure("read", [&](const StopAsked& stop) {
        // A whole reading stays read; a stopped one leaves no trace.
        static std::optional<QwenConversation> begun;
        if (!begun)
            begun.emplace(conversation);
        if (begun->read(more, stop))
            begun.reset();
    });
    AnswerOptions options;
    options.most = kSaid;
    options.endAtEndToken = false;
    measure("say", [&](const StopAsked& stop) {
        static std::optional<QwenConversation> begun;
        if (!begun)
            begun.emplace(conversation);
        const auto answer = begun->answer(options, stop);
        if (begun->ids().size() > size_t(kBefore + 8 * kSaid))
            begun.reset();
    });
    measure("say four",
            [&](const StopAsked& stop) { const auto said = conversation.answers(4, options, stop); });
    AttentionRequest request;
    request.from = kBefore - 400;
    request.count = 400;
    measure("attention",
            [&](const StopAsked& stop) { const auto maps = conversation.attention(request, stop); });

    const auto start = Clock::now();
    {
        const QwenConversation copy = conversation;
    }
    std::printf("copying a conversation of %lld tokens and letting it go: %.1f ms\n", (long long)kBefore,
                milliseconds(Clock::now() - start));
    return 0;
}
