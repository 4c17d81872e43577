"""Say what sources' addresses have come to, to the person who mends them."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from bot.knowledge.base import KnowledgeBase
from bot.knowledge.link_states import LinkNow, LinkResult, LinkState, is_unsettled, link_now
from bot.knowledge.sources import Source, SourceKind


def link_line(base: KnowledgeBase, result: LinkResult, visits: Sequence[LinkResult]) -> str | None:
    """Return a line on an address that does not answer as it did, or None where it does."""
    now = link_now(visits)
    sources = [source for source in base.sources.values() if str(source.url) == result.url]
    if now is None or not sources or (now.state is LinkState.OK and not now.has_changed):
        return None
    answer = result.problem or str(result.status)
    to = f" -> {now.moved_to}" if now.moved_to else ""
    return f"{now.state}: {result.url}{to} ({answer}; {sources[0].kind}){_what_now(base, sources, now)}"


def link_sums(base: KnowledgeBase, links: Mapping[str, LinkNow]) -> Iterator[str]:
    """Yield how many addresses are in which state, and how many were never asked."""
    asked = [links.get(str(source.url)) for source in base.sources.values()]
    states = Counter(now.state for now in asked if now)
    counts = ", ".join(f"{states[state]} {state}" for state in LinkState)
    yield f"{counts}, {asked.count(None)} not asked yet; {sum(bool(now and now.has_changed) for now in asked)} changed"


def _what_now(base: KnowledgeBase, sources: Sequence[Source], now: LinkNow) -> str:
    unsettled = [source for source in sources if is_unsettled(source, now)]
    if unsettled:
        due = sorted(page.id for page in base.pages.values() if any(one.id in page.cited for one in unsettled))
        why = "no longer says it" if now.has_changed else "a rule that is gone"
        return f": {why}; due this week: {', '.join(due)}"
    if now.state is LinkState.GONE and sources[0].kind is SourceKind.EMPLOYER:
        return ": postings vanish; nothing to do"
    if now.state is LinkState.BLOCKED:
        return f": a person read it last on {sources[0].accessed.isoformat()}"
    return ""
