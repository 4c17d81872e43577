"""Offers and links read in a terminal, many at once."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.batch import batch

if TYPE_CHECKING:
    from bot.tollcheck.engine.engine import Reading

_File = Annotated[Path, typer.Option("--batch", help='A JSONL file of {"id", "text"}; one JSON line each.')]


def add_reading_commands(cli: typer.Typer, plain_errors: Callable[[], AbstractContextManager[None]]) -> None:
    """Add the commands that read offers and links."""

    @cli.command()
    def tollcheck(path: _File) -> None:
        """Name the warning signs in offers, as /tollcheck does."""
        with plain_errors():
            for line in tollcheck_batch(path):
                typer.echo(line)

    @cli.command()
    def links(path: _File) -> None:
        """Say what becomes of links pasted as leads: accepted, queued or refused, and which show the same job."""
        with plain_errors():
            for line in links_batch(path):
                typer.echo(line)


def tollcheck_batch(path: Path) -> Iterator[str]:
    """Yield the warning signs of each `text` of a JSONL file; raises BatchUnreadable."""
    from bot.ask.engine.kept_vectors import open_embedder
    from bot.tollcheck.service import OfferReader

    reader = OfferReader(open_embedder)
    return batch(path, "text", lambda text: _signs(reader.read_now(text)))


def links_batch(path: Path) -> Iterator[str]:
    """Yield what becomes of each `text` of a JSONL file, pasted as a lead's link; raises BatchUnreadable."""
    from bot.leads.service.link_batch import read_pasted

    return batch(path, "text", lambda text: asdict(read_pasted(text)))


def _signs(reading: "Reading") -> dict[str, object]:
    return {
        "signs": [found.sign.id for found in reading.signs],
        "quotes": {found.sign.id: list(found.quotes) for found in reading.signs},
        "reckoned": [found.reckoned for found in reading.signs if found.reckoned],
        "notes": [note.id for note in reading.notes],
        "is_cut": reading.is_cut,
    }
