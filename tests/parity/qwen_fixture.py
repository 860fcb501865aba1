#!/usr/bin/env python3
# SPDX-FileCopyrightText: ReVSeg Studio contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes fixtures/: a tiny Qwen2.5-VL with random weights, requests, and what the reference implementation makes
of them. Needs `pip install torch torchvision transformers safetensors` (made with torch 2.15, transformers 5.23).

The reference's position code changed often for videos; position ids are therefore made by `positions` below (the
model authors' rule) and checked here against the reference wherever it agrees with the authors."""
import json
import pathlib

import numpy as np
import torch
from safetensors.torch import save_file
from transformers import Qwen2_5_VLConfig, Qwen2_5_VLForConditionalGeneration
from transformers.models.qwen2_vl.image_processing_qwen2_vl import Qwen2VLImageProcessor
from transformers.models.qwen2_vl.video_processing_qwen2_vl import Qwen2VLVideoProcessor

import tokenizer_fixture

HERE = pathlib.Path(__file__).parent / "fixtures"
PATCH, MERGE = 4, 2
MIN_PIXELS, MAX_PIXELS = 256, 4096
MEAN, STD = [0.48145466, 0.4578275, 0.40821073], [0.26862954, 0.26130258, 0.27577711]
NEW_TOKENS = 200
KEPT_LOGIT_ROWS = 5


def config(tokenizer, tied):
    token = tokenizer.token_to_id
    text = dict(
        hidden_size=64, num_hidden_layers=3, num_attention_heads=4, num_key_value_heads=2, intermediate_size=96,
        vocab_size=416, hidden_act="silu", rms_norm_eps=1e-6, rope_theta=1000000.0,
        rope_scaling={"type": "mrope", "mrope_section": [2, 3, 3]}, max_position_embeddings=4096,
        use_sliding_window=False, bos_token_id=token("<|endoftext|>"), eos_token_id=token("<|im_end|>"))
    return dict(
        text, model_type="qwen2_5_vl", tie_word_embeddings=tied, image_token_id=token("<|image_pad|>"),
        video_token_id=token("<|video_pad|>"), vision_start_token_id=token("<|vision_start|>"),
        vision_end_token_id=token("<|vision_end|>"),
        vision_config=dict(
            depth=4, hidden_size=32, num_heads=2, intermediate_size=44, in_chans=3, patch_size=PATCH,
            temporal_patch_size=2, spatial_merge_size=MERGE, window_size=16, fullatt_block_indexes=[1, 3],
            out_hidden_size=64, tokens_per_second=2, hidden_act="silu"))


def reference_model(flat, tied):
    text = {k: v for k, v in flat.items() if k not in ("vision_config", "model_type") and "token" not in k}
    text["rope_parameters"] = {"rope_type": "default", "rope_theta": text.pop("rope_theta"),
                               "mrope_section": text.pop("rope_scaling")["mrope_section"]}
    text["tie_word_embeddings"] = tied
    ids = {k: v for k, v in flat.items() if k.endswith("_token_id")}
    cfg = Qwen2_5_VLConfig(text_config=text, vision_config=flat["vision_config"], tie_word_embeddings=tied, **ids)
    return Qwen2_5_VLForConditionalGeneration._from_config(cfg, attn_implementation="eager").eval()


def fill(model, seed):
    """Random weights that bfloat16 holds exactly, large enough for answers that are not all alike."""
    generator = torch.Generator().manual_seed(seed)
    with torch.no_grad():
        for name, p in sorted(model.named_parameters()):
            u = torch.rand(p.shape, generator=generator) * 2 - 1
            if p.dim() == 1:
                u = u / 8 if name.endswith("bias") else 1 + u / 8
            elif "embed_tokens" not in name:
                u = u / 4
            p.copy_(u.bfloat16().float())


def published(name):
    """The tensor's name in the files of the model's authors."""
    return name.replace("model.visual.", "visual.").replace("model.language_model.", "model.")


