// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chain/loose_json.h"

#include <limits>

namespace revseg {

namespace {

constexpr int kDeepest = 64;
constexpr qint64 kStepsPerCharacter = 96;
constexpr qsizetype kLongestNumber = 64;

bool isBlank(QChar c)
{
    return c == QLatin1Char(' ') || c == QLatin1Char('\t') || c == QLatin1Char('\n') ||
           c == QLatin1Char('\r') || c == QChar(QChar::Nbsp);
}

bool isDigit(QChar c)
{
    return c >= QLatin1Char('0') && c <= QLatin1Char('9');
}

bool isNameCharacter(QChar c)
{
    return c.isLetterOrNumber() || c == QLatin1Char('_') || c == QLatin1Char('-');
}

/// Reads one value that starts at a given place. Each read spends steps of a common purse.
class Reader
{
public:
    Reader(QStringView text, qint64& steps) : m_text(text), m_steps(steps) {}

    bool read(qsizetype at, LooseValue& into)
    {
        m_at = at;
        return value(into, 0);
    }
    qsizetype at() const { return m_at; }
    bool atEnd() const { return m_at >= m_text.size(); }
    const Leniency& leniency() const { return m_leniency; }

private:
    QChar peek() const { return m_text[m_at]; }
    bool step(qsizetype n = 1)
    {
        m_at += n;
        m_steps -= n;
        return m_steps > 0;
    }
    bool blanks()
    {
        while (!atEnd() && isBlank(peek())) {
            if (!step())
                return false;
        }
        return !atEnd();
    }

    bool value(LooseValue& into, int depth)
    {
        if (depth > kDeepest || m_steps <= 0 || !blanks())
            return false;
        const QChar c = peek();
        if (c == QLatin1Char('{'))
            return object(into, depth);
        if (c == QLatin1Char('['))
            return list(into, depth);
        if (c == QLatin1Char('"') || c == QLatin1Char('\'')) {
            into.type = LooseValue::Type::Text;
            return text(into.text);
        }
        if (isDigit(c) || c == QLatin1Char('-') || c == QLatin1Char('+') || c == QLatin1Char('.'))
            return number(into);
        return word(into);
    }

    bool object(LooseValue& into, int depth)
    {
        into.type = LooseValue::Type::Object;
        if (!step())
            return false;
        for (;;) {
            if (!blanks())
                return false;
            if (peek() == QLatin1Char('}')) {
                m_leniency.commas |= !into.members.empty();
                return step();
            }
            QString name;
            if (!key(name) || !blanks() || peek() != QLatin1Char(':') || !step())
                return false;
            into.members.push_back({std::move(name), LooseValue{}});
            if (!value(into.members.back().value, depth + 1) || !blanks())
                return false;
            if (peek() == QLatin1Char('}'))
                return step();
            if (peek() != QLatin1Char(',') || !step())
                return false;
        }
    }

    bool list(LooseValue& into, int depth)
    {
        into.type = LooseValue::Type::List;
        if (!step())
            return false;
        for (;;) {
            if (!blanks())
                return false;
            if (peek() == QLatin1Char(']')) {
                m_leniency.commas |= !into.items.empty();
                return step();
            }
            into.items.emplace_back();
            if (!value(into.items.back(), depth + 1) || !blanks())
                return false;
            if (peek() == QLatin1Char(']'))
                return step();
            if (peek() != QLatin1Char(',') || !step())
                return false;
        }
    }

    bool key(QString& into)
    {
        if (peek() == QLatin1Char('"') || peek() == QLatin1Char('\''))
            return text(into);
        const qsizetype from = m_at;
        while (!atEnd() && isNameCharacter(peek())) {
            if (!step())
                return false;
        }
        into = m_text.mid(from, m_at - from).toString();
        m_leniency.words = true;
        return !into.isEmpty();
    }

    /// Whether a quote at m_at ends the text: what follows it is what may follow a text.
    bool quoteEnds()
    {
        qsizetype after = m_at + 1;
        while (after < m_text.size() && isBlank(m_text[after])) {
            ++after;
            --m_steps;
        }
        return after >= m_text.size() || QStringView(u",:]}").contains(m_text[after]);
    }

    bool text(QString& into)
    {
        const QChar quote = peek();
        m_leniency.quotes |= quote == QLatin1Char('\'');
        if (!step())
            return false;
        while (!atEnd()) {
            const QChar c = peek();
            if (c == quote) {
                if (quoteEnds())
                    return step();
                m_leniency.quotes = true;
                into += c;
            } else if (c == QLatin1Char('\\')) {
                if (!escape(into))
                    return false;
                continue;
            } else {
                m_leniency.controls |= c < QLatin1Char(' ');
                into += c;
            }
            if (!step())
                return false;
        }
        return false;
    }

