// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/checkpoint_file.h"
#include "core/nn/zip_file.h"
#include "tests/support/test.h"

#include <QFile>
#include <QTemporaryDir>

#include <random>
#include <torch/torch.h>

using namespace revseg;

namespace {

QByteArray little(quint64 n, int bytes)
{
    QByteArray out;
    for (int i = 0; i < bytes; ++i)
        out += char(n >> (8 * i));
    return out;
}

struct Entry
{
    QByteArray name;
    QByteArray data;
    int method = 0;
    int flags = 0;
    int checksumError = 0;
    qint64 at = -1; ///< said in the directory instead of the truth
};

QByteArray archive(const QList<Entry>& entries)
{
    QByteArray out;
    QByteArray directory;
    for (const Entry& e : entries) {
        const qint64 at = e.at >= 0 ? e.at : out.size();
        const quint32 sum =
            nn::checksumOf(reinterpret_cast<const uint8_t*>(e.data.constData()), size_t(e.data.size()));
        const QByteArray common = little(quint64(e.flags), 2) + little(quint64(e.method), 2) + little(0, 4) +
                                  little(sum + quint32(e.checksumError), 4) +
                                  little(quint64(e.data.size()), 4) + little(quint64(e.data.size()), 4) +
                                  little(quint64(e.name.size()), 2) + little(0, 2);
        out += "PK\3\4" + little(20, 2) + common + e.name + e.data;
        directory += "PK\1\2" + little(20, 2) + little(20, 2) + common + little(0, 10) +
                     little(quint64(at), 4) + e.name;
    }
    return out + directory + "PK\5\6" + little(0, 4) + little(quint64(entries.size()), 2) +
           little(quint64(entries.size()), 2) + little(quint64(directory.size()), 4) +
           little(quint64(out.size()), 4) + little(0, 2);
}

// The operations of a pickle.
QByteArray text(const QByteArray& s)
{
    return "X" + little(quint64(s.size()), 4) + s;
}
QByteArray number(qint64 n)
{
    return "\x8a\x08" + little(quint64(n), 8);
}
QByteArray tuple(const QList<QByteArray>& items)
{
    return "(" + items.join() + "t";
}
QByteArray numbers(const QList<qint64>& list)
{
    QList<QByteArray> items;
    for (const qint64 n : list)
        items << number(n);
    return tuple(items);
}
QByteArray global(const QByteArray& module, const QByteArray& name)
{
    return "c" + module + "\n" + name + "\n";
}
QByteArray storage(const QByteArray& type, qint64 elements, const QByteArray& key = "0")
{
    return tuple({text("storage"), global("torch", type), text(key), text("cuda:0"), number(elements)}) + "Q";
}
QByteArray tensor(const QByteArray& stored, qint64 offset, const QList<qint64>& sizes,
                  const QList<qint64>& strides)
{
    return global("torch._utils", "_rebuild_tensor_v2") +
           tuple({stored, number(offset), numbers(sizes), numbers(strides), "\x89",
                  global("collections", "OrderedDict") + ")R"}) +
           "R";
}
QByteArray dictionary(const QList<QPair<QByteArray, QByteArray>>& items)
{
    QByteArray out = "}(";
    for (const auto& [key, value] : items)
        out += text(key) + value;
    return out + "u";
}
QByteArray pickle(const QByteArray& body)
{
    return "\x80\x02" + body + ".";
}
/// A checkpoint of this pickle and six floats, 0 to 5.
QByteArray checkpoint(const QByteArray& pickled)
{
    QByteArray floats;
    for (int i = 0; i < 6; ++i) {
        const float f = float(i);
        floats += QByteArray(reinterpret_cast<const char*>(&f), 4);
    }
    return archive({{"any/data.pkl", pickled}, {"any/version", "3\n"}, {"any/data/0", floats}});
}
QByteArray modelOf(const QByteArray& value)
{
    return checkpoint(pickle("}" + text("model") + dictionary({{"a", value}}) + "s"));
}
const QByteArray kFloats = storage("FloatStorage", 6);

} // namespace

class TestCheckpointFile final : public test::TestCase
{
    Q_OBJECT
    QTemporaryDir m_dir;

