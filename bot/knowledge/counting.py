"""Count what postings ask. These are the postings that could be read, not a sample of the market."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from bot.knowledge.postings import HOME, NOT_NAMED, Posting
from bot.knowledge.vocabulary import Ask, PostingKind, Seen

RECENT_YEARS = 5
"""Rows published longer ago are counted apart."""
FEWEST_ROWS = 5
FEWEST_EMPLOYERS = 3
FEWEST_USUAL = 3
"""Rows that have to require or prefer a thing before it may be called usual."""
_JOBS = (PostingKind.POSTING, PostingKind.QUESTIONNAIRE, PostingKind.CLASS_SPECIFICATION)


@dataclass(frozen=True, slots=True)
class Group:
    """Rows of one kind, from home or abroad, recent or not, in which a thing was seen, asked or not."""

    kind: PostingKind
    is_home: bool
    is_recent: bool
    read: int
    """Rows of the group, also those in which it was not seen."""
    seen: int
    """Rows in which it was seen: the denominator."""
    required: int
    preferred: int
    either_way: int
    employers: int
    """Employers named in the rows in which it was seen."""
    unnamed: int
    """Rows among them whose text hides the employer."""
    years: tuple[int, int] | None
    """First and last year of their publication; None where none has a date."""
    undated: int

    @property
    def is_small(self) -> bool:
        """Tell whether it is too small to count as more than these postings."""
        return self.seen < FEWEST_ROWS or self.employers < FEWEST_EMPLOYERS


@dataclass(frozen=True, slots=True)
class Tally:
    """What a role's rows say of one thing: the group that counts, and the others apart."""

    key: str
    main: Group | None
    """None where it was seen in no row."""
    apart: tuple[Group, ...]
    rows: int
    """All rows of the role, of any kind, place and age, but for laws."""
    sources: tuple[str, ...]
    """Sources of the rows in which it was seen, those of the main group first."""

    @property
    def is_usual(self) -> bool:
        """Tell whether enough rows, and at least half of those seen, require or prefer it."""
        if self.main is None:
            return False
        asking = self.main.required + self.main.preferred
        return asking >= FEWEST_USUAL and 2 * asking >= self.main.seen


@dataclass(frozen=True, slots=True)
class LedgerSummary:
    """How much was read of a role: jobs, and apart from them laws on who may hold one."""

    rows: int
    full: int
    """Jobs read to the end."""
    employers: int
    newest: str | None
    """The latest date of publication of a job; None where none has one."""
    laws: int
    full_laws: int


_GroupKey = tuple[bool, bool, PostingKind]


def tally(rows: Sequence[Posting], key: str, today: date) -> Tally:
    """Count what rows of one role say of a field, of pay or of a named thing."""
    groups: dict[_GroupKey, list[Posting]] = {}
    for row in rows:
        groups.setdefault(_group_of(row, today), []).append(row)
    seen = {at: [row for row in members if row.ask(key) is not Ask.NOT_SEEN] for at, members in groups.items()}
    shown = {at: groups[at] for at in groups if seen[at]}
    order = sorted(shown, key=lambda at: _rank(at, shown))
    counted = [_count(at, len(groups[at]), seen[at], key) for at in order]
    sources = dict.fromkeys(row.source for at in order for row in seen[at])
    jobs = sum(row.kind is not PostingKind.LAW for row in rows)
    return Tally(key, counted[0] if counted else None, tuple(counted[1:]), jobs, tuple(sources))


def summarize(rows: Iterable[Posting]) -> LedgerSummary:
    """Return how many jobs and laws there are, how many were read to the end, from how many employers."""
    rows = tuple(rows)
    laws = [row for row in rows if row.kind is PostingKind.LAW]
    jobs = [row for row in rows if row.kind is not PostingKind.LAW]
    return LedgerSummary(
        rows=len(jobs),
        full=sum(row.seen is Seen.FULL for row in jobs),
        employers=len(_employers(jobs)),
        newest=max((row.published for row in jobs if row.year is not None), default=None),
        laws=len(laws),
        full_laws=sum(row.seen is Seen.FULL for row in laws),
    )


def _group_of(row: Posting, today: date) -> _GroupKey:
    return row.country == HOME, not row.is_older_than(RECENT_YEARS, today), row.kind


def _rank(at: _GroupKey, groups: dict[_GroupKey, list[Posting]]) -> tuple[bool, bool, bool, int, int]:
    """Put recent rows from home first, jobs before laws on who may hold them, then the kind of which most were read."""
    is_home, is_recent, kind = at
    is_beside_jobs = kind is PostingKind.LAW and any((is_home, is_recent, job) in groups for job in _JOBS)
    return (
        not (is_home and is_recent),
        not is_home,
        is_beside_jobs,
        -len(groups[at]),
        list(PostingKind).index(kind),
    )


def _count(at: _GroupKey, read: int, seen: list[Posting], key: str) -> Group:
    is_home, is_recent, kind = at
    asks = Counter(row.ask(key) for row in seen)
    years = [row.year for row in seen if row.year is not None]
    return Group(
        kind=kind,
        is_home=is_home,
        is_recent=is_recent,
        read=read,
        seen=len(seen),
        required=asks[Ask.REQUIRED],
        preferred=asks[Ask.PREFERRED],
        either_way=asks[Ask.EITHER_WAY],
        employers=len(_employers(seen)),
        unnamed=sum(row.employer == NOT_NAMED for row in seen),
        years=(min(years), max(years)) if years else None,
        undated=len(seen) - len(years),
    )


def _employers(rows: Iterable[Posting]) -> set[str]:
    return {row.employer for row in rows if row.employer != NOT_NAMED}
