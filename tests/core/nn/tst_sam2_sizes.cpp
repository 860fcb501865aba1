// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The eight published networks, against what the reference builds from its own configurations
// (tests/parity/sam2_sizes.py). Nothing is computed: tensors have a shape and no content.
#include "tests/core/nn/sam2_tiny.h"
#include "tests/support/test.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace revseg;
using namespace revseg::nn::sam2;
using namespace revseg::test::tiny;

class TestSam2Sizes final : public test::TestCase
{
    Q_OBJECT
    QJsonObject m_root;

    static std::vector<int64_t> numbers(const QJsonValue& value)
    {
        std::vector<int64_t> out;
        for (const QJsonValue& v : value.toArray())
            out.push_back(v.toInteger());
        return out;
    }
    /// "name [1, 2]", blocks of the trunk written as `*`.
    static void add(Tensors& out, const QString& entry, const std::vector<int64_t>& blocks)
    {
        const qsizetype mark = entry.indexOf(QLatin1Char(' '));
        std::vector<int64_t> shape;
        const QString list = entry.mid(mark + 2).chopped(1);
        for (const QString& n : list.split(QLatin1String(", ")))
            shape.push_back(n.toLongLong());
        const torch::Tensor tensor =
            torch::empty(shape, torch::TensorOptions().dtype(torch::kFloat32).device(torch::kMeta));
        const QString name = entry.left(mark);
        if (blocks.empty())
            out[name.toStdString()] = tensor;
        for (const int64_t block : blocks)
            out[QString(name).replace(QLatin1Char('*'), QString::number(block)).toStdString()] = tensor;
    }

private Q_SLOTS:
    void initTestCase()
    {
        QFile file(QString::fromStdString(kFixtures + "/sam2_sizes.json"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        m_root = QJsonDocument::fromJson(file.readAll()).object();
        QCOMPARE(m_root[QLatin1String("networks")].toObject().size(), 8);
    }
    void networksAreThoseOfTheReference_data()
    {
        QTest::addColumn<Config::Size>("size");
        QTest::addColumn<Config::Version>("version");
        using Size = Config::Size;
        for (const auto& [name, size] : {std::pair("tiny", Size::Tiny),
                                         {"small", Size::Small},
                                         {"base+", Size::BasePlus},
                                         {"large", Size::Large}}) {
            QTest::addRow("2.0 %s", name) << size << Config::Version::Sam20;
            QTest::addRow("2.1 %s", name) << size << Config::Version::Sam21;
        }
    }
    void networksAreThoseOfTheReference()
    {
        QFETCH(Config::Size, size);
        QFETCH(Config::Version, version);
        const QJsonObject theirs = m_root[QLatin1String("networks")]
                                       .toObject()[QString::fromLatin1(QTest::currentDataTag())]
                                       .toObject();
        Tensors tensors;
        for (const QJsonValue& entry : m_root[QLatin1String("common")].toArray())
            add(tensors, entry.toString(), {});
        const QJsonObject own = theirs[QLatin1String("shapes")].toObject();
        for (auto it = own.begin(); it != own.end(); ++it)
            add(tensors, it.key(), numbers(*it));
        QCOMPARE(qint64(tensors.size()), theirs[QLatin1String("tensors")].toInteger());

        // The size is found out from the shapes, and every tensor is wanted in its shape.
        Model::Options options;
        options.device = torch::kMeta;
        const auto model = Model::load(Weights(tensors, "made"), options);
        QVERIFY2(model, model ? "" : model.error().what.c_str());
        const Config& c = (*model)->config();
        QCOMPARE(c.name, Config::known(size, version).name);

        const auto number = [&](const char* key) { return theirs[QLatin1String(key)].toInteger(); };
        QCOMPARE(c.heads, number("heads"));
        QCOMPARE(c.imageSize, number("image"));
        QCOMPARE(c.memories, number("memories"));
        QCOMPARE(c.pointers, number("pointers"));
        QCOMPARE(c.attentionLayers, number("attention"));
        QCOMPARE(c.ropeTheta, theirs[QLatin1String("theta")].toDouble());
        std::vector<int64_t> ends;
        std::vector<int64_t> pools;
        std::vector<int64_t> windows;
        int64_t block = 0;
        for (size_t stage = 0; stage < 4; ++stage) {
            for (int64_t i = 0; i < c.blocks[stage]; ++i, ++block) {
                const bool first = stage > 0 && i == 0;
                const bool global =
                    std::find(c.globalBlocks.begin(), c.globalBlocks.end(), block) != c.globalBlocks.end();
                windows.push_back(global ? 0 : c.windows[first ? stage - 1 : stage]);
                if (first)
                    pools.push_back(block);
            }
            ends.push_back(block - 1);
        }
        QCOMPARE(windows, numbers(theirs[QLatin1String("windows")]));
        QCOMPARE(pools, numbers(theirs[QLatin1String("pools")]));
        QCOMPARE(ends, numbers(theirs[QLatin1String("stages")]));
    }
};

REVSEG_TEST("sam2_sizes", TestSam2Sizes)
#include "tst_sam2_sizes.moc"
