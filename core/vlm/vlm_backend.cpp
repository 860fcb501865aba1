// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vlm/vlm_backend.h"

#include "core/vlm/http_backend.h"
#include "core/vlm/key_store.h"
#include "core/vlm/local_engine.h"
#include "core/vlm/model_folder.h"
#include "core/vlm/replay_backend.h"

#include <QCoreApplication>
#include <QUrl>
#include <QUrlQuery>

namespace revseg {

QString roleName(VlmMessage::Role role)
{
    switch (role) {
    case VlmMessage::Role::System:
        return QStringLiteral("system");
    case VlmMessage::Role::User:
        return QStringLiteral("user");
    case VlmMessage::Role::Assistant:
        return QStringLiteral("assistant");
    }
    return {};
}

Result<VlmOptions> VlmOptions::forSpec(const QString& spec, std::stop_token stop)
{
    VlmOptions options;
    options.api_key = qEnvironmentVariable("REVSEG_API_KEY").trimmed();
    if (options.api_key.isEmpty()) {
        const auto saved = KeyStore::read(KeyStore::origin(spec), stop);
        if (!saved)
            return fail(saved.error());
        options.api_key = *saved;
    }
    return options;
}

QString storableSpec(const QString& spec)
{
    const qsizetype hash = spec.indexOf(QLatin1Char('#'));
    QUrl url(spec.left(hash < 0 ? spec.size() : hash));
    if (KeyStore::origin(spec).isEmpty() || (!url.hasQuery() && url.userInfo().isEmpty()))
        return spec;
    const QString version = QStringLiteral("api-version");
    QUrlQuery kept;
    if (const QUrlQuery all(url); all.hasQueryItem(version))
        kept.addQueryItem(version, all.queryItemValue(version));
    url.setQuery(kept.isEmpty() ? QString() : kept.query());
    url.setUserInfo({});
    return url.toString() + (hash < 0 ? QString() : spec.mid(hash));
}

namespace {

constexpr const char* kOtherWays =
    QT_TRANSLATE_NOOP("core", "give a server (http://host:port/v1#model), a model's folder (local:DIR) or a "
                              "recorded trace (replay:trace.json)");

Result<std::unique_ptr<VlmBackend>> makeLocal(const QString& spec, const VlmOptions& options)
{
    auto local = LocalSpec::parse(spec);
    if (!local)
        return fail(local.error());
    const auto folder = ModelFolder::open(local->folder);
    if (!folder)
        return fail(folder.error());
    const auto engine = localEngine();
    if (!engine)
        return fail(engine.error());
    local->precision = local->precision.value_or(folder->storedPrecision());
    LocalModel model{*local, options.profile, options.threads, 0};
    model.memoryToLoad = folder->memoryToLoad(*local->precision);
    return (*engine)->backend(model);
}

} // namespace

Result<std::unique_ptr<VlmBackend>> makeVlmBackend(const QString& spec, const VlmOptions& options)
{
    const QString scheme = spec.section(QLatin1Char(':'), 0, 0).toLower();
    if (scheme == QLatin1String("local"))
        return makeLocal(spec, options);
    releaseLocalModel();
    if (scheme == QLatin1String("replay"))
        return ReplayBackend::open(spec.mid(scheme.size() + 1), options);
    if (scheme == QLatin1String("http") || scheme == QLatin1String("https"))
        return HttpBackend::create(spec, options);
    if (spec == QLatin1String("builtin")) {
        return fail(ErrorKind::Unsupported,
                    QT_TRANSLATE_NOOP("core", "A model in this program (“%1”) is not available yet"), {spec},
                    kOtherWays);
    }
    return fail(ErrorKind::InvalidInput, QT_TRANSLATE_NOOP("core", "“%1” names no vision-language model"),
                {spec}, kOtherWays);
}

Result<ModelProfile> profileForSpec(const QString& spec)
{
    const QString replay = QStringLiteral("replay:");
    if (spec.startsWith(replay, Qt::CaseInsensitive)) {
        const QJsonObject recorded = ReplayBackend::recordedProfile(spec.mid(replay.size()));
        if (recorded.contains(QStringLiteral("coordinates")))
            return ModelProfile::fromJson(recorded, spec.mid(replay.size()));
        // Only its name, or nothing.
        const QString name = recorded[QStringLiteral("name")].toString();
        return ModelProfile::load(ModelProfile::builtInNames().contains(name) ? name
                                                                              : QStringLiteral("plain"));
    }
    if (spec.startsWith(QLatin1String("local:"), Qt::CaseInsensitive)) {
        const auto local = LocalSpec::parse(spec);
        if (!local)
            return fail(local.error());
        return ModelFolder::profile(local->folder);
    }
    return ModelProfile::load(ModelProfile::nameForModel(spec.section(QLatin1Char('#'), 1)));
}

} // namespace revseg
