// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/checkpoint_file.h"
#include "core/nn/sam2_video.h"
#include "core/nn/tensor_file.h"

#include <QtGlobal>

#include <torch/torch.h>

/// The tiny network and clip of tests/parity/sam2_fixture.py.
namespace revseg::test::tiny {

inline const std::string kFixtures = REVSEG_FIXTURES;
constexpr int64_t kFrames = 12;
constexpr int64_t kLong = 20; ///< frames of the script "long"; the others see the first kFrames of them
constexpr int64_t kWidth = 80;
constexpr int64_t kHeight = 48;

using Tensors = std::map<std::string, torch::Tensor>;

/// Stops the test program with what went wrong: fixtures are part of the tree.
template <class T>
T needed(nn::Expected<T> value)
{
    if (!value)
        qFatal("%s", value.error().what.c_str());
    return std::move(*value);
}

inline nn::sam2::Config config()
{
    return needed(nn::sam2::Config::fromJson(kFixtures + "/sam2_tiny_config.json"));
}

inline const Tensors& weights()
{
    static const Tensors tensors = needed(nn::readCheckpoint(kFixtures + "/sam2_tiny.pt"));
    return tensors;
}

inline const nn::TensorFile& expectedFile()
{
    static const auto file = needed(nn::TensorFile::open(kFixtures + "/sam2_expected.safetensors"));
    return file;
}

inline torch::Tensor expected(const std::string& name)
{
    return needed(expectedFile().tensor(name));
}

inline std::shared_ptr<const nn::sam2::Model> modelOf(Tensors tensors, nn::sam2::Config c = config())
{
    nn::sam2::Model::Options options;
    options.config = std::move(c);
    return needed(nn::sam2::Model::load(nn::sam2::Weights(std::move(tensors), "made"), options));
}

inline std::shared_ptr<const nn::sam2::Model> model()
{
    static const auto shared = modelOf(weights());
    return shared;
}

/// Of each frame.
inline const std::vector<nn::sam2::Features>& features()
{
    static const auto all = [] {
        const torch::Tensor frames =
            expected("frames").repeat_interleave(4, 1).repeat_interleave(4, 2); // [20, 64, 64, 3]
        std::vector<nn::sam2::Features> out;
        for (int64_t i = 0; i < kLong; ++i)
            out.push_back(needed(model()->encode(needed(model()->prepare(frames[i])))));
        return out;
    }();
    return all;
}

/// Of a longer video too: the clip again and again.
inline nn::Expected<nn::sam2::Features> source(int64_t frame, const std::stop_token&)
{
    return features()[size_t(frame % kFrames)];
}

inline double difference(const torch::Tensor& a, const torch::Tensor& b)
{
    if (a.numel() != b.numel())
        return 1e9;
    const auto out =
        (a.flatten().to(torch::kFloat64) - b.flatten().to(torch::kFloat64)).abs().max().item<double>();
    return std::isnan(out) ? 1e9 : out;
}

} // namespace revseg::test::tiny
