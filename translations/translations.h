// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace revseg {

/// Codes of the languages the program speaks: "en", "ko".
QStringList availableLanguages();

/// Installs the translators of a language for the whole application, replacing those before; "" is the
/// system's language, or English where that is not spoken.
void installLanguage(const QString& code);

} // namespace revseg
