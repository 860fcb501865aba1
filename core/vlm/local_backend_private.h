// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/qwen.h"
#include "core/vlm/local_engine.h"

#include <mutex>

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

    bool isBeginningOf(const VlmRequest& request, const nn::Qwen* of, const QString& shown) const;
};

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

private:
    void drop();

    std::timed_mutex m_use;
    std::mutex m_mutex; ///< of what follows
    bool m_releaseAsked = false;
    QString m_key;
    std::shared_ptr<const nn::Qwen> m_model;
};

class LocalBackend final : public VlmBackend
{
public:
    LocalBackend(LocalModel model, std::shared_ptr<LoadedModel> loaded);

    QString spec() const override;
    Result<VlmCapabilities> capabilities(std::stop_token stop) override;
    Result<VlmAnswer> ask(const VlmRequest& request, const VlmListener& listener,
                          std::stop_token stop) override;

private:
    /// The conversation with all of the request read.
    Result<nn::QwenConversation> read(const VlmRequest& request, const std::shared_ptr<const nn::Qwen>& model,
                                      const std::stop_token& stop);
    QString shown() const;

    LocalModel m_model;
    std::shared_ptr<LoadedModel> m_loaded;
    std::optional<ReadMessages> m_talk; ///< the last question with its answer
};

} // namespace revseg
