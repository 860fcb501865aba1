// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/benches.h"
#include "core/tracker/sam2_engine.h"
#include "core/vlm/local_engine.h"

#include <sys/resource.h>

namespace revseg::cli {

namespace {

/// The most memory this process has had resident.
double peakBytes()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return double(usage.ru_maxrss) * 1024;
}

} // namespace

BenchResult benchSam2(const Context& c)
{
    auto model = Sam2Spec::parse(c.args.value("model"));
    if (!model)
        return failed(model.error());
    model->threads = c.threads;
    const auto engine = sam2Engine();
    if (!engine)
        return failed(engine.error());
    auto figures = (*engine)->bench(*model, c.stop);
    if (!figures)
        return failed(figures.error());
    figures->insert(QStringLiteral("peak_rss_bytes"), peakBytes());
    return *figures;
}

BenchResult benchVlm(const Context& c)
{
    const auto prompt = c.args.integer("prompt-tokens", 1, 1'000'000);
    if (!prompt)
        return tl::unexpected(prompt.error());
    const auto answer = c.args.integer("new-tokens", 1, 1'000'000);
    if (!answer)
        return tl::unexpected(answer.error());
    const auto sequences = c.args.integer("sequences", 1, 1000);
    if (!sequences)
        return tl::unexpected(sequences.error());
    const QString precision = c.args.value("precision", QStringLiteral("float32"));
    if (precision != u"float32" && precision != u"bfloat16")
        return wrongUsage(QT_TRANSLATE_NOOP("core", "“%1” is no precision: float32 and bfloat16 are"),
                          {precision});
    const auto spec = LocalSpec::parse(c.args.value("model"));
    if (!spec)
        return failed(spec.error());
    LocalBenchRequest request;
    request.spec = *spec;
    if (!request.spec.precision)
        request.spec.precision = precision == u"bfloat16" ? Precision::BFloat16 : Precision::Float32;
    request.promptTokens = int(prompt->value_or(request.promptTokens));
    request.chain = c.args.has("chain");
    request.newTokens = int(answer->value_or(request.newTokens));
    request.sequences = int(sequences->value_or(request.sequences));
    request.threads = c.threads;
    const auto engine = localEngine();
    if (!engine)
        return failed(engine.error());
    auto figures = (*engine)->bench(request, c.stop);
    if (!figures)
        return failed(figures.error());
    figures->insert(QStringLiteral("peak_rss_bytes"), peakBytes());
    return *figures;
}

} // namespace revseg::cli
