#!/usr/bin/env python3
"""quantise-model.py VIEWS MODEL OUT: the photo network with 8-bit numbers, for processors.

    node scripts/write-inputs.ts ../shared/photos/imagenet 128 > views.rgb
    python3 scripts/quantise-model.py views.rgb models/photo/model.onnx models/photo/model-int8.onnx

Needs onnx 1.23, onnxruntime 1.32 and numpy. Weights become int8, one scale per output channel, activations
uint8; the ranges of the activations are those of the views. What `npm run eval` finds has to stay within 0.005.

The choices, each measured:
- The stem and the first three blocks stay as they are: they have few channels, whose ranges differ most (cosine of
  the signatures with and without the stem and two: 0.994 and 0.987), and they take little of the time.
- What makes the phrase embedding of the statistics of seven layers and of what is behind the pooling stays as it is.
  The mean error that the 8-bit layers leave in it over the views is taken off (750 captions, the photo first and
  among ten: 0.468, 0.893 with float numbers; 0.471, 0.889 so; 0.465, 0.885 without this and with two blocks).
- Weights of the 1 x 1 convolutions use 7 of the 8 bits. Processors without VNNI add two products of 8 bits in 16,
  which overflow with 8-bit weights: the answers become wrong (cosine down to 0.6). With 7 bits both
  give the same answers. Depthwise kernels add in 32 bits and keep all 8.
- The layers behind the pooling stay as they are: they take no time. Their weights are stored as float16, as before.
"""
import sys
import tempfile
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
from onnx import helper, numpy_helper
from onnxruntime.quantization import CalibrationDataReader, QuantFormat, QuantType, quantize_static
from onnxruntime.quantization.shape_inference import quant_pre_process

SIDE = 320
# The activation maps are asked of the other model.
OUTPUTS = ["probabilities", "concepts", "signature", "phrase"]
KEPT_AS_FLOATS = ("conv_stem", "blocks.0.", "blocks.1.", "blocks.2.", "phrase")
PHRASE_SIZE = 192
LARGE = 10_000


class Views(CalibrationDataReader):
    def __init__(self, path):
        self.views = iter(np.fromfile(path, np.uint8).reshape(-1, 1, SIDE, SIDE, 3))

    def get_next(self):
        view = next(self.views, None)
        return None if view is None else {"image": view}


def without_other_outputs(model):
    """Leaves only what OUTPUTS need."""
    graph, needed, nodes = model.graph, set(OUTPUTS), []
    for node in reversed(graph.node):
        if needed & set(node.output):
            nodes.insert(0, node)
            needed |= set(node.input)
    outputs = [output for output in graph.output if output.name in OUTPUTS]
    initializers = [tensor for tensor in graph.initializer if tensor.name in needed]
    for field, kept in ((graph.node, nodes), (graph.output, outputs), (graph.initializer, initializers)):
        del field[:]
        field.extend(kept)
    return model


def with_small_weights(model):
    """Stores large float32 weights as float16 again, from which they came."""
    graph = model.graph
    for tensor in graph.initializer:
        if tensor.data_type == onnx.TensorProto.FLOAT and np.prod(tensor.dims) > LARGE:
            name = tensor.name
            half = numpy_helper.to_array(tensor).astype(np.float16)
            tensor.CopyFrom(numpy_helper.from_array(half, f"{name}.h"))
            graph.node.insert(0, helper.make_node("Cast", [f"{name}.h"], [name], f"cast_{name}", to=1))
    return model


def phrases(model, views):
    session = onnxruntime.InferenceSession(str(model), providers=["CPUExecutionProvider"])
    pixels = np.fromfile(views, np.uint8).reshape(-1, 1, SIDE, SIDE, 3)
    return np.concatenate([session.run(["phrase"], {"image": view})[0] for view in pixels])


def without_phrase_bias(model, error):
    """Takes the mean error off the phrase embedding: the first numbers of `phrase.b` are its own."""
    for tensor in model.graph.initializer:
        if tensor.name == "phrase.b":
            bias = numpy_helper.to_array(tensor).copy()
            bias[:PHRASE_SIZE] -= error
            tensor.CopyFrom(numpy_helper.from_array(bias, tensor.name))
    return model


def main(views, source, out):
    with tempfile.TemporaryDirectory() as folder:
        whole, folded = Path(folder, "whole.onnx"), Path(folder, "folded.onnx")
        onnx.save(without_other_outputs(onnx.load(source)), whole)
        quant_pre_process(whole, folded, skip_symbolic_shape=True)
        nodes = onnx.load(folded).graph.node
        floats = [node.name for node in nodes if node.name.startswith(KEPT_AS_FLOATS)]
        seven_bits = {
            node.input[1]: [{"quant_type": QuantType.QInt8, "axis": 0, "symmetric": True, "reduce_range": True}]
            for node in nodes
            if node.op_type == "Conv"
            and node.name not in floats
            and all(helper.get_attribute_value(a) == 1 for a in node.attribute if a.name == "group")
        }
        quantize_static(
            folded,
            out,
            Views(views),
            quant_format=QuantFormat.QDQ,
            per_channel=True,
            activation_type=QuantType.QUInt8,
            weight_type=QuantType.QInt8,
            op_types_to_quantize=["Conv", "Add", "Clip", "GlobalAveragePool"],
            nodes_to_exclude=floats,
            extra_options={"TensorQuantOverrides": seven_bits},
        )
    onnx.save(with_small_weights(onnx.load(out)), out)
    error = (phrases(out, views) - phrases(source, views)).mean(axis=0)
    onnx.save(without_phrase_bias(onnx.load(out), error), out)


main(*sys.argv[1:])
