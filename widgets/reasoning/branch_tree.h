// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/theme/accents.h"

#include <QTreeWidget>

#include <optional>
#include <vector>

namespace revseg {

/// One run of a question in the tree of its branches.
struct BranchRow
{
    qint64 id = 0;
    qint64 parent = 0;           ///< 0, or one that is not in the list: a root
    QString title;               ///< "Run 3"
    QString what;                ///< what makes it differ: "keyframe edited", "sample 2"
    QString state;               ///< a word for its status; may be empty
    std::optional<Accent> color; ///< of the word
    bool shown = false;          ///< it is the one that the panel shows
    bool promoted = false;       ///< its masks are those of the project
    QString mark;                ///< "★", "✗" or empty
    QString tip;
};

/// The runs of a question as a small tree: an edit or a re-run is a child of what it came from. A click shows
/// a run; with Ctrl, or by its menu, it is compared with the one shown. As high as its rows, up to a limit.
class BranchTree final : public QTreeWidget
{
    Q_OBJECT
public:
    explicit BranchTree(QWidget* parent = nullptr);

    void setRows(const std::vector<BranchRow>& rows);
    qint64 selected() const; ///< 0: none

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

Q_SIGNALS:
    void chosen(qint64 id);
    void compared(qint64 id); ///< is to be compared with the run shown

protected:
    void mousePressEvent(QMouseEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    int m_rows = 0;
    bool m_filling = false;
};

} // namespace revseg
