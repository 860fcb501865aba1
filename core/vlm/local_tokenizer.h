// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QJsonArray>
#include <QString>

#include <memory>
#include <vector>

namespace revseg {

/// A model folder's tokenizer, for looking at what a model reads. Needs no network. Immutable; any thread.
class LocalTokenizer
{
public:
    /// NotFound, Unreadable, Corrupt; Unsupported for a tokenizer of another kind.
    static Result<LocalTokenizer> open(const QString& folder);

    /// Special tokens inside the text are special.
    Result<std::vector<qint64>> encode(const QString& text) const;
    QString decode(const std::vector<qint64>& ids) const; ///< special tokens are kept
    /// The messages by the model's template, one pad for each picture or video, no answer begun.
    static Result<QString> render(const QJsonArray& messages);

private:
    struct Private;
    std::shared_ptr<const Private> d;
};

} // namespace revseg
