// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command.h"

namespace revseg::cli {

Command probeCommand();
Command frameCommand();
Command trackCommand();
Command chainCommand();
Command parseCommand();
Command benchCommand();
Command demoCommand();
Command projectCommand();
Command importCommand();
Command exportCommand();
Command convertCommand();
Command evaluateCommand();
Command forwardCommand();
Command tokenizeCommand();
Command modelsCommand();

/// All commands, in the order of the help page.
const std::vector<Command>& allCommands();

/// What --version prints: name, version, licence, and the libraries the program stands on.
QJsonObject versionInfo();

} // namespace revseg::cli