    nn::Expected<std::map<std::string, torch::Tensor>> opened(const QByteArray& bytes) const
    {
        QFile file(m_dir.filePath(QStringLiteral("made.pt")));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("cannot write the test file");
        file.close();
        return nn::readCheckpoint(file.fileName().toStdString());
    }

private Q_SLOTS:
    void whatTorchSavesIsRead()
    {
        // Written by torch.save(): 347 tensors in half precision, one with rows that overlap in memory.
        const auto tensors = nn::readCheckpoint(REVSEG_FIXTURES "/sam2_tiny.pt");
        QVERIFY2(tensors, tensors ? "" : tensors.error().what.c_str());
        QCOMPARE(tensors->size(), size_t(347));
        const torch::Tensor w = tensors->at("memory_encoder.mask_downsampler.encoder.9.weight");
        QCOMPARE(w.sizes().vec(), (std::vector<int64_t>{256, 64, 3, 3}));
        QVERIFY(torch::equal(w[1].flatten().narrow(0, 0, 539), w[0].flatten().narrow(0, 37, 539)));
    }
    void tensorsOfAllLayouts()
    {
        const auto read = [this](const QByteArray& bytes) {
            const auto tensors = opened(bytes);
            if (!tensors)
                qWarning("%s", tensors.error().what.c_str());
            return tensors ? tensors->begin()->second : torch::Tensor();
        };
        const torch::Tensor all = torch::arange(6, torch::kFloat32);
        QVERIFY(torch::equal(read(modelOf(tensor(kFloats, 0, {2, 3}, {3, 1}))), all.view({2, 3})));
        QVERIFY(torch::equal(read(modelOf(tensor(kFloats, 0, {3, 2}, {1, 3}))), all.view({2, 3}).t()));
        QVERIFY(torch::equal(read(modelOf(tensor(kFloats, 4, {2}, {1}))), all.narrow(0, 4, 2)));
        QVERIFY(torch::equal(read(modelOf(tensor(kFloats, 5, {}, {}))), all[5]));
        QCOMPARE(read(modelOf(tensor(kFloats, 0, {0, 4}, {4, 1}))).numel(), 0);
        const QByteArray parameter =
            global("torch._utils", "_rebuild_parameter") +
            tuple({tensor(kFloats, 0, {6}, {1}), "\x88", global("collections", "OrderedDict") + ")R"}) + "R";
        QVERIFY(torch::equal(read(modelOf(parameter)), all));
    }
    void stateDictionariesOfAllKinds()
    {
        const QByteArray t = tensor(kFloats, 0, {6}, {1});
        const QByteArray ordered = global("collections", "OrderedDict") + ")R(" + text("module.w") + t + "u" +
                                   dictionary({{"_metadata", "}"}}) + "b";
        const auto inModel = opened(checkpoint(pickle(dictionary({{"epoch", number(3)},
                                                                  {"loss", "G" + QByteArray(8, '\0')},
                                                                  {"lrs", "](K\1K\2e"},
                                                                  {"model", ordered}}))));
        QVERIFY2(inModel, inModel ? "" : inModel.error().what.c_str());
        QCOMPARE(inModel->size(), size_t(1));
        QCOMPARE(inModel->begin()->first, std::string("w"));
        const auto bare = opened(checkpoint(pickle(ordered)));
        QVERIFY(bare && bare->count("w") == 1);
    }
    void nothingIsCalled()
    {
        const auto read = opened(checkpoint(pickle(
            dictionary({{"model", global("posix", "system") + tuple({text("touch /tmp/x")}) + "R"}}))));
        QVERIFY(!read);
        QCOMPARE(int(read.error().kind), int(nn::Failure::Kind::Unsupported));
        QVERIFY2(read.error().what.find("posix.system") != std::string::npos, read.error().what.c_str());
        QVERIFY(read.error().what.find("export the weights alone") != std::string::npos);
    }
    void hostileFilesAreRefused_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        const QByteArray t = tensor(kFloats, 0, {6}, {1});
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("a web page") << QByteArray("<!DOCTYPE html><html><body>Not found</body></html>");
        QTest::newRow("negative size") << modelOf(tensor(kFloats, 0, {-1}, {1}));
        QTest::newRow("negative stride") << modelOf(tensor(kFloats, 5, {2}, {-1}));
        QTest::newRow("negative offset") << modelOf(tensor(kFloats, -1, {2}, {1}));
        QTest::newRow("past the end") << modelOf(tensor(kFloats, 1, {6}, {1}));
        QTest::newRow("stride past the end") << modelOf(tensor(kFloats, 0, {2}, {6}));
        QTest::newRow("2^62 twice") << modelOf(tensor(kFloats, 0, {1LL << 62, 1LL << 62}, {1, 1}));
        QTest::newRow("wrap around") << modelOf(tensor(kFloats, 0, {2, 2}, {(1LL << 62), (1LL << 62)}));
        QTest::newRow("one number, terabytes") << modelOf(tensor(kFloats, 0, {1LL << 40}, {0}));
        QTest::newRow("seven dimensions")
            << modelOf(tensor(kFloats, 0, {1, 1, 1, 1, 1, 1, 1}, {1, 1, 1, 1, 1, 1, 1}));
        QTest::newRow("sizes without strides") << modelOf(tensor(kFloats, 0, {6}, {}));
        QTest::newRow("longer storage") << modelOf(tensor(storage("FloatStorage", 7), 0, {6}, {1}));
        QTest::newRow("shorter storage") << modelOf(tensor(storage("FloatStorage", 5), 0, {5}, {1}));
        QTest::newRow("endless storage") << modelOf(tensor(storage("FloatStorage", INT64_MAX), 0, {6}, {1}));
        QTest::newRow("another type's length") << modelOf(tensor(storage("HalfStorage", 6), 0, {6}, {1}));
        QTest::newRow("no such storage") << modelOf(tensor(storage("FloatStorage", 6, "../0"), 0, {6}, {1}));
        QTest::newRow("unknown storage") << modelOf(tensor(storage("ComplexFloatStorage", 6), 0, {6}, {1}));
        QTest::newRow("a list for a model") << checkpoint(pickle("}" + text("model") + "]s"));
        QTest::newRow("no tensors") << checkpoint(pickle("}"));
        QTest::newRow("a list") << checkpoint(pickle("]"));
        QTest::newRow("the same name twice")
            << checkpoint(pickle(dictionary({{"model", dictionary({{"w", t}, {"module.w", t}})}})));
        QTest::newRow("memo never set") << checkpoint(pickle("h\7"));
        QTest::newRow("empty stack") << checkpoint(pickle("s"));
        QTest::newRow("mark missing") << checkpoint(pickle("t"));
        QTest::newRow("mark taken") << checkpoint(pickle("(R"));
        QTest::newRow("mark left") << checkpoint(pickle("}("));
        QTest::newRow("two results") << checkpoint(pickle("}}"));
        QTest::newRow("odd entries") << checkpoint(pickle("}(" + text("a") + "u"));
        QTest::newRow("state for a list") << checkpoint(pickle("]}b"));
        QTest::newRow("call of a text") << checkpoint(pickle(text("f") + ")R"));
        QTest::newRow("call of a storage type")
            << checkpoint(pickle(global("torch", "FloatStorage") + tuple({number(9)}) + "R"));
        QTest::newRow("endless text") << checkpoint(pickle("X" + little(0xffffffff, 4)));
        QTest::newRow("endless name") << checkpoint(pickle("c" + QByteArray(5000, 'a')));
        QTest::newRow("endless number") << checkpoint(pickle("\x8a\xff" + QByteArray(255, '\1')));
        QTest::newRow("a list in itself, as a model") << checkpoint(pickle("]q\0h\0a"));
        QTest::newRow("a million values") << checkpoint(pickle(QByteArray(1'000'000, 'N')));
        QTest::newRow("protocol 4") << checkpoint("\x80\x04}.");
        QTest::newRow("bytes behind the end") << checkpoint(pickle(dictionary({{"w", t}})) + "x");

