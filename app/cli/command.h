// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/arguments.h"
#include "app/cli/terminal.h"
#include "core/base/result.h"

#include <QJsonObject>

#include <stop_token>

namespace revseg::cli {

constexpr int kStopped = 130; ///< exit status after Ctrl+C

/// How a command ends when it does not succeed. Exit status 1, 2 for wrong usage, kStopped after Ctrl+C.
struct Failure
{
    Failure(Error e)
        : error(std::move(e))
        , exit_code(error.isCancelled() ? kStopped : 1) {} // NOLINT: meant to convert
    Failure(Error e, int code) : error(std::move(e)), exit_code(code) {}

    Error error;
    int exit_code = 1;
};

/// Exit status (0, or kStopped after Ctrl+C with what was finished kept), or why not.
using Outcome = tl::expected<int, Failure>;

tl::unexpected<Failure> failed(Error error);
/// What can be seen to be wrong without opening a file.
tl::unexpected<Failure> wrongUsage(const char* what, const QStringList& args = {});

/// What a command may use of the world.
struct Context
{
    const Arguments& args;
    Terminal& terminal;   ///< stdout, progress, messages
    std::stop_token stop; ///< Ctrl+C
    int threads = 0;      ///< of --threads; 0: all cores
};

struct Command
{
    const char* name;
    const char* summary;         ///< for the list of commands
    const char* arguments;       ///< what follows the name in the usage line, e.g. "VIDEO [options]"
    std::vector<Option> options; ///< beside --json, --quiet, --threads and --help, which all have
    Outcome (*run)(const Context&);
};

/// Parses the command line and runs the command it names; returns the exit status.
int runCommandLine(const QStringList& arguments);

} // namespace revseg::cli
