"""Load `knowledge/`: all of it, or every problem in it."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from bot.knowledge.base import AnyPage, KnowledgeBase
from bot.knowledge.body import forget_blocks
from bot.knowledge.files import POSTINGS, SOURCES, STATES, read_texts
from bot.knowledge.ledger_rules import check_counts, check_ledger, check_typed_counts
from bot.knowledge.link_log import LINKS_FILE, LinkLog
from bot.knowledge.problems import KnowledgeInvalid, Problem, Severity
from bot.knowledge.reading import ReadPage, ReadPosting, ReadSource, read_page, read_postings, read_sources
from bot.knowledge.role import RolePage
from bot.knowledge.rules import (
    check_evidence,
    check_links,
    check_links_say_it,
    check_names,
    check_review,
    check_sources,
    check_years,
)
from bot.knowledge.state_reading import ReadTable, check_links_of_tables, check_tables, read_table
from bot.knowledge.state_tables import StateTables
from bot.knowledge.state_topics import TOPICS
from bot.knowledge.unread import Unread
from bot.knowledge.vocabulary import PageKind

CardRule = Callable[[KnowledgeBase], Iterable[Problem]]
"""A rule over a base that is valid otherwise: the user interface lends one that says whether cards fit."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a run found: the base, unless there are errors, and all problems in order of place."""

    base: KnowledgeBase | None
    problems: tuple[Problem, ...]

    def require(self) -> KnowledgeBase:
        """Return the base, or raise KnowledgeInvalid with every problem."""
        if self.base is None:
            raise KnowledgeInvalid(self.problems)
        return self.base


def load(root: Path, today: date, card_rules: Iterable[CardRule] = ()) -> Loaded:
    """Read every file below `root` once and check it by all rules."""
    try:
        return _load(root, today, tuple(card_rules))
    finally:
        forget_blocks()


def _load(root: Path, today: date, card_rules: Iterable[CardRule]) -> Loaded:
    if not root.is_dir():
        return Loaded(None, (Problem(root, 1, "there is no such folder; set KNOWLEDGE_DIR to the one with the pages"),))
    texts, problems = read_texts(root)
    pages, found = _collect_pages(texts)
    problems += found
    sources, found = _collect_sources({path: text for (kind, path), text in texts.items() if kind == SOURCES})
    problems += found
    rows, found = _collect_rows({path: text for (kind, path), text in texts.items() if kind == POSTINGS})
    problems += found
    tables, found = _collect_tables({path: text for (kind, path), text in texts.items() if kind == STATES})
    problems += found
    unread = Unread(root, texts, problems)
    problems += check_names(pages.values())
    problems += check_links(pages, unread)
    problems += check_sources(pages.values(), _besides(rows, tables), sources, unread)
    problems += check_ledger(rows, pages, sources, unread)
    problems += check_tables(tables, pages, sources, unread, today)
    problems += check_evidence(pages.values(), sources)
    problems += check_years(pages.values(), sources)
    problems += check_review(pages.values(), today)
    links = LinkLog(root / LINKS_FILE).now()
    problems += check_links_say_it(pages.values(), sources, links)
    problems += check_links_of_tables(tables, sources, links)
    if _has_errors(problems):
        return Loaded(None, tuple(sorted(problems)))
    found_pages = {page_id: read.page for page_id, read in pages.items() if read.page is not None}
    problems += check_counts(pages, rows, today)
    problems += check_typed_counts(pages.values())
    if _has_errors(problems):
        return Loaded(None, tuple(sorted(problems)))
    base = KnowledgeBase(
        {page_id: _counted(page, rows, today) for page_id, page in found_pages.items()},
        {source_id: read.source for source_id, read in sources.items()},
        _version(texts),
        links,
        StateTables({topic: read.table for topic in TOPICS for read in tables if read.table.id == topic}),
    )
    for rule in card_rules:
        problems += rule(base)
    return Loaded(None if _has_errors(problems) else base, tuple(sorted(problems)))


def _counted(page: AnyPage, rows: Iterable[ReadPosting], today: date) -> AnyPage:
    """Return a role's page with its rows and with every count taken; another page as it is."""
    if not isinstance(page.front, RolePage):
        return page
    postings = tuple(row.posting for row in rows if row.role_id == page.id)
    return replace(page, front=page.front.with_counts(postings, today), postings=postings)


def _has_errors(problems: Iterable[Problem]) -> bool:
    return any(problem.severity is Severity.ERROR for problem in problems)


def _collect_pages(texts: dict[tuple[str, Path], str]) -> tuple[dict[str, ReadPage], list[Problem]]:
    """Return by id the pages whose parts could be told apart, and what is wrong with each page."""
    pages: dict[str, ReadPage] = {}
    taken: set[str] = set()
    problems: list[Problem] = []
    for (kind, path), text in texts.items():
        if kind in {SOURCES, POSTINGS, STATES}:
            continue
        read, found = read_page(path, PageKind(kind), text)
        problems += found
        if path.stem in taken:
            problems.append(Problem(path, 1, f'the id "{path.stem}" is taken by another page; ids are unique'))
        elif read is not None:
            pages[path.stem] = read
        taken.add(path.stem)
    return pages, problems


def _collect_sources(texts: dict[Path, str]) -> tuple[dict[str, ReadSource], list[Problem]]:
    sources: dict[str, ReadSource] = {}
    problems: list[Problem] = []
    for path, text in texts.items():
        records, found = read_sources(path, text)
        problems += found
        for record in records:
            other = sources.setdefault(record.source.id, record)
            if other is not record:
                place = f"{other.path.name}:{other.line}"
                problems.append(
                    Problem(path, record.line, f'the source "{record.source.id}" is there twice, also at {place}')
                )
    return sources, problems


def _collect_rows(texts: dict[Path, str]) -> tuple[list[ReadPosting], list[Problem]]:
    rows: list[ReadPosting] = []
    problems: list[Problem] = []
    for path, text in texts.items():
        records, found = read_postings(path, text)
        rows += records
        problems += found
    return rows, problems


def _collect_tables(texts: dict[Path, str]) -> tuple[list[ReadTable], list[Problem]]:
    tables: list[ReadTable] = []
    problems: list[Problem] = []
    for path, text in texts.items():
        read, found = read_table(path, text)
        problems += found
        if read is not None:
            tables.append(read)
    return tables, problems


def _besides(rows: Iterable[ReadPosting], tables: Iterable[ReadTable]) -> Iterator[tuple[Path, int, str]]:
    """Yield what ledgers and tables cite: file, line and source."""
    yield from ((row.path, row.line, row.posting.source) for row in rows)
    for read in tables:
        yield from ((read.path, line, source_id) for source_id, line in read.citations())


def _version(texts: dict[tuple[str, Path], str]) -> str:
    digest = hashlib.sha256()
    for (kind, path), text in texts.items():
        digest.update(f"{kind}/{path.name}\0{text}\0".encode())
    return digest.hexdigest()[:12]
