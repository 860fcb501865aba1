// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/formats/project_masks.h"
#include "core/jobs/job.h"

#include <memory>
#include <optional>
#include <vector>

namespace revseg {

/// A folder or file with masks, as far as it has to be known to choose where they go.
struct FoundMasks
{
    Format format = Format::Davis2017;
    std::vector<Sequence> sequences;
};

/// Looks what is in a folder or a JSON file.
class FindMasksJob final : public Job
{
    Q_OBJECT
public:
    /// Without a format it is found out.
    FindMasksJob(QString path, std::optional<Format> format);

Q_SIGNALS:
    void found(const revseg::FoundMasks& masks);

private:
    Result<void> run(std::stop_token stop) override;

    const QString m_path;
    const std::optional<Format> m_format;
};

/// Reads masks for videos of a project, which it does not touch: importEdit() makes an edit of what it has
/// read.
class ImportJob final : public Job
{
    Q_OBJECT
public:
    struct Spec
    {
        Format format = Format::Davis2017;
        QString path;
        std::vector<ImportTarget> targets;
    };
    explicit ImportJob(Spec spec);

Q_SIGNALS:
    void read(const std::shared_ptr<revseg::ImportedMasks>& masks);

private:
    Result<void> run(std::stop_token stop) override;

    const Spec m_spec;
};

} // namespace revseg
