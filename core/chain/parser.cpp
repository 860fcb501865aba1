// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chain/parser.h"

#include "core/chain/parser_parts.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <array>
#include <cmath>

namespace revseg {

QString gradeName(Grade grade)
{
    switch (grade) {
    case Grade::Strict:
        return QStringLiteral("strict");
    case Grade::Repaired:
        return QStringLiteral("repaired");
    case Grade::Invalid:
        return QStringLiteral("invalid");
    }
    return {};
}

QString repairText(Repair repair)
{
    const char* text = "";
    switch (repair) {
    case Repair::ThinkTags:
        text = QT_TRANSLATE_NOOP("core", "think tags missing or doubled");
        break;
    case Repair::AnswerTags:
        text = QT_TRANSLATE_NOOP("core", "answer tag missing");
        break;
    case Repair::SeveralAnswers:
        text = QT_TRANSLATE_NOOP("core", "several answers, the last complete one taken");
        break;
    case Repair::TagSpelling:
        text = QT_TRANSLATE_NOOP("core", "tags written in another way");
        break;
    case Repair::TextAround:
        text = QT_TRANSLATE_NOOP("core", "text around the answer left out");
        break;
    case Repair::CodeFence:
        text = QT_TRANSLATE_NOOP("core", "code fence removed");
        break;
    case Repair::Quotes:
        text = QT_TRANSLATE_NOOP("core", "quotes that are not JSON accepted");
        break;
    case Repair::Words:
        text = QT_TRANSLATE_NOOP("core", "words that are not JSON accepted");
        break;
    case Repair::TrailingComma:
        text = QT_TRANSLATE_NOOP("core", "comma before a closing bracket removed");
        break;
    case Repair::NumberForm:
        text = QT_TRANSLATE_NOOP("core", "number written in another way");
        break;
    case Repair::ControlCharacters:
        text = QT_TRANSLATE_NOOP("core", "line break or wrong escape inside a text accepted");
        break;
    case Repair::BareObject:
        text = QT_TRANSLATE_NOOP("core", "single object taken as a list of one");
        break;
    case Repair::Nested:
        text = QT_TRANSLATE_NOOP("core", "answer taken out of an outer object or list");
        break;
    case Repair::KeyName:
        text = QT_TRANSLATE_NOOP("core", "key of another name accepted");
        break;
    case Repair::FurtherKeys:
        text = QT_TRANSLATE_NOOP("core", "further keys left out");
        break;
    case Repair::PlainForm:
        text = QT_TRANSLATE_NOOP("core", "plain text read in place of JSON");
        break;
    case Repair::NumberAsText:
        text = QT_TRANSLATE_NOOP("core", "number read from a text");
        break;
    case Repair::SeveralTargets:
        text = QT_TRANSLATE_NOOP("core", "several targets, those of the first keyframe taken");
        break;
    case Repair::SeveralValues:
        text = QT_TRANSLATE_NOOP("core", "several lists or objects, the boxes of all taken");
        break;
    case Repair::Brackets:
        text = QT_TRANSLATE_NOOP("core", "missing brackets added");
        break;
    case Repair::BareBox:
        text = QT_TRANSLATE_NOOP("core", "box without a key accepted");
        break;
    case Repair::BoxForm:
        text = QT_TRANSLATE_NOOP("core", "box written in another way");
        break;
    case Repair::SwappedCorners:
        text = QT_TRANSLATE_NOOP("core", "corners of the box swapped");
        break;
    case Repair::Clamped:
        text = QT_TRANSLATE_NOOP("core", "box clamped to the picture");
        break;
    case Repair::LeftOut:
        text = QT_TRANSLATE_NOOP("core", "entries that are no box left out");
        break;
    case Repair::NoObject:
        text = QT_TRANSLATE_NOOP("core", "taken as: there is no such object");
        break;
    }
    return QString::fromUtf8(text);
}

QStringList ParsedTurn::repairTexts() const
{
    QStringList texts;
    for (Repair r : repairs)
        texts << repairText(r);
    return texts;
}

namespace parsing {

void Repairs::add(Repair r)
{
    if (std::find(m_list.begin(), m_list.end(), r) == m_list.end())
        m_list.push_back(r);
}

void Repairs::add(const Leniency& l)
{
    if (l.quotes)
        add(Repair::Quotes);
    if (l.words)
        add(Repair::Words);
    if (l.commas)
        add(Repair::TrailingComma);
    if (l.numbers)
        add(Repair::NumberForm);
    if (l.controls)
        add(Repair::ControlCharacters);
}

QString normalizedKey(QStringView key)
{
    QString out;
    for (QChar c : key) {
        if (c != QLatin1Char('_') && c != QLatin1Char('-') && !c.isSpace())
            out += c.toLower();
    }
    return out;
}

Member findMember(const LooseValue& object, const QString& exact, std::initializer_list<const char*> synonyms)
{
    if (const LooseValue* v = object.member(exact))
        return {v, true};
    const QString asked = normalizedKey(exact);
    for (const auto& [name, value] : object.members) {
        if (name.size() <= 64 && normalizedKey(name) == asked)
            return {&value, false};
    }
    for (const char* synonym : synonyms) {
        for (const auto& [name, value] : object.members) {
            if (name.size() <= 64 && normalizedKey(name) == QLatin1String(synonym))
                return {&value, false};
        }
    }
    return {};
}

Problem problem(AnswerProblemKind kind, const char* text, const QStringList& args)
{
    return Problem{kind, Sentence{text, args}};
}

void finish(ParsedTurn& turn, Repairs& repairs, const std::optional<Problem>& problem)
{
    if (problem) {
        turn.grade = Grade::Invalid;
        turn.problem = problem;
        return;
    }
    turn.repairs = repairs.take();
    turn.grade = turn.repairs.empty() ? Grade::Strict : Grade::Repaired;
}

} // namespace parsing

namespace {

QJsonObject commonJson(const ParsedTurn& turn)
{
    return {{QStringLiteral("grade"), gradeName(turn.grade)},
            {QStringLiteral("format_reward"), turn.format_reward},
            {QStringLiteral("keyframe"), QJsonValue::Null},
            {QStringLiteral("description"), QJsonValue::Null},
            {QStringLiteral("boxes"), QJsonArray()},
            {QStringLiteral("repairs"), QJsonArray::fromStringList(turn.repairTexts())},
            {QStringLiteral("problem"), turn.problem ? QJsonValue(turn.problem->text()) : QJsonValue()}};
}

} // namespace

QJsonObject toJson(const ParsedTurn1& turn)
{
    QJsonObject json = commonJson(turn);
    if (turn.keyframe) {
        json[QStringLiteral("keyframe")] = *turn.keyframe;
        json[QStringLiteral("description")] = turn.description;
    }
    return json;
}

QJsonObject toJson(const ParsedTurn2& turn)
{
    QJsonObject json = commonJson(turn);
    QJsonArray boxes;
    for (const Box& b : turn.boxes)
        boxes.append(QJsonArray{b.x1, b.y1, b.x2, b.y2});
    json[QStringLiteral("boxes")] = boxes;
    return json;
}

QString composeTurn1(const QString& interpretation, int keyframe, const QString& description,
                     const AnswerKeys& keys)
{
    // Written by hand, for QJsonObject would sort the keys.
    const auto quoted = [](const QString& text) {
        const QByteArray list = QJsonDocument(QJsonArray{text}).toJson(QJsonDocument::Compact);
        return QString::fromUtf8(list.mid(1, list.size() - 2));
    };
    return QStringLiteral("<think>%1</think>\n<answer>[{%2: %3, %4: %5}]</answer>")
        .arg(interpretation, quoted(keys.frame), QString::number(keyframe), quoted(keys.description),
             quoted(description));
}

} // namespace revseg
