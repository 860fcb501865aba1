// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "translations/translations.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

#include <memory>
#include <vector>

// Q_INIT_RESOURCE must stand outside any namespace.
static void initCatalogues()
{
    Q_INIT_RESOURCE(i18n);
}

namespace revseg {

QStringList availableLanguages()
{
    return {QStringLiteral("en"), QStringLiteral("ko")};
}

void installLanguage(const QString& code)
{
    initCatalogues();
    static std::vector<std::unique_ptr<QTranslator>> installed;
    for (const auto& translator : installed)
        QCoreApplication::removeTranslator(translator.get());
    installed.clear();
    QString language = code.isEmpty() ? QLocale::system().name().section(QLatin1Char('_'), 0, 0) : code;
    if (!availableLanguages().contains(language))
        language = QStringLiteral("en");
    const auto install = [&](const QString& catalogue, const QString& folder) {
        auto translator = std::make_unique<QTranslator>();
        if (translator->load(catalogue + QLatin1Char('_') + language, folder) &&
            QCoreApplication::installTranslator(translator.get()))
            installed.push_back(std::move(translator));
    };
    install(QStringLiteral("qtbase"),
            QLibraryInfo::path(QLibraryInfo::TranslationsPath)); // buttons of dialogs
    install(QStringLiteral("revseg"), QStringLiteral(":/i18n"));
}

} // namespace revseg
