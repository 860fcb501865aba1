// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Work on a project that cannot be written: nothing is lost unless the user says so.
#include "app/studio/main_window.h"
#include "core/jobs/demo_project.h"
#include "core/project/project.h"
#include "tests/support/test.h"
#include "widgets/canvas/canvas_widget.h"
#include "widgets/dialogs/message_strip.h"

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QFileDialog>
#include <QLineEdit>
#include <QMessageBox>
#include <QSettings>
#include <QTemporaryDir>
#include <QTimer>

#include <functional>

#include "resources/resources.h"

using namespace revseg;
using namespace revseg::studio;

class TestUnsaved final : public test::TestCase
{
    Q_OBJECT
    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<Project> m_other; ///< somebody else, who has it open for writing
    std::unique_ptr<MainWindow> m_window;
    QTimer m_dialogs;
    std::vector<std::function<void(QWidget*)>> m_answers;

    QString demo() const { return m_dir->filePath(QStringLiteral("demo/demo.revseg")); }
    QString mine() const { return m_dir->filePath(QStringLiteral("mine.revseg")); }
    /// To the next dialogs, in order.
    void answer(std::vector<std::function<void(QWidget*)>> answers)
    {
        m_answers = std::move(answers);
        m_dialogs.start(20);
    }
    static std::function<void(QWidget*)> press(QMessageBox::StandardButton button)
    {
        return [button](QWidget* dialog) {
            auto* const box = qobject_cast<QMessageBox*>(dialog);
            QVERIFY(box != nullptr);
            box->button(button)->click();
        };
    }
    static std::function<void(QWidget*)> press(QMessageBox::ButtonRole role)
    {
        return [role](QWidget* dialog) {
            auto* const box = qobject_cast<QMessageBox*>(dialog);
            QVERIFY(box != nullptr);
            for (QAbstractButton* const button : box->buttons()) {
                if (box->buttonRole(button) == role)
                    return button->click();
            }
            QFAIL("no such button");
        };
    }
    std::function<void(QWidget*)> chooseFile(const QString& path) const
    {
        return [path](QWidget* dialog) {
            auto* const files = qobject_cast<QFileDialog*>(dialog);
            QVERIFY(files != nullptr);
            files->findChild<QLineEdit*>()->setText(path);
            QTest::keyClick(files->findChild<QLineEdit*>(), Qt::Key_Return);
        };
    }
    void openAndEdit()
    {
        answer({press(QMessageBox::Open)});
        m_window = std::make_unique<MainWindow>(*m_theme);
        m_window->show();
        m_window->openPaths({demo()});
        QVERIFY(m_answers.empty());
        QTRY_VERIFY(m_window->findChild<CanvasWidget*>()->hasFrame());
        auto* const strip = m_window->findChild<MessageStrip*>();
        QVERIFY2(!strip->isVisible(), "looking is not changing");
        m_window->findChild<QAction*>(QStringLiteral("object.new"))->trigger();
        QVERIFY(strip->text().contains(QStringLiteral("in memory only")));
        QVERIFY(m_other->objects(m_other->videos().front().id).empty());
    }

protected:
    void prepare() override { QSettings().clear(); }

private Q_SLOTS:
    void initTestCase()
    {
        initResources();
        m_theme = std::make_unique<Theme>();
        QCoreApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
        connect(&m_dialogs, &QTimer::timeout, this, [this] {
            QWidget* const dialog = QApplication::activeModalWidget();
            if (dialog == nullptr || m_answers.empty())
                return;
            const auto next = m_answers.front();
            m_answers.erase(m_answers.begin());
            next(dialog);
        });
    }
    void init()
    {
        TestCase::init();
        m_dir = std::make_unique<QTemporaryDir>();
        VERIFY_RESULT(makeDemoProject(m_dir->filePath(QStringLiteral("demo")), false, {}, {}));
        auto other = Project::open(demo());
        VERIFY_RESULT(other);
        m_other = std::move(*other);
    }
    void cleanup()
    {
        m_dialogs.stop();
        m_window.reset();
        m_other.reset();
    }

    void closingAsksWhereToKeepIt()
    {
        openAndEdit();
        answer({press(QMessageBox::Cancel)});
        m_window->close();
        QVERIFY2(m_window->isVisible(), "the user stays");
        answer({press(QMessageBox::AcceptRole), chooseFile(mine())});
        m_window->close();
        QVERIFY(m_answers.empty());
        QVERIFY(!m_window->isVisible());
        m_window.reset();
        const auto kept = Project::open(mine());
        VERIFY_RESULT(kept);
        QCOMPARE((*kept)->objects((*kept)->videos().front().id).size(), 1U);
    }
    void changesCanBeGivenUp()
    {
        openAndEdit();
        answer({press(QMessageBox::DestructiveRole)});
        m_window->close();
        QVERIFY(!m_window->isVisible());
        m_window.reset();
        QVERIFY(m_other->objects(m_other->videos().front().id).empty());
    }
    void savedElsewhereTheProjectIsAnOrdinaryOne()
    {
        openAndEdit();
        QVERIFY(m_window->windowTitle().contains(QStringLiteral("read only")));
        answer({chooseFile(mine())});
        m_window->findChild<QAction*>(QStringLiteral("file.save_as"))->trigger();
        QVERIFY(m_window->windowTitle().startsWith(QStringLiteral("mine")));
        QVERIFY(!m_window->windowTitle().contains(QStringLiteral("read only")));
        m_window->findChild<QAction*>(QStringLiteral("object.new"))->trigger();
        m_window->close(); // asks nothing: all is on disk
        QVERIFY(!m_window->isVisible());
        m_window.reset();
        const auto kept = Project::open(mine());
        VERIFY_RESULT(kept);
        QCOMPARE((*kept)->objects((*kept)->videos().front().id).size(), 2U);
    }
};

REVSEG_TEST("unsaved", TestUnsaved)
#include "tst_unsaved.moc"
