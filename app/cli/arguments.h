// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QString>
#include <QStringList>

#include <optional>
#include <tl/expected.hpp>
#include <vector>

namespace revseg::cli {

struct Failure;

/// "--frames N": one option of a command. Without a value name it is a switch.
struct Option
{
    const char* name;       ///< without dashes
    const char* value = ""; ///< "N", "FILE", …; empty for a switch
    const char* help = "";
};

/// The words after the command's name, sorted out. Reading a value that is not what it should be is wrong
/// usage.
class Arguments
{
public:
    /// `--` ends the options; `--name value` and `--name=value` are the same.
    static tl::expected<Arguments, Failure> parse(const QStringList& words,
                                                  const std::vector<Option>& options);

    const QStringList& positional() const { return m_positional; }
    bool has(const char* name) const { return m_values.contains(QLatin1String(name)); }
    QString value(const char* name, const QString& otherwise = {}) const; ///< the last one given
    QStringList values(const char* name) const;

    /// Exactly `names.size()` positional arguments, e.g. {"VIDEO"}; wrong usage otherwise.
    tl::expected<QStringList, Failure> exactly(const QStringList& names) const;
    /// The option's value; wrong usage when it is missing.
    tl::expected<QString, Failure> required(const char* name) const;
    /// A whole number within [least, most]; nothing when the option was not given.
    tl::expected<std::optional<qint64>, Failure> integer(const char* name, qint64 least, qint64 most) const;
    tl::expected<std::optional<double>, Failure> number(const char* name, double least, double most) const;

private:
    QStringList m_positional;
    QHash<QString, QStringList> m_values;
};

} // namespace revseg::cli
