// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chain/parser.h"
#include "core/chain/parser_parts.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>
#include <cmath>

namespace revseg {

namespace {

using namespace parsing;

enum class TagKind { ThinkOpen, ThinkClose, AnswerOpen, AnswerClose };

struct Tag
{
    TagKind kind = TagKind::ThinkOpen;
    qsizetype begin = 0;
    qsizetype end = 0;
    bool exact = true; ///< spelled in lower case, without blanks
};

/// All think and answer tags of a text, in order.
std::vector<Tag> findTags(QStringView text)
{
    std::vector<Tag> tags;
    for (qsizetype at = text.indexOf(u'<'); at >= 0; at = text.indexOf(u'<', at + 1)) {
        // The longest tag, with a blank in each place where one may stand, has 12 characters.
        const qsizetype close = text.mid(at, 12).indexOf(u'>');
        if (close < 0)
            continue;
        const QStringView inside = text.mid(at + 1, close - 1);
        QString name;
        for (QChar c : inside) {
            if (!c.isSpace())
                name += c.toLower();
        }
        Tag tag;
        if (name == QLatin1String("think"))
            tag.kind = TagKind::ThinkOpen;
        else if (name == QLatin1String("/think"))
            tag.kind = TagKind::ThinkClose;
        else if (name == QLatin1String("answer"))
            tag.kind = TagKind::AnswerOpen;
        else if (name == QLatin1String("/answer"))
            tag.kind = TagKind::AnswerClose;
        else
            continue;
        tag.begin = at;
        tag.end = at + close + 1;
        tag.exact = inside == name;
        tags.push_back(tag);
    }
    return tags;
}

/// Where reasoning and answer stand in the text.
struct Layout
{
    QString interpretation;
    QStringView block;     ///< what the answer has to be found in
    bool has_tags = false; ///< some answer tag marks the block
    bool closed = false;   ///< the block ends with its tag
    bool in_order = false; ///< each of the four tags once, in order
};

bool isOneOfEach(const std::vector<Tag>& tags)
{
    return tags.size() == 4 && tags[0].kind == TagKind::ThinkOpen && tags[1].kind == TagKind::ThinkClose &&
           tags[2].kind == TagKind::AnswerOpen && tags[3].kind == TagKind::AnswerClose;
}

const Tag* lastTag(const std::vector<Tag>& tags, TagKind kind, qsizetype before)
{
    for (auto it = tags.rbegin(); it != tags.rend(); ++it) {
        if (it->kind == kind && it->end <= before)
            return &*it;
    }
    return nullptr;
}

const Tag* firstTag(const std::vector<Tag>& tags, TagKind kind)
{
    const auto it = std::find_if(tags.begin(), tags.end(), [&](const Tag& t) { return t.kind == kind; });
    return it == tags.end() ? nullptr : &*it;
}

struct AnswerTags
{
    const Tag* open = nullptr;
    const Tag* close = nullptr;
};

/// The last close tag with the open tag that is nearest before it. Where no open tag stands before any close
/// tag, only the first close tag. One pass, for a model that repeats itself can write very many tags.
AnswerTags answerTags(const std::vector<Tag>& tags)
{
    AnswerTags out;
    const Tag* open = nullptr;
    for (const Tag& t : tags) {
        if (t.kind == TagKind::AnswerOpen)
            open = &t;
        else if (t.kind == TagKind::AnswerClose && (open || !out.close))
            out = {open, &t};
    }
    return out;
}

bool isBlankText(QStringView text)
{
    return text.trimmed().isEmpty();
}

Layout layOut(QStringView text, Repairs& repairs)
{
    const std::vector<Tag> tags = findTags(text);
    Layout out;
    if (std::any_of(tags.begin(), tags.end(), [](const Tag& t) { return !t.exact; }))
        repairs.add(Repair::TagSpelling);
    if (isOneOfEach(tags)) {
        out.in_order = std::all_of(tags.begin(), tags.end(), [](const Tag& t) { return t.exact; });
        out.has_tags = out.closed = true;
        out.interpretation = text.mid(tags[0].end, tags[1].begin - tags[0].end).trimmed().toString();
        out.block = text.mid(tags[2].end, tags[3].begin - tags[2].end);
        if (!isBlankText(text.left(tags[0].begin)) || !isBlankText(text.mid(tags[3].end)) ||
            !isBlankText(text.mid(tags[1].end, tags[2].begin - tags[1].end)))
            repairs.add(Repair::TextAround);
        return out;
    }
    const auto [open, close] = answerTags(tags);
    const qsizetype answers =
        std::count_if(tags.begin(), tags.end(), [](const Tag& t) { return t.kind == TagKind::AnswerOpen; });
    qsizetype answerAt = text.size();
    const Tag* thinkClose = lastTag(tags, TagKind::ThinkClose, text.size());
    if (open && close) {
        out.has_tags = out.closed = true;
        answerAt = open->begin;
        out.block = text.mid(open->end, close->begin - open->end);
        if (answers > 1)
            repairs.add(Repair::SeveralAnswers);
    } else if (const Tag* left = lastTag(tags, TagKind::AnswerOpen, text.size())) {
        out.has_tags = true;
        answerAt = left->begin;
        out.block = text.mid(left->end);
        repairs.add(Repair::AnswerTags);
    } else {
        out.has_tags = close != nullptr;
        out.closed = out.has_tags || !firstTag(tags, TagKind::ThinkOpen) || thinkClose;
        const qsizetype end = close ? close->begin : text.size();
        const qsizetype begin = thinkClose && thinkClose->end <= end ? thinkClose->end : 0;
        // A thought that was never closed goes on to the end.
        answerAt = !thinkClose && firstTag(tags, TagKind::ThinkOpen) ? text.size() : begin;
        out.block = text.mid(begin, end - begin);
        repairs.add(Repair::AnswerTags);
    }
    const Tag* thinkOpen = firstTag(tags, TagKind::ThinkOpen);
    thinkClose = lastTag(tags, TagKind::ThinkClose, answerAt);
    const qsizetype from = thinkOpen && thinkOpen->end <= answerAt ? thinkOpen->end : 0;
    const qsizetype to = thinkClose && thinkClose->begin >= from ? thinkClose->begin : answerAt;
    out.interpretation = text.mid(from, to - from).trimmed().toString();
    const auto thinks = std::count_if(tags.begin(), tags.end(), [](const Tag& t) {
        return t.kind == TagKind::ThinkOpen || t.kind == TagKind::ThinkClose;
    });
    if (thinks != 2 || !thinkOpen || !thinkClose || thinkOpen->begin > thinkClose->begin)
        repairs.add(Repair::ThinkTags);
    else if (repairs.isEmpty())
        repairs.add(Repair::SeveralAnswers); // what is left: tags in another order
    return out;
}

/// An object that names a keyframe or a description.
struct Entry
{
    Member frame;
    Member description;
    bool further = false;
};

void collect(const LooseValue& value, const AnswerKeys& keys, int depth, std::vector<Entry>& out,
             bool& nested)
{
    if (value.isObject()) {
        Entry e;
        e.frame = findMember(value, keys.frame,
                             {"frameidx", "frameid", "keyframe", "keyframetimestamp", "frameindex",
                              "keyframeidx", "keyframeindex", "keyframeid", "frame"});
        e.description = findMember(value, keys.description,
                                   {"objectdescription", "description", "label", "objectdesc", "object"});
        if (e.frame.value ||
            (e.description.value && !e.description.value->isObject() && !e.description.value->isList())) {
            e.further = value.members.size() > 2;
            nested |= depth > 1;
            out.push_back(e);
            return;
        }
        for (const auto& [name, inner] : value.members)
            collect(inner, keys, depth + 2, out, nested);
    } else if (value.isList()) {
        for (const LooseValue& inner : value.items)
            collect(inner, keys, depth + 1, out, nested);
    }
}

struct Index
{
    std::optional<int> value;
    std::optional<Problem> problem;
    bool none = false;
};

Index readIndex(const LooseValue& v, int sampled, Repairs& repairs)
{
    Index out;
    double n = 0;
    if (v.isNull()) {
        out.none = true;
        return out;
    }
    if (v.isNumber()) {
        n = v.number;
        if (!v.whole)
            repairs.add(Repair::NumberForm);
    } else if (v.isList() && v.items.size() == 1 && !v.items[0].isList()) {
        repairs.add(Repair::Nested);
        return readIndex(v.items[0], sampled, repairs);
    } else {
        static const QRegularExpression inText(QStringLiteral("^\\D{0,16}(-?\\d{1,9})\\D{0,16}$"));
        const auto match =
            v.isText() && v.text.size() <= 48 ? inText.match(v.text) : QRegularExpressionMatch();
        if (!match.hasMatch()) {
            out.problem = problem(AnswerProblemKind::NoWholeNumber,
                                  QT_TRANSLATE_NOOP("core", "The frame index is not a whole number"));
            return out;
        }
        n = match.captured(1).toDouble();
        repairs.add(Repair::NumberAsText);
    }
    if (!std::isfinite(n)) {
        out.problem = problem(AnswerProblemKind::NonFinite,
                              QT_TRANSLATE_NOOP("core", "The frame index is not a finite number"));
    } else if (n != std::floor(n)) {
        out.problem = problem(AnswerProblemKind::NoWholeNumber,
                              QT_TRANSLATE_NOOP("core", "The frame index is not a whole number"));
    } else if (n < 0 || n >= sampled) {
        out.problem = problem(AnswerProblemKind::IndexOutOfRange,
                              QT_TRANSLATE_NOOP("core", "The frame index %1 is outside 0…%2"),
                              {QString::number(n, 'f', 0), QString::number(sampled - 1)});
    } else {
        out.value = int(n);
    }
    return out;
}

/// -1 in place of an index and nothing described is how some models say that there is no object.
bool isMinusOne(const LooseValue* frame)
{
    if (!frame)
        return false;
    return frame->isNumber() ? frame->number == -1 : frame->isText() && numberOf(frame->text) == -1.0;
}

/// "none" or "no such object" in place of a description, and not "a dog whose head is not visible".
bool describesNothing(const QString& description)
{
    static const QRegularExpression start(
        QStringLiteral("^\\s{0,9}(?:none|null|n/a|nothing|no|not|there)\\b"),
        QRegularExpression::CaseInsensitiveOption);
    return start.match(description).hasMatch() && saysNoObject(description);
}

/// Takes an entry over into the turn; a problem when it cannot be used.
std::optional<Problem> takeEntry(const Entry& e, const ParseOptions& options, Repairs& repairs,
                                 ParsedTurn1& turn)
{
    const bool described =
        e.description.value && e.description.value->isText() && !isBlankText(e.description.value->text);
    if (described ? describesNothing(e.description.value->text) : isMinusOne(e.frame.value)) {
        repairs.add(Repair::NoObject);
        turn.no_object = true;
        return std::nullopt;
    }
    if (!e.frame.value) {
        return problem(AnswerProblemKind::MissingKey, QT_TRANSLATE_NOOP("core", "The answer has no “%1”"),
                       {options.keys.frame});
    }
    const Index index = readIndex(*e.frame.value, options.sampled, repairs);
    if (index.problem)
        return index.problem;
    if (!e.frame.exact)
        repairs.add(Repair::KeyName);
    if (index.none) {
        repairs.add(Repair::NoObject);
        turn.no_object = true;
        return std::nullopt;
    }
    if (!described) {
        return problem(AnswerProblemKind::MissingKey, QT_TRANSLATE_NOOP("core", "The answer has no “%1”"),
                       {options.keys.description});
    }
    if (!e.description.exact)
        repairs.add(Repair::KeyName);
    if (e.further)
        repairs.add(Repair::FurtherKeys);
    turn.keyframe = index.value;
    turn.description = e.description.value->text.trimmed();
    return std::nullopt;
}

/// "frame id: 3 object description: the dog"
bool readPlainForm(QStringView block, const ParseOptions& options, Repairs& repairs, ParsedTurn1& turn,
                   std::optional<Problem>& why)
{
    static const QRegularExpression form(
        QStringLiteral("(?:key)?frame[ _]?(?:id|idx|index)?\\s{0,4}[:=]\\s{0,4}(-?\\d{1,9})\\b.{0,16}?"
                       "(?:object[ _])?description\\s{0,4}[:=]\\s{0,4}(\\S.*)$"),
        QRegularExpression::CaseInsensitiveOption | QRegularExpression::DotMatchesEverythingOption);
    const auto match = form.match(block.toString());
    if (!match.hasMatch())
        return false;
    LooseValue number;
    number.type = LooseValue::Type::Number;
    number.whole = true;
    number.number = match.captured(1).toDouble();
    const Index index = readIndex(number, options.sampled, repairs);
    repairs.add(Repair::PlainForm);
    why = index.problem;
    if (!why) {
        turn.keyframe = index.value;
        turn.description = match.captured(2).trimmed();
    }
    return true;
}

/// The block without code fence marks; notes whether there were any.
QStringView withoutFence(QStringView block, Repairs& repairs)
{
    QStringView inner = block.trimmed();
    if (!inner.startsWith(u"```"))
        return inner;
    repairs.add(Repair::CodeFence);
    inner = inner.mid(3);
    while (!inner.isEmpty() && inner.front().isLetter())
        inner = inner.mid(1);
    inner = inner.trimmed();
    if (inner.endsWith(u"```"))
        inner.chop(3);
    return inner.trimmed();
}

/// An answer with a mark too few: the last quote, the brackets at the end, or those around the members of the
/// object. The answer itself is not cut, so that nothing has to be guessed but the marks.
std::optional<QString> withMarksAdded(QStringView block, Repairs& repairs)
{
    constexpr qsizetype kLongest = 8192;
    if (block.isEmpty() || block.size() > kLongest)
        return std::nullopt;
    QStringView inner = block;
    while (!inner.isEmpty() && (inner.front().isSpace() || inner.front() == u'[' || inner.front() == u'{'))
        inner = inner.mid(1);
    while (!inner.isEmpty() && (inner.back().isSpace() || inner.back() == u']' || inner.back() == u'}'))
        inner.chop(1);
    if (!inner.startsWith(u'"') && !inner.startsWith(u'\''))
        return std::nullopt;
    for (const QString& quote : {QString(), QString(inner.front())}) {
        const QString text = QLatin1Char('{') + inner.toString() + quote + QLatin1Char('}');
        const LooseScan scan = scanLooseJson(text);
        if (scan.found.size() != 1 || scan.found.front().begin != 0 || scan.found.front().end != text.size())
            continue;
        repairs.add(quote.isEmpty() ? Repair::Brackets : Repair::Quotes);
        return text;
    }
    return std::nullopt;
}

std::optional<Problem> readBlock(const Layout& layout, const ParseOptions& options, Repairs& repairs,
                                 ParsedTurn1& turn)
{
    QStringView block = withoutFence(layout.block, repairs);
    LooseScan scan = scanLooseJson(block);
    QString whole;
    const bool anyObject = std::any_of(scan.found.begin(), scan.found.end(), [](const LooseJson& j) {
        return j.value.isObject() ||
               (j.value.isList() && !j.value.items.empty() && j.value.items[0].isObject());
    });
    if (!anyObject && layout.has_tags && layout.closed) {
        if (const auto text = withMarksAdded(block, repairs)) {
            whole = *text;
            block = whole;
            scan = scanLooseJson(block);
        }
    }
    std::optional<Problem> why;
    for (auto json = scan.found.rbegin(); json != scan.found.rend(); ++json) {
        std::vector<Entry> entries;
        bool nested = false;
        collect(json->value, options.keys, 0, entries, nested);
        if (entries.empty()) {
            const bool emptyList = json->value.isList() && json->value.items.empty();
            if (emptyList && layout.has_tags && scan.found.size() == 1) {
                repairs.add(Repair::NoObject);
                turn.no_object = true;
                return std::nullopt;
            }
            continue;
        }
        Repairs tried = repairs;
        ParsedTurn1 read;
        const auto wrong = takeEntry(entries.front(), options, tried, read);
        if (wrong) {
            if (!why)
                why = wrong;
            continue;
        }
        tried.add(json->leniency);
        if (json->value.isObject())
            tried.add(Repair::BareObject);
        if (nested)
            tried.add(Repair::Nested);
        if (json->begin > 0 || json->end < block.size())
            tried.add(block.contains(u"```") ? Repair::CodeFence : Repair::TextAround);
        turn.keyframe = read.keyframe;
        turn.description = read.description;
        turn.no_object = read.no_object;
        for (size_t i = 1; i < entries.size(); ++i) {
            Repairs ignored;
            ParsedTurn1 further;
            if (!takeEntry(entries[i], options, ignored, further) && further.keyframe == turn.keyframe &&
                !further.description.isEmpty())
                turn.description += QStringLiteral("; ") + further.description;
        }
        if (entries.size() > 1 || (json->value.isList() && json->value.items.size() > 1))
            tried.add(Repair::SeveralTargets);
        repairs = tried;
        return std::nullopt;
    }
    if (why)
        return why;
    if (layout.has_tags && readPlainForm(block, options, repairs, turn, why))
        return why;
    if (layout.closed && saysNoObject(block)) {
        repairs.add(Repair::NoObject);
        turn.no_object = true;
        return std::nullopt;
    }
    if (!layout.closed) {
        return problem(AnswerProblemKind::UnclosedTag,
                       QT_TRANSLATE_NOOP("core", "The answer breaks off before its closing tag"));
    }
    if (layout.has_tags && block.isEmpty())
        return problem(AnswerProblemKind::NoAnswer, QT_TRANSLATE_NOOP("core", "The answer is empty"));
    if (!layout.has_tags)
        return problem(AnswerProblemKind::NoAnswer, QT_TRANSLATE_NOOP("core", "There is no answer block"));
    if (scan.found.empty())
        return problem(AnswerProblemKind::JsonError, QT_TRANSLATE_NOOP("core", "The answer is no JSON"));
    return problem(AnswerProblemKind::MissingKey, QT_TRANSLATE_NOOP("core", "The answer has no “%1”"),
                   {options.keys.frame});
}

} // namespace

ParsedTurn1 parseTurn1(const QString& raw, const ParseOptions& options)
{
    ParsedTurn1 turn;
    Repairs layoutRepairs;
    const Layout layout = layOut(raw, layoutRepairs);
    turn.interpretation = layout.interpretation;
    if (layout.in_order)
        turn.format_reward += 0.25;
    Repairs repairs;
    const auto why = readBlock(layout, options, repairs, turn);
    const bool answerIsClear = layout.has_tags && layout.closed;
    if (!why && repairs.isEmpty() && answerIsClear)
        turn.format_reward += 0.25;
    for (Repair r : repairs.take())
        layoutRepairs.add(r);
    finish(turn, layoutRepairs, why);
    return turn;
}

std::optional<int> earlyKeyframe(const QString& soFar)
{
    // The answer is short: looking at its end only keeps the cost of each new piece of text constant.
    const QStringView tail = QStringView(soFar).right(2048);
    const qsizetype answer = tail.lastIndexOf(u"<answer>", -1, Qt::CaseInsensitive);
    if (answer < 0)
        return std::nullopt;
    static const QRegularExpression index(
        QStringLiteral("frame[ _]?(?:id|idx|index)[\"']?\\s{0,4}:\\s{0,4}[\"']?(\\d{1,6})\\s{0,4}[\"',}\\]]"),
        QRegularExpression::CaseInsensitiveOption);
    const auto match = index.match(tail.mid(answer).toString());
    if (!match.hasMatch())
        return std::nullopt;
    return match.captured(1).toInt();
}

} // namespace revseg
