// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAction>
#include <QHash>
#include <QObject>

#include <vector>

class QMainWindow;
class QMenu;

namespace revseg::studio {

/// Where a shortcut works: in the whole window, or only while the picture has the focus (keys such as Tab
/// that mean something else everywhere else).
enum class ActionScope { Window, Canvas };

/// One thing a person can do. Texts are marked in context "actions" and translated when the table is built.
struct ActionSpec
{
    const char* id;   ///< "play.toggle"; the part before the dot is the menu
    const char* text; ///< with its mnemonic
    const char* tip;  ///< one sentence on what it does
    const char* keys; ///< portable, several separated by "; "
    const char* icon; ///< in :/revseg/icons, or empty
    ActionScope scope = ActionScope::Window;
    bool checkable = false;
};

/// Everything the window can do, with its keys: the one place where menus, tool bars and the F1 sheet come
/// from.
const std::vector<ActionSpec>& actionSpecs();

class ActionTable : public QObject
{
    Q_OBJECT
public:
    explicit ActionTable(QWidget* window, QWidget* canvas);

    QAction* operator[](const char* id) const; ///< must exist
    /// Calls `slot` when the action is triggered.
    template <class Receiver, class Slot>
    void on(const char* id, Receiver* receiver, Slot slot)
    {
        connect((*this)[id], &QAction::triggered, receiver, slot);
    }
    /// Actions of a menu ("play"), in the table's order.
    QList<QAction*> menu(const char* name) const;
    void refreshIcons(); ///< after a change of palette

private:
    QHash<QString, QAction*> m_actions;
};

/// The name of a menu as it is shown.
QString menuTitle(const QString& menu);

} // namespace revseg::studio
