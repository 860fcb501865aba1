// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/kernels.h"
#include "tests/support/test.h"

#include <torch/torch.h>

using namespace revseg::nn;

class TestKernels final : public revseg::test::TestCase
{
    Q_OBJECT
private Q_SLOTS:
    /// All numbers of rows, and lengths with and without a rest behind whole vectors.
    void productsAreTheProducts()
    {
        for (const auto type : {torch::kFloat32, torch::kBFloat16}) {
            for (const int64_t in : {7, 16, 31, 64, 129, 300, 1024}) {
                for (const int64_t rows : {1, 2, 3, 4, 8, 15}) {
                    const torch::Tensor x = torch::randn({rows, in});
                    const torch::Tensor w = torch::randn({13, in}).to(type);
                    const torch::Tensor bias = torch::randn({13}).to(type);
                    torch::Tensor y = torch::zeros({rows, 13});
                    kernels::products(x.data_ptr<float>(), rows, in, w.data_ptr(), type == torch::kBFloat16,
                                      in, in, bias.data_ptr(), y.data_ptr<float>(), 13, 1, 13);
                    const torch::Tensor exact = torch::mm(x.to(torch::kFloat64), w.to(torch::kFloat64).t()) +
                                                bias.to(torch::kFloat64);
                    QVERIFY((y - exact).narrow(1, 1, 12).abs().max().item<double>() < 1e-4);
                    QVERIFY(!y.narrow(1, 0, 1).any().item<bool>()); // only what was asked for
                }
            }
        }
    }

    void sharesAreTheSoftmax()
    {
        for (const int64_t n : {1, 5, 16, 33, 3000}) {
            torch::Tensor x = torch::randn({n}) * 8;
            const torch::Tensor exact = torch::softmax(x.to(torch::kFloat64), 0);
            kernels::softmax(x.data_ptr<float>(), n);
            QVERIFY((x - exact).abs().max().item<double>() < 1e-6);
        }
    }
};

REVSEG_TEST("kernels", TestKernels)
#include "tst_kernels.moc"
