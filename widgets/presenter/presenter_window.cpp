// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/presenter/presenter_window.h"

#include <QKeyEvent>
#include <QPainter>

#include <algorithm>
#include <array>
#include <cmath>

namespace revseg {

namespace {
constexpr qint64 kCacheBytes = 256LL << 20;
constexpr int kTick_ms = 20;
constexpr int kHint_ms = 4000;
constexpr int kSampleHeight = 160;
constexpr std::array<double, 6> kSpeeds{0.25, 0.5, 1, 1.5, 2, 4};
} // namespace

PresenterWindow::PresenterWindow(const QString& mediaPath, PresentationPainter painter, QWidget* parent)
    : QWidget(parent, Qt::Window)
    , m_painter(std::move(painter))
    , m_source(mediaPath, kCacheBytes)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setWindowTitle(m_painter.presentation().question());
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::BlankCursor);
    connect(&m_source, &FrameSource::opened, this, [this] {
        std::vector<FrameIndex> frames;
        for (const SampledFrame& s : m_painter.presentation().run().sampled)
            frames.push_back(s.frame);
        m_source.requestThumbnails(frames, kSampleHeight);
    });
    connect(&m_source, &FrameSource::thumbnailReady, this, [this](FrameIndex frame, const QImage& picture) {
        m_painter.setSample(frame, picture);
        update();
    });
    connect(&m_source, &FrameSource::frameReady, this, [this](const Frame& frame) {
        m_frame = frame;
        update();
    });
    connect(&m_timer, &QTimer::timeout, this, &PresenterWindow::step);
    m_timer.start(kTick_ms);
    m_clock.start();
    m_hint.start();
    goTo(0);
}

PresenterWindow::~PresenterWindow() = default;

void PresenterWindow::step()
{
    const double passed = double(m_clock.restart()) / 1000;
    if (!m_paused)
        goTo(m_second + passed * m_speed);
    if (m_second >= m_painter.presentation().seconds())
        setPaused(true);
}

void PresenterWindow::goTo(double second)
{
    m_second = std::clamp(second, 0.0, m_painter.presentation().seconds());
    const PresentedMoment moment = m_painter.presentation().at(m_second);
    if (moment.frame != m_asked) {
        m_asked = moment.frame;
        m_source.request(m_asked,
                         moment.scene == Scene::Masks ? PlayDirection::Forward : PlayDirection::None);
    }
    update();
}

void PresenterWindow::setPaused(bool paused)
{
    if (m_paused == paused)
        return;
    m_paused = paused;
    m_clock.restart();
    m_hint.restart();
    update();
}

void PresenterWindow::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    PresentedMoment moment = m_painter.presentation().at(m_second);
    // Masks belong to the picture that is there, also while the next one is being read.
    if (!m_frame.image.isNull() && moment.scene == Scene::Masks)
        moment.frame = m_frame.index;
    m_painter.paint(painter, rect(), moment, m_frame.image);
    if (!m_paused && m_hint.elapsed() > kHint_ms)
        return;
    QString text = tr("Space: pause   ← →: scene   ↑ ↓: speed   Home: again   Esc: leave");
    if (std::abs(m_speed - 1) > 1e-9)
        text += QStringLiteral("   %1×").arg(m_speed);
    QFont small = font();
    small.setPixelSize(std::max(11, height() / 60));
    painter.setFont(small);
    painter.setPen(QColor(150, 156, 168));
    painter.drawText(rect().adjusted(0, 0, 0, -height() / 200), int(Qt::AlignBottom) | int(Qt::AlignHCenter),
                     text);
}

void PresenterWindow::keyPressEvent(QKeyEvent* event)
{
    const Presentation& p = m_painter.presentation();
    const auto at = std::lower_bound(kSpeeds.begin(), kSpeeds.end(), m_speed - 1e-9) - kSpeeds.begin();
    switch (event->key()) {
    case Qt::Key_Space:
        if (m_paused && m_second >= p.seconds())
            goTo(0);
        setPaused(!m_paused);
        break;
    case Qt::Key_Right:
    case Qt::Key_PageDown:
        goTo(p.next(m_second));
        break;
    case Qt::Key_Left:
    case Qt::Key_PageUp:
        goTo(p.previous(m_second));
        break;
    case Qt::Key_Up:
        m_speed = kSpeeds[size_t(std::min<ptrdiff_t>(at + 1, kSpeeds.size() - 1))];
        m_hint.restart();
        break;
    case Qt::Key_Down:
        m_speed = kSpeeds[size_t(std::max<ptrdiff_t>(at - 1, 0))];
        m_hint.restart();
        break;
    case Qt::Key_Home:
        goTo(0);
        setPaused(false);
        break;
    case Qt::Key_Escape:
        close();
        break;
    default:
        QWidget::keyPressEvent(event);
    }
}

void PresenterWindow::mousePressEvent(QMouseEvent* event)
{
    // What a presenter's clicker sends.
    const Presentation& p = m_painter.presentation();
    goTo(event->button() == Qt::RightButton ? p.previous(m_second) : p.next(m_second));
}

} // namespace revseg
