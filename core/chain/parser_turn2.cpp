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
        if (const LooseValue* found = findStrictList(it->value, key))
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

/// A box whose sides are members of their own.
std::optional<Box> bySides(const LooseValue& object)
{
    using Names = std::array<const char*, 4>;
    static constexpr std::array<Names, 3> kCorners{
        {{"x1", "y1", "x2", "y2"}, {"xmin", "ymin", "xmax", "ymax"}, {"left", "top", "right", "bottom"}}};
    static constexpr std::array<Names, 3> kExtents{
        {{"x", "y", "width", "height"}, {"x", "y", "w", "h"}, {"left", "top", "width", "height"}}};
    const auto read = [&object](const Names& names) -> std::optional<std::array<double, 4>> {
        std::array<double, 4> n{};
        for (size_t i = 0; i < 4; ++i) {
            const Member m = findMember(object, QLatin1String(names[i]), {});
            if (!m.value || !m.value->isNumber())
                return std::nullopt;
            n[i] = m.value->number;
        }
        return n;
    };
    for (const Names& names : kCorners) {
        if (const auto n = read(names))
            return Box{(*n)[0], (*n)[1], (*n)[2], (*n)[3]};
    }
    for (const Names& names : kExtents) {
        if (const auto n = read(names))
            return Box{(*n)[0], (*n)[1], (*n)[0] + (*n)[2], (*n)[1] + (*n)[3]};
    }
    return std::nullopt;
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
            note(problem(AnswerProblemKind::NonFinite,
                         QT_TRANSLATE_NOOP("core", "A coordinate of the box is not a finite number")));
            return;
        }
        if (box.x2 < box.x1 || box.y2 < box.y1) {
            box = {std::min(box.x1, box.x2), std::min(box.y1, box.y2), std::max(box.x1, box.x2),
                   std::max(box.y1, box.y2)};
            repairs.add(Repair::SwappedCorners);
        }
        if (box.isEmpty()) {
            note(problem(AnswerProblemKind::EmptyBox, QT_TRANSLATE_NOOP("core", "The box is empty")));
            return;
        }
        const Box inside = box.clamped(m_options.size);
        if (inside.isEmpty()) {
            note(problem(AnswerProblemKind::BoxOutside,
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

    /// Takes the boxes of another value over; one that is there already is the same object told twice.
    void merge(Gathering& further)
    {
        for (size_t i = 0; i < further.boxes.size(); ++i) {
            if (boxes.size() >= kMostBoxes) {
                left_out = true;
                break;
            }
            if (std::find(boxes.begin(), boxes.end(), further.boxes[i]) != boxes.end())
                continue;
            boxes.push_back(further.boxes[i]);
            written.push_back(further.written[i]);
            labels << further.labels[qsizetype(i)];
        }
        left_out |= further.left_out;
        for (const Repair r : further.repairs.take())
            repairs.add(r);
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
        if (const auto sides = bySides(v)) {
            has_key = true;
            repairs.add(Repair::BoxForm);
            add(*sides, labelOf(v));
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
        note(problem(AnswerProblemKind::NotFourNumbers,
                     QT_TRANSLATE_NOOP("core", "The box is not four numbers")));
    }

    const ParseOptions& m_options;
};

void takeOver(ParsedTurn2& turn, Gathering& g)
{
    turn.boxes = std::move(g.boxes);
    turn.written = std::move(g.written);
    turn.labels = std::move(g.labels);
}

/// Plain forms: Qwen2-VL's own "(x1,y1),(x2,y2)", "x1=…, y1=…, x2=…, y2=…" and "x=…, y=…, width=…, height=…".
bool gatherPlain(const QString& raw, Gathering& g)
{
    static const QString number = QStringLiteral("([-+]?\\d{1,9}(?:\\.\\d{1,9})?)");
    static const QRegularExpression corners(
        QStringLiteral("\\(\\s{0,4}%1\\s{0,4},\\s{0,4}%1\\s{0,4}\\)\\s{0,4},?\\s{0,4}\\(\\s{0,4}%1\\s{0,4},"
                       "\\s{0,4}%1\\s{0,4}\\)")
            .arg(number));
    const auto named = [](const char* a, const char* b, const char* c, const char* d) {
        QString form;
        for (const char* name : {a, b, c, d}) {
            form += form.isEmpty() ? QStringLiteral("\\b") : QStringLiteral("[\\s,;]{1,4}(?:and )?");
            form += QStringLiteral("%1\\s{0,4}[=:]\\s{0,4}%2").arg(QLatin1String(name), number);
        }
        return QRegularExpression(form, QRegularExpression::CaseInsensitiveOption);
    };
    static const QRegularExpression sides = named("x1", "y1", "x2", "y2");
    static const QRegularExpression extent = named("x", "y", "w(?:idth)?", "h(?:eight)?");
    bool any = false;
    for (const QRegularExpression* form : {&corners, &sides, &extent}) {
        for (auto it = form->globalMatch(raw); it.hasNext();) {
            const auto m = it.next();
            Box box{m.captured(1).toDouble(), m.captured(2).toDouble(), m.captured(3).toDouble(),
                    m.captured(4).toDouble()};
            if (form == &extent) {
                box.x2 += box.x1;
                box.y2 += box.y1;
            }
            any = true;
            g.repairs.add(Repair::PlainForm);
            g.add(box, {});
        }
    }
    return any;
}

QStringView afterThinking(QStringView raw)
{
    const QStringView end = u"</think>";
    const qsizetype at = raw.lastIndexOf(end, -1, Qt::CaseInsensitive);
    return at < 0 ? raw : raw.mid(at + end.size());
}

/// Where the boxes are looked for: a model that thinks aloud tries boxes that it then gives up.
LooseScan scanAnswer(QStringView raw)
{
    for (const QStringView mark : {QStringView(u"<answer>"), QStringView(u"</think>")}) {
        const qsizetype at = raw.lastIndexOf(mark, -1, Qt::CaseInsensitive);
        if (at < 0)
            continue;
        LooseScan scan = scanLooseJson(raw.mid(at + mark.size()));
        if (!scan.found.empty())
            return scan;
    }
    return scanLooseJson(raw);
}

/// Whether one value holds, to the letter, all the boxes that were found in it.
bool takeStrict(const LooseJson& json, const Gathering& all, const ParseOptions& options, ParsedTurn2& turn)
{
    const LooseValue* list = json.leniency.any() ? nullptr : findStrictList(json.value, options.keys.box);
    if (!list || all.left_out)
        return false;
    Gathering g(options);
    g.any(*list, 0);
    if (g.boxes.size() != all.boxes.size() || g.left_out)
        return false;
    turn.format_reward = g.repairs.isEmpty() ? 0.5 : 0.25;
    takeOver(turn, g);
    finish(turn, g.repairs, std::nullopt);
    return true;
}

/// Reads all values of one kind: those that have a key, or bare numbers. True when they give an answer.
bool takeValues(const LooseScan& scan, bool keyed, const ParseOptions& options, ParsedTurn2& turn,
                std::optional<Problem>& why)
{
    Gathering all(options);
    std::optional<Leniency> none;
    std::optional<Problem> wrong;
    const LooseJson* only = nullptr;
    int values = 0;
    int withBoxes = 0;
    bool strictJson = true;
    double wrongReward = 0;
    for (const LooseJson& json : scan.found) {
        Gathering g(options);
        g.any(json.value, 0);
        if (keyed != g.has_key)
            continue;
        ++values;
        if (!g.boxes.empty()) {
            ++withBoxes;
            only = &json;
            if (json.value.isObject())
                g.repairs.add(Repair::BareObject);
            g.repairs.add(json.leniency);
            strictJson &= !json.leniency.any();
            all.merge(g);
        } else if (g.none && !g.why) {
            none = json.leniency;
        } else if (g.why) {
            wrong = g.why;
            wrongReward = json.leniency.any() ? 0 : 0.25;
        }
    }
    if (withBoxes > 0) {
        if (keyed && values == 1 && takeStrict(*only, all, options, turn))
            return true;
        if (withBoxes > 1)
            all.repairs.add(Repair::SeveralValues);
        if (all.left_out || (keyed && withBoxes < values))
            all.repairs.add(Repair::LeftOut);
        turn.format_reward = strictJson ? 0.25 : 0;
        takeOver(turn, all);
        finish(turn, all.repairs, std::nullopt);
        return true;
    }
    if (none) {
        turn.no_object = true;
        turn.format_reward = none->any() ? 0 : 0.25;
        all.repairs.add(*none);
        all.repairs.add(Repair::NoObject);
        finish(turn, all.repairs, std::nullopt);
        return true;
    }
    if (wrong && !why) {
        why = wrong;
        turn.format_reward = wrongReward;
    }
    return false;
}

bool isEmptyAnswer(const QString& raw)
{
    static const QRegularExpression marks(QStringLiteral("</?answer>|```(?:json)?"),
                                          QRegularExpression::CaseInsensitiveOption);
    return raw.size() < 200 && QString(raw).remove(marks).trimmed().isEmpty();
}

} // namespace

ParsedTurn2 parseTurn2(const QString& raw, const ParseOptions& options)
{
    ParsedTurn2 turn;
    const LooseScan scan = scanAnswer(raw);
    Repairs repairs;
    std::optional<Problem> why;
    for (const bool keyed : {true, false}) {
        if (takeValues(scan, keyed, options, turn, why))
            return turn;
    }
    Gathering corners(options);
    if (!why && gatherPlain(raw, corners)) {
        takeOver(turn, corners);
        if (corners.left_out && !turn.boxes.empty())
            corners.repairs.add(Repair::LeftOut);
        finish(turn, corners.repairs, turn.boxes.empty() ? corners.why : std::nullopt);
        return turn;
    }
    if (!why && saysNoObject(afterThinking(raw))) {
        turn.no_object = true;
        repairs.add(Repair::NoObject);
        finish(turn, repairs, std::nullopt);
        return turn;
    }
    if (!why) {
        const bool object = std::any_of(scan.found.begin(), scan.found.end(),
                                        [](const LooseJson& j) { return j.value.isObject(); });
        if (object || !scan.found.empty()) {
            why = problem(AnswerProblemKind::MissingKey, QT_TRANSLATE_NOOP("core", "The answer has no “%1”"),
                          {options.keys.box});
            const LooseJson& last = scan.found.back();
            turn.format_reward = last.leniency.any() ? 0 : 0.25;
        } else if (isEmptyAnswer(raw)) {
            why = problem(AnswerProblemKind::NoAnswer, QT_TRANSLATE_NOOP("core", "The answer is empty"));
        } else if (scan.cut) {
            why = problem(AnswerProblemKind::JsonError,
                          QT_TRANSLATE_NOOP("core", "The JSON of the answer breaks off"));
        } else if (scan.broken) {
            why = problem(AnswerProblemKind::JsonError, QT_TRANSLATE_NOOP("core", "The answer is no JSON"));
        } else {
            why = problem(AnswerProblemKind::NoAnswer,
                          QT_TRANSLATE_NOOP("core", "There is no box in the answer"));
        }
    }
    finish(turn, repairs, why);
    return turn;
}

} // namespace revseg
