// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/sam2_names.h"
#include "tests/core/nn/sam2_tiny.h"
#include "tests/support/test.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>

using namespace revseg;
using namespace revseg::nn::sam2;
using namespace revseg::test::tiny;

class TestSam2Weights final : public test::TestCase
{
    Q_OBJECT
    QTemporaryDir m_dir;

    std::string pathOf(const char* name) const { return m_dir.filePath(QLatin1String(name)).toStdString(); }
    /// Under transformers' names, as its own program wrote them down.
    static Tensors theirs()
    {
        QFile file(QString::fromStdString(kFixtures + "/sam2_names.json"));
        if (!file.open(QIODevice::ReadOnly))
            qFatal("no names");
        const QJsonObject names = QJsonDocument::fromJson(file.readAll()).object();
        Tensors out;
        for (auto it = names.begin(); it != names.end(); ++it) {
            std::vector<torch::Tensor> rows;
            for (const QJsonValue& row : it->toArray())
                rows.push_back(weights().at(row.toString().toStdString()));
            out[it.key().toStdString()] =
                rows.empty() ? weights().at(it->toString().toStdString()) : torch::cat(rows);
        }
        return out;
    }
    static std::string problemOf(Tensors tensors)
    {
        Model::Options options;
        options.config = config();
        const auto model = Model::load(Weights(std::move(tensors), "made"), options);
        return model ? std::string() : model.error().what;
    }

private Q_SLOTS:
    void allFilesGiveTheSameNetwork()
    {
        QVERIFY(QFile::copy(QString::fromStdString(kFixtures + "/sam2_tiny_config.json"),
                            m_dir.filePath(QStringLiteral("config.json"))));
        QVERIFY(QFile::copy(QString::fromStdString(kFixtures + "/sam2_tiny.pt"),
                            m_dir.filePath(QStringLiteral("tiny.pt"))));
        QVERIFY(nn::writeTensorFile(pathOf("meta.safetensors"), weights()));
        QVERIFY(nn::writeTensorFile(pathOf("model.safetensors"), theirs()));
        const torch::Tensor frame = torch::rand({1, 3, 64, 64});
        Prompt prompt;
        prompt.points = {{30, 20, true}};
        torch::Tensor mask;
        torch::Tensor tracked;
        // The last is the folder, with transformers' files in it.
        for (const std::string& path :
             {pathOf("tiny.pt"), pathOf("meta.safetensors"), pathOf("model.safetensors"), pathOf(".")}) {
            const auto model = Model::load(path, {});
            QVERIFY2(model, model ? "" : model.error().what.c_str());
            const auto features = (*model)->encode(frame);
            QVERIFY(features);
            Video video(*model, 3, kWidth, kHeight);
            const auto clicked = video.addPrompt(1, 0, prompt, false, *features);
            QVERIFY(clicked);
            torch::Tensor last;
            QVERIFY(video.propagate(
                0, 2, false, [&](int64_t, const std::stop_token&) { return features; },
                [&](int64_t, const std::vector<Video::Result>& results) {
                    last = results.at(0).mask;
                    return true;
                }));
            if (mask.defined()) {
                QVERIFY2(torch::equal(clicked->mask, mask), path.c_str());
                QVERIFY2(torch::equal(last, tracked), path.c_str());
            }
            mask = clicked->mask;
            tracked = last;
        }
    }
    void transformersNamesAreMetas()
    {
        const auto named = nn::sam2::fromTransformers(theirs());
        QVERIFY2(named, named ? "" : named.error().what.c_str());
        QCOMPARE(named->size(), weights().size());
        for (const auto& [name, tensor] : weights()) {
            QVERIFY2(named->count(name) == 1, name.c_str());
            QVERIFY2(torch::equal(named->at(name), tensor), name.c_str());
        }
        Tensors two = theirs();
        torch::Tensor& second = two.at("shared_image_embedding.positional_embedding");
        second = second + 1;
        QVERIFY(!nn::sam2::fromTransformers(two));
    }
    void whatDoesNotFitIsNamed()
    {
        QCOMPARE(problemOf(weights()), std::string());
        Tensors tensors = weights();
        tensors.erase("no_obj_ptr");
        tensors["extra.weight"] = torch::zeros({2});
        tensors["memory_attention.norm.weight"] = torch::zeros({31});
        tensors["obj_ptr_proj.layers.1.bias"] = torch::zeros({32}, torch::kInt64);
        const std::string problem = problemOf(tensors);
        for (const char* part : {"missing: no_obj_ptr", "unexpected: extra.weight",
                                 "memory_attention.norm.weight ([31] instead of [32])",
                                 "obj_ptr_proj.layers.1.bias ([32] of whole numbers"})
            QVERIFY2(problem.find(part) != std::string::npos, problem.c_str());
        const std::string all = problemOf({});
        QVERIFY2(all.find("and 339 more") != std::string::npos, all.c_str());
    }
    void aFileOfAnotherNetworkIsSaid()
    {
        QVERIFY(nn::writeTensorFile(pathOf("other.safetensors"), {{"a", torch::zeros({2})}}));
        const auto other = Model::load(pathOf("other.safetensors"), {});
        QVERIFY(!other && other.error().kind == nn::Failure::Kind::Unsupported);
        const auto none = Model::load(pathOf("none.pt"), {});
        QVERIFY(!none && none.error().kind == nn::Failure::Kind::NotFound);
        QTemporaryDir lonely;
        const std::string path = lonely.filePath(QStringLiteral("tiny.pt")).toStdString();
        QVERIFY(
            QFile::copy(QString::fromStdString(kFixtures + "/sam2_tiny.pt"), QString::fromStdString(path)));
        const auto unknown = Model::load(path, {});
        QVERIFY(!unknown && unknown.error().what.find("no config.json") != std::string::npos);
    }
    void aFolderMayHoldAnySingleFile()
    {
        QTemporaryDir folder;
        const auto path = [&](const char* name) { return folder.filePath(QLatin1String(name)); };
        const QString fixtures = QString::fromStdString(kFixtures);
        const auto problem = [&] {
            const auto model = Model::load(folder.path().toStdString(), {});
            return model ? std::string() : model.error().what;
        };
        QVERIFY(problem().find("holds no .pt") != std::string::npos);
        QVERIFY(QFile::copy(fixtures + QStringLiteral("/sam2_tiny.pt"), path("anything.pt")));
        QVERIFY(QFile::copy(fixtures + QStringLiteral("/sam2_tiny_config.json"), path("config.json")));
        QCOMPARE(problem(), std::string());
        QVERIFY(QFile::copy(fixtures + QStringLiteral("/sam2_tiny.pt"), path("other.pt")));
        QVERIFY(problem().find("“anything.pt” and “other.pt”") != std::string::npos);
        QVERIFY(nn::writeTensorFile(path("model.safetensors").toStdString(), theirs()));
        QCOMPARE(problem(), std::string());
    }
    /// A description beside the weights is believed before their size is guessed, unless they contradict it.
    void theDescriptionComesFirst()
    {
        QTemporaryDir folder;
        QFile file(QString::fromStdString(kFixtures + "/sam2_tiny_config.json"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray described = file.readAll();
        QVERIFY(QFile::copy(QString::fromStdString(kFixtures + "/sam2_tiny.pt"),
                            folder.filePath(QStringLiteral("a.pt"))));
        const auto load = [&](const QByteArray& from, const QByteArray& to) {
            QFile out(folder.filePath(QStringLiteral("config.json")));
            QByteArray bytes = described;
            bytes.replace(from, to);
            if (!out.open(QIODevice::WriteOnly) || out.write(bytes) != bytes.size())
                qFatal("cannot write");
            out.close();
            return Model::load(folder.path().toStdString(), {});
        };
        const auto other = load("\"num_maskmem\": 7", "\"num_maskmem\": 6");
        QVERIFY(!other && other.error().what.find("maskmem_tpos_enc") != std::string::npos);
        const auto window =
            load("\"max_object_pointers_in_encoder\": 16", "\"max_object_pointers_in_encoder\": 9");
        QVERIFY(window);
        QCOMPARE((*window)->config().pointers, 9);
        const auto wide = load("\"hidden_size\": 8", "\"hidden_size\": 16");
        QVERIFY(!wide && wide.error().what.find("describes another network (width 16") != std::string::npos);
        // Of another kind of model: as if it were not there.
        const auto foreign = load("\"sam2_video\"", "\"qwen2_5_vl\"");
        QVERIFY(!foreign && foreign.error().what.find("no published size (width 8") != std::string::npos);
    }
    void publishedSizes()
    {
        for (const auto size :
             {Config::Size::Tiny, Config::Size::Small, Config::Size::BasePlus, Config::Size::Large}) {
            for (const auto version : {Config::Version::Sam20, Config::Version::Sam21})
                QVERIFY(Config::known(size, version).check());
        }
        QCOMPARE(Config::known(Config::Size::Large, Config::Version::Sam20).depth(), 48);
        QCOMPARE(config().embed, 8);
        QCOMPARE(config().globalBlocks, (std::vector<int64_t>{4}));
    }
    void impossibleNetworksAreRefused_data()
    {
        QTest::addColumn<int>("which");
        for (int i = 0; i < 9; ++i)
            QTest::addRow("%d", i) << i;
    }
    void impossibleNetworksAreRefused()
    {
        QFETCH(int, which);
        Config c = config();
        const std::vector<std::function<void()>> spoil{
            [&] { c.imageSize = 60; },     [&] { c.imageSize = 1 << 20; }, [&] { c.windows[0] = 3; },
            [&] { c.windows[1] = 0; },     [&] { c.heads = 3; },           [&] { c.globalBlocks = {1}; },
            [&] { c.globalBlocks = {9}; }, [&] { c.memoryWidth = 12; },    [&] { c.width = 24; }};
        spoil[size_t(which)]();
        const auto good = c.check();
        QVERIFY(!good && good.error().kind == nn::Failure::Kind::InvalidInput);
        Model::Options options;
        options.config = c;
        QVERIFY(!Model::load(Weights(weights(), "made"), options));
    }
    void oddDescriptionsAreRefused()
    {
        QFile file(QString::fromStdString(kFixtures + "/sam2_tiny_config.json"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray good = file.readAll();
        const std::string path = pathOf("odd.json");
        const auto problem = [&](const QByteArray& from, const QByteArray& to) {
            QFile odd(QString::fromStdString(path));
            QByteArray bytes = good;
            bytes.replace(from, to);
            if (bytes == good || !odd.open(QIODevice::WriteOnly) || odd.write(bytes) != bytes.size())
                return std::string("nothing was replaced");
            odd.close();
            const auto read = Config::fromJson(path);
            return read ? std::string("it was read") : read.error().what;
        };
        QVERIFY(problem("\"sam2_video\"", "\"sam3\"").find("does not describe") != std::string::npos);
        QVERIFY(problem("\"num_maskmem\": 7", "\"num_maskmem\": -7").find("num_maskmem") !=
                std::string::npos);
        QVERIFY(problem("\"num_multimask_outputs\": 3", "\"num_multimask_outputs\": 5").find("only 3") !=
                std::string::npos);
        QVERIFY(problem("\"image_size\": 64,", "\"image_size\": 1e9,").find("image_size") !=
                std::string::npos);
        QVERIFY(problem("{", "[").find("no JSON") != std::string::npos);
    }
};

REVSEG_TEST("sam2_weights", TestSam2Weights)
#include "tst_sam2_weights.moc"
