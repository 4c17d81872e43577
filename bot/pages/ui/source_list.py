"""The sources of a card, behind its button: numbered as its marks are, with one legend, and the jobs counted."""

from collections.abc import Iterable, Iterator, Mapping

from bot.kit.ui.limits import shorten
from bot.knowledge.base import AnyPage, KnowledgeBase
from bot.knowledge.count_words import NOT_A_SAMPLE
from bot.knowledge.postings import Posting
from bot.knowledge.sources import Source
from bot.knowledge.vocabulary import Seen
from bot.pages.ui.citing import LINK_UNSAFE, link_note, mark, source_line
from bot.pages.ui.labels import POSTING_KIND, SOURCE_KIND

_PER_BLOCK = 5
_TITLE_LENGTH = 48


def sources_blocks(base: KnowledgeBase, page: AnyPage) -> Iterator[str]:
    """Yield what a card's marks stand for, the jobs that were counted, and what the kinds of evidence mean."""
    lines = [f"{mark(number)} {_line(base, base.sources[one])}" for one, number in numbers_of(page).items()]
    yield from _in_blocks(lines)
    if page.postings:
        yield f"**The jobs that were counted.** {NOT_A_SAMPLE}"
        yield from _in_blocks(f"- {_posting_line(base, posting)}" for posting in page.postings)
    yield legend(base.sources[one] for one in page.cited)


def numbers_of(page: AnyPage) -> Mapping[str, int]:
    """Return the number of each source that the page's own words cite: the same on all of its screens."""
    return {source_id: number for number, source_id in enumerate(page.marked, start=1)}


def legend(sources: Iterable[Source]) -> str:
    """Return what the kinds of evidence that occur mean, strongest first."""
    kinds = sorted({source.kind for source in sources}, key=lambda kind: kind.rank)
    return "\n".join(("**Kinds of evidence**", *(f"-# {kind}: {SOURCE_KIND[kind]}" for kind in kinds)))


def _line(base: KnowledgeBase, source: Source) -> str:
    return source_line(source, base.link(source))


def _posting_line(base: KnowledgeBase, posting: Posting) -> str:
    title = shorten(f"{posting.employer}: {posting.title}", _TITLE_LENGTH).translate(LINK_UNSAFE)
    seen = "read to the end" if posting.seen is Seen.FULL else "read in part"
    source = base.sources[posting.source]
    note = link_note(source, base.link(source))
    return " · ".join(
        filter(None, (f"[{title}](<{source.url}>)", POSTING_KIND[posting.kind], posting.published, seen, note))
    )


def _in_blocks(lines: Iterable[str]) -> Iterator[str]:
    block: list[str] = []
    for line in lines:
        block.append(line)
        if len(block) == _PER_BLOCK:
            yield "\n".join(block)
            block = []
    if block:
        yield "\n".join(block)
