// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"

namespace revseg::cli {

const std::vector<Command>& allCommands()
{
    static const std::vector<Command> commands{
        probeCommand(),   frameCommand(),   trackCommand(),    chainCommand(),   parseCommand(),
        projectCommand(), importCommand(),  exportCommand(),   convertCommand(), evaluateCommand(),
        benchCommand(),   forwardCommand(), tokenizeCommand(), modelsCommand(),  demoCommand(),
    };
    return commands;
}

} // namespace revseg::cli
