"""Read the tables of an ONNX file: of the format no more than they need.

Source: https://github.com/onnx/onnx/blob/main/onnx/onnx.proto (ModelProto.graph = 7, GraphProto.initializer = 5,
TensorProto.dims = 1, data_type = 2, name = 8, raw_data = 9) and https://protobuf.dev/programming-guides/encoding/
"""

import mmap
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.kit.memory import map_file

_GRAPH, _INITIALIZER = 7, 5
_DIMS, _TYPE, _NAME, _DATA = 1, 2, 8, 9
_NUMBERS: dict[int, type[np.generic]] = {1: np.float32, 3: np.int8, 7: np.int64}
_VARINT, _FIXED64, _BYTES, _FIXED32 = 0, 1, 2, 5

Span = tuple[int, int]


def read_tables(path: Path) -> dict[str, NDArray[Any]]:
    """Return the tables by name, as views into the mapped file: a part is read when it is used."""
    mapped = map_file(path)
    tables: dict[str, NDArray[Any]] = {}
    for graph in _parts(mapped, (0, len(mapped)), _GRAPH):
        for span in _parts(mapped, graph, _INITIALIZER):
            name, table = _table(mapped, span)
            if table is not None:
                tables[name] = table
    return tables


def _table(mapped: mmap.mmap, span: Span) -> tuple[str, NDArray[Any] | None]:
    shape: list[int] = []
    name, kind, data = "", 0, span
    for field, value in _fields(mapped, span):
        if field == _DIMS:
            shape += [value] if isinstance(value, int) else list(_varints(mapped, value))
        elif field == _TYPE and isinstance(value, int):
            kind = value
        elif field == _NAME and isinstance(value, tuple):
            name = mapped[slice(*value)].decode()
        elif field == _DATA and isinstance(value, tuple):
            data = value
    if kind not in _NUMBERS:
        return name, None
    numbers = np.dtype(_NUMBERS[kind])
    count = (data[1] - data[0]) // numbers.itemsize
    return name, np.frombuffer(mapped, numbers, count, data[0]).reshape(shape)


def _parts(mapped: mmap.mmap, span: Span, wanted: int) -> Iterator[Span]:
    for field, value in _fields(mapped, span):
        if field == wanted and isinstance(value, tuple):
            yield value


def _fields(mapped: mmap.mmap, span: Span) -> Iterator[tuple[int, int | Span]]:
    """Yield the number of each field, with its value or, where it has a length, where its bytes lie."""
    at, end = span
    while at < end:
        key, at = _varint(mapped, at)
        field, form = key >> 3, key & 7
        if form == _BYTES:
            length, at = _varint(mapped, at)
            yield field, (at, at + length)
            at += length
        elif form == _VARINT:
            value, at = _varint(mapped, at)
            yield field, value
        else:
            at += {_FIXED64: 8, _FIXED32: 4}[form]


def _varints(mapped: mmap.mmap, span: Span) -> Iterator[int]:
    at, end = span
    while at < end:
        value, at = _varint(mapped, at)
        yield value


def _varint(mapped: mmap.mmap, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = mapped[at]
        at += 1
        value |= (byte & 127) << shift
        if byte < 128:
            return value, at
        shift += 7
