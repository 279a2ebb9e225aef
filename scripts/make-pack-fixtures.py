"""Makes test/fixtures/packs: tiny image-text models with random weights, in the layouts of Immich and of
transformers.js, and what the processors of Hugging Face make of pictures and texts for them.

    python3 -m venv .cache/py
    .cache/py/bin/pip install pillow==12.0.0 numpy==2.4.6 onnx==1.23.2 sentencepiece==0.2.3 transformers==4.57.6
    .cache/py/bin/python scripts/make-pack-fixtures.py

The networks have the inputs, outputs and configurations of CLIP, SigLIP and Chinese-CLIP; between them are one layer
of patches or tokens, a mean and a projection. Only what is before the networks is compared with the reference.
Pillow 12 resizes rows before columns, as all versions before it, with which such networks were trained; 13 does so only
where that is quicker.
"""

import base64
import json
import os
import shutil
import tempfile

import numpy as np
import onnx
import sentencepiece
from onnx import TensorProto, helper, numpy_helper
from PIL import Image
from tokenizers import Tokenizer, models, pre_tokenizers, trainers
from transformers import (
    BertTokenizerFast,
    ChineseCLIPImageProcessor,
    CLIPImageProcessor,
    CLIPTokenizerFast,
    SiglipImageProcessor,
    SiglipTokenizer,
)

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "test", "fixtures", "packs")
SIDE, PATCH, WIDTH = 32, 8, 8
random = np.random.default_rng(20)

CORPUS = """a photo of a dog on the beach
two children playing in the snow with a red sledge
a city at night, with the lights of cars
the old man's boat - it isn't new; 1,234 waves!
café crème naïve façade
mountains, lakes and forests in autumn""".split("\n")
CHINESE = ["海滩上的狗", "两个孩子在雪地里玩", "城市的夜景", "山和湖"]
TEXTS = [
    "a photo of a dog",
    "Two DOGS,  running\ton the Beach!",
    "the man's boat isn't red",
    "café CRÈME",
    "1,234 waves - & snow",
    "",
    " ".join(["snow waves dog beach"] * 40),
    "海滩上的狗 dog",
    "🏖️ at the lake",
]


def tensor(name, array):
    return numpy_helper.from_array(array, name)


def save(graph, path):
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    onnx.checker.check_model(model)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    onnx.save(model, path)


def weights(*shape):
    return random.standard_normal(shape).astype(np.float32)


def vision(path, size, name, output, extra=False):
    """pixels [N, 3, SIDE, SIDE] -> patches -> mean -> projection [N, size]"""
    nodes = [
        helper.make_node("Conv", [name, "patch"], ["patches"], strides=[PATCH, PATCH]),
        helper.make_node("Tanh", ["patches"], ["active"]),
        helper.make_node("ReduceMean", ["active"], ["pooled"], axes=[2, 3], keepdims=0),
        helper.make_node("MatMul", ["pooled", "projection"], [output]),
    ]
    outputs = [helper.make_tensor_value_info(output, TensorProto.FLOAT, ["N", size])]
    if extra:
        outputs.insert(0, helper.make_tensor_value_info("active", TensorProto.FLOAT, ["N", WIDTH, 4, 4]))
    graph = helper.make_graph(
        nodes,
        "vision",
        [helper.make_tensor_value_info(name, TensorProto.FLOAT, ["N", 3, SIDE, SIDE])],
        outputs,
        [tensor("patch", weights(WIDTH, 3, PATCH, PATCH) / 8), tensor("projection", weights(WIDTH, size))],
    )
    save(graph, path)


def text(path, size, vocabulary, name, kind, output, inputs=()):
    """ids [N, L] -> embeddings -> mean -> projection [N, size]; other inputs are added in with weight 0"""
    values = [helper.make_tensor_value_info(one, kind, ["N", "L"]) for one in (name, *inputs)]
    nodes = [
        helper.make_node("Gather", ["table", name], ["embedded"]),
        helper.make_node("ReduceMean", ["embedded"], ["mean"], axes=[1], keepdims=0),
        helper.make_node("MatMul", ["mean", "projection"], ["projected"]),
    ]
    last = "projected"
    for one in inputs:
        nodes += [
            helper.make_node("Cast", [one], [one + "_float"], to=TensorProto.FLOAT),
            helper.make_node("ReduceMean", [one + "_float"], [one + "_mean"], axes=[1], keepdims=1),
            helper.make_node("Mul", [one + "_mean", "zero"], [one + "_zero"]),
            helper.make_node("Add", [last, one + "_zero"], [one + "_sum"]),
        ]
        last = one + "_sum"
    nodes.append(helper.make_node("Identity", [last], [output]))
    graph = helper.make_graph(
        nodes,
        "text",
        values,
        [helper.make_tensor_value_info(output, TensorProto.FLOAT, ["N", size])],
        [
            tensor("table", weights(vocabulary, WIDTH)),
            tensor("projection", weights(WIDTH, size)),
            tensor("zero", np.zeros(1, dtype=np.float32)),
        ],
    )
    save(graph, path)


