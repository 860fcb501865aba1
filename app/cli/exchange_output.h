// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command.h"
#include "core/formats/exchange.h"
#include "core/project/project.h"

namespace revseg::cli {

/// What import, export and convert print.
Outcome printReport(Terminal& terminal, const ExchangeReport& report);

/// The format that an option names; wrong usage for another word. `more`: other words that the command knows,
/// for the message.
tl::expected<Format, Failure> formatOption(const Arguments& args, const char* option,
                                           const QStringList& more = {});

/// The project's video of this name; NotFound, or InvalidInput when several bear it.
Result<VideoId> videoCalled(const Project& project, const QString& name);

} // namespace revseg::cli
