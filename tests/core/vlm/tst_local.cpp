// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A model in this process behind VlmBackend, with the tiny random network of tests/parity.
#include "core/nn/qwen_chat.h"
#include "core/vlm/local_engine.h"
#include "core/vlm/model_folder.h"
#include "tests/support/files.h"
#include "tests/support/test.h"

#include <QDir>
#include <QJsonDocument>
#include <QTemporaryDir>

#include <algorithm>
#include <cstring>

using namespace revseg;

namespace {

/// A copy of the tiny model that sees videos as small as its pictures.
QString modelIn(const QTemporaryDir& dir)
{
    const QString folder = dir.filePath(QStringLiteral("tiny"));
    QDir().mkpath(folder);
    const QDir from(QStringLiteral(REVSEG_FIXTURES "/qwen"));
    for (const QString& name : from.entryList(QDir::Files))
        QFile::copy(from.filePath(name), folder + QLatin1Char('/') + name);
    QFile::copy(from.filePath(QStringLiteral("preprocessor_config.json")),
                folder + QStringLiteral("/video_preprocessor_config.json"));
    return folder;
}

#ifdef REVSEG_TORCH_VERSION
QImage picture(int seed, int width = 56, int height = 40)
{
    QImage out(width, height, QImage::Format_RGB888);
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x)
            out.setPixelColor(x, y, QColor((x * 5 + seed * 40) % 256, (y * 7) % 256, (x * y + seed) % 256));
    }
    return out;
}

VlmRequest question()
{
    VlmRequest out;
    out.messages.push_back({VlmMessage::Role::User,
                            {VlmVideo{{picture(1), picture(2), picture(3), picture(4)}, 2},
                             VlmText{QStringLiteral("What moves?")}}});
    out.max_tokens = 24;
    return out;
}

/// The int64 tensor `name` of a safetensors file.
std::vector<int64_t> integers(const QString& path, QStringView name)
{
    const QByteArray bytes = test::bytesOf(path);
    quint64 length = 0;
    std::memcpy(&length, bytes.constData(), 8);
    const QJsonObject header = QJsonDocument::fromJson(bytes.mid(8, qsizetype(length))).object();
    const QJsonArray at = header[name][u"data_offsets"].toArray();
    std::vector<int64_t> out(size_t(at[1].toInteger() - at[0].toInteger()) / 8);
    std::memcpy(out.data(), bytes.constData() + 8 + qsizetype(length) + at[0].toInteger(), out.size() * 8);
    return out;
}
#endif

} // namespace

class TestLocal final : public test::TestCase
{
    Q_OBJECT
    QTemporaryDir m_dir;
    QString m_folder;

    std::unique_ptr<VlmBackend> backend(const QString& options = {})
    {
        const QString spec = QStringLiteral("local:") + m_folder + options;
        VlmOptions made;
        made.threads = 2;
        made.profile = *profileForSpec(spec);
        auto vlm = makeVlmBackend(spec, made);
        if (!vlm)
            qFatal("%s", qPrintable(vlm.error().message()));
        return std::move(*vlm);
    }

private Q_SLOTS:
    void initTestCase() { m_folder = modelIn(m_dir); }
    void cleanup() { releaseLocalModel(); }

    void specsAreReadAndWritten()
    {
        const auto plain = LocalSpec::parse(QStringLiteral("local:/models/what?"));
        VERIFY_RESULT(plain);
        QCOMPARE(plain->folder, QStringLiteral("/models/what"));
        const auto full =
            LocalSpec::parse(QStringLiteral("local:/a?b/c?device=cpu&precision=bfloat16&adapter=/x/y"));
        VERIFY_RESULT(full);
        QCOMPARE(full->folder, QStringLiteral("/a?b/c"));
        QCOMPARE(full->adapter, QStringLiteral("/x/y"));
        QVERIFY(full->precision == Precision::BFloat16);
        QCOMPARE(full->text(), QStringLiteral("local:/a?b/c?precision=bfloat16&adapter=/x/y"));
        QVERIFY(*LocalSpec::parse(full->text()) == *full);
        VERIFY_ERROR(LocalSpec::parse(QStringLiteral("local:/a?precision=int3")), ErrorKind::InvalidInput);
        VERIFY_ERROR(LocalSpec::parse(QStringLiteral("local:/a?precision=float16")), ErrorKind::InvalidInput);
        const auto cuda = LocalSpec::parse(QStringLiteral("local:/a?precision=float16&device=cuda"));
        VERIFY_RESULT(cuda);
        QVERIFY(cuda->cuda && cuda->precision == Precision::Float16);
        QCOMPARE(cuda->text(), QStringLiteral("local:/a?device=cuda&precision=float16"));
        QVERIFY(*LocalSpec::parse(cuda->text()) == *cuda);
        VERIFY_ERROR(LocalSpec::parse(QStringLiteral("local:")), ErrorKind::InvalidInput);
    }

