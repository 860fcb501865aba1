#!/usr/bin/env python3
# SPDX-FileCopyrightText: ReVSeg Studio contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes what the eight published networks are made of, as the reference builds them from its configurations
(pip install torch torchvision sam2): tests/parity/fixtures/sam2_sizes.json.

For each: the numbers that shapes do not show, and all names and shapes. Trunk blocks of one shape are a single
entry, `blocks.*.`, with the numbers of the blocks.
"""
import json
import pathlib
import re

import sam2.build_sam
from hydra import compose
from hydra.utils import instantiate
from omegaconf import OmegaConf

OUT = pathlib.Path(__file__).parent / "fixtures" / "sam2_sizes.json"
FILES = {f"{version} {name}": f"configs/{folder}/{folder}_hiera_{letter}.yaml"
         for version, folder in (("2.0", "sam2"), ("2.1", "sam2.1"))
         for name, letter in (("tiny", "t"), ("small", "s"), ("base+", "b+"), ("large", "l"))}


def described(path):
    config = compose(config_name=path)
    OmegaConf.resolve(config)
    model = instantiate(config.model, _recursive_=True)
    trunk = model.image_encoder.trunk
    first = {block.num_heads if hasattr(block, "num_heads") else block.attn.num_heads for block in trunk.blocks[:1]}
    shapes = {}
    for name, tensor in sorted(model.state_dict().items()):
        block = re.match(r"image_encoder\.trunk\.blocks\.(\d+)\.(.*)", name)
        key = f"image_encoder.trunk.blocks.*.{block[2]}" if block else name
        entry = shapes.setdefault(f"{key} {list(tensor.shape)}", [])
        if block:
            entry.append(int(block[1]))
    attention = model.memory_attention
    return dict(
        heads=first.pop(), windows=[block.window_size for block in trunk.blocks], image=model.image_size,
        pools=[i for i, block in enumerate(trunk.blocks) if block.q_stride],
        stages=[i for i in trunk.stage_ends], memories=model.num_maskmem, pointers=model.max_obj_ptrs_in_encoder,
        theta=config.model.memory_attention.layer.self_attention.rope_theta, attention=len(attention.layers),
        tensors=len(model.state_dict()), parameters=sum(p.numel() for p in model.parameters()), shapes=shapes)


def main():
    networks = {name: described(path) for name, path in FILES.items()}
    # What all have alike is written once.
    common = set.intersection(*(set(n["shapes"]) for n in networks.values()))
    common = {k for k in common if "*" not in k}
    for n in networks.values():
        n["shapes"] = {k: v for k, v in n["shapes"].items() if k not in common}
    OUT.write_text(json.dumps({"common": sorted(common), "networks": networks}, indent=None, separators=(",", ":"))
                   .replace("},\"", "},\n\"").replace("\",\"", "\",\n\"") + "\n")
    print(OUT.stat().st_size, {k: (v["tensors"], v["parameters"]) for k, v in networks.items()})


if __name__ == "__main__":
    main()
