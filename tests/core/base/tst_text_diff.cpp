// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text_diff.h"
#include "tests/support/test.h"

using namespace revseg;

namespace {

/// "same -removed +added"
QString shown(const QString& before, const QString& after)
{
    QStringList out;
    for (const TextChange& c : textChanges(before, after)) {
        out << (c.kind == TextChange::Kind::Same      ? QString()
                : c.kind == TextChange::Kind::Removed ? QStringLiteral("-")
                                                      : QStringLiteral("+")) +
                   c.text;
    }
    return out.join(QStringLiteral(" | "));
}

} // namespace

class TestTextDiff final : public test::TestCase
{
    Q_OBJECT
private Q_SLOTS:
    void wordsThatChangedAreTold()
    {
        QCOMPARE(shown(QStringLiteral("the yellow duck on the left"),
                       QStringLiteral("the small duck on the far left")),
                 QStringLiteral("the | -yellow | +small | duck on the | +far | left"));
    }
    void spacesAreNoChange()
    {
        QCOMPARE(shown(QStringLiteral(" a  b\nc "), QStringLiteral("a b c")), QStringLiteral("a b c"));
    }
    void anEmptyTextIsAllAddedOrRemoved()
    {
        QCOMPARE(shown({}, QStringLiteral("a b")), QStringLiteral("+a b"));
        QCOMPARE(shown(QStringLiteral("a b"), {}), QStringLiteral("-a b"));
        QVERIFY(textChanges({}, {}).empty());
    }
    void bothTextsCanBeReadFromIt()
    {
        const QString a = QStringLiteral("one two three two one four two");
        const QString b = QStringLiteral("two one four three two two one");
        QStringList before;
        QStringList after;
        for (const TextChange& c : textChanges(a, b)) {
            if (c.kind != TextChange::Kind::Added)
                before << c.text;
            if (c.kind != TextChange::Kind::Removed)
                after << c.text;
        }
        QCOMPARE(before.join(QLatin1Char(' ')), a);
        QCOMPARE(after.join(QLatin1Char(' ')), b);
    }
    void longUnlikeTextsAreToldAsAWhole()
    {
        QStringList a;
        QStringList b;
        for (int i = 0; i < 5000; ++i) {
            a << QStringLiteral("a%1").arg(i);
            b << QStringLiteral("b%1").arg(i);
        }
        const auto changes = textChanges(QStringLiteral("x ") + a.join(QLatin1Char(' ')),
                                         QStringLiteral("x ") + b.join(QLatin1Char(' ')));
        QCOMPARE(changes.size(), size_t(3));
        QCOMPARE(changes[0].text, QStringLiteral("x"));
        QCOMPARE(changes[1].kind, TextChange::Kind::Removed);
        QCOMPARE(changes[2].kind, TextChange::Kind::Added);
    }
};

REVSEG_TEST("text_diff", TestTextDiff)
#include "tst_text_diff.moc"
