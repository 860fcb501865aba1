// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/presenter/presentation_painter.h"

#include "core/media/video_reader.h"

#include <QPainter>
#include <QTextLayout>

#include <cmath>

namespace revseg {

namespace {

// Always dark, as a cinema is, whatever the theme.
const QColor kBackground(18, 20, 24);
const QColor kPanel(30, 33, 40);
const QColor kText(236, 238, 242);
const QColor kQuiet(150, 156, 168);
const QColor kKeyframe(255, 179, 48);
const QColor kSampled(64, 200, 190);

QString translated(const Sentence& sentence)
{
    return Sentence::fill(QCoreApplication::translate("core", sentence.source), sentence.args);
}

QFont fontOf(double height, bool bold = false)
{
    QFont font;
    font.setPixelSize(std::max(8, int(std::lround(height))));
    font.setBold(bold);
    return font;
}

QRectF fitted(QSizeF size, const QRectF& area)
{
    size.scale(area.size(), Qt::KeepAspectRatio);
    return {area.center().x() - size.width() / 2, area.center().y() - size.height() / 2, size.width(),
            size.height()};
}

/// Paints wrapped text and returns its height. Of a text that does not fit the end is shown: words that come
/// in push the old ones up.
double paintText(QPainter& painter, const QRectF& area, QString text, const QFont& font, const QColor& color)
{
    text.replace(QLatin1Char('\n'), QChar::LineSeparator);
    QTextLayout layout(text, font);
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    layout.setTextOption(option);
    layout.beginLayout();
    double height = 0;
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(area.width());
        line.setPosition({0, height});
        height += line.height() * 1.15;
    }
    layout.endLayout();
    painter.save();
    painter.setClipRect(area);
    painter.setPen(color);
    layout.draw(&painter, area.topLeft() - QPointF(0, std::max(0.0, height - area.height())));
    painter.restore();
    return std::min(height, area.height());
}

} // namespace

PresentationPainter::PresentationPainter(Presentation presentation, VideoInfo video,
                                         std::vector<RunTrack> tracks, std::vector<QColor> colors)
    : m_presentation(std::move(presentation))
    , m_video(std::move(video))
    , m_tracks(std::move(tracks))
    , m_colors(std::move(colors))
{
    m_colors.resize(m_tracks.size(), kSampled);
}

void PresentationPainter::paint(QPainter& painter, const QRect& area, const PresentedMoment& moment,
                                const QImage& picture) const
{
    painter.save();
    painter.setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
    painter.fillRect(area, kBackground);
    const double margin = area.height() * 0.03;
    const QRectF inside = QRectF(area).adjusted(margin, margin, -margin, -margin);
    const double words = inside.width() * 0.34;
    const double strip = m_presentation.run().sampled.empty() ? 0 : inside.height() * 0.14;
    const QRectF left(inside.left(), inside.top(), inside.width() - words - margin, inside.height());
    paintVideo(painter, left.adjusted(0, 0, 0, -strip - (strip > 0 ? margin : 0)), moment, picture);
    if (strip > 0)
        paintSamples(painter, {left.left(), left.bottom() - strip, left.width(), strip}, moment);
    paintWords(painter, {inside.right() - words, inside.top(), words, inside.height()}, moment);
    painter.restore();
}

void PresentationPainter::paintVideo(QPainter& painter, const QRectF& area, const PresentedMoment& moment,
                                     const QImage& picture) const
{
    const QRectF place = fitted(QSizeF(m_video.display.width, m_video.display.height), area);
    if (picture.isNull()) {
        painter.fillRect(place, kPanel);
        return;
    }
    std::vector<MaskOverlay> overlays;
    const bool masks = moment.scene == Scene::Masks;
    for (size_t i = 0; masks && i < m_tracks.size(); ++i) {
        if (const auto it = m_tracks[i].masks.find(moment.frame); it != m_tracks[i].masks.end())
            overlays.push_back({it->second, m_colors[i], int(i)});
    }
    const QImage shown = blendMasks(picture, overlays);
    painter.drawImage(place, displayImage(shown, m_video));
    const Run& run = m_presentation.run();
    if (moment.scene != Scene::Box || !run.keyframe || moment.frame != run.keyframe->frame)
        return;
    // The box closes in on the object.
    const double open = std::max(0.0, 1 - moment.progress * 3);
    const double line = std::max(2.0, area.height() / 160);
    const double sx = place.width() / m_video.native.width;
    const double sy = place.height() / m_video.native.height;
    for (const ChainObject& o : run.objects) {
        QRectF box(place.left() + o.box.x1 * sx, place.top() + o.box.y1 * sy, o.box.width() * sx,
                   o.box.height() * sy);
        box.adjust(-open * (box.left() - place.left()), -open * (box.top() - place.top()),
                   open * (place.right() - box.right()), open * (place.bottom() - box.bottom()));
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(QColor(0, 0, 0, 140), line * 2));
        painter.drawRect(box);
        painter.setPen(QPen(kKeyframe, line));
        painter.drawRect(box);
    }
}

