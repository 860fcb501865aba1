// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chain/parser.h"
#include "core/chain/parser_parts.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>
#include <array>
#include <cmath>

namespace revseg {

namespace {

using namespace parsing;

constexpr size_t kMostBoxes = 1000;

bool isFourNumbers(const LooseValue& v)
{
    return v.isList() && v.items.size() == 4 &&
           std::all_of(v.items.begin(), v.items.end(), [](const LooseValue& n) { return n.isNumber(); });
}

Box boxOf(const LooseValue& four)
{
    return {four.items[0].number, four.items[1].number, four.items[2].number, four.items[3].number};
}

bool isFinite(const Box& b)
{
    return std::isfinite(b.x1) && std::isfinite(b.y1) && std::isfinite(b.x2) && std::isfinite(b.y2);
}

/// Whether this very value is what the prompt asks for: a list of objects, each with a proper box.
bool isStrictList(const LooseValue& v, const QString& key)
{
    return v.isList() && !v.items.empty() && v.items.size() <= kMostBoxes &&
           std::all_of(v.items.begin(), v.items.end(), [&](const LooseValue& item) {
               const LooseValue* box = item.isObject() ? item.member(key) : nullptr;
               return box && isFourNumbers(*box) && isFinite(boxOf(*box)) && !boxOf(*box).isEmpty();
           });
}

/// The last such list inside a value.
const LooseValue* findStrictList(const LooseValue& v, const QString& key)
{
    if (isStrictList(v, key))
        return &v;
    for (auto it = v.items.rbegin(); it != v.items.rend(); ++it) {
        if (const LooseValue* found = findStrictList(*it, key))
            return found;
    }
    for (auto it = v.members.rbegin(); it != v.members.rend(); ++it) {
        if (const LooseValue* found = findStrictList(it->second, key))
            return found;
    }
    return nullptr;
}

QString labelOf(const LooseValue& object)
{
    const Member label =
        findMember(object, QStringLiteral("label"), {"objectdescription", "description", "name"});
    return label.value && label.value->isText() ? label.value->text : QString();
}

/// Boxes gathered with the tolerant rules from one value of the answer.
class Gathering
{
public:
    explicit Gathering(const ParseOptions& options) : m_options(options) {}

    void any(const LooseValue& v, int depth)
    {
        if (v.isObject()) {
            object(v, depth);
            return;
        }
        if (!v.isList())
            return;
        if (v.items.empty()) {
            none = true;
            return;
        }
        const bool scalars = std::all_of(v.items.begin(), v.items.end(), [](const LooseValue& i) {
            return i.isNumber() || (i.isText() && numberOf(i.text));
        });
        if (scalars) {
            repairs.add(Repair::BareBox);
            coordinates(v, {});
            return;
        }
        for (const LooseValue& inner : v.items)
            any(inner, depth + 1);
    }

    void add(Box box, const QString& label)
    {
        const Box asWritten = box;
        if (!isFinite(box)) {
            note(problem(ProblemKind::NonFinite,
                         QT_TRANSLATE_NOOP("core", "A coordinate of the box is not a finite number")));
            return;
        }
        if (box.x2 < box.x1 || box.y2 < box.y1) {
            box = {std::min(box.x1, box.x2), std::min(box.y1, box.y2), std::max(box.x1, box.x2),
                   std::max(box.y1, box.y2)};
            repairs.add(Repair::SwappedCorners);
        }
        if (box.isEmpty()) {
            note(problem(ProblemKind::EmptyBox, QT_TRANSLATE_NOOP("core", "The box is empty")));
            return;
        }
        const Box inside = box.clamped(m_options.size);
        if (inside.isEmpty()) {
            note(problem(ProblemKind::BoxOutside,
                         QT_TRANSLATE_NOOP("core", "The box lies outside the picture of %1×%2"),
                         {QString::number(m_options.size.width), QString::number(m_options.size.height)}));
            return;
        }
        if (inside != box)
            repairs.add(Repair::Clamped);
        if (boxes.size() >= kMostBoxes) {
            left_out = true;
            return;
        }
        boxes.push_back(inside);
        written.push_back(asWritten);
        labels << label;
    }

    Repairs repairs;
    std::vector<Box> boxes;
    std::vector<Box> written;
    QStringList labels;
    bool none = false; ///< an empty list stands where a box would
    bool left_out = false;
    bool has_key = false; ///< a key of the answer was found
    std::optional<Problem> why;

private:
    void note(const Problem& p)
    {
        left_out = true;
        if (!why)
            why = p;
    }

