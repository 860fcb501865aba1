#!/usr/bin/env python3
# SPDX-FileCopyrightText: ReVSeg Studio contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes fixtures/hard.json: thousands of hard strings for the tokenizer and pictures of awkward sizes for the
processors, made from seeds (seeded.py), with hashes of what the reference implementation makes of them. Needs
`pip install torch torchvision transformers` (made with torch 2.15, transformers 5.24)."""
import json
import math

import numpy as np
import torch
from tokenizers import Tokenizer
from transformers.models.qwen2_vl import image_processing_qwen2_vl, video_processing_qwen2_vl
from transformers.models.qwen2_vl.image_processing_qwen2_vl import Qwen2VLImageProcessor
from transformers.models.qwen2_vl.video_processing_qwen2_vl import Qwen2VLVideoProcessor

import seeded
from qwen_fixture import HERE, levels

STRINGS, GROUP, LONGEST = 8000, 50, 24
# Pieces that a splitter, a composer or a matcher of added tokens can trip over.
POOL = (list("aZéßİıſKÅ'’sStTrRelLvVdDmM0198 \t\n\r.,!?-_<|>()[]{}\"#$%&*+/=@\\^`~")
        + list("\u000b\u000c\u0085\u00a0\u1680\u2003\u2028\u2029\u202f\u205f\u3000\ufeff\u200b\u200d\u200e\u00ad\u0000\u007f\ufffd\ufffe\ue000")
        + list("\u0300\u0301\u0323\u0307\u0327\u0344\u0345\u3099\u309a\u05b0\u064b\u093c\u0e31\u0f71\u20d0\ufe0f")
        + list("日本語中文한국어각क्षिกำμελωالعربיהקЖщ😀🏽👨👩🇰🇷½²Ⅷ٣१０１ﬁΩKÅ①𝒳𐐷𞤀")
        + ["<|im_end|>", "<|im_start|>", "<|image_pad|>", "<|endoftext|>", "<tool_call>", "</tool_call>", "<|fim_prefix|>",
           "<|im_", "|>", "<think>", "\r\n", "\n\n", "  ", "   ", "\t ", " \n", "'ll", "'RE", "'ſ", "I'd", "...", "===", "123",
           "the", " the", "The answer", "word ", "http://", "e\u0301", "\u1112\u1161\u11ab", "\U0010ffff"])

# height, width of pictures; limits small enough that big ones stay cheap
SIZES = [(1, 1), (1, 2), (2, 1), (3, 3), (7, 5), (8, 8), (9, 8), (11, 12), (12, 20), (13, 13), (15, 17), (16, 16), (27, 28), (28, 29),
         (31, 32), (1, 150), (150, 1), (2, 400), (399, 2), (5, 700), (700, 5), (33, 99), (100, 30), (64, 64), (65, 63), (101, 67),
         (120, 90), (90, 160), (37, 251), (251, 37), (200, 199), (199, 201), (240, 320), (321, 239), (500, 14), (14, 500), (4, 4),
         (6, 1100), (1100, 6), (128, 127), (2, 500), (601, 3)]
CLIPS = [(1, 20, 30), (2, 31, 17), (3, 9, 40), (5, 64, 48), (7, 13, 13), (8, 50, 21), (9, 100, 75)]  # frames, height, width
LIMITS = dict(size={"shortest_edge": 256, "longest_edge": 4096})


def bounded(original):
    """The size rule with qwen-vl-utils' lower bound, which the library has in one of its branches only: a side never
    rounds to nothing. Elsewhere the two agree."""
    def rule(height, width, factor=28, min_pixels=56 * 56, max_pixels=14 * 14 * 4 * 1280):
        if round(height / factor) > 0 and round(width / factor) > 0:
            return original(height, width, factor, min_pixels, max_pixels)
        if max(height, width) / min(height, width) > 200:
            raise ValueError("absolute aspect ratio must be smaller than 200")
        h, w = (max(round(v / factor), 1) * factor for v in (height, width))
        if h * w > max_pixels:
            beta = math.sqrt(height * width / max_pixels)
            h, w = (max(factor, math.floor(v / beta / factor) * factor) for v in (height, width))
        elif h * w < min_pixels:
            beta = math.sqrt(min_pixels / (height * width))
            h, w = (math.ceil(v * beta / factor) * factor for v in (height, width))
        return h, w
    return rule


def outcome(process):
    """[grid, hash of the levels], or null where it is refused."""
    try:
        data = process()
    except (ValueError, RuntimeError) as e:
        print("  refused:", str(e)[:100])
        return None
    kind = "image" if "image_grid_thw" in data else "video"
    values = data["pixel_values" if kind == "image" else "pixel_values_videos"]
    return [data[f"{kind}_grid_thw"][0].tolist(), format(seeded.fnv(levels(values).numpy().tobytes()), "016x")]


def main():
    tokenizer = Tokenizer.from_file(str(HERE / "qwen" / "tokenizer.json"))
    hashes, total = [], 0
    for group in range(STRINGS // GROUP):
        row = b""
        for i in range(GROUP):
            text = seeded.text(POOL, group * GROUP + i, LONGEST)
            ids = tokenizer.encode(text, add_special_tokens=False).ids
            total += len(ids)
            row += np.array([len(ids)] + ids, dtype="<u2").tobytes()
            row += tokenizer.decode(ids, skip_special_tokens=True).encode()
        hashes.append(format(seeded.fnv(row), "016x"))
    print(f"{STRINGS} strings, {total} ids")
    out = dict(pool=POOL, strings=STRINGS, group=GROUP, longest=LONGEST, hashes=hashes, pictures=[], clips=[])
    for module in (image_processing_qwen2_vl, video_processing_qwen2_vl):
        module.smart_resize = bounded(module.smart_resize)
    for patch in (4, 14):
        common = dict(patch_size=patch, merge_size=2, temporal_patch_size=2, **LIMITS)
        images, videos = Qwen2VLImageProcessor(**common), Qwen2VLVideoProcessor(do_sample_frames=False, **common)
        for i, (h, w) in enumerate(SIZES):
            picture = seeded.picture(1000 + i, h, w)
            out["pictures"].append([patch, 1000 + i, h, w, outcome(lambda: images(images=[picture], input_data_format="channels_last", return_tensors="pt"))])
        for i, (n, h, w) in enumerate(CLIPS):
            clip = np.stack([seeded.picture(5000 + 100 * i + f, h, w) for f in range(n)])
            out["clips"].append([patch, 5000 + 100 * i, n, h, w, outcome(lambda: videos(videos=[clip], input_data_format="channels_last", return_tensors="pt"))])
    (HERE / "hard.json").write_text(json.dumps(out, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    torch.set_num_threads(1)
    main()