    void foldersSayWhatTheyNeed()
    {
        const auto folder = ModelFolder::open(m_folder);
        VERIFY_RESULT(folder);
        QCOMPARE(folder->files().size(), 2);
        QVERIFY(folder->storedPrecision() == Precision::BFloat16);
        QCOMPARE(folder->bytes(), folder->parameters() * 2);
        QVERIFY(folder->memoryNeeded(Precision::Float32) > folder->memoryNeeded(Precision::BFloat16));
        QVERIFY(folder->memoryToLoad(Precision::BFloat16) < folder->memoryNeeded(Precision::BFloat16));
        const auto profile = profileForSpec(QStringLiteral("local:") + m_folder);
        VERIFY_RESULT(profile);
        QCOMPARE(profile->image_factor, 8);
        QVERIFY(profile->seenSize({840, 840}) == (Size{64, 64}));
        QCOMPARE(ModelFolder::nameOf(QStringLiteral("/m/Qwen2.5-VL-7B/")), QStringLiteral("Qwen2.5-VL-7B"));
        QCOMPARE(ModelFolder::nameOf(QStringLiteral("/hub/models--Qwen--Qwen2.5-VL/snapshots/0a1b")),
                 QStringLiteral("Qwen/Qwen2.5-VL"));
        VERIFY_ERROR(ModelFolder::open(QStringLiteral("/no/such")), ErrorKind::NotFound);
    }

    void brokenHeadersAreRefused()
    {
        const QString path = m_dir.filePath(QStringLiteral("x.safetensors"));
        const auto written = [&](const QByteArray& header, qsizetype data) {
            QFile file(path);
            if (!file.open(QIODevice::WriteOnly))
                return;
            const quint64 length = quint64(header.size());
            file.write(reinterpret_cast<const char*>(&length), 8);
            file.write(header + QByteArray(data, '\0'));
        };
        written(R"({"a":{"dtype":"F32","shape":[2,2],"data_offsets":[0,16]}})", 16);
        VERIFY_RESULT(readTensorHeader(path));
        for (const auto& [header, data] :
             {std::pair<const char*, int>(R"({"a":{"dtype":"F32","shape":[2,2],"data_offsets":[0,16]}})", 12),
              {R"({"a":{"dtype":"F32","shape":[2,2],"data_offsets":[0,16]}})", 20},
              {R"({"a":{"dtype":"F9","shape":[2,2],"data_offsets":[0,16]}})", 16},
              {R"({"a":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,16]}})", 16},
              {R"({"a":{"dtype":"F32","shape":[2,-2],"data_offsets":[0,16]}})", 16},
              {R"({"a":{"dtype":"F32","shape":[2,2]}})", 16},
              {R"([])", 0}}) {
            written(header, data);
            VERIFY_ERROR(readTensorHeader(path), ErrorKind::Corrupt);
        }
    }

#ifdef REVSEG_TORCH_VERSION
    /// The same tokens as `forward` reads and says for the same messages.
    void answersAreThoseOfForward()
    {
        ForwardRequest forward;
        forward.spec.folder = m_folder;
        forward.messages =
            QJsonDocument::fromJson(
                R"([{"role":"user","content":[{"type":"video"},{"type":"text","text":"What moves?"}]}])")
                .array();
        forward.videos.push_back({{picture(1), picture(2), picture(3), picture(4)}, 2});
        forward.generate = 24;
        forward.out = m_dir.filePath(QStringLiteral("f.safetensors"));
        const auto engine = localEngine();
        VERIFY_RESULT(engine);
        VERIFY_RESULT((*engine)->forward(forward, {}));
        const std::vector<int64_t> read = integers(forward.out, u"input_ids");
        const std::vector<int64_t> said = integers(forward.out, u"generated_ids");

        VlmRequest request = question();
        request.log_probabilities = true;
        QString streamed;
        VlmListener listener;
        listener.delta = [&streamed](const QString& delta) {
            QVERIFY(delta.isValidUtf16());
            streamed += delta;
        };
        const auto answer = backend(QStringLiteral("?precision=float32"))->ask(request, listener, {});
        VERIFY_RESULT(answer);
        QCOMPARE(answer->text, streamed);
        QCOMPARE(answer->prompt_tokens, int(read.size()));
        QCOMPARE(answer->answer_tokens, int(said.size()));
        const auto tokenizer = nn::Tokenizer::open(m_folder.toStdString());
        QVERIFY(tokenizer.has_value());
        QCOMPARE(answer->text, QString::fromStdString(tokenizer->decode(said, true)));
        QCOMPARE(answer->tokens.size(), said.size());
        for (size_t i = 0; i < said.size(); ++i) {
            const std::string_view bytes = tokenizer->bytesOf(said[i]);
            QCOMPARE(answer->tokens[i].text, QString::fromUtf8(bytes.data(), qsizetype(bytes.size())));
            QVERIFY(answer->tokens[i].log_probability <= 0);
        }
        QVERIFY(answer->finish == u"length" || answer->finish == u"stop");
    }

