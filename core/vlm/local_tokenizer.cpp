// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vlm/local_tokenizer.h"

#include "core/nn/tokenizer.h"
#include "core/vlm/local_messages_private.h"

namespace revseg {

struct LocalTokenizer::Private
{
    nn::Tokenizer tokenizer;
};

Result<LocalTokenizer> LocalTokenizer::open(const QString& folder)
{
    auto tokenizer = nn::Tokenizer::open(folder.toStdString());
    if (!tokenizer)
        return tl::unexpected(errorOf(tokenizer.error()));
    LocalTokenizer out;
    out.d = std::make_shared<Private>(Private{std::move(*tokenizer)});
    return out;
}

Result<std::vector<qint64>> LocalTokenizer::encode(const QString& text) const
{
    const auto ids = d->tokenizer.encode(text.toStdString(), nn::Tokenizer::Added::Recognised);
    if (!ids)
        return tl::unexpected(errorOf(ids.error()));
    return std::vector<qint64>(ids->begin(), ids->end());
}

QString LocalTokenizer::decode(const std::vector<qint64>& ids) const
{
    return QString::fromStdString(d->tokenizer.decode(std::vector<int64_t>(ids.begin(), ids.end()), false));
}

Result<QString> LocalTokenizer::render(const QJsonArray& messages)
{
    const auto read = chatMessages(messages);
    if (!read)
        return tl::unexpected(read.error());
    return QString::fromStdString(nn::renderChat(*read, false));
}

} // namespace revseg
