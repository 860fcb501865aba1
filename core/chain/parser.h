// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/base/geometry.h"
#include "core/vlm/model_profile.h"

#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace revseg {

/// How well an answer keeps to the form that was asked for.
enum class Grade {
    Strict,   ///< to the letter: counts fully for rewards
    Repaired, ///< usable after the repairs that are listed
    Invalid   ///< nothing in it can be used
};
QString gradeName(Grade grade); ///< "strict", "repaired", "invalid"

/// The rules of tolerant reading; each one that was needed is recorded.
enum class Repair {
    ThinkTags,
    AnswerTags,
    SeveralAnswers,
    TagSpelling,
    TextAround,
    CodeFence,
    Quotes,
    Words,
    TrailingComma,
    NumberForm,
    ControlCharacters,
    BareObject,
    Nested,
    KeyName,
    FurtherKeys,
    PlainForm,
    NumberAsText,
    SeveralTargets,
    SeveralValues,
    Brackets,
    BareBox,
    BoxForm,
    SwappedCorners,
    Clamped,
    LeftOut,
    NoObject
};
QString repairText(Repair repair); ///< one English phrase, marked for translation in context "core"

enum class AnswerProblemKind {
    NoAnswer,
    UnclosedTag,
    JsonError,
    MissingKey,
    NoWholeNumber,
    IndexOutOfRange,
    NotFourNumbers,
    NonFinite,
    EmptyBox,
    BoxOutside
};

/// Why an answer cannot be used.
struct Problem
{
    AnswerProblemKind kind = AnswerProblemKind::NoAnswer;
    Sentence what;
    QString text() const { return what.english(); }
};

struct ParseOptions
{
    int sampled = 16;    ///< frames that were shown: 0 ≤ index < sampled
    Size size{840, 840}; ///< the space of the boxes: the picture the model saw, or 1000×1000
    AnswerKeys keys;
};

/// What both turns' readings have in common.
struct ParsedTurn
{
    Grade grade = Grade::Invalid;
    double format_reward = 0;       ///< this turn's part: 0, 0.25 or 0.5
    std::vector<Repair> repairs;    ///< non-empty exactly when grade is Repaired
    std::optional<Problem> problem; ///< set exactly when grade is Invalid
    bool no_object = false;         ///< the model says that there is no such object

    bool usable() const { return grade != Grade::Invalid; }
    QStringList repairTexts() const;
};

struct ParsedTurn1 : ParsedTurn
{
    QString interpretation;      ///< the reasoning, also of an invalid answer
    std::optional<int> keyframe; ///< sample index
    QString description;
};

struct ParsedTurn2 : ParsedTurn
{
    std::vector<Box> boxes;   ///< in the space of ParseOptions::size, clamped to it
    std::vector<Box> written; ///< the same boxes as the model wrote them
    QStringList labels;       ///< one for each box, empty where there is none
};

/// Reads the answer of turn 1: reasoning, keyframe and description. Any text is read in time linear in its
/// length; nothing throws.
ParsedTurn1 parseTurn1(const QString& raw, const ParseOptions& options = {});
/// Reads the answer of turn 2: boxes.
ParsedTurn2 parseTurn2(const QString& raw, const ParseOptions& options = {});

/// The form of `revseg parse` and of "parsed" in a trace; the keys of the other turn are null or empty.
QJsonObject toJson(const ParsedTurn1& turn);
QJsonObject toJson(const ParsedTurn2& turn);

/// The keyframe index in the text that has come so far, as soon as it is complete; not checked for range.
std::optional<int> earlyKeyframe(const QString& soFar);

/// An answer of turn 1 in the strict form, for a stage that a person has edited.
QString composeTurn1(const QString& interpretation, int keyframe, const QString& description,
                     const AnswerKeys& keys = {});

} // namespace revseg
