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
        {"file.add_folder", QT_TRANSLATE_NOOP("actions", "Add a &folder…"), QT_TRANSLATE_NOOP("actions", "Add a folder of numbered pictures as a video, or all videos of a folder"), "Ctrl+Shift+F", ""},
        {"file.relink", QT_TRANSLATE_NOOP("actions", "Find &moved videos…"), QT_TRANSLATE_NOOP("actions", "Look in a folder for videos that are not where they were"), "Ctrl+Shift+M", ""},
        {"file.damage", QT_TRANSLATE_NOOP("actions", "Look for &damaged frames"), QT_TRANSLATE_NOOP("actions", "Decode every frame of this video, and mark the damaged ones on the timeline"), "Ctrl+Alt+G", ""},
        {"file.save", QT_TRANSLATE_NOOP("actions", "Sa&ve"), QT_TRANSLATE_NOOP("actions", "Every change is on disk when it is made; what could not be written is tried again"), "Ctrl+S", ""},
        {"file.save_as", QT_TRANSLATE_NOOP("actions", "&Save project as…"), QT_TRANSLATE_NOOP("actions", "Go on with a copy of the project in another place"), "Ctrl+Shift+S", ""},
        {"file.remove", QT_TRANSLATE_NOOP("actions", "&Remove video from project"), QT_TRANSLATE_NOOP("actions", "Take the video shown out of the project; the file itself stays"), "Ctrl+Shift+Del", ""},
        {"file.import", QT_TRANSLATE_NOOP("actions", "&Import masks…"), QT_TRANSLATE_NOOP("actions", "Bring in masks of DAVIS, YouTube-VOS, COCO or YouTube-VIS"), "Ctrl+Shift+I", "import"},
        {"file.export", QT_TRANSLATE_NOOP("actions", "&Export…"), QT_TRANSLATE_NOOP("actions", "Write the masks in another format, or a video or GIF with the masks over it"), "Ctrl+E", "export"},
        {"file.export_frame", QT_TRANSLATE_NOOP("actions", "Export &this frame…"), QT_TRANSLATE_NOOP("actions", "Write the frame shown as a picture, with or without its masks"), "Ctrl+Shift+E", ""},
        {"file.quit", QT_TRANSLATE_NOOP("actions", "&Quit"), QT_TRANSLATE_NOOP("actions", "Close the program; everything is saved already"), "Ctrl+Q", ""},

        {"edit.undo", QT_TRANSLATE_NOOP("actions", "&Undo"), QT_TRANSLATE_NOOP("actions", "Take back the last change"), "Ctrl+Z", "undo"},
        {"edit.redo", QT_TRANSLATE_NOOP("actions", "&Redo"), QT_TRANSLATE_NOOP("actions", "Do again what was taken back"), "Ctrl+Shift+Z; Ctrl+Y", "redo"},
        {"edit.tracker", QT_TRANSLATE_NOOP("actions", "&Tracker…"), QT_TRANSLATE_NOOP("actions", "Who makes and carries masks: the built-in tracker or SAM 2, and what it runs on"), "Ctrl+Alt+T", ""},
        {"edit.settings", QT_TRANSLATE_NOOP("actions", "&Settings…"), QT_TRANSLATE_NOOP("actions", "Server and model, look and language"), "Ctrl+,", "settings"},

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
        {"play.keyframe_next", QT_TRANSLATE_NOOP("actions", "Next &keyframe"), QT_TRANSLATE_NOOP("actions", "To the next frame that is the keyframe of the chain, or painted or checked"), "Alt+Right", ""},
        {"play.keyframe_previous", QT_TRANSLATE_NOOP("actions", "P&revious keyframe"), QT_TRANSLATE_NOOP("actions", "To the keyframe, painted or checked frame before this one"), "Alt+Left", ""},
        {"play.goto", QT_TRANSLATE_NOOP("actions", "&Go to frame…"), QT_TRANSLATE_NOOP("actions", "Type a frame number to go to"), "Ctrl+G; `", ""},
        {"play.goto_time", QT_TRANSLATE_NOOP("actions", "Go to &time…"), QT_TRANSLATE_NOOP("actions", "Type a time to go to, such as 1:23.5"), "Ctrl+Shift+G", ""},
        {"play.marker", QT_TRANSLATE_NOOP("actions", "&Marker here…"), QT_TRANSLATE_NOOP("actions", "Give this frame a name on the timeline, or another one"), "Shift+M", ""},
        {"play.marker_remove", QT_TRANSLATE_NOOP("actions", "&Remove marker"), QT_TRANSLATE_NOOP("actions", "Take the marker of this frame away"), "Alt+M", ""},
        {"play.marker_next", QT_TRANSLATE_NOOP("actions", "&Next marker"), QT_TRANSLATE_NOOP("actions", "To the next marker"), "Ctrl+Right", ""},
        {"play.marker_previous", QT_TRANSLATE_NOOP("actions", "&Previous marker"), QT_TRANSLATE_NOOP("actions", "To the marker before this frame"), "Ctrl+Left", ""},
        {"play.in", QT_TRANSLATE_NOOP("actions", "Set &in point"), QT_TRANSLATE_NOOP("actions", "The range to play and loop begins here"), "I", ""},
        {"play.out", QT_TRANSLATE_NOOP("actions", "Set &out point"), QT_TRANSLATE_NOOP("actions", "The range to play and loop ends here"), "O", ""},
        {"play.clear_in_out", QT_TRANSLATE_NOOP("actions", "&Clear in and out points"), QT_TRANSLATE_NOOP("actions", "Play the whole video again"), "Alt+X", ""},
        {"play.faster", QT_TRANSLATE_NOOP("actions", "Fast&er"), QT_TRANSLATE_NOOP("actions", "Play at the next higher speed"), "Ctrl+Up", ""},
        {"play.slower", QT_TRANSLATE_NOOP("actions", "Slo&wer"), QT_TRANSLATE_NOOP("actions", "Play at the next lower speed"), "Ctrl+Down", ""},
        {"play.video_next", QT_TRANSLATE_NOOP("actions", "Next vi&deo"), QT_TRANSLATE_NOOP("actions", "Show the next video of the project"), "Ctrl+PgDown", ""},
        {"play.video_previous", QT_TRANSLATE_NOOP("actions", "Previo&us video"), QT_TRANSLATE_NOOP("actions", "Show the video of the project before this one"), "Ctrl+PgUp", ""},
        {"play.loop", QT_TRANSLATE_NOOP("actions", "L&oop"), QT_TRANSLATE_NOOP("actions", "Begin again at the end"), "Ctrl+Shift+L", "loop", ActionScope::Window, true},

        {"view.fit", QT_TRANSLATE_NOOP("actions", "&Fit picture"), QT_TRANSLATE_NOOP("actions", "Show the whole picture"), "Ctrl+0", "fit"},
        {"view.actual", QT_TRANSLATE_NOOP("actions", "&100 %"), QT_TRANSLATE_NOOP("actions", "One pixel of the picture for one of the screen"), "Ctrl+1", ""},
        {"view.zoom_in", QT_TRANSLATE_NOOP("actions", "Zoom &in"), QT_TRANSLATE_NOOP("actions", "Larger; the wheel does it at the pointer"), "Ctrl++; Ctrl+=", "zoom-in"},
        {"view.zoom_out", QT_TRANSLATE_NOOP("actions", "Zoom &out"), QT_TRANSLATE_NOOP("actions", "Smaller"), "Ctrl+-", "zoom-out"},
        {"view.masks", QT_TRANSLATE_NOOP("actions", "Show &masks"), QT_TRANSLATE_NOOP("actions", "Show or hide all masks"), "M", "eye", ActionScope::Window, true},
        {"view.patterns", QT_TRANSLATE_NOOP("actions", "&Patterns in masks"), QT_TRANSLATE_NOOP("actions", "Tell objects apart by stripes and dots as well as by colour"), "Alt+Shift+M", "", ActionScope::Window, true},
        {"view.ruler_time", QT_TRANSLATE_NOOP("actions", "&Times on the ruler"), QT_TRANSLATE_NOOP("actions", "Show times instead of frame numbers on the timeline"), "Ctrl+Shift+T", "", ActionScope::Window, true},
        {"view.search_videos", QT_TRANSLATE_NOOP("actions", "S&earch videos"), QT_TRANSLATE_NOOP("actions", "Put the cursor into the search field of the list of videos"), "Ctrl+Alt+S", ""},
        {"view.sort_added", QT_TRANSLATE_NOOP("actions", "Videos as &added"), QT_TRANSLATE_NOOP("actions", "List the videos in the order in which they were added"), "Ctrl+Alt+1", "", ActionScope::Window, true},
        {"view.sort_name", QT_TRANSLATE_NOOP("actions", "Videos by &name"), QT_TRANSLATE_NOOP("actions", "List the videos by their names"), "Ctrl+Alt+2", "", ActionScope::Window, true},
        {"view.sort_length", QT_TRANSLATE_NOOP("actions", "Videos by &length"), QT_TRANSLATE_NOOP("actions", "List the videos by their length, the shortest first"), "Ctrl+Alt+3", "", ActionScope::Window, true},
        {"view.figures", QT_TRANSLATE_NOOP("actions", "Playing fi&gures"), QT_TRANSLATE_NOOP("actions", "Count frames shown, dropped and late in the status bar"), "Ctrl+Shift+P", "", ActionScope::Window, true},
        {"view.full_screen", QT_TRANSLATE_NOOP("actions", "Full &screen"), QT_TRANSLATE_NOOP("actions", "Use the whole screen"), "F11", "", ActionScope::Window, true},

        {"tool.hand", QT_TRANSLATE_NOOP("actions", "&Hand"), QT_TRANSLATE_NOOP("actions", "Move the picture; Space held or the middle button does it in every tool"), "V", "hand", ActionScope::Window, true},
        {"tool.brush", QT_TRANSLATE_NOOP("actions", "&Brush"), QT_TRANSLATE_NOOP("actions", "Paint the current object's mask"), "B", "brush", ActionScope::Window, true},
        {"tool.eraser", QT_TRANSLATE_NOOP("actions", "&Eraser"), QT_TRANSLATE_NOOP("actions", "Erase from the current object's mask"), "E", "eraser", ActionScope::Window, true},
        {"tool.polygon", QT_TRANSLATE_NOOP("actions", "&Polygon"), QT_TRANSLATE_NOOP("actions", "Click corners; a double click or Enter closes, Backspace takes one back"), "P", "polygon", ActionScope::Window, true},
        {"tool.lasso", QT_TRANSLATE_NOOP("actions", "&Lasso"), QT_TRANSLATE_NOOP("actions", "Draw around an area with the button held"), "Shift+P", "lasso", ActionScope::Window, true},
        {"tool.flood", QT_TRANSLATE_NOOP("actions", "&Flood"), QT_TRANSLATE_NOOP("actions", "Click on a region of one colour; Ctrl and wheel change how much alike"), "W", "flood", ActionScope::Window, true},
        {"tool.box", QT_TRANSLATE_NOOP("actions", "Bo&x"), QT_TRANSLATE_NOOP("actions", "Drag a box around an object to get its mask"), "R", "box", ActionScope::Window, true},
        {"tool.points", QT_TRANSLATE_NOOP("actions", "&Clicks"), QT_TRANSLATE_NOOP("actions", "Left click on the object, right click beside it; Enter takes the mask, Esc gives it up"), "C", "points", ActionScope::Window, true},
        {"tool.transform", QT_TRANSLATE_NOOP("actions", "Mo&ve and scale"), QT_TRANSLATE_NOOP("actions", "Drag the mask, or a corner of its box"), "T", "transform", ActionScope::Window, true},
        {"tool.swap", QT_TRANSLATE_NOOP("actions", "&Swap brush and eraser"), QT_TRANSLATE_NOOP("actions", "From painting to erasing and back"), "X", ""},
        {"tool.smaller", QT_TRANSLATE_NOOP("actions", "S&maller brush"), QT_TRANSLATE_NOOP("actions", "Make the brush or the eraser smaller"), "[", ""},
        {"tool.larger", QT_TRANSLATE_NOOP("actions", "Lar&ger brush"), QT_TRANSLATE_NOOP("actions", "Make the brush or the eraser larger"), "]", ""},

        {"mask.delete", QT_TRANSLATE_NOOP("actions", "&Delete mask"), QT_TRANSLATE_NOOP("actions", "Delete the current object's mask on this frame, or in the selected part of its lane"), "Del", "trash"},
        {"mask.copy", QT_TRANSLATE_NOOP("actions", "&Copy mask"), QT_TRANSLATE_NOOP("actions", "Copy the current object's mask on this frame, or those of the selected frames"), "Ctrl+C", ""},
        {"mask.paste", QT_TRANSLATE_NOOP("actions", "&Paste mask"), QT_TRANSLATE_NOOP("actions", "Put the copied mask on this frame or the selected ones; several go on from here"), "Ctrl+V", ""},
        {"mask.duplicate", QT_TRANSLATE_NOOP("actions", "D&uplicate to next frame"), QT_TRANSLATE_NOOP("actions", "Put the current object's mask on the next frame too, and go there"), "Ctrl+D", ""},
        {"mask.interpolate", QT_TRANSLATE_NOOP("actions", "&Interpolate"), QT_TRANSLATE_NOOP("actions", "Fill the frames between the painted or checked masks before and after this frame"), "Ctrl+I", ""},
        {"mask.fill_holes", QT_TRANSLATE_NOOP("actions", "Fill &holes"), QT_TRANSLATE_NOOP("actions", "Fill the holes of the mask"), "Ctrl+Shift+H", ""},
        {"mask.largest", QT_TRANSLATE_NOOP("actions", "&Keep largest piece"), QT_TRANSLATE_NOOP("actions", "Take all pieces of the mask away but the largest"), "Ctrl+Shift+K", ""},
        {"mask.grow", QT_TRANSLATE_NOOP("actions", "&Grow"), QT_TRANSLATE_NOOP("actions", "Make the mask larger all around"), "Ctrl+]", ""},
        {"mask.shrink", QT_TRANSLATE_NOOP("actions", "&Shrink"), QT_TRANSLATE_NOOP("actions", "Make the mask smaller all around"), "Ctrl+[", ""},
        {"mask.smooth", QT_TRANSLATE_NOOP("actions", "S&mooth"), QT_TRANSLATE_NOOP("actions", "Round off the outline of the mask"), "Ctrl+Shift+U", ""},
        {"mask.absent", QT_TRANSLATE_NOOP("actions", "Mark &absent"), QT_TRANSLATE_NOOP("actions", "The object is not in this frame"), "Shift+A", ""},
        {"mask.occluded", QT_TRANSLATE_NOOP("actions", "Mark &occluded"), QT_TRANSLATE_NOOP("actions", "The object is hidden behind something on this frame"), "Shift+O", ""},
        {"mask.out_of_frame", QT_TRANSLATE_NOOP("actions", "Mark out of &frame"), QT_TRANSLATE_NOOP("actions", "The object has left the picture on this frame"), "Shift+U", ""},
        {"mask.check", QT_TRANSLATE_NOOP("actions", "Ch&ecked"), QT_TRANSLATE_NOOP("actions", "A person has looked and it is right; tracking will not change it"), "Ctrl+K", "check"},

        {"object.new", QT_TRANSLATE_NOOP("actions", "&New object"), QT_TRANSLATE_NOOP("actions", "Add an object and make it the current one"), "N", "plus"},
        {"object.rename", QT_TRANSLATE_NOOP("actions", "&Rename object"), QT_TRANSLATE_NOOP("actions", "Give the current object another name"), "F2", ""},
        {"object.next", QT_TRANSLATE_NOOP("actions", "Ne&xt object"), QT_TRANSLATE_NOOP("actions", "Make the next object the current one"), "Tab", "", ActionScope::Canvas},
        {"object.previous", QT_TRANSLATE_NOOP("actions", "&Previous object"), QT_TRANSLATE_NOOP("actions", "Make the previous object the current one"), "Shift+Tab", "", ActionScope::Canvas},
        {"object.hide", QT_TRANSLATE_NOOP("actions", "&Hide or show object"), QT_TRANSLATE_NOOP("actions", "Hide the current object, or show it again"), "H", "eye-off"},
        {"object.lock", QT_TRANSLATE_NOOP("actions", "&Lock or unlock object"), QT_TRANSLATE_NOOP("actions", "Keep the current object from being changed"), "Ctrl+L", "lock"},
        {"object.solo", QT_TRANSLATE_NOOP("actions", "&Solo"), QT_TRANSLATE_NOOP("actions", "Show the current object only"), "Shift+H", "", ActionScope::Window, true},
        {"object.color", QT_TRANSLATE_NOOP("actions", "&Colour…"), QT_TRANSLATE_NOOP("actions", "Choose another colour for the current object"), "Ctrl+Shift+C", ""},
        {"object.merge", QT_TRANSLATE_NOOP("actions", "&Merge with…"), QT_TRANSLATE_NOOP("actions", "Add another object's masks to the current one"), "Ctrl+M", ""},
        {"object.split", QT_TRANSLATE_NOOP("actions", "Spl&it here"), QT_TRANSLATE_NOOP("actions", "Make a new object of all masks from this frame on"), "Ctrl+Shift+X", ""},
        {"object.swap", QT_TRANSLATE_NOOP("actions", "S&wap with…"), QT_TRANSLATE_NOOP("actions", "Exchange the masks of two objects on this frame, from here on or in a range"), "Ctrl+Shift+W", ""},
        {"object.give", QT_TRANSLATE_NOOP("actions", "&Give masks to…"), QT_TRANSLATE_NOOP("actions", "Masks of the current object go to a new or another one: on this frame, from here on or in a range"), "Ctrl+Alt+W", ""},
        {"object.up", QT_TRANSLATE_NOOP("actions", "Move &up"), QT_TRANSLATE_NOOP("actions", "Move the current object up in the list"), "Alt+Up", ""},
        {"object.down", QT_TRANSLATE_NOOP("actions", "Mo&ve down"), QT_TRANSLATE_NOOP("actions", "Move the current object down in the list"), "Alt+Down", ""},
        {"object.delete", QT_TRANSLATE_NOOP("actions", "&Delete object"), QT_TRANSLATE_NOOP("actions", "Delete the current object with all its masks"), "Ctrl+Del", "trash"},
        {"object.choose1", QT_TRANSLATE_NOOP("actions", "Object &1"), QT_TRANSLATE_NOOP("actions", "Make this object of the list the current one"), "1", "", ActionScope::Canvas},
        {"object.choose2", QT_TRANSLATE_NOOP("actions", "Object &2"), QT_TRANSLATE_NOOP("actions", "Make this object of the list the current one"), "2", "", ActionScope::Canvas},
        {"object.choose3", QT_TRANSLATE_NOOP("actions", "Object &3"), QT_TRANSLATE_NOOP("actions", "Make this object of the list the current one"), "3", "", ActionScope::Canvas},
        {"object.choose4", QT_TRANSLATE_NOOP("actions", "Object &4"), QT_TRANSLATE_NOOP("actions", "Make this object of the list the current one"), "4", "", ActionScope::Canvas},
        {"object.choose5", QT_TRANSLATE_NOOP("actions", "Object &5"), QT_TRANSLATE_NOOP("actions", "Make this object of the list the current one"), "5", "", ActionScope::Canvas},
        {"object.choose6", QT_TRANSLATE_NOOP("actions", "Object &6"), QT_TRANSLATE_NOOP("actions", "Make this object of the list the current one"), "6", "", ActionScope::Canvas},
        {"object.choose7", QT_TRANSLATE_NOOP("actions", "Object &7"), QT_TRANSLATE_NOOP("actions", "Make this object of the list the current one"), "7", "", ActionScope::Canvas},
        {"object.choose8", QT_TRANSLATE_NOOP("actions", "Object &8"), QT_TRANSLATE_NOOP("actions", "Make this object of the list the current one"), "8", "", ActionScope::Canvas},
        {"object.choose9", QT_TRANSLATE_NOOP("actions", "Object &9"), QT_TRANSLATE_NOOP("actions", "Make this object of the list the current one"), "9", "", ActionScope::Canvas},

        {"chain.ask", QT_TRANSLATE_NOOP("actions", "&Type a question"), QT_TRANSLATE_NOOP("actions", "Put the cursor into the question"), "Q; Ctrl+F", ""},
        {"chain.run", QT_TRANSLATE_NOOP("actions", "&Run"), QT_TRANSLATE_NOOP("actions", "Ask the question: reasoning, keyframe, box, then masks on every frame"), "Ctrl+Return", "run"},
        {"chain.track", QT_TRANSLATE_NOOP("actions", "T&rack both ways"), QT_TRANSLATE_NOOP("actions", "Carry the current object's mask on this frame to all others"), "Ctrl+T", "track"},
        {"chain.track_forward", QT_TRANSLATE_NOOP("actions", "Track &forward"), QT_TRANSLATE_NOOP("actions", "Carry the mask on this frame to all later frames"), "Ctrl+B", ""},
        {"chain.track_backward", QT_TRANSLATE_NOOP("actions", "Track &backward"), QT_TRANSLATE_NOOP("actions", "Carry the mask on this frame to all earlier frames"), "Ctrl+Shift+B", ""},
        {"chain.track_next", QT_TRANSLATE_NOOP("actions", "Track to the next fra&me"), QT_TRANSLATE_NOOP("actions", "Carry the mask on this frame one frame on, and go there"), "Ctrl+Shift+Right", ""},
        {"chain.track_previous", QT_TRANSLATE_NOOP("actions", "Track to the previ&ous frame"), QT_TRANSLATE_NOOP("actions", "Carry the mask on this frame one frame back, and go there"), "Ctrl+Shift+Left", ""},
        {"chain.track_range", QT_TRANSLATE_NOOP("actions", "Re-track &selected frames"), QT_TRANSLATE_NOOP("actions", "Track the selected part of the lane anew, from the masks beside it and those by hand in it"), "Shift+T", ""},
        {"chain.track_all", QT_TRANSLATE_NOOP("actions", "Track a&ll objects"), QT_TRANSLATE_NOOP("actions", "Carry the masks of all objects on this frame to the others, in one pass"), "Ctrl+Shift+A", ""},
        {"chain.accept", QT_TRANSLATE_NOOP("actions", "&Accept the change"), QT_TRANSLATE_NOOP("actions", "Apply what tracking or a re-run has proposed"), "Ctrl+Shift+Return", ""},
        {"chain.discard", QT_TRANSLATE_NOOP("actions", "&Discard the change"), QT_TRANSLATE_NOOP("actions", "Leave everything as it was"), "Ctrl+Shift+Backspace", ""},
        {"chain.stop", QT_TRANSLATE_NOOP("actions", "&Stop"), QT_TRANSLATE_NOOP("actions", "Stop all work; what is finished stays"), "Ctrl+.; Shift+Esc", "stop"},
        {"chain.settings", QT_TRANSLATE_NOOP("actions", "&How questions are asked…"), QT_TRANSLATE_NOOP("actions", "Profile, prompts, frames shown, temperature, retries, weights of the rewards"), "Ctrl+Alt+A", "settings"},
        {"chain.vote", QT_TRANSLATE_NOOP("actions", "&Vote"), QT_TRANSLATE_NOOP("actions", "A new run of what most runs of the question agree on"), "Ctrl+Alt+V", ""},
        {"chain.trace_import", QT_TRANSLATE_NOOP("actions", "&Import trace…"), QT_TRANSLATE_NOOP("actions", "The runs of a trace.json become runs of this video"), "Ctrl+Alt+I", ""},
        {"chain.trace_export", QT_TRANSLATE_NOOP("actions", "Exp&ort trace…"), QT_TRANSLATE_NOOP("actions", "Write the run shown as a trace.json, with all that was asked and answered"), "Ctrl+Alt+O", ""},
        {"chain.rerun", QT_TRANSLATE_NOOP("actions", "R&e-run what is stale"), QT_TRANSLATE_NOOP("actions", "Ask and track again only what an edit has made stale"), "F5", "run"},
        {"chain.keyframe_here", QT_TRANSLATE_NOOP("actions", "Make this frame the &keyframe"), QT_TRANSLATE_NOOP("actions", "The box is then looked for on this frame"), "Ctrl+Alt+K", ""},
        {"chain.draw_box", QT_TRANSLATE_NOOP("actions", "Redra&w the box"), QT_TRANSLATE_NOOP("actions", "Drag the box of the chain anew on this frame"), "Ctrl+Alt+R", "box"},
        {"chain.add_box", QT_TRANSLATE_NOOP("actions", "Add an ob&ject"), QT_TRANSLATE_NOOP("actions", "Drag a box around one more object on the keyframe"), "Ctrl+Alt+N", ""},
        {"chain.remove_box", QT_TRANSLATE_NOOP("actions", "Take an object &out"), QT_TRANSLATE_NOOP("actions", "The object that is selected no longer belongs to the run shown"), "Ctrl+Alt+X", ""},
        {"chain.mask_box", QT_TRANSLATE_NOOP("actions", "Take the mask's bo&x"), QT_TRANSLATE_NOOP("actions", "The tight box of the mask on this frame becomes the box of the chain"), "Ctrl+Shift+R", ""},
        {"chain.by_hand", QT_TRANSLATE_NOOP("actions", "Write a chain by &hand"), QT_TRANSLATE_NOOP("actions", "Begin an empty chain for the question, with this frame as its keyframe"), "Ctrl+Alt+H", ""},
        {"chain.promote", QT_TRANSLATE_NOOP("actions", "&Use this run"), QT_TRANSLATE_NOOP("actions", "The masks of the run shown take the place of those in use"), "Ctrl+P", ""},
        {"chain.compare", QT_TRANSLATE_NOOP("actions", "&Compare with the run in use"), QT_TRANSLATE_NOOP("actions", "Masks and box of the run shown against those of the run in use"), "Ctrl+Alt+D", ""},
        {"chain.delete_run", QT_TRANSLATE_NOOP("actions", "De&lete this run"), QT_TRANSLATE_NOOP("actions", "Take the run shown out of the project; its masks stay"), "Alt+Del", ""},
        {"chain.best", QT_TRANSLATE_NOOP("actions", "&Best of all"), QT_TRANSLATE_NOOP("actions", "Mark the run shown as the best one, or no longer"), "Alt+B", ""},
        {"chain.wrong", QT_TRANSLATE_NOOP("actions", "Wron&g"), QT_TRANSLATE_NOOP("actions", "Mark the run shown as wrong, or no longer"), "Alt+W", ""},
        {"chain.judge1", QT_TRANSLATE_NOOP("actions", "Judge reaso&ning"), QT_TRANSLATE_NOOP("actions", "Reasoning: sound, with gaps, wrong, not judged"), "Alt+1", ""},
        {"chain.judge2", QT_TRANSLATE_NOOP("actions", "Judge key&frame"), QT_TRANSLATE_NOOP("actions", "Keyframe: the best, shows the object, does not, not judged"), "Alt+2", ""},
        {"chain.judge3", QT_TRANSLATE_NOOP("actions", "Judge descr&iption"), QT_TRANSLATE_NOOP("actions", "Description: this object alone, unclear, another object, not judged"), "Alt+3", ""},
        {"chain.judge4", QT_TRANSLATE_NOOP("actions", "&Judge box"), QT_TRANSLATE_NOOP("actions", "Box: tight, loose, another object, not judged"), "Alt+4", ""},
        {"chain.judge5", QT_TRANSLATE_NOOP("actions", "Judge &masks"), QT_TRANSLATE_NOOP("actions", "Masks: they hold, drift, are lost, not judged"), "Alt+5", ""},
        {"chain.model_view", QT_TRANSLATE_NOOP("actions", "As the mode&l saw it"), QT_TRANSLATE_NOOP("actions", "The resized pictures that were sent, with the box in their pixels, beside the video's"), "Ctrl+Alt+M", "", ActionScope::Window, true},
        {"chain.attention", QT_TRANSLATE_NOOP("actions", "Sho&w attention"), QT_TRANSLATE_NOOP("actions", "Where the model looked when it wrote the selected words, as a heat map; Esc takes it away"), "Ctrl+Alt+L", ""},
        {"chain.present", QT_TRANSLATE_NOOP("actions", "&Present…"), QT_TRANSLATE_NOOP("actions", "Replay the run shown on the whole screen, in large letters"), "F6", ""},
        {"chain.present_export", QT_TRANSLATE_NOOP("actions", "E&xport presentation…"), QT_TRANSLATE_NOOP("actions", "Write the presentation of the run shown as a video with captions"), "Ctrl+Alt+E", ""},
        {"chain.batch", QT_TRANSLATE_NOOP("actions", "New ba&tch…"), QT_TRANSLATE_NOOP("actions", "Ask many questions about many videos, several times each"), "Ctrl+Alt+B", ""},
        {"chain.batch_run", QT_TRANSLATE_NOOP("actions", "Run or &pause the batch"), QT_TRANSLATE_NOOP("actions", "Go on with the batch, or stop after the question at work"), "Ctrl+Alt+P", ""},
        {"chain.batch_clear", QT_TRANSLATE_NOOP("actions", "F&orget the batch"), QT_TRANSLATE_NOOP("actions", "Take the batch out of the project; its results stay"), "Ctrl+Alt+F", ""},

        {"review.next", QT_TRANSLATE_NOOP("actions", "&Next problem"), QT_TRANSLATE_NOOP("actions", "To the next frame that deserves a look, worst first"), "F8", "problem-next"},
        {"review.previous", QT_TRANSLATE_NOOP("actions", "&Previous problem"), QT_TRANSLATE_NOOP("actions", "To the problem before"), "Shift+F8", "problem-previous"},
        {"review.check", QT_TRANSLATE_NOOP("actions", "&Checked, go on"), QT_TRANSLATE_NOOP("actions", "Mark this frame checked and go to the next problem"), "F9", "check"},
        {"review.bisect", QT_TRANSLATE_NOOP("actions", "&Bisect"), QT_TRANSLATE_NOOP("actions", "To the middle of the longest stretch that nobody has looked at"), "F7", "bisect"},
        {"review.repair", QT_TRANSLATE_NOOP("actions", "&Repair by neighbours"), QT_TRANSLATE_NOOP("actions", "Replace this frame's mask by one between its neighbours"), "Ctrl+R", "repair"},
        {"review.score", QT_TRANSLATE_NOOP("actions", "&Score against truth…"), QT_TRANSLATE_NOOP("actions", "J and F of the masks of this video against true ones"), "Ctrl+J", ""},
        {"review.score_again", QT_TRANSLATE_NOOP("actions", "Score &again"), QT_TRANSLATE_NOOP("actions", "Score this video once more against the same truth"), "Ctrl+Alt+J", ""},
        {"review.score_export", QT_TRANSLATE_NOOP("actions", "&Export scores…"), QT_TRANSLATE_NOOP("actions", "Write the scores of this video as a table (CSV), or with each frame's (JSON)"), "Ctrl+Shift+J", ""},

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
        {QStringLiteral("mask"), QT_TRANSLATE_NOOP("actions", "Mas&k")},
        {QStringLiteral("object"), QT_TRANSLATE_NOOP("actions", "&Object")},
        {QStringLiteral("chain"), QT_TRANSLATE_NOOP("actions", "&Chain")},
        {QStringLiteral("review"), QT_TRANSLATE_NOOP("actions", "&Review")},
        {QStringLiteral("help"), QT_TRANSLATE_NOOP("actions", "&Help")},
    };
    return translated(titles.value(menu, ""));
}

} // namespace revseg::studio
