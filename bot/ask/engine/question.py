"""What a question names: pages, those it rules out, alternatives to weigh; and what is the asker's own past."""

import re
from dataclasses import dataclass

from bot.ask.engine.aspects import Aspect, asked_aspects
from bot.ask.engine.names import Named, NameFinder
from bot.ask.engine.words import expanded
from bot.knowledge.base import KnowledgeBase
from bot.knowledge.vocabulary import PageKind

_RULING_OUT = re.compile(
    r"\b(?:except(?: for)?|besides|apart from|other than|aside from|but not|not counting|instead of|not|no)\s+"
    r"(?:an?\s+|the\s+|in\s+|as\s+|for\s+|being\s+|doing\s+|another\s+)*$",
    re.IGNORECASE,
)
_A_LACK = re.compile(
    r"^\s*(?:\w+\s+)?(?:background|experience|training|degree|skills?|knowledge|history|contacts?|network|connections?|"
    r"certif\w*|license|licence|boards?|years?|exposure|required|needed|necessary)\b",
    re.IGNORECASE,
)
_OWN_PAST = re.compile(
    r"\b(?:i\s?a?['’]?m|i am|im|i was|i['’]ve been|i have been|been|as|former|formerly|ex|retired|current(?:ly)?|"
    r"work(?:ing|ed)? as|trained as|my husband is|my wife is)\s*-?\s*(?:an?\s+|the\s+)?(?:\w+\s+){0,2}$",
    re.IGNORECASE,
)
_WISHED = re.compile(
    r"\b(?:want(?:s|ed)? to be|like to be|becom(?:e|ing)|get(?:ting)? into|mov(?:e|ing) into|switch(?:ing)? to|job as|"
    r"work as)\s+(?:an?\s+|the\s+)?(?:\w+\s+)?$",
    re.IGNORECASE,
)
_ALTERNATIVES = re.compile(
    r"\b(?:or|vs\.?|versus|compared?|comparing|difference between|rather than|better)\b", re.IGNORECASE
)
_WISH = re.compile(r"\b(?:want|become|be|get|into|move|switch|try|apply|hired|job|as an?)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Question:
    """A question made ready for search."""

    text: str
    """What is searched: without what was ruled out, abbreviations spelled out."""
    plain: str
    """The same without what abbreviations stand for."""
    named: dict[str, float]
    """Pages that it names by title or alias, and how surely."""
    ruled_out: frozenset[str]
    alternatives: tuple[str, ...]
    """Two to four roles that it weighs against each other, or nothing."""
    asked: tuple[Aspect, ...]
    """What it is after, in the order of its words."""


class QuestionReader:
    """Takes questions apart with the names of one knowledge base."""

    def __init__(self, base: KnowledgeBase) -> None:
        """Take the names of pages, and which roles belong to a sector."""
        self._names = NameFinder(base)
        self._kinds = {page.id: page.kind for page in base.pages.values()}
        self._members = {
            sector.id: tuple(role.id for role in base.roles_in(sector.id)) for sector in base.of_kind(PageKind.SECTOR)
        }

    def read(self, text: str) -> Question:
        """Take a question apart."""
        found = self._names.find(text)
        out = [one for one in found if _is_ruled_out(one, text)]
        kept = _without(text, out)
        left = [one for one in found if one not in out]
        named: dict[str, float] = {}
        for one in [one for one in left if not _is_own_past(one, text)] or left:
            surety = 1.0 if _WISHED.search(text[: one.start]) else one.surety
            named[one.page_id] = max(named.get(one.page_id, 0.0), surety)
        roles = [page_id for page_id in named if self._kinds[page_id] is PageKind.ROLE]
        weighs = len(roles) > 1 and _ALTERNATIVES.search(kept) is not None
        ruled_out = {page_id for one in out for page_id in (one.page_id, *self._members.get(one.page_id, ()))}
        return Question(
            expanded(kept),
            kept,
            named,
            frozenset(ruled_out - set(named)),
            tuple(roles[:4]) if weighs else (),
            asked_aspects(kept),
        )


def _is_ruled_out(one: Named, text: str) -> bool:
    """“No MSL” rules it out; “no experience as an MSL” and “no pharma background” do not."""
    return _RULING_OUT.search(text[: one.start]) is not None and not _A_LACK.match(text[one.end :])


def _is_own_past(one: Named, text: str) -> bool:
    """Tell whether the name says what the asker is or was, and not what they ask about."""
    match = _OWN_PAST.search(text[: one.start])
    return match is not None and not _WISH.search(match.group())


def _without(text: str, out: list[Named]) -> str:
    for one in sorted(out, key=lambda one: -one.start):
        before = text[: one.start]
        match = _RULING_OUT.search(before)
        text = f"{before[: match.start() if match else one.start]} {text[one.end :]}"
    return text
