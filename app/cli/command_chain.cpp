// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/chain_batch.h"
#include "app/cli/commands.h"

#include <limits>

namespace revseg::cli {

namespace {

tl::expected<ChainWords, Failure> readWords(const Context& c)
{
    ChainWords w;
    const Arguments& args = c.args;
    if (args.has("manifest")) {
        if (!args.positional().isEmpty() || args.has("query"))
            return wrongUsage(QT_TRANSLATE_NOOP("core", "--manifest takes the place of VIDEO and --query"));
        w.manifest = args.value("manifest");
    } else {
        const auto paths = args.exactly({QStringLiteral("VIDEO")});
        if (!paths)
            return tl::unexpected(paths.error());
        const auto query = args.required("query");
        if (!query)
            return tl::unexpected(query.error());
        w.item.video = paths->first();
        w.item.query = *query;
    }
    for (const auto& [name, target] :
         {std::pair("vlm", &w.vlm), std::pair("tracker", &w.tracker), std::pair("out", &w.out)}) {
        const auto value = args.required(name);
        if (!value)
            return tl::unexpected(value.error());
        *target = *value;
    }
    const auto samples = args.integer("samples", 1, 10'000);
    const auto seed = args.integer("seed", 0, std::numeric_limits<qint64>::max() - 10'000);
    const auto frames = args.integer("frames", 1, 10'000);
    const auto tokens = args.integer("max-tokens", 1, 1'000'000);
    const auto temperature = args.number("temperature", 0, 100);
    const auto timeout = args.number("timeout", 0.001, 86'400);
    for (const auto* number : {&samples, &seed, &frames, &tokens}) {
        if (!*number)
            return tl::unexpected(number->error());
    }
    for (const auto* number : {&temperature, &timeout}) {
        if (!*number)
            return tl::unexpected(number->error());
    }
    w.samples = int(samples->value_or(1));
    w.seed = *seed;
    w.frames = int(frames->value_or(0));
    w.max_tokens = int(tokens->value_or(1024));
    w.temperature = temperature->value_or(0);
    w.timeout_s = timeout->value_or(60);
    w.threads = c.threads;
    w.force = args.has("force");
    return w;
}

Outcome run(const Context& c)
{
    const auto words = readWords(c);
    if (!words)
        return tl::unexpected(words.error());
    return words->manifest.isEmpty() ? runChainItem(*words, c.terminal, c.stop)
                                     : runManifest(*words, c.terminal, c.stop);
}

} // namespace

Command chainCommand()
{
    return {"chain",
            "ask a question about a video: reasoning, keyframe, box, then masks on every frame",
            "VIDEO --query TEXT --vlm SPEC --tracker SPEC --out DIR [options]",
            {{"query", "TEXT", "the question"},
             {"vlm", "SPEC", "http://host:port/v1#model or replay:trace.json"},
             {"tracker", "SPEC", "flow (built in)"},
             {"out", "DIR", "folder for trace.json and masks"},
             {"samples", "N", "runs of the chain (default 1)"},
             {"temperature", "T", "0 is greedy (default)"},
             {"seed", "S", "run i has seed S+i"},
             {"frames", "N", "frames shown in turn 1 (default: the prompt set's 16)"},
             {"timeout", "S", "seconds without a byte from the server (default 60)"},
             {"max-tokens", "N", "longest answer of a turn (default 1024)"},
             {"manifest", "F.jsonl", "many videos and questions, a JSON object a line"},
             {"force", "", "write into a folder that holds other things"}},
            run};
}

} // namespace revseg::cli
