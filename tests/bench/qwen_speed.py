#!/usr/bin/env python3
# SPDX-FileCopyrightText: ReVSeg Studio contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Qwen2.5-VL here and in transformers, on the CPU, one after the other in turn, with random weights of the same
configuration (pip install torch torchvision transformers safetensors).

    python3 tests/bench/qwen_speed.py --revseg build/release/bin/revseg tiny small

Sizes: tiny (about 50 million parameters), small (0.3 billion), large (1 billion). What is measured is what
`revseg bench vlm --chain` measures: reading the 2,948 visual tokens of a chain (16 frames of 448 × 448, one picture
of 840 × 840), vision tower included; then saying tokens one by one, greedy; and the most memory. Medians over the
rounds, how many times as fast as the reference, and the load of the machine meanwhile. Each side runs alone, with
the same number of threads; a round is the best of three readings, since the first one makes the libraries' plans.
With --llama, llama.cpp stands in for transformers and 2,948 tokens of text for the pictures (see qwen_llama.py).
"""
import argparse
import json
import os
import pathlib
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

import qwen_llama

HERE = pathlib.Path(__file__).parent
TOKENIZER = HERE.parent / "parity" / "fixtures" / "qwen"
# hidden, layers, heads, key heads, intermediate, vocabulary; vision: depth, hidden, heads, intermediate
SIZES = {
    "tiny": (512, 8, 8, 2, 1408, 32000, 4, 256, 4, 704),
    "small": (1024, 16, 8, 2, 2816, 32000, 12, 512, 8, 1408),
    "large": (2048, 18, 16, 2, 5504, 48000, 16, 768, 12, 2048),
}
GRIDS = ([8, 32, 32], [1, 60, 60])
TEXT = 2948  # tokens of text that --llama has read, as many as the pictures are
READINGS = 2  # after one that is not counted


def configuration(name):
    hidden, layers, heads, keys, inner, words, depth, wide, eyes, between = SIZES[name]
    flat = json.loads((TOKENIZER / "config.json").read_text())
    half = hidden // heads // 2
    flat.update(hidden_size=hidden, num_hidden_layers=layers, num_attention_heads=heads, num_key_value_heads=keys,
                intermediate_size=inner, vocab_size=words, max_position_embeddings=32768,
                rope_scaling={"type": "mrope", "mrope_section": [half // 4, half * 3 // 8, half * 3 // 8]})
    flat["vision_config"] = dict(
        depth=depth, hidden_size=wide, num_heads=eyes, intermediate_size=between, in_chans=3, patch_size=14,
        temporal_patch_size=2, spatial_merge_size=2, window_size=112, out_hidden_size=hidden, tokens_per_second=2,
        fullatt_block_indexes=[i for i in range(depth) if i % 4 == 3], hidden_act="silu")
    return flat


def write_model(folder, name, half):
    import torch
    from safetensors.torch import save_file
    sys.path.insert(0, str(HERE.parent / "parity"))
    from qwen_fixture import published, reference_model
    flat = configuration(name)
    torch.manual_seed(0)
    model = reference_model(flat, False)
    kind = torch.bfloat16 if half else torch.float32
    tensors = {published(k): (v * 0.5).to(kind).contiguous() for k, v in model.state_dict().items()}
    save_file(tensors, folder / "model.safetensors")
    (folder / "config.json").write_text(json.dumps(flat))
    for file in ("tokenizer.json", "preprocessor_config.json", "generation_config.json"):
        shutil.copy(TOKENIZER / file, folder)
    return sum(p.numel() for p in model.parameters())


def reference(folder, threads, half, tokens):
    """Prints the figures of transformers."""
    import torch
    from transformers import Qwen2_5_VLForConditionalGeneration
    torch.set_num_threads(threads)
    model = Qwen2_5_VLForConditionalGeneration.from_pretrained(
        folder, dtype=torch.bfloat16 if half else torch.float32, attn_implementation="sdpa").eval()
    figures(model, json.loads((folder / "config.json").read_text()), tokens)


def figures(model, flat, tokens):
    import torch
    patches = [t * h * w for t, h, w in GRIDS]
    kind = next(model.parameters()).dtype
    ids = ([flat["vision_start_token_id"]] + [flat["video_token_id"]] * (patches[0] // 4) + [flat["vision_end_token_id"]]
           + [flat["vision_start_token_id"]] + [flat["image_token_id"]] * (patches[1] // 4) + [flat["vision_end_token_id"]])
    inputs = dict(input_ids=torch.tensor([ids]), video_grid_thw=torch.tensor([GRIDS[0]]), image_grid_thw=torch.tensor([GRIDS[1]]),
                  pixel_values_videos=torch.randn(patches[0], 1176, dtype=kind), pixel_values=torch.randn(patches[1], 1176, dtype=kind),
                  position_ids=torch.arange(len(ids)).expand(3, 1, -1), logits_to_keep=1)
    reading, saying = [], []
    with torch.inference_mode():
        for _ in range(READINGS + 1):
            start = time.perf_counter()
            out = model(**inputs, use_cache=True)
            next_id = out.logits[:, -1].argmax(-1, keepdim=True)
            reading.append(time.perf_counter() - start)
            start = time.perf_counter()
            for i in range(tokens):
                out = model(input_ids=next_id, past_key_values=out.past_key_values, use_cache=True,
                            position_ids=torch.full((3, 1, 1), len(ids) + i))
                next_id = out.logits[:, -1].argmax(-1, keepdim=True)
            saying.append(time.perf_counter() - start)
    print(json.dumps({"prefill_tokens_per_s": sum(patches) / 4 / min(reading[1:]), "decode_tokens_per_s": tokens / min(saying[1:]),
                      "peak_rss_bytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024}))


def measured(command, threads):
    surroundings = dict(os.environ, OMP_NUM_THREADS=str(threads), OPENBLAS_NUM_THREADS=str(threads),
                        MKL_NUM_THREADS=str(threads), TRANSFORMERS_VERBOSITY="error")
    done = subprocess.run(command, env=surroundings, stdout=subprocess.PIPE, check=True, text=True)
    return json.loads(done.stdout.strip().splitlines()[-1])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", nargs="*", metavar="SIZE", help="tiny, small, large (default: the first two)")
    parser.add_argument("--revseg", default="build/release/bin/revseg")
    parser.add_argument("--precision", default="float32,bfloat16")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--new-tokens", type=int, default=32)
    parser.add_argument("--llama", action="store_true", help="beside llama.cpp, with text")
    parser.add_argument("--reference", type=pathlib.Path, help=argparse.SUPPRESS)
    parser.add_argument("--write", type=pathlib.Path, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.write:
        print(write_model(args.write, args.sizes[0], args.precision == "bfloat16"))
        return
    if args.reference and args.llama:
        qwen_llama.figures(args.reference, args.threads, TEXT, args.new_tokens, READINGS)
        return
    if args.reference:
        reference(args.reference, args.threads, args.precision == "bfloat16", args.new_tokens)
        return
    for size in args.sizes or ["tiny", "small"]:
        for precision in args.precision.split(","):
            with tempfile.TemporaryDirectory() as name:
                folder = pathlib.Path(name)
                # By another process: a child starts with its parent's peak of memory.
                parameters = measured([sys.executable, __file__, size, "--write", str(folder), "--precision", precision],
                                      args.threads)
                options = ["--threads", str(args.threads), "--new-tokens", str(args.new_tokens), "--precision", precision]
                what, told = ["--chain"], [str(folder)]
                if args.llama:
                    what, told = ["--prompt-tokens", str(TEXT)], [str(folder / "model.gguf"), "--llama"]
                    qwen_llama.write(folder, folder / "model.gguf")
                    off, most = qwen_llama.farthest(folder, folder / "model.gguf", args.revseg, args.threads)
                    print(f"{size}, {precision}: logits up to {most:.2f} differ by {off:.1e} at most")
                ours, theirs, loads = [], [], []
                for _ in range(args.rounds):
                    ours.append(measured([args.revseg, "bench", "vlm", "--model", str(folder), *what, *options, "--json", "--quiet"],
                                         args.threads))
                    loads.append(os.getloadavg()[0])
                    theirs.append(measured([sys.executable, __file__, "--reference", *told, *options], args.threads))
                    loads.append(os.getloadavg()[0])
                print(f"{size}, {parameters / 1e6:.0f} million parameters, {precision}, {args.threads} threads, "
                      f"load {min(loads):.1f} to {max(loads):.1f}:")
                for figure, better in (("prefill_tokens_per_s", 1), ("decode_tokens_per_s", 1), ("peak_rss_bytes", -1)):
                    if figure not in theirs[0]:
                        continue
                    a, b = (statistics.median(run[figure] for run in runs) for runs in (ours, theirs))
                    print(f"  {figure:22} {a:16.2f} here {b:16.2f} reference {(a / b) ** better:6.2f} x", flush=True)


if __name__ == "__main__":
    main()