def write(path, value):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        json.dump(value, file, ensure_ascii=False, indent=1)
        file.write("\n")


def clip_tokenizer(folder):
    """The byte-level BPE of CLIP, with a vocabulary of its own."""
    bpe = Tokenizer(models.BPE(end_of_word_suffix="</w>", unk_token="<|endoftext|>"))
    bpe.pre_tokenizer = pre_tokenizers.Sequence(
        [pre_tokenizers.Whitespace(), pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)]
    )
    bpe.train_from_iterator(
        [line.lower() for line in CORPUS] * 4,
        trainers.BpeTrainer(
            vocab_size=700,
            end_of_word_suffix="</w>",
            initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
            show_progress=False,
        ),
    )
    made = json.loads(bpe.to_str())["model"]
    vocabulary = dict(made["vocab"])
    for letter in pre_tokenizers.ByteLevel.alphabet():
        vocabulary.setdefault(letter, len(vocabulary))
        vocabulary.setdefault(letter + "</w>", len(vocabulary))
    for special in ("<|startoftext|>", "<|endoftext|>"):
        vocabulary.setdefault(special, len(vocabulary))
    with tempfile.TemporaryDirectory() as temp:
        files = os.path.join(temp, "vocab.json"), os.path.join(temp, "merges.txt")
        with open(files[0], "w", encoding="utf-8") as file:
            json.dump(vocabulary, file)
        with open(files[1], "w", encoding="utf-8") as file:
            file.write("#version: 0.2\n" + "\n".join(" ".join(pair) for pair in made["merges"]) + "\n")
        fast = CLIPTokenizerFast(*files, model_max_length=77)
    keep(fast, folder)
    return fast


def bert_tokenizer(folder):
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    words += sorted({letter for line in CHINESE for letter in line})
    words += sorted({word.strip(",;!-").lower() for line in CORPUS for word in line.split()} - {""})
    words += list("abcdefghijklmnopqrstuvwxyz0123456789,.!-'&")
    words += ["##" + letter for letter in "abcdefghijklmnopqrstuvwxyz0123456789"]
    with tempfile.TemporaryDirectory() as temp:
        path = os.path.join(temp, "vocab.txt")
        with open(path, "w", encoding="utf-8") as file:
            file.write("\n".join(dict.fromkeys(words)) + "\n")
        fast = BertTokenizerFast(path, model_max_length=52)
    keep(fast, folder)
    return fast


def keep(fast, folder):
    with tempfile.TemporaryDirectory() as temp:
        fast.save_pretrained(temp)
        os.makedirs(folder, exist_ok=True)
        for name in ("tokenizer.json", "tokenizer_config.json"):
            shutil.copy(os.path.join(temp, name), os.path.join(folder, name))


def siglip_tokenizer(folder):
    """sentencepiece, as T5 has it: the slow tokenizer of SigLIP is the reference, tokenizer.json is for ours."""
    from transformers.convert_slow_tokenizer import T5Converter

    with tempfile.TemporaryDirectory() as temp:
        lines = os.path.join(temp, "lines.txt")
        with open(lines, "w", encoding="utf-8") as file:
            file.write("\n".join([line.lower() for line in CORPUS] * 4 + CHINESE * 4))
        sentencepiece.SentencePieceTrainer.train(
            input=lines,
            model_prefix=os.path.join(temp, "spiece"),
            vocab_size=84,
            pad_id=0,
            eos_id=1,
            unk_id=2,
            bos_id=-1,
            character_coverage=1.0,
            normalization_rule_name="identity",
            minloglevel=2,
        )
        slow = SiglipTokenizer(os.path.join(temp, "spiece.model"), model_max_length=64)
        slow.extra_ids = 0
        slow._extra_ids = 0
        slow.save_pretrained(os.path.join(temp, "saved"))
        os.makedirs(folder, exist_ok=True)
        T5Converter(slow).converted().save(os.path.join(folder, "tokenizer.json"))
        shutil.copy(os.path.join(temp, "saved", "tokenizer_config.json"), folder)
        return slow


def picture(width, height):
    x, y, c = np.meshgrid(np.arange(width), np.arange(height), np.arange(3), indexing="xy")
    return ((x * x * 3 + y * 7 + (x * y) % 97 + c * 50) % 256).astype(np.uint8)


SIZES = [(61, 40), (40, 61), (32, 32), (200, 33), (20, 24), (33, 100)]


def pictures(processor):
    """What a processor makes: the resized and cropped bytes, and the first numbers of the normalised planes."""
    rows = []
    for width, height in SIZES:
        image = Image.fromarray(picture(width, height))
        raw = processor(image, do_rescale=False, do_normalize=False, return_tensors="np")["pixel_values"][0]
        full = processor(image, return_tensors="np")["pixel_values"][0]
        rows.append(
            {
                "width": width,
                "height": height,
                "planes": base64.b64encode(np.asarray(raw, dtype=np.uint8).tobytes()).decode(),
                "normalised": [float(full[c, 5, 7]) for c in range(3)],
            }
        )
    return rows


