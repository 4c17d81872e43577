"""Count what the knowledge base holds, and how firm it is."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from bot.knowledge.base import AnyPage, KnowledgeBase
from bot.knowledge.figures import figures_of
from bot.knowledge.loader import Loaded
from bot.knowledge.role import RolePage
from bot.knowledge.sources import FIRM_KINDS, Source, SourceKind
from bot.knowledge.vocabulary import PageKind


def check_lines(loaded: Loaded, today: date) -> Iterator[str]:
    """Yield every problem and, where the base is valid, what it holds and what stands behind it."""
    yield from map(str, loaded.problems)
    if loaded.base is not None:
        yield from report_lines(loaded.base, today)
        yield from figures_of(loaded.base).lines()


def check_report(loaded: Loaded) -> dict[str, object]:
    """Return the same for other programs; the figures are there only where the base is valid."""
    problems = [
        {"path": problem.place, "line": problem.line, "severity": str(problem.severity), "message": problem.message}
        for problem in loaded.problems
    ]
    figures = figures_of(loaded.base).as_json() if loaded.base else {}
    return {"valid": loaded.base is not None, "problems": problems, **figures}


def report_lines(base: KnowledgeBase, today: date) -> Iterator[str]:
    """Yield lines for a person: pages by kind, their evidence, requirements, sources."""
    yield f"{len(base.pages)} pages, {len(base.sources)} sources, version {base.version}"
    for kind in PageKind:
        pages = base.of_kind(kind)
        past = sum(page.is_past_review(today) for page in pages)
        yield f"  {kind.value}: {len(pages)} pages, {past} past review; citations: {_shares(_cited_kinds(base, pages))}"
    strongest = Counter(_strongest_evidence(base))
    if strongest:
        firm = sum(strongest[kind] for kind in FIRM_KINDS) / strongest.total()
        yield f"{strongest.total()} requirements of roles, by their strongest source: {_shares(strongest)}"
        yield f"{firm:.0%} of them rest on law, standard, official, employer or body sources"
    copies = sum(bool(source.mirrors) for source in base.sources.values())
    sellers = sum(source.seller for source in base.sources.values())
    yield f"{copies} sources were read as copies only; {sellers} publishers' pages sell courses or coaching"


def _cited_kinds(base: KnowledgeBase, pages: Iterable[AnyPage]) -> Counter[SourceKind]:
    return Counter(base.sources[source_id].kind for page in pages for source_id in page.cited)


def _strongest_evidence(base: KnowledgeBase) -> Iterator[SourceKind]:
    """Yield, for each requirement, the strongest kind among its sources."""
    for page in base.of_kind(PageKind.ROLE):
        for requirement in page.front.requirements if isinstance(page.front, RolePage) else ():
            found: list[Source] = [base.sources[source_id] for source_id in requirement.evidence]
            if found:
                yield min((source.kind for source in found), key=lambda kind: kind.rank)


def _shares(counts: Counter[SourceKind]) -> str:
    total = counts.total()
    return ", ".join(f"{kind.value} {counts[kind] / total:.0%}" for kind in SourceKind if counts[kind]) or "none"
