// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test.h"
#include "widgets/videos/videos_panel.h"

#include <QAction>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QSignalSpy>

using namespace revseg;

class TestVideosPanel final : public test::TestCase
{
    Q_OBJECT

    std::vector<std::unique_ptr<QAction>> m_actions;
    std::unique_ptr<VideosPanel> m_panel;
    std::vector<VideoId> m_activated;

    QListWidget* list() const { return m_panel->findChild<QListWidget*>(); }
    QLineEdit* search() const { return m_panel->findChild<QLineEdit*>(); }
    QPlainTextEdit* notes() const { return m_panel->findChild<QPlainTextEdit*>(); }
    /// Names as they are listed, without those that the search has hidden.
    QStringList shown() const
    {
        QStringList names;
        for (int i = 0; i < list()->count(); ++i) {
            if (!list()->item(i)->isHidden())
                names << list()->item(i)->text().section(QLatin1Char('\n'), 0, 0);
        }
        return names;
    }
    static VideoRow row(int id, const char* name, double seconds, const char* comment = "")
    {
        VideoRow r;
        r.id = VideoId{id};
        r.name = QLatin1String(name);
        r.detail = QStringLiteral("300 frames");
        r.tooltip = QStringLiteral("/films/") + r.name;
        r.duration_s = seconds;
        r.notes = QLatin1String(comment);
        return r;
    }
    static std::vector<VideoRow> three()
    {
        return {row(1, "take10", 9, "a red car"), row(2, "take2", 30), row(3, "Alps", 4)};
    }

protected:
    void prepare() override
    {
        m_panel.reset();
        m_actions.clear();
        QList<QAction*> orders;
        for (int i = 0; i < 3; ++i) {
            m_actions.push_back(std::make_unique<QAction>());
            m_actions.back()->setCheckable(true);
            orders << m_actions.back().get();
        }
        m_panel = std::make_unique<VideosPanel>(orders);
        m_activated.clear();
        connect(m_panel.get(), &VideosPanel::activated, this,
                [this](VideoId id) { m_activated.push_back(id); });
        m_panel->resize(260, 400);
        m_panel->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_panel.get()));
        m_panel->setVideos(three(), VideoId{2});
    }

private Q_SLOTS:
    void theOneThatIsShownIsTheCurrentOne()
    {
        QCOMPARE(list()->currentItem()->text().section(QLatin1Char('\n'), 0, 0), QStringLiteral("take2"));
        QVERIFY(m_activated.empty()); // showing is not choosing
        m_panel->activateNeighbour(1);
        QVERIFY(m_activated == std::vector<VideoId>{VideoId{3}});
        m_panel->activateNeighbour(1); // the last one
        m_panel->activateNeighbour(-1);
        m_panel->activateNeighbour(-1);
        QVERIFY((m_activated == std::vector<VideoId>{VideoId{3}, VideoId{2}, VideoId{1}}));
    }

    void orders()
    {
        QCOMPARE(shown(), (QStringList{"take10", "take2", "Alps"}));
        m_actions[1]->trigger();
        QCOMPARE(shown(), (QStringList{"Alps", "take2", "take10"})); // numbers by value
        QVERIFY(m_panel->order() == VideosPanel::Order::Name);
        m_actions[2]->trigger();
        QCOMPARE(shown(), (QStringList{"Alps", "take10", "take2"}));
        m_panel->setOrder(VideosPanel::Order::Added);
        QCOMPARE(shown(), (QStringList{"take10", "take2", "Alps"}));
        QVERIFY(m_actions[0]->isChecked() && !m_actions[2]->isChecked());
        QCOMPARE(list()->currentItem()->text().section(QLatin1Char('\n'), 0, 0), QStringLiteral("take2"));
        QVERIFY(m_activated.empty());
    }

    void searching()
    {
        m_panel->focusSearch();
        QVERIFY(search()->hasFocus());
        QTest::keyClicks(search(), QStringLiteral("RED"));
        QCOMPARE(shown(), QStringList{"take10"}); // by its notes
        QTest::keyClick(search(), Qt::Key_Down);
        QVERIFY(list()->hasFocus());
        QVERIFY(m_activated == std::vector<VideoId>{VideoId{1}}); // what was found is what is shown
        m_panel->focusSearch();
        QTest::keyClick(search(), Qt::Key_Escape);
        QCOMPARE(shown().size(), 3);
        QVERIFY(search()->text().isEmpty() && list()->hasFocus());
        QTest::keyClicks(search(), QStringLiteral("films/alps"));
        QCOMPARE(shown(), QStringList{"Alps"}); // by its place
        // With one video there is nothing to search, and nothing stays hidden.
        m_panel->setVideos({row(1, "take10", 9)}, VideoId{1});
        QCOMPARE(shown(), QStringList{"take10"});
        QVERIFY(search()->isHidden());
        m_panel->focusSearch();
        QVERIFY(!search()->hasFocus());
    }

    void whatIsAmissIsSaid()
    {
        std::vector<VideoRow> rows = three();
        rows[0].missing = true;
        rows[1].replaced = true;
        m_panel->setVideos(rows, VideoId{3});
        QVERIFY(list()->item(0)->text().contains(QStringLiteral("Missing")));
        QVERIFY(list()->item(1)->text().contains(QStringLiteral("Another file")));
        QVERIFY(list()->item(2)->text().contains(QStringLiteral("300 frames")));
    }

    void thumbnailsAreWantedOnce()
    {
        std::vector<VideoRow> rows = three();
        rows[2].missing = true;
        m_panel->setVideos(rows, VideoId{1});
        QVERIFY((m_panel->withoutThumbnail() == std::vector<VideoId>{VideoId{1}, VideoId{2}}));
        QImage image(64, 36, QImage::Format_RGB32);
        image.fill(Qt::red);
        m_panel->setThumbnail(VideoId{2}, image);
        QVERIFY(m_panel->withoutThumbnail() == std::vector<VideoId>{VideoId{1}});
        m_panel->setOrder(VideosPanel::Order::Name);
        for (int i = 0; i < list()->count(); ++i) {
            const QColor middle = list()->item(i)->icon().pixmap(64, 36).toImage().pixelColor(32, 18);
            QCOMPARE(middle == QColor(Qt::red), list()->item(i)->text().startsWith(QStringLiteral("take2")));
        }
        m_panel->forgetThumbnails();
        QCOMPARE(m_panel->withoutThumbnail().size(), size_t(2));
    }

    void notesAreSentToTheVideoTheyWereWrittenFor()
    {
        QSignalSpy spy(m_panel.get(), &VideosPanel::notesEdited);
        QTest::keyClicks(notes(), QStringLiteral("two cups"));
        m_panel->setVideos(three(), VideoId{3});
        QCOMPARE(spy.size(), 1);
        QVERIFY(spy[0][0].value<VideoId>() == VideoId{2});
        QCOMPARE(spy[0][1].toString(), QStringLiteral("two cups"));
        QVERIFY(notes()->toPlainText().isEmpty());
        m_panel->setVideos({}, {});
        QVERIFY(notes()->isHidden());
    }
};

REVSEG_TEST("videos_panel", TestVideosPanel)
#include "tst_videos_panel.moc"
