// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Every text of the program is in the catalogues and translated: lupdate collects them anew and must find
// nothing new.
#include "tests/support/test.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QXmlStreamReader>

using namespace revseg;

namespace {

struct Message
{
    QString source;
    QStringList translations;
    bool unfinished = false;
};

QList<Message> messagesOf(const QString& path)
{
    QList<Message> out;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return out;
    QXmlStreamReader xml(&file);
    Message now;
    bool gone = false;
    while (!xml.atEnd()) {
        xml.readNext();
        if (xml.isStartElement()) {
            if (xml.name() == QLatin1String("message")) {
                now = {};
                gone = false;
            } else if (xml.name() == QLatin1String("source")) {
                now.source = xml.readElementText();
            } else if (xml.name() == QLatin1String("translation")) {
                const auto type = xml.attributes().value(QLatin1String("type"));
                now.unfinished = type == QLatin1String("unfinished");
                gone = type == QLatin1String("vanished") || type == QLatin1String("obsolete");
                QString text;
                while (!(xml.isEndElement() && xml.name() == QLatin1String("translation")) && !xml.atEnd()) {
                    xml.readNext();
                    if (xml.isStartElement() && xml.name() == QLatin1String("numerusform"))
                        now.translations << xml.readElementText();
                    else if (xml.isCharacters())
                        text += xml.text();
                }
                if (now.translations.isEmpty())
                    now.translations << text;
            }
        } else if (xml.isEndElement() && xml.name() == QLatin1String("message") && !gone) {
            out << now;
        }
    }
    return out;
}

QStringList placesIn(const QString& text)
{
    static const QRegularExpression place(QStringLiteral("%[0-9n]"));
    QStringList out;
    for (auto it = place.globalMatch(text); it.hasNext();)
        out << it.next().captured();
    out.sort();
    return out;
}

} // namespace

class TestCatalogues final : public test::TestCase
{
    Q_OBJECT
private Q_SLOTS:
    void nothingIsLeftUntranslated_data()
    {
        QTest::addColumn<QString>("catalogue");
        QTest::addColumn<QStringList>("options");
        QTest::newRow("ko") << QStringLiteral("revseg_ko.ts") << QStringList();
        QTest::newRow("en, plurals") << QStringLiteral("revseg_en.ts")
                                     << QStringList{QStringLiteral("-pluralonly")};
    }
    void nothingIsLeftUntranslated()
    {
        QFETCH(QString, catalogue);
        QFETCH(QStringList, options);
        const QString root = QStringLiteral(REVSEG_SOURCE_DIR);
        QTemporaryDir dir;
        const QString copy = dir.filePath(catalogue);
        QVERIFY(QFile::copy(root + QStringLiteral("/translations/") + catalogue, copy));
        QProcess lupdate;
        QStringList arguments{QStringLiteral("-silent"),
                              QStringLiteral("-locations"),
                              QStringLiteral("none"),
                              QStringLiteral("-I"),
                              root,
                              QStringLiteral("-recursive")};
        for (const char* folder : {"/core", "/widgets", "/app/studio"})
            arguments << root + QLatin1String(folder);
        lupdate.start(QStringLiteral(REVSEG_LUPDATE),
                      options + arguments + QStringList{QStringLiteral("-ts"), copy});
        QVERIFY(lupdate.waitForFinished(100'000));
        QCOMPARE(lupdate.exitCode(), 0);
        const QList<Message> messages = messagesOf(copy);
        QVERIFY(messages.size() > 5);
        QStringList wrong;
        for (const Message& m : messages) {
            if (m.unfinished || m.translations.contains(QString()))
                wrong << QStringLiteral("untranslated: ") + m.source;
            for (const QString& t : m.translations) {
                if (placesIn(t) != placesIn(m.source))
                    wrong << QStringLiteral("other places: ") + m.source;
            }
        }
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(QLatin1Char('\n'))));
    }
};

REVSEG_TEST("catalogues", TestCatalogues)
#include "tst_catalogues.moc"
