"""Read many links as members paste them, for other programs and for measuring."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.leads.model.link_refusal import LinkRefused
from bot.leads.model.link_text import read_link


@dataclass(frozen=True, slots=True)
class LinkReading:
    """What becomes of a link: `accepted`, `queued` for a moderator, or `refused`; the same `job` is a duplicate."""

    verdict: str
    url: str | None = None
    job: str | None = None
    why: str | None = None


def read_links(texts: Iterable[str]) -> Iterator[LinkReading]:
    """Yield what becomes of each text as pasted."""
    return map(read_pasted, texts)


def read_pasted(text: str) -> LinkReading:
    """Return what becomes of a text that was pasted as a lead's link."""
    try:
        link = read_link(text)
    except LinkRefused as refusal:
        return LinkReading("refused", why=str(refusal))
    if link.looks_like:
        return LinkReading("queued", link.url, link.key, f"{link.registrable_domain} looks like {link.looks_like}")
    return LinkReading("accepted", link.url, link.key, "one of several links" if link.is_one_of_several else None)
