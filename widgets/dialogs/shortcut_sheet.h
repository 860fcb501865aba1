// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <QList>

class QTreeWidget;

namespace revseg {

struct ShortcutRow
{
    QString group;
    QString what;
    QString keys;
    QString tip;
};

/// Every action with its keys, by menu, with a search field. Esc closes it.
class ShortcutSheet final : public QDialog
{
    Q_OBJECT
public:
    explicit ShortcutSheet(const QList<ShortcutRow>& rows, QWidget* parent = nullptr);

private:
    void filter(const QString& text);

    QTreeWidget* m_tree;
};

} // namespace revseg