    void theSecondTurnGoesOn()
    {
        const auto vlm = backend();
        VlmRequest request = question();
        request.max_tokens = 7;
        const auto first = vlm->ask(request, {}, {});
        VERIFY_RESULT(first);
        QCOMPARE(first->finish, QStringLiteral("length"));
        request.messages.push_back({VlmMessage::Role::Assistant, {VlmText{first->text}}});
        request.messages.push_back(
            {VlmMessage::Role::User, {VlmImage{picture(5, 120, 120)}, VlmText{QStringLiteral("Where?")}}});
        const auto second = vlm->ask(request, {}, {});
        VERIFY_RESULT(second);
        // What was said counts as it was said, not as its text would be cut again.
        const auto tokenizer = nn::Tokenizer::open(m_folder.toStdString());
        const std::vector<nn::ChatMessage> later{
            {"user", {{nn::ChatPart::Kind::Image, {}}, {nn::ChatPart::Kind::Text, "Where?"}}}};
        const auto added =
            nn::encodeChat(*tokenizer, later, true, nn::Tokenizer::Added::AsText, nn::ChatPlace::Later);
        QVERIFY(added.has_value());
        const int between = 2;   // the end of the answer and a line break
        const int pads = 64 - 1; // 64×64 pixels in cells of 8
        QCOMPARE(second->prompt_tokens, first->prompt_tokens + 7 + between + int(added->size()) + pads);
        // Asked afresh the conversation is read from its beginning.
        VERIFY_RESULT(backend()->ask(request, {}, {}));
    }

    void samplesShareTheirBeginning()
    {
        VlmRequest request = question();
        request.temperature = 1.5;
        request.seed = 7;
        const auto alone = backend()->ask(request, {}, {});
        VERIFY_RESULT(alone);
        const auto again = backend()->ask(request, {}, {}); // from the kept beginning
        VERIFY_RESULT(again);
        QCOMPARE(again->text, alone->text);
        QCOMPARE(again->prompt_tokens, alone->prompt_tokens);
        request.seed = 8;
        const auto other = backend()->ask(request, {}, {});
        VERIFY_RESULT(other);
        QVERIFY(other->text != alone->text);
        releaseLocalModel();
        const auto afresh = backend()->ask(request, {}, {});
        VERIFY_RESULT(afresh);
        QCOMPARE(afresh->text, other->text);
        // Another video is another beginning.
        std::get<VlmVideo>(request.messages[0].parts[0]).frames[0] = picture(9);
        const auto moved = backend()->ask(request, {}, {});
        VERIFY_RESULT(moved);
        QVERIFY(moved->text != other->text);
    }

