// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/import_job.h"

namespace revseg {

FindMasksJob::FindMasksJob(QString path, std::optional<Format> format)
    : Job(Lane::Cpu, {QT_TRANSLATE_NOOP("core", "Looking for masks"), {}}, Kind::Background)
    , m_path(std::move(path))
    , m_format(format)
{
}

Result<void> FindMasksJob::run(std::stop_token)
{
    const auto format = m_format ? Result<Format>(*m_format) : detectFormat(m_path);
    if (!format)
        return fail(format.error());
    const auto source = openMasks(*format, m_path);
    if (!source)
        return fail(source.error());
    Q_EMIT found({*format, (*source)->sequences()});
    return {};
}

ImportJob::ImportJob(Spec spec)
    : Job(Lane::Cpu, {QT_TRANSLATE_NOOP("core", "Importing masks"), {}})
    , m_spec(std::move(spec))
{
}

Result<void> ImportJob::run(std::stop_token stop)
{
    const auto source = openMasks(m_spec.format, m_spec.path);
    if (!source)
        return fail(source.error());
    auto masks = readMasks(**source, m_spec.format, m_spec.targets, reporter(), stop);
    if (!masks)
        return fail(masks.error());
    Q_EMIT read(std::make_shared<ImportedMasks>(std::move(*masks)));
    return {};
}

} // namespace revseg
