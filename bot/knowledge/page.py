"""A page in memory: its front matter, its body and, for a role, the jobs that were read."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Generic, TypeVar

from bot.knowledge.body import Body
from bot.knowledge.citing import cited_ids
from bot.knowledge.counting import LedgerSummary, summarize
from bot.knowledge.pages import FrontMatter
from bot.knowledge.postings import Posting
from bot.knowledge.vocabulary import PageKind

F_co = TypeVar("F_co", bound=FrontMatter, covariant=True)


@dataclass(frozen=True)
class Page(Generic[F_co]):
    """One page: its id (the file's stem), front matter and body."""

    id: str
    path: Path
    front: F_co
    body: Body
    postings: tuple[Posting, ...] = ()
    """A role's rows of the ledger: the jobs that were read."""

    @property
    def kind(self) -> PageKind:
        """Return the page's kind."""
        return self.front.kind

    @property
    def title(self) -> str:
        """Return the title that members read."""
        return self.front.title

    @cached_property
    def marked(self) -> tuple[str, ...]:
        """Return the ids of the sources that its own words cite, once each: those that carry a mark on its card."""
        in_body = (source_id for source_id, _ in self.body.citations)
        return tuple(dict.fromkeys((*cited_ids(self.front), *in_body)))

    @cached_property
    def cited(self) -> tuple[str, ...]:
        """Return the ids of all cited sources, once each, in order of appearance; those of counted postings last."""
        in_ledger = (posting.source for posting in self.postings)
        return tuple(dict.fromkeys((*self.marked, *in_ledger)))

    @cached_property
    def ledger(self) -> LedgerSummary:
        """Return how much was read of the role's jobs."""
        return summarize(self.postings)

    def is_past_review(self, today: date) -> bool:
        """Tell whether the page should have been read again by `today`."""
        return self.front.review_by < today


AnyPage = Page[FrontMatter]
