// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/chain/run.h"
#include "widgets/theme/accents.h"

#include <QFrame>

#include <optional>

class QHBoxLayout;
class QToolButton;

namespace revseg {

class StatusBadge;

/// One part of a run: a title, how it stands in words and colour, and its content, which can be folded away.
/// A card without content yet is its title only.
class StageCard final : public QFrame
{
    Q_OBJECT
public:
    StageCard(const QString& title, QWidget* content, QWidget* parent = nullptr); ///< owns the content

    void setStatus(StageStatus status);
    void setStatusText(const QString& text, std::optional<Accent> color, const QString& explanation = {});
    void setHasContent(bool has);
    void setFolded(bool folded);
    bool isFolded() const { return m_folded; }
    void addButton(QWidget* button); ///< beside the title
    QString statusText() const;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void showContent();
    void nameForReaders();

    QToolButton* m_fold;
    StatusBadge* m_badge;
    QWidget* m_content;
    QHBoxLayout* m_head;
    bool m_hasContent = true;
    bool m_folded = false;
};

} // namespace revseg
