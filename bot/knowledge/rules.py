"""Rules between pages: links, names and sources."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, timedelta
from itertools import chain
from pathlib import Path

from bot.knowledge.base import AnyPage
from bot.knowledge.citing import citations_in, links_in
from bot.knowledge.link_states import LinkNow, is_unsettled
from bot.knowledge.pages import Fee
from bot.knowledge.postings import UNDATED
from bot.knowledge.problems import Problem, Severity
from bot.knowledge.reading import FRONT_MATTER, ReadPage, ReadSource
from bot.knowledge.role import Pay, RolePage
from bot.knowledge.sources import STATE_RULES, Source, SourceKind
from bot.knowledge.step_rules import check_steps
from bot.knowledge.unread import Unread
from bot.knowledge.vocabulary import SPARED, Level
from bot.knowledge.yaml_lines import Location

_A_DAY = timedelta(days=1)
_SAY_NO = STATE_RULES | {SourceKind.BODY}
_NOT_NAMED = re.compile(
    r"\b(?:not (?:named|mentioned|listed)|(?:names?|mentions?|lists?) (?:no|none|neither)|"
    r"does not (?:name|mention|list)|no posting|none of the postings|nobody asks|says nothing)\b",
    re.IGNORECASE,
)
_A_WEEK = timedelta(days=7)


def check_names(pages: Iterable[ReadPage]) -> Iterator[Problem]:
    """Yield a problem for each title or alias that is taken already."""
    owners: dict[str, str] = {}
    for read, page in _valid(pages):
        names: list[tuple[str, Location]] = [(page.title, ("title",))]
        names += [(alias, ("aliases", index)) for index, alias in enumerate(page.front.aliases)]
        for name, at in names:
            if name.casefold() in owners:
                owner = owners[name.casefold()]
                yield Problem(read.path, read.document.line_of(at), f'the name "{name}" is taken by {owner}')
            owners.setdefault(name.casefold(), page.id)


def check_links(pages: Mapping[str, ReadPage], unread: Unread) -> Iterator[Problem]:
    """Yield a problem for each link that leads nowhere, to the wrong kind, or is not returned by a neighbor."""
    for read in pages.values():
        fields = FRONT_MATTER[read.kind].link_fields
        for at, target in links_in(read.document.data, fields):
            message = _wrong_link(read, fields, str(at[0]), target, pages)
            if message and (target in pages or not unread.may_have_page(target)):
                yield Problem(read.path, read.document.line_of(at), f"{at[0]}: {message}")


def _wrong_link(
    read: ReadPage, fields: Mapping[str, object], name: str, target: str, pages: Mapping[str, ReadPage]
) -> str | None:
    other = pages.get(target)
    if target == read.id:
        return "the page names itself"
    if other is None:
        return f'there is no page "{target}"'
    if fields[name] not in {None, other.kind}:
        return f'"{target}" is one of the {other.kind}, not of the {fields[name]}'
    back = (page_id for _, page_id in links_in(other.document.data, {name: None}))
    if name == "neighbours" and read.id not in back:
        return f'"{target}" does not name "{read.id}" in return'
    return None


def check_sources(
    pages: Iterable[ReadPage],
    besides: Iterable[tuple[Path, int, str]],
    sources: Mapping[str, ReadSource],
    unread: Unread,
) -> Iterator[Problem]:
    """Yield a problem for each citation without a source and each source without a citation.

    `besides` are the citations of ledgers and of tables: file, line and source.
    """
    cited: set[str] = set()
    for path, line, source_id in chain(_citations_of(pages), besides):
        cited.add(source_id)
        if source_id not in sources and not unread.may_have_source(source_id):
            yield Problem(path, line, f'there is no source "{source_id}"')
    for source_id, record in sources.items():
        if source_id not in cited and not unread.may_cite(source_id):
            yield Problem(
                record.path, record.line, f'no page, ledger or table cites "{source_id}"; delete it or cite it'
            )


def _citations_of(pages: Iterable[ReadPage]) -> Iterator[tuple[Path, int, str]]:
    for read in pages:
        for at, source_id in citations_in(read.document.data):
            yield read.path, read.document.line_of(at), source_id
        yield from ((read.path, line, source_id) for source_id, line in read.body.citations)


def check_evidence(pages: Collection[ReadPage], sources: Mapping[str, ReadSource]) -> Iterator[Problem]:
    """Yield a problem for each requirement that rests on sellers alone, or claims law without a rule to show.

    So also for the steps of guides, and for those whose id is taken.
    """
    yield from check_steps(pages, sources)
    for read, page in _valid(pages):
        for index, requirement in enumerate(page.front.requirements if isinstance(page.front, RolePage) else ()):
            found = [sources[source_id].source for source_id in requirement.sources if source_id in sources]
            if not found:
                continue
            line = read.document.line_of(("requirements", index))
            if requirement.level not in SPARED and all(source.seller for source in found):
                message = "this requirement rests only on publishers that sell courses or coaching"
                yield Problem(read.path, line, message)
            if requirement.level is Level.NOT_REQUIRED and _is_silence(requirement.text, found):
                message = "not_required is for a rule or the issuer; what nobody named is not_asked, with its count"
                yield Problem(read.path, line, message)
            if requirement.level is Level.LAW and all(source.kind not in STATE_RULES for source in found):
                yield Problem(read.path, line, "level law needs a source of kind law, standard or official")


def _is_silence(text: str, sources: Iterable[Source]) -> bool:
    """Tell whether a line takes silence for a "no": postings do not name it, and no rule or issuer says so."""
    return bool(_NOT_NAMED.search(text)) and all(source.kind not in _SAY_NO for source in sources)


def check_years(pages: Iterable[ReadPage], sources: Mapping[str, ReadSource]) -> Iterator[Problem]:
    """Yield a problem for each price with a year that none of its sources has: the day of reading dates no fact."""
    for read, page in _valid(pages):
        for name in ("pay", "fees"):
            figures: tuple[Pay | Fee, ...] = getattr(page.front, name, ())
            for index, figure in enumerate(figures):
                dates = {sources[source_id].source.published for source_id in figure.sources if source_id in sources}
                if figure.year and dates == {UNDATED}:
                    line = read.document.line_of((name, index))
                    message = f"the year {figure.year} has no source that is dated; leave year out"
                    yield Problem(read.path, line, message)


def check_review(pages: Iterable[ReadPage], today: date) -> Iterator[Problem]:
    """Yield a problem for a review in the future, and a warning for one that is due.

    A day ahead is today somewhere: in Sydney the day begins ten hours before it does in UTC. Where most pages come from
    the future, it is the clock that is wrong, and that is said once.
    """
    valid = list(_valid(pages))
    ahead = [read for read, page in valid if page.front.reviewed > today + _A_DAY]
    if len(ahead) > max(3, len(valid) / 2):
        clock = f"this machine's clock says {today.isoformat()}"
        words = f"{clock}, and {len(ahead)} pages were reviewed later: set the clock"
        yield Problem(ahead[0].path, ahead[0].document.line_of(("reviewed",)), words)
        return
    for read in ahead:
        yield Problem(read.path, read.document.line_of(("reviewed",)), "reviewed is in the future")
    for read, page in valid:
        if page.is_past_review(today):
            line = read.document.line_of(("review_by",))
            message = f"review was due on {page.front.review_by.isoformat()}; the card says so"
            yield Problem(read.path, line, message, Severity.WARNING)


def check_links_say_it(
    pages: Iterable[ReadPage], sources: Mapping[str, ReadSource], links: Mapping[str, LinkNow]
) -> Iterator[Problem]:
    """Yield a warning for each page that rests on a source which has changed, or on a rule that is gone."""
    for read, page in _valid(pages):
        for source_id in page.cited:
            record = sources.get(source_id)
            now = links.get(str(record.source.url)) if record else None
            if record and now and is_unsettled(record.source, now):
                by = (now.checked + _A_WEEK).isoformat()
                what = "no longer says what was read" if now.has_changed else f"is a {record.source.kind} and is gone"
                yield Problem(read.path, 1, f'the source "{source_id}" {what}; read the page by {by}', Severity.WARNING)


def _valid(pages: Iterable[ReadPage]) -> Iterator[tuple[ReadPage, AnyPage]]:
    return ((read, read.page) for read in pages if read.page is not None)
