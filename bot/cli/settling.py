"""Leave start-up behind: the index for questions is ready, and what lives for ever costs neither time nor memory."""

import ctypes
import ctypes.util
import gc
import logging
import sys
from collections.abc import Callable

from bot.ask.service.asking import AskService

log = logging.getLogger(__name__)
_M_ARENA_MAX = -8
"""The option's number in malloc.h."""


async def settle_in(asking: AskService) -> None:
    """Build the index for questions, so that the first one is answered at once; then tidy up."""
    await asking.warm_up()
    calm_garbage_collection()
    _give_back_memory()
    log.info("settled in: the index for questions is ready")


def calm_garbage_collection() -> None:
    """Leave what is there now out of garbage collection, and collect less often.

    Modules, pages and the servers that Discord described live as long as the process; a full collection over those of
    500 servers takes a tenth of a second. What was left out before is looked at once more: a new gateway session
    describes all servers anew.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()
    gc.set_threshold(7000, 10, 10)


def share_memory_among_threads() -> None:
    """Let all threads take memory from two arenas, where glibc would give each of them one that it never gives back.

    Call it before threads begin. Source: https://man7.org/linux/man-pages/man3/mallopt.3.html
    """
    if set_option := _from_libc("mallopt"):
        set_option(_M_ARENA_MAX, 2)


def _give_back_memory() -> None:
    """Return freed memory to the system, which glibc's allocator keeps otherwise: some 10 MB after start."""
    if trim := _from_libc("malloc_trim"):
        trim(0)


def _from_libc(name: str) -> Callable[..., int] | None:
    """Return a function of glibc, or None where there is none: on other systems, and in musl."""
    library = ctypes.util.find_library("c") if sys.platform == "linux" else None
    return getattr(ctypes.CDLL(library), name, None) if library else None
