// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

namespace revseg::studio {

/// A Sentence of core in the user's language.
QString translated(const Sentence& sentence);

/// What happened, as a whole sentence in the user's language.
QString errorText(const Error& error);

/// What to do about it, as a whole sentence in the user's language.
QString remedyText(const Error& error);

} // namespace revseg::studio
