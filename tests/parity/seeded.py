# SPDX-FileCopyrightText: ReVSeg Studio contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Numbers, pictures, texts and weights made from seeds, so that fixtures need not hold them: tests/core/nn/seeded.h
makes the very same. Integers throughout, or steps that float32 rounds alike everywhere."""
import numpy as np

MASK = (1 << 64) - 1
GOLDEN = 0x9E3779B97F4A7C15


def fnv(data):
    """FNV-1a, 64 bits, of bytes."""
    h = 0xCBF29CE484222325
    for b in data:
        h = ((h ^ b) * 0x100000001B3) & MASK
    return h


def numbers(seed, count):
    """SplitMix64: uint64 [count]."""
    with np.errstate(over="ignore"):
        z = np.uint64(seed & MASK) + np.uint64(GOLDEN) * (np.arange(count, dtype=np.uint64) + np.uint64(1))
        z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        return z ^ (z >> np.uint64(31))


def picture(seed, height, width):
    """[height, width, 3] uint8: two waves of triangles a channel, and some noise."""
    y, x = np.mgrid[0:height, 0:width].astype(np.int64)
    steps = (numbers(seed, 12) % np.uint64(13)).astype(np.int64) + 3
    noise = (numbers(seed + 1, height * width * 3) % np.uint64(33)).astype(np.int64).reshape(height, width, 3)
    triangle = lambda v: np.abs(v % 200 - 100)
    out = [triangle(x * steps[4 * c] + y * steps[4 * c + 1]) + triangle(x * steps[4 * c + 2] - y * steps[4 * c + 3])
           for c in range(3)]
    return np.clip(np.stack(out, -1) + noise, 0, 255).astype(np.uint8)


def text(pool, seed, longest):
    """Some pieces of the pool, one behind the other."""
    n = numbers(seed, longest + 1)
    return "".join(pool[int(v % np.uint64(len(pool)))] for v in n[1:2 + int(n[0] % np.uint64(longest))])


def weight(seed, name, shape):
    """float32 that bfloat16 holds once it is rounded: biases within 1/8, norms around 1, the embedding within 1, the
    rest within 1/4."""
    count = int(np.prod(shape))
    u = (numbers(seed ^ fnv(name.encode()), count) >> np.uint64(40)).astype(np.float32) / np.float32(1 << 23) - np.float32(1)
    if len(shape) == 1:
        u = u / np.float32(8) if name.endswith("bias") else np.float32(1) + u / np.float32(8)
    elif "embed_tokens" not in name:
        u = u / np.float32(4)
    return u.reshape(shape)
