// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/reasoning/confidence.h"

#include <algorithm>
#include <cmath>

namespace revseg {

namespace {
constexpr double kSure = 0.9;
}

std::vector<Doubt> doubtsIn(const QString& text, const std::vector<VlmToken>& tokens)
{
    const QString inner = text.trimmed();
    if (inner.isEmpty() || tokens.empty())
        return {};
    QString all;
    for (const VlmToken& token : tokens)
        all += token.text;
    const qsizetype at = all.indexOf(inner);
    if (at < 0)
        return {};
    const qsizetype lead = text.indexOf(inner);
    std::vector<Doubt> out;
    qsizetype begin = 0;
    for (const VlmToken& token : tokens) {
        const qsizetype end = begin + token.text.size();
        const qsizetype from = std::max(begin, at);
        const qsizetype to = std::min(end, at + inner.size());
        begin = end;
        const double probability = std::clamp(std::exp(token.log_probability), 0.0, 1.0);
        if (from < to && probability < kSure)
            out.push_back({from - at + lead, to - from, probability});
    }
    return out;
}

} // namespace revseg
