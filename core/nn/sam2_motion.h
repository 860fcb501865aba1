// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <optional>
#include <vector>

namespace revseg::nn::sam2 {

/// Around the pixels of a mask, in the model's square of S × S; right and bottom are the last pixels.
struct Bounds
{
    double left = 0;
    double top = 0;
    double right = 0;
    double bottom = 0;
};
double overlap(const Bounds& a, const Bounds& b); ///< intersection over union

/// Where a box will be on the next frame if it goes on as it did: a Kalman filter of constant velocity on
/// its middle, its ratio of sides and its height, which do not depend on each other (SAMURAI, arXiv
/// 2411.11922, section 3).
class BoxMotion
{
public:
    void start(const Bounds& box);
    void predict(); ///< one frame on
    void update(const Bounds& box);
    Bounds expected() const;

    std::array<double, 8> mean() const;      ///< middle x, y, width / height, height; then their velocities
    std::array<double, 8> deviation() const; ///< standard deviations of the same

private:
    struct Axis
    {
        double position = 0;
        double velocity = 0;
        double pp = 0, pv = 0, vv = 0; ///< covariance
    };
    std::array<Axis, 4> m_axes;
};

/// Chooses among the masks that the network offers for a tracked frame by how sure it is and by how well each
/// fits the motion so far.
class MotionChooser
{
public:
    explicit MotionChooser(double weight = 0.25) : m_weight(weight) {} ///< of motion, 0…1

    struct Candidate
    {
        std::optional<Bounds> box; ///< none: an empty mask
        double iou = 0;            ///< as the network thinks
    };
    struct Choice
    {
        size_t index = 0;
        std::optional<double> motion; ///< how well it fits, 0…1, once the motion is known well enough
    };
    Choice choose(const std::vector<Candidate>& candidates);

    /// A person has said where the object is.
    void restart(const std::optional<Bounds>& box);

private:
    double m_weight;
    BoxMotion m_motion;
    int m_stable = 0; ///< frames in a row with a mask that the network is sure of; 0: the motion is not known
};

} // namespace revseg::nn::sam2