    void object(const LooseValue& v, int depth)
    {
        const Member box = findMember(
            v, m_options.keys.box, {"bbox2d", "bbox", "boxes", "box", "bboxes", "bbox2dlist", "boundingbox"});
        if (box.value) {
            has_key = true;
            if (!box.exact)
                repairs.add(Repair::KeyName);
            if (depth > 1)
                repairs.add(Repair::Nested);
            coordinates(*box.value, labelOf(v));
            return;
        }
        const std::array<const LooseValue*, 4> sides{v.member(u"x1"), v.member(u"y1"), v.member(u"x2"),
                                                     v.member(u"y2")};
        if (std::all_of(sides.begin(), sides.end(), [](const LooseValue* s) { return s && s->isNumber(); })) {
            has_key = true;
            repairs.add(Repair::BoxForm);
            add({sides[0]->number, sides[1]->number, sides[2]->number, sides[3]->number}, labelOf(v));
            return;
        }
        for (const auto& [name, inner] : v.members) {
            if (inner.isObject() || (inner.isList() && !inner.items.empty() && inner.items[0].isObject()))
                any(inner, depth + 2);
        }
    }

    /// What stands under the key of a box.
    void coordinates(const LooseValue& v, const QString& label)
    {
        if (v.isNull() || (v.isList() && v.items.empty())) {
            none = true;
            return;
        }
        if (v.isText()) {
            inText(v.text, label);
            return;
        }
        if (v.isList() && v.items[0].isList()) {
            repairs.add(Repair::BoxForm);
            const bool corners = v.items.size() == 2 && v.items[0].items.size() == 2 && v.items[1].isList() &&
                                 v.items[1].items.size() == 2;
            if (corners) {
                LooseValue flat;
                flat.type = LooseValue::Type::List;
                for (const LooseValue& corner : v.items)
                    flat.items.insert(flat.items.end(), corner.items.begin(), corner.items.end());
                coordinates(flat, label);
                return;
            }
            for (const LooseValue& inner : v.items) {
                if (inner.isList() && !inner.items.empty() && !inner.items[0].isList())
                    coordinates(inner, label);
                else
                    notFour();
            }
            return;
        }
        if (v.isObject()) {
            object(v, 0);
            repairs.add(Repair::BoxForm);
            return;
        }
        if (!v.isList() || v.items.size() != 4) {
            notFour();
            return;
        }
        std::array<double, 4> n{};
        for (size_t i = 0; i < 4; ++i) {
            const LooseValue& item = v.items[i];
            const auto read = item.isText() ? numberOf(item.text) : std::nullopt;
            if (item.isText() && read)
                repairs.add(Repair::NumberAsText);
            if (!item.isNumber() && !read) {
                notFour();
                return;
            }
            n[i] = item.isNumber() ? item.number : *read;
        }
        add({n[0], n[1], n[2], n[3]}, label);
    }

    void inText(const QString& text, const QString& label)
    {
        static const QRegularExpression number(QStringLiteral("[-+]?\\d{1,9}(?:\\.\\d{1,9})?"));
        std::vector<double> n;
        if (text.size() <= 200) {
            for (auto it = number.globalMatch(text); it.hasNext();)
                n.push_back(it.next().captured().toDouble());
        }
        if (n.size() != 4) {
            notFour();
            return;
        }
        repairs.add(Repair::NumberAsText);
        add({n[0], n[1], n[2], n[3]}, label);
    }

    void notFour()
    {
        note(problem(ProblemKind::NotFourNumbers, QT_TRANSLATE_NOOP("core", "The box is not four numbers")));
    }

