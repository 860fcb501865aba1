// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/arguments.h"

#include "app/cli/command.h"

#include <algorithm>
#include <cmath>

namespace revseg::cli {

tl::expected<Arguments, Failure> Arguments::parse(const QStringList& words,
                                                  const std::vector<Option>& options)
{
    Arguments out;
    bool optionsEnded = false;
    for (qsizetype i = 0; i < words.size(); ++i) {
        const QString& word = words[i];
        if (optionsEnded || !word.startsWith(QLatin1String("--"))) {
            if (!optionsEnded && word.size() > 1 && word.startsWith(QLatin1Char('-')))
                return wrongUsage(QT_TRANSLATE_NOOP("core", "There is no option %1"), {word});
            out.m_positional << word;
            continue;
        }
        if (word == QLatin1String("--")) {
            optionsEnded = true;
            continue;
        }
        const qsizetype equals = word.indexOf(QLatin1Char('='));
        const QString name = word.mid(2, equals < 0 ? -1 : equals - 2);
        const auto option = std::find_if(options.begin(), options.end(),
                                         [&](const Option& o) { return name == QLatin1String(o.name); });
        if (option == options.end())
            return wrongUsage(QT_TRANSLATE_NOOP("core", "There is no option --%1"), {name});
        QString value;
        if (*option->value != '\0') {
            if (equals >= 0)
                value = word.mid(equals + 1);
            else if (i + 1 < words.size())
                value = words[++i];
            else
                return wrongUsage(QT_TRANSLATE_NOOP("core", "The option --%1 needs a value (%2)"),
                                  {name, QLatin1String(option->value)});
        } else if (equals >= 0) {
            return wrongUsage(QT_TRANSLATE_NOOP("core", "The option --%1 takes no value"), {name});
        }
        out.m_values[name] << value;
    }
    return out;
}

QString Arguments::value(const char* name, const QString& otherwise) const
{
    const auto it = m_values.find(QLatin1String(name));
    return it == m_values.end() ? otherwise : it->last();
}

QStringList Arguments::values(const char* name) const
{
    return m_values.value(QLatin1String(name));
}

tl::expected<QStringList, Failure> Arguments::exactly(const QStringList& names) const
{
    if (m_positional.size() < names.size())
        return wrongUsage(QT_TRANSLATE_NOOP("core", "%1 is missing"), {names[m_positional.size()]});
    if (m_positional.size() > names.size())
        return wrongUsage(QT_TRANSLATE_NOOP("core", "“%1” is one argument too many"),
                          {m_positional[names.size()]});
    return m_positional;
}

tl::expected<QString, Failure> Arguments::required(const char* name) const
{
    if (!has(name))
        return wrongUsage(QT_TRANSLATE_NOOP("core", "The option --%1 is missing"), {QLatin1String(name)});
    return value(name);
}

tl::expected<std::optional<qint64>, Failure> Arguments::integer(const char* name, qint64 least,
                                                                qint64 most) const
{
    if (!has(name))
        return std::nullopt;
    bool ok = false;
    const qint64 n = value(name).toLongLong(&ok);
    if (!ok || n < least || n > most) {
        return wrongUsage(
            QT_TRANSLATE_NOOP("core", "“%1” is no value for --%2: a whole number from %3 to %4 is"),
            {value(name), QLatin1String(name), QString::number(least), QString::number(most)});
    }
    return n;
}

tl::expected<std::optional<double>, Failure> Arguments::number(const char* name, double least,
                                                               double most) const
{
    if (!has(name))
        return std::nullopt;
    bool ok = false;
    const double n = value(name).toDouble(&ok);
    if (!ok || !std::isfinite(n) || n < least || n > most) {
        return wrongUsage(QT_TRANSLATE_NOOP("core", "“%1” is no value for --%2: a number from %3 to %4 is"),
                          {value(name), QLatin1String(name), QString::number(least), QString::number(most)});
    }
    return n;
}

} // namespace revseg::cli
