"""Number citations, and list their sources with kind, date and what their addresses have come to."""

from collections.abc import Iterable, Mapping

from bot.kit.days import short_day
from bot.kit.ui.limits import shorten
from bot.knowledge.body import CITATION
from bot.knowledge.link_states import LinkNow, LinkState
from bot.knowledge.sources import Source
from bot.pages.ui.labels import SELLER_NOTE

_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_NARROW_NO_BREAK_SPACE = "\u202f"
_TITLE_LENGTH = 56
_DATE_LENGTH = 32
LINK_UNSAFE = str.maketrans({"[": "(", "]": ")", "\n": " "})


def cite(text: str, source_ids: Iterable[str]) -> str:
    """Append footnote marks to a text that names its sources apart."""
    return text + "".join(f"[^{source_id}]" for source_id in source_ids)


def mark(number: int) -> str:
    """Return a number as a mark."""
    return str(number).translate(_SUPERSCRIPT)


def source_line(source: Source, link: LinkNow | None = None) -> str:
    """Return a source as `kind · linked title · date`, with what its address has come to, and whether it sells."""
    title = shorten(source.title, _TITLE_LENGTH).translate(LINK_UNSAFE)
    parts = [str(source.kind), f"[{title}](<{source.url}>)", shorten(source.published, _DATE_LENGTH)]
    if source.seller:
        parts.append(SELLER_NOTE)
    if note := link_note(source, link):
        parts.append(note)
    if source.archived:
        parts.append(f"[kept copy, {short_day(source.archived.date)}](<{source.archived.url}>)")
    return " · ".join(parts)


def link_note(source: Source, link: LinkNow | None) -> str:
    """Return what a source's address has come to, or nothing where it answers as it did."""
    if link is None:
        return ""
    read = f"read {short_day(source.accessed)}"
    if link.has_changed:
        return f"⚠️ the page has changed since; {read}"
    match link.state:
        case LinkState.MOVED:
            return f"[moved](<{link.moved_to}>)" if link.moved_to else "moved"
        case LinkState.BLOCKED:
            return f"opens for people only; {read}"
        case LinkState.UNSURE:
            return f"did not answer on {short_day(link.checked)}; {read}"
        case LinkState.GONE:
            return f"gone; {read}"
        case _:
            return ""


def source_lines(source_ids: Iterable[str], sources: Mapping[str, Source]) -> str:
    """Return small lines, one a source, to stand right under what they support."""
    return "\n".join(f"-# {source_line(sources[source_id])}" for source_id in source_ids)


class Footnotes:
    """Numbers the sources of one screen in order of appearance, or as a whole card numbers them."""

    def __init__(self, sources: Mapping[str, Source], numbers: Mapping[str, int] | None = None) -> None:
        """Take the numbers of a card that lists its sources on a screen of their own."""
        self._sources = sources
        self._fixed = numbers
        self._numbers: dict[str, int] = {}

    def number(self, text: str) -> str:
        """Replace `[^id]` marks by superscript numbers."""
        return CITATION.sub(lambda match: self._superscript(match.group(1)), text)

    def _superscript(self, source_id: str) -> str:
        if self._fixed and source_id in self._fixed:
            number = self._fixed[source_id]
        else:
            number = self._numbers.setdefault(source_id, len(self._fixed or ()) + len(self._numbers) + 1)
        return f"{_NARROW_NO_BREAK_SPACE}{mark(number)}"

    def lines(self) -> str:
        """Return the sources that the screen numbered itself, one small line each."""
        return "\n".join(
            f"-# {mark(number)} {source_line(self._sources[source_id])}" for source_id, number in self._numbers.items()
        )
