// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/menus.h"

#include "app/studio/actions.h"

#include <QCoreApplication>
#include <QMenu>

#include <vector>

namespace revseg::studio {

namespace {

struct Group
{
    const char* submenu; ///< its title; null: in the menu itself
    std::vector<const char*> actions;
};

struct MenuSpec
{
    const char* name;
    std::vector<Group> groups; ///< with a line between those of the menu itself
};

const std::vector<MenuSpec>& menuSpecs()
{
    static const std::vector<MenuSpec> specs{
        {"file",
         {{nullptr, {"file.new", "file.open"}},
          {nullptr, {"file.add", "file.add_folder", "file.relink", "file.damage", "file.remove"}},
          {nullptr, {"file.save", "file.save_as"}},
          {nullptr, {"file.import", "file.export", "file.export_frame"}},
          {nullptr, {"file.quit"}}}},
        {"edit", {{nullptr, {"edit.undo", "edit.redo"}}, {nullptr, {"edit.tracker", "edit.settings"}}}},
        {"play",
         {{nullptr,
           {"play.toggle", "play.back", "play.stop", "play.forward", "play.faster", "play.slower",
            "play.loop"}},
          {nullptr,
           {"play.previous", "play.next", "play.previous10", "play.next10", "play.first", "play.last",
            "play.keyframe_previous", "play.keyframe_next", "play.goto", "play.goto_time"}},
          {QT_TRANSLATE_NOOP("actions", "&Markers"),
           {"play.marker", "play.marker_remove", "play.marker_previous", "play.marker_next"}},
          {QT_TRANSLATE_NOOP("actions", "R&ange"), {"play.in", "play.out", "play.clear_in_out"}},
          {nullptr, {"play.video_previous", "play.video_next"}}}},
        {"view",
         {{nullptr, {"view.fit", "view.actual", "view.zoom_in", "view.zoom_out"}},
          {nullptr, {"view.masks", "view.patterns", "view.ruler_time", "view.figures"}},
          {nullptr, {"view.search_videos"}},
          {QT_TRANSLATE_NOOP("actions", "Sort &videos"),
           {"view.sort_added", "view.sort_name", "view.sort_length"}},
          {nullptr, {"view.full_screen"}}}},
        {"tool",
         {{nullptr,
           {"tool.hand", "tool.brush", "tool.eraser", "tool.polygon", "tool.lasso", "tool.flood", "tool.box",
            "tool.points", "tool.transform"}},
          {nullptr, {"tool.swap", "tool.smaller", "tool.larger"}}}},
        {"mask",
         {{nullptr, {"mask.delete", "mask.copy", "mask.paste", "mask.duplicate"}},
          {nullptr,
           {"mask.interpolate", "mask.fill_holes", "mask.largest", "mask.grow", "mask.shrink",
            "mask.smooth"}},
          {nullptr, {"mask.absent", "mask.occluded", "mask.out_of_frame"}},
          {nullptr, {"mask.check"}}}},
        {"object",
         {{nullptr, {"object.new", "object.rename", "object.color", "object.delete"}},
          {nullptr, {"object.previous", "object.next"}},
          {QT_TRANSLATE_NOOP("actions", "Ch&oose"),
           {"object.choose1", "object.choose2", "object.choose3", "object.choose4", "object.choose5",
            "object.choose6", "object.choose7", "object.choose8", "object.choose9"}},
          {nullptr, {"object.hide", "object.lock", "object.solo"}},
          {nullptr, {"object.merge", "object.split", "object.swap", "object.give"}},
          {nullptr, {"object.up", "object.down"}}}},
        {"chain",
         {{nullptr, {"chain.ask", "chain.run", "chain.rerun", "chain.stop", "chain.settings"}},
          {nullptr, {"chain.accept", "chain.discard"}},
          {QT_TRANSLATE_NOOP("actions", "Trac&k"),
           {"chain.track", "chain.track_forward", "chain.track_backward", "chain.track_next",
            "chain.track_previous", "chain.track_range", "chain.track_all"}},
          {QT_TRANSLATE_NOOP("actions", "&Correct"),
           {"chain.keyframe_here", "chain.draw_box", "chain.add_box", "chain.remove_box", "chain.mask_box",
            "chain.by_hand"}},
          {QT_TRANSLATE_NOOP("actions", "R&uns"),
           {"chain.promote", "chain.compare", "chain.vote", "chain.delete_run"}},
          {QT_TRANSLATE_NOOP("actions", "&Judge"),
           {"chain.best", "chain.wrong", "chain.judge1", "chain.judge2", "chain.judge3", "chain.judge4",
            "chain.judge5"}},
          {QT_TRANSLATE_NOOP("actions", "&Batch"), {"chain.batch", "chain.batch_run", "chain.batch_clear"}},
          {nullptr, {"chain.model_view", "chain.attention"}},
          {nullptr, {"chain.trace_import", "chain.trace_export"}},
          {nullptr, {"chain.present", "chain.present_export"}}}},
        {"review",
         {{nullptr, {"review.next", "review.previous", "review.bisect"}},
          {nullptr, {"review.check", "review.repair"}},
          {nullptr, {"review.score", "review.score_again", "review.score_export"}}}},
        {"help", {{nullptr, {"help.shortcuts", "help.about"}}}},
    };
    return specs;
}

} // namespace

QStringList menuNames()
{
    QStringList names;
    for (const MenuSpec& spec : menuSpecs())
        names << QLatin1String(spec.name);
    return names;
}

void fillMenu(QMenu& menu, const QString& name, const ActionTable& actions)
{
    for (const MenuSpec& spec : menuSpecs()) {
        if (name != QLatin1String(spec.name))
            continue;
        bool wasSubmenu = false;
        for (const Group& group : spec.groups) {
            // Submenus stand together.
            const bool isSubmenu = group.submenu != nullptr;
            if (!menu.isEmpty() && !(wasSubmenu && isSubmenu))
                menu.addSeparator();
            QMenu* const into =
                isSubmenu ? menu.addMenu(QCoreApplication::translate("actions", group.submenu)) : &menu;
            for (const char* id : group.actions)
                into->addAction(actions[id]);
            wasSubmenu = isSubmenu;
        }
    }
}

} // namespace revseg::studio
