// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Files behind the videos, the list of videos, and the keys that belong to buttons.
#include "app/studio/actions.h"
#include "app/studio/attention_controller.h"
#include "app/studio/error_presenter.h"
#include "app/studio/main_window.h"
#include "app/studio/media_controller.h"
#include "app/studio/project_controller.h"
#include "app/studio/session.h"
#include "app/studio/video_controller.h"
#include "widgets/dialogs/message_strip.h"
#include "widgets/videos/videos_panel.h"

#include <QAbstractButton>
#include <QKeyEvent>

namespace revseg::studio {

void MainWindow::connectMedia()
{
    ActionTable& a = *m_actions;
    a.on("file.relink", m_media, &MediaController::relink);
    a.on("file.damage", m_media, &MediaController::lookForDamage);
    a.on("view.search_videos", m_videos, &VideosPanel::focusSearch);
    connect(m_media, &MediaController::problem, this, &MainWindow::showError);
    connect(m_media, &MediaController::notice, this,
            [this](const QString& text) { m_strip->showMessage(MessageStrip::Kind::Information, text); });
    connect(m_media, &MediaController::replaced, this, [this](const QString& what, const QString& remedy) {
        m_strip->showMessage(MessageStrip::Kind::Warning, what, remedy, (*m_actions)["file.relink"]);
    });
    connect(m_media, &MediaController::replacedChanged, this, &MainWindow::showVideos);
    connect(m_media, &MediaController::damageKnown, m_video, [this](VideoId video) {
        if (video == m_session->videoId())
            m_video->showDamage();
    });
    connect(m_projects, &ProjectController::left, this, [this](const Error& error, int more) {
        QString what = errorText(error);
        if (more > 0)
            what += QLatin1Char(' ') + tr("%n more cannot be added either.", nullptr, more);
        m_strip->showMessage(MessageStrip::Kind::Error, what, remedyText(error));
    });
}

/// Space plays wherever the focus is, but for fields of text, which keep it for themselves. What it does to a
/// button elsewhere, Return does here.
void MainWindow::keyPressEvent(QKeyEvent* event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    auto* const button = qobject_cast<QAbstractButton*>(focusWidget());
    if (enter && button != nullptr && event->modifiers() == Qt::NoModifier) {
        button->animateClick();
        return;
    }
    // What nobody else has taken: no text is being edited, no tool has begun something.
    if (event->key() == Qt::Key_Escape && event->modifiers() == Qt::NoModifier && m_attention->close())
        return;
    QMainWindow::keyPressEvent(event);
}

} // namespace revseg::studio