void PresentationPainter::paintSamples(QPainter& painter, const QRectF& area,
                                       const PresentedMoment& moment) const
{
    const SampledFrames& samples = m_presentation.run().sampled;
    const bool revealed = moment.scene == Scene::Keyframe || moment.scene == Scene::Box ||
                          moment.scene == Scene::NoObject || moment.scene == Scene::Failed ||
                          moment.scene == Scene::Masks;
    const double shown = moment.scene == Scene::Question ? 0
                         : moment.scene == Scene::Frames ? moment.progress * double(samples.size())
                                                         : double(samples.size());
    // One row, or two where one would make the pictures too small.
    const int count = int(samples.size());
    const double ratio = double(m_video.display.width) / m_video.display.height;
    const int rows = area.width() / count < area.height() / 2 * ratio ? 2 : 1;
    const int columns = (count + rows - 1) / rows;
    const double gap = area.height() * 0.04;
    const QSizeF cell((area.width() - gap * (columns - 1)) / columns,
                      (area.height() - gap * (rows - 1)) / rows);
    for (int i = 0; i < count; ++i) {
        const QRectF at(area.left() + (i % columns) * (cell.width() + gap),
                        area.top() + double(i / columns) * (cell.height() + gap), cell.width(),
                        cell.height());
        const QRectF place = fitted(QSizeF(m_video.display.width, m_video.display.height), at);
        const SampledFrame& s = samples[size_t(i)];
        const auto picture = m_samples.find(s.frame);
        painter.setOpacity(i < shown ? 1 : 0.12);
        if (picture != m_samples.end())
            painter.drawImage(place, picture->second);
        else
            painter.fillRect(place, kPanel);
        painter.setOpacity(1);
        if (s.sample == moment.sample && moment.scene != Scene::Masks) {
            painter.setBrush(Qt::NoBrush);
            painter.setPen(QPen(revealed ? kKeyframe : kSampled, std::max(2.0, area.height() / 40)));
            painter.drawRect(place);
        }
    }
}

/// How a run ended that has found nothing, or not all.
QString PresentationPainter::outcomeOf(const Run& run)
{
    if (run.status == Run::Status::Cancelled)
        return tr("The run was stopped here.");
    if (run.status != Run::Status::Failed)
        return tr("The model says that there is no such object.");
    return run.error ? tr("The run failed: %1.").arg(translated(run.error->what)) : tr("The run failed.");
}

void PresentationPainter::paintWords(QPainter& painter, const QRectF& area,
                                     const PresentedMoment& moment) const
{
    const Run& run = m_presentation.run();
    const double unit = area.height() / 30; // a line of the words that matter
    double y = area.top();
    const auto heading = [&](const QString& text, const QColor& color) {
        y += paintText(painter, {area.left(), y, area.width(), unit * 1.2}, text, fontOf(unit * 0.62, true),
                       color);
        y += unit * 0.2;
    };
    y += paintText(painter, {area.left(), y, area.width(), area.height() * 0.3}, m_presentation.question(),
                   fontOf(unit * 1.35, true), kText);
    y += unit;
    const bool keyframe = run.keyframe && moment.scene >= Scene::Keyframe;
    const bool outcome = moment.scene == Scene::NoObject || moment.scene == Scene::Failed;
    const double answer = keyframe || outcome ? unit * 9 : 0;
    if (moment.letters > 0) {
        heading(tr("The model thinks"), kSampled);
        const QRectF place(area.left(), y, area.width(), area.bottom() - answer - y);
        y += paintText(painter, place, m_presentation.reasoning().left(moment.letters), fontOf(unit * 0.9),
                       kText);
        y += unit;
    } else if (moment.scene == Scene::Frames) {
        heading(tr("The model looks at %n frame(s)", nullptr, int(run.sampled.size())), kSampled);
    }
    if (!keyframe && !outcome)
        return;
    y = std::max(y, area.bottom() - answer);
    if (keyframe)
        heading(tr("Keyframe: frame %1").arg(run.keyframe->frame), kKeyframe);
    if (outcome) {
        paintText(painter, {area.left(), y, area.width(), area.bottom() - y}, outcomeOf(run), fontOf(unit),
                  kText);
        return;
    }
    y += paintText(painter, {area.left(), y, area.width(), std::max(0.0, area.bottom() - unit * 2 - y)},
                   run.description, fontOf(unit), kText);
    if (moment.scene == Scene::Masks)
        paintText(painter, {area.left(), area.bottom() - unit * 1.2, area.width(), unit * 1.2},
                  tr("Frame %1").arg(moment.frame), fontOf(unit * 0.7), kQuiet);
}

} // namespace revseg
