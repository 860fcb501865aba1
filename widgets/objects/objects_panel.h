// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/project/records.h"

#include <QColor>
#include <QWidget>

#include <vector>

class QAction;
class QTreeWidget;
class QTreeWidgetItem;

namespace revseg {

/// An object of the video shown, as the list has it.
struct ObjectRow
{
    ObjectId id;
    QString name;
    QColor color;
    bool visible = true;
    bool locked = false;
    int masks = 0; ///< frames that have one
    /// On the frame shown.
    Presence presence = Presence::NotLooked;
    bool empty = false; ///< annotated there, but without a pixel

    bool operator==(const ObjectRow&) const = default;
};

/// The objects of the video shown: colour, name, what is known of each on the frame shown, number of masks,
/// visibility and lock. It changes nothing itself: it asks by its signals and is told by setObjects().
class ObjectsPanel final : public QWidget
{
    Q_OBJECT
public:
    ObjectsPanel(const QList<QAction*>& buttons, QWidget* parent = nullptr);

    void setObjects(const std::vector<ObjectRow>& rows, ObjectId current);
    void setPatterns(bool shown); ///< of fills, beside the colours
    void editName(ObjectId id);   ///< opens the editor in the list
    void setEyeIcons(const QIcon& shown, const QIcon& hidden, const QIcon& locked, const QIcon& unlocked);

    static QString presenceText(const ObjectRow& row);

Q_SIGNALS:
    void currentChanged(revseg::ObjectId id);
    void renamed(revseg::ObjectId id, const QString& name);
    void visibilityToggled(revseg::ObjectId id);
    void lockToggled(revseg::ObjectId id);
    void colorActivated(revseg::ObjectId id);
    void menuWanted(QPoint at); ///< for the current object; `at` is on the screen

private:
    QTreeWidgetItem* itemOf(ObjectId id) const;
    void fill(QTreeWidgetItem* item, const ObjectRow& row);

    QTreeWidget* m_tree;
    std::vector<ObjectRow> m_rows;
    bool m_filling = false;
    bool m_patterns = false;
    QIcon m_eye, m_eyeOff, m_lock, m_unlock;
};

} // namespace revseg
