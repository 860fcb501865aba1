// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Scoring against true masks in the real window.
#include "app/studio/main_window.h"
#include "app/studio/score_controller.h"
#include "core/mask/label_picture.h"
#include "core/media/video_reader.h"
#include "core/project/project.h"
#include "tests/support/files.h"
#include "tests/support/test.h"
#include "widgets/canvas/canvas_widget.h"
#include "widgets/charts/frame_chart.h"
#include "widgets/charts/score_panel.h"
#include "widgets/dialogs/message_strip.h"
#include "widgets/player/player.h"

#include <QAction>
#include <QComboBox>
#include <QDir>
#include <QDockWidget>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QSettings>
#include <QTemporaryDir>
#include <QTreeWidget>

using namespace revseg;
using namespace revseg::studio;
using revseg::test::bytesOf;

namespace {

constexpr Size kClip{48, 32};
constexpr int kFrames = 5;

} // namespace

class TestScore final : public test::TestCase
{
    Q_OBJECT
    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<MainWindow> m_window;

    QString at(const char* name) const { return m_dir->filePath(QLatin1String(name)); }
    QAction* action(const char* id) const { return m_window->findChild<QAction*>(QLatin1String(id)); }
    ScorePanel* panel() const { return m_window->findChild<ScorePanel*>(); }
    QTreeWidget* table() const { return panel()->findChild<QTreeWidget*>(); }
    bool says(const QString& text) const
    {
        for (const QLabel* label : panel()->findChildren<QLabel*>()) {
            if (label->isVisible() && label->text().contains(text))
                return true;
        }
        return false;
    }
    template <class Dialog>
    Dialog* shown() const
    {
        for (Dialog* dialog : m_window->findChildren<Dialog*>()) {
            if (dialog->isVisible())
                return dialog;
        }
        return nullptr;
    }
    template <class Widget>
    static Widget* named(QWidget* parent, const QString& accessibleName)
    {
        for (Widget* w : parent->findChildren<Widget*>()) {
            if (w->accessibleName() == accessibleName)
                return w;
        }
        return nullptr;
    }
    static MaskRecordPtr record(const Box& box, Provenance::Origin origin)
    {
        auto out = std::make_shared<MaskRecord>();
        out->mask = Mask::filled(kClip, box);
        out->provenance.origin = origin;
        return out;
    }
    /// Object 1 was tracked and drifts; object 2 has its true masks; a folder has them too.
    void openWindow()
    {
        QDir().mkpath(at("clip"));
        QDir().mkpath(at("truth/clip"));
        for (int i = 0; i < kFrames; ++i) {
            QImage image(kClip.width, kClip.height, QImage::Format_RGB32);
            image.fill(qRgb(40 * i, 90, 200 - 30 * i));
            image.save(QStringLiteral("%1/%2.png").arg(at("clip")).arg(i, 5, 10, QLatin1Char('0')));
            LabelPicture picture = LabelPicture::blank(kClip);
            picture.paint(Mask::filled(kClip, {4, 4, 24, 24}), 1);
            VERIFY_RESULT(writeLabelPicture(
                QStringLiteral("%1/%2.png").arg(at("truth/clip")).arg(i, 5, 10, QLatin1Char('0')), picture));
        }
        auto project = Project::create(at("job.revseg"));
        VERIFY_RESULT(project);
        const auto video = VideoReader::open(at("clip"), {0, true, false});
        VERIFY_RESULT(video);
        const auto id = (*project)->addVideo((*video)->info());
        VERIFY_RESULT(id);
        for (int o = 1; o <= 2; ++o)
            VERIFY_RESULT((*project)->addObject(*id));
        for (int f = 0; f < kFrames; ++f) {
            VERIFY_RESULT((*project)->setMask(
                *id, ObjectId{1}, f, record({4.0 + 4 * f, 4, 24.0 + 4 * f, 24}, Provenance::Origin::Tracked),
                {"x", {}}));
            VERIFY_RESULT((*project)->setMask(
                *id, ObjectId{2}, f, record({4, 4, 24, 24}, Provenance::Origin::Imported), {"x", {}}));
        }
        project->reset();
        m_window = std::make_unique<MainWindow>(*m_theme);
        m_window->resize(1280, 800);
        m_window->show();
        m_window->openPaths({at("job.revseg")});
        QTRY_VERIFY(m_window->findChild<CanvasWidget*>()->hasFrame());
    }
    double jOf(int row) const { return table()->topLevelItem(row)->text(2).toDouble(); }

protected:
    void prepare() override
    {
        QSettings().clear();
        m_dir = std::make_unique<QTemporaryDir>();
        openWindow();
    }

private Q_SLOTS:
    void initTestCase() { m_theme = std::make_unique<Theme>(); }
    void cleanup()
    {
        m_window.reset();
        m_dir.reset();
    }
    void cleanupTestCase() { m_theme.reset(); }

