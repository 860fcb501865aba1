// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/expected.h"

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace revseg::nn::sam2 {

/// The numbers that tell one SAM 2 network from another (arXiv 2408.00714; facebookresearch/sam2,
/// sam2/configs). All else is the same in every published checkpoint and lives in the code that uses it.
struct Config
{
    enum class Size { Tiny, Small, BasePlus, Large };
    enum class Version { Sam20, Sam21 };

    std::string name = "SAM 2.1 tiny"; ///< for messages

    // Trunk (Hiera): four stages, each half the side and twice the width of the one before.
    int64_t embed = 96;                        ///< width of the first stage
    int64_t heads = 1;                         ///< attention heads of the first stage; double with the width
    std::array<int64_t, 4> blocks{1, 2, 7, 2}; ///< blocks in each stage
    std::array<int64_t, 4> windows{8, 4, 14, 7}; ///< window side in each stage, in tokens
    std::vector<int64_t> globalBlocks{5, 7, 9};  ///< blocks without windows, counted over the whole trunk
    int64_t background = 7;                      ///< side of the stored position embedding

    int64_t imageSize = 1024; ///< side of the square the frames are scaled to; 32 divides it
    int64_t width = 256;      ///< channels of the features behind the neck
    int64_t memoryWidth = 64; ///< channels of a spatial memory; divides width
    int64_t memories = 7;     ///< spatial memories in use, the prompted one included
    int64_t pointers = 16;    ///< frames whose object pointers are used
    int64_t attentionLayers = 4;
    int64_t attentionHidden = 2048;
    int64_t fuserLayers = 2;
    int64_t decoderHidden = 2048;
    int64_t scoreHidden = 256; ///< of the head that predicts the IoU of each mask
    double ropeTheta = 10000.0;

    // What 2.1 added to 2.0.
    bool absenceInMemory = true; ///< no_obj_embed_spatial
    bool pointerTime = true;     ///< obj_ptr_tpos_proj

    static Config known(Size size, Version version);
    /// `config.json` of Hugging Face transformers (Sam2VideoConfig, Sam2Config). NotFound, Unreadable;
    /// Corrupt; Unsupported for a network this code does not have.
    static Expected<Config> fromJson(const std::string& path);
    /// InvalidInput, with a sentence on the first number that cannot be.
    Expected<void> check() const;

    int64_t depth() const { return blocks[0] + blocks[1] + blocks[2] + blocks[3]; }
    int64_t grid() const { return imageSize / 16; } ///< side of the features the decoder sees
    int64_t side() const { return imageSize / 4; }  ///< side of the masks the decoder makes
};

} // namespace revseg::nn::sam2