    const ParseOptions& m_options;
};

void takeOver(ParsedTurn2& turn, Gathering& g)
{
    turn.boxes = std::move(g.boxes);
    turn.written = std::move(g.written);
    turn.labels = std::move(g.labels);
}

/// Qwen2-VL's own form: (x1,y1),(x2,y2)
bool gatherCorners(const QString& raw, Gathering& g)
{
    static const QRegularExpression corners(QStringLiteral(
        "\\(\\s{0,4}([-+]?\\d{1,9}(?:\\.\\d{1,9})?)\\s{0,4},\\s{0,4}([-+]?\\d{1,9}(?:\\.\\d{1,9})?)"
        "\\s{0,4}\\)\\s{0,4},?\\s{0,4}\\(\\s{0,4}([-+]?\\d{1,9}(?:\\.\\d{1,9})?)\\s{0,4},\\s{0,4}"
        "([-+]?\\d{1,9}(?:\\.\\d{1,9})?)\\s{0,4}\\)"));
    bool any = false;
    for (auto it = corners.globalMatch(raw); it.hasNext();) {
        const auto m = it.next();
        any = true;
        g.repairs.add(Repair::PlainForm);
        g.add({m.captured(1).toDouble(), m.captured(2).toDouble(), m.captured(3).toDouble(),
               m.captured(4).toDouble()},
              {});
    }
    return any;
}

bool saysNone(const QString& raw)
{
    if (raw.size() > 120)
        return false;
    QString word = raw.toLower();
    word.remove(QLatin1String("```json")).remove(QLatin1Char('`'));
    word.remove(QLatin1String("<answer>")).remove(QLatin1String("</answer>"));
    word = word.trimmed();
    while (word.endsWith(QLatin1Char('.')) || word.endsWith(QLatin1Char('!')))
        word.chop(1);
    static const QStringList words{QStringLiteral("none"),
                                   QStringLiteral("null"),
                                   QStringLiteral("no object"),
                                   QStringLiteral("no such object"),
                                   QStringLiteral("there is no such object"),
                                   QStringLiteral("no object found"),
                                   QStringLiteral("not found"),
                                   QStringLiteral("not visible")};
    return words.contains(word);
}

} // namespace

ParsedTurn2 parseTurn2(const QString& raw, const ParseOptions& options)
{
    ParsedTurn2 turn;
    const LooseScan scan = scanLooseJson(raw);
    Repairs repairs;
    // To the letter: the last list that is what was asked for, wherever it stands.
    for (auto json = scan.found.rbegin(); json != scan.found.rend(); ++json) {
        const LooseValue* list =
            json->leniency.any() ? nullptr : findStrictList(json->value, options.keys.box);
        if (!list)
            continue;
        Gathering g(options);
        g.any(*list, 0);
        if (g.boxes.empty() || g.left_out)
            break; // outside the picture: said below
        turn.format_reward = 0.25;
        if (g.repairs.isEmpty())
            turn.format_reward += 0.25;
        takeOver(turn, g);
        finish(turn, g.repairs, std::nullopt);
        return turn;
    }
    // With the tolerant rules: what has a key first, then bare numbers; the last one that gives a box wins.
    std::optional<Problem> why;
    for (const bool keyed : {true, false}) {
        for (auto json = scan.found.rbegin(); json != scan.found.rend(); ++json) {
            Gathering g(options);
            g.any(json->value, 0);
            const bool strictJson = !json->leniency.any();
            if (keyed != g.has_key)
                continue;
            if (json->value.isObject())
                g.repairs.add(Repair::BareObject);
            g.repairs.add(json->leniency);
            if (g.boxes.empty() && g.none && !g.why) {
                turn.no_object = true;
                turn.format_reward = strictJson ? 0.25 : 0;
                g.repairs.add(Repair::NoObject);
                finish(turn, g.repairs, std::nullopt);
                return turn;
            }
            if (!g.boxes.empty()) {
                if (g.left_out)
                    g.repairs.add(Repair::LeftOut);
                turn.format_reward = strictJson ? 0.25 : 0;
                takeOver(turn, g);
                finish(turn, g.repairs, std::nullopt);
                return turn;
            }
            if (!why && g.why) {
                why = g.why;
                turn.format_reward = strictJson ? 0.25 : 0;
            }
        }
    }
    Gathering corners(options);
    if (!why && gatherCorners(raw, corners)) {
        takeOver(turn, corners);
        if (corners.left_out && !turn.boxes.empty())
            corners.repairs.add(Repair::LeftOut);
        finish(turn, corners.repairs, turn.boxes.empty() ? corners.why : std::nullopt);
        return turn;
    }
    if (!why && saysNone(raw)) {
        turn.no_object = true;
        repairs.add(Repair::NoObject);
        finish(turn, repairs, std::nullopt);
        return turn;
    }
    if (!why) {
        const bool object = std::any_of(scan.found.begin(), scan.found.end(),
                                        [](const LooseJson& j) { return j.value.isObject(); });
        if (object || !scan.found.empty()) {
            why = problem(ProblemKind::MissingKey, QT_TRANSLATE_NOOP("core", "The answer has no “%1”"),
                          {options.keys.box});
            const LooseJson& last = scan.found.back();
            turn.format_reward = last.leniency.any() ? 0 : 0.25;
        } else if (scan.cut) {
            why = problem(ProblemKind::JsonError,
                          QT_TRANSLATE_NOOP("core", "The JSON of the answer breaks off"));
        } else if (scan.broken) {
            why = problem(ProblemKind::JsonError, QT_TRANSLATE_NOOP("core", "The answer is no JSON"));
        } else {
            why = problem(ProblemKind::NoAnswer, QT_TRANSLATE_NOOP("core", "There is no box in the answer"));
        }
    }
    finish(turn, repairs, why);
    return turn;
}

} // namespace revseg
