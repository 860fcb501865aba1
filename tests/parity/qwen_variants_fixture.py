#!/usr/bin/env python3
# SPDX-FileCopyrightText: ReVSeg Studio contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes fixtures/qwen_variants.{json,safetensors}: several tiny Qwen2.5-VL that differ in everything a config can
say, and what the reference implementation makes of text, images, videos and dialogues. Weights and pictures are
made from seeds (seeded.py). Needs `pip install torch torchvision transformers safetensors` (made with torch 2.15,
transformers 5.24)."""
import json

import torch
from safetensors.torch import save_file
from transformers.models.qwen2_vl.image_processing_qwen2_vl import Qwen2VLImageProcessor
from transformers.models.qwen2_vl.video_processing_qwen2_vl import Qwen2VLVideoProcessor
from tokenizers import Tokenizer

import seeded
from qwen_fixture import HERE, config, levels, positions, published, reference_model, rendered

NEW_TOKENS = 200
KEPT_ROWS = 3
# What differs from qwen_fixture.config(): (text, vision, tied, naming)
VARIANTS = {
    "three to one": (dict(hidden_size=48, num_hidden_layers=2, num_attention_heads=6, num_key_value_heads=2, intermediate_size=80,
                          rope_scaling={"type": "mrope", "mrope_section": [1, 1, 2]}, rope_theta=10000.0),
                     dict(depth=3, hidden_size=24, num_heads=3, intermediate_size=36, window_size=24,
                          fullatt_block_indexes=[0, 2]), False, "new"),
    "a head each": (dict(hidden_size=32, num_hidden_layers=3, num_attention_heads=4, num_key_value_heads=4, intermediate_size=72,
                         rope_scaling={"type": "mrope", "mrope_section": [2, 1, 1]}, rms_norm_eps=1e-5),
                    dict(depth=2, hidden_size=32, num_heads=4, window_size=16, fullatt_block_indexes=[]), True, "old"),
    "one for all": (dict(hidden_size=64, num_hidden_layers=2, num_attention_heads=8, num_key_value_heads=1, intermediate_size=64,
                         rope_scaling={"type": "mrope", "mrope_section": [1, 2, 1]}),
                    dict(depth=3, hidden_size=16, num_heads=1, patch_size=2, window_size=12,
                         fullatt_block_indexes=[0, 1, 2]), True, "new"),
    "deep": (dict(hidden_size=32, num_hidden_layers=6, num_attention_heads=2, num_key_value_heads=1, intermediate_size=40,
                  rope_scaling={"type": "mrope", "mrope_section": [2, 3, 3]}),
             dict(depth=5, hidden_size=24, num_heads=2, intermediate_size=20, window_size=8, fullatt_block_indexes=[1],
                  tokens_per_second=4), False, "old"),
}
SMALLEST_GAP = 3e-4  # between the best two logits: less may be decided by rounding


def part(kind, text=None):
    return {"type": "text", "text": text} if text else {"type": kind}


def cases():
    """name, messages, pictures (seed, height, width), videos (seed, frames, height, width, fps)"""
    user = lambda *parts: {"role": "user", "content": list(parts)}
    image, video = part("image"), part("video")
    text = lambda s: part("text", s)
    yield "text", [{"role": "user", "content": "Which of 7 and 12 is odd? 日本"}], [], []
    yield "image", [user(image, text("What is this?"))], [(1, 37, 61)], []
    yield "images", [user(text("A "), image, text(" B "), image, image, text(" differ?"))], [(2, 9, 70), (3, 90, 13), (4, 33, 33)], []
    yield "video", [user(video, text("What moves?"))], [], [(5, 7, 23, 41, 2.0)]
    yield "two turns", [user(video, text("Which frame?")), {"role": "assistant", "content": "<think>it comes</think>3"},
                        user(image, text("Where?"))], [(6, 52, 35)], [(7, 3, 30, 44, 1.0)]


class Variant:
    def __init__(self, name, seed, tokenizer):
        text, vision, tied, naming = VARIANTS[name]
        self.seed, self.tied, self.tokenizer = seed, tied, tokenizer
        flat = config(tokenizer, tied)
        flat.update(text)
        flat["vision_config"] = {**flat["vision_config"], **vision, "out_hidden_size": flat["hidden_size"]}
        self.flat, self.naming = flat, naming
        self.model = reference_model(flat, tied)
        with torch.no_grad():
            for key, p in self.model.named_parameters():
                if tied and key == "lm_head.weight":
                    continue
                p.copy_(torch.from_numpy(seeded.weight(seed, published(key), tuple(p.shape))).bfloat16().float())
        sizes = dict(patch_size=flat["vision_config"]["patch_size"], merge_size=2, temporal_patch_size=2,
                     size={"shortest_edge": 256, "longest_edge": 4096 if flat["vision_config"]["patch_size"] == 4 else 1024})
        self.images = Qwen2VLImageProcessor(**sizes)
        self.videos = Qwen2VLVideoProcessor(do_sample_frames=False, **sizes)
        self.most = sizes["size"]["longest_edge"]

    def inputs(self, messages, pictures, videos):
        """What the model is given, position ids [3, 1, ids], and what tells its pictures."""
        info, inputs = {}, {}
        grids = {"image": [], "video": []}
        if pictures:
            data = self.images(images=[seeded.picture(*p) for p in pictures], return_tensors="pt")
            inputs.update(pixel_values=data["pixel_values"], image_grid_thw=data["image_grid_thw"])
            grids["image"] = data["image_grid_thw"].tolist()
            info["image_levels"] = format(seeded.fnv(levels(data["pixel_values"]).numpy().tobytes()), "016x")
        if videos:
            clips = [torch.stack([torch.from_numpy(seeded.picture(s + 100 * i, h, w)) for i in range(n)]).numpy()
                     for s, n, h, w, _ in videos]
            data = self.videos(videos=clips, return_tensors="pt")
            inputs.update(pixel_values_videos=data["pixel_values_videos"], video_grid_thw=data["video_grid_thw"])
            grids["video"] = data["video_grid_thw"].tolist()
            info["video_levels"] = format(seeded.fnv(levels(data["pixel_values_videos"]).numpy().tobytes()), "016x")
        counts = {k: [t * h * w // 4 for t, h, w in v] for k, v in grids.items()}
        ids = []
        for i in self.tokenizer.encode(rendered(messages), add_special_tokens=False).ids:
            kind = {self.flat["image_token_id"]: "image", self.flat["video_token_id"]: "video"}.get(i)
            ids += [i] * (counts[kind].pop(0) if kind else 1)
        speed = self.flat["vision_config"]["tokens_per_second"]
        # positions() counts two tokens a second; the seconds stand in for other speeds.
        places = positions(ids, self.flat, grids["image"], grids["video"], [2.0 / v[4] * speed / 2 for v in videos])
        return dict(inputs, input_ids=torch.tensor([ids]), position_ids=places[:, None]), info

    def case(self, messages, pictures, videos):
        """What is kept of a case, and the smallest gap between the best two logits."""
        made = {}
        inputs, info = self.inputs(messages, pictures, videos)
        ids, places = inputs["input_ids"][0], inputs["position_ids"][:, 0]
        with torch.no_grad():
            out = self.model(**inputs, use_cache=True)
            for kind, key in (("image", "pixel_values"), ("video", "pixel_values_videos")):
                if key in inputs:
                    made[f"{kind}_embeds"] = self.model.model.visual(inputs[key], inputs[f"{kind}_grid_thw"]).pooler_output
            rows = torch.linspace(0, len(ids) - 1, KEPT_ROWS).round().long().unique()
            made.update(input_ids=ids.to(torch.int16), position_ids=places.to(torch.int16), logit_rows=rows,
                        logits=out.logits[0, rows].float())
            said, gap, cache, logits = [], 1e9, out.past_key_values, out.logits[0, -1]
            for at in range(int(places.max()) + 1, int(places.max()) + 1 + NEW_TOKENS):
                best = logits.topk(2)
                gap = min(gap, float(best.values[0] - best.values[1]))
                said.append(int(best.indices[0]))
                out = self.model(input_ids=torch.tensor([said[-1:]]), position_ids=torch.full((3, 1, 1), at),
                                 past_key_values=cache, use_cache=True)
                cache, logits = out.past_key_values, out.logits[0, -1]
        made["generated_ids"] = torch.tensor(said, dtype=torch.int16)
        return made, info, gap


def main():
    tokenizer = Tokenizer.from_file(str(HERE / "qwen" / "tokenizer.json"))
    tensors, described = {}, []
    for name in VARIANTS:
        for seed in range(1, 100):
            variant = Variant(name, seed, tokenizer)
            kept, listed = {}, []
            for case, messages, pictures, videos in cases():
                made, info, gap = variant.case(messages, pictures, videos)
                if gap < SMALLEST_GAP:
                    break
                kept.update({f"{name}.{case}.{k}": v.contiguous().clone() for k, v in made.items()})
                listed.append(dict(name=case, messages=messages, pictures=pictures, videos=videos, **info))
                print(f"  {name}, seed {seed}, {case}: {len(made['input_ids'])} ids, smallest gap {gap:.5f}", flush=True)
            else:
                break
        tensors.update(kept)
        described.append(dict(name=name, seed=seed, naming=variant.naming, config=variant.flat, most_pixels=variant.most, cases=listed))
    (HERE / "qwen_variants.json").write_text(json.dumps(described, indent=1, ensure_ascii=False) + "\n")
    save_file(tensors, HERE / "qwen_variants.safetensors")


if __name__ == "__main__":
    torch.set_num_threads(2)
    main()
