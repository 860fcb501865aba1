// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/video_controller.h"

#include "app/studio/session.h"
#include "widgets/canvas/canvas_widget.h"
#include "widgets/player/player.h"
#include "widgets/player/player_bar.h"
#include "widgets/timeline/timeline_widget.h"

#include <QInputDialog>
#include <QJsonArray>

#include <algorithm>

namespace revseg::studio {

namespace {

QString viewKey(VideoId video)
{
    return QStringLiteral("view/%1").arg(video.value);
}

QString damageKey(VideoId video)
{
    return QStringLiteral("damage/%1").arg(video.value);
}

std::vector<FrameRange> united(std::vector<FrameRange> ranges)
{
    std::sort(ranges.begin(), ranges.end(),
              [](const FrameRange& a, const FrameRange& b) { return a.first < b.first; });
    std::vector<FrameRange> out;
    for (const FrameRange& range : ranges) {
        if (!out.empty() && range.first <= out.back().last + 1)
            out.back().last = std::max(out.back().last, range.last);
        else
            out.push_back(range);
    }
    return out;
}

} // namespace

VideoController::VideoController(Session& session, Player& player, PlayerBar& bar, TimelineWidget& timeline,
                                 CanvasWidget& canvas, QObject* parent)
    : QObject(parent)
    , m_session(session)
    , m_player(player)
    , m_bar(bar)
    , m_timeline(timeline)
    , m_canvas(canvas)
{
    connect(&session, &Session::videoSelected, this, &VideoController::videoSelected);
    connect(&session, &Session::videoLeaving, this, &VideoController::rememberView);
    connect(&session, &Session::videoOpened, this, &VideoController::videoOpened);
    connect(&session, &Session::videoDescribed, this, &VideoController::videoDescribed);
    connect(&session, &Session::projectReplaced, this, [this] {
        if (Project* const project = m_session.project())
            connect(project, &Project::videosChanged, this, &VideoController::showMarkers);
    });
    connect(&player, &Player::wanted, this, &VideoController::ask);
    connect(&player, &Player::positionChanged, &timeline, &TimelineWidget::setPosition);
    connect(&timeline, &TimelineWidget::scrubbed, this, [this](FrameIndex frame) {
        m_player.pause();
        m_player.goTo(frame);
    });
}

void VideoController::videoSelected()
{
    m_player.clear();
    m_timeline.setVideo(0, 25);
    m_viewToRestore.reset();
    m_damageTold = false;
    m_damageSeen.clear();
    FrameSource* const source = m_session.source();
    if (source == nullptr)
        return;
    m_viewToRestore = m_session.project()->setting(viewKey(m_session.videoId()), QJsonObject()).toObject();
    connect(source, &FrameSource::frameReady, this, &VideoController::show);
    connect(source, &FrameSource::indexGrew, this, [this](int frames, bool complete) {
        // What the project knows from when the video was added is more than an index that still grows.
        const int known = complete ? frames : std::max(frames, m_session.video()->frames);
        m_player.setFrames(known);
        m_timeline.setFrames(known);
    });
    connect(source, &FrameSource::cacheChanged, this, [this, source] {
        m_timeline.setCachedRanges(source->cachedRanges());
        Q_EMIT cacheChanged();
    });
    connect(source, &FrameSource::thumbnailReady, &m_timeline, &TimelineWidget::setThumbnail);
    connect(&m_timeline, &TimelineWidget::thumbnailsWanted, source, &FrameSource::requestThumbnails);
    showMarkers();
}

void VideoController::videoOpened(const VideoInfo& info)
{
    const int frames = std::max(info.frames, m_session.video()->frames);
    m_player.setVideo(frames, info.rate.value());
    m_bar.setRate(info.rate.value());
    m_timeline.setVideo(frames, info.rate.value());
    const QJsonArray range =
        m_viewToRestore ? m_viewToRestore->value(QStringLiteral("in_out")).toArray() : QJsonArray();
    if (range.size() == 2)
        m_player.setInOut({range[0].toInt(), range[1].toInt()});
    const QJsonArray part =
        m_viewToRestore ? m_viewToRestore->value(QStringLiteral("timeline")).toArray() : QJsonArray();
    if (part.size() == 2)
        m_timeline.showPart(part[0].toDouble(), part[1].toDouble());
    m_player.goTo(m_viewToRestore ? m_viewToRestore->value(QStringLiteral("frame")).toInt() : 0);
}

void VideoController::videoDescribed(const VideoInfo& info)
{
    m_player.setVideo(info.frames, info.rate.value());
    m_player.setTimes(info.times_s);
    m_bar.setRate(info.rate.value());
    m_timeline.setFrames(info.frames);
    m_timeline.setTimes(info.times_s);
    m_damageSeen = info.damaged;
    showDamage();
    if (!info.damaged.empty() && !std::exchange(m_damageTold, true))
        Q_EMIT damageFound();
}

Result<void> VideoController::storeDamage(Project& project, VideoId video,
                                          const std::vector<FrameRange>& damaged)
{
    QJsonArray list;
    for (const FrameRange& range : damaged)
        list.append(QJsonArray{range.first, range.last});
    return project.setSetting(damageKey(video), list);
}

void VideoController::showDamage()
{
    std::vector<FrameRange> ranges = m_damageSeen;
    if (m_session.project() != nullptr) {
        for (const QJsonValue& range :
             m_session.project()->setting(damageKey(m_session.videoId()), QJsonArray()).toArray())
            ranges.push_back({range[0].toInt(), range[1].toInt()});
    }
    m_timeline.setDamaged(united(std::move(ranges)));
}

void VideoController::ask(int frame, int direction)
{
    FrameSource* const source = m_session.source();
    if (source == nullptr)
        return;
    if (const auto ready = source->cached(frame))
        show(*ready);
    source->request(frame, direction > 0   ? PlayDirection::Forward
                           : direction < 0 ? PlayDirection::Backward
                                           : PlayDirection::None);
}

void VideoController::show(const Frame& frame)
{
    // Pictures of requests that have been overtaken are not shown, but while playing each one counts.
    if (frame.index != m_player.position())
        return;
    const VideoInfo* const info = m_session.info();
    const bool same = m_canvas.hasFrame() && m_canvas.frame().index == frame.index &&
                      m_canvas.frame().image.cacheKey() == frame.image.cacheKey();
    m_player.shown(frame.index);
    if (same)
        return;
    const double aspect =
        info != nullptr && info->native.width > 0 && info->display.height > 0
            ? double(info->display.width) / info->native.width * info->native.height / info->display.height
            : 1.0;
    m_canvas.setFrame(frame, aspect);
    if (const auto view = std::exchange(m_viewToRestore, std::nullopt)) {
        const double zoom = view->value(QStringLiteral("zoom")).toDouble();
        if (zoom > 0)
            m_canvas.showPart(zoom, {view->value(QStringLiteral("x")).toDouble(),
                                     view->value(QStringLiteral("y")).toDouble()});
        else
            m_canvas.fit();
    }
    Q_EMIT shown(frame);
}

void VideoController::rememberView()
{
    Project* const project = m_session.project();
    // A view that has not been shown yet is the one that is stored already.
    if (project == nullptr || m_session.video() == nullptr || !m_canvas.hasFrame() || m_viewToRestore)
        return;
    QJsonObject view{{QStringLiteral("frame"), m_player.position()}};
    if (const auto range = m_player.inOut())
        view.insert(QStringLiteral("in_out"), QJsonArray{range->first, range->last});
    if (!m_canvas.view().isFitted()) {
        const Point middle = m_canvas.view().toNative(QRectF(m_canvas.rect()).center());
        view.insert(QStringLiteral("zoom"), m_canvas.view().zoom());
        view.insert(QStringLiteral("x"), middle.x);
        view.insert(QStringLiteral("y"), middle.y);
    }
    if (const auto part = m_timeline.shownPart())
        view.insert(QStringLiteral("timeline"), QJsonArray{part->first, part->second});
    // A project that cannot be written any more must not keep anybody from going on.
    (void)project->setSetting(viewKey(m_session.videoId()), view);
    (void)project->setSetting(QStringLiteral("last_video"), m_session.videoId().value);
}

void VideoController::showMarkers()
{
    std::vector<TimelineMarker> flags;
    if (const VideoRecord* const video = m_session.video()) {
        for (const VideoMarker& marker : video->markers)
            flags.push_back({marker.frame, marker.name, {}});
    }
    m_timeline.setMarkers(std::move(flags));
}

void VideoController::storeMarkers(std::vector<VideoMarker> markers, const Sentence& name)
{
    VideoRecord changed = *m_session.video();
    std::sort(markers.begin(), markers.end(),
              [](const VideoMarker& a, const VideoMarker& b) { return a.frame < b.frame; });
    changed.markers = std::move(markers);
    if (const auto done = m_session.project()->updateVideo(changed, name); !done)
        Q_EMIT problem(done.error());
}

void VideoController::editMarker(QWidget* window)
{
    if (m_session.video() == nullptr)
        return;
    const FrameIndex frame = m_player.position();
    std::vector<VideoMarker> markers = m_session.video()->markers;
    auto here = std::find_if(markers.begin(), markers.end(),
                             [frame](const VideoMarker& m) { return m.frame == frame; });
    const QString before = here != markers.end() ? here->name : QString();
    bool accepted = false;
    const QString name =
        QInputDialog::getText(window, tr("Marker"), tr("Name of the marker at frame %1:").arg(frame),
                              QLineEdit::Normal, before, &accepted)
            .trimmed();
    if (!accepted || m_session.video() == nullptr)
        return;
    const bool added = here == markers.end();
    if (added)
        markers.push_back({frame, name});
    else
        here->name = name;
    storeMarkers(std::move(markers), added ? Sentence{QT_TRANSLATE_NOOP("core", "Add marker"), {}}
                                           : Sentence{QT_TRANSLATE_NOOP("core", "Rename marker"), {}});
}

void VideoController::removeMarker()
{
    if (m_session.video() == nullptr)
        return;
    std::vector<VideoMarker> markers = m_session.video()->markers;
    const size_t removed = std::erase_if(
        markers, [frame = m_player.position()](const VideoMarker& m) { return m.frame == frame; });
    if (removed > 0)
        storeMarkers(std::move(markers), {QT_TRANSLATE_NOOP("core", "Remove marker"), {}});
}

void VideoController::goToMarker(int direction)
{
    if (m_session.video() == nullptr)
        return;
    const FrameIndex here = m_player.position();
    std::optional<FrameIndex> best;
    for (const VideoMarker& m : m_session.video()->markers) {
        if ((m.frame - here) * direction > 0 && (!best || std::abs(m.frame - here) < std::abs(*best - here)))
            best = m.frame;
    }
    if (best)
        m_player.step(*best - here);
}

} // namespace revseg::studio
