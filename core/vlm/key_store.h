// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QString>

#include <functional>
#include <stop_token>

class QObject;

namespace revseg {

/// Keys of servers in the system keychain, one for each origin. Only the origins that have one are noted in a
/// settings file, so that a server without a key never wakes the keychain. Any thread; needs a
/// QCoreApplication. Where there is no keychain, or it is locked, the error says so.
class KeyStore
{
public:
    /// "https://host:443" of "https://host/v1#model"; empty for what is no server.
    static QString origin(const QString& spec);
    static bool isSaved(const QString& origin);

    /// The saved key; empty when none is. Waits for the keychain, a minute at most, or until stopped.
    static Result<QString> read(const QString& origin, std::stop_token stop);

    /// Both return at once; `done` is called on the application's thread, unless `context` is gone by then.
    using Done = std::function<void(const Result<void>&)>;
    static void write(const QString& origin, const QString& key, QObject* context, Done done);
    static void forget(const QString& origin, QObject* context, Done done);
};

} // namespace revseg
