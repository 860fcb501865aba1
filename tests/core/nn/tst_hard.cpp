// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Thousands of hard strings and awkward pictures against the reference (tests/parity/hard_fixture.py).
#include "core/nn/tokenizer.h"
#include "tests/core/nn/seeded.h"
#include "tests/support/test.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace revseg;
using namespace revseg::nn;
using namespace revseg::nn::test;

class TestHard final : public revseg::test::TestCase
{
    Q_OBJECT
    QJsonObject m_cases;

    static QwenVisionConfig vision(int64_t patch)
    {
        QwenVisionConfig out;
        out.patch = patch;
        out.temporalPatch = 2;
        out.merge = 2;
        return out;
    }
    static QByteArray shown(const QJsonValue& outcome)
    {
        return QJsonDocument(QJsonArray{outcome}).toJson(QJsonDocument::Compact);
    }
    /// All that differ, one a line.
    static void verifyNone(const QStringList& wrong)
    {
        QVERIFY2(wrong.isEmpty(), qPrintable(QLatin1Char('\n') + wrong.join(QLatin1Char('\n'))));
    }
    /// Grid and hash as the fixture has them; null where the picture is refused.
    static QJsonValue outcome(std::span<const Picture> frames, int64_t patch)
    {
        const QwenVisionConfig config = vision(patch);
        const PixelConfig pixels;
        const auto made = patchesOf(frames, config, pixels, {256, 4096});
        if (!made)
            return made.error().kind == Failure::Kind::InvalidInput ? QJsonValue() : QJsonValue(0);
        const std::string hash = levelsHash(made->values, config.patchValues(), pixels);
        const PatchGrid& g = made->grid;
        return QJsonArray{QJsonArray{qint64(g.t), qint64(g.h), qint64(g.w)}, QString::fromStdString(hash)};
    }

private Q_SLOTS:
    void initTestCase()
    {
        QFile file(QStringLiteral(REVSEG_FIXTURES "/hard.json"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        m_cases = QJsonDocument::fromJson(file.readAll()).object();
        QVERIFY(m_cases[u"strings"].toInt() >= 5000);
    }

    void stringsAreTheReferences()
    {
        const auto tokenizer = Tokenizer::open(REVSEG_FIXTURES "/qwen");
        QVERIFY(tokenizer);
        std::vector<std::string> pool;
        for (const QJsonValue& piece : m_cases[u"pool"].toArray())
            pool.push_back(piece.toString().toStdString());
        const auto group = uint64_t(m_cases[u"group"].toInteger());
        const auto longest = uint64_t(m_cases[u"longest"].toInteger());
        const QJsonArray hashes = m_cases[u"hashes"].toArray();
        QCOMPARE(qint64(hashes.size() * qsizetype(group)), m_cases[u"strings"].toInteger());
        QStringList wrong;
        for (qsizetype g = 0; g < hashes.size(); ++g) {
            Fnv hash;
            for (uint64_t i = 0; i < group; ++i) {
                const uint64_t seed = uint64_t(g) * group + i;
                const auto ids =
                    tokenizer->encode(seededText(pool, seed, longest), Tokenizer::Added::Recognised);
                QVERIFY(ids);
                std::vector<uint16_t> row{uint16_t(ids->size())};
                row.insert(row.end(), ids->begin(), ids->end());
                hash.add(row.data(), row.size() * 2);
                const std::string back = tokenizer->decode(*ids, true);
                hash.add(back.data(), back.size());
            }
            if (QString::fromStdString(hash.text()) != hashes[g].toString())
                wrong << QString::number(g);
        }
        QVERIFY2(wrong.isEmpty(), qPrintable(QStringLiteral("groups ") + wrong.join(QLatin1Char(' '))));
    }

    void picturesAreTheReferences()
    {
        QStringList wrong;
        for (const QJsonValue& c : m_cases[u"pictures"].toArray()) {
            const Picture picture =
                seededPicture(uint64_t(c[1].toInteger()), c[2].toInteger(), c[3].toInteger());
            const QJsonValue ours = outcome(std::span(&picture, 1), c[0].toInteger());
            if (ours != c[4])
                wrong << QString::fromUtf8(shown(c) + " here " + shown(ours));
        }
        verifyNone(wrong);
    }

    void clipsAreTheReferences()
    {
        QStringList wrong;
        for (const QJsonValue& c : m_cases[u"clips"].toArray()) {
            std::vector<Picture> frames;
            for (qint64 i = 0; i < c[2].toInteger(); ++i)
                frames.push_back(
                    seededPicture(uint64_t(c[1].toInteger() + i), c[3].toInteger(), c[4].toInteger()));
            const QJsonValue ours = outcome(frames, c[0].toInteger());
            if (ours != c[5])
                wrong << QString::fromUtf8(shown(c) + " here " + shown(ours));
        }
        verifyNone(wrong);
    }
};

REVSEG_TEST("hard", TestHard)
#include "tst_hard.moc"
