// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/video_reader.h"
#include "core/media/video_writer.h"
#include "tests/core/media/numbered_clip.h"
#include "tests/support/test.h"

#include <QDir>
#include <QRandomGenerator>
#include <QTemporaryDir>

#include <csignal>
#include <sys/resource.h>

using namespace revseg;
using namespace revseg::test;

namespace {

/// While it lives, no file may grow beyond this: writing fails as on a full disk.
class FileSizeLimit
{
public:
    explicit FileSizeLimit(rlim_t bytes)
    {
        m_handler = std::signal(SIGXFSZ, SIG_IGN);
        getrlimit(RLIMIT_FSIZE, &m_before);
        const rlimit limited{bytes, m_before.rlim_max};
        setrlimit(RLIMIT_FSIZE, &limited);
    }
    ~FileSizeLimit()
    {
        setrlimit(RLIMIT_FSIZE, &m_before);
        std::signal(SIGXFSZ, m_handler);
    }
    FileSizeLimit(const FileSizeLimit&) = delete;
    FileSizeLimit& operator=(const FileSizeLimit&) = delete;

private:
    rlimit m_before{};
    void (*m_handler)(int) = SIG_DFL;
};

QImage noise(int seed)
{
    QImage image(320, 240, QImage::Format_RGB32);
    QRandomGenerator random{quint32(seed)};
    for (int y = 0; y < image.height(); ++y)
        random.fillRange(reinterpret_cast<quint32*>(image.scanLine(y)), image.width());
    return image;
}

} // namespace

class TestVideoWriter final : public TestCase
{
    Q_OBJECT

    static QStringList filesIn(const QTemporaryDir& dir)
    {
        return QDir(dir.path()).entryList(QDir::Files | QDir::Hidden);
    }

private Q_SLOTS:
    void whatIsWrittenCanBeRead()
    {
        const QTemporaryDir dir;
        const QString path = dir.filePath(QStringLiteral("a.mp4"));
        VERIFY_RESULT(writeClip(path, 20, {96, 64}, {30000, 1001}));
        QCOMPARE(filesIn(dir), QStringList{QStringLiteral("a.mp4")});
        const auto reader = VideoReader::open(path);
        VERIFY_RESULT(reader);
        QCOMPARE((*reader)->frameCount(), 20);
        QVERIFY(((*reader)->info().rate == Rational{30000, 1001}));
        QCOMPARE((*reader)->info().color_primaries, QStringLiteral("bt709"));
    }

    void oddSizesBecomeEven()
    {
        const QTemporaryDir dir;
        const QString path = dir.filePath(QStringLiteral("odd.mp4"));
        VERIFY_RESULT(writeClip(path, 5, {97, 65}));
        const auto reader = VideoReader::open(path);
        VERIFY_RESULT(reader);
        QVERIFY(((*reader)->info().native == Size{98, 66}));
        const auto frame = (*reader)->frame(4);
        VERIFY_RESULT(frame);
        QCOMPARE(numberOf(frame->image), 4);
    }

    void withoutFinishNothingStays()
    {
        const QTemporaryDir dir;
        const QString path = dir.filePath(QStringLiteral("a.mp4"));
        QVERIFY(putBytes(path, "what was there"));
        {
            auto writer = VideoWriter::create(path, {96, 64}, {25, 1});
            VERIFY_RESULT(writer);
            for (int i = 0; i < 60; ++i)
                VERIFY_RESULT((*writer)->add(numberedPicture(i)));
        }
        QCOMPARE(filesIn(dir), QStringList{QStringLiteral("a.mp4")});
        QCOMPARE(bytesOf(path), QByteArray("what was there"));
    }

    void aFullDiskIsSaidAndNothingStays()
    {
        const QTemporaryDir dir;
        {
            auto writer = VideoWriter::create(dir.filePath(QStringLiteral("a.mp4")), {320, 240}, {25, 1});
            VERIFY_RESULT(writer);
            const FileSizeLimit full(100'000);
            Result<void> done;
            for (int i = 0; i < 40 && done; ++i)
                done = (*writer)->add(noise(i));
            if (done)
                done = (*writer)->finish();
            VERIFY_ERROR(done, ErrorKind::Unreadable);
            QVERIFY(done.error().message().startsWith(QStringLiteral("Cannot write “")));
        }
        QCOMPARE(filesIn(dir), QStringList());
    }

    void aFullDiskAtTheEndIsSaid()
    {
        // So few pictures that the encoder still holds them all when finish() is called.
        const QTemporaryDir dir;
        {
            auto writer = VideoWriter::create(dir.filePath(QStringLiteral("a.mp4")), {320, 240}, {25, 1});
            VERIFY_RESULT(writer);
            for (int i = 0; i < 3; ++i)
                VERIFY_RESULT((*writer)->add(noise(i)));
            const FileSizeLimit full(1000);
            VERIFY_ERROR((*writer)->finish(), ErrorKind::Unreadable);
        }
        QCOMPARE(filesIn(dir), QStringList());
    }

    void badInputs()
    {
        const QTemporaryDir dir;
        const QString path = dir.filePath(QStringLiteral("a.mp4"));
        VERIFY_ERROR(VideoWriter::create(path, {0, 64}, {25, 1}), ErrorKind::InvalidInput);
        VERIFY_ERROR(VideoWriter::create(dir.filePath(QStringLiteral("none/a.mp4")), {96, 64}, {25, 1}),
                     ErrorKind::Unreadable);
        auto writer = VideoWriter::create(path, {96, 64}, {25, 1});
        VERIFY_RESULT(writer);
        VERIFY_ERROR((*writer)->add(QImage()), ErrorKind::InvalidInput);
        VERIFY_ERROR((*writer)->finish(), ErrorKind::InvalidInput); // no picture
        writer->reset();
        QCOMPARE(filesIn(dir), QStringList());

        writer = VideoWriter::create(path, {96, 64}, {25, 1});
        VERIFY_RESULT(writer);
        VERIFY_RESULT((*writer)->add(numberedPicture(1)));
        VERIFY_RESULT((*writer)->finish());
        VERIFY_ERROR((*writer)->finish(), ErrorKind::InvalidInput);
        VERIFY_ERROR((*writer)->add(numberedPicture(2)), ErrorKind::InvalidInput);
        QCOMPARE(filesIn(dir), QStringList{QStringLiteral("a.mp4")});
    }
};

REVSEG_TEST("video_writer", TestVideoWriter)
#include "tst_video_writer.moc"
