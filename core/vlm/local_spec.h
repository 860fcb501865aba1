// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QString>

#include <optional>

namespace revseg {

enum class Precision { Float32, BFloat16 };

/// What follows "local:" in the spec of a model: DIR, then options after "?" joined by "&".
struct LocalSpec
{
    QString folder;
    QString adapter;                    ///< adapter=DIR2: a LoRA adapter merged at loading; empty: none
    std::optional<Precision> precision; ///< precision=float32|bfloat16; absent: as the files have it
    // device=cpu is the only device, so it is not kept.

    /// InvalidInput for an option that is none, Unsupported for a device that there is no code for.
    static Result<LocalSpec> parse(const QString& spec);
    /// With the options that differ from what holds anyway.
    QString text() const;
    bool operator==(const LocalSpec&) const = default;
};

} // namespace revseg
