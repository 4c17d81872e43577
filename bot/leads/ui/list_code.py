"""What a list of leads shows, written into a custom id, so that its buttons outlive restarts.

`tf1:leads:<how>:<choices>:<page>:<cursor>:<words>`: `n` is for a new list, `o` for its other pages; the choices are
one sign each, the page is a checksum of a role's or sector's id, the words are what was searched for.
"""

import zlib
from collections.abc import Mapping
from dataclasses import dataclass

from bot.knowledge.base import KnowledgeBase
from bot.knowledge.pages import SectorPage
from bot.knowledge.role import RolePage
from bot.leads.model.browsing import LeadFilter, Sort, words_of
from bot.leads.model.lead import LeadKind, Shelf

LONGEST_SEARCH = 30
"""Letters of a search that fit beside the rest."""

CODE = (
    r"tf1:leads:(?P<how>[no]):(?P<kind>[0-9-])(?P<sort>[0-9])(?P<remote>[01])(?P<archive>[01])"
    r":(?P<page>[0-9a-f]{8}|):(?P<after>[A-Za-z0-9_-]{0,40}):(?P<words>.{0,30})"
)
_KINDS = tuple(LeadKind)
_SORTS = tuple(Sort)
_ANY = "-"


@dataclass(frozen=True, slots=True)
class LeadList:
    """A list of leads as a member asked for it; `page_id` is a role's or sector's page."""

    kind: LeadKind | None = None
    sort: Sort = Sort.BEST
    remote_only: bool = False
    is_archive: bool = False
    page_id: str | None = None
    text: str = ""

    def wanted(self, base: KnowledgeBase) -> LeadFilter:
        """Return the filter for the service."""
        front = base.page(self.page_id).front if self.page_id else None
        return LeadFilter(
            shelf=Shelf.ARCHIVE if self.is_archive else Shelf.LIVE,
            kind=self.kind,
            role_id=self.page_id if isinstance(front, RolePage) else None,
            sector_id=self.page_id if isinstance(front, SectorPage) else None,
            remote_only=self.remote_only,
            text=self.text,
        )

    def custom_id(self, how: str, after: str = "") -> str:
        """Return the custom id of a button that shows this list from a cursor on."""
        kind = _ANY if self.kind is None else str(_KINDS.index(self.kind))
        choices = f"{kind}{_SORTS.index(self.sort)}{int(self.remote_only)}{int(self.is_archive)}"
        page = _checksum(self.page_id) if self.page_id else ""
        return f"tf1:leads:{how}:{choices}:{page}:{after}:{searched(self.text)}"


def read_list(match: Mapping[str, str], base: KnowledgeBase) -> LeadList:
    """Return the list that a custom id stands for; a page that the notes no longer have narrows no more."""
    page = match["page"]
    found = (page_id for page_id in base.pages if page and _checksum(page_id) == page)
    kind, sort = match["kind"], int(match["sort"])
    return LeadList(
        kind=None if kind == _ANY or int(kind) >= len(_KINDS) else _KINDS[int(kind)],
        sort=_SORTS[sort] if sort < len(_SORTS) else Sort.BEST,
        remote_only=match["remote"] == "1",
        is_archive=match["archive"] == "1",
        page_id=next(found, None),
        text=match["words"],
    )


def searched(text: str) -> str:
    """Return the words of a search as they are compared, as many letters as fit."""
    return " ".join(words_of(text))[:LONGEST_SEARCH].strip()


def _checksum(page_id: str) -> str:
    return f"{zlib.crc32(page_id.encode()):08x}"
