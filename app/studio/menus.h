// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

class QMenu;

namespace revseg::studio {

class ActionTable;

QStringList menuNames(); ///< of the menu bar, from left to right: "file", …
/// Puts all actions of a menu into it: those that are used together in a group, and groups of their own
/// subject in submenus.
void fillMenu(QMenu& menu, const QString& name, const ActionTable& actions);

} // namespace revseg::studio
