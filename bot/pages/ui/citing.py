"""Number citations on a screen, and list their sources with kind and date."""

from collections.abc import Iterable, Mapping

from bot.kit.ui.limits import shorten
from bot.knowledge.body import CITATION
from bot.knowledge.sources import Source
from bot.pages.ui.labels import COPY_NOTE, SELLER_NOTE

_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_NARROW_NO_BREAK_SPACE = "\u202f"
_TITLE_LENGTH = 56
_DATE_LENGTH = 32
_LINK_UNSAFE = str.maketrans({"[": "(", "]": ")", "\n": " "})


def cite(text: str, source_ids: Iterable[str]) -> str:
    """Append footnote marks to a text that names its sources apart."""
    return text + "".join(f"[^{source_id}]" for source_id in source_ids)


def source_line(source: Source) -> str:
    """Return a source as `kind · linked title · date`, with a warning where it sells something."""
    title = shorten(source.title, _TITLE_LENGTH).translate(_LINK_UNSAFE)
    parts = [str(source.kind), f"[{title}](<{source.url}>)", shorten(source.published, _DATE_LENGTH)]
    if source.seller:
        parts.append(SELLER_NOTE)
    if source.mirrors:
        parts.append(COPY_NOTE)
    return " · ".join(parts)


def source_lines(source_ids: Iterable[str], sources: Mapping[str, Source]) -> str:
    """Return small lines, one a source, to stand right under what they support."""
    return "\n".join(f"-# {source_line(sources[source_id])}" for source_id in source_ids)


class Footnotes:
    """Numbers the sources of one screen in order of appearance."""

    def __init__(self, sources: Mapping[str, Source]) -> None:
        self._sources = sources
        self._numbers: dict[str, int] = {}

    def number(self, text: str) -> str:
        """Replace `[^id]` marks by superscript numbers."""
        return CITATION.sub(lambda match: self._superscript(match.group(1)), text)

    def _superscript(self, source_id: str) -> str:
        number = self._numbers.setdefault(source_id, len(self._numbers) + 1)
        return f"{_NARROW_NO_BREAK_SPACE}{str(number).translate(_SUPERSCRIPT)}"

    def lines(self) -> str:
        """Return the numbered sources, one small line each."""
        return "\n".join(
            f"-# {str(number).translate(_SUPERSCRIPT)} {source_line(self._sources[source_id])}"
            for source_id, number in self._numbers.items()
        )
