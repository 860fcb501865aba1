#!/usr/bin/env python3
# SPDX-FileCopyrightText: ReVSeg Studio contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes fixtures/qwen_batch.safetensors: several cases of qwen_cases.json as one batch of the reference implementation,
padded on the left, with a mask, and continued greedily. Needs `pip install torch torchvision transformers safetensors`
(made with torch 2.15, transformers 5.24).

`cases` [batch] number of each row's case in qwen_cases.json; `generated_ids` [batch, tokens]; `logit_steps` [k],
after how many of these tokens `logits` [k, batch, vocabulary] are."""
import json

import torch
from safetensors.torch import load_file, save_file

from qwen_attention_fixture import loaded, normalised
from qwen_fixture import HERE

ROWS = ("two turns", "text", "images", "slow", "video")
NEW_TOKENS = 24
KEPT = (0, 7, 23)
SMALLEST_GAP = 3e-4


def main():
    flat, model = loaded()
    stored = load_file(HERE / "qwen_cases.safetensors")
    cases = json.loads((HERE / "qwen_cases.json").read_text())
    numbers = [[c["name"] for c in cases].index(name) for name in ROWS]
    longest = max(len(stored[f"{name}.input_ids"]) for name in ROWS)
    ids = torch.full((len(ROWS), longest), flat["bos_token_id"])
    places, mask = torch.ones(3, len(ROWS), longest, dtype=torch.long), torch.zeros(len(ROWS), longest, dtype=torch.long)
    media = {"image": [], "video": []}
    grids = {"image": [], "video": []}
    for row, (name, number) in enumerate(zip(ROWS, numbers)):
        own = stored[f"{name}.input_ids"].long()
        ids[row, -len(own):], mask[row, -len(own):] = own, 1
        places[:, row, -len(own):] = stored[f"{name}.position_ids"].long()
        for kind in media:
            if f"{name}.{kind}_levels" in stored:
                media[kind].append(normalised(stored[f"{name}.{kind}_levels"]))
                grids[kind] += cases[number][f"{kind}_grids"]
    inputs = dict(pixel_values=torch.cat(media["image"]), image_grid_thw=torch.tensor(grids["image"]),
                  pixel_values_videos=torch.cat(media["video"]), video_grid_thw=torch.tensor(grids["video"]))
    next_place, said, kept = places.amax((0, 2)) + 1, [], []
    with torch.no_grad():
        out = model(input_ids=ids, attention_mask=mask, position_ids=places, use_cache=True, **inputs)
        for step in range(NEW_TOKENS):
            logits = out.logits[:, -1].float()
            best = logits.topk(2).values
            assert float((best[:, 0] - best[:, 1]).min()) > SMALLEST_GAP, "a tie within rounding: take other cases"
            if step in KEPT:
                kept.append(logits)
            said.append(logits.argmax(-1))
            mask = torch.cat([mask, torch.ones(len(ROWS), 1, dtype=torch.long)], 1)
            out = model(input_ids=said[-1][:, None], attention_mask=mask, position_ids=(next_place + step).expand(3, -1)[..., None],
                        past_key_values=out.past_key_values, use_cache=True)
    said = torch.stack(said, 1)
    for name, row in zip(ROWS, said):
        alone = stored.get(f"{name}.generated_ids")
        print(f"{name}: {'as alone' if alone is not None and torch.equal(alone[:NEW_TOKENS].long(), row) else 'not recorded alone' if alone is None else 'NOT as alone'}")
    save_file({"cases": torch.tensor(numbers), "generated_ids": said.to(torch.int16), "logit_steps": torch.tensor(KEPT),
               "logits": torch.stack(kept)}, HERE / "qwen_batch.safetensors")


if __name__ == "__main__":
    torch.set_num_threads(2)
    main()
