// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/device.h"

#include <torch/torch.h>

namespace revseg::nn {

void useThreads(int count)
{
    torch::set_num_threads(count);
}

bool hasCuda()
{
    return torch::cuda::is_available();
}

} // namespace revseg::nn
