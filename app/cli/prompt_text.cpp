// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/prompt_text.h"

#include <cmath>

namespace revseg::cli {

namespace {

tl::unexpected<Failure> notAPrompt(const QString& text)
{
    return wrongUsage(
        QT_TRANSLATE_NOOP("core", "“%1” is no prompt: K:box=x1,y1,x2,y2, K:point=x,y,+ and K:mask=F.png are"),
        {text});
}

bool toNumber(const QString& text, double& value)
{
    bool ok = false;
    value = text.toDouble(&ok);
    return ok && std::isfinite(value);
}

} // namespace

tl::expected<PromptText, Failure> parsePrompt(const QString& text)
{
    PromptText out;
    const qsizetype colon = text.indexOf(QLatin1Char(':'));
    bool ok = false;
    const qlonglong frame = text.left(std::max<qsizetype>(colon, 0)).toLongLong(&ok);
    if (colon < 0 || !ok || frame < 0 || frame > std::numeric_limits<FrameIndex>::max())
        return notAPrompt(text);
    out.prompt.frame = FrameIndex(frame);
    QString rest = text.mid(colon + 1);
    if (rest.startsWith(QLatin1String("id="))) {
        const qsizetype end = rest.indexOf(QLatin1Char(':'));
        const qlonglong id = rest.mid(3, std::max<qsizetype>(end - 3, 0)).toLongLong(&ok);
        if (end < 0 || !ok || id < 1 || id > 254)
            return notAPrompt(text);
        out.prompt.object = ObjectId{id};
        out.has_id = true;
        rest = rest.mid(end + 1);
    }
    const QString kind = rest.section(QLatin1Char('='), 0, 0);
    const QString value = rest.mid(kind.size() + 1);
    if (kind == QLatin1String("mask") && !value.isEmpty()) {
        out.mask_file = value;
        return out;
    }
    if (kind == QLatin1String("box")) {
        const QStringList parts = value.split(QLatin1Char(','));
        Box box;
        if (parts.size() != 4 || !toNumber(parts[0], box.x1) || !toNumber(parts[1], box.y1) ||
            !toNumber(parts[2], box.x2) || !toNumber(parts[3], box.y2))
            return notAPrompt(text);
        out.prompt.box = box;
        return out;
    }
    if (kind == QLatin1String("point")) {
        for (const QString& one : value.split(QLatin1Char(';'))) {
            const QStringList parts = one.split(QLatin1Char(','));
            PromptPoint point;
            if (parts.size() != 3 || !toNumber(parts[0], point.at.x) || !toNumber(parts[1], point.at.y) ||
                (parts[2] != QLatin1String("+") && parts[2] != QLatin1String("-")))
                return notAPrompt(text);
            point.include = parts[2] == QLatin1String("+");
            out.prompt.points.push_back(point);
        }
        return out;
    }
    return notAPrompt(text);
}

tl::expected<std::vector<PromptText>, Failure> joinPrompts(std::vector<PromptText> prompts)
{
    std::vector<PromptText> out;
    for (PromptText& p : prompts) {
        PromptText* same = nullptr;
        for (PromptText& q : out) {
            const bool sameObject = q.prompt.object == p.prompt.object ||
                                    (!p.mask_file.isEmpty() && !p.has_id) ||
                                    (!q.mask_file.isEmpty() && !q.has_id);
            if (q.prompt.frame == p.prompt.frame && sameObject)
                same = &q;
        }
        if (same == nullptr) {
            out.push_back(std::move(p));
            continue;
        }
        const QString where = QString::number(p.prompt.frame);
        if (!p.mask_file.isEmpty() || !same->mask_file.isEmpty())
            return wrongUsage(
                QT_TRANSLATE_NOOP("core",
                                  "On frame %1 a mask stands beside another prompt for the same object"),
                {where});
        if (p.prompt.box && same->prompt.box)
            return wrongUsage(
                QT_TRANSLATE_NOOP("core", "On frame %1 there are two boxes for the same object"), {where});
        if (p.prompt.box)
            same->prompt.box = p.prompt.box;
        same->prompt.points.insert(same->prompt.points.end(), p.prompt.points.begin(), p.prompt.points.end());
    }
    return out;
}

} // namespace revseg::cli
