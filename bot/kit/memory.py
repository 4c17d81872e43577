"""Memory: garbage collected seldom; outside of Python's own taken from few arenas, files mapped, both given back."""

import ctypes
import ctypes.util
import gc
import mmap
import sys
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from weakref import WeakSet

_M_TRIM_THRESHOLD, _M_MMAP_THRESHOLD, _M_ARENA_MAX = -1, -3, -8
"""The options' numbers in malloc.h."""
_LARGE = 4 * 1024 * 1024
_mapped: "WeakSet[mmap.mmap]" = WeakSet()


def collect_seldom() -> None:
    """Look for garbage after ten times as many new objects as Python does by itself.

    Modules and pages are made in great number and stay: looking through them took a seventh of a start.
    """
    gc.set_threshold(7000, 10, 10)


def take_memory_sparingly() -> None:
    """Let all threads take memory from few arenas, and large pieces from the system, to which they go back when freed.

    By itself glibc gives each thread an arena, and after the first large piece was freed it keeps up to 64 MB for the
    next: 17 MB more after start. Call it before threads begin.
    Source: https://man7.org/linux/man-pages/man3/mallopt.3.html
    """
    if set_option := _from_libc("mallopt"):
        set_option(_M_ARENA_MAX, 2)
        set_option(_M_MMAP_THRESHOLD, _LARGE)
        set_option(_M_TRIM_THRESHOLD, _LARGE)


def give_back_memory() -> None:
    """Return freed memory to the system, which glibc's allocator keeps otherwise: some 10 MB after start."""
    if trim := _from_libc("malloc_trim"):
        trim(0)


def map_file(path: Path) -> mmap.mmap:
    """Map a file: a part of it takes memory when it is read, until `leave_in_files`."""
    with path.open("rb") as file:
        mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    _mapped.add(mapped)
    return mapped


def leave_in_files() -> None:
    """Give back the memory of all mapped files, some 25 MB; what is read again comes from the file again."""
    if hasattr(mmap, "MADV_DONTNEED"):
        for mapped in tuple(_mapped):
            mapped.madvise(mmap.MADV_DONTNEED)


@lru_cache
def _from_libc(name: str) -> Callable[..., int] | None:
    """Return a function of glibc, or None where there is none: on other systems, and in musl."""
    library = ctypes.util.find_library("c") if sys.platform == "linux" else None
    return getattr(ctypes.CDLL(library), name, None) if library else None
