// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tracker/look_alikes_private.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

namespace revseg {

namespace {

constexpr float kAlike = 0.5F;    ///< log odds of colours from which a pixel looks like the object
constexpr double kLeast = 0.4;    ///< of the object's area, for a region to be another thing like it
constexpr double kMost = 2.5;     ///< the same
constexpr double kLikeness = 0.6; ///< overlap of its outline with the object's, moved and scaled onto it
constexpr size_t kOthers = 8;     ///< things that are followed besides the object
constexpr double kUnseen = 0.15;  ///< share of a thing below which it counts as unseen
constexpr double kWhole = 0.8;    ///< share of the usual area from which a thing is seen whole
constexpr int kForgotten = 60;    ///< frames unseen
constexpr int kBand = 4;          ///< pixels by which a thing may reach beyond its shape
constexpr int kGap = 2;           ///< pixels between things that are apart

// Claims on pixels: the shape's place says most; the flow tells which of two things is in front.
constexpr double kPlaceClaim = 0.3;
constexpr double kTrustClaim = 0.3;
constexpr double kFlowClaim = 0.4;
constexpr double kBandLoss = 0.1;
constexpr double kLooseClaim = 0.12; ///< of what the flow brings outside the shape
constexpr float kTaken = 0.2F;       ///< claim of a pixel that belongs to a thing
constexpr float kLeastClaim = 0.1F;  ///< added on both sides before claims are compared
constexpr float kFavour = 3;         ///< weight of claims among the tracker's opinions

constexpr int kReach = 6; ///< pixels around its place, and half a step, where a hidden thing is looked for
constexpr int kMostReach = 24;
constexpr float kGround = -0.5F; ///< what a shape gains on pixels of other colours: hands may hide it
constexpr float kStay = 0.01F;   ///< of its area that a shape must gain to move a pixel farther
constexpr float kCoasting = 0.95F;

constexpr double kDoubtFading = 0.9;
constexpr double kReturnDoubt = 0.5; ///< of what was out of sight among things like it

cv::Mat grown(const cv::Mat& mask, int radius)
{
    cv::Mat out;
    cv::dilate(mask, out, cv::getStructuringElement(cv::MORPH_ELLIPSE, {2 * radius + 1, 2 * radius + 1}));
    return out;
}

cv::Mat softOf(const cv::Mat& mask)
{
    cv::Mat out;
    mask.convertTo(out, CV_32F, 1.0 / 255);
    return out;
}

double areaOf(const cv::Mat& soft)
{
    return cv::countNonZero(soft > 0.5F);
}

cv::Point2f middleOf(const cv::Mat& soft)
{
    const cv::Moments m = cv::moments(soft);
    if (m.m00 < 1)
        return {float(soft.cols) / 2, float(soft.rows) / 2};
    return {float(m.m10 / m.m00), float(m.m01 / m.m00)};
}

/// Intersection over union of two soft masks of one size after the second is moved and scaled onto the first.
double likeness(const cv::Mat& a, const cv::Mat& b)
{
    const cv::Moments m = cv::moments(a);
    const cv::Moments n = cv::moments(b);
    if (m.m00 < 1 || n.m00 < 1)
        return 0;
    const double scale = std::sqrt(m.m00 / n.m00);
    const cv::Matx23d onto(scale, 0, m.m10 / m.m00 - scale * n.m10 / n.m00, 0, scale,
                           m.m01 / m.m00 - scale * n.m01 / n.m00);
    cv::Mat laid;
    cv::warpAffine(b, laid, onto, a.size());
    return cv::sum(cv::min(a, laid))[0] / cv::sum(cv::max(a, laid))[0];
}

} // namespace

LookAlikes::Thing LookAlikes::thingOf(const cv::Mat& visible)
{
    Thing out;
    out.visible = visible.clone();
    out.placed = out.claim = out.shape = out.visible;
    out.area = areaOf(visible);
    return out;
}

void LookAlikes::begin(const cv::Mat& alike, const cv::Mat& soft)
{
    m_object = thingOf(soft);
    lookForNew((alike > kAlike) & ~grown(soft > 0.1F, kGap));
}

void LookAlikes::lookForNew(const cv::Mat& left)
{
    cv::Mat clean;
    cv::morphologyEx(left, clean, cv::MORPH_OPEN, cv::getStructuringElement(cv::MORPH_ELLIPSE, {5, 5}));
    cv::Mat labels;
    cv::Mat stats;
    cv::Mat centres;
    const int count = cv::connectedComponentsWithStats(clean, labels, stats, centres, 4);
    for (int i = 1; i < count && m_others.size() < kOthers; ++i) {
        const double area = stats.at<int>(i, cv::CC_STAT_AREA);
        if (area < kLeast * m_object.area || area > kMost * m_object.area)
            continue;
        const cv::Mat part = softOf(labels == i);
        if (likeness(m_object.shape, part) > kLikeness)
            m_others.push_back(thingOf(part));
    }
}

void LookAlikes::place(Thing& thing)
{
    const cv::Matx23f shift(1, 0, thing.away.x, 0, 1, thing.away.y);
    cv::Mat placed; // not into the old one, which may be the shape itself
    cv::warpAffine(thing.shape, placed, shift, thing.shape.size());
    thing.placed = placed;
}

/// Lays the shape of a thing that is partly hidden onto what is seen of it. `wanted`: CV_32FC1, what the
/// shape gains on each pixel.
void LookAlikes::align(Thing& thing, const cv::Mat& wanted)
{
    const cv::Rect box = cv::boundingRect(thing.placed > 0.5F);
    if (box.empty())
        return;
    const int reach =
        std::min(kMostReach, kReach + int(0.5F * std::hypot(thing.velocity.x, thing.velocity.y)));
    const cv::Rect around(box.x - reach, box.y - reach, box.width + 2 * reach, box.height + 2 * reach);
    const cv::Rect inside = around & cv::Rect({0, 0}, wanted.size());
    cv::Mat window = cv::Mat::zeros(around.size(), CV_32F);
    wanted(inside).copyTo(window(inside - around.tl()));
    cv::Mat gain;
    cv::matchTemplate(window, thing.placed(box), gain, cv::TM_CCORR);
    cv::Point2f best{0, 0};
    float most = gain.at<float>(reach, reach);
    for (int y = 0; y < gain.rows; ++y) {
        for (int x = 0; x < gain.cols; ++x) {
            const cv::Point2f by{float(x - reach), float(y - reach)};
            const float g = gain.at<float>(y, x) - kStay * float(thing.area) * std::hypot(by.x, by.y);
            if (g > most) {
                most = g;
                best = by;
            }
        }
    }
    thing.away += best;
    thing.velocity += 0.3F * best;
    place(thing);
}

void LookAlikes::move(const Motion& motion, const cv::Mat& soft, const cv::Mat& alike)
{
    m_object.visible = soft.clone();
    if (m_others.empty())
        return;
    std::vector<Thing*> things{&m_object};
    for (Thing& t : m_others)
        things.push_back(&t);
    for (Thing* t : things) {
        const cv::Mat carried = motion.carrySurely(t->visible);
        // The less is seen of a thing, the more it is taken to go on as before: at its edges the flow is that
        // of what hides it.
        const float seen = float(std::min(1.0, areaOf(carried) / t->area));
        const cv::Point2f going = motion.of(carried).value_or(t->velocity);
        t->velocity = seen * going + (1 - seen) * kCoasting * t->velocity;
        t->away += t->velocity;
        place(*t);
        t->trust = std::min(1.0, areaOf(cv::min(carried, t->placed)) / t->area);
        t->claim = carried;
    }
    // What is surest of its place is placed first; what is hidden is looked for in what that leaves.
    std::vector<Thing*> order = things;
    std::stable_sort(order.begin(), order.end(),
                     [](const Thing* a, const Thing* b) { return a->trust > b->trust; });
    cv::Mat wanted(alike.size(), CV_32F, cv::Scalar(kGround));
    wanted.setTo(1, alike > kAlike);
    for (Thing* t : order) {
        if (!t->whole || t->trust < kWhole)
            align(*t, wanted);
        wanted.setTo(0, (t->placed > 0.5F) & (wanted > 0));
    }
    for (Thing* t : things) {
        const cv::Mat carried = t->claim;
        const cv::Mat reach = grown(t->placed, kBand);
        const cv::Mat held = reach.mul(kFlowClaim * carried + (kPlaceClaim + kTrustClaim * t->trust)) -
                             kBandLoss * (reach - t->placed);
        const cv::Mat loose = kLooseClaim * carried;
        t->claim = cv::max(held, loose);
    }
}

cv::Mat LookAlikes::strongestOther() const
{
    cv::Mat out;
    for (const Thing& t : m_others)
        out = out.empty() ? t.claim.clone() : cv::Mat(cv::max(out, t.claim));
    return out;
}

cv::Mat LookAlikes::expected() const
{
    if (m_others.empty())
        return {};
    cv::Mat out = m_object.placed.clone();
    out.setTo(0, strongestOther() > m_object.claim);
    return out;
}

cv::Mat LookAlikes::favour() const
{
    if (m_others.empty())
        return {};
    cv::Mat out = strongestOther();
    for (int y = 0; y < out.rows; ++y) {
        const auto* own = m_object.claim.ptr<float>(y);
        auto* other = out.ptr<float>(y);
        for (int x = 0; x < out.cols; ++x)
            other[x] = kFavour * std::min(0.0F, std::log((own[x] + kLeastClaim) / (other[x] + kLeastClaim)));
    }
    return out;
}

cv::Mat LookAlikes::others() const
{
    if (m_others.empty())
        return {};
    return strongestOther() > kTaken;
}

bool LookAlikes::isApart(const Thing& thing) const
{
    const cv::Mat near = grown(thing.visible > 0.5F, kGap);
    double touched = &thing == &m_object ? 0 : cv::countNonZero(near & (m_object.placed > 0.5F));
    for (const Thing& t : m_others) {
        if (&t != &thing)
            touched += cv::countNonZero(near & (t.placed > 0.5F));
    }
    return touched < 0.02 * thing.area;
}

void LookAlikes::renew(Thing& thing) const
{
    const double seen = areaOf(thing.visible);
    thing.unseen = seen < kUnseen * thing.area ? thing.unseen + 1 : 0;
    thing.whole =
        m_others.empty() || (seen > kWhole * thing.area && seen < thing.area / kWhole && isApart(thing));
    if (!thing.whole)
        return;
    thing.shape = thing.placed = thing.visible;
    thing.away = {0, 0};
    thing.area = 0.9 * thing.area + 0.1 * seen;
}

void LookAlikes::dropStrays(cv::Mat& soft) const
{
    cv::Mat labels;
    const int count = cv::connectedComponents(soft > 0.5F, labels, 8);
    std::vector<bool> stray(size_t(count), true);
    for (int y = 0; y < soft.rows; ++y) {
        const auto* label = labels.ptr<int>(y);
        const auto* claim = m_object.claim.ptr<float>(y);
        for (int x = 0; x < soft.cols; ++x) {
            if (claim[x] > kTaken)
                stray[size_t(label[x])] = false;
        }
    }
    stray[0] = false; // the ground
    for (int y = 0; y < soft.rows; ++y) {
        const auto* label = labels.ptr<int>(y);
        auto* p = soft.ptr<float>(y);
        for (int x = 0; x < soft.cols; ++x) {
            if (stray[size_t(label[x])])
                p[x] = 0;
        }
    }
}

void LookAlikes::settle(const cv::Mat& alike, cv::Mat& soft)
{
    // An object that is hidden may come out anywhere; one that is seen is where it was moved to.
    if (!m_others.empty() && areaOf(m_object.visible) > 0.5 * m_object.area)
        dropStrays(soft);
    m_object.visible = soft.clone();
    const cv::Mat object = soft > 0.5F;
    const double area = cv::countNonZero(object);
    const cv::Mat free = (alike > kAlike) & ~object;
    cv::Mat left = free.clone();
    left.setTo(0, grown(object, kGap));
    double doubt = 0;
    if (!m_others.empty()) {
        const cv::Mat other = strongestOther();
        for (Thing& t : m_others) {
            const cv::Mat own = free & (t.claim >= other) & (t.claim > kTaken);
            t.visible = softOf(own);
            left.setTo(0, grown(own, kGap));
        }
        if (area > 0) {
            doubt = m_object.unseen > 0
                        ? kReturnDoubt
                        : cv::countNonZero(object & (other > 0.7F * m_object.claim) & (other > 0.1F)) / area;
        }
    }
    m_doubt = std::max(doubt, kDoubtFading * m_doubt);
    if (m_object.unseen > 0 && area > 0) {
        // It need not have come out where it was expected.
        m_object.away = middleOf(soft) - middleOf(m_object.shape);
        place(m_object);
    }
    renew(m_object);
    for (Thing& t : m_others)
        renew(t);
    std::erase_if(m_others, [](const Thing& t) { return t.unseen > kForgotten; });
    // While the object is hidden, what comes out may be the object itself.
    if (area > 0.6 * m_object.area)
        lookForNew(left);
}

} // namespace revseg
