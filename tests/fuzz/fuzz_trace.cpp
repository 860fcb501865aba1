// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Whatever lies in a trace.json: it is refused, or read and written so that it reads the same.
#include "core/chain/trace.h"
#include "tests/fuzz/fuzz.h"

#include <QJsonDocument>

using namespace revseg;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char*>(data), qsizetype(size));
    const QJsonDocument document = QJsonDocument::fromJson(bytes);
    if (!document.isObject())
        return 0;
    const QString folder = QStringLiteral("/somewhere");
    const auto trace = Trace::fromJson(document.object(), folder, QStringLiteral("fuzz"));
    if (!trace)
        return 0;
    const QJsonObject once = trace->toJson(folder);
    const auto again = Trace::fromJson(once, folder, QStringLiteral("again"));
    FUZZ_REQUIRE(again.has_value());
    FUZZ_REQUIRE(again->toJson(folder) == once);
    return 0;
}
