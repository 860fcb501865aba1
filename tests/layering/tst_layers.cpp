// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The arrows of core/README.md are law: the table there is read, and each include of the tree is held against
// it.
#include "tests/support/test.h"

#include <QDirIterator>
#include <QFile>
#include <QHash>
#include <QSet>

using namespace revseg;

namespace {

const QString kRoot = QStringLiteral(REVSEG_SOURCE_DIR);

/// "core/media" of "core/media/x.h"; "widgets" and "app" are one layer each.
QString layerOf(const QString& path)
{
    const QStringList parts = path.split(QLatin1Char('/'));
    if (parts[0] == QLatin1String("core") && parts.size() > 2)
        return parts[1];
    return parts[0];
}

QStringList includesOf(const QString& text)
{
    static const QRegularExpression include(QStringLiteral("^\\s*#\\s*include\\s*[\"<]([^\">]+)[\">]"),
                                            QRegularExpression::MultilineOption);
    QStringList out;
    for (auto it = include.globalMatch(text); it.hasNext();)
        out << it.next().captured(1);
    return out;
}

struct Arrows
{
    QHash<QString, QSet<QString>> allowed; ///< layer → layers it may use
    QHash<QString, QString> owner;         ///< heavy library → the layer(s) that may include it
};

/// Rows of the table in core/README.md: | `media` | what | base | FFmpeg |
Arrows readArrows(const QString& markdown)
{
    Arrows arrows;
    static const QRegularExpression row(QStringLiteral("^\\| `(\\w+)` \\|[^|]*\\|([^|]*)\\|([^|]*)\\|$"),
                                        QRegularExpression::MultilineOption);
    for (auto it = row.globalMatch(markdown); it.hasNext();) {
        const auto m = it.next();
        QSet<QString> uses;
        for (const QString& name :
             m.captured(2).split(QRegularExpression(QStringLiteral("[,\\s]+")), Qt::SkipEmptyParts))
            uses << name;
        arrows.allowed.insert(m.captured(1), uses);
        for (const QString& name :
             m.captured(3).split(QRegularExpression(QStringLiteral("[,\\s]+")), Qt::SkipEmptyParts))
            arrows.owner[name] += QLatin1Char(' ') + m.captured(1) + QLatin1Char(' ');
    }
    return arrows;
}

/// The heavy library that an include belongs to; empty for others.
QString libraryOf(const QString& include)
{
    if (include.startsWith(QLatin1String("libav")) || include.startsWith(QLatin1String("libsw")))
        return QStringLiteral("FFmpeg");
    if (include.startsWith(QLatin1String("opencv2/")))
        return QStringLiteral("OpenCV");
    if (include.startsWith(QLatin1String("torch/")) || include.startsWith(QLatin1String("ATen/")) ||
        include.startsWith(QLatin1String("c10/")))
        return QStringLiteral("libtorch");
    if (include.startsWith(QLatin1String("QSql")) || include.startsWith(QLatin1String("QtSql")))
        return QStringLiteral("SQL");
    if (include.startsWith(QLatin1String("QNetwork")) || include.startsWith(QLatin1String("QtNetwork")) ||
        include.startsWith(QLatin1String("QTcp")))
        return QStringLiteral("Network");
    if (include.startsWith(QLatin1String("qt6keychain/")))
        return QStringLiteral("Keychain");
    if (include == QLatin1String("qcustomplot.h"))
        return QStringLiteral("QCustomPlot");
    return {};
}

/// Sentences about includes of one file that are against the rules.
QStringList complaints(const Arrows& arrows, const QString& path, const QString& text)
{
    QStringList out;
    const QString layer = layerOf(path);
    for (const QString& include : includesOf(text)) {
        if (include.startsWith(QLatin1String("core/")) || include.startsWith(QLatin1String("widgets/")) ||
            include.startsWith(QLatin1String("app/"))) {
            const QString other = layerOf(include);
            if (other != layer && !arrows.allowed.value(layer).contains(other))
                out << QStringLiteral("%1 includes %2: there is no arrow from %3 to %4")
                           .arg(path, include, layer, other);
        }
        const QString library = libraryOf(include);
        if (!library.isEmpty() &&
            !arrows.owner.value(library).contains(QLatin1Char(' ') + layer + QLatin1Char(' ')))
            out << QStringLiteral("%1 includes %2: %3 does not own %4").arg(path, include, layer, library);
        if (!library.isEmpty() && library != QLatin1String("Network") && path.endsWith(QLatin1String(".h")) &&
            layer != QLatin1String("nn") && !path.endsWith(QLatin1String("_private.h")))
            out << QStringLiteral("%1 shows %2 to whoever includes it").arg(path, library);
    }
    return out;
}

QString readAll(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

} // namespace

class TestLayers final : public test::TestCase
{
    Q_OBJECT
private Q_SLOTS:
    void everyIncludeFollowsAnArrow()
    {
        const Arrows arrows = readArrows(readAll(kRoot + QStringLiteral("/core/README.md")));
        QVERIFY(arrows.allowed.size() >= 10);
        QStringList found;
        int files = 0;
        for (const char* top : {"core", "widgets", "app"}) {
            QDirIterator it(kRoot + QLatin1Char('/') + QLatin1String(top),
                            {QStringLiteral("*.h"), QStringLiteral("*.cpp")}, QDir::Files,
                            QDirIterator::Subdirectories);
            while (it.hasNext()) {
                const QString path = it.next();
                const QString relative = path.mid(kRoot.size() + 1);
                if (layerOf(relative) != QLatin1String("widgets") &&
                    layerOf(relative) != QLatin1String("app"))
                    QVERIFY2(arrows.allowed.contains(layerOf(relative)), qPrintable(relative));
                found += complaints(arrows, relative, readAll(path));
                ++files;
            }
        }
        QVERIFY(files > 40);
        QVERIFY2(found.isEmpty(), qPrintable(found.join(QLatin1Char('\n'))));
    }
    void aForbiddenArrowIsFound()
    {
        const Arrows arrows =
            readArrows(QStringLiteral("| `base` | x | | |\n| `media` | x | base | FFmpeg |\n"));
        QCOMPARE(complaints(arrows, QStringLiteral("core/media/a.cpp"),
                            QStringLiteral("#include \"core/base/b.h\"\n#include <libavcodec/avcodec.h>\n")),
                 QStringList());
        QCOMPARE(complaints(arrows, QStringLiteral("core/base/a.h"),
                            QStringLiteral("#include \"core/media/b.h\"\n"))
                     .size(),
                 1);
        QCOMPARE(complaints(arrows, QStringLiteral("core/media/a.h"),
                            QStringLiteral("#include <libavcodec/avcodec.h>\n"))
                     .size(),
                 1);
        QCOMPARE(complaints(arrows, QStringLiteral("core/base/a.cpp"),
                            QStringLiteral("#include <opencv2/core.hpp>\n"))
                     .size(),
                 1);
    }
};

REVSEG_TEST("layers", TestLayers)
#include "tst_layers.moc"
