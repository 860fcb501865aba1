// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "tests/support/test.h"

using namespace revseg;

class TestError final : public test::TestCase
{
    Q_OBJECT
private Q_SLOTS:
    void placesAreFilledInOnePass()
    {
        QCOMPARE(Sentence::fill(QStringLiteral("%1 and %2"), {QStringLiteral("%2"), QStringLiteral("b")}),
                 QStringLiteral("%2 and b"));
        QCOMPARE(Sentence::fill(QStringLiteral("100 % of %3"), {QStringLiteral("x")}),
                 QStringLiteral("100 % of %3"));
    }
    void anErrorAlwaysHasARemedy()
    {
        QVERIFY(!makeError(ErrorKind::Network, "No answer").remedyText().isEmpty());
        QCOMPARE(
            makeError(ErrorKind::Network, "No answer", {}, "start %1", {QStringLiteral("it")}).remedyText(),
            QStringLiteral("start it"));
    }
    void controlCharactersBecomeBlanks()
    {
        QCOMPARE(oneLine(QStringLiteral("a\nb\tc")), QStringLiteral("a b c"));
    }
};

REVSEG_TEST("error", TestError)
#include "tst_error.moc"
