"""What a source's address has come to, told from what it answered on several days."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from bot.knowledge.sources import STATE_RULES, Source

GONE_AFTER = 3
"""So many visits in a row have to find nothing before a page is called gone."""
DAYS_BETWEEN = timedelta(days=3)
FRESH = timedelta(days=14)


class LinkState(StrEnum):
    """The five states of an address."""

    OK = "ok"
    MOVED = "moved"
    BLOCKED = "blocked"
    UNSURE = "unsure"
    GONE = "gone"


class Outcome(StrEnum):
    """What one visit found; `missing` makes a page gone only when found often enough."""

    OK = "ok"
    MOVED = "moved"
    BLOCKED = "blocked"
    UNSURE = "unsure"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class LinkResult:
    """What one address answered on one day; `status` 0 means no answer, `moved_to` is set where it redirects."""

    url: str
    status: int
    checked: str
    outcome: Outcome
    moved_to: str | None = None
    problem: str | None = None
    still_says_it: bool | None = None
    """Whether the page still has the source's anchor, or its title; None where that cannot be told."""

    @property
    def day(self) -> date:
        """Return the day of the visit."""
        return date.fromisoformat(self.checked)


@dataclass(frozen=True, slots=True)
class LinkNow:
    """What an address has come to."""

    state: LinkState
    checked: date
    moved_to: str | None = None
    has_changed: bool = False
    """Whether the page no longer says what was read there."""


def link_now(visits: Sequence[LinkResult]) -> LinkNow | None:
    """Return what an address has come to by its visits, of any order; None where there was none."""
    if not visits:
        return None
    in_order = sorted(visits, key=lambda visit: visit.day)
    last = in_order[-1]
    state = LinkState.UNSURE if last.outcome is Outcome.MISSING else LinkState(last.outcome)
    if last.outcome in {Outcome.MISSING, Outcome.UNSURE} and _missing_apart(in_order) >= GONE_AFTER:
        state = LinkState.GONE
    said = next((visit.still_says_it for visit in reversed(in_order) if visit.still_says_it is not None), None)
    return LinkNow(state, last.day, last.moved_to, has_changed=said is False)


def is_unsettled(source: Source, now: LinkNow | None) -> bool:
    """Tell whether the pages that cite a source are due for reading: it says another thing, or is a rule that is gone.

    That a posting is gone is normal.
    """
    return now is not None and (now.has_changed or (now.state is LinkState.GONE and source.kind in STATE_RULES))


def is_due(visits: Sequence[LinkResult], today: date) -> bool:
    """Tell whether to ask again: after two weeks, or three days where nothing or nobody was found."""
    now = link_now(visits)
    if now is None:
        return True
    wait = DAYS_BETWEEN if now.state is LinkState.UNSURE else FRESH
    return today - now.checked >= wait


def _missing_apart(in_order: Iterable[LinkResult]) -> int:
    """Count the visits that found nothing since the address last answered, three days apart at least."""
    counted = 0
    last: date | None = None
    for visit in in_order:
        if visit.outcome in {Outcome.OK, Outcome.MOVED, Outcome.BLOCKED}:
            counted, last = 0, None
        elif visit.outcome is Outcome.MISSING and (last is None or visit.day - last >= DAYS_BETWEEN):
            counted, last = counted + 1, visit.day
    return counted
