// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/tensor_file.h"
#include "tests/support/files.h"
#include "tests/support/test.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#include <random>
#include <torch/torch.h>

using namespace revseg;
using nn::TensorFile;

namespace {

/// A file with this header and this many bytes of data behind it.
QByteArray fileOf(const QByteArray& header, int dataBytes)
{
    QByteArray out(8, '\0');
    for (int i = 0; i < 8; ++i)
        out[i] = char(quint64(header.size()) >> (8 * i));
    return out + header + QByteArray(dataBytes, '\1');
}

} // namespace

class TestTensorFile final : public test::TestCase
{
    Q_OBJECT
    QTemporaryDir m_dir;

    std::string pathOf(const char* name) const { return m_dir.filePath(QLatin1String(name)).toStdString(); }
    tl::expected<TensorFile, nn::Failure> opened(const QByteArray& bytes) const
    {
        QFile file(m_dir.filePath(QStringLiteral("made.safetensors")));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("cannot write the test file");
        file.close();
        return TensorFile::open(file.fileName().toStdString());
    }
private Q_SLOTS:
    void everyTypeThereAndBack()
    {
        torch::manual_seed(1);
        const torch::Tensor base = torch::randn({3, 5}) * 20;
        std::map<std::string, torch::Tensor> tensors;
        for (const auto& [name, type] : {std::pair("f64", torch::kFloat64),
                                         {"f32", torch::kFloat32},
                                         {"f16", torch::kFloat16},
                                         {"bf16", torch::kBFloat16},
                                         {"i64", torch::kInt64},
                                         {"i8", torch::kInt8},
                                         {"bool", torch::kBool}})
            tensors[name] = base.to(type);
        tensors["scalar"] = torch::tensor(2.5F);
        tensors["empty"] = torch::empty({0, 4});
        tensors["transposed"] = base.t();
        const std::string path = pathOf("all.safetensors");
        QVERIFY(nn::writeTensorFile(path, tensors, {{"format", "pt"}}));
        const auto file = TensorFile::open(path);
        QVERIFY2(file, file ? "" : file.error().what.c_str());
        QCOMPARE(file->names().size(), tensors.size());
        QCOMPARE(file->metadata().at("format"), std::string("pt"));
        for (const auto& [name, tensor] : tensors) {
            const auto back = file->tensor(name);
            QVERIFY(back);
            QVERIFY2(back->scalar_type() == tensor.scalar_type() && torch::equal(*back, tensor),
                     name.c_str());
        }
    }
    void aTensorOutlivesItsFile()
    {
        const std::string path = pathOf("one.safetensors");
        QVERIFY(nn::writeTensorFile(path, {{"a", torch::arange(6)}}));
        torch::Tensor tensor;
        {
            const auto file = TensorFile::open(path);
            QVERIFY(file);
            tensor = *file->tensor("a");
        }
        QVERIFY(torch::equal(tensor, torch::arange(6)));
    }
    void aMissingTensorAndAMissingFileAreNamed()
    {
        const std::string path = pathOf("one.safetensors");
        QVERIFY(nn::writeTensorFile(path, {{"a", torch::arange(6)}}));
        const auto tensor = TensorFile::open(path)->tensor("model.norm.weight");
        QVERIFY(!tensor && tensor.error().kind == nn::Failure::Kind::NotFound);
        QVERIFY(tensor.error().what.find("model.norm.weight") != std::string::npos);
        const auto none = TensorFile::open(pathOf("none.safetensors"));
        QVERIFY(!none && none.error().kind == nn::Failure::Kind::NotFound);
    }
    void hostileHeadersAreRefused_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("length past the end") << QByteArray("\xff\xff\xff\xff\xff\xff\xff\x7f{}");
        QTest::newRow("no JSON") << fileOf("{{", 0);
        QTest::newRow("a list") << fileOf("[]", 0);
        QTest::newRow("bytes nobody owns") << fileOf("{}", 4);
        QTest::newRow("too many bytes")
            << fileOf(R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[0,12]}})", 12);
        QTest::newRow("past the end")
            << fileOf(R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}})", 4);
        QTest::newRow("backwards") << fileOf(R"({"a":{"dtype":"U8","shape":[4],"data_offsets":[4,0]}})", 4);
        QTest::newRow("overflow") << fileOf(
            R"({"a":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,0]}})", 0);
        QTest::newRow("negative") << fileOf(R"({"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}})", 4);
        QTest::newRow("overlap") << fileOf(
            R"({"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]},"b":{"dtype":"U8","shape":[4],"data_offsets":[2,6]}})",
            6);
        QTest::newRow("hole") << fileOf(
            R"({"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]},"b":{"dtype":"U8","shape":[2],"data_offsets":[4,6]}})",
            6);
        QTest::newRow("a name twice") << fileOf(
            R"({"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]},"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]}})",
            2);
        QTest::newRow("a field twice")
            << fileOf(R"({"a":{"dtype":"U8","dtype":"U8","shape":[2],"data_offsets":[0,2]}})", 2);
        QTest::newRow("no dtype") << fileOf(R"({"a":{"shape":[2],"data_offsets":[0,2]}})", 2);
        QTest::newRow("metadata of numbers") << fileOf(R"({"__metadata__":{"a":1}})", 0);
    }
    void hostileHeadersAreRefused()
    {
        QFETCH(QByteArray, bytes);
        const auto file = opened(bytes);
        QVERIFY(!file);
        QCOMPARE(int(file.error().kind), int(nn::Failure::Kind::Corrupt));
    }
    void anUnknownTypeIsSaid()
    {
        const auto file = opened(fileOf(R"({"a":{"dtype":"F8_E4M3","shape":[2],"data_offsets":[0,2]}})", 2));
        QVERIFY(!file);
        QCOMPARE(int(file.error().kind), int(nn::Failure::Kind::Unsupported));
        QVERIFY(file.error().what.find("F8_E4M3") != std::string::npos);
    }
    void changedBytesNeverCrash()
    {
        const QByteArray good = fileOf(
            R"({"a":{"dtype":"F32","shape":[2,3],"data_offsets":[0,24]},"b":{"dtype":"I64","shape":[],"data_offsets":[24,32]}})",
            32);
        QVERIFY(opened(good));
        std::mt19937 rng(7);
        for (int i = 0; i < 3000; ++i) {
            QByteArray bytes = good;
            for (int k = 0; k <= i % 3; ++k)
                bytes[qsizetype(rng() % unsigned(bytes.size()))] = char(rng());
            if (const auto file = opened(bytes)) {
                for (const std::string& name : file->names()) {
                    const auto tensor = file->tensor(name);
                    QVERIFY(tensor && tensor->numel() >= 0);
                }
            }
        }
    }
    /// Whatever the order and the size of the pieces, the bytes are those of the format.
    void piecesMakeTheSameFile()
    {
        const torch::Tensor a = torch::arange(6, torch::kFloat32).view({2, 3});
        const torch::Tensor b = torch::tensor({7, -1}, torch::kInt64);
        auto writer = nn::TensorFileWriter::create(
            pathOf("pieces.safetensors"),
            {{"b", {torch::kInt64, {2}}}, {"a", {torch::kFloat32, {2, 3}}}, {"none", {torch::kBool, {0, 4}}}},
            {{"by", "hand"}});
        QVERIFY(writer);
        QVERIFY(writer->write("b", 0, b));
        QVERIFY(writer->write("a", 3, a[1]));
        QVERIFY(writer->write("a", 0, torch::full({3}, 9.0F)));
        QVERIFY(writer->write("a", 0, torch::stack({a[0], a[1]}, 1).select(1, 0))); // with gaps in memory
        QVERIFY(!QFile::exists(m_dir.filePath(QStringLiteral("pieces.safetensors"))));
        QVERIFY(writer->finish());
        QByteArray header =
            QByteArrayLiteral("{\"__metadata__\":{\"by\":\"hand\"},"
                              "\"a\":{\"data_offsets\":[0,24],\"dtype\":\"F32\",\"shape\":[2,3]},"
                              "\"b\":{\"data_offsets\":[24,40],\"dtype\":\"I64\",\"shape\":[2]},"
                              "\"none\":{\"data_offsets\":[40,40],\"dtype\":\"BOOL\",\"shape\":[0,4]}}");
        header.append((8 - header.size() % 8) % 8, ' ');
        QByteArray expected = fileOf(header, 0);
        expected.append(static_cast<const char*>(a.data_ptr()), 24);
        expected.append(static_cast<const char*>(b.data_ptr()), 16);
        QCOMPARE(test::bytesOf(m_dir.filePath(QStringLiteral("pieces.safetensors"))), expected);
    }
    void aFileThatIsNotFinishedLeavesNothing()
    {
        const QString path = m_dir.filePath(QStringLiteral("half.safetensors"));
        {
            auto writer = nn::TensorFileWriter::create(path.toStdString(), {{"a", {torch::kFloat32, {4}}}});
            QVERIFY(writer);
            const auto wrong = [&](const char* name, int64_t first, const torch::Tensor& piece) {
                const auto done = writer->write(name, first, piece);
                return !done && done.error().kind == nn::Failure::Kind::InvalidInput;
            };
            QVERIFY(wrong("b", 0, torch::zeros({1})));
            QVERIFY(wrong("a", 0, torch::zeros({1}, torch::kInt64)));
            QVERIFY(wrong("a", -1, torch::zeros({1})));
            QVERIFY(wrong("a", 2, torch::zeros({3})));
            QVERIFY(writer->write("a", 2, torch::zeros({2})));
        }
        QVERIFY(QDir(m_dir.path()).entryList({QStringLiteral("half*")}).isEmpty());
    }
    void aFolderThatRefusesIsSaid()
    {
        const auto written =
            nn::writeTensorFile(pathOf("no/such/folder.safetensors"), {{"a", torch::arange(2)}});
        QVERIFY(!written);
        QVERIFY(!written.error().what.empty());
    }
};

REVSEG_TEST("tensor_file", TestTensorFile)
#include "tst_tensor_file.moc"
