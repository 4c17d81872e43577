"""What every page of the site keeps to."""

import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from bot.knowledge.base import KnowledgeBase
from bot.knowledge.loader import load
from bot.knowledge.vocabulary import PageKind
from bot.pages.service.site_links import page_path
from bot.site.engine.addresses import ARCHIVE, SEARCH_FOLDER, compare_path, source_path
from bot.site.service.building import AS_THEY_ARE, SiteOptions, build_site
from tests.site.html import Seen, seen, target
from tests.written_pages import write_knowledge

Files = Mapping[str, bytes]
_MOST_BYTES = 60_000
_MOST_BYTES_OF_STATES = 90_000
"""A table of states has all that is known of fifty-one of them."""
_TELLING = re.compile(r"\b(leav|quit|job|burnout|resign|career|interview|r[ée]sum[ée]|non-?clinical)", re.IGNORECASE)


@cache
def _read(content: bytes) -> Seen:
    return seen(content)


def _pages(files: Files) -> dict[str, Seen]:
    return {path: _read(content) for path, content in files.items() if path.endswith(".html")}


def test_every_page_of_the_notes_and_every_source_has_its_page(files: Files, base: KnowledgeBase) -> None:
    for page in base.pages.values():
        assert page.title in _read(files[page_path(page)]).text
    for source in base.sources.values():
        assert source.title in _read(files[source_path(source.id)]).text


def test_every_link_leads_to_a_page_and_an_anchor_that_are_there(files: Files) -> None:
    pages = _pages(files)
    broken = []
    for path, page in pages.items():
        for link in (*page.links, *page.loads):
            if link.startswith(("http://", "https://")):
                continue
            file, anchor = target(path, link)
            if file not in files or (anchor and anchor not in pages[file].ids):
                broken.append((path, link))
    assert broken == []


def test_no_id_stands_twice_in_a_page(files: Files) -> None:
    assert [path for path, page in _pages(files).items() if len(page.ids) != len(set(page.ids))] == []


def test_a_page_loads_nothing_from_elsewhere_and_allows_nothing_else(files: Files) -> None:
    for path, page in _pages(files).items():
        assert all(not load.startswith(("http:", "https:", "//", "data:")) for load in page.loads), path
        policy = page.metas["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'"), path
        assert "unsafe-inline" not in policy, path
        assert "http" not in policy, path
        assert page.metas["referrer"] == "no-referrer", path
        assert not {"style", "onclick", "onload"} & page.attributes, path


def test_only_the_two_tools_have_a_script(files: Files) -> None:
    scripted = {path for path, page in _pages(files).items() if any(load.endswith(".js") for load in page.loads)}
    assert scripted == {"ask.html", "fit.html"}


def test_no_tab_tells_what_its_reader_is_thinking_of(files: Files) -> None:
    told = [page.title for page in _pages(files).values() if _TELLING.search(page.title)]
    assert told == []
    assert all(page.title.strip() for page in _pages(files).values())


def test_a_page_with_its_style_is_lighter_than_60_kilobytes(files: Files) -> None:
    besides = sum(len(files[name]) for name in ("style.css", "icon.svg"))
    sizes = {path: len(files[path]) + besides for path in _pages(files)}
    most = {path: _MOST_BYTES_OF_STATES if path.startswith("states/") else _MOST_BYTES for path in sizes}
    heavy = {path: size for path, size in sizes.items() if size > most[path]}
    assert heavy == {}
    tool = sum(len(files[name]) for name in ("fit.html", "fit.js", "fit-data.js"))
    assert tool + besides <= _MOST_BYTES, "with its script and its tables"


def test_every_requirement_has_an_anchor_and_its_source_with_kind_and_date_beside_it(
    files: Files, base: KnowledgeBase
) -> None:
    for page in base.of_kind(PageKind.ROLE):
        role = base.role(page.id)
        html = files[page_path(page)].decode()
        items = re.findall(
            r'<li id="((?:law|employers|helps|not-required|not-asked)-[^"]+)">(.*?)</li>', html, re.DOTALL
        )
        assert len(items) == len(role.front.requirements), page.id
        for _, text in items:
            assert '<span class="src">' in text or '<details class="count">' in text, (page.id, text[:120])
        sourced = [line for line in role.front.requirements if line.sources]
        facts = re.findall(r'<span class="src">.*?<small>\(([^,]+), [^)]+', html)
        assert len(facts) >= len(sourced), page.id


def test_a_count_opens_to_the_postings_behind_it(files: Files, base: KnowledgeBase) -> None:
    counted = 0
    for page in base.of_kind(PageKind.ROLE):
        role = base.role(page.id)
        html = files[page_path(page)].decode()
        tallies = [line.tally for _, line in role.front.counted() if line.tally and line.tally.main]
        opened = re.findall(r'<details class="count"><summary>.*?</summary>\n(.*?)</details>', html, re.DOTALL)
        for tally, inside in zip(tallies, [one for one in opened if "<p>" in one], strict=True):
            assert tally.main is not None
            rows = tally.main.seen + sum(group.seen for group in tally.apart)
            more = [int(number) for number in re.findall(r">(\d+) more</a>", inside)]
            assert inside.count("<a ") + sum(more) - len(more) == rows, (page.id, tally.key)
            counted += rows
    assert counted > 100


def test_any_two_roles_stand_side_by_side(files: Files, base: KnowledgeBase) -> None:
    roles = [page.id for page in base.of_kind(PageKind.ROLE)]
    for one in roles:
        for other in roles:
            assert one == other or compare_path(one, other) in files


def test_a_page_whose_review_is_overdue_says_so_at_the_top(tmp_path: Path) -> None:
    base = load(write_knowledge(tmp_path / "knowledge"), date(2026, 11, 30)).require()
    page = next(iter(base.pages.values()))
    late = build_site(base, SiteOptions(date(page.front.review_by.year + 1, 12, 31)))[page_path(page)].decode()
    assert "Read with care." in late
    assert late.index("Read with care.") < late.index("<h2>")


def test_the_license_stands_on_every_page(files: Files) -> None:
    assert [path for path in _pages(files) if b"creativecommons.org/licenses/by/4.0/" not in files[path]] == []


def test_the_archive_holds_every_file_but_itself(files: Files) -> None:
    with ZipFile(BytesIO(files[ARCHIVE])) as packed:
        assert {name.partition("/")[2] for name in packed.namelist()} == files.keys() - {ARCHIVE}
        assert packed.read("tollfree-site/index.html") == files["index.html"]
    assert not any(path.startswith(SEARCH_FOLDER) for path in files)
    assert set(AS_THEY_ARE) <= files.keys()
