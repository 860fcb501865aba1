// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/media/frame_source.h"
#include "core/project/project.h"

#include <QObject>

#include <memory>

namespace revseg::studio {

/// What is open: a project, one of its videos with the decoder that shows it, and the object being worked on.
/// The panels and controllers share it. GUI thread.
class Session final : public QObject
{
    Q_OBJECT
public:
    explicit Session(QObject* parent = nullptr);
    ~Session() override;

    /// Takes the place of the project before; null closes it.
    void setProject(std::unique_ptr<Project> project);
    Project* project() const { return m_project.get(); }

    /// Opens the media in the background; frames arrive by the source's signals. An invalid id shows nothing.
    void selectVideo(VideoId id);
    VideoId videoId() const { return m_video; }
    const VideoRecord* video() const;
    FrameSource* source() const { return m_source.get(); } ///< null when no video is open
    /// Known once the source has opened.
    const VideoInfo* info() const { return m_info ? &*m_info : nullptr; }
    QString mediaPath() const;
    /// Of the frames of the video shown and of those to come, as FrameSource has it; 0: the usual.
    void setCacheLimit(qint64 bytes);

    void selectObject(ObjectId id);
    ObjectId objectId() const { return m_object; }
    const ObjectRecord* object() const;

Q_SIGNALS:
    void projectReplaced();
    /// The video selected is about to be left; all is still as it was.
    void videoLeaving();
    /// Another video has been selected, or none; its source exists but has not opened yet.
    void videoSelected();
    void videoOpened(const revseg::VideoInfo& info);
    /// More is known of it: its index is complete, or damage has been found.
    void videoDescribed(const revseg::VideoInfo& info);
    void videoFailed(const revseg::Error& error);
    void objectSelected(revseg::ObjectId id);

private:
    void keepObjectValid();

    std::unique_ptr<Project> m_project;
    std::unique_ptr<FrameSource> m_source;
    std::optional<VideoInfo> m_info;
    qint64 m_cacheLimit = 0;
    VideoId m_video;
    ObjectId m_object;
};

} // namespace revseg::studio
