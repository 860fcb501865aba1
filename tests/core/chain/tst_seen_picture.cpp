// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chain/picture.h"
#include "core/chain/seen_picture.h"
#include "tests/support/test.h"

#include <QJsonDocument>

using namespace revseg;

namespace {

Turn turnOf(int number, const char* content)
{
    Turn turn;
    turn.number = number;
    turn.messages =
        QJsonArray{QJsonObject{{QStringLiteral("role"), QStringLiteral("user")},
                               {QStringLiteral("content"), QJsonDocument::fromJson(content).array()}}};
    return turn;
}

QImage stripes(int width, int height)
{
    QImage image(width, height, QImage::Format_RGB32);
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x)
            image.setPixel(x, y, qRgb(x * 5 % 256, y * 7 % 256, (x + y) * 3 % 256));
    }
    return image;
}

} // namespace

class TestSeenPicture final : public test::TestCase
{
    Q_OBJECT
private Q_SLOTS:
    void eachPictureIsNamedOnce()
    {
        const char* const video = R"([{"type":"video","frames":[
            {"sha256":"aa","frame":3,"width":28,"height":28},{"sha256":"bb","frame":7,"width":28,"height":28}]},
            {"type":"text","text":"?"}])";
        Run run;
        run.turns = {turnOf(1, video), turnOf(2, video),
                     turnOf(2, R"([{"type":"image","sha256":"cc","frame":7,"width":56,"height":56}])")};
        const auto seen = seenPicturesOf(run);
        QCOMPARE(seen.size(), size_t(3));
        QCOMPARE(seen[1], (SeenPicture{1, 7, {28, 28}, QStringLiteral("bb")}));
        QCOMPARE(seen[2], (SeenPicture{2, 7, {56, 56}, QStringLiteral("cc")}));
    }
    void senselessMessagesNameNone()
    {
        Run run;
        run.turns = {turnOf(1, R"([{"type":"video","frames":[1,{"frame":-2,"width":4,"height":4},
                                  {"frame":1,"width":0,"height":4}]},{"type":"image"},5])")};
        QVERIFY(seenPicturesOf(run).empty());
        QVERIFY(seenPicturesOf(Run()).empty());
    }
    void theVeryPixelsAreMadeAgain()
    {
        const QImage frame = stripes(60, 40);
        const QString hash = pictureHash(resizedBicubic(frame, {28, 28}));
        const auto same = remade({1, 3, {28, 28}, hash}, frame);
        QVERIFY(same.same);
        QCOMPARE(same.image.size(), QSize(28, 28));
        QVERIFY(!remade({1, 3, {28, 28}, hash}, frame.mirrored(true, false)).same);
        QVERIFY(!remade({1, 3, {28, 28}, {}}, frame).same); // nobody knows
    }
};

REVSEG_TEST("seen_picture", TestSeenPicture)
#include "tst_seen_picture.moc"
