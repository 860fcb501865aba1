#!/usr/bin/env python3
# SPDX-FileCopyrightText: ReVSeg Studio contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes fixtures/qwen_attention.safetensors: where the tiny models of qwen_fixture.py and qwen_variants_fixture.py look,
as the reference implementation tells it (output_attentions). Needs `pip install torch torchvision transformers safetensors` (made
with torch 2.15, transformers 5.24).

For each case of qwen_cases.json: `NAME.said`, how many of the recorded greedy tokens follow the prompt;
`NAME.spans` [spans, 2], first place and number of tokens; `NAME.shares` [spans, layers, visual tokens], the mean
over those tokens and all heads of the attention to each visual token, in the order of the ids. The same for some cases of qwen_variants.json, as `VARIANT.NAME.spans` and so on, with 12 of
the recorded tokens."""
import json

import torch
from safetensors.torch import load_file, save_file

from tokenizers import Tokenizer

from qwen_fixture import HERE, MEAN, STD, reference_model
from qwen_variants_fixture import Variant

SAID = 20
SAID_BY_VARIANTS = 12
VARIANT_CASES = ("images", "video", "two turns")  # three pictures of odd sizes; an odd number of frames; both in turns


def loaded():
    flat = json.loads((HERE / "qwen" / "config.json").read_text())
    model = reference_model(flat, False)
    index = json.loads((HERE / "qwen" / "model.safetensors.index.json").read_text())["weight_map"]
    weights = {}
    for file in sorted(set(index.values())):
        for name, tensor in load_file(HERE / "qwen" / file).items():
            ours = ("model." + name if name.startswith("visual.") else
                    name.replace("model.", "model.language_model.", 1) if name.startswith("model.") else name)
            weights[ours] = tensor.float()
    model.load_state_dict(weights)
    return flat, model


def normalised(levels):
    n = levels.shape[0]
    x = levels.double().view(n, 3, -1) / 255
    return ((x - torch.tensor(MEAN).double().view(1, 3, 1)) / torch.tensor(STD).double().view(1, 3, 1)).float().view(n, -1)


def visual_places(flat, ids):
    return ((ids == flat["image_token_id"]) | (ids == flat["video_token_id"])).nonzero()[:, 0]


def shares(name, model, inputs, visual, spans):
    """[spans, layers, visual tokens]"""
    with torch.no_grad():
        attentions = model(**inputs, output_attentions=True).attentions
    made = torch.stack([torch.stack([a[0].mean(0)[f:f + n].mean(0)[visual] for a in attentions]) for f, n in spans])
    print(f"{name}: {len(visual)} visual tokens get {float(made[0].sum(-1).mean()):.3f} of the attention")
    return made


def of_variants():
    out = {}
    stored = load_file(HERE / "qwen_variants.safetensors")
    for described in json.loads((HERE / "qwen_variants.json").read_text()):
        variant = Variant(described["name"], described["seed"], Tokenizer.from_file(str(HERE / "qwen" / "tokenizer.json")))
        for case in described["cases"]:
            if case["name"] not in VARIANT_CASES:
                continue
            name = f"{described['name']}.{case['name']}"
            inputs, _ = variant.inputs(case["messages"], case["pictures"], case["videos"])
            said = stored[f"{name}.generated_ids"].long()[:SAID_BY_VARIANTS]
            ids, places = inputs["input_ids"][0], inputs["position_ids"][:, 0]
            assert torch.equal(ids, stored[f"{name}.input_ids"].long())
            prompt, visual = len(ids), visual_places(variant.flat, ids)
            more = places.max() + 1 + torch.arange(len(said))
            inputs.update(input_ids=torch.cat([ids, said])[None], position_ids=torch.cat([places, more.expand(3, -1)], 1)[:, None])
            spans = [[prompt + 3, 7]]
            # Words between two media, which see the first only.
            gaps = [(int(a) + 1, int(b - a) - 1) for a, b in zip(visual[:-1], visual[1:]) if b - a > 1]
            spans += [list(gaps[-1])] if gaps else [[prompt - 2, 1]]
            out.update({f"{name}.said": torch.tensor([len(said)]), f"{name}.spans": torch.tensor(spans),
                        f"{name}.shares": shares(name, variant.model, inputs, visual, spans)})
    return out


def main():
    flat, model = loaded()
    stored = load_file(HERE / "qwen_cases.safetensors")
    out = {}
    for case in json.loads((HERE / "qwen_cases.json").read_text()):
        name = case["name"]
        if not case["images"] and not case["videos"]:
            continue
        ids, places = stored[f"{name}.input_ids"].long(), stored[f"{name}.position_ids"].long()
        said = stored.get(f"{name}.generated_ids", torch.empty(0)).long()[:SAID]
        prompt = len(ids)
        more = places.max() + 1 + torch.arange(len(said))
        ids, places = torch.cat([ids, said]), torch.cat([places, more.expand(3, -1)], 1)
        inputs = dict(input_ids=ids[None], position_ids=places[:, None])
        for kind, key in (("image", "pixel_values"), ("video", "pixel_values_videos")):
            if f"{name}.{kind}_levels" in stored:
                inputs[key] = normalised(stored[f"{name}.{kind}_levels"])
                inputs[f"{kind}_grid_thw"] = torch.tensor(case[f"{kind}_grids"])
        visual = visual_places(flat, ids[:prompt])
        after = prompt - int(visual.max()) - 1
        spans = [[prompt - after, after], [prompt - 1, 1]]
        if len(said):
            spans += [[prompt + 5, 9], [prompt + len(said) - 1, 1], [prompt - 3, len(said) + 3]]
        out.update({f"{name}.said": torch.tensor([len(said)]), f"{name}.spans": torch.tensor(spans),
                    f"{name}.shares": shares(name, model, inputs, visual, spans)})
    out.update(of_variants())
    save_file(out, HERE / "qwen_attention.safetensors")


if __name__ == "__main__":
    torch.set_num_threads(2)
    main()
