"""Rules of the ledger: one row a job, no count typed, nothing called usual that was not counted."""

import difflib
import re
from collections.abc import Hashable, Iterable, Iterator, Mapping
from datetime import date

from bot.knowledge.body import Sentence
from bot.knowledge.counting import Tally, tally
from bot.knowledge.postings import FIELDS, NOT_NAMED, PAY, Posting, may_be_one_job
from bot.knowledge.problems import Problem
from bot.knowledge.reading import ReadPage, ReadPosting, ReadSource
from bot.knowledge.role import Counted, Glance, Requirement, RolePage
from bot.knowledge.sources import SourceKind
from bot.knowledge.typed_counts import typed_count, typed_in_front
from bot.knowledge.unread import Unread
from bot.knowledge.vocabulary import Level, Need, PageKind, PostingKind
from bot.knowledge.yaml_lines import Location

_SIGNS = re.compile(r"[^a-z0-9]+")
_ONE_JOB_EACH = {PostingKind.POSTING, PostingKind.QUESTIONNAIRE}
"""Kinds whose text is about one job; a rule or a specification may be about several."""


def check_ledger(
    rows: Iterable[ReadPosting],
    pages: Mapping[str, ReadPage],
    sources: Mapping[str, ReadSource],
    unread: Unread,
) -> Iterator[Problem]:
    """Yield a problem for each ledger without a role, and for each row that is there twice, by id or as a job."""
    rows = tuple(rows)
    for path in dict.fromkeys(row.path for row in rows):
        page = pages.get(path.stem)
        is_missing = page is None and not unread.may_have_page(path.stem)
        if is_missing or (page is not None and page.kind is not PageKind.ROLE):
            yield Problem(path, 1, f'there is no role "{path.stem}"; the file\'s name is the id of a role')
    yield from _repeated_ids(rows)
    yield from _repeated_addresses(rows, sources)
    yield from _same_jobs(rows)
    yield from _spellings(rows)
    yield from _misnamed_laws(rows, sources)


def _misnamed_laws(rows: Iterable[ReadPosting], sources: Mapping[str, ReadSource]) -> Iterator[Problem]:
    """Yield a problem for each rule of a panel that is a law, and for each law that no law says."""
    for row in rows:
        read, kind = sources.get(row.posting.source), row.posting.kind
        if read is None:
            continue
        is_law = read.source.kind is SourceKind.LAW
        if is_law and kind is PostingKind.PANEL_RULE:
            yield Problem(row.path, row.line, "its source is a statute or a regulation: that is kind: law")
        if not is_law and kind is PostingKind.LAW:
            yield Problem(row.path, row.line, "kind: law, but its source is neither a statute nor a regulation")


def _repeated_ids(rows: Iterable[ReadPosting]) -> Iterator[Problem]:
    first: dict[str, ReadPosting] = {}
    for row in rows:
        other = first.setdefault(row.posting.id, row)
        if other is not row:
            message = f"the row “{row.posting.id}” is there twice, also at {other.path.name}:{other.line}"
            yield Problem(row.path, row.line, message)


def _repeated_addresses(rows: Iterable[ReadPosting], sources: Mapping[str, ReadSource]) -> Iterator[Problem]:
    first: dict[tuple[str, str], ReadPosting] = {}
    for row in rows:
        title = "" if row.posting.kind in _ONE_JOB_EACH else _plain(row.posting.title)
        for address in _addresses(row.posting, sources):
            other = first.setdefault((address, title), row)
            if other is not row:
                place = f"{other.path.name}:{other.line}"
                yield Problem(row.path, row.line, f"this address is that of {place}: one job is one row")
                break


def _addresses(posting: Posting, sources: Mapping[str, ReadSource]) -> Iterator[str]:
    record = sources.get(posting.source)
    urls = [record.source.url, *record.source.mirrors] if record else []
    return (str(url).split("://")[1].removeprefix("www.").rstrip("/").casefold() for url in (*urls, *posting.also_at))


def _same_jobs(rows: Iterable[ReadPosting]) -> Iterator[Problem]:
    """Yield a problem for each row that may well be the job of another: one job seen twice, once in part."""
    named: dict[Hashable, list[ReadPosting]] = {}
    for row in rows:
        posting = row.posting
        if posting.employer == NOT_NAMED:
            continue  # too little is known to tell
        what = (_plain(posting.employer), _plain(posting.title), posting.kind, posting.country)
        others = named.setdefault(what, [])
        if other := next((one for one in others if may_be_one_job(one.posting, posting)), None):
            place = f"{other.path.name}:{other.line}"
            message = f"this may be the job of {place}: nothing tells them apart. One row, with also_at, or a detail"
            yield Problem(row.path, row.line, message)
        others.append(row)


