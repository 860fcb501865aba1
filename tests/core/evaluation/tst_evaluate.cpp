// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evaluation/evaluate.h"
#include "core/mask/label_picture.h"
#include "tests/support/test.h"

#include <QDir>
#include <QTemporaryDir>

using namespace revseg;

class TestEvaluate final : public test::TestCase
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_dir;

    QString at(const char* name) const { return m_dir->filePath(QLatin1String(name)); }
    /// Boxes of the given values, side by side; width 0 leaves one out.
    void write(const QString& path, const std::vector<std::pair<int, int>>& valueAndWidth,
               Size size = {60, 30})
    {
        LabelPicture picture = LabelPicture::blank(size);
        double x = 2;
        for (const auto& [value, width] : valueAndWidth) {
            picture.paint(Mask::filled(size, {x, 5, x + width, 15}), uint8_t(value));
            x += 20;
        }
        QDir().mkpath(QFileInfo(path).absolutePath());
        VERIFY_RESULT(writeLabelPicture(path, picture));
    }
    Result<Evaluation> evaluated(EvaluationOptions options = {})
    {
        return evaluate(at("truth"), at("pred"), options, {}, {});
    }

protected:
    void prepare() override { m_dir = std::make_unique<QTemporaryDir>(); }

private Q_SLOTS:
    void objectsSequencesAndTheSet()
    {
        for (int frame = 0; frame < 4; ++frame) {
            const QString file = QStringLiteral("/0000%1.png").arg(frame);
            write(at("truth/a") + file, {{1, 10}, {2, 10}});
            write(at("pred/a") + file, {{1, frame < 2 ? 10 : 5}, {2, 10}, {7, 10}});
            write(at("truth/b") + file, {{3, 10}});
            write(at("pred/b") + file, {{3, 0}});
        }
        const auto result = evaluated();
        VERIFY_RESULT(result);
        QCOMPARE(result->sequences.size(), 2U);
        const SequenceScore& a = result->sequences.at(QStringLiteral("a"));
        QCOMPARE(a.objects.size(), 2U); // 7 is in the prediction only
        QCOMPARE(a.objects.at(1).j.frames, (std::vector<double>{1, 1, 0.5, 0.5}));
        QCOMPARE(a.objects.at(1).j.mean, 0.75);
        QCOMPARE(a.objects.at(1).j.recall, 0.5);
        QCOMPARE(a.objects.at(1).j.decay, 0.5);
        QCOMPARE(a.j, 0.875);
        QCOMPARE(result->sequences.at(QStringLiteral("b")).j, 0.0);
        // Over the three objects, not over the two sequences.
        QVERIFY(std::abs(result->all.j.mean - 1.75 / 3) < 1e-12);
        const QJsonObject json = result->json();
        QCOMPARE(json[QStringLiteral("protocol")].toString(), QStringLiteral("davis2017"));
        QVERIFY(std::abs(json[QStringLiteral("JF")].toDouble() - result->jf()) < 1e-12);
        QCOMPARE(json[QStringLiteral("sequences")][QStringLiteral("a")][QStringLiteral("objects")]
                     [QStringLiteral("1")][QStringLiteral("J")][QStringLiteral("frames")]
                         .toArray()
                         .size(),
                 4);
    }
    void whatIsMissingCountsZero()
    {
        for (const char* frame : {"0", "1", "2"}) {
            write(at("truth/a/") + QLatin1String(frame) + QStringLiteral(".png"), {{1, 10}});
            write(at("truth/b/") + QLatin1String(frame) + QStringLiteral(".png"), {{1, 10}});
        }
        write(at("pred/a/1.png"), {{1, 10}});
        const auto result = evaluated();
        VERIFY_RESULT(result);
        QCOMPARE(result->missing, 5);
        QCOMPARE(result->sequences.at(QStringLiteral("a")).objects.at(1).j.frames,
                 (std::vector<double>{0, 1, 0}));
        QCOMPARE(result->sequences.at(QStringLiteral("b")).f, 0.0);
        EvaluationOptions options;
        options.skip_ends = true;
        QCOMPARE(evaluated(options)->sequences.at(QStringLiteral("a")).j, 1.0);
    }
    void falseAlarmsBeforeAnObjectAppears()
    {
        write(at("truth/0.png"), {{1, 0}});
        write(at("truth/1.png"), {{1, 10}});
        write(at("pred/0.png"), {{1, 10}});
        write(at("pred/1.png"), {{1, 10}});
        const auto result = evaluated(); // frames directly: one sequence
        VERIFY_RESULT(result);
        QCOMPARE(result->sequences.size(), 1U);
        QCOMPARE(result->sequences.at(QStringLiteral("truth")).objects.at(1).j.frames,
                 (std::vector<double>{0, 1}));
    }
    void theProtocols()
    {
        write(at("truth/0.png"), {{255, 10}, {2, 10}});
        write(at("pred/0.png"), {{9, 10}, {2, 10}});
        EvaluationOptions options;
        options.protocol = Protocol::Davis2016;
        const auto one = evaluated(options);
        VERIFY_RESULT(one);
        QCOMPARE(one->sequences.begin()->second.objects.begin()->first, 1);
        QCOMPARE(one->all.j.mean, 1.0);
        const auto many = evaluated();
        VERIFY_RESULT(many);
        QCOMPARE(many->sequences.begin()->second.objects.size(), 1U);
        QCOMPARE(many->sequences.begin()->second.objects.begin()->first, 2);
        QVERIFY(!protocolNamed(QStringLiteral("davis2018")));
        write(at("truth/0.png"), {{255, 10}}); // black and white: no object of 2017, but one of 2016
        const auto none = evaluated();
        VERIFY_ERROR(none, ErrorKind::InvalidInput);
        QVERIFY(none.error().remedyText().contains(QStringLiteral("DAVIS 2016")));
        VERIFY_RESULT(evaluated(options));
    }
    void mistakes()
    {
        VERIFY_ERROR(evaluated(), ErrorKind::NotFound);
        QDir().mkpath(at("truth/a"));
        QDir().mkpath(at("pred"));
        VERIFY_ERROR(evaluated(), ErrorKind::NotFound);
        write(at("truth/a/0.png"), {{1, 0}});
        write(at("pred/a/0.png"), {{1, 5}});
        VERIFY_ERROR(evaluated(), ErrorKind::InvalidInput); // no object at all
        write(at("truth/a/0.png"), {{1, 5}});
        write(at("pred/a/0.png"), {{1, 5}}, {61, 30});
        const auto size = evaluated();
        VERIFY_ERROR(size, ErrorKind::InvalidInput);
        QVERIFY(size.error().message().contains(QStringLiteral("61×30")));
        EvaluationOptions options;
        options.skip_ends = true;
        VERIFY_ERROR(evaluated(options), ErrorKind::InvalidInput);
        QFile file(at("pred/a/0.png"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("no picture");
        file.close();
        VERIFY_ERROR(evaluated(), ErrorKind::Corrupt);
        std::stop_source stop;
        stop.request_stop();
        VERIFY_ERROR(evaluate(at("truth"), at("pred"), {}, {}, stop.get_token()), ErrorKind::Cancelled);
    }
};

REVSEG_TEST("evaluate", TestEvaluate)
#include "tst_evaluate.moc"
