// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/actions.h"

#include "app/studio/icons.h"

#include <QCoreApplication>
#include <QKeySequence>
#include <QWidget>

namespace revseg::studio {

namespace {

QString translated(const char* text)
{
    return QCoreApplication::translate("actions", text);
}

} // namespace

const std::vector<ActionSpec>& actionSpecs()
{
    // clang-format off
    static const std::vector<ActionSpec> specs{
        {"file.new", QT_TRANSLATE_NOOP("actions", "&New project…"), QT_TRANSLATE_NOOP("actions", "Start an empty project in a file of its own"), "Ctrl+N", "new"},
        {"file.open", QT_TRANSLATE_NOOP("actions", "&Open project…"), QT_TRANSLATE_NOOP("actions", "Open a project file"), "Ctrl+O", "open"},
        {"file.add", QT_TRANSLATE_NOOP("actions", "&Add videos…"), QT_TRANSLATE_NOOP("actions", "Add video files to the project"), "Ctrl+Shift+O", "add-video"},
        {"file.add_folder", QT_TRANSLATE_NOOP("actions", "Add a &folder of stills…"), QT_TRANSLATE_NOOP("actions", "Add a folder of numbered pictures as a video"), "Ctrl+Shift+F", ""},
        {"file.relink", QT_TRANSLATE_NOOP("actions", "Find &moved videos…"), QT_TRANSLATE_NOOP("actions", "Look in a folder for videos that are not where they were"), "Ctrl+Shift+M", ""},
        {"file.save_as", QT_TRANSLATE_NOOP("actions", "&Save project as…"), QT_TRANSLATE_NOOP("actions", "Go on with a copy of the project in another place"), "Ctrl+Shift+S", ""},
        {"file.remove", QT_TRANSLATE_NOOP("actions", "&Remove video from project"), QT_TRANSLATE_NOOP("actions", "Take the video shown out of the project; the file itself stays"), "Ctrl+Shift+Del", ""},
        {"file.export", QT_TRANSLATE_NOOP("actions", "&Export…"), QT_TRANSLATE_NOOP("actions", "Write the masks as DAVIS pictures or as an overlay video"), "Ctrl+E", "export"},
        {"file.quit", QT_TRANSLATE_NOOP("actions", "&Quit"), QT_TRANSLATE_NOOP("actions", "Close the program; everything is saved already"), "Ctrl+Q", ""},

        {"edit.undo", QT_TRANSLATE_NOOP("actions", "&Undo"), QT_TRANSLATE_NOOP("actions", "Take back the last change"), "Ctrl+Z", "undo"},
        {"edit.redo", QT_TRANSLATE_NOOP("actions", "&Redo"), QT_TRANSLATE_NOOP("actions", "Do again what was taken back"), "Ctrl+Shift+Z; Ctrl+Y", "redo"},
        {"edit.delete_mask", QT_TRANSLATE_NOOP("actions", "&Delete mask"), QT_TRANSLATE_NOOP("actions", "Delete the mask of the current object on this frame"), "Del", "trash"},
        {"edit.settings", QT_TRANSLATE_NOOP("actions", "&Settings…"), QT_TRANSLATE_NOOP("actions", "Server and model, tracker, look and language"), "Ctrl+,", "settings"},

        {"play.toggle", QT_TRANSLATE_NOOP("actions", "&Play or pause"), QT_TRANSLATE_NOOP("actions", "Play from here, or stop"), "Space", "play"},
        {"play.back", QT_TRANSLATE_NOOP("actions", "Shuttle &back"), QT_TRANSLATE_NOOP("actions", "Play backward; each press doubles the speed up to 8×"), "J", ""},
        {"play.stop", QT_TRANSLATE_NOOP("actions", "Shuttle &stop"), QT_TRANSLATE_NOOP("actions", "Stop playing"), "K", ""},
        {"play.forward", QT_TRANSLATE_NOOP("actions", "Shuttle &forward"), QT_TRANSLATE_NOOP("actions", "Play forward; each press doubles the speed up to 8×"), "L", ""},
        {"play.previous", QT_TRANSLATE_NOOP("actions", "Pre&vious frame"), QT_TRANSLATE_NOOP("actions", "One frame back"), "Left; D", "step-back"},
        {"play.next", QT_TRANSLATE_NOOP("actions", "&Next frame"), QT_TRANSLATE_NOOP("actions", "One frame forward"), "Right; F", "step-forward"},
        {"play.previous10", QT_TRANSLATE_NOOP("actions", "10 frames back"), QT_TRANSLATE_NOOP("actions", "Ten frames back"), "Shift+Left", ""},
        {"play.next10", QT_TRANSLATE_NOOP("actions", "10 frames forward"), QT_TRANSLATE_NOOP("actions", "Ten frames forward"), "Shift+Right", ""},
        {"play.first", QT_TRANSLATE_NOOP("actions", "F&irst frame"), QT_TRANSLATE_NOOP("actions", "To the first frame"), "Home", "first"},
        {"play.last", QT_TRANSLATE_NOOP("actions", "&Last frame"), QT_TRANSLATE_NOOP("actions", "To the last frame"), "End", "last"},
        {"play.keyframe", QT_TRANSLATE_NOOP("actions", "To the &keyframe"), QT_TRANSLATE_NOOP("actions", "To the keyframe that the model chose"), "Alt+Right; Alt+Left", ""},
        {"play.goto", QT_TRANSLATE_NOOP("actions", "&Go to frame…"), QT_TRANSLATE_NOOP("actions", "Type a frame number to go to"), "Ctrl+G; `", ""},
        {"play.goto_time", QT_TRANSLATE_NOOP("actions", "Go to &time…"), QT_TRANSLATE_NOOP("actions", "Type a time to go to, such as 1:23.5"), "Ctrl+Shift+G", ""},
        {"play.marker", QT_TRANSLATE_NOOP("actions", "&Marker here…"), QT_TRANSLATE_NOOP("actions", "Give this frame a name on the timeline, or another one"), "Shift+M", ""},
        {"play.marker_remove", QT_TRANSLATE_NOOP("actions", "Remove marker"), QT_TRANSLATE_NOOP("actions", "Take the marker of this frame away"), "Alt+M", ""},
        {"play.marker_next", QT_TRANSLATE_NOOP("actions", "Next marker"), QT_TRANSLATE_NOOP("actions", "To the next marker"), "Ctrl+Right", ""},
        {"play.marker_previous", QT_TRANSLATE_NOOP("actions", "Previous marker"), QT_TRANSLATE_NOOP("actions", "To the marker before this frame"), "Ctrl+Left", ""},
        {"play.in", QT_TRANSLATE_NOOP("actions", "Set in point"), QT_TRANSLATE_NOOP("actions", "The range to play and loop begins here"), "I", ""},
        {"play.out", QT_TRANSLATE_NOOP("actions", "Set out point"), QT_TRANSLATE_NOOP("actions", "The range to play and loop ends here"), "O", ""},
        {"play.clear_in_out", QT_TRANSLATE_NOOP("actions", "Clear in and out points"), QT_TRANSLATE_NOOP("actions", "Play the whole video again"), "Alt+X", ""},
        {"play.loop", QT_TRANSLATE_NOOP("actions", "L&oop"), QT_TRANSLATE_NOOP("actions", "Begin again at the end"), "Ctrl+Shift+L", "loop", ActionScope::Window, true},

        {"view.fit", QT_TRANSLATE_NOOP("actions", "&Fit picture"), QT_TRANSLATE_NOOP("actions", "Show the whole picture"), "Ctrl+0", "fit"},
        {"view.actual", QT_TRANSLATE_NOOP("actions", "&100 %"), QT_TRANSLATE_NOOP("actions", "One pixel of the picture for one of the screen"), "Ctrl+1", ""},
        {"view.zoom_in", QT_TRANSLATE_NOOP("actions", "Zoom &in"), QT_TRANSLATE_NOOP("actions", "Larger; the wheel does it at the pointer"), "Ctrl++; Ctrl+=", "zoom-in"},
        {"view.zoom_out", QT_TRANSLATE_NOOP("actions", "Zoom &out"), QT_TRANSLATE_NOOP("actions", "Smaller"), "Ctrl+-", "zoom-out"},
        {"view.masks", QT_TRANSLATE_NOOP("actions", "Show &masks"), QT_TRANSLATE_NOOP("actions", "Show or hide all masks"), "M", "eye", ActionScope::Window, true},
        {"view.ruler_time", QT_TRANSLATE_NOOP("actions", "&Times on the ruler"), QT_TRANSLATE_NOOP("actions", "Show times instead of frame numbers on the timeline"), "Ctrl+Shift+T", "", ActionScope::Window, true},
        {"view.figures", QT_TRANSLATE_NOOP("actions", "&Playing figures"), QT_TRANSLATE_NOOP("actions", "Count frames shown, dropped and late in the status bar"), "Ctrl+Shift+P", "", ActionScope::Window, true},
        {"view.full_screen", QT_TRANSLATE_NOOP("actions", "Full &screen"), QT_TRANSLATE_NOOP("actions", "Use the whole screen"), "F11", "", ActionScope::Window, true},

        {"tool.hand", QT_TRANSLATE_NOOP("actions", "&Hand"), QT_TRANSLATE_NOOP("actions", "Move the picture; Space held or the middle button does it in every tool"), "V", "hand", ActionScope::Window, true},
        {"tool.brush", QT_TRANSLATE_NOOP("actions", "&Brush"), QT_TRANSLATE_NOOP("actions", "Paint the current object's mask"), "B", "brush", ActionScope::Window, true},
        {"tool.eraser", QT_TRANSLATE_NOOP("actions", "&Eraser"), QT_TRANSLATE_NOOP("actions", "Erase from the current object's mask"), "E", "eraser", ActionScope::Window, true},
        {"tool.box", QT_TRANSLATE_NOOP("actions", "Bo&x"), QT_TRANSLATE_NOOP("actions", "Drag a box around an object to get its mask"), "R", "box", ActionScope::Window, true},
        {"tool.swap", QT_TRANSLATE_NOOP("actions", "&Swap brush and eraser"), QT_TRANSLATE_NOOP("actions", "From painting to erasing and back"), "X", ""},
        {"tool.smaller", QT_TRANSLATE_NOOP("actions", "S&maller brush"), QT_TRANSLATE_NOOP("actions", "Make the brush or the eraser smaller"), "[", ""},
        {"tool.larger", QT_TRANSLATE_NOOP("actions", "&Larger brush"), QT_TRANSLATE_NOOP("actions", "Make the brush or the eraser larger"), "]", ""},

        {"object.new", QT_TRANSLATE_NOOP("actions", "&New object"), QT_TRANSLATE_NOOP("actions", "Add an object and make it the current one"), "N", "plus"},
        {"object.rename", QT_TRANSLATE_NOOP("actions", "&Rename object"), QT_TRANSLATE_NOOP("actions", "Give the current object another name"), "F2", ""},
        {"object.next", QT_TRANSLATE_NOOP("actions", "Ne&xt object"), QT_TRANSLATE_NOOP("actions", "Make the next object the current one"), "Tab", "", ActionScope::Canvas},
        {"object.previous", QT_TRANSLATE_NOOP("actions", "&Previous object"), QT_TRANSLATE_NOOP("actions", "Make the previous object the current one"), "Shift+Tab", "", ActionScope::Canvas},
        {"object.hide", QT_TRANSLATE_NOOP("actions", "&Hide or show object"), QT_TRANSLATE_NOOP("actions", "Hide the current object, or show it again"), "H", "eye-off"},
        {"object.lock", QT_TRANSLATE_NOOP("actions", "&Lock or unlock object"), QT_TRANSLATE_NOOP("actions", "Keep the current object from being changed"), "Ctrl+L", "lock"},
        {"object.delete", QT_TRANSLATE_NOOP("actions", "&Delete object"), QT_TRANSLATE_NOOP("actions", "Delete the current object with all its masks"), "Ctrl+Del", "trash"},

        {"chain.ask", QT_TRANSLATE_NOOP("actions", "&Type a question"), QT_TRANSLATE_NOOP("actions", "Put the cursor into the question"), "Q; Ctrl+F", ""},
        {"chain.run", QT_TRANSLATE_NOOP("actions", "&Run"), QT_TRANSLATE_NOOP("actions", "Ask the question: reasoning, keyframe, box, then masks on every frame"), "Ctrl+Return", "run"},
        {"chain.track", QT_TRANSLATE_NOOP("actions", "T&rack both ways"), QT_TRANSLATE_NOOP("actions", "Carry the current object's mask on this frame to all others"), "Ctrl+T", "track"},
        {"chain.track_forward", QT_TRANSLATE_NOOP("actions", "Track &forward"), QT_TRANSLATE_NOOP("actions", "Carry the mask on this frame to all later frames"), "Ctrl+B", ""},
        {"chain.track_backward", QT_TRANSLATE_NOOP("actions", "Track &backward"), QT_TRANSLATE_NOOP("actions", "Carry the mask on this frame to all earlier frames"), "Ctrl+Shift+B", ""},
        {"chain.stop", QT_TRANSLATE_NOOP("actions", "&Stop"), QT_TRANSLATE_NOOP("actions", "Stop all work; what is finished stays"), "Ctrl+.; Shift+Esc", "stop"},

        {"help.shortcuts", QT_TRANSLATE_NOOP("actions", "&Keyboard shortcuts"), QT_TRANSLATE_NOOP("actions", "All keys on one sheet"), "F1", ""},
        {"help.about", QT_TRANSLATE_NOOP("actions", "&About ReVSeg Studio"), QT_TRANSLATE_NOOP("actions", "Version, licence and the libraries it stands on"), "Shift+F1", ""},
    };
    // clang-format on
    return specs;
}

ActionTable::ActionTable(QWidget* window, QWidget* canvas) : QObject(window)
{
    for (const ActionSpec& spec : actionSpecs()) {
        auto* action = new QAction(translated(spec.text), this);
        QList<QKeySequence> keys;
        for (const QString& key :
             QString::fromLatin1(spec.keys).split(QStringLiteral("; "), Qt::SkipEmptyParts))
            keys << QKeySequence(key, QKeySequence::PortableText);
        action->setObjectName(QLatin1String(spec.id));
        action->setShortcuts(keys);
        action->setCheckable(spec.checkable);
        action->setIcon(icon(spec.icon));
        const QString tip = translated(spec.tip);
        action->setStatusTip(tip);
        action->setToolTip(
            keys.isEmpty() ? tip
                           : QStringLiteral("%1 (%2)").arg(tip, keys[0].toString(QKeySequence::NativeText)));
        if (spec.scope == ActionScope::Canvas) {
            action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
            canvas->addAction(action);
        } else {
            window->addAction(action);
        }
        m_actions.insert(QLatin1String(spec.id), action);
    }
}

QAction* ActionTable::operator[](const char* id) const
{
    QAction* const action = m_actions.value(QLatin1String(id));
    Q_ASSERT_X(action != nullptr, "ActionTable", id);
    return action;
}

QList<QAction*> ActionTable::menu(const char* name) const
{
    QList<QAction*> out;
    const QString prefix = QLatin1String(name) + QLatin1Char('.');
    for (const ActionSpec& spec : actionSpecs()) {
        if (QLatin1String(spec.id).startsWith(prefix))
            out << m_actions.value(QLatin1String(spec.id));
    }
    return out;
}

void ActionTable::refreshIcons()
{
    for (const ActionSpec& spec : actionSpecs())
        m_actions.value(QLatin1String(spec.id))->setIcon(icon(spec.icon));
}

QString menuTitle(const QString& menu)
{
    static const QHash<QString, const char*> titles{
        {QStringLiteral("file"), QT_TRANSLATE_NOOP("actions", "&File")},
        {QStringLiteral("edit"), QT_TRANSLATE_NOOP("actions", "&Edit")},
        {QStringLiteral("play"), QT_TRANSLATE_NOOP("actions", "&Play")},
        {QStringLiteral("view"), QT_TRANSLATE_NOOP("actions", "&View")},
        {QStringLiteral("tool"), QT_TRANSLATE_NOOP("actions", "&Tools")},
        {QStringLiteral("object"), QT_TRANSLATE_NOOP("actions", "&Object")},
        {QStringLiteral("chain"), QT_TRANSLATE_NOOP("actions", "&Chain")},
        {QStringLiteral("help"), QT_TRANSLATE_NOOP("actions", "&Help")},
    };
    return translated(titles.value(menu, ""));
}

} // namespace revseg::studio