        const QByteArray good = pickle(dictionary({{"w", t}}));
        const QByteArray data(24, '\0');
        QTest::newRow("an entry twice")
            << archive({{"a/data.pkl", good}, {"a/data/0", data}, {"a/data/0", data}});
        QTest::newRow("overlap") << archive(
            {{"a/data.pkl", good}, {"a/data/0", data}, {"a/data.pkl", good, 0, 0, 0, 0}});
        QTest::newRow("wrong checksum") << archive({{"a/data.pkl", good}, {"a/data/0", data, 0, 0, 1}});
        QTest::newRow("wrong checksum of the pickle")
            << archive({{"a/data.pkl", good, 0, 0, 1}, {"a/data/0", data}});
        QTest::newRow("compressed") << archive({{"a/data.pkl", good, 8}, {"a/data/0", data}});
        QTest::newRow("encrypted") << archive({{"a/data.pkl", good, 0, 1}, {"a/data/0", data}});
        QTest::newRow("out of the folder") << archive({{"a/data.pkl", good}, {"a/../data/0", data}});
        QTest::newRow("absolute") << archive({{"/data.pkl", good}});
        QTest::newRow("two pickles") << archive({{"a/data.pkl", good}, {"b/data.pkl", good}});
        QTest::newRow("no pickle") << archive({{"a/data/0", data}});
        QTest::newRow("no data") << archive({{"a/data.pkl", good}});
        QTest::newRow("elsewhere") << archive({{"a/data.pkl", good}, {"a/data/0", data, 0, 0, 0, 1'000'000}});
        QTest::newRow("big-endian") << archive(
            {{"a/data.pkl", good}, {"a/data/0", data}, {"a/byteorder", "big"}});
    }
    void hostileFilesAreRefused()
    {
        QFETCH(QByteArray, bytes);
        const auto read = opened(bytes);
        QVERIFY2(!read, "it was read");
        QVERIFY(read.error().kind == nn::Failure::Kind::Corrupt ||
                read.error().kind == nn::Failure::Kind::Unsupported);
        QVERIFY(!read.error().what.empty());
    }
    void operationsThatNoWeightsNeedAreRefused()
    {
        const QByteArray allowed("\x80.}](\x29t\x85\x86\x87N\x88\x89JKM\x8aGXqrhjcQRbsuae");
        int refused = 0;
        for (int code = 0; code < 256; ++code) {
            if (allowed.contains(char(code)))
                continue;
            const auto read = opened(checkpoint(pickle(char(code) + QByteArray(16, '\0'))));
            QVERIFY(!read);
            QVERIFY2(read.error().what.find("operation " + std::to_string(code)) != std::string::npos,
                     read.error().what.c_str());
            ++refused;
        }
        QCOMPARE(refused, 256 - 31);
    }
    void cutFilesAreRefused()
    {
        const QByteArray whole =
            pickle(dictionary({{"model", dictionary({{"w", tensor(kFloats, 0, {6}, {1})}})}}));
        QVERIFY(opened(checkpoint(whole)));
        for (int n = 0; n < whole.size(); ++n)
            QVERIFY2(!opened(checkpoint(whole.left(n))), qPrintable(QString::number(n)));
        const QByteArray file = checkpoint(whole);
        for (int n = 0; n < file.size(); ++n)
            QVERIFY2(!opened(file.left(n)), qPrintable(QString::number(n)));
    }
    void changedBytesNeverCrash()
    {
        const QByteArray whole =
            pickle(dictionary({{"model", dictionary({{"w", tensor(kFloats, 0, {2, 3}, {3, 1})}})}}));
        const QByteArray file = checkpoint(whole);
        std::mt19937 rng(3);
        const auto changed = [&rng](QByteArray bytes, int times) {
            for (int k = 0; k <= times; ++k)
                bytes[qsizetype(rng() % unsigned(bytes.size()))] = char(rng());
            return bytes;
        };
        for (int i = 0; i < 4000; ++i) {
            // In the pickle with the checksum put right, and anywhere.
            const auto read = opened(i % 2 == 0 ? checkpoint(changed(whole, i % 5)) : changed(file, i % 5));
            if (read) {
                for (const auto& [name, t] : *read)
                    QVERIFY(t.numel() <= 10'000);
            }
        }
    }
};

REVSEG_TEST("checkpoint_file", TestCheckpointFile)
#include "tst_checkpoint_file.moc"
