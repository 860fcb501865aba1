#!/usr/bin/env python3
# SPDX-FileCopyrightText: ReVSeg Studio contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes what tests/core/nn/tst_sam2.cpp compares with: a tiny network of random numbers, run by the reference
program (pip install torch torchvision sam2 transformers safetensors numpy), on the CPU, in float32.

    python3 tests/parity/sam2_fixture.py            # writes tests/parity/fixtures/sam2_*

  sam2_tiny.pt            the weights as torch.save() writes them, in half precision
  sam2_tiny_config.json   the same network as transformers describes it
  sam2_names.json         transformers' names of those weights, and Meta's
  sam2_expected.safetensors  frames, and what came out; the scripts that were run are its metadata
"""
import json
import math
import pathlib
import re

import numpy as np
import torch
from safetensors.torch import save_file

from sam2.modeling.backbones.hieradet import Hiera
from sam2.modeling.backbones.image_encoder import FpnNeck, ImageEncoder
from sam2.modeling.memory_attention import MemoryAttention, MemoryAttentionLayer
from sam2.modeling.memory_encoder import CXBlock, Fuser, MaskDownSampler, MemoryEncoder
from sam2.modeling.position_encoding import PositionEmbeddingSine
from sam2.modeling.sam.mask_decoder import MaskDecoder
from sam2.modeling.sam.transformer import RoPEAttention, TwoWayTransformer
import sam2.sam2_video_predictor as reference

OUT = pathlib.Path(__file__).parent / "fixtures"
E, D, DM, S, G = 8, 32, 8, 64, 4
FEED_FORWARD, DECODER_HIDDEN, SCORE_HIDDEN = 48, 40, 24
STAGES, GLOBAL, WINDOWS, BACKGROUND = (1, 1, 3, 1), (4,), (4, 2, 6, 3), 7
HEIGHT, WIDTH, FRAMES, CLIP = 48, 80, 20, 12  # the scripts but "long" see the first CLIP frames
HIDDEN = (13, 14, 15)
BIAS = -0.355  # of the score in "long": objects come and go
MEAN, STD = (0.485, 0.456, 0.406), (0.229, 0.224, 0.225)


def build(size=None, version21=True, stability=True, **options):
    """The reference's predictor, tiny, or the published tiny one for its names."""
    e, d, dm, s = (96, 256, 64, 1024) if size else (E, D, DM, S)
    stages, glob, windows = ((1, 2, 7, 2), (5, 7, 9), (8, 4, 14, 7)) if size else (STAGES, GLOBAL, WINDOWS)
    layers, feed = (4, 2048) if size else (2, FEED_FORWARD)
    rope = dict(rope_theta=10000.0, feat_sizes=[s // 16, s // 16], embedding_dim=d, num_heads=1, downsample_rate=1, dropout=0.1)
    encoder = ImageEncoder(
        scalp=1,
        trunk=Hiera(embed_dim=e, num_heads=1, stages=stages, global_att_blocks=glob,
                    window_pos_embed_bkg_spatial_size=(BACKGROUND, BACKGROUND), window_spec=windows),
        neck=FpnNeck(position_encoding=PositionEmbeddingSine(num_pos_feats=d, normalize=True, scale=None, temperature=10000),
                     d_model=d, backbone_channel_list=[8 * e, 4 * e, 2 * e, e], fpn_top_down_levels=[2, 3],
                     fpn_interp_model="nearest"))
    attention = MemoryAttention(
        d_model=d, pos_enc_at_input=True, num_layers=layers,
        layer=MemoryAttentionLayer(
            activation="relu", dim_feedforward=feed, dropout=0.1, pos_enc_at_attn=False, d_model=d,
            self_attention=RoPEAttention(**rope), pos_enc_at_cross_attn_keys=True, pos_enc_at_cross_attn_queries=False,
            cross_attention=RoPEAttention(**rope, rope_k_repeat=True, kv_in_dim=dm)))
    memory = MemoryEncoder(
        out_dim=dm, in_dim=d,
        position_encoding=PositionEmbeddingSine(num_pos_feats=dm, normalize=True, scale=None, temperature=10000),
        mask_downsampler=MaskDownSampler(kernel_size=3, stride=2, padding=1, embed_dim=d),
        fuser=Fuser(layer=CXBlock(dim=d, kernel_size=7, padding=3, layer_scale_init_value=1e-6, use_dwconv=True), num_layers=2))
    given = dict(binarize_mask_from_pts_for_mem_enc=True, add_all_frames_to_correct_as_cond=True)
    given.update(options)
    model = reference.SAM2VideoPredictor(
        image_encoder=encoder, memory_attention=attention, memory_encoder=memory, num_maskmem=7, image_size=s,
        sigmoid_scale_for_mem_enc=20.0, sigmoid_bias_for_mem_enc=-10.0, use_mask_input_as_output_without_sam=True,
        directly_add_no_mem_embed=True, no_obj_embed_spatial=version21, use_high_res_features_in_sam=True,
        multimask_output_in_sam=True, iou_prediction_use_sigmoid=True, use_obj_ptrs_in_encoder=True,
        add_tpos_enc_to_obj_ptrs=version21, proj_tpos_enc_in_obj_ptrs=version21,
        use_signed_tpos_enc_to_obj_ptrs=version21, only_obj_ptrs_in_the_past_for_eval=True, pred_obj_scores=True,
        pred_obj_scores_mlp=True, fixed_no_obj_ptr=True, multimask_output_for_tracking=True,
        use_multimask_token_for_obj_ptr=True, multimask_min_pt_num=0, multimask_max_pt_num=1,
        use_mlp_for_obj_ptr_proj=True, **given)
    if not size:  # the reference has these widths in its code; a small file wants small ones
        model.sam_mask_decoder = MaskDecoder(
            num_multimask_outputs=3,
            transformer=TwoWayTransformer(depth=2, embedding_dim=d, mlp_dim=DECODER_HIDDEN, num_heads=8),
            transformer_dim=d, iou_head_depth=3, iou_head_hidden_dim=SCORE_HIDDEN, use_high_res_features=True,
            iou_prediction_use_sigmoid=True, pred_obj_scores=True, pred_obj_scores_mlp=True,
            use_multimask_token_for_obj_ptr=True, dynamic_multimask_via_stability=stability,
            dynamic_multimask_stability_delta=0.05, dynamic_multimask_stability_thresh=0.98)
    # Without a GPU the memory is cast to bfloat16 and stays so when there is no pointer next to it, which the
    # reference's own float32 weights then refuse; the numbers are the same as rounded ones.
    run = model.memory_attention.forward
    model.memory_attention.forward = lambda curr, memory, **rest: run(curr=curr, memory=memory.float(), **rest)
    return model.eval()


def random_weights(model, seed):
    made = torch.Generator().manual_seed(seed)
    out = {}
    for name, tensor in sorted(model.state_dict().items()):
        w = torch.rand(tensor.shape, generator=made) * 2 - 1
        if name.endswith("gamma"):
            value = 0.5 + 0.2 * w
        elif tensor.dim() == 1:
            value = 1 + 0.1 * w if name.endswith("weight") else 0.1 * w
        else:
            value = w * math.sqrt(3 / (tensor.numel() / tensor.shape[0]))
        out[name] = value.half()
    # What is pointed at is there, so that masks are seen; one script takes care of absent objects.
    out["sam_mask_decoder.pred_obj_score_head.layers.2.bias"] += 0.3
    # Half of all numbers are in this one tensor: rows that overlap in memory keep the file small, and readers
    # have to obey the strides.
    name = "memory_encoder.mask_downsampler.encoder.9.weight"
    shape = out[name].shape
    out[name] = out[name].flatten()[:37 * (shape[0] - 1) + 576].clone().as_strided(shape, (37, 9, 3, 1))
    return out


def frames():
    """Coloured noise with a bright square that moves, behind a wall in the middle, [FRAMES, S / 4, S / 4, 3] bytes."""
    made = np.random.default_rng(5)
    out = made.integers(0, 160, (FRAMES, S // 4, S // 4, 3))
    for i in range(FRAMES):
        if i in HIDDEN:
            out[i, :, S // 8:] = 90
            continue
        out[i, 3 + i // 2:7 + i // 2, 2 + i // 2:7 + i // 2] = (230, 60 + 8 * i, 40)
    return out.astype(np.uint8)


def normalised(images):
    x = torch.from_numpy(images.repeat(4, 1).repeat(4, 2)).permute(0, 3, 1, 2).float() / 255
    return (x - torch.tensor(MEAN).view(3, 1, 1)) / torch.tensor(STD).view(3, 1, 1)


# One action a line; frames count from 0, places are pixels of the video.
#   points OBJECT FRAME keep|replace  x y label  x y label …
#   box OBJECT FRAME left top right bottom
#   mask OBJECT FRAME top bottom left right      (a rectangle)
#   clear OBJECT FRAME
#   run FROM MOST forward|reverse
SCRIPTS = {
    "clip": (dict(), """points 1 3 replace 30 20 1
points 1 3 keep 60 40 0
box 2 5 20 10 57 31
run 3 20 forward
points 1 8 replace 40 25 1
mask 2 10 10 30 20 56
run 4 20 forward
run 5 20 reverse
points 2 7 replace 10 10 0 44 30 1
run 7 2 forward"""),
    "mask": (dict(), """mask 1 5 10 30 20 56
mask 2 5 48 48 0 0
run 5 6 forward
run 5 6 reverse
points 1 5 keep 33 22 1"""),
    "plain": (dict(binarize_mask_from_pts_for_mem_enc=False, stability=False), """box 4 2 20 10 57 31
points 7 2 replace 30 20 1 60 40 0
run 2 4 forward"""),
    "default": (dict(add_all_frames_to_correct_as_cond=False), """points 1 0 replace 30 20 1
run 0 20 forward
points 1 6 replace 50 20 1
run 6 2 forward
points 1 9 replace 12 22 0
clear 1 9
run 9 5 reverse"""),
    "limit": (dict(max_cond_frames_in_attn=2, memory_temporal_stride_for_eval=2), """points 1 0 replace 30 20 1
points 1 4 replace 30 24 1
points 1 9 replace 40 30 1
run 0 20 forward
run 9 20 reverse"""),
    # Two objects, prompts in the middle, frames where one is gone, both ways, corrections and again.
    "long": (dict(bias=BIAS), """box 1 8 20 10 57 31
points 1 8 keep 60 40 0
mask 2 11 10 30 20 56
run 8 20 forward
run 11 20 reverse
points 1 16 replace 40 25 1
points 1 16 keep 20 30 0
points 2 5 replace 44 30 1
run 5 20 forward
run 16 20 reverse
mask 1 14 48 48 0 0
run 14 4 forward"""),
    "absent": (dict(bias=-40.0), """points 1 0 replace 30 20 1
mask 2 0 10 30 20 56
run 0 3 forward
points 1 2 replace 30 20 1"""),
    "2.0": (dict(version21=False), """points 1 0 replace 30 20 1
run 0 5 forward
points 1 3 replace 20 20 1 30 30 0
run 3 5 reverse"""),
}


def play(name, weights, images, out):
    options, script = SCRIPTS[name]
    options = dict(options)
    bias = options.pop("bias", 0.0)
    model = build(**options)
    own = {k: v.float() for k, v in weights.items() if k in model.state_dict()}
    own["sam_mask_decoder.pred_obj_score_head.layers.2.bias"] += bias
    model.load_state_dict(own, strict=True)
    reference.load_video_frames = lambda **_: (images, HEIGHT, WIDTH)
    state = model.init_state("none")

    def keep(step, frame, obj, record):
        at = f"{name}/{step:02d}/{frame:02d}/{obj}/"
        out[at + "mask"] = record["pred_masks"].float().reshape(S // 4, S // 4).clone()
        out[at + "pointer"] = record["obj_ptr"].float().flatten().clone()
        out[at + "score"] = record["object_score_logits"].float().flatten().clone()

    for step, line in enumerate(script.splitlines()):
        words = line.split()
        if words[0] == "run":
            start, most, reverse = int(words[1]), int(words[2]), words[3] == "reverse"
            last = None
            for frame, ids, masks in model.propagate_in_video(state, start, most, reverse):
                for i, obj in enumerate(ids):
                    records = state["output_dict_per_obj"][i]
                    record = records["cond_frame_outputs"].get(frame) or records["non_cond_frame_outputs"][frame]
                    keep(step, frame, obj, record)
                last = frame, ids, masks
            if name != "clip":
                continue
            frame, ids, masks = last
            for i, obj in enumerate(ids):
                out[f"{name}/{step:02d}/{frame:02d}/{obj}/video"] = masks[i, 0].clone()
            continue
        obj, frame = int(words[1]), int(words[2])
        if words[0] == "clear":
            model.clear_all_prompts_in_frame(state, frame, obj, need_output=False)
            continue
        if words[0] == "points":
            numbers = torch.tensor([float(w) for w in words[4:]]).view(-1, 3)
            model.add_new_points_or_box(state, frame, obj, points=numbers[:, :2], labels=numbers[:, 2].int(),
                                        clear_old_points=words[3] == "replace")
        elif words[0] == "box":
            model.add_new_points_or_box(state, frame, obj, box=[float(w) for w in words[3:]])
        else:
            mask = torch.zeros(HEIGHT, WIDTH, dtype=torch.bool)
            top, bottom, left, right = (int(w) for w in words[3:])
            mask[top:bottom, left:right] = True
            model.add_new_mask(state, frame, obj, mask)
        temporary = state["temp_output_dict_per_obj"][state["obj_id_to_idx"][obj]]
        record = temporary["cond_frame_outputs"].get(frame) or temporary["non_cond_frame_outputs"][frame]
        keep(step, frame, obj, record)
    return script


def image_cases(model, image, out):
    """What the image predictor does, with a mask prompt of its own making."""
    features = model.forward_image(image[None])
    whole, half, top = features["backbone_fpn"]
    out["image/top"], out["image/half"], out["image/whole"] = (t[0].clone() for t in (top, half, whole))
    top = top + model.no_mem_embed.view(1, -1, 1, 1)
    scale = torch.tensor([S / WIDTH, S / HEIGHT])

    def case(name, points, mask, several):
        prompt = None
        if points:
            numbers = torch.tensor(points, dtype=torch.float32)
            prompt = numbers[None, :, :2] * scale, numbers[None, :, 2].int()
        sparse, dense = model.sam_prompt_encoder(points=prompt, boxes=None, masks=mask)
        masks, ious, tokens, score = model.sam_mask_decoder(
            image_embeddings=top, image_pe=model.sam_prompt_encoder.get_dense_pe(), sparse_prompt_embeddings=sparse,
            dense_prompt_embeddings=dense, multimask_output=several, repeat_image=False, high_res_features=[whole, half])
        out[f"image/{name}/masks"], out[f"image/{name}/ious"] = masks[0].clone(), ious[0].clone()
        out[f"image/{name}/score"] = score.flatten().clone()
        return masks

    first = case("click", [(30, 20, 1)], None, True)
    case("click-one", [(30, 20, 1)], None, False)
    case("three", [(30, 20, 1), (60, 40, 0), (70.5, 3.25, 1)], None, False)
    case("box", [(20, 10, 2), (57, 31, 3)], None, False)
    case("box-click", [(20, 10, 2), (57, 31, 3), (25, 22, 0)], None, False)
    best = first[:, 1:2].clamp(-32, 32)
    out["image/prompt"] = best[0].clone()
    case("refined", [(30, 20, 1), (60, 40, 0)], best, False)
    case("mask", None, best, True)
    # Another size of input: the position embedding and the windows adapt.
    larger = torch.nn.functional.interpolate(image[None], size=(96, 96), mode="nearest")
    out["image/larger"] = model.forward_image(larger)["backbone_fpn"][2][0].clone()


# Meta's names to transformers'; the first rule that fits. That they are right shows when the model loads with
# none missing and computes the same.
RULES = [
    (r"image_encoder\.trunk\.patch_embed\.proj\.(.*)", r"vision_encoder.backbone.patch_embed.projection.\1"),
    (r"image_encoder\.trunk\.blocks\.(\d+)\.norm(\d)\.(.*)", r"vision_encoder.backbone.blocks.\1.layer_norm\2.\3"),
    (r"image_encoder\.trunk\.blocks\.(\d+)\.mlp\.layers\.0\.(.*)", r"vision_encoder.backbone.blocks.\1.mlp.proj_in.\2"),
    (r"image_encoder\.trunk\.blocks\.(\d+)\.mlp\.layers\.1\.(.*)", r"vision_encoder.backbone.blocks.\1.mlp.proj_out.\2"),
    (r"image_encoder\.trunk\.(.*)", r"vision_encoder.backbone.\1"),
    (r"image_encoder\.neck\.convs\.(\d)\.conv\.(.*)", r"vision_encoder.neck.convs.\1.\2"),
    (r"sam_prompt_encoder\.pe_layer\..*", "prompt_encoder.shared_embedding.positional_embedding"),
    (r"sam_prompt_encoder\.mask_downscaling\.0\.(.*)", r"prompt_encoder.mask_embed.conv1.\1"),
    (r"sam_prompt_encoder\.mask_downscaling\.1\.(.*)", r"prompt_encoder.mask_embed.layer_norm1.\1"),
    (r"sam_prompt_encoder\.mask_downscaling\.3\.(.*)", r"prompt_encoder.mask_embed.conv2.\1"),
    (r"sam_prompt_encoder\.mask_downscaling\.4\.(.*)", r"prompt_encoder.mask_embed.layer_norm2.\1"),
    (r"sam_prompt_encoder\.mask_downscaling\.6\.(.*)", r"prompt_encoder.mask_embed.conv3.\1"),
    (r"sam_prompt_encoder\.(.*)", r"prompt_encoder.\1"),
    (r"sam_mask_decoder\.(output_hypernetworks_mlps\.\d|iou_prediction_head|pred_obj_score_head)\.layers\.0\.(.*)", r"mask_decoder.\1.proj_in.\2"),
    (r"sam_mask_decoder\.(output_hypernetworks_mlps\.\d|iou_prediction_head|pred_obj_score_head)\.layers\.1\.(.*)", r"mask_decoder.\1.layers.0.\2"),
    (r"sam_mask_decoder\.(output_hypernetworks_mlps\.\d|iou_prediction_head|pred_obj_score_head)\.layers\.2\.(.*)", r"mask_decoder.\1.proj_out.\2"),
    (r"sam_mask_decoder\.output_upscaling\.0\.(.*)", r"mask_decoder.upscale_conv1.\1"),
    (r"sam_mask_decoder\.output_upscaling\.1\.(.*)", r"mask_decoder.upscale_layer_norm.\1"),
    (r"sam_mask_decoder\.output_upscaling\.3\.(.*)", r"mask_decoder.upscale_conv2.\1"),
    (r"sam_mask_decoder\.transformer\.layers\.(\d)\.norm(\d)\.(.*)", r"mask_decoder.transformer.layers.\1.layer_norm\2.\3"),
    (r"sam_mask_decoder\.transformer\.layers\.(\d)\.mlp\.layers\.0\.(.*)", r"mask_decoder.transformer.layers.\1.mlp.proj_in.\2"),
    (r"sam_mask_decoder\.transformer\.layers\.(\d)\.mlp\.layers\.1\.(.*)", r"mask_decoder.transformer.layers.\1.mlp.proj_out.\2"),
    (r"sam_mask_decoder\.transformer\.norm_final_attn\.(.*)", r"mask_decoder.transformer.layer_norm_final_attn.\1"),
    (r"sam_mask_decoder\.transformer\.(.*)\.out_proj\.(.*)", r"mask_decoder.transformer.\1.o_proj.\2"),
    (r"sam_mask_decoder\.(.*)", r"mask_decoder.\1"),
    (r"memory_attention\.norm\.(.*)", r"memory_attention.layer_norm.\1"),
    (r"memory_attention\.layers\.(\d)\.norm(\d)\.(.*)", r"memory_attention.layers.\1.layer_norm\2.\3"),
    (r"memory_attention\.(.*)\.out_proj\.(.*)", r"memory_attention.\1.o_proj.\2"),
    (r"memory_encoder\.out_proj\.(.*)", r"memory_encoder.projection.\1"),
    (r"memory_encoder\.pix_feat_proj\.(.*)", r"memory_encoder.feature_projection.\1"),
    (r"memory_encoder\.fuser\.layers\.(\d)\.gamma", r"memory_encoder.memory_fuser.layers.\1.scale"),
    (r"memory_encoder\.fuser\.layers\.(\d)\.dwconv\.(.*)", r"memory_encoder.memory_fuser.layers.\1.depthwise_conv.\2"),
    (r"memory_encoder\.fuser\.layers\.(\d)\.norm\.(.*)", r"memory_encoder.memory_fuser.layers.\1.layer_norm.\2"),
    (r"memory_encoder\.fuser\.layers\.(\d)\.pwconv(\d)\.(.*)", r"memory_encoder.memory_fuser.layers.\1.pointwise_conv\2.\3"),
    *[(rf"memory_encoder\.mask_downsampler\.encoder\.{3 * i}\.(.*)", rf"memory_encoder.mask_downsampler.layers.{i}.conv.\1") for i in range(4)],
    *[(rf"memory_encoder\.mask_downsampler\.encoder\.{3 * i + 1}\.(.*)", rf"memory_encoder.mask_downsampler.layers.{i}.layer_norm.\1") for i in range(4)],
    (r"memory_encoder\.mask_downsampler\.encoder\.12\.(.*)", r"memory_encoder.mask_downsampler.final_conv.\1"),
    (r"maskmem_tpos_enc", "memory_temporal_positional_encoding"),
    (r"no_mem_embed", "no_memory_embedding"),
    (r"no_mem_pos_enc", "no_memory_positional_encoding"),
    (r"no_obj_ptr", "no_object_pointer"),
    (r"no_obj_embed_spatial", "occlusion_spatial_embedding_parameter"),
    (r"obj_ptr_proj\.layers\.0\.(.*)", r"object_pointer_proj.proj_in.\1"),
    (r"obj_ptr_proj\.layers\.1\.(.*)", r"object_pointer_proj.layers.0.\1"),
    (r"obj_ptr_proj\.layers\.2\.(.*)", r"object_pointer_proj.proj_out.\1"),
    (r"obj_ptr_tpos_proj\.(.*)", r"temporal_positional_encoding_projection_layer.\1"),
]


def theirs(name):
    for left, right in RULES:
        if re.fullmatch(left, name):
            return re.sub(left, right, name)
    return name


def for_transformers(weights):
    """Tensors under transformers' names, and which of Meta's each one is."""
    points = "sam_prompt_encoder.point_embeddings."
    out, names = {}, {}
    for name, tensor in weights.items():
        if not name.startswith(points):
            out[theirs(name)] = tensor
            names[theirs(name)] = name
    out["prompt_encoder.point_embed.weight"] = torch.cat([weights[f"{points}{i}.weight"] for i in range(4)])
    names["prompt_encoder.point_embed.weight"] = [f"{points}{i}.weight" for i in range(4)]
    second = "sam_prompt_encoder.pe_layer.positional_encoding_gaussian_matrix"
    out["shared_image_embedding.positional_embedding"] = weights[second]
    names["shared_image_embedding.positional_embedding"] = second
    return out, names


def transformers_model(weights, expected_top, image):
    """The tiny network in transformers: its names and its description, and that it computes the same."""
    from transformers import Sam2VideoConfig, Sam2VideoModel
    config = Sam2VideoConfig(
        vision_config=dict(
            model_type="sam2_vision_model",
            backbone_config=dict(
                model_type="sam2_hiera_det_model", hidden_size=E, num_attention_heads=1, image_size=[S, S],
                blocks_per_stage=list(STAGES), embed_dim_per_stage=[E, 2 * E, 4 * E, 8 * E],
                num_attention_heads_per_stage=[1, 2, 4, 8], window_size_per_stage=list(WINDOWS),
                global_attention_blocks=list(GLOBAL),
                window_positional_embedding_background_size=[BACKGROUND, BACKGROUND]),
            backbone_channel_list=[8 * E, 4 * E, 2 * E, E], backbone_feature_sizes=[[16, 16], [8, 8], [4, 4]],
            fpn_hidden_size=D),
        prompt_encoder_config=dict(hidden_size=D, image_size=S, mask_input_channels=16),
        mask_decoder_config=dict(hidden_size=D, mlp_dim=DECODER_HIDDEN, iou_head_hidden_dim=SCORE_HIDDEN),
        image_size=S, memory_attention_hidden_size=D, memory_attention_num_layers=2,
        memory_attention_feed_forward_hidden_size=FEED_FORWARD, memory_attention_rope_feat_sizes=[G, G],
        memory_encoder_hidden_size=D, memory_encoder_output_channels=DM, mask_downsampler_embed_dim=D,
        memory_fuser_embed_dim=D, memory_fuser_intermediate_dim=4 * D)
    model = Sam2VideoModel(config)
    for layer in model.memory_attention.layers:  # this width is fixed in transformers
        for part in ("k_proj", "v_proj"):
            setattr(layer.cross_attn_image, part, torch.nn.Linear(DM, D))
    named, names = for_transformers({k: v.float() for k, v in weights.items()})
    missing, unexpected = model.load_state_dict(named, strict=False)
    print("transformers: missing", missing, "unexpected", unexpected)
    seen = model.eval().get_image_features(image[None])
    top = seen[0] if isinstance(seen, tuple) else seen.fpn_hidden_states  # transformers 4 and 5
    top = top[-1] if top[-1].dim() == 4 else top[-1].permute(1, 2, 0).view(1, D, G, G)
    print("transformers: features differ by", float((top[0] - expected_top).abs().max()))
    described = json.loads(config.to_json_string(use_diff=False))
    return described, names


def main():
    torch.manual_seed(0)
    torch.set_num_threads(1)
    OUT.mkdir(exist_ok=True)
    model = build()
    weights = random_weights(model, 28)
    model.load_state_dict({k: v.float() for k, v in weights.items()}, strict=True)
    torch.save({"model": dict(weights)}, OUT / "sam2_tiny.pt")

    images = frames()
    out = {"frames": torch.from_numpy(images)}
    ready = normalised(images)
    scripts = {}
    with torch.inference_mode():
        image_cases(model, ready[0], out)
        for name in SCRIPTS:
            scripts[name] = play(name, weights, ready if name == "long" else ready[:CLIP], out)
            scores = [float(v) for k, v in out.items() if k.startswith(name) and k.endswith("score")]
            print(name, "scores", min(scores), max(scores), sum(s > 0 for s in scores), "of", len(scores))
        described, names = transformers_model(weights, out["image/top"], ready[0])
    save_file({k: v.contiguous().clone() for k, v in out.items()}, OUT / "sam2_expected.safetensors", metadata=scripts)
    (OUT / "sam2_tiny_config.json").write_text(json.dumps(described, indent=1) + "\n")
    (OUT / "sam2_names.json").write_text(json.dumps(names, indent=0) + "\n")
    for file in sorted(OUT.glob("sam2_*")):
        print(file.name, file.stat().st_size)


if __name__ == "__main__":
    main()
