"""Calendars of dated windows and of reviews that fall due. Source: RFC 5545."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from bot.kit.ical import calendar_file, escaped
from bot.knowledge.base import AnyPage, KnowledgeBase
from bot.knowledge.vocabulary import PageKind
from bot.pages.service.site_links import page_path
from bot.site.engine.addresses import CALENDAR, calendar_path
from bot.site.engine.wording import NAME

_WINDOW = {"opens": "opens", "closes": "closes", "deadline": "closes"}
"""Details of a ledger's row that hold a day, and what happens on it."""
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_DAY = re.compile(rf"\b(\d{{1,2}} (?:{_MONTHS}) \d{{4}})\b")


@dataclass(frozen=True, slots=True)
class Event:
    """Something that falls on a day."""

    key: str
    day: date
    title: str
    words: str
    page: AnyPage
    stamp: date
    """The day on which it was last read."""


def calendars(base: KnowledgeBase, url: str | None) -> Iterator[tuple[str, bytes]]:
    """Yield each calendar's path and bytes."""
    every = {page.id: tuple(_events(page)) for kind in PageKind for page in base.of_kind(kind)}
    yield CALENDAR, _calendar("everything", (one for events in every.values() for one in events), url)
    for page in base.of_kind(PageKind.ROLE):
        yield calendar_path(page), _calendar(page.title, every[page.id], url)
    for page in base.of_kind(PageKind.SECTOR):
        inside = [page.id, *(role.id for role in base.roles_in(page.id))]
        yield calendar_path(page), _calendar(page.title, (one for at in inside for one in every[at]), url)


def _events(page: AnyPage) -> Iterator[Event]:
    front = page.front
    yield Event(
        f"{page.id}-review",
        front.review_by,
        f"{page.title}: read again",
        f"The page was reviewed on {front.reviewed}; its next review is due by this day.",
        page,
        front.reviewed,
    )
    for row in page.postings:
        for detail, happens in _WINDOW.items():
            if found := _DAY.search(row.details.get(detail, "")):
                day = datetime.strptime(found[1], "%d %B %Y").date()  # noqa: DTZ007 - a day has no zone
                words = f"As read on {row.read}. Check the date with {row.employer} before you count on it."
                yield Event(f"{row.id}-{detail}", day, f"{row.title} {happens}", words, page, row.read)


def _calendar(what: str, events: Iterable[Event], url: str | None) -> bytes:
    lines = [f"NAME:{escaped(f'{NAME}: {what}')}"]
    for one in sorted(events, key=lambda event: (event.day, event.key)):
        lines += [
            "BEGIN:VEVENT",
            f"UID:{one.key}@tollfree.invalid",
            f"DTSTAMP:{one.stamp:%Y%m%d}T000000Z",
            f"DTSTART;VALUE=DATE:{one.day:%Y%m%d}",
            f"SUMMARY:{escaped(one.title)}",
            f"DESCRIPTION:{escaped(one.words)}",
            *([f"URL:{url.rstrip('/')}/{page_path(one.page)}"] if url else []),
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]
    return calendar_file(f"-//{NAME}//site//EN", lines)
