// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/qwen.h"
#include "core/vlm/local_engine.h"

#include <mutex>
#include <span>

namespace revseg {

nn::Picture pictureOf(const QImage& image);

/// The model of a spec that has a precision. Device where there is no CUDA.
Result<std::shared_ptr<const nn::Qwen>> openModel(const LocalSpec& spec, nn::Qwen::Loading loading);

/// Messages that a model has read, and its memory of them.
struct ReadMessages
{
    std::shared_ptr<const nn::Qwen> model;
    QString pictures; ///< how pictures were shown
    std::vector<VlmMessage> messages;
    nn::QwenConversation conversation;

    /// An answer that the model gave, not one that it was told: its place in `messages` and in the ids.
    struct Said
    {
        size_t message = 0;
        size_t from = 0, count = 0;
    };
    std::vector<Said> said;

    bool isBeginningOf(const VlmRequest& request, const nn::Qwen* of, const QString& shown) const;
    /// The answer that these messages end with, when all of them have been read.
    const Said* find(std::span<const VlmMessage> of, const nn::Qwen* model, const QString& shown) const;
};
using ReadMessagesPtr = std::shared_ptr<const ReadMessages>;

/// The one model that is in memory. Torch's threads are one pool, so whoever uses it holds `use` for as long.
class LoadedModel
{
public:
    /// Cancelled when stopped while another asks.
    Result<std::unique_lock<std::timed_mutex>> use(const std::stop_token& stop);
    /// The model of the spec, loaded if it is another or its files have changed. For the holder of `use`.
    Result<std::shared_ptr<const nn::Qwen>> get(const LocalModel& wanted, const ProgressFn& progress,
                                                const std::stop_token& stop);
    void release(); ///< any thread; after the ask that goes on

    std::optional<ReadMessages> beginning; ///< of the last chain: what its samples share

    /// The last conversation of a backend that is gone, for questions about it; null: none. Any thread.
    ReadMessagesPtr ended() const;
    void keepEnded(ReadMessagesPtr talk);

private:
    void drop();

    std::timed_mutex m_use;
    mutable std::mutex m_mutex; ///< of what follows
    bool m_releaseAsked = false;
    QString m_key;
    std::shared_ptr<const nn::Qwen> m_model;
    ReadMessagesPtr m_ended;
};

class LocalBackend final : public VlmBackend
{
public:
    LocalBackend(LocalModel model, std::shared_ptr<LoadedModel> loaded);
    ~LocalBackend() override;

    QString spec() const override;
    Result<VlmCapabilities> capabilities(std::stop_token stop) override;
    Result<VlmAnswer> ask(const VlmRequest& request, const VlmListener& listener,
                          std::stop_token stop) override;
    bool tellsAttention() const override { return true; }
    Result<VlmAttention> attention(const VlmAttentionRequest& request, const VlmListener& listener,
                                   std::stop_token stop) override;

private:
    /// All of the request, read.
    Result<ReadMessages> read(const VlmRequest& request, const std::shared_ptr<const nn::Qwen>& model,
                              const std::stop_token& stop);
    QString shown() const;

    LocalModel m_model;
    std::shared_ptr<LoadedModel> m_loaded;
    std::optional<ReadMessages> m_talk; ///< the last question with its answer
};

} // namespace revseg
