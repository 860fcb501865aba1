// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/actions.h"
#include "app/studio/menus.h"
#include "tests/support/test.h"

#include <QFile>
#include <QKeySequence>
#include <QMenu>
#include <QSet>
#include <QSignalSpy>
#include <QWidget>

#include <functional>

#include "resources/resources.h"

using namespace revseg;
using namespace revseg::studio;

class TestActions final : public test::TestCase
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { initResources(); }

    void everyActionCanBeReachedAndIsExplained()
    {
        QSet<QString> ids;
        for (const ActionSpec& spec : actionSpecs()) {
            QVERIFY2(!ids.contains(QLatin1String(spec.id)), spec.id);
            ids << QLatin1String(spec.id);
            QVERIFY2(qstrlen(spec.text) > 0 && qstrlen(spec.tip) > 0 && qstrlen(spec.keys) > 0, spec.id);
            QVERIFY2(!menuTitle(QString::fromLatin1(spec.id).section(QLatin1Char('.'), 0, 0)).isEmpty(),
                     spec.id);
            if (qstrlen(spec.icon) > 0)
                QVERIFY2(QFile::exists(QStringLiteral(":/revseg/icons/%1.svg").arg(QLatin1String(spec.icon))),
                         spec.icon);
        }
    }
    void menusHoldEveryActionOnce()
    {
        QWidget window;
        const ActionTable table(&window, &window);
        QStringList found;
        const std::function<void(const QMenu&)> look = [&](const QMenu& menu) {
            QSet<QChar> mnemonics;
            int entries = 0;
            for (const QAction* action : menu.actions()) {
                if (action->isSeparator())
                    continue;
                ++entries;
                const qsizetype mark = action->text().indexOf(QLatin1Char('&'));
                if (mark >= 0) {
                    const QChar key = action->text()[mark + 1].toLower();
                    QVERIFY2(!mnemonics.contains(key), qPrintable(action->text()));
                    mnemonics.insert(key);
                }
                if (action->menu() != nullptr)
                    look(*action->menu());
                else
                    found << action->objectName();
            }
            QVERIFY2(entries <= 24, qPrintable(menu.title())); // as many as 800 pixels hold
        };
        for (const QString& name : menuNames()) {
            QMenu menu(menuTitle(name));
            fillMenu(menu, name, table);
            look(menu);
        }
        QStringList all;
        for (const ActionSpec& spec : actionSpecs())
            all << QLatin1String(spec.id);
        found.sort();
        all.sort();
        QCOMPARE(found, all);
    }
    void noTwoActionsShareAKey()
    {
        QHash<QString, QString> owner;
        for (const ActionSpec& spec : actionSpecs()) {
            for (const QString& key : QString::fromLatin1(spec.keys).split(QStringLiteral("; "))) {
                const QKeySequence sequence(key, QKeySequence::PortableText);
                QVERIFY2(!sequence.isEmpty() && sequence[0].key() != Qt::Key_unknown, qPrintable(key));
                const QString name = sequence.toString(QKeySequence::PortableText);
                QVERIFY2(!owner.contains(name),
                         qPrintable(name + QLatin1String(" of ") + QLatin1String(spec.id) +
                                    QLatin1String(" is also of ") + owner.value(name)));
                owner.insert(name, QLatin1String(spec.id));
            }
        }
    }
    void everyKeyReachesItsAction()
    {
        QWidget window;
        QWidget canvas(&window);
        canvas.setFocusPolicy(Qt::StrongFocus);
        ActionTable table(&window, &canvas);
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        canvas.setFocus();
        for (const ActionSpec& spec : actionSpecs()) {
            QAction* const action = table[spec.id];
            QSignalSpy triggered(action, &QAction::triggered);
            for (const QKeySequence& keys : action->shortcuts()) {
                QTest::keySequence(&canvas, keys);
                QVERIFY2(triggered.size() == 1,
                         qPrintable(keys.toString() + QLatin1String(" of ") + QLatin1String(spec.id)));
                triggered.clear();
            }
        }
    }
};

REVSEG_TEST("actions", TestActions)
#include "tst_actions.moc"
