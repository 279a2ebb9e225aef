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
- Seven bits cost most of what is lost, so those weights are rounded for what they are multiplied with: the scale of
  an output channel is the one with the least mean square error of its output, and each weight's rounding error is
  made up for by the weights not rounded yet (GPTQ, Frantar 2022, with the second moments of the layer's inputs over
  the views). Mean error of the phrase embedding over 96 photos of other sources, of its length: rounded to nearest
  0.109, with the better scales 0.064, with GPTQ too 0.059; all 8 bits, to nearest 0.070.
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
# The activation maps are computed by the other model only.
OUTPUTS = ["probabilities", "concepts", "signature", "phrase"]
KEPT_AS_FLOATS = ("conv_stem", "blocks.0.", "blocks.1.", "blocks.2.", "phrase")
PHRASE_SIZE = 192
LARGE = 10_000
# Number of sampled positions per model input for the input of each layer.
PLACES = 300
LOWEST, HIGHEST = -64, 63


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


def outputs_of(model, views, names):
    """For each view what the outputs `names` of the model are."""
    session = onnxruntime.InferenceSession(model, providers=["CPUExecutionProvider"])
    for view in np.fromfile(views, np.uint8).reshape(-1, 1, SIDE, SIDE, 3):
        yield session.run(names, {"image": view})


def phrases(model, views):
    return np.concatenate([phrase for (phrase,) in outputs_of(str(model), views, ["phrase"])])


def second_moments(model, views, tensors):
    """Of every tensor [1, channels, height, width] the mean product of each two channels, over views and places."""
    with_inputs = onnx.ModelProto()
    with_inputs.CopyFrom(model)
    del with_inputs.graph.output[:]
    with_inputs.graph.output.extend(helper.make_tensor_value_info(name, 1, None) for name in tensors)
    random = np.random.default_rng(0)
    moments = dict.fromkeys(tensors, 0.0)
    for inputs in outputs_of(with_inputs.SerializeToString(), views, tensors):
        for name, one in zip(tensors, inputs):
            places = one[0].reshape(one.shape[1], -1).astype(np.float64)
            if places.shape[1] > PLACES:
                places = places[:, random.choice(places.shape[1], PLACES, replace=False)]
            moments[name] += places @ places.T / places.shape[1]
    return moments


def best_scales(weights, moments):
    """Of each output channel the scale with which its rounded weights change its output least."""
    largest = np.maximum(np.abs(weights).max(axis=1), 1e-6)
    best, least = largest, np.full(len(weights), np.inf)
    for part in np.linspace(0.5, 1, 26):
        scales = part * largest / HIGHEST
        off = weights - scales[:, None] * np.clip(np.round(weights / scales[:, None]), LOWEST, HIGHEST)
        error = ((off @ moments) * off).sum(axis=1)
        best, least = np.where(error < least, scales, best), np.minimum(error, least)
    return best


def rounded(weights, scales, moments):
    """Weights as multiples of their scales, each one's error made up for by those behind it (GPTQ)."""
    damped = moments + 0.01 * np.diag(moments).mean() * np.eye(len(moments))
    order = np.argsort(-np.diag(moments))
    upper = np.linalg.cholesky(np.linalg.inv(damped[np.ix_(order, order)])).T
    left, out = weights[:, order].copy(), np.zeros_like(weights)
    for at, channel in enumerate(order):
        steps = np.clip(np.round(left[:, at] / scales), LOWEST, HIGHEST)
        out[:, channel] = steps * scales
        error = (left[:, at] - out[:, channel]) / upper[at, at]
        left[:, at + 1 :] -= np.outer(error, upper[at, at + 1 :])
    return out


def round_seven_bits(model, views, nodes):
    """Rounds the weights of 1 x 1 convolutions in place, and gives the overrides that say their scales."""
    tensors = {tensor.name: tensor for tensor in model.graph.initializer}
    moments = second_moments(model, views, sorted({node.input[0] for node in nodes}))
    overrides = {}
    for node in nodes:
        tensor = tensors[node.input[1]]
        weights = numpy_helper.to_array(tensor)
        flat = weights.reshape(len(weights), -1).astype(np.float64)
        scales = best_scales(flat, moments[node.input[0]])
        values = rounded(flat, scales, moments[node.input[0]]).astype(np.float32).reshape(weights.shape)
        tensor.CopyFrom(numpy_helper.from_array(values, tensor.name))
        kind = {"quant_type": QuantType.QInt8, "axis": 0, "zero_point": np.int8(0)}
        overrides[tensor.name] = [{**kind, "scale": np.float32(scale)} for scale in scales]
    return overrides


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
        model = onnx.load(folded)
        nodes = model.graph.node
        floats = [node.name for node in nodes if node.name.startswith(KEPT_AS_FLOATS)]
        dense = [
            node
            for node in nodes
            if node.op_type == "Conv"
            and node.name not in floats
            and all(helper.get_attribute_value(a) == 1 for a in node.attribute if a.name == "group")
        ]
        seven_bits = round_seven_bits(model, views, dense)
        onnx.save(model, folded)
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
