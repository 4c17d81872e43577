"""Count what the knowledge base holds, and how firm it is."""

from collections import Counter
from collections.abc import Iterator

from bot.knowledge.base import KnowledgeBase
from bot.knowledge.role import RolePage
from bot.knowledge.sources import FIRM_KINDS, SourceKind
from bot.knowledge.vocabulary import PageKind


def report_lines(base: KnowledgeBase) -> Iterator[str]:
    """Yield lines for a person: pages by kind, requirements by their strongest evidence, sources."""
    counts = ", ".join(f"{len(base.of_kind(kind))} {kind.value}" for kind in PageKind)
    yield f"{len(base.pages)} pages ({counts}), {len(base.sources)} sources, version {base.version}"
    strongest = _strongest_evidence(base)
    total = strongest.total()
    if total:
        shares = ", ".join(f"{kind.value} {100 * strongest[kind] / total:.0f}%" for kind in SourceKind if strongest[kind])
        firm = sum(strongest[kind] for kind in FIRM_KINDS)
        yield f"{total} requirements, by their strongest source: {shares}"
        yield f"{100 * firm / total:.0f}% of requirements rest on law, standard, official, employer or body sources"
    copies = sum(bool(source.mirrors) for source in base.sources.values())
    sellers = sum(source.seller for source in base.sources.values())
    yield f"{copies} sources were read as copies only, {sellers} are from publishers that sell courses or coaching"


def _strongest_evidence(base: KnowledgeBase) -> Counter[SourceKind]:
    """Count requirements by the strongest kind among their sources."""
    return Counter(
        min((base.sources[source_id].kind for source_id in requirement.sources), key=lambda kind: kind.rank)
        for page in base.of_kind(PageKind.ROLE)
        if isinstance(page.front, RolePage)
        for requirement in page.front.requirements
    )
