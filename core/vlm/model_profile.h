// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/geometry.h"
#include "core/base/result.h"

#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <optional>

namespace revseg {

/// The names under which a model writes its answers; the tolerant reader knows their usual relatives too.
struct AnswerKeys
{
    QString frame = QStringLiteral("frame_idx");
    QString description = QStringLiteral("object description");
    QString box = QStringLiteral("bbox_2d");
    bool operator==(const AnswerKeys&) const = default;
};

/// How a family of models is usually asked; 0 and none leave it to whoever asks.
struct AskDefaults
{
    int frames = 0; ///< sampled evenly
    double fps = 0; ///< above 0: sampled so many a second instead
    std::optional<double> temperature;
    int max_tokens = 0; ///< a turn
    bool operator==(const AskDefaults&) const = default;
};

/// What has to be known of a family of models to ask it and to read its boxes. A JSON file that people can
/// edit: resources/profiles/*.json has the ones the program carries with it.
struct ModelProfile
{
    enum class Coordinates {
        Absolute,   ///< pixels of the picture after the model's own resizing
        Thousandths ///< 0…1000 of each side
    };
    enum class VideoEncoding {
        JpegVideo,     ///< one video part, "data:video/jpeg;base64,<f1>,<f2>…" (vLLM)
        Images,        ///< one picture part for each frame
        LabelledImages ///< the same, with the sample index as text before each: works everywhere
    };
    enum class PictureFormat { Png, Jpeg };

    QString name = QStringLiteral("plain");
    int image_factor = 1;  ///< the model rounds sides to multiples of it
    qint64 min_pixels = 0; ///< 0: no limit, like max_pixels
    qint64 max_pixels = 0;
    Coordinates coordinates = Coordinates::Absolute;
    VideoEncoding video = VideoEncoding::LabelledImages;
    QString frame_label =
        QStringLiteral("Frame {index}:");        ///< {index}: sample index, {seconds}: nominal time
    PictureFormat pictures = PictureFormat::Png; ///< of single pictures; frames of a JpegVideo are JPEG
    int jpeg_quality = 95;
    /// Pictures carry a "uuid", and those that the server has had with an earlier turn are named by it in
    /// place of being sent again (vLLM from 0.11 on, with its cache of processed pictures).
    bool reuse_media = false;
    AnswerKeys keys;
    AskDefaults defaults; ///< "defaults": {"frames", "fps", "temperature", "max_tokens"}
    QJsonObject request;  ///< further fields for the body of each request, e.g. mm_processor_kwargs
    QJsonObject other;    ///< keys this version does not know, kept on rewriting

    /// A profile the program carries ("qwen2.5-vl", "qwen3-vl", "plain") or the path of a file ending in
    /// ".json". NotFound, Unreadable, or Corrupt with the file and the key.
    static Result<ModelProfile> load(const QString& nameOrPath);
    static Result<ModelProfile> fromJson(const QJsonObject& json, const QString& source);
    QJsonObject toJson() const;

    /// The best guess for a model by its name: "Qwen/Qwen2.5-VL-7B-Instruct" is "qwen2.5-vl"; "plain" else.
    static QString nameForModel(const QString& model);
    static QStringList builtInNames();

    /// The size a picture has after the model's own resizing (smart_resize of qwen-vl-utils).
    Size seenSize(Size sent) const;
    /// The space in which the model writes boxes for a picture sent at this size.
    Size answerSpace(Size sent) const;
};

} // namespace revseg
