// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the readers of both turns share. Not for use outside core/chain.
#pragma once

#include "core/chain/loose_json.h"
#include "core/chain/parser.h"

#include <initializer_list>
#include <utility>

namespace revseg::parsing {

/// The repairs of one reading, each once, in the order in which they were needed.
class Repairs
{
public:
    void add(Repair r);
    void add(const Leniency& leniency);
    bool isEmpty() const { return m_list.empty(); }
    std::vector<Repair> take() { return std::exchange(m_list, {}); }

private:
    std::vector<Repair> m_list;
};

/// Lower case, without blanks, "_" and "-".
QString normalizedKey(QStringView key);

struct Member
{
    const LooseValue* value = nullptr;
    bool exact = false;
};
/// A member by its exact name, else by a name that differs in case and blanks only, else by a synonym
/// (normalised; the first of the list that occurs).
Member findMember(const LooseValue& object, const QString& exact,
                  std::initializer_list<const char*> synonyms);

/// Whether a text as a whole says in words that what was asked for is not there: "none", "There is no such
/// object in this picture.", "I cannot find the dog". Only short texts of known phrases do.
bool saysNoObject(QStringView text);

Problem problem(AnswerProblemKind kind, const char* text, const QStringList& args = {});

/// Sets grade, repairs and problem of a turn.
void finish(ParsedTurn& turn, Repairs& repairs, const std::optional<Problem>& problem);

} // namespace revseg::parsing