    void stopsAtATokenAndAtAString()
    {
        VlmRequest request = question();
        request.max_tokens = 1000;
        std::stop_source source;
        int heard = 0;
        VlmListener listener;
        listener.delta = [&](const QString&) {
            ++heard;
            source.request_stop();
        };
        request.temperature = 1;
        VERIFY_ERROR(backend()->ask(request, listener, source.get_token()), ErrorKind::Cancelled);
        QVERIFY2(heard <= 2, "what was held back may follow, but no other token");
        VERIFY_ERROR(backend()->ask(request, {}, source.get_token()), ErrorKind::Cancelled);

        request.max_tokens = 24;
        const auto whole = backend()->ask(request, {}, {});
        VERIFY_RESULT(whole);
        request.stop = QStringList{whole->text.mid(4, 2)};
        const auto cut = backend()->ask(request, {}, {});
        VERIFY_RESULT(cut);
        QCOMPARE(cut->finish, QStringLiteral("stop"));
        QCOMPARE(cut->text, whole->text.left(whole->text.indexOf(request.stop[0])));
    }

    void loadingIsToldOnce()
    {
        VlmListener listener;
        std::vector<Progress> told;
        listener.loading = [&told](Progress p) { told.push_back(p); };
        VlmRequest request = question();
        request.max_tokens = 1;
        VERIFY_RESULT(backend()->ask(request, listener, {}));
        QVERIFY(told.size() > 3);
        QCOMPARE(told.back().done, told.back().total);
        const size_t count = told.size();
        VERIFY_RESULT(backend()->ask(request, listener, {}));
        QCOMPARE(told.size(), count);
        VERIFY_RESULT(backend(QStringLiteral("?precision=float32"))->ask(request, listener, {}));
        QVERIFY(told.size() > count);
    }

