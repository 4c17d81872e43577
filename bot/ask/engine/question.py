"""What a question names: roles by alias, roles it rules out, alternatives to weigh."""

import re
from dataclasses import dataclass

from bot.ask.engine.words import expanded, words_of
from bot.knowledge.base import KnowledgeBase
from bot.knowledge.vocabulary import PageKind

_RULED_OUT = re.compile(
    r"\b(?:except(?: for)?|besides|apart from|other than|aside from|but not|not counting|instead of|not|no)\s+"
    r"(?:an?\s+|the\s+|in\s+|as\s+|for\s+|being\s+|doing\s+)*"
    r"(?P<what>[^.?!;]{2,60}?)(?=[.?!;,]|\b(?:that|which|use|uses|are|is|can|do|does|for|who|what|where|how|so)\b|$)",
    re.IGNORECASE,
)
_ALTERNATIVES = re.compile(
    r"\b(?:or|vs\.?|versus|compared?|comparing|difference between|rather than|better)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Question:
    """A question made ready for search."""

    text: str
    """What is searched: without what was ruled out, abbreviations spelled out."""
    named: tuple[str, ...]
    """Pages that it names by title or alias, the longest name first."""
    ruled_out: frozenset[str]
    alternatives: tuple[str, ...]
    """Two to four roles that it weighs against each other, or nothing."""


class NameFinder:
    """Finds pages by title or alias inside running text."""

    def __init__(self, base: KnowledgeBase) -> None:
        self._by_name: dict[tuple[str, ...], str] = {}
        self._kinds = {page.id: page.kind for page in base.pages.values()}
        for page in base.pages.values():
            if page.kind is not PageKind.MYTH:
                for name in (page.title, *page.front.aliases):
                    if words := tuple(words_of(name)):
                        self._by_name.setdefault(words, page.id)
        self._members = {
            sector.id: tuple(role.id for role in base.roles_in(sector.id)) for sector in base.of_kind(PageKind.SECTOR)
        }
        self._longest = max((len(words) for words in self._by_name), default=0)

    def find(self, text: str) -> list[tuple[str, int]]:
        """Return pages named in the text with the length of the name in words; longer names win over parts of them."""
        words = words_of(text)
        taken = [False] * len(words)
        found: dict[str, int] = {}
        for length in range(min(self._longest, len(words)), 0, -1):
            for start in range(len(words) - length + 1):
                page_id = self._by_name.get(tuple(words[start : start + length]))
                if page_id is not None and not any(taken[start : start + length]):
                    taken[start : start + length] = [True] * length
                    found[page_id] = max(found.get(page_id, 0), length)
        return list(found.items())

    def _named_at_start(self, phrase: str) -> str | None:
        """Return the page whose name begins a phrase: “no MSL” rules it out, “no experience as an MSL” does not."""
        words = words_of(phrase)
        for length in range(min(self._longest, len(words)), 0, -1):
            if page_id := self._by_name.get(tuple(words[:length])):
                return page_id
        return None

    def _with_members(self, page_id: str) -> set[str]:
        """Return the page, and the roles of a sector."""
        return {page_id, *self._members.get(page_id, ())}

    def read(self, text: str) -> Question:
        """Take a question apart."""
        ruled_out: set[str] = set()
        kept = text
        for match in _RULED_OUT.finditer(text):
            first = self._named_at_start(match["what"])
            if first is not None:
                ruled_out |= self._with_members(first)
                kept = kept.replace(match.group(0), " ")
        named = self.find(kept)
        roles = [page_id for page_id, _ in named if self._kinds[page_id] is PageKind.ROLE]
        weighs = len(roles) > 1 and _ALTERNATIVES.search(kept) is not None
        return Question(
            text=expanded(kept),
            named=tuple(page_id for page_id, _ in named),
            ruled_out=frozenset(ruled_out),
            alternatives=tuple(roles[:4]) if weighs else (),
        )
