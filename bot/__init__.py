"""Tollfree: an async Discord bot for physicians who want non-clinical work without paying a toll."""

import os
import sys

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before numpy: on two threads a question costs twice as much

__version__ = "0.2.0"

if sys.version_info < (3, 11):  # noqa: UP036 - whoever has an older one is told so, not shown a syntax error
    sys.exit("Tollfree needs Python 3.11 or newer; this is %d.%d." % sys.version_info[:2])  # noqa: UP031