    void objectsImportedAsTruth()
    {
        QVERIFY(!action("review.score_export")->isEnabled());
        action("review.score")->trigger();
        auto* const dialog = shown<ScoreDialog>();
        QVERIFY(dialog != nullptr);
        // The object that came from files is offered as the truth of the other one.
        const auto choice = dialog->choice();
        QVERIFY(choice.truth.folder.isEmpty());
        QCOMPARE(choice.truth.pairs, (std::map<ObjectId, ObjectId>{{ObjectId{1}, ObjectId{2}}}));
        dialog->accept();
        QTRY_VERIFY(table()->topLevelItemCount() == 2);
        QTRY_VERIFY(panel()->isVisible());
        // Shifted by 0, 4, 8, 12, 16 of 20: overlaps of 1, 16/24, 12/28, 8/32, 4/36.
        const double j = (1 + 16.0 / 24 + 12.0 / 28 + 8.0 / 32 + 4.0 / 36) / 5;
        QVERIFY2(std::abs(jOf(1) - j) < 0.0006, qPrintable(table()->topLevelItem(1)->text(2)));
        QCOMPARE(panel()->chart()->frames(), (std::vector<FrameIndex>{0, 1, 2, 3, 4}));
        // The chart seeks, and the playhead of the window is that of the chart.
        Q_EMIT panel()->chart()->frameActivated(3);
        QTRY_COMPARE(m_window->findChild<Player*>()->position(), 3);
        QTRY_COMPARE(panel()->chart()->playhead(), 3);
        QVERIFY2(panel()->chart()->readout().contains(QStringLiteral("J 0.250")),
                 qPrintable(panel()->chart()->readout()));
    }
    void aFolderAsTruthAndItsExports()
    {
        action("review.score")->trigger();
        auto* const dialog = shown<ScoreDialog>();
        QVERIFY(dialog != nullptr);
        dialog->findChild<QRadioButton*>()->setChecked(true);
        named<QLineEdit>(dialog, ScoreDialog::tr("Folder of true masks"))->setText(at("truth"));
        dialog->accept();
        QTRY_VERIFY(table()->topLevelItemCount() == 2);
        // Object 2 is on top and hides most of object 1, as in an export; it has no truth of its own.
        QVERIFY(says(QStringLiteral("Object 2")));
        QVERIFY(jOf(1) < 0.2);

        auto* const scorer = m_window->findChild<ScoreController*>();
        scorer->save(at("scores.csv"));
        QTRY_VERIFY(QFile::exists(at("scores.csv")));
        const QList<QByteArray> lines = bytesOf(at("scores.csv")).split('\n');
        QVERIFY(lines[0].startsWith("Sequence,Object,J&F-Mean"));
        QVERIFY(lines[1].startsWith("clip,1,"));
        QVERIFY(lines[2].startsWith("all,,"));
        scorer->save(at("scores.json"));
        QTRY_VERIFY(QFile::exists(at("scores.json")));
        const QJsonObject json = QJsonDocument::fromJson(bytesOf(at("scores.json"))).object();
        QCOMPARE(json[QStringLiteral("frames")].toArray().size(), kFrames);
        QVERIFY(json[QStringLiteral("sequences")].toObject().contains(QStringLiteral("clip")));
    }
    void aChangedMaskMakesTheScoreStale()
    {
        action("review.score")->trigger();
        QVERIFY(shown<ScoreDialog>() != nullptr);
        shown<ScoreDialog>()->accept();
        QTRY_VERIFY(table()->topLevelItemCount() == 2);
        const QString stale = ScorePanel::tr("The masks have changed since: score again.");
        QVERIFY(!says(stale));
        const double before = jOf(1);
        m_window->findChild<Player*>()->goTo(4);
        QTRY_COMPARE(m_window->findChild<CanvasWidget*>()->frame().index, 4);
        action("mask.delete")->trigger();
        QTRY_VERIFY(says(stale));
        action("review.score_again")->trigger();
        QTRY_VERIFY(!says(stale));
        QVERIFY(jOf(1) < before);
    }
    void aWrongTruthIsRefused()
    {
        action("review.score")->trigger();
        auto* const dialog = shown<ScoreDialog>();
        dialog->findChild<QRadioButton*>()->setChecked(true);
        named<QLineEdit>(dialog, ScoreDialog::tr("Folder of true masks"))->setText(at("nowhere"));
        dialog->accept();
        auto* const strip = m_window->findChild<MessageStrip*>();
        QTRY_VERIFY(strip->text().contains(QStringLiteral("nowhere")));
        QVERIFY(!action("review.score_export")->isEnabled());
        // Once another truth has been found, what went wrong before is over.
        action("review.score")->trigger();
        auto* const again = shown<ScoreDialog>();
        again->findChild<QRadioButton*>()->setChecked(true);
        named<QLineEdit>(again, ScoreDialog::tr("Folder of true masks"))->setText(at("truth"));
        again->accept();
        QTRY_VERIFY(action("review.score_export")->isEnabled());
        QVERIFY2(strip->isHidden(), qPrintable(strip->text()));
    }
};

REVSEG_TEST("score", TestScore)
#include "tst_score.moc"
