"""Makes models in the layouts of Immich and of transformers.js from the two towers that ship: the photo network cut to
its output `phrase`, and the text network. What they find must be what the shipped ones find.

    python3 -m venv .cache/py && .cache/py/bin/pip install onnx==1.23.2
    .cache/py/bin/python scripts/make-bundled-packs.py FOLDER
    npm run eval -- --pack FOLDER/immich
"""

import json
import os
import shutil
import sys

import onnx
from onnx import TensorProto, helper
from onnx.utils import Extractor

MODELS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "models")
SIDE, SIZE, LENGTH, PAD = 320, 192, 128, 1


def write(path, value):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        json.dump(value, file, indent=1)


def save(model, nodes, inputs, output, old, path):
    """Puts nodes before a network, and gives its output another name."""
    graph = model.graph
    own = list(graph.node)
    del graph.node[:]
    graph.node.extend(nodes + own + [helper.make_node("Identity", [old], [output])])
    del graph.input[:]
    graph.input.extend(inputs)
    del graph.output[:]
    graph.output.append(helper.make_tensor_value_info(output, TensorProto.FLOAT, ["N", SIZE]))
    del graph.value_info[:]
    onnx.checker.check_model(model)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    onnx.save(model, path)


def constant(name, values, kind):
    return helper.make_node(
        "Constant", [], [name], value=helper.make_tensor(name, kind, [len(values)], values)
    )


def image_tower(name, output, path):
    """[N, 3, SIDE, SIDE] from 0 to 1 becomes bytes, channels last."""
    model = Extractor(onnx.load(os.path.join(MODELS, "photo", "model.onnx"))).extract_model(["image"], ["phrase"])
    nodes = [
        constant("pack_255", [255.0], TensorProto.FLOAT),
        helper.make_node("Mul", [name + "_last", "pack_255"], ["pack_scaled"]),
        helper.make_node("Round", ["pack_scaled"], ["pack_rounded"]),
        helper.make_node("Cast", ["pack_rounded"], ["image_bytes"], to=TensorProto.UINT8),
    ]
    nodes.insert(0, helper.make_node("Transpose", [name], [name + "_last"], perm=[0, 2, 3, 1]))
    for node in model.graph.node:
        for at, one in enumerate(node.input):
            if one == "image":
                node.input[at] = "image_bytes"
    save(model, nodes, [helper.make_tensor_value_info(name, TensorProto.FLOAT, ["N", 3, SIDE, SIDE])], output, "phrase", path)


def text_tower(output, path, immich):
    model = onnx.load(os.path.join(MODELS, "text-multilingual", "model.onnx"))
    if not immich:
        names = [one.name for one in model.graph.input]
        inputs = [helper.make_tensor_value_info(name, TensorProto.INT64, ["N", "L"]) for name in names]
        return save(model, [], inputs, output, "phrase", path)
    nodes = [
        constant("pack_pad", [PAD], TensorProto.INT64),
        helper.make_node("Cast", ["text"], ["input_ids"], to=TensorProto.INT64),
        helper.make_node("Equal", ["input_ids", "pack_pad"], ["pack_is_pad"]),
        helper.make_node("Not", ["pack_is_pad"], ["pack_is_token"]),
        helper.make_node("Cast", ["pack_is_token"], ["attention_mask"], to=TensorProto.INT64),
        helper.make_node("Sub", ["input_ids", "input_ids"], ["token_type_ids"]),
    ]
    return save(model, nodes, [helper.make_tensor_value_info("text", TensorProto.INT32, ["N", "L"])], output, "phrase", path)


def tokenizer(folder):
    os.makedirs(folder, exist_ok=True)
    shutil.copy(os.path.join(MODELS, "text-multilingual", "tokenizer.json"), folder)
    write(os.path.join(folder, "tokenizer_config.json"), {"pad_token": "<pad>", "model_max_length": LENGTH})


def main(out):
    immich, transformers = os.path.join(out, "immich"), os.path.join(out, "transformers")
    plain = {"mean": [0, 0, 0], "std": [1, 1, 1]}
    image_tower("image", "image_embedding", os.path.join(immich, "visual", "model.onnx"))
    text_tower("text_embedding", os.path.join(immich, "textual", "model.onnx"), True)
    tokenizer(os.path.join(immich, "textual"))
    write(os.path.join(immich, "visual", "preprocess_cfg.json"), {"size": SIDE, "interpolation": "bicubic", "resize_mode": "squash", **plain})
    write(os.path.join(immich, "config.json"), {"embed_dim": SIZE, "text_cfg": {"context_length": LENGTH}})
    image_tower("pixel_values", "image_embeds", os.path.join(transformers, "onnx", "vision_model.onnx"))
    text_tower("text_embeds", os.path.join(transformers, "onnx", "text_model.onnx"), False)
    tokenizer(transformers)
    write(os.path.join(transformers, "preprocessor_config.json"), {"size": {"shortest_edge": SIDE}, "crop_size": SIDE, "do_center_crop": True, "do_normalize": False, "resample": 3})
    write(os.path.join(transformers, "config.json"), {"model_type": "clip", "text_config": {"max_position_embeddings": LENGTH}})
    # The edges of the longer side that the photo network does not see: no layout has a field for them.
    for folder in (immich, transformers):
        write(os.path.join(folder, "pack.json"), {"format": 1, "preprocessing": {"resize": {"kind": "trim"}, "interpolation": "lanczos"}})


main(sys.argv[1])
