// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "resources/resources.h"

#include <QtGlobal>

// Q_INIT_RESOURCE must stand outside any namespace.
static void initAll()
{
    Q_INIT_RESOURCE(revseg);
}

namespace revseg {

void initResources()
{
    initAll();
}

} // namespace revseg
