// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/query/model_text.h"

#include "core/vlm/model_folder.h"

#include <QCoreApplication>
#include <QLocale>

namespace revseg {

QString modelDetails(const QString& spec)
{
    const auto local = LocalSpec::parse(spec);
    const auto folder = local ? ModelFolder::open(local->folder) : Result<ModelFolder>(fail(local.error()));
    const auto translated = [](const Sentence& sentence) {
        return Sentence::fill(QCoreApplication::translate("core", sentence.source), sentence.args);
    };
    if (!folder)
        return translated(folder.error().what);
    const Precision precision = local->precision.value_or(folder->storedPrecision());
    const QLocale locale;
    const QString text =
        local->cuda ? QCoreApplication::translate("ModelText",
                                                  "%1 billion parameters, %2 on disk; %3 on the GPU needs "
                                                  "about %4 of its memory")
                    : QCoreApplication::translate("ModelText",
                                                  "%1 billion parameters, %2 on disk; %3 on the CPU needs "
                                                  "about %4 of memory");
    return text.arg(locale.toString(double(folder->parameters()) / 1e9, 'f', 1),
                    locale.formattedDataSize(folder->bytes()), precisionName(precision),
                    locale.formattedDataSize(folder->memoryNeeded(precision)));
}

} // namespace revseg
