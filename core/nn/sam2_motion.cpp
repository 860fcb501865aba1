// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/sam2_motion.h"

#include <algorithm>
#include <cmath>

namespace revseg::nn::sam2 {

namespace {

// The published settings.
constexpr int kStableFrames = 15;
constexpr double kSure = 0.3;
constexpr double kPosition = 1.0 / 20; // noise, as a share of the box's height
constexpr double kVelocity = 1.0 / 160;
constexpr double kRatio = 0.01;
constexpr double kRatioVelocity = 1e-5;
constexpr double kMeasuredRatio = 0.1;
constexpr size_t kRatioAxis = 2;

std::array<double, 4> measured(const Bounds& box)
{
    const double width = box.right - box.left;
    const double height = box.bottom - box.top > 0 ? box.bottom - box.top : 1;
    return {box.left + width / 2, box.top + (box.bottom - box.top) / 2, width / height, height};
}

double square(double x)
{
    return x * x;
}

} // namespace

double overlap(const Bounds& a, const Bounds& b)
{
    const double width = std::min(a.right, b.right) - std::max(a.left, b.left);
    const double height = std::min(a.bottom, b.bottom) - std::max(a.top, b.top);
    if (width <= 0 || height <= 0)
        return 0;
    const auto area = [](const Bounds& box) { return (box.right - box.left) * (box.bottom - box.top); };
    return width * height / (area(a) + area(b) - width * height);
}

void BoxMotion::start(const Bounds& box)
{
    const auto z = measured(box);
    const double height = z[3];
    for (size_t i = 0; i < m_axes.size(); ++i) {
        const bool ratio = i == kRatioAxis;
        m_axes[i] = {z[i], 0, square(ratio ? kRatio : 2 * kPosition * height), 0,
                     square(ratio ? kRatioVelocity : 10 * kVelocity * height)};
    }
}

void BoxMotion::predict()
{
    const double height = m_axes[3].position;
    for (size_t i = 0; i < m_axes.size(); ++i) {
        const bool ratio = i == kRatioAxis;
        Axis& a = m_axes[i];
        a.position += a.velocity;
        a.pp += 2 * a.pv + a.vv + square(ratio ? kRatio : kPosition * height);
        a.pv += a.vv;
        a.vv += square(ratio ? kRatioVelocity : kVelocity * height);
    }
}

void BoxMotion::update(const Bounds& box)
{
    const auto z = measured(box);
    const double height = m_axes[3].position;
    for (size_t i = 0; i < m_axes.size(); ++i) {
        Axis& a = m_axes[i];
        const double noise = square(i == kRatioAxis ? kMeasuredRatio : kPosition * height);
        const double gain = a.pp / (a.pp + noise);
        const double velocityGain = a.pv / (a.pp + noise);
        const double off = z[i] - a.position;
        a.position += gain * off;
        a.velocity += velocityGain * off;
        a.vv -= velocityGain * a.pv;
        a.pv -= gain * a.pv;
        a.pp -= gain * a.pp;
    }
}

Bounds BoxMotion::expected() const
{
    const auto m = mean();
    const double width = m[2] * m[3];
    return {m[0] - width / 2, m[1] - m[3] / 2, m[0] + width / 2, m[1] + m[3] / 2};
}

std::array<double, 8> BoxMotion::mean() const
{
    std::array<double, 8> out{};
    for (size_t i = 0; i < m_axes.size(); ++i) {
        out[i] = m_axes[i].position;
        out[i + 4] = m_axes[i].velocity;
    }
    return out;
}

std::array<double, 8> BoxMotion::deviation() const
{
    std::array<double, 8> out{};
    for (size_t i = 0; i < m_axes.size(); ++i) {
        out[i] = std::sqrt(m_axes[i].pp);
        out[i + 4] = std::sqrt(m_axes[i].vv);
    }
    return out;
}

MotionChooser::Choice MotionChooser::choose(const std::vector<Candidate>& candidates)
{
    const auto boxOf = [&](size_t i) { return candidates[i].box.value_or(Bounds()); };
    const auto best = [&](auto value) {
        size_t out = 0;
        for (size_t i = 1; i < candidates.size(); ++i) {
            if (value(i) > value(out))
                out = i;
        }
        return out;
    };
    const auto iou = [&](size_t i) { return candidates[i].iou; };
    Choice out;
    if (m_stable == 0) {
        out.index = best(iou);
        m_motion.start(boxOf(out.index));
        m_stable = 1;
        return out;
    }
    m_motion.predict();
    const bool known = m_stable >= kStableFrames;
    if (known) {
        const Bounds expected = m_motion.expected();
        const auto fit = [&](size_t i) {
            return candidates[i].box ? overlap(expected, *candidates[i].box) : 0.0;
        };
        out.index = best([&](size_t i) { return m_weight * fit(i) + (1 - m_weight) * iou(i); });
        out.motion = fit(out.index);
    } else {
        out.index = best(iou);
    }
    if (known ? iou(out.index) < kSure : iou(out.index) <= kSure) {
        m_stable = 0;
        return out;
    }
    m_motion.update(boxOf(out.index));
    m_stable = std::min(m_stable + 1, kStableFrames);
    return out;
}

void MotionChooser::restart(const std::optional<Bounds>& box)
{
    m_stable = box ? 1 : 0;
    if (box)
        m_motion.start(*box);
}

} // namespace revseg::nn::sam2
