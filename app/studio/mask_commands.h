// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/project/project.h"
#include "widgets/dialogs/reassign_dialog.h"

#include <QObject>

#include <map>

namespace revseg {
class Player;
class TimelineWidget;
} // namespace revseg

namespace revseg::studio {

class ActionTable;
class MaskEditor;
class Session;

/// What the menus Mask and Object do to whole masks and objects: on the part of the current object's lane
/// that is selected on the timeline, or else on the frame shown.
class MaskCommands final : public QObject
{
    Q_OBJECT
public:
    MaskCommands(Session& session, Player& player, TimelineWidget& timeline, MaskEditor& masks,
                 ActionTable& actions, QWidget& window);
    ~MaskCommands() override;

    /// Frames that a command would change now.
    FrameRange range() const;

Q_SIGNALS:
    void problem(const revseg::Error& error);
    void notice(const QString& text);

private:
    struct Copied
    {
        std::map<int, Mask> masks; ///< by frame, counted from the first of what was selected; not empty
        QString from;              ///< the object's name
    };

    void connectMasks(ActionTable& actions);
    void connectObjects(ActionTable& actions);
    /// Applies what `make` gives for the current object, when that may be changed.
    void apply(const std::function<Result<Edit>(const Project&, VideoId, ObjectId)>& make);
    void applyShape(const char* name, const std::function<Mask(const Mask&)>& change);
    void applyPresence(Presence presence);
    void copyMask();
    void duplicate();
    void paste();
    void merge();
    void reassign(ReassignDialog::Kind kind);
    void chooseColor();
    void reorder(int step);
    /// Asks for another object of the video; invalid when there is none or nothing was chosen.
    ObjectId otherObject(const QString& title, const QString& question);

    Session& m_session;
    Player& m_player;
    TimelineWidget& m_timeline;
    MaskEditor& m_masks;
    QWidget& m_window;
    std::optional<Copied> m_copied;
};

} // namespace revseg::studio
