"""Fitted numbers in a file that numpy reads too (.npz), and that is mapped: only what is used takes memory."""

import math
import mmap
import struct
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray

from bot.kit.memory import map_file

_ALIGNED = 64
"""Bytes: numpy begins the numbers of a table at a multiple of them, counted from where the table begins."""
_HEADER, _LENGTHS_AT = 30, 26
"""The bytes of a member's own header before its name, and where in it the lengths of name and padding stand.

Source: https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT section 4.3.7
"""


def save_arrays(path: Path, arrays: Mapping[str, NDArray[Any]]) -> None:
    """Write tables, not compressed, each where a processor reads it at full speed; the same tables, the same bytes."""
    with zipfile.ZipFile(path, "w") as archive:
        for name, array in arrays.items():
            member = zipfile.ZipInfo(f"{name}.npy")
            begins = archive.start_dir + _HEADER + len(member.filename)
            member.extra = bytes(-begins % _ALIGNED)
            with archive.open(member, "w") as file:
                np.lib.format.write_array(file, np.asarray(array, order="C"), version=(1, 0), allow_pickle=False)


def map_arrays(path: Path) -> dict[str, NDArray[Any]]:
    """Return the tables by name, as views into the mapped file; raises ValueError where they are compressed."""
    mapped = map_file(path)
    found: dict[str, NDArray[Any]] = {}
    with zipfile.ZipFile(path) as archive:
        for member in archive.infolist():
            if member.compress_type != zipfile.ZIP_STORED:
                raise ValueError(f"{path.name} is compressed: write it by save_arrays")
            at = member.header_offset
            begins = at + _HEADER + sum(struct.unpack_from("<HH", mapped, at + _LENGTHS_AT))
            with archive.open(member) as file:
                found[member.filename.removesuffix(".npy")] = _view(mapped, begins, file)
    return found


def map_array(path: Path) -> NDArray[Any]:
    """Return the one table of a file that numpy saved (.npy), as a view into the mapped file."""
    with path.open("rb") as file:
        return _view(map_file(path), 0, file)


def _view(mapped: mmap.mmap, begins: int, file: IO[bytes]) -> NDArray[Any]:
    """Return the table that begins in a mapped file where another reads its header."""
    np.lib.format.read_magic(file)
    shape, _, kind = np.lib.format.read_array_header_1_0(file)
    return np.frombuffer(mapped, kind, math.prod(shape), begins + file.tell()).reshape(shape)