def picture(rng, h, w):
    """Smooth shapes with some noise: neither flat nor without structure."""
    y, x = np.mgrid[0:h, 0:w].astype(np.float64)
    out = []
    for _ in range(3):
        a, b, c = rng.uniform(0.05, 0.4, 3)
        out.append(127 + 90 * np.sin(a * x + c * 9) * np.cos(b * y) + rng.normal(0, 12, (h, w)))
    return np.clip(np.stack(out, -1), 0, 255).round().astype(np.uint8)


def positions(ids, flat, images, videos, seconds):
    rows, cursor, image, video, i = [], 0, 0, 0, 0
    while i < len(ids):
        if ids[i] not in (flat["image_token_id"], flat["video_token_id"]):
            rows.append((cursor,) * 3)
            cursor, i = cursor + 1, i + 1
            continue
        if ids[i] == flat["image_token_id"]:
            (t, h, w), step, image = images[image], 0.0, image + 1
        else:
            (t, h, w), step, video = videos[video], seconds[video], video + 1
        made = []
        for frame in range(t):
            delta = int(np.float32(np.float32(frame) * np.float32(step)) * np.float32(2))
            for r in range(h // 2):
                for c in range(w // 2):
                    made.append((cursor + delta, cursor + r, cursor + c))
        rows += made
        cursor, i = 1 + max(max(m) for m in made), i + len(made)
    return torch.tensor(rows).T.contiguous()


def levels(pixel_values):
    """Normalised patches back to 8-bit levels, exactly."""
    n = pixel_values.shape[0]
    x = pixel_values.double().view(n, 3, -1)
    x = (x * torch.tensor(STD).double().view(1, 3, 1) + torch.tensor(MEAN).double().view(1, 3, 1)) * 255
    assert (x - x.round()).abs().max() < 1e-2
    return x.round().to(torch.uint8).view(n, -1)


def rendered(messages):
    out = ""
    if messages[0]["role"] != "system":
        out = "<|im_start|>system\nYou are a helpful assistant.<|im_end|>\n"
    for m in messages:
        out += f"<|im_start|>{m['role']}\n"
        for part in [{"type": "text", "text": m["content"]}] if isinstance(m["content"], str) else m["content"]:
            if part["type"] == "text":
                out += part["text"]
            else:
                out += f"<|vision_start|><|{part['type']}_pad|><|vision_end|>"
        out += "<|im_end|>\n"
    return out + "<|im_start|>assistant\n"


class Maker:
    def __init__(self):
        self.folder = HERE / "qwen"
        self.folder.mkdir(parents=True, exist_ok=True)
        self.tokenizer = tokenizer_fixture.write(self.folder, HERE / "tokenizer_cases.jsonl")
        self.flat = config(self.tokenizer, False)
        self.models = {tied: reference_model(self.flat, tied) for tied in (False, True)}
        sizes = dict(patch_size=PATCH, merge_size=MERGE, temporal_patch_size=2,
                     size={"shortest_edge": MIN_PIXELS, "longest_edge": MAX_PIXELS})
        self.images = Qwen2VLImageProcessor(**sizes)
        self.videos = Qwen2VLVideoProcessor(do_sample_frames=False, **sizes)
        self.rng = np.random.default_rng(3)
        self.tensors, self.cases = {}, []

    def write_model(self):
        (self.folder / "config.json").write_text(json.dumps(self.flat, indent=1))
        (self.folder / "preprocessor_config.json").write_text(json.dumps(dict(
            min_pixels=MIN_PIXELS, max_pixels=MAX_PIXELS, patch_size=PATCH, temporal_patch_size=2, merge_size=MERGE,
            image_mean=MEAN, image_std=STD, image_processor_type="Qwen2VLImageProcessor")))
        (self.folder / "generation_config.json").write_text(json.dumps(dict(
            bos_token_id=self.flat["bos_token_id"], pad_token_id=self.flat["bos_token_id"], do_sample=True,
            eos_token_id=[self.flat["eos_token_id"], self.flat["bos_token_id"]], repetition_penalty=1.05,
            temperature=1e-6)))
        fill(self.models[False], 5)
        tied = dict(self.models[False].state_dict())
        tied["lm_head.weight"] = tied["model.language_model.embed_tokens.weight"]
        self.models[True].load_state_dict(tied)
        assert self.models[True].lm_head.weight is self.models[True].model.language_model.embed_tokens.weight
        weights = {published(k): v.bfloat16().contiguous() for k, v in self.models[False].state_dict().items()}
        # In two files: the vision tower and half of the rest, then what is left.
        files = [f"model-0000{i}-of-00002.safetensors" for i in (1, 2)]
        where = {k: files[0] if k.startswith("visual.") or "layers.0" in k else files[1] for k in sorted(weights)}
        for f in files:
            save_file({k: v for k, v in weights.items() if where[k] == f}, self.folder / f, {"format": "pt"})
        total = sum(v.numel() * 2 for v in weights.values())
        (self.folder / "model.safetensors.index.json").write_text(
            json.dumps({"metadata": {"total_size": total}, "weight_map": where}))

    def case(self, name, messages, images=(), videos=(), fps=(), greedy=False):
        """`images` and `videos` are the arrays in order of appearance; frames are [h, w, 3] uint8."""
        made, media = {}, {}
        if images:
            media["image"] = self.images(images=list(images), return_tensors="pt")
        if videos:
            media["video"] = self.videos(videos=[list(v) for v in videos], return_tensors="pt")
        grids = {"image": [], "video": []}
        for kind, data in media.items():
            key = "pixel_values" if kind == "image" else "pixel_values_videos"
            grids[kind] = data[f"{kind}_grid_thw"].tolist()
            made[f"{kind}_levels"] = levels(data[key])
        ids, counts = [], {k: [t * h * w // 4 for t, h, w in v] for k, v in grids.items()}
        for i in self.tokenizer.encode(rendered(messages), add_special_tokens=False).ids:
            kind = {self.flat["image_token_id"]: "image", self.flat["video_token_id"]: "video"}.get(i)
            ids += [i] * (counts[kind].pop(0) if kind else 1)
        assert not counts["image"] and not counts["video"]
        seconds = [2.0 / f for f in fps]
        position_ids = positions(ids, self.flat, grids["image"], grids["video"], seconds)
        inputs = dict(input_ids=torch.tensor([ids]))
        if "image" in media:
            inputs.update(pixel_values=media["image"]["pixel_values"],
                          image_grid_thw=media["image"]["image_grid_thw"])
        if "video" in media:
            inputs.update(pixel_values_videos=media["video"]["pixel_values_videos"],
                          video_grid_thw=media["video"]["video_grid_thw"])
        model = self.models[False]
        self.compare_positions(model, name, position_ids, inputs, seconds)
        with torch.no_grad():
            logits = {t: m(**inputs, position_ids=position_ids[:, None]).logits[0].float()
                      for t, m in self.models.items()}
            for kind, data in media.items():
                key = "pixel_values" if kind == "image" else "pixel_values_videos"
                made[f"{kind}_embeds"] = model.model.visual(data[key], data[f"{kind}_grid_thw"]).pooler_output
        rows = torch.linspace(0, len(ids) - 1, KEPT_LOGIT_ROWS).round().long().unique()
        made.update(input_ids=torch.tensor(ids, dtype=torch.int32), position_ids=position_ids.int(),
                    logit_rows=rows, logits=logits[False][rows], tied_last_logits=logits[True][-1],
                    argmax=logits[False].argmax(-1).int())
        if greedy:
            made["generated_ids"], gap = self.greedy(ids, position_ids, inputs)
            print(f"  {name}: smallest gap between the best two logits {gap:.5f}")
            assert gap > 3e-4, "a tie within rounding: choose another seed"
        self.store(name, messages, made, images, videos, fps, grids)
        return ids, position_ids, made

    def store(self, name, messages, made, images, videos, fps, grids):
        for kind, arrays in (("image", images), ("video", videos)):
            for i, a in enumerate(arrays):
                self.tensors[f"{name}.{kind}.{i}"] = torch.from_numpy(a.copy())
        for key, value in made.items():
            self.tensors[f"{name}.{key}"] = value.contiguous().clone()
        self.cases.append(dict(name=name, messages=messages, fps=list(fps), image_grids=grids["image"],
                               video_grids=grids["video"], images=len(images), videos=len(videos)))

    def compare_positions(self, model, name, position_ids, inputs, seconds):
        ids = inputs["input_ids"]
        kinds = (ids == self.flat["image_token_id"]).int() + 2 * (ids == self.flat["video_token_id"]).int()
        theirs, _ = model.model.get_rope_index(
            ids, kinds, inputs.get("image_grid_thw"), inputs.get("video_grid_thw"),
            torch.tensor(seconds) if seconds else None)
        same = torch.equal(theirs[:, 0], position_ids)
        print(f"{name}: {ids.shape[1]} ids, positions {'equal' if same else 'differ from'} the reference's")
        assert same or "fast" in name or "slow" in name

    def greedy(self, ids, position_ids, inputs):
        """By whole forward passes: what caching must reproduce."""
        model, out, smallest = self.models[False], [], 1e9
        media = {k: v for k, v in inputs.items() if k != "input_ids"}
        with torch.no_grad():
            for _ in range(NEW_TOKENS):
                logits = model(input_ids=torch.tensor([ids + out]), position_ids=position_ids[:, None],
                               **media).logits[0, -1]
                best = logits.topk(2).values
                smallest = min(smallest, float(best[0] - best[1]))
                out.append(int(logits.argmax()))
                position_ids = torch.cat([position_ids, position_ids.max().reshape(1, 1).expand(3, 1) + 1], 1)
        return torch.tensor(out, dtype=torch.int32), smallest

    def run(self):
        self.write_model()
        text = lambda s: {"type": "text", "text": s}
        image, video = {"type": "image"}, {"type": "video"}
        user = lambda *parts: {"role": "user", "content": list(parts)}
        self.case("text", [{"role": "system", "content": "You answer."},
                           {"role": "user", "content": "What is 12 + 34?\n\nThe answer: 日本"}], greedy=True)
        a, b, c = picture(self.rng, 40, 56), picture(self.rng, 16, 24), picture(self.rng, 8, 64)
        self.case("image", [user(image, text("Describe the image."))], [a], greedy=True)
        self.case("images", [user(text("First "), image, text(" second"), image, image, text("? Boxes."))],
                  [b, a, c])
        # Other sizes than the model takes: scaled down, up, and to odd multiples.
        odd = [picture(self.rng, 37, 53), picture(self.rng, 9, 11), picture(self.rng, 90, 130)]
        self.case("resized", [user(*[image] * 3, text("Which is the largest?"))], odd)
        clip = np.stack([picture(self.rng, 24, 40) for _ in range(5)])
        self.case("video", [user(video, text("What happens in the video?"))], videos=[clip], fps=[2.0], greedy=True)
        self.case("fast", [user(video, text("What happens?"))], videos=[clip], fps=[6.0])
        self.case("slow", [user(video, text("Then?")), {"role": "assistant", "content": "Nothing."},
                           user(image, video, text("And now?"))],
                  [b], videos=[clip[:4], clip[2:]], fps=[1.0, 0.5])
        # Two turns: the first answer is part of the second prompt.
        self.case("two turns", [user(video, text("Which frame shows the dog?")),
                                {"role": "assistant", "content": "<think>frame 3 shows it</think>3"},
                                user(image, text("Where is the dog? Answer with a box."))],
                  [a], videos=[clip], fps=[2.0], greedy=True)
        (HERE / "qwen_cases.json").write_text(json.dumps(self.cases, indent=1))
        save_file(self.tensors, HERE / "qwen_cases.safetensors")


if __name__ == "__main__":
    torch.set_num_threads(2)
    Maker().run()
