#!/usr/bin/env python3
# SPDX-FileCopyrightText: ReVSeg Studio contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A small tokenizer of the Qwen2 kind, trained here on the texts below, and what the reference implementation
(huggingface/tokenizers) makes of hard strings. Run by qwen_fixture.py; needs `pip install tokenizers`."""
import json
import pathlib
import random

from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, trainers

WORDS = (
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+"
    r"|\s+(?!\S)|\s+"
)
SPECIAL = (
    "<|endoftext|> <|im_start|> <|im_end|> <|object_ref_start|> <|object_ref_end|> <|box_start|> <|box_end|> "
    "<|quad_start|> <|quad_end|> <|vision_start|> <|vision_end|> <|vision_pad|> <|image_pad|> <|video_pad|>"
).split()
NOT_SPECIAL = "<tool_call> </tool_call> <|fim_prefix|>".split()
TEXTS = [
    "You are a helpful assistant. Describe the image, then the video, and answer the question.",
    "<think>The red car is the one that stops first; it's parked where the others don't park.</think>",
    '{"bbox_2d": [10, 20, 300, 400], "label": "cat"}\n```json\n[{"bbox_2d": [1, 2, 3, 4]}]\n```\n',
    "keyframe 7: the person in the white shirt holds the ball, the dog runs after it.\n\nThe answer is 12.",
    "日本語のテスト、中文的测试，한국어 시험, русский текст, ελληνικά, العربية, हिन्दी",
    "for (int i = 0; i < n; ++i)\n\t\tsum += values[i];\r\n",
    "They'll say we've seen what I'd do; YOU'RE RIGHT, I'M HERE. Don't!!! ... --- ===",
    "😀👍🏽 café naïve Ångström ﬁ １２３ ½ ²",
]
CASES = [
    "", " ", "  ", "\n", "\r\n", "\n\n \n", "Hello world", " Hello world", "  two  spaces ", "trailing   ",
    "1234567890", "12,345.67", "don't DON'T I'Ll I'lL 'S 're ''s", "it\u2019s", "'\u017f", "tab\t\tx",
    "line\n\nline2\r\n", " \n \n x", "!!!\n\n", "a\n\n\n  b", "```json\n[", "x\u3000\u3000y", "a\u00a0b",
    "\u200bzero", "\u000b\u0085z", "a\u2028b", "e\u0301", "\u00e9", "\u1100\u1161\u11a8", "\uac01", "A\u030a",
    "q\u0323\u0307", "q\u0307\u0323", "\u0344", "\u2126", "\ufb01", "日本語テスト", "中文 测试", "한국어",
    "हिन्दी", "ελληνικά", "العربية", "😀👍🏽", "👨‍👩‍👧‍👦", "🇰🇷🇯🇵", "½ ² Ⅷ ٣ १", "０１２", "a1b2c3", "_x_ __y__",
    "\x00\x01\x7f", "\ufffd", "\U0010ffff", "\ue000", '{"bbox_2d": [10, 20, 300, 400], "label": "cat"}',
    "<|im_start|>user\nHi<|im_end|>\n", "<|im_end", "<|im_start|><|im_start|>", "a<|image_pad|>b <|video_pad|> c",
    "<tool_call>x</tool_call>", "<<|im_end|>>", "e<|im_end|>\u0301", "<|endoftext|>", "<think></think>",
    "-" * 300, "a" * 1000, " " * 100 + "x", "\n" * 50, "ab" * 400 + "é" * 100, "word " * 200, "9" * 50,
    "'" * 20, "I'd've", "l'été", "C++20's", "path/to/file.txt", "https://a.b/c?d=e&f=g", "\t\tx\n\t\ty", "a \r\n b",
]


def trained():
    tokenizer = Tokenizer(models.BPE())
    tokenizer.normalizer = normalizers.NFC()
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence([
        pre_tokenizers.Split(Regex(WORDS), "isolated", invert=False),
        pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False),
    ])
    tokenizer.decoder = decoders.ByteLevel(add_prefix_space=False, use_regex=False)
    trainer = trainers.BpeTrainer(vocab_size=395, initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
                                  show_progress=False)
    tokenizer.train_from_iterator(TEXTS * 3, trainer)
    tokenizer.add_special_tokens([AddedToken(t, normalized=False, special=True) for t in SPECIAL])
    tokenizer.add_tokens([AddedToken(t, normalized=False, special=False) for t in NOT_SPECIAL])
    return tokenizer


def random_strings(count):
    """Short strings of characters from every corner of Unicode that a splitter can trip over."""
    rng = random.Random(7)
    pool = list("aZé'sStTrRelLvVdDmM019 \t\n\r\u000b\u0085\u00a0\u2028\u3000\u017f\u0301\u0323\u200d.,!-_<|>")
    pool += list("日本한글ก्नि😀🏽½Ⅷ٣") + ["<|im_end|>", "<tool_call>", "\r\n", "  ", "'ll", "\u1100", "\u1161"]
    return ["".join(rng.choice(pool) for _ in range(rng.randint(1, 14))) for _ in range(count)]


def write(folder: pathlib.Path, out: pathlib.Path):
    """tokenizer.json into `folder`, cases into `out`."""
    tokenizer = trained()
    text = json.loads(tokenizer.to_str())
    (folder / "tokenizer.json").write_text(json.dumps(text, ensure_ascii=False, separators=(",", ":")))
    cases = []
    for string in CASES + random_strings(800):
        ids = tokenizer.encode(string, add_special_tokens=False).ids
        cases.append({"text": string, "ids": ids, "kept": tokenizer.decode(ids, skip_special_tokens=False),
                      "skipped": tokenizer.decode(ids, skip_special_tokens=True)})
    # Any ids at all, so that characters are cut apart.
    rng = random.Random(11)
    for _ in range(300):
        ids = [rng.randrange(tokenizer.get_vocab_size()) for _ in range(rng.randint(1, 12))]
        cases.append({"text": None, "ids": ids, "kept": tokenizer.decode(ids, skip_special_tokens=False),
                      "skipped": tokenizer.decode(ids, skip_special_tokens=True)})
    out.write_text("\n".join(json.dumps(c, separators=(",", ":")) for c in cases) + "\n")
    return tokenizer


if __name__ == "__main__":
    here = pathlib.Path(__file__).parent / "fixtures"
    (here / "qwen").mkdir(parents=True, exist_ok=True)
    write(here / "qwen", here / "tokenizer_cases.jsonl")
