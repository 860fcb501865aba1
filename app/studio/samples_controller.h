// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/chain/rewards.h"
#include "core/project/run_edits.h"

#include <QObject>
#include <QTimer>

#include <vector>

namespace revseg {
class CanvasWidget;
class SamplesPanel;
} // namespace revseg

namespace revseg::studio {

class ChainController;
class Session;

/// Fills the panel of samples with the runs of the question shown, while it can be seen: their figures, how
/// far they agree, and the frame on the canvas with the masks of each.
class SamplesController final : public QObject
{
    Q_OBJECT
public:
    SamplesController(Session& session, ChainController& chain, CanvasWidget& canvas, SamplesPanel& panel,
                      QObject* parent);

    void frameShown(); ///< the canvas shows another frame
    void panelShown();

private:
    void refresh();
    void refreshPictures();
    std::optional<ChainTruth> truth(const Run& run) const;

    Session& m_session;
    ChainController& m_chain;
    CanvasWidget& m_canvas;
    SamplesPanel& m_panel;
    std::vector<std::vector<RunTrack>> m_tracks; ///< of each row
    QTimer m_later;                              ///< many changes at once are shown once
    QTimer m_picturesLater;
};

} // namespace revseg::studio
