// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QString>

#include <optional>

namespace revseg {

enum class Precision { Float32, BFloat16, Float16 };

/// As options and JSON have it: float32, bfloat16, float16.
QString precisionName(Precision precision);

/// What follows "local:" in the spec of a model: DIR, then options after "?" joined by "&".
struct LocalSpec
{
    QString folder;
    QString adapter;                    ///< adapter=DIR2: a LoRA adapter merged at loading; empty: none
    std::optional<Precision> precision; ///< precision=float32|bfloat16|float16; absent: as the files have it
    bool cuda = false;                  ///< device=cuda; whether there is one shows when the model is loaded

    /// InvalidInput for an option that is none, and for float16 on the CPU.
    static Result<LocalSpec> parse(const QString& spec);
    /// With the options that differ from what holds anyway.
    QString text() const;
    bool operator==(const LocalSpec&) const = default;
};

} // namespace revseg