    bool escape(QString& into)
    {
        if (!step() || atEnd())
            return false;
        const QChar c = peek();
        if (!step())
            return false;
        switch (c.unicode()) {
        case 'n':
            into += QLatin1Char('\n');
            return true;
        case 't':
            into += QLatin1Char('\t');
            return true;
        case 'r':
            into += QLatin1Char('\r');
            return true;
        case 'b':
            into += QLatin1Char('\b');
            return true;
        case 'f':
            into += QLatin1Char('\f');
            return true;
        case '"':
        case '\\':
        case '/':
            into += c;
            return true;
        case 'u': {
            if (m_at + 4 > m_text.size()) {
                m_at = m_text.size();
                return false;
            }
            ushort code = 0;
            for (qsizetype i = 0; i < 4; ++i) {
                const ushort h = m_text[m_at + i].unicode();
                if (h >= '0' && h <= '9')
                    code = ushort(code * 16 + (h - '0'));
                else if ((h | 32) >= 'a' && (h | 32) <= 'f')
                    code = ushort(code * 16 + ((h | 32) - 'a' + 10));
                else
                    return false;
            }
            into += QChar(code);
            return step(4);
        }
        default:
            m_leniency.controls |= c != QLatin1Char('\'');
            m_leniency.quotes |= c == QLatin1Char('\'');
            into += c;
            return true;
        }
    }

    bool number(LooseValue& into)
    {
        const qsizetype from = m_at;
        const bool negative = peek() == QLatin1Char('-');
        if (negative || peek() == QLatin1Char('+')) {
            m_leniency.numbers |= !negative;
            if (!step() || atEnd())
                return false;
            if (peek().isLetter()) {
                if (!word(into) || !into.isNumber())
                    return false;
                into.number = negative ? -into.number : into.number;
                return true;
            }
        }
        const qsizetype digitsFrom = m_at;
        bool fraction = false;
        bool exponent = false;
        while (!atEnd()) {
            const QChar c = peek();
            if (c == QLatin1Char('.') && !fraction && !exponent) {
                fraction = true;
            } else if ((c == QLatin1Char('e') || c == QLatin1Char('E')) && !exponent && m_at > digitsFrom) {
                exponent = true;
                if (m_at + 1 < m_text.size() &&
                    (m_text[m_at + 1] == QLatin1Char('-') || m_text[m_at + 1] == QLatin1Char('+')) && !step())
                    return false;
            } else if (!isDigit(c)) {
                break;
            }
            if (!step())
                return false;
        }
        const QStringView digits = m_text.mid(digitsFrom, m_at - digitsFrom);
        if (digits.isEmpty() || !(isDigit(digits.front()) || digits.size() > 1))
            return false;
        m_leniency.numbers |=
            !isDigit(digits.front()) || !isDigit(digits.back()) ||
            (digits.size() > 1 && digits.front() == QLatin1Char('0') && isDigit(digits[1])) ||
            digits.contains(u".e") || digits.contains(u".E");
        const QStringView literal = m_text.mid(from, m_at - from);
        into.type = LooseValue::Type::Number;
        into.whole = !fraction && !exponent;
        if (literal.size() > kLongestNumber) {
            // No coordinate or index is that long; reading it exactly would be work for nothing.
            into.number = std::numeric_limits<double>::infinity();
            return true;
        }
        bool ok = false;
        into.number = literal.toDouble(&ok);
        if (!ok) // too large, or "1e"
            into.number = std::numeric_limits<double>::infinity();
        return true;
    }

    bool word(LooseValue& into)
    {
        const qsizetype from = m_at;
        while (!atEnd() && peek().isLetter()) {
            if (!step())
                return false;
        }
        const QStringView w = m_text.mid(from, m_at - from);
        const auto is = [&](const char* name) {
            return w.compare(QLatin1String(name), Qt::CaseInsensitive) == 0;
        };
        if (is("null") || is("none")) {
            into.type = LooseValue::Type::Null;
            m_leniency.words |= w != QLatin1String("null");
            return true;
        }
        if (is("true") || is("false")) {
            into.type = LooseValue::Type::Bool;
            into.number = is("true") ? 1 : 0;
            m_leniency.words |= w != QLatin1String("true") && w != QLatin1String("false");
            return true;
        }
        if (is("nan") || is("inf") || is("infinity")) {
            into.type = LooseValue::Type::Number;
            into.number = is("nan") ? std::numeric_limits<double>::quiet_NaN()
                                    : std::numeric_limits<double>::infinity();
            m_leniency.words = true;
            return true;
        }
        return false;
    }

    QStringView m_text;
    qint64& m_steps;
    qsizetype m_at = 0;
    Leniency m_leniency;
};

} // namespace

const LooseValue* LooseValue::member(QStringView name) const
{
    for (auto it = members.rbegin(); it != members.rend(); ++it) {
        if (it->name == name)
            return &it->value;
    }
    return nullptr;
}

LooseScan scanLooseJson(QStringView text)
{
    LooseScan scan;
    qint64 steps = kStepsPerCharacter * (text.size() + 64);
    for (qsizetype at = 0; at < text.size() && steps > 0;) {
        if (text[at] != QLatin1Char('[') && text[at] != QLatin1Char('{')) {
            ++at;
            continue;
        }
        Reader reader(text, steps);
        LooseJson json;
        if (reader.read(at, json.value)) {
            json.begin = at;
            json.end = reader.at();
            json.leniency = reader.leniency();
            at = json.end;
            scan.found.push_back(std::move(json));
        } else {
            scan.broken = true;
            scan.cut |= reader.atEnd();
            ++at;
        }
    }
    return scan;
}

std::optional<double> numberOf(QStringView text)
{
    const QStringView trimmed = text.trimmed();
    if (trimmed.isEmpty() || trimmed.size() > kLongestNumber)
        return std::nullopt;
    bool ok = false;
    const double n = trimmed.toDouble(&ok);
    if (!ok)
        return std::nullopt;
    return n;
}

} // namespace revseg
