// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/base/timebase.h"

#include <QDialog>

#include <optional>
#include <utility>
#include <vector>

class QComboBox;
class QRadioButton;
class QSpinBox;

namespace revseg {

/// Asks which object gets the masks of another one, or exchanges them with it, and on which frames: this one,
/// from here on, up to here, or a range.
class ReassignDialog final : public QDialog
{
    Q_OBJECT
public:
    enum class Kind { Swap, Give };

    struct About
    {
        QString object; ///< name of the current one
        std::vector<std::pair<ObjectId, QString>> others;
        FrameIndex frame = 0; ///< the one shown
        int frames = 1;
        std::optional<FrameRange> selected; ///< on the object's lane
    };
    ReassignDialog(Kind kind, const About& about, QWidget* parent = nullptr);

    ObjectId other() const; ///< invalid: a new object
    FrameRange range() const;

    void setOther(ObjectId id);
    void chooseThisFrame();
    void chooseFromHere();
    void chooseRange(FrameRange range);

private:
    About m_about;
    QComboBox* m_other;
    QRadioButton* m_here;
    QRadioButton* m_fromHere;
    QRadioButton* m_upToHere;
    QRadioButton* m_range;
    QSpinBox* m_first;
    QSpinBox* m_last;
};

} // namespace revseg
