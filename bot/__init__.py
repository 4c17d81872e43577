"""Tollfree: an async Discord bot for physicians who want non-clinical work without paying a toll."""

__version__ = "0.2.0"
