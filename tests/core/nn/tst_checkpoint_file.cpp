// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/checkpoint_file.h"
#include "tests/support/test.h"

using namespace revseg;

class TestCheckpointFile final : public test::TestCase
{
    Q_OBJECT
private Q_SLOTS:
    void aPublishedCheckpointIsRead()
    {
        const auto tensors = nn::readCheckpoint(REVSEG_FIXTURES "/sam2_tiny.pt");
        QVERIFY2(tensors, tensors ? "" : tensors.error().what.c_str());
        QCOMPARE(tensors->size(), size_t(347));
    }
};

REVSEG_TEST("checkpoint_file", TestCheckpointFile)
#include "tst_checkpoint_file.moc"
