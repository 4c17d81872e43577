"""Turn the pages' markdown into HTML with numbered citations."""

from collections.abc import Iterable
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markupsafe import Markup, escape

from bot.knowledge.body import CITATION, Body
from bot.site.engine.wording import slug

UNFOUND = "What we could not find:"
_MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table")


class Notes:
    """Numbers the sources of one page in order of appearance."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def marks(self, source_ids: Iterable[str]) -> Markup:
        """Return a mark for each source; a mark leads to the list at the end of the page."""
        return Markup("").join(self._mark(source_id) for source_id in dict.fromkeys(source_ids))

    def _mark(self, source_id: str) -> Markup:
        number = self._numbers.setdefault(source_id, len(self._numbers) + 1)
        return Markup('<sup><a href="#s{0}">{0}</a></sup>').format(number)

    def cited(self, text: str, source_ids: Iterable[str] = ()) -> Markup:
        """Return a line of plain text, escaped, with its marks."""
        return self.numbered(escape(text)) + self.marks(source_ids)

    def numbered(self, html: Markup) -> Markup:
        """Replace each `[^id]` by its mark."""
        return Markup(CITATION.sub(lambda match: self._mark(match.group(1)), html))  # noqa: S704 - it was escaped

    def rendered(self, markdown: str) -> Markup:
        """Return markdown as HTML with its marks."""
        return self.numbered(Markup(_MARKDOWN.render(markdown)))  # noqa: S704 - raw HTML is off

    @property
    def sources(self) -> tuple[str, ...]:
        """Return the ids of the sources that were marked, in order of their numbers."""
        return tuple(self._numbers)


@dataclass(frozen=True, slots=True)
class Passage:
    """One section of a page."""

    anchor: str
    title: str
    html: Markup


def passages(body: Body, notes: Notes) -> tuple[Passage, ...]:
    """Return a body's sections as HTML."""
    return tuple(
        Passage(slug(section.title) or "text", section.title, notes.rendered(section.markdown))
        for section in body.sections
    )


def unfound(body: Body) -> str | None:
    """Return the page's own words on what could not be found, or None where it has none."""
    for line in body.markdown.splitlines():
        if line.startswith(UNFOUND):
            return line.removeprefix(UNFOUND).strip()
    return None
