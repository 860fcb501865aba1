// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/session.h"

namespace revseg::studio {

Session::Session(QObject* parent) : QObject(parent) {}

Session::~Session() = default;

void Session::setProject(std::unique_ptr<Project> project)
{
    selectVideo({});
    m_project = std::move(project);
    if (m_project) {
        connect(m_project.get(), &Project::objectsChanged, this, &Session::keepObjectValid);
        connect(m_project.get(), &Project::videosChanged, this, [this] {
            if (m_video.isValid() && m_project->video(m_video) == nullptr)
                selectVideo(m_project->videos().empty() ? VideoId{} : m_project->videos().front().id);
        });
    }
    Q_EMIT projectReplaced();
}

const VideoRecord* Session::video() const
{
    return m_project && m_video.isValid() ? m_project->video(m_video) : nullptr;
}

QString Session::mediaPath() const
{
    return m_project && m_video.isValid() ? m_project->mediaPath(m_video) : QString();
}

void Session::setCacheLimit(qint64 bytes)
{
    m_cacheLimit = bytes;
    if (m_source)
        m_source->setCacheLimit(bytes);
}

void Session::selectVideo(VideoId id)
{
    if (m_video.isValid())
        Q_EMIT videoLeaving();
    m_source.reset();
    m_info.reset();
    m_video = id;
    m_object = {};
    if (const VideoRecord* const record = video()) {
        const QString path = mediaPath();
        if (!path.isEmpty()) {
            m_source = std::make_unique<FrameSource>(path, m_cacheLimit);
            connect(m_source.get(), &FrameSource::opened, this, [this](const VideoInfo& info) {
                m_info = info;
                Q_EMIT videoOpened(info);
            });
            connect(m_source.get(), &FrameSource::described, this, [this](const VideoInfo& info) {
                m_info = info;
                Q_EMIT videoDescribed(info);
            });
            connect(m_source.get(), &FrameSource::failed, this, &Session::videoFailed);
        }
        Q_EMIT videoSelected();
        keepObjectValid();
        if (path.isEmpty()) {
            Q_EMIT videoFailed(
                makeError(ErrorKind::NotFound, QT_TRANSLATE_NOOP("core", "“%1” is not where it was (%2)"),
                          {record->name, record->absolute_path},
                          QT_TRANSLATE_NOOP("core", "put the file back, or look for it with Ctrl+Shift+M")));
        }
    } else {
        Q_EMIT videoSelected();
        Q_EMIT objectSelected({});
    }
}

void Session::selectObject(ObjectId id)
{
    if (id == m_object)
        return;
    m_object = id;
    Q_EMIT objectSelected(id);
}

const ObjectRecord* Session::object() const
{
    return m_project && m_video.isValid() && m_object.isValid() ? m_project->object(m_video, m_object)
                                                                : nullptr;
}

void Session::keepObjectValid()
{
    if (!m_project || !m_video.isValid() || object() != nullptr)
        return;
    const auto& objects = m_project->objects(m_video);
    m_object = objects.empty() ? ObjectId{} : objects.front().id;
    Q_EMIT objectSelected(m_object);
}

} // namespace revseg::studio
