"""Feeds, calendars and data are what other programs expect."""

import csv
import json
from collections.abc import Mapping
from io import StringIO

import feedparser
import pytest
from icalendar import Calendar
from jsonschema import Draft202012Validator

from bot.knowledge.base import KnowledgeBase
from bot.knowledge.vocabulary import PageKind
from bot.pages.service.site_links import page_path
from bot.site.engine.addresses import ALL_FEED, CALENDAR, LEDGER, calendar_path, feed_path, record_path, schema_path
from tests.site.html import target

Files = Mapping[str, bytes]


def _following(base: KnowledgeBase) -> list[str]:
    return [page.id for kind in (PageKind.ROLE, PageKind.SECTOR) for page in base.of_kind(kind)]


def test_every_feed_parses_and_leads_to_pages(files: Files, base: KnowledgeBase) -> None:
    for path in (ALL_FEED, *(feed_path(base.page(page_id)) for page_id in _following(base))):
        feed = feedparser.parse(files[path])
        assert not feed.bozo, path
        assert feed.version == "atom10"
        assert feed.entries
        assert len({entry.id for entry in feed.entries}) == len(feed.entries)
        newest_first = [entry.updated for entry in feed.entries]
        assert newest_first == sorted(newest_first, reverse=True)
        assert feed.feed.updated == newest_first[0]
        assert all(target(path, entry.link)[0] in files for entry in feed.entries), path


def test_a_roles_feed_tells_of_its_review_and_its_postings(files: Files, base: KnowledgeBase) -> None:
    role = base.role("um-medical-director")
    entries = feedparser.parse(files[feed_path(role)]).entries
    assert any("reviewed" in entry.title for entry in entries)
    told = " ".join(entry.summary for entry in entries)
    assert all(row.title in told for row in role.postings)


def test_every_calendar_parses(files: Files, base: KnowledgeBase) -> None:
    for path in (CALENDAR, *(calendar_path(base.page(page_id)) for page_id in _following(base))):
        assert max(map(len, files[path].split(b"\r\n"))) <= 75
        calendar = Calendar.from_ical(files[path])
        events = calendar.walk("VEVENT")
        assert events
        assert all(event.errors == [] for event in events)
        assert len({str(event["UID"]) for event in events}) == len(events)


def test_the_calendar_has_every_review_and_the_dated_windows(files: Files, base: KnowledgeBase) -> None:
    events = Calendar.from_ical(files[CALENDAR]).walk("VEVENT")
    days = {str(event["UID"]).partition("@")[0]: event.decoded("DTSTART") for event in events}
    for page in base.pages.values():
        assert days[f"{page.id}-review"] == page.front.review_by
    windows = [row for page in base.pages.values() for row in page.postings if "deadline" in row.details]
    assert windows
    for row in windows:
        assert f"{days[f'{row.id}-deadline']:%-d %B %Y}" in row.details["deadline"]


@pytest.mark.parametrize("kind", list(PageKind))
def test_every_page_is_there_as_json_that_its_schema_allows(files: Files, base: KnowledgeBase, kind: PageKind) -> None:
    schema = json.loads(files[schema_path(kind)])
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    for page in base.of_kind(kind):
        record = json.loads(files[record_path(page)])
        assert list(validator.iter_errors(record)) == [], page.id
        assert target(record_path(page), record["page"])[0] == page_path(page)
        assert target(record_path(page), record["$schema"])[0] == schema_path(kind)
        assert [source["id"] for source in record["sources"]] == list(page.cited)


def test_a_json_that_the_schema_does_not_know_is_refused(files: Files, base: KnowledgeBase) -> None:
    validator = Draft202012Validator(json.loads(files[schema_path(PageKind.MYTH)]))
    record = json.loads(files[record_path(base.of_kind(PageKind.MYTH)[0])])
    assert list(validator.iter_errors({**record, "price": 1}))


def test_the_ledger_has_a_line_for_each_posting(files: Files, base: KnowledgeBase) -> None:
    lines = list(csv.DictReader(StringIO(files[LEDGER].decode())))
    rows = [(page.id, row) for page in base.of_kind(PageKind.ROLE) for row in page.postings]
    assert [(line["role"], line["id"]) for line in lines] == [(role, row.id) for role, row in rows]
    for line, (_, row) in zip(lines, rows, strict=True):
        assert line["license"] == row.asks.license
        assert line["employer"] == row.employer
        assert line["pay_low"] == (str(row.pay.low) if row.pay else "")