    void whatIsWrongIsSaid()
    {
        const QTemporaryDir dir;
        const QString folder = modelIn(dir);
        const QString spec = QStringLiteral("local:") + folder;
        const auto asked = [&]() -> Result<VlmAnswer> {
            auto vlm = makeVlmBackend(spec, {});
            if (!vlm)
                return tl::unexpected(vlm.error());
            return (*vlm)->ask(question(), {}, {});
        };
        QByteArray config = test::bytesOf(folder + QStringLiteral("/config.json"));
        config.replace("\"num_hidden_layers\": 3", "\"num_hidden_layers\": 4");
        QFile file(folder + QStringLiteral("/config.json"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(config);
        file.close();
        const auto missing = asked();
        VERIFY_ERROR(missing, ErrorKind::Corrupt);
        QVERIFY2(missing.error().message().contains(QLatin1String("model.layers.3.")),
                 qPrintable(missing.error().message()));
        QFile::remove(folder + QStringLiteral("/model-00002-of-00002.safetensors"));
        VERIFY_ERROR(asked(), ErrorKind::NotFound);
        VERIFY_ERROR(backend(QStringLiteral("?adapter=/no/such"))->ask(question(), {}, {}),
                     ErrorKind::NotFound);
    }

    void aModelThatDoesNotFitIsNotLoaded()
    {
        const auto engine = localEngine();
        VERIFY_RESULT(engine);
        LocalModel model{*LocalSpec::parse(QStringLiteral("local:") + m_folder), {}, 1, qint64(1) << 60};
        const auto answer = (*engine)->backend(model)->ask(question(), {}, {});
        VERIFY_ERROR(answer, ErrorKind::OutOfMemory);
        QVERIFY(answer.error().remedyText().contains(QLatin1String("precision=bfloat16")));
    }

    void attentionIsToldOfEachFrame()
    {
        const QString exact = QStringLiteral("?precision=float32");
        auto vlm = backend(exact);
        QVERIFY(vlm->tellsAttention());
        const VlmRequest request = question();
        const auto answer = vlm->ask(request, {}, {});
        VERIFY_RESULT(answer);
        QVERIFY(answer->text.size() > 4);
        const VlmAttentionRequest words{request, answer->text, 1, 3};
        const auto told = vlm->attention(words, {}, {});
        VERIFY_RESULT(told);
        QCOMPARE(told->maps.size(), size_t(4));
        QVERIFY(told->share > 0.05 && told->share < 0.95);
        float most = 0;
        for (size_t i = 0; i < 4; ++i) {
            const VlmAttentionMap& map = told->maps[i];
            QVERIFY(map.message == 0 && map.part == 0 && map.frame == int(i));
            QVERIFY(map.columns == 7 && map.rows == 5 && map.heat.size() == 35); // 56 × 40 pixels by 8
            most = std::max(most, *std::ranges::max_element(map.heat));
            QVERIFY(*std::ranges::min_element(map.heat) > 0);
        }
        QCOMPARE(most, 1.0F);
        // Frames are read in pairs.
        QVERIFY(told->maps[0].heat == told->maps[1].heat && told->maps[1].heat != told->maps[2].heat);
        // Other words look elsewhere; the same words the same way, also after their backend is gone.
        const auto other = vlm->attention({request, answer->text, answer->text.size() - 1, 1}, {}, {});
        VERIFY_RESULT(other);
        QVERIFY(other->maps[0].heat != told->maps[0].heat);
        vlm.reset();
        const auto later = backend(exact)->attention(words, {}, {});
        VERIFY_RESULT(later);
        QVERIFY(later->maps[0].heat == told->maps[0].heat && later->share == told->share);
    }

    /// An answer that is not in memory is read again, and then it is; pictures of all turns are told of.
    void attentionOfWhatIsNotInMemory()
    {
        const QString exact = QStringLiteral("?precision=float32");
        VlmRequest request = question();
        request.messages.push_back({VlmMessage::Role::Assistant, {VlmText{QStringLiteral("The dog.")}}});
        request.messages.push_back(
            {VlmMessage::Role::User, {VlmImage{picture(2)}, VlmText{QStringLiteral("Where?")}}});
        const VlmAttentionRequest words{request, QStringLiteral("The dog, é, moves."), 4, 6};
        const auto first = backend(exact)->attention(words, {}, {});
        VERIFY_RESULT(first);
        QCOMPARE(first->maps.size(), size_t(5));
        QVERIFY(first->maps[4].message == 2 && first->maps[4].part == 0 && first->maps[4].frame == 0);
        const auto kept = backend(exact)->attention(words, {}, {});
        releaseLocalModel();
        const auto again = backend(exact)->attention(words, {}, {});
        VERIFY_RESULT(kept);
        VERIFY_RESULT(again);
        for (size_t i = 0; i < 5; ++i)
            QVERIFY(kept->maps[i].heat == first->maps[i].heat && again->maps[i].heat == first->maps[i].heat);
    }

    /// A profile that sends a video as pictures: each frame has a map of its own.
    void attentionOfFramesSentAsPictures()
    {
        const QString spec = QStringLiteral("local:") + m_folder;
        VlmOptions made;
        made.threads = 2;
        made.profile = *profileForSpec(spec);
        made.profile.video = ModelProfile::VideoEncoding::LabelledImages;
        made.profile.frame_label = QStringLiteral("Frame {index}");
        const auto vlm = makeVlmBackend(spec, made);
        VERIFY_RESULT(vlm);
        const auto told = (*vlm)->attention({question(), QStringLiteral("The second."), 0, 10}, {}, {});
        VERIFY_RESULT(told);
        QCOMPARE(told->maps.size(), size_t(4));
        for (int i = 0; i < 4; ++i)
            QVERIFY(told->maps[size_t(i)].frame == i &&
                    (i == 0 || told->maps[size_t(i)].heat != told->maps[0].heat));
    }

    void attentionThatCannotBeToldIsSaid()
    {
        const auto vlm = backend();
        const QString answer = QStringLiteral("The dog.");
        for (const auto& [from, count] : {std::pair<qsizetype, qsizetype>(-1, 2), {0, 0}, {3, 9}, {8, 1}}) {
            const auto told = vlm->attention({question(), answer, from, count}, {}, {});
            VERIFY_ERROR(told, ErrorKind::InvalidInput);
            QVERIFY(!told.error().remedyText().isEmpty());
        }
        std::stop_source stop;
        stop.request_stop();
        VERIFY_ERROR(vlm->attention({question(), answer, 0, 3}, {}, stop.get_token()), ErrorKind::Cancelled);
    }
#endif
};

REVSEG_TEST("local", TestLocal)
#include "tst_local.moc"