def _spellings(rows: Iterable[ReadPosting]) -> Iterator[Problem]:
    first: dict[str, ReadPosting] = {}
    for row in rows:
        other = first.setdefault(_plain(row.posting.employer), row)
        if other.posting.employer != row.posting.employer:
            message = (
                f'"{row.posting.employer}" is written "{other.posting.employer}" at {other.path.name}:{other.line}'
            )
            yield Problem(row.path, row.line, f"employer: {message}; one spelling an employer")


def _plain(text: str) -> str:
    return _SIGNS.sub(" ", text.casefold()).strip()


def check_counts(pages: Mapping[str, ReadPage], rows: Iterable[ReadPosting], today: date) -> Iterator[Problem]:
    """Yield a problem for each count of nothing, each `usual` without one, and each `not_asked` that was asked."""
    by_role: dict[str, list[Posting]] = {}
    for row in rows:
        by_role.setdefault(row.role_id, []).append(row.posting)
    names = {name for postings in by_role.values() for posting in postings for name in posting.names}
    known = frozenset(
        {*FIELDS, PAY, *names, *(read.id for read in pages.values() if read.kind is PageKind.CERTIFICATION)}
    )
    for read in pages.values():
        if read.page is None or not isinstance(read.page.front, RolePage):
            continue
        postings = by_role.get(read.id, [])
        for at, line in read.page.front.counted():
            yield from _wrong_count(read, at, line, postings, known, today)


def _wrong_count(
    read: ReadPage, at: Location, line: Counted, postings: list[Posting], known: frozenset[str], today: date
) -> Iterator[Problem]:
    where = read.document.line_of(at)
    is_usual = isinstance(line, Glance) and line.need is Need.USUAL
    if line.count is None:
        if is_usual:
            yield Problem(read.path, where, "need: usual, and no count behind it")
        return
    if not postings:
        yield Problem(read.path, where, f"count: {line.count}, and postings/{read.id}.yaml has no row")
        return
    if unknown := _unknown_key(line, known):
        yield Problem(read.path, where, unknown)
    found = tally(postings, line.count, today)
    if is_usual and not found.is_usual:
        yield Problem(read.path, where, f"need: usual, but {_asking(found)}: it takes 3, and half of those seen")
    if isinstance(line, Requirement) and line.level is Level.NOT_ASKED and (asking := _askers(found)):
        yield Problem(read.path, where, f"level not_asked, but {asking} of its postings ask for {line.count}")


def _unknown_key(line: Counted, known: frozenset[str]) -> str | None:
    """Return what is wrong with the key of a count; a thing that nobody names may be any word."""
    if line.count in known or line.count is None:
        return None
    near = difflib.get_close_matches(line.count, sorted(known), n=1, cutoff=0.75)
    if near:
        return f'count: "{line.count}" is no field of the ledger and no name in it. Did you mean "{near[0]}"?'
    if isinstance(line, Requirement) and line.level is Level.NOT_ASKED:
        return None
    return f'count: "{line.count}" is no field of the ledger, and no row names it'


def _asking(found: Tally) -> str:
    group = found.main
    return f"{group.required + group.preferred} of {group.seen} rows ask for it" if group else "no row shows it"


def _askers(found: Tally) -> int:
    groups = (found.main, *found.apart) if found.main else ()
    return sum(group.required + group.preferred for group in groups)


def check_typed_counts(pages: Iterable[ReadPage]) -> Iterator[Problem]:
    """Yield a problem for each number of postings that somebody typed."""
    for read in pages:
        for at, found in typed_in_front(read.document.data):
            yield _typed(read, read.document.line_of(at), found)
        for sentence in read.body.sentences():
            yield from _typed_in(read, sentence)


def _typed_in(read: ReadPage, sentence: Sentence) -> Iterator[Problem]:
    if found := typed_count(sentence.text):
        yield _typed(read, sentence.line, found)


def _typed(read: ReadPage, line: int, found: str) -> Problem:
    message = f"“{found}” is a count that somebody typed; postings are counted from the ledger"
    return Problem(read.path, line, message)
