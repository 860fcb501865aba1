#!/usr/bin/env python3
# SPDX-FileCopyrightText: ReVSeg Studio contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""SAM 2 here and in the reference program, on the CPU, one after the other in turn, with random weights of a
published size (pip install torch torchvision sam2).

    python3 tests/bench/sam2_speed.py --revseg build/release/bin/revseg tiny:1024 tiny:512 large:1024

What is measured is what `revseg bench sam2` measures: the image encoder on one picture; a click on cached
features, up to the mask at the model's size; four frames of tracking one object, encoder included. Medians over
the rounds, and how many times as fast as the reference. Each side runs alone, with the same number of threads.
"""
import argparse
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

LETTERS = {"tiny": "t", "small": "s", "base+": "b+", "large": "l"}
FRAMES = 5


def build(name, side):
    from sam2.build_sam import build_sam2_video_predictor
    return build_sam2_video_predictor(f"configs/sam2.1/sam2.1_hiera_{LETTERS[name]}.yaml", None, device="cpu",
                                      hydra_overrides_extra=[f"++model.image_size={side}",
                                                             f"++model.memory_attention.layer.self_attention.feat_sizes=[{side // 16},{side // 16}]",
                                                             f"++model.memory_attention.layer.cross_attention.feat_sizes=[{side // 16},{side // 16}]"])


def reference(name, side, file, threads, half):
    """Prints the three figures of the reference program."""
    import torch
    import sam2.sam2_video_predictor as program
    torch.set_num_threads(threads)
    model = build(name, side)
    model.load_state_dict(torch.load(file, weights_only=True)["model"])
    # Memories are bfloat16 on every device, which its float32 weights refuse as long as no pointer is beside them.
    run = model.memory_attention.forward
    model.memory_attention.forward = lambda curr, memory, **rest: run(curr=curr, memory=memory.float(), **rest)
    torch.manual_seed(1)

    def median(work, times):
        work()
        out = []
        for _ in range(times):
            start = time.perf_counter()
            work()
            out.append((time.perf_counter() - start) * 1000)
        return statistics.median(out)

    with torch.inference_mode(), torch.autocast("cpu", dtype=torch.bfloat16, enabled=half):
        pictures = torch.randn(FRAMES, 3, side, side)
        encoder = median(lambda: model.forward_image(pictures[:1]), 3)
        whole, halved, top = model.forward_image(pictures[:1])["backbone_fpn"]
        top = top + model.no_mem_embed.view(1, -1, 1, 1)

        def click():
            sparse, dense = model.sam_prompt_encoder(
                points=(torch.tensor([[[side / 2, side / 2]]]), torch.ones(1, 1, dtype=torch.int32)), boxes=None, masks=None)
            masks = model.sam_mask_decoder(
                image_embeddings=top, image_pe=model.sam_prompt_encoder.get_dense_pe(), sparse_prompt_embeddings=sparse,
                dense_prompt_embeddings=dense, multimask_output=True, repeat_image=False, high_res_features=[whole, halved])[0]
            return float(torch.nn.functional.interpolate(masks.float(), (side, side), mode="bilinear")[0, 0].max())

        clicked = median(click, 5)
        program.load_video_frames = lambda **_: (pictures, side, side)
        program.tqdm = lambda frames, **_: frames
        state = model.init_state("none")
        model.add_new_points_or_box(state, 0, 1, points=[[side / 2, side / 2]], labels=[1])
        start = time.perf_counter()
        for _ in model.propagate_in_video(state):
            pass
        seconds = time.perf_counter() - start
    print(json.dumps({"encoder_ms": encoder, "click_ms": clicked, "track_frames_per_s": (FRAMES - 1) / seconds}))


def measured(command, threads):
    surroundings = dict(os.environ, OMP_NUM_THREADS=str(threads), OPENBLAS_NUM_THREADS=str(threads),
                        MKL_NUM_THREADS=str(threads))
    done = subprocess.run(command, env=surroundings, stdout=subprocess.PIPE, check=True, text=True)
    return json.loads(done.stdout.strip().splitlines()[-1])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cases", nargs="*", default=["tiny:1024", "tiny:512", "large:1024"], metavar="SIZE:SIDE")
    parser.add_argument("--revseg", default="build/release/bin/revseg")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--bfloat16", action="store_true", help="both sides; the reference with autocast")
    parser.add_argument("--reference", nargs=3, metavar=("SIZE", "SIDE", "FILE"), help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.reference:
        name, side, file = args.reference
        reference(name, int(side), file, args.threads, args.bfloat16)
        return

    import torch
    with tempfile.TemporaryDirectory() as folder:
        for case in args.cases:
            name, _, side = case.partition(":")
            file = str(pathlib.Path(folder) / f"{name}.pt")
            if not os.path.exists(file):
                torch.manual_seed(0)
                torch.save({"model": build(name, 1024).state_dict()}, file)
            spec = f"sam2:{file}?size={side}" + ("&precision=bfloat16" if args.bfloat16 else "")
            ours, theirs = [], []
            for _ in range(args.rounds):
                ours.append(measured([args.revseg, "bench", "sam2", "--model", spec, "--threads", str(args.threads),
                                      "--json", "--quiet"], args.threads))
                theirs.append(measured([sys.executable, __file__, "--threads", str(args.threads), "--reference", name, side,
                                        file] + (["--bfloat16"] if args.bfloat16 else []), args.threads))
            print(f"{name} at {side}, {args.threads} threads{', bfloat16' if args.bfloat16 else ''}:")
            for figure, faster in (("encoder_ms", -1), ("click_ms", -1), ("track_frames_per_s", 1)):
                a, b = (statistics.median(run[figure] for run in runs) for runs in (ours, theirs))
                print(f"  {figure:20} {a:10.3f} here {b:10.3f} reference {(a / b) ** faster:6.2f} x", flush=True)


if __name__ == "__main__":
    main()
