# SPDX-FileCopyrightText: ReVSeg Studio contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The language model of a Qwen2.5-VL folder in llama.cpp, for qwen_speed.py --llama (pip install gguf
llama-cpp-python; a wheel may be built for any processor: `CMAKE_ARGS=-DGGML_NATIVE=ON pip install --no-binary
llama-cpp-python llama-cpp-python` builds it for this one). Text has one position for each token, so the
architecture is qwen2, whose rotary positions are then the same."""
import ctypes
import json
import os
import pathlib
import statistics
import subprocess
import tempfile
import time

import numpy as np

NAMES = {"input_layernorm": "attn_norm", "self_attn.q_proj": "attn_q", "self_attn.k_proj": "attn_k", "self_attn.v_proj": "attn_v",
         "self_attn.o_proj": "attn_output", "post_attention_layernorm": "ffn_norm", "mlp.gate_proj": "ffn_gate",
         "mlp.up_proj": "ffn_up", "mlp.down_proj": "ffn_down"}
WHOLE = {"model.embed_tokens": "token_embd", "model.norm": "output_norm", "lm_head": "output"}


def gguf_name(name):
    module, kind = name.rsplit(".", 1)
    if module in WHOLE:
        return f"{WHOLE[module]}.{kind}"
    _, _, layer, part = module.split(".", 3)
    return f"blk.{layer}.{NAMES[part]}.{kind}"


def write(folder, path):
    """The folder's language model as it is stored, float32 or bfloat16; norms and biases in float32, as llama.cpp wants."""
    import gguf
    import torch
    from safetensors.torch import load_file
    flat = json.loads((folder / "config.json").read_text())
    out = gguf.GGUFWriter(path, "qwen2")
    out.add_context_length(flat["max_position_embeddings"])
    out.add_embedding_length(flat["hidden_size"])
    out.add_block_count(flat["num_hidden_layers"])
    out.add_feed_forward_length(flat["intermediate_size"])
    out.add_head_count(flat["num_attention_heads"])
    out.add_head_count_kv(flat["num_key_value_heads"])
    out.add_rope_freq_base(flat["rope_theta"])
    out.add_layer_norm_rms_eps(flat["rms_norm_eps"])
    out.add_vocab_size(flat["vocab_size"])
    out.add_tokenizer_model("none")
    for name, tensor in load_file(folder / "model.safetensors").items():
        if name.startswith("visual."):
            continue
        if tensor.dim() == 2 and tensor.dtype == torch.bfloat16:
            out.add_tensor(gguf_name(name), tensor.view(torch.int16).numpy().view(np.uint16), raw_dtype=gguf.GGMLQuantizationType.BF16)
        else:
            out.add_tensor(gguf_name(name), tensor.float().numpy())
    out.write_header_to_file()
    out.write_kv_data_to_file()
    out.write_tensors_to_file()
    out.close()


class Model:
    def __init__(self, path, threads, longest, exact=False):
        import llama_cpp.llama_cpp as api
        self.api = api
        api.llama_backend_init()
        self.log = api.llama_log_callback(lambda *_: None)
        api.llama_log_set(self.log, None)
        self.model = api.llama_model_load_from_file(str(path).encode(), api.llama_model_default_params())
        params = api.llama_context_default_params()
        params.n_ctx = params.n_batch = longest
        params.n_threads = params.n_threads_batch = threads
        if exact:  # half precision otherwise
            params.type_k = params.type_v = params.flash_attn_type = 0
        self.context = api.llama_init_from_model(self.model, params)
        self.words = api.llama_vocab_n_tokens(api.llama_model_get_vocab(self.model))

    def forget(self):
        self.api.llama_memory_clear(self.api.llama_get_memory(self.context), True)

    def read(self, ids):
        """→ logits behind the last"""
        tokens = (ctypes.c_int32 * len(ids))(*ids)
        if self.api.llama_decode(self.context, self.api.llama_batch_get_one(tokens, len(ids))) != 0:
            raise RuntimeError("llama.cpp cannot read this")
        return np.ctypeslib.as_array(self.api.llama_get_logits_ith(self.context, -1), (self.words,))


def figures(path, threads, prompt, tokens, readings):
    """Prints the medians that `revseg bench vlm --json` prints."""
    model = Model(path, threads, prompt + tokens)
    ids = np.random.default_rng(0).integers(0, 250, prompt).tolist()
    reading, saying = [], []
    for _ in range(readings + 1):
        model.forget()
        start = time.perf_counter()
        next_id = int(model.read(ids).argmax())
        reading.append(time.perf_counter() - start)
        start = time.perf_counter()
        for _ in range(tokens):
            next_id = int(model.read([next_id]).argmax())
        saying.append(time.perf_counter() - start)
    print(json.dumps({"prefill_tokens_per_s": prompt / statistics.median(reading[1:]),
                      "decode_tokens_per_s": tokens / statistics.median(saying[1:])}))


def farthest(folder, path, revseg, threads):
    """The largest difference of logits behind each word of a text, beside the largest of the logits: tells that both
    compute the same."""
    from safetensors.numpy import load_file
    with tempfile.TemporaryDirectory() as name:
        request, out = pathlib.Path(name) / "r.json", pathlib.Path(name) / "t.safetensors"
        request.write_text(json.dumps({"messages": [{"role": "user", "content": "Which of 12 and 34 is odd? " * 4}]}))
        subprocess.run([revseg, "forward", "--model", str(folder), "--request", str(request), "--out", str(out), "--quiet"],
                       check=True, stdout=subprocess.DEVNULL, env=dict(os.environ, OMP_NUM_THREADS=str(threads)))
        ours = load_file(out)
    model = Model(path, threads, 4096, exact=True)
    off = 0.0
    for i, token in enumerate(ours["input_ids"].reshape(-1)[:64].tolist()):
        off = max(off, float(np.abs(model.read([token]) - ours["logits"].reshape(-1, model.words)[i]).max()))
    return off, float(np.abs(ours["logits"]).max())
