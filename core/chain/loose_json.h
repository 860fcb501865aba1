// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringView>

#include <optional>
#include <vector>

namespace revseg {

struct LooseMember;

/// A JSON value as a language model wrote it. Members keep their order and may repeat.
struct LooseValue
{
    enum class Type { Null, Bool, Number, Text, List, Object };

    Type type = Type::Null;
    bool whole = false; ///< a Number without fraction and exponent
    double number = 0;  ///< a Bool is 0 or 1
    QString text;
    std::vector<LooseValue> items;
    std::vector<LooseMember> members;

    bool isNumber() const { return type == Type::Number; }
    bool isText() const { return type == Type::Text; }
    bool isList() const { return type == Type::List; }
    bool isObject() const { return type == Type::Object; }
    bool isNull() const { return type == Type::Null; }
    /// The last member of exactly this name, as Python's dict would have it.
    const LooseValue* member(QStringView name) const;
};

struct LooseMember
{
    QString name;
    LooseValue value;
};

/// What a text used that JSON does not allow.
struct Leniency
{
    bool quotes = false;   ///< single quotes, or a quote inside a text that is not escaped
    bool words = false;    ///< None, True, False, NaN, names without quotes
    bool commas = false;   ///< one too many before a closing bracket
    bool numbers = false;  ///< "+1", ".5", "1.", "007"
    bool controls = false; ///< a line break or a wrong escape inside a text

    bool any() const { return quotes || words || commas || numbers || controls; }
};

/// A list or an object found in a text.
struct LooseJson
{
    qsizetype begin = 0;
    qsizetype end = 0; ///< exclusive
    LooseValue value;
    Leniency leniency;
};

struct LooseScan
{
    std::vector<LooseJson> found; ///< in order, not nested in one another
    bool cut = false;             ///< the text ended inside a list or an object
    bool broken = false;          ///< a list or an object was begun and could not be read
};

/// Finds all lists and objects in a text, whatever stands around them. Takes time linear in its length: work
/// is bounded by a fixed number of steps for each character, and nesting by 64 levels.
LooseScan scanLooseJson(QStringView text);

/// A number that is the whole of a text, blanks around it aside.
std::optional<double> numberOf(QStringView text);

} // namespace revseg
