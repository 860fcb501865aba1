// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tracker/object_model_private.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <cmath>
#include <opencv2/imgproc.hpp>

namespace revseg {

namespace {

constexpr int kReach = 14;       ///< cells around the object that are looked at
constexpr int kPlaceReach = 12;  ///< cells between a cell and those it is compared with
constexpr float kFeature = 60;   ///< squared distance of features that halves trust by e
constexpr float kPlace = 6;      ///< weight of squared distance in widths of the object
constexpr int kNearest = 12;     ///< most alike cells that vote
constexpr size_t kMemories = 5;  ///< frames compared with
constexpr int kMemoryStep = 5;   ///< frames between those kept
constexpr float kCarried = 0.3F; ///< weights of the opinions
constexpr float kMatched = 1.2F;
constexpr float kColored = 0.5F;
constexpr float kColorFading = 0.02F;
constexpr int kFilterRadius = 4;
constexpr double kFilterEdge = 0.002;
constexpr double kGone = 0.08; ///< share of the usual area below which an object is lost
constexpr double kBack = 0.2;  ///< and that it needs to be found again
constexpr float kSure = 0.75F; ///< mean likelihood of what is taken for the object again
constexpr double kLostScore = 0.05;

cv::Mat dilated(const cv::Mat& mask, int cells)
{
    cv::Mat out;
    cv::dilate(mask, out, cv::getStructuringElement(cv::MORPH_RECT, {2 * cells + 1, 2 * cells + 1}));
    return out;
}

/// Edge-preserving smoothing of p with the grey picture as guide.
cv::Mat guided(const cv::Mat& grey, const cv::Mat& p)
{
    cv::Mat guide;
    grey.convertTo(guide, CV_32F, 1.0 / 255);
    const cv::Size box(2 * kFilterRadius + 1, 2 * kFilterRadius + 1);
    const auto mean = [&box](const cv::Mat& m) {
        cv::Mat out;
        cv::blur(m, out, box);
        return out;
    };
    const cv::Mat mg = mean(guide);
    const cv::Mat mp = mean(p);
    const cv::Mat variance = mean(guide.mul(guide)) - mg.mul(mg);
    const cv::Mat covariance = mean(guide.mul(p)) - mg.mul(mp);
    cv::Mat a;
    cv::divide(covariance, variance + kFilterEdge, a);
    const cv::Mat b = mp - a.mul(mg);
    return mean(a).mul(guide) + mean(b);
}

float squaredDistance(const float* a, const float* b)
{
    float sum = 0;
    for (int i = 0; i < kCellDepth; ++i) {
        const float d = a[i] - b[i];
        sum += d * d;
    }
    return sum;
}

/// The labels of the most alike cells, weighed by how much more alike they are than others.
class Vote
{
public:
    void add(float distance, float label)
    {
        if (m_count == kNearest && distance >= m_best[kNearest - 1].first)
            return;
        int i = m_count < kNearest ? m_count++ : kNearest - 1;
        for (; i > 0 && m_best[size_t(i) - 1].first > distance; --i)
            m_best[size_t(i)] = m_best[size_t(i) - 1];
        m_best[size_t(i)] = {distance, label};
    }
    float result() const
    {
        float sum = 0;
        float all = 0;
        for (int i = 0; i < m_count; ++i) {
            const float w = std::exp(m_best[0].first - m_best[size_t(i)].first);
            sum += w * m_best[size_t(i)].second;
            all += w;
        }
        return all > 0 ? sum / all : 0;
    }

private:
    std::array<std::pair<float, float>, kNearest> m_best;
    int m_count = 0;
};

} // namespace

ObjectModel::ObjectModel(const PictureFeatures& picture, const cv::Mat& soft)
    : m_size(soft.size())
    , m_cells(picture.cells.size())
    , m_soft(soft.clone())
    , m_usualArea(cv::sum(soft)[0])
{
    m_colors.count(picture, soft, 1);
    m_lookAlikes.begin(m_colors.odds(picture), soft);
    m_memory.push_back(remember(picture, cellsOf(soft)));
}

cv::Mat ObjectModel::cellsOf(const cv::Mat& soft) const
{
    cv::Mat labels;
    cv::resize(soft, labels, m_cells, 0, 0, cv::INTER_AREA);
    return labels;
}

ObjectModel::Stance ObjectModel::stanceOf(const cv::Mat& labels)
{
    const cv::Moments m = cv::moments(labels, false);
    if (m.m00 < 1e-3)
        return {{labels.cols * 0.5F, labels.rows * 0.5F}, 1};
    return {{float(m.m10 / m.m00), float(m.m01 / m.m00)}, float(std::sqrt(m.m00))};
}

cv::Mat ObjectModel::othersInCells() const
{
    const cv::Mat others = m_lookAlikes.others();
    if (others.empty())
        return cv::Mat::zeros(m_cells, CV_8UC1);
    cv::Mat share;
    cv::resize(others, share, m_cells, 0, 0, cv::INTER_AREA);
    return share > 100; // of 255: the larger part of a cell
}

ObjectModel::Memory ObjectModel::remember(const PictureFeatures& picture, const cv::Mat& labels) const
{
    const cv::Mat near = dilated(labels > 0.3F, kReach + 2);
    return {picture.cells, labels, near, near & ~othersInCells(), stanceOf(labels)};
}

void ObjectModel::keep(Memory memory)
{
    if (m_memory.size() == 1) {
        m_memory.push_back(std::move(memory));
        return;
    }
    if (m_steps % kMemoryStep == 0)
        m_memory.insert(m_memory.begin() + 1, m_memory.back());
    m_memory.back() = std::move(memory);
    if (m_memory.size() > kMemories)
        m_memory.erase(m_memory.end() - 2);
}

bool ObjectModel::match(const PictureFeatures& picture, const cv::Mat& near, const Stance& stance,
                        cv::Mat& likelihood, const std::stop_token& stop) const
{
    likelihood = cv::Mat::zeros(m_cells, CV_32F);
    const float place = kPlace / std::max(16.0F, stance.width * stance.width);
    std::atomic<bool> stopped = false;
    cv::parallel_for_(cv::Range(0, m_cells.height), [&](const cv::Range& rows) {
        for (int y = rows.start; y < rows.end && !stopped; ++y) {
            if (stop.stop_requested())
                stopped = true;
            const auto* wanted = near.ptr<uint8_t>(y);
            auto* out = likelihood.ptr<float>(y);
            for (int x = 0; x < m_cells.width; ++x) {
                if (wanted[x] == 0)
                    continue;
                const float* const cell = picture.cells.ptr<float>(y) + ptrdiff_t(x) * kCellDepth;
                Vote vote;
                for (const Memory& memory : m_memory) {
                    // The same place of the object there.
                    const float mx = float(x) - stance.centre.x + memory.stance.centre.x;
                    const float my = float(y) - stance.centre.y + memory.stance.centre.y;
                    const int x1 = std::max(0, int(std::lround(mx)) - kPlaceReach);
                    const int x2 = std::min(m_cells.width - 1, int(std::lround(mx)) + kPlaceReach);
                    const int y1 = std::max(0, int(std::lround(my)) - kPlaceReach);
                    const int y2 = std::min(m_cells.height - 1, int(std::lround(my)) + kPlaceReach);
                    for (int v = y1; v <= y2; ++v) {
                        const auto* use = memory.near.ptr<uint8_t>(v);
                        const auto* label = memory.labels.ptr<float>(v);
                        const auto* other = memory.cells.ptr<float>(v);
                        const float dy = float(v) - my;
                        for (int u = x1; u <= x2; ++u) {
                            if (use[u] == 0)
                                continue;
                            const float dx = float(u) - mx;
                            vote.add(squaredDistance(cell, other + ptrdiff_t(u) * kCellDepth) / kFeature +
                                         place * (dx * dx + dy * dy),
                                     label[u]);
                        }
                    }
                }
                out[x] = vote.result();
            }
        }
    });
    return !stopped;
}

bool ObjectModel::refine(const PictureFeatures& picture, const cv::Mat& colored, const cv::Mat& prior,
                         double agreement, const std::stop_token& stop)
{
    const cv::Mat labels = cellsOf(prior);
    const cv::Mat near = dilated(labels > 0.3F, kReach);
    cv::Mat likelihood;
    if (!match(picture, near, stanceOf(labels), likelihood, stop))
        return false;
    cv::Mat matched;
    cv::resize(likelihood, matched, m_size, 0, 0, cv::INTER_LINEAR);
    cv::Mat within;
    cv::resize(near, within, m_size, 0, 0, cv::INTER_NEAREST);
    const cv::Mat favour = m_lookAlikes.favour();
    cv::Mat joined = cv::Mat::zeros(m_size, CV_32F);
    for (int y = 0; y < m_size.height; ++y) {
        const auto* in = within.ptr<uint8_t>(y);
        const auto* m = matched.ptr<float>(y);
        const auto* w = prior.ptr<float>(y);
        const auto* c = colored.ptr<float>(y);
        const auto* f = favour.empty() ? nullptr : favour.ptr<float>(y);
        auto* out = joined.ptr<float>(y);
        for (int x = 0; x < m_size.width; ++x) {
            if (in[x] == 0)
                continue;
            float z = kMatched * logOdds(m[x], 0.02F) + kCarried * logOdds(w[x], 0.05F) + kColored * c[x];
            if (f != nullptr)
                z += f[x];
            out[x] = 1 / (1 + std::exp(-z));
        }
    }
    if (stop.stop_requested())
        return false;
    cv::Mat sharp = (guided(picture.grey, joined) - 0.5F) * 2.0F + 0.5F;
    cv::min(cv::max(sharp, 0.0F), 1.0F, sharp);
    m_soft = sharp;
    m_lookAlikes.settle(colored, m_soft);

    // How decided the votes are where the object is now.
    const cv::Mat now = cellsOf(m_soft);
    double decided = 0;
    double all = 0;
    for (int y = 0; y < m_cells.height; ++y) {
        for (int x = 0; x < m_cells.width; ++x) {
            const float p = now.at<float>(y, x);
            if (p <= 0.5F)
                continue;
            all += p;
            decided += p * std::clamp(2 * likelihood.at<float>(y, x) - 1, 0.0F, 1.0F);
        }
    }
    m_score = all > 0 ? std::sqrt(std::max(0.0, agreement) * decided / all) : 0;
    m_score *= 1 - m_lookAlikes.doubt();
    return true;
}

/// Looks for cells like the object's in the whole picture.
bool ObjectModel::search(const PictureFeatures& picture, const cv::Mat& colored, const std::stop_token& stop)
{
    cv::Mat likelihood = cv::Mat::zeros(m_cells, CV_32F);
    std::atomic<bool> stopped = false;
    cv::parallel_for_(cv::Range(0, m_cells.height), [&](const cv::Range& rows) {
        for (int y = rows.start; y < rows.end && !stopped; ++y) {
            if (stop.stop_requested())
                stopped = true;
            for (int x = 0; x < m_cells.width; ++x) {
                const float* const cell = picture.cells.ptr<float>(y) + ptrdiff_t(x) * kCellDepth;
                Vote vote;
                // The prompted frame and the last one in which it was seen; every other cell will do.
                for (const Memory* memory : {&m_memory.front(), &m_memory.back()}) {
                    for (int v = 0; v < m_cells.height; ++v) {
                        for (int u = v & 1; u < m_cells.width; u += 2) {
                            if (memory->telling.ptr<uint8_t>(v)[u] != 0)
                                vote.add(squaredDistance(cell, memory->cells.ptr<float>(v) +
                                                                   ptrdiff_t(u) * kCellDepth) /
                                             kFeature,
                                         memory->labels.ptr<float>(v)[u]);
                        }
                    }
                }
                likelihood.at<float>(y, x) = vote.result();
            }
        }
    });
    if (stopped)
        return false;
    cv::GaussianBlur(likelihood, likelihood, {3, 3}, 0);
    likelihood.setTo(0, othersInCells());
    cv::Mat labels;
    cv::Mat stats;
    cv::Mat centres;
    const int count = cv::connectedComponentsWithStats(likelihood > 0.5F, labels, stats, centres, 8);
    const double least = std::max(3.0, kBack * m_usualArea / (kCell * kCell));
    int best = 0;
    double most = 0;
    for (int i = 1; i < count; ++i) {
        if (stats.at<int>(i, cv::CC_STAT_AREA) < least)
            continue;
        const cv::Mat part = labels == i;
        if (cv::mean(likelihood, part)[0] < kSure)
            continue;
        const double sum = cv::mean(likelihood, part)[0] * stats.at<int>(i, cv::CC_STAT_AREA);
        if (sum > most) {
            most = sum;
            best = i;
        }
    }
    if (best == 0) {
        m_soft = cv::Mat::zeros(m_size, CV_32F);
        m_lookAlikes.settle(colored, m_soft);
        m_score = kLostScore;
        return true;
    }
    cv::Mat found = cv::Mat::zeros(m_cells, CV_32F);
    likelihood.copyTo(found, labels == best);
    cv::Mat prior;
    cv::resize(found, prior, m_size, 0, 0, cv::INTER_LINEAR);
    m_lost = false;
    return refine(picture, colored, prior, 0.7, stop);
}

void ObjectModel::giveUp(const cv::Mat& pixels)
{
    m_soft.setTo(0, pixels);
}

bool ObjectModel::step(const PictureFeatures& picture, const Motion& motion, const std::stop_token& stop)
{
    ++m_steps;
    const cv::Mat colored = m_colors.odds(picture);
    m_lookAlikes.move(motion, m_soft, colored);
    if (m_lost) {
        if (!search(picture, colored, stop))
            return false;
    } else {
        cv::Mat carried = motion.carry(m_soft);
        const double agreement = motion.agreement(carried);
        if (const cv::Mat expected = m_lookAlikes.expected(); !expected.empty())
            carried = cv::max(carried, expected);
        if (!refine(picture, colored, carried, agreement, stop))
            return false;
    }
    const double area = cv::countNonZero(m_soft > 0.5F);
    if (m_lost || area < kGone * m_usualArea) {
        m_lost = true;
        m_soft = cv::Mat::zeros(m_size, CV_32F);
        m_score = kLostScore;
        return true;
    }
    m_usualArea = 0.98 * m_usualArea + 0.02 * area;
    keep(remember(picture, cellsOf(m_soft)));
    m_colors.count(picture, m_soft, kColorFading);
    return true;
}

} // namespace revseg
