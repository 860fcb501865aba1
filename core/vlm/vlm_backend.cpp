// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vlm/vlm_backend.h"

#include "core/vlm/http_backend.h"
#include "core/vlm/replay_backend.h"

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

VlmOptions VlmOptions::fromEnvironment()
{
    VlmOptions options;
    options.api_key = qEnvironmentVariable("REVSEG_API_KEY").trimmed();
    return options;
}

Result<std::unique_ptr<VlmBackend>> makeVlmBackend(const QString& spec, const VlmOptions& options)
{
    const QString scheme = spec.section(QLatin1Char(':'), 0, 0).toLower();
    if (scheme == QLatin1String("replay"))
        return ReplayBackend::open(spec.mid(scheme.size() + 1), options);
    if (scheme == QLatin1String("http") || scheme == QLatin1String("https"))
        return HttpBackend::create(spec, options);
    if (scheme == QLatin1String("local") || spec == QLatin1String("builtin")) {
        return fail(ErrorKind::Unsupported,
                    QT_TRANSLATE_NOOP("core", "A model in this program (“%1”) is not available yet"), {spec},
                    QT_TRANSLATE_NOOP("core", "use a server (http://host:port/v1#model) or a recorded trace "
                                              "(replay:trace.json)"));
    }
    return fail(ErrorKind::InvalidInput, QT_TRANSLATE_NOOP("core", "“%1” names no vision-language model"),
                {spec},
                QT_TRANSLATE_NOOP("core", "give a server (http://host:port/v1#model) or a recorded trace "
                                          "(replay:trace.json)"));
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
    return ModelProfile::load(ModelProfile::nameForModel(spec.section(QLatin1Char('#'), 1)));
}

} // namespace revseg
