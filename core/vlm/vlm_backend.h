// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/vlm/model_profile.h"

#include <QImage>
#include <QString>

#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <variant>
#include <vector>

namespace revseg {

struct VlmText
{
    QString text;
};

/// One picture, at the very size the model is meant to see (model pixels).
struct VlmImage
{
    QImage image;
};

/// Frames that stand for a stretch of video, all of one size.
struct VlmVideo
{
    std::vector<QImage> frames;
    double fps = 2.0; ///< nominal rate announced to the model
};

using VlmPart = std::variant<VlmText, VlmImage, VlmVideo>;

struct VlmMessage
{
    enum class Role { System, User, Assistant };
    Role role = Role::User;
    std::vector<VlmPart> parts;
};

/// "system", "user", "assistant"
QString roleName(VlmMessage::Role role);

struct VlmRequest
{
    std::vector<VlmMessage> messages;
    double temperature = 0;
    std::optional<qint64> seed;
    int max_tokens = 1024; ///< asked for, and a bound on what is accepted
    QStringList stop;
    double timeout_s = 60; ///< without a byte from the server
    bool log_probabilities = false;

    /// Which answer of a chain this is about; a recorded trace finds its answer by them, a server never sees
    /// them.
    int run = 0;
    int turn = 1;
};

/// One token of the answer with its natural logarithm of probability.
struct VlmToken
{
    QString text;
    double log_probability = 0;
};

struct VlmAnswer
{
    QString text;   ///< to the letter
    QString finish; ///< the server's finish_reason: "stop", "length", …; empty when it gave none
    int prompt_tokens = 0;
    int answer_tokens = 0;
    double seconds = 0;
    std::vector<VlmToken> tokens; ///< empty unless asked for and given
};

/// Words of an answer, to see where the model looked while it wrote them.
struct VlmAttentionRequest
{
    VlmRequest asked;              ///< what was answered
    QString answer;                ///< to the letter
    qsizetype from = 0, count = 0; ///< characters of the answer
};

/// Where the words looked in one picture.
struct VlmAttentionMap
{
    int message = 0, part = 0; ///< of the request
    int frame = 0;             ///< of a VlmVideo; the model reads frames in pairs, which have the same map
    int columns = 0, rows = 0; ///< cells that the picture is divided into evenly
    std::vector<float> heat;   ///< [rows, columns], 0…1: the part of the largest cell of all maps
};

struct VlmAttention
{
    double share = 0; ///< of all that the words looked at, 0…1: what went to pictures; the rest went to text
    std::vector<VlmAttentionMap> maps; ///< of all pictures, in the order of the conversation
};

/// What is known of a backend before it is asked.
struct VlmCapabilities
{
    bool streams = true;
    bool log_probabilities = false; ///< may be given when asked for
    bool deterministic = false;     ///< the same request gets the same answer whatever the seed
    QStringList models;             ///< as the server lists them; empty when it does not
};

/// Who hears of an answer while it comes; called on the asking thread.
struct VlmListener
{
    std::function<void(const QString& delta)> delta;
    /// The answer starts anew after `wait_s` seconds: forget the text so far. `why` is a sentence in English.
    std::function<void(const QString& why, double wait_s)> retry;
    ProgressFn loading; ///< a model in this process is being read into memory; bytes
};

/// Somebody who can be asked: an HTTP server, a recorded trace, a model in this process. Used by one worker
/// thread at a time; ask() blocks and may run an event loop of its own on that thread.
class VlmBackend
{
public:
    virtual ~VlmBackend() = default;

    /// "http://host:8000/v1#model", "replay:trace.json", …; never holds a key.
    virtual QString spec() const = 0;

    /// Asks whether anybody is there and what it can do. A server that does not list its models is no error.
    virtual Result<VlmCapabilities> capabilities(std::stop_token stop) = 0;

    /// Errors: Network, Model (the answer is no chat completion), Unsupported, NotFound (nothing recorded),
    /// Cancelled (within 100 ms of a stop).
    virtual Result<VlmAnswer> ask(const VlmRequest& request, const VlmListener& listener,
                                  std::stop_token stop) = 0;

    /// Whether attention() can be had.
    virtual bool tellsAttention() const { return false; }

    /// Where words of an answer looked, of this backend or of an earlier one of the same spec. Quick as long
    /// as the conversation is in memory, else it is read again. Unsupported where it cannot be had;
    /// InvalidInput for words that are not in the answer; Cancelled (within 100 ms of a stop).
    virtual Result<VlmAttention> attention(const VlmAttentionRequest& /*request*/,
                                           const VlmListener& /*listener*/, std::stop_token /*stop*/)
    {
        return fail(ErrorKind::Unsupported,
                    QT_TRANSLATE_NOOP("core", "“%1” does not tell where its model looks"), {spec()},
                    QT_TRANSLATE_NOOP("core", "only a model in this program does: choose a folder with a "
                                              "model as local:DIR, and ask it"));
    }
};

struct VlmOptions
{
    ModelProfile profile;      ///< how pictures are sent
    bool real_speed = false;   ///< replay: at the speed of the recording, else at once
    double speed = 1;          ///< replay: times the recorded speed
    QString api_key;           ///< sent as a Bearer token; empty: no key
    double retry_limit_s = 30; ///< longest time spent on trying again, all waits together
    int threads = 0;           ///< of a model in this process; 0: all cores

    /// The options with the key for this spec: that of REVSEG_API_KEY, else the one in the system keychain.
    /// Cancelled, or Device when there is a key that the keychain does not give.
    static Result<VlmOptions> forSpec(const QString& spec, std::stop_token stop);
};

/// "http://host:port/v1#model", "https://…", "replay:FILE", "local:DIR" with options (local_spec.h).
/// InvalidInput for anything else, Unsupported for "builtin" and where the program has no libtorch. A local
/// model is loaded when it is first asked; choosing another way to ask lets go of it.
Result<std::unique_ptr<VlmBackend>> makeVlmBackend(const QString& spec, const VlmOptions& options);

/// The spec as it may be stored: without what a key may hide in, which is the user's name and the query but
/// for its "api-version".
QString storableSpec(const QString& spec);

/// The profile that fits a spec: for a server by the model's name, for a recorded trace the one it was made
/// with, for a folder as its files say. "plain" when nothing is known.
Result<ModelProfile> profileForSpec(const QString& spec);

} // namespace revseg