def texts(ids):
    return [{"text": one, "ids": [int(i) for i in ids(one)]} for one in TEXTS]


def main():
    shutil.rmtree(ROOT, ignore_errors=True)
    mean, deviation = [0.48145466, 0.4578275, 0.40821073], [0.26862954, 0.26130258, 0.27577711]

    # CLIP, transformers.js
    folder = os.path.join(ROOT, "clip")
    fast = clip_tokenizer(folder)
    vision(os.path.join(folder, "onnx", "vision_model.onnx"), 24, "pixel_values", "image_embeds", extra=True)
    text(os.path.join(folder, "onnx", "text_model.onnx"), 24, len(fast), "input_ids", TensorProto.INT64, "text_embeds", ("attention_mask",))
    processor = CLIPImageProcessor(size={"shortest_edge": SIDE}, crop_size={"height": SIDE, "width": SIDE})
    write(os.path.join(folder, "preprocessor_config.json"), json.loads(processor.to_json_string()))
    write(os.path.join(folder, "config.json"), {"model_type": "clip", "text_config": {"max_position_embeddings": 77}, "projection_dim": 24})
    ids = lambda one: fast(one, padding="max_length", truncation=True, max_length=77)["input_ids"]
    write(os.path.join(folder, "expected.json"), {"texts": texts(ids), "pictures": pictures(processor)})

    # CLIP, Immich: the same tokenizer, sizes and transform as numbers of open_clip
    folder = os.path.join(ROOT, "clip-immich")
    os.makedirs(os.path.join(folder, "textual"))
    for name in ("tokenizer.json", "tokenizer_config.json"):
        shutil.copy(os.path.join(ROOT, "clip", name), os.path.join(folder, "textual", name))
    vision(os.path.join(folder, "visual", "model.onnx"), 512, "image", "embedding")
    text(os.path.join(folder, "textual", "model.onnx"), 512, len(fast), "text", TensorProto.INT32, "embedding")
    write(os.path.join(folder, "visual", "preprocess_cfg.json"), {"size": [SIDE, SIDE], "mode": "RGB", "mean": mean, "std": deviation, "interpolation": "bicubic", "resize_mode": "shortest", "fill_color": 0})
    write(os.path.join(folder, "config.json"), {"embed_dim": 512, "vision_cfg": {"image_size": SIDE}, "text_cfg": {"context_length": 77, "vocab_size": len(fast)}})
    write(os.path.join(folder, "expected.json"), {"texts": texts(lambda one: ids(" ".join(one.split()))), "pictures": pictures(processor)})

    # SigLIP, transformers.js
    folder = os.path.join(ROOT, "siglip")
    slow = siglip_tokenizer(folder)
    vision(os.path.join(folder, "onnx", "vision_model_quantized.onnx"), 20, "pixel_values", "pooler_output", extra=True)
    text(os.path.join(folder, "onnx", "text_model_quantized.onnx"), 20, 400, "input_ids", TensorProto.INT64, "pooler_output")
    processor = SiglipImageProcessor(size={"height": SIDE, "width": SIDE})
    write(os.path.join(folder, "preprocessor_config.json"), json.loads(processor.to_json_string()))
    write(os.path.join(folder, "config.json"), {"model_type": "siglip", "text_config": {"max_position_embeddings": 64}})
    siglip_ids = lambda one: slow(one, padding="max_length", truncation=True, max_length=64)["input_ids"]
    write(os.path.join(folder, "expected.json"), {"texts": texts(siglip_ids), "pictures": pictures(processor)})

    # Chinese-CLIP, transformers.js: the size is a number of both sides
    folder = os.path.join(ROOT, "chinese-clip")
    fast = bert_tokenizer(folder)
    vision(os.path.join(folder, "onnx", "vision_model.onnx"), 16, "pixel_values", "image_embeds")
    text(os.path.join(folder, "onnx", "text_model.onnx"), 16, len(fast), "input_ids", TensorProto.INT64, "text_embeds", ("attention_mask", "token_type_ids"))
    processor = ChineseCLIPImageProcessor(size={"height": SIDE, "width": SIDE}, do_center_crop=False, resample=2)
    write(os.path.join(folder, "preprocessor_config.json"), json.loads(processor.to_json_string()))
    write(os.path.join(folder, "config.json"), {"model_type": "chinese_clip", "text_config": {"max_position_embeddings": 512}})
    bert_ids = lambda one: fast(one, truncation=True, max_length=52)["input_ids"]
    write(os.path.join(folder, "expected.json"), {"texts": texts(bert_ids), "pictures": pictures(processor)})

    # Lanczos, with a size and a crop that differ, without a mean
    folder = os.path.join(ROOT, "lanczos")
    processor = CLIPImageProcessor(size={"shortest_edge": 36}, crop_size={"height": SIDE, "width": SIDE}, resample=1, do_normalize=False)
    write(os.path.join(folder, "expected.json"), {"texts": [], "pictures": pictures(processor)})


main()
