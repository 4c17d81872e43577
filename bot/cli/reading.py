"""Offers and links read in a terminal, many at once."""

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from bot.cli.batch import batch
from bot.leads.service.link_batch import read_pasted
from bot.tollcheck.engine.engine import read_offer


def tollcheck_batch(path: Path) -> Iterator[str]:
    """Yield the warning signs of each `text` of a JSONL file; raises BatchUnreadable."""
    return batch(path, "text", _signs)


def links_batch(path: Path) -> Iterator[str]:
    """Yield what becomes of each `text` of a JSONL file, pasted as a lead's link; raises BatchUnreadable."""
    return batch(path, "text", lambda text: asdict(read_pasted(text)))


def _signs(text: str) -> dict[str, object]:
    reading = read_offer(text)
    return {
        "signs": [found.sign.id for found in reading.signs],
        "quotes": {found.sign.id: list(found.quotes) for found in reading.signs},
        "reckoned": [found.reckoned for found in reading.signs if found.reckoned],
        "notes": [note.id for note in reading.notes],
        "is_cut": reading.is_cut,
    }
