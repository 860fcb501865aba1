// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/json_file.h"
#include "core/nn/qwen.h"
#include "core/nn/weights.h"
#include "tests/support/test.h"

#include <QFile>
#include <QTemporaryDir>

#include <nlohmann/json.hpp>
#include <sys/stat.h>
#include <torch/torch.h>

using namespace revseg;
using namespace revseg::nn;

namespace {

/// Bytes of the mapping of a file that this process has in memory.
qint64 residentOf(const QString& path)
{
    QFile file(QStringLiteral("/proc/self/smaps"));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("no smaps");
    qint64 sum = 0;
    bool ours = false;
    for (const QByteArray& line : file.readAll().split('\n')) {
        const QByteArray first = line.left(line.indexOf(' '));
        if (!first.endsWith(':'))
            ours = line.endsWith(path.toUtf8());
        else if (ours && first == "Rss:")
            sum += line.mid(4).simplified().split(' ').value(0).toLongLong() * 1024;
    }
    return sum;
}

std::string nameOf(int i)
{
    std::string out = std::to_string(i);
    out.insert(out.begin(), 't');
    return out;
}

} // namespace

class TestWeights final : public test::TestCase
{
    Q_OBJECT
    QTemporaryDir m_dir;

private Q_SLOTS:
    /// While weights are converted the file must not stay in memory beside them.
    void whatIsConvertedIsForgotten()
    {
        const QString path = m_dir.filePath(QStringLiteral("model.safetensors"));
        std::map<std::string, torch::Tensor> tensors;
        constexpr int64_t kRows = 1024;
        constexpr int64_t kColumns = 2048; // 4 MiB each
        for (int i = 0; i < 8; ++i)
            tensors[nameOf(i)] = torch::full({kRows, kColumns}, i, torch::kBFloat16);
        QVERIFY(writeTensorFile(path.toStdString(), tensors));
        const auto weights = Weights::open(m_dir.path().toStdString());
        QVERIFY(weights);
        const qint64 bytes = 8 * kRows * kColumns * 2;
        QCOMPARE(qint64(weights->bytes()), bytes);
        QVERIFY(residentOf(path) < bytes / 8); // counting reads nothing
        WeightLoader wide(*weights, torch::kFloat32, torch::kCPU);
        qint64 most = 0;
        for (int i = 0; i < 8; ++i) {
            const torch::Tensor t = wide.take(nameOf(i), {kRows, kColumns});
            QCOMPARE(t.mean().item<double>(), double(i));
            most = std::max(most, residentOf(path));
        }
        QVERIFY2(most < bytes / 8, qPrintable(QString::number(most)));
        // What is used as it lies in the file stays, and is what it was.
        WeightLoader same(*weights, torch::kBFloat16, torch::kCPU);
        std::vector<torch::Tensor> kept;
        for (int i = 0; i < 8; ++i) {
            kept.push_back(same.take(nameOf(i), {kRows, kColumns}));
            QCOMPARE(kept.back().to(torch::kFloat32).mean().item<double>(), double(i));
        }
        QVERIFY(residentOf(path) > bytes / 2);
    }

    /// A pipe that nobody writes to would be waited for without end.
    void pipesAndFoldersAreNoFiles()
    {
        const std::string pipe = m_dir.filePath(QStringLiteral("pipe")).toStdString();
        QCOMPARE(mkfifo(pipe.c_str(), 0600), 0);
        for (const std::string& path : {pipe, m_dir.path().toStdString()}) {
            const auto json = readJsonObject(path);
            QVERIFY(!json && json.error().kind == Failure::Kind::Unsupported);
            const auto file = TensorFile::open(path);
            QVERIFY(!file && file.error().kind == Failure::Kind::Unsupported);
        }
        const auto none = readJsonObject(pipe + "s");
        QVERIFY(!none && none.error().kind == Failure::Kind::NotFound);
    }

    void aHugeDescriptionIsRefused()
    {
        QFile file(m_dir.filePath(QStringLiteral("huge.json")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QVERIFY(file.write("{}") == 2 && file.resize(qint64(1) << 40)); // sparse: takes no room
        file.close();
        const auto json = readJsonObject(file.fileName().toStdString());
        QVERIFY(!json && json.error().kind == Failure::Kind::Corrupt);
    }

    void keysAreUnique()
    {
        QVERIFY(parseUnique(R"({"a":{"b":1},"b":[{"a":1},{"a":2}]})"));
        QVERIFY(!parseUnique(R"({"a":1,"a":1})"));
        QVERIFY(!parseUnique(R"({"c":[{"a":1,"b":{},"a":2}]})"));
        QVERIFY(!parseUnique("{"));
        QVERIFY(!parseUnique(""));
    }
};

REVSEG_TEST("weights", TestWeights)
#include "tst_weights.moc"
