"""Lists of pages: by what one has, by letter, by date, by what is missing."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from bot.knowledge.base import AnyPage, KnowledgeBase, Page
from bot.knowledge.role import Fit, RolePage
from bot.knowledge.sources import Source, SourceKind
from bot.knowledge.vocabulary import BoardNeed, Hours, LicenseNeed, Openness, PageKind, Remote, Training
from bot.site.engine.prose import unfound
from bot.site.engine.role_view import unknown_glances

SOURCES_ON_A_PAGE = 120


@dataclass(frozen=True, slots=True)
class Having:
    """A list of roles for what somebody has, or wants."""

    id: str
    title: str
    says: str
    """What it takes for a role to stand on the list."""
    fits: Callable[[Fit], bool] | None
    varies: Callable[[Fit], bool] | None
    guide: str | None = None
    """A page that says more; where no fact of a role decides, it is all that the list has."""


_BEFORE_RESIDENCY = {Training.DEGREE, Training.SOME_RESIDENCY, Training.NO_DEGREE}

HAVINGS = (
    Having(
        "no-residency",
        "Without a finished residency",
        "The page's sources do not ask for a finished residency.",
        lambda fit: fit.training in _BEFORE_RESIDENCY,
        lambda fit: fit.training is Training.VARIES,
        "no-residency",
    ),
    Having(
        "no-license",
        "Without a license",
        "The page's sources do not ask for a medical license.",
        lambda fit: fit.licence is LicenseNeed.NONE,
        lambda fit: fit.licence is LicenseNeed.VARIES,
        "licence-maintenance",
    ),
    Having(
        "no-board",
        "Without board certification",
        "The page's sources do not ask for a board.",
        lambda fit: fit.board is BoardNeed.NONE,
        lambda fit: fit.board is BoardNeed.VARIES,
        "board-certification",
    ),
    Having(
        "degree-from-abroad",
        "With a degree from abroad",
        "The page has a source that says it is open to graduates of schools outside the United States.",
        lambda fit: fit.img_open is Openness.YES,
        lambda fit: fit.img_open is Openness.VARIES,
        "international-graduates",
    ),
    Having("over-60", "Over 60", "No source we read gives an age for a role.", None, None, "age-and-late-career"),
    Having(
        "part-time",
        "Part time, or case by case",
        "The work is usually engaged part time or by the case.",
        lambda fit: fit.hours in {Hours.PART_TIME, Hours.PER_CASE},
        lambda fit: fit.hours is Hours.VARIES,
        "locum-and-part-time",
    ),
    Having(
        "remote",
        "Remote",
        "The work is done from anywhere.",
        lambda fit: fit.remote is Remote.FULL,
        lambda fit: fit.remote in {Remote.HYBRID, Remote.VARIES},
        "where-to-look",
    ),
)


def roles_where(base: KnowledgeBase, holds: Callable[[Fit], bool] | None) -> tuple[Page[RolePage], ...]:
    """Return the roles whose facts are so, by title."""
    if holds is None:
        return ()
    roles = (base.role(page.id) for page in base.of_kind(PageKind.ROLE))
    return tuple(role for role in roles if holds(role.front.fit))


def by_letter(base: KnowledgeBase) -> dict[str, list[tuple[str, AnyPage]]]:
    """Return every title and other name, under its first letter; all digits and signs under `0`."""
    found: dict[str, list[tuple[str, AnyPage]]] = defaultdict(list)
    for page in base.pages.values():
        for name in (page.title, *page.front.aliases):
            first = name[0].lower()
            found[first if first.isascii() and first.isalpha() else "0"].append((name, page))
    return {
        letter: sorted(names, key=lambda one: (one[0].casefold(), one[1].id)) for letter, names in sorted(found.items())
    }


@dataclass(frozen=True, slots=True)
class Change:
    """What was read on one day."""

    day: date
    pages: tuple[AnyPage, ...]
    postings: tuple[tuple[AnyPage, int], ...]
    sources: int


def changes(base: KnowledgeBase) -> tuple[Change, ...]:
    """Return what was read, day by day, the latest first."""
    pages: dict[date, list[AnyPage]] = defaultdict(list)
    postings: dict[date, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    sources: dict[date, int] = defaultdict(int)
    for kind in PageKind:
        for page in base.of_kind(kind):
            pages[page.front.reviewed].append(page)
            for row in page.postings:
                postings[row.read][page.id] += 1
    for source in base.sources.values():
        sources[source.accessed] += 1
    return tuple(
        Change(
            day,
            tuple(pages.get(day, ())),
            tuple((base.pages[page_id], number) for page_id, number in postings.get(day, {}).items()),
            sources.get(day, 0),
        )
        for day in sorted({*pages, *postings, *sources}, reverse=True)
    )


@dataclass(frozen=True, slots=True)
class Missing:
    """What a page could not find: in its own words, and which facts are unknown."""

    page: AnyPage
    words: str | None
    unknown: tuple[str, ...]


def missing(base: KnowledgeBase, kind: PageKind) -> Iterator[Missing]:
    """Yield the pages of a kind that say what could not be found."""
    for page in base.of_kind(kind):
        unknown = unknown_glances(page.front) if isinstance(page.front, RolePage) else ()
        words = unfound(page.body)
        if words or unknown:
            yield Missing(page, words, unknown)


def sources_of(base: KnowledgeBase, kind: SourceKind) -> tuple[tuple[Source, ...], ...]:
    """Return a kind's sources by publisher, cut into pages."""
    of_kind = sorted(
        (source for source in base.sources.values() if source.kind is kind),
        key=lambda source: (source.publisher.casefold(), source.title.casefold(), source.id),
    )
    return tuple(
        tuple(of_kind[start : start + SOURCES_ON_A_PAGE]) for start in range(0, len(of_kind), SOURCES_ON_A_PAGE)
    )


def cited_by(base: KnowledgeBase) -> dict[str, list[AnyPage]]:
    """Return the pages that cite each source, by title."""
    found: dict[str, list[AnyPage]] = defaultdict(list)
    for kind in PageKind:
        for page in base.of_kind(kind):
            for source_id in page.cited:
                found[source_id].append(page)
    return found
