"""Find the pages that a text names, and how surely each name means its page."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from bot.ask.engine.words import words_of
from bot.knowledge.base import KnowledgeBase
from bot.knowledge.vocabulary import PageKind

_WORD = re.compile(r"[A-Za-z0-9]+(?:['’-][A-Za-z0-9]+)*")
_ALSO_WORDS = frozenset("me ma pa pi pe um it or am im hit mac lcd rac prc php cv mi va act pso hsa cmd ed md".split())  # noqa: SIM905
"""Acronyms that are something else too: a word, a state, a degree; these count in capitals only."""
_Words = tuple[str, ...]
_STATES = frozenset({"ME", "MA", "PA", "MI", "VA", "MD"})
_OF_A_JOB = frozenset(
    [
        "job",
        "jobs",
        "role",
        "roles",
        "work",
        "position",
        "positions",
        "physician",
        "physicians",
        "doctor",
        "doctors",
        "doc",
        "director",
        "md",
        "medical",
        "reviewer",
        "advisor",
        "lead",
        "gig",
        "career",
        "interview",
    ]
)


@dataclass(frozen=True, slots=True)
class Named:
    """A page that a text names: where, and how surely, 0 to 1."""

    page_id: str
    surety: float
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Name:
    page_id: str
    acronym: str | None
    surety: float


class NameFinder:
    """Finds pages by title or alias inside running text; longer names win over parts of them."""

    def __init__(self, base: KnowledgeBase) -> None:
        """Take the names of all pages but myths, and weigh them by whose asks hold them."""
        owners: dict[_Words, tuple[str, str | None]] = {}
        for page in base.pages.values():
            if page.kind is PageKind.MYTH:
                continue
            for name in (page.title, *page.front.aliases):
                words = tuple(words_of(name))
                if words:
                    owners.setdefault(words, (page.id, name if name.isupper() and len(words) == 1 else None))
        surety = _surety({words: page_id for words, (page_id, _) in owners.items()}, base)
        self._names = {words: _Name(page_id, acronym, surety[words]) for words, (page_id, acronym) in owners.items()}
        self._longest = max((len(words) for words in self._names), default=0)

    def find(self, text: str) -> tuple[Named, ...]:
        """Return what a text names, in order."""
        signs = list(_WORD.finditer(text))
        shouted = text.upper() == text
        found: list[Named] = []
        at = 0
        while at < len(signs):
            step = 1
            for length in range(min(self._longest, len(signs) - at), 0, -1):
                name = self._names.get(tuple(words_of(" ".join(sign.group() for sign in signs[at : at + length]))))
                if name and self._is_meant(name, signs, at, shouted):
                    found.append(Named(name.page_id, name.surety, signs[at].start(), signs[at + length - 1].end()))
                    step = length
                    break
            at += step
        return tuple(found)

    def _is_meant(self, name: _Name, signs: list[re.Match[str]], at: int, shouted: bool) -> bool:
        """Tell whether an acronym is meant as one: in capitals, or where the letters are no other word."""
        if name.acronym is None:
            return True
        following = signs[at + 1].group().lower() if at + 1 < len(signs) else ""
        if following in _OF_A_JOB:
            return True
        if name.acronym.lower() not in _ALSO_WORDS:
            return True
        return signs[at].group().isupper() and not shouted and name.acronym not in _STATES - {"VA"}


def _surety(owners: Mapping[_Words, str], base: KnowledgeBase) -> dict[_Words, float]:
    """Return for each name the share of the asks with it that are its page's own: “pay” is in everybody's."""
    by_first: defaultdict[str, list[_Words]] = defaultdict(list)
    for name in owners:
        by_first[name[0]].append(name)
    own, all_asks = Counter[_Words](), Counter[_Words]()
    for page in base.pages.values():
        for ask in page.front.asks:
            held = _held(tuple(words_of(ask)), by_first)
            all_asks.update(held)
            own.update(name for name in held if owners[name] == page.id)
    return {name: (own[name] + 1) / (all_asks[name] + 1) for name in owners}


def _held(words: _Words, by_first: Mapping[str, list[_Words]]) -> set[_Words]:
    """Return the names that stand among words."""
    return {
        name for at, word in enumerate(words) for name in by_first.get(word, ()) if words[at : at + len(name)] == name
    }
