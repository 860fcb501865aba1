// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/formats/coco_rle.h"
#include "tests/support/test.h"

#include <QJsonArray>
#include <QJsonObject>

#include <random>

using namespace revseg;

namespace {

Mask fromText(const QStringList& rows)
{
    const Size size{int(rows[0].size()), int(rows.size())};
    std::vector<uint8_t> bytes;
    for (const QString& row : rows) {
        for (const QChar c : row)
            bytes.push_back(c == QLatin1Char('1'));
    }
    return Mask::fromBytes(size, bytes.data(), size.width);
}

} // namespace

class TestCocoRle final : public test::TestCase
{
    Q_OBJECT
private Q_SLOTS:
    void stringsOfTheReferenceCode_data()
    {
        QTest::addColumn<QStringList>("rows");
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("corner") << QStringList{QStringLiteral("0110"), QStringLiteral("0010"),
                                               QStringLiteral("1000")}
                                << QByteArray("22202");
        QTest::newRow("first pixel") << QStringList{QStringLiteral("100"), QStringLiteral("110")}
                                     << QByteArray("021O1");
        QTest::newRow("zeros") << QStringList{QStringLiteral("00"), QStringLiteral("00")} << QByteArray("4");
        QTest::newRow("ones") << QStringList{QStringLiteral("11"), QStringLiteral("11")} << QByteArray("04");
    }
    void stringsOfTheReferenceCode()
    {
        QFETCH(QStringList, rows);
        QFETCH(QByteArray, text);
        const Mask mask = fromText(rows);
        QCOMPARE(cocoString(mask), text);
        const auto back = maskFromCocoString(mask.size(), text);
        VERIFY_RESULT(back);
        QCOMPARE(*back, mask);
    }
    void numbersOfSeveralCharacters()
    {
        Mask mask = Mask::filled({60, 100}, {10, 20, 11, 60});
        mask = mask.united(Mask::filled({60, 100}, {11, 20, 12, 45}));
        mask = mask.united(Mask::filled({60, 100}, {12, 20, 13, 30}));
        QCOMPARE(cocoString(mask), QByteArray("lo0X1l1A?Agb4"));
        const auto list = maskFromCocoRle(
            QJsonObject{{QStringLiteral("size"), QJsonArray{100, 60}},
                        {QStringLiteral("counts"), QJsonArray{1020, 40, 60, 25, 75, 10, 4770}}});
        VERIFY_RESULT(list);
        QCOMPARE(*list, mask);
    }
    void anyMaskThereAndBack()
    {
        std::mt19937 rng(3);
        for (int i = 0; i < 50; ++i) {
            const Size size{1 + int(rng() % 90), 1 + int(rng() % 70)};
            std::vector<uint8_t> bytes(size_t(size.width * size.height));
            const unsigned rarity = 2 + rng() % 40;
            for (auto& b : bytes)
                b = rng() % rarity == 0;
            const Mask mask = Mask::fromBytes(size, bytes.data(), size.width);
            const auto back = maskFromCocoRle(cocoRle(mask));
            VERIFY_RESULT(back);
            QCOMPARE(*back, mask);
        }
    }
    void damagedStringsAreRefused()
    {
        for (const char* text :
             {"", "2", "22203", "2220", "2220P", "22 02", "PPPPPPPPPPPPPPPP", "O2202", "\xC3\xA4"})
            VERIFY_ERROR(maskFromCocoString({4, 3}, text), ErrorKind::Corrupt);
        VERIFY_ERROR(maskFromCocoString({0, 3}, "0"), ErrorKind::Corrupt);
        VERIFY_ERROR(maskFromCocoString({1'000'000, 1'000'000}, "4"), ErrorKind::Corrupt);
        VERIFY_ERROR(maskFromCocoRle(QJsonValue()), ErrorKind::Corrupt);
        VERIFY_ERROR(maskFromCocoRle(QJsonObject{{QStringLiteral("size"), QJsonArray{3, 4}}}),
                     ErrorKind::Corrupt);
        VERIFY_ERROR(maskFromCocoRle(QJsonObject{{QStringLiteral("size"), QJsonArray{3, 4}},
                                                 {QStringLiteral("counts"), QJsonArray{-1, 13}}}),
                     ErrorKind::Corrupt);
    }
};

REVSEG_TEST("coco_rle", TestCocoRle)
#include "tst_coco_rle.moc"
