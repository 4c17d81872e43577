"""Atom feeds of a role, a sector and everything. Source: RFC 4287."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from xml.etree import ElementTree as ET

from bot.kit.days import short_day
from bot.knowledge.base import AnyPage, KnowledgeBase
from bot.knowledge.vocabulary import PageKind
from bot.pages.service.site_links import page_path
from bot.site.engine.addresses import ALL_FEED, feed_path, root_of
from bot.site.engine.wording import KIND_NAME, NAME

_ATOM = "http://www.w3.org/2005/Atom"
_LATEST_FIRST = 60
"""Most entries in one feed."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that was read or written."""

    key: str
    page: AnyPage
    title: str
    words: str
    day: date


def feeds(base: KnowledgeBase, url: str | None) -> Iterator[tuple[str, bytes]]:
    """Yield each feed's path and bytes."""
    every = {page.id: tuple(_entries(page)) for kind in PageKind for page in base.of_kind(kind)}
    yield ALL_FEED, _feed(ALL_FEED, "everything", (one for entries in every.values() for one in entries), url)
    for page in base.of_kind(PageKind.ROLE):
        yield feed_path(page), _feed(feed_path(page), page.title, every[page.id], url)
    for page in base.of_kind(PageKind.SECTOR):
        inside = [page.id, *(role.id for role in base.roles_in(page.id))]
        entries = (one for page_id in inside for one in every[page_id])
        yield feed_path(page), _feed(feed_path(page), page.title, entries, url)


def _entries(page: AnyPage) -> Iterator[Entry]:
    reviewed = page.front.reviewed
    yield Entry(
        f"{page.kind}/{page.id}/reviewed/{reviewed}",
        page,
        f"{page.title}: reviewed {short_day(reviewed)}",
        page.front.summary,
        reviewed,
    )
    newest_first = sorted(page.postings, key=lambda row: row.read, reverse=True)
    for read, rows in groupby(newest_first, key=lambda row: row.read):
        titles = [f"{row.title}, {row.employer}" for row in rows]
        yield Entry(
            f"{page.kind}/{page.id}/postings/{read}",
            page,
            f"{page.title}: postings read {short_day(read)}",
            f"{len(titles)} read: {'; '.join(titles)}.",
            read,
        )


def _feed(path: str, what: str, entries: Iterable[Entry], url: str | None) -> bytes:
    newest = sorted(entries, key=lambda one: (one.day, one.key), reverse=True)[:_LATEST_FIRST]
    before = f"{url.rstrip('/')}/" if url else root_of(path)
    feed = ET.Element("feed", xmlns=_ATOM)
    _text(feed, "id", _id(path))
    _text(feed, "title", f"{NAME}: {what}")
    _text(feed, "updated", _moment(max(one.day for one in newest)))
    _text(ET.SubElement(feed, "author"), "name", NAME)
    _text(feed, "rights", "CC BY 4.0")
    own = f"{before}{path}" if url else path.rpartition("/")[2]
    ET.SubElement(feed, "link", rel="self", type="application/atom+xml", href=own)
    for one in newest:
        entry = ET.SubElement(feed, "entry")
        _text(entry, "id", _id(one.key))
        _text(entry, "title", one.title)
        _text(entry, "updated", _moment(one.day))
        ET.SubElement(entry, "link", rel="alternate", type="text/html", href=before + page_path(one.page))
        ET.SubElement(entry, "category", term=KIND_NAME[one.page.kind].lower())
        _text(entry, "summary", one.words)
    body: bytes = ET.tostring(feed, encoding="utf-8")
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + body + b"\n"


def _text(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = text


def _id(key: str) -> str:
    """Return an id that stays the same wherever the site is served. Source: RFC 4151."""
    return f"tag:tollfree.invalid,2026:{key}"


def _moment(value: date) -> str:
    return f"{value.isoformat()}T00:00:00Z"
