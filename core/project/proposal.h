// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/project/edit.h"

#include <vector>

namespace revseg {

struct ProposedMask
{
    ObjectId object;
    FrameIndex frame = 0;
    MaskRecordPtr record; ///< null: remove what is there
};

/// What a background job wants to change: a value made on any thread from a snapshot. It becomes an Edit on
/// the GUI thread (Project::editFor), against what the project holds by then.
struct Proposal
{
    Sentence name;
    Place place;
    std::vector<ObjectRecord> objects; ///< new ones, with ids that are free
    std::vector<ProposedMask> masks;   ///< of place.video
};

/// How one mask of a proposal differs from what is there.
struct ProposedDifference
{
    ObjectId object;
    FrameIndex frame = 0;
    double iou = 0; ///< of the mask there and the proposed one; 1: nothing changes
    int64_t area_before = 0;
    int64_t area_after = 0;
};

/// An Edit made of a proposal, and what was left out of it.
struct ProposalEdit
{
    Edit edit;
    int barred = 0; ///< masks on checked frames, which stay as they are
    int locked = 0; ///< masks of locked objects
    std::vector<ProposedDifference> differences;
};

} // namespace revseg
