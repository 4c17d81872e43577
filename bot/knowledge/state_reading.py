"""Read a table of states, and check it against pages and sources."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from bot.knowledge.link_states import LinkNow, is_unsettled
from bot.knowledge.postings import UNDATED
from bot.knowledge.problems import Problem, Severity
from bot.knowledge.reading import ReadPage, ReadSource, validation_problems
from bot.knowledge.sources import STATE_RULES, SourceKind
from bot.knowledge.state_tables import StateTable
from bot.knowledge.state_topics import TOPICS, AnyTopic, StateTopic
from bot.knowledge.unread import Unread
from bot.knowledge.vocabulary import PageKind
from bot.knowledge.yaml_lines import YamlDocument, YamlProblem, parse_yaml

_A_DAY = timedelta(days=1)
_MAY_SAY_LAW = STATE_RULES - {SourceKind.STANDARD}


@dataclass(frozen=True, slots=True)
class ReadTable:
    """A table and its places."""

    table: StateTable
    path: Path
    document: YamlDocument

    def citations(self) -> Iterator[tuple[str, int]]:
        """Yield the id of each cited source, and the line that cites it."""
        for index, row in enumerate(self.table.topic.rows):
            for column, cell in row.cells():
                yield cell.source, self.line("rows", index, column, "source")

    def line(self, *location: str | int) -> int:
        """Return the line of a value."""
        return self.document.line_of(location)


def read_table(path: Path, text: str) -> tuple[ReadTable | None, list[Problem]]:
    """Parse and validate one file; None where it is no table."""
    row = TOPICS.get(path.stem)
    if row is None:
        return None, [Problem(path, 1, f'"{path.stem}" is no topic; a table of states is one of {", ".join(TOPICS)}')]
    try:
        document = parse_yaml(text)
    except YamlProblem as error:
        return None, [Problem(path, error.line, str(error))]
    model: Any = StateTopic[row]  # type: ignore[valid-type]  # pydantic makes the model of a topic's rows
    try:
        topic: AnyTopic = model.model_validate(document.data)
    except ValidationError as error:
        return None, validation_problems(path, document, error, model)
    return ReadTable(StateTable(path.stem, topic, row), path, document), []


def check_tables(
    tables: Iterable[ReadTable],
    pages: Mapping[str, ReadPage],
    sources: Mapping[str, ReadSource],
    unread: Unread,
    today: date,
) -> Iterator[Problem]:
    """Yield each problem of tables with their pages, their sources and the calendar."""
    for read in tables:
        yield from _wrong_pages(read, pages, unread)
        yield from _repeated(read)
        yield from _wrong_sources(read, sources)
        yield from _wrong_dates(read, today)


def _wrong_pages(read: ReadTable, pages: Mapping[str, ReadPage], unread: Unread) -> Iterator[Problem]:
    topic = read.table.topic
    named: list[tuple[tuple[str | int, ...], str, PageKind]] = [(("guide",), topic.guide, PageKind.GUIDE)]
    named += [(("roles", index), role, PageKind.ROLE) for index, role in enumerate(topic.roles)]
    for at, page_id, kind in named:
        page = pages.get(page_id)
        is_missing = page is None and not unread.may_have_page(page_id)
        if is_missing or (page is not None and page.kind is not kind):
            yield Problem(read.path, read.line(*at), f'{at[0]}: there is no page "{page_id}" among the {kind}')


def _repeated(read: ReadTable) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for index, row in enumerate(read.table.topic.rows):
        line = read.line("rows", index)
        other = first.setdefault(row.state, line)
        if other != line:
            yield Problem(read.path, line, f"{row.state} is there twice, also at line {other}; one state is one row")


def _wrong_sources(read: ReadTable, sources: Mapping[str, ReadSource]) -> Iterator[Problem]:
    for source_id, line in read.citations():
        record = sources.get(source_id)
        if record is not None and record.source.kind not in _MAY_SAY_LAW:
            message = f'"{source_id}" is of kind {record.source.kind}; a cell rests on law or on an official page'
            yield Problem(read.path, line, message)


def _wrong_dates(read: ReadTable, today: date) -> Iterator[Problem]:
    topic = read.table.topic
    if topic.reviewed > today + _A_DAY:
        yield Problem(read.path, read.line("reviewed"), "reviewed is in the future")
    if read.table.is_past_review(today):
        message = f"review was due on {topic.review_by.isoformat()}; the card says so"
        yield Problem(read.path, read.line("review_by"), message, Severity.WARNING)
    for index, row in enumerate(topic.rows):
        for column, cell in row.cells():
            if cell.as_of != UNDATED and cell.as_of >= topic.reviewed.isoformat():
                message = "as_of is the date of the text that was read: earlier than reviewed, or undated"
                yield Problem(read.path, read.line("rows", index, column, "as_of"), message)


def check_links_of_tables(
    tables: Iterable[ReadTable], sources: Mapping[str, ReadSource], links: Mapping[str, LinkNow]
) -> Iterator[Problem]:
    """Yield a warning for each cell whose source has changed since, or is gone."""
    for read in tables:
        for source_id, line in read.citations():
            record = sources.get(source_id)
            now = links.get(str(record.source.url)) if record else None
            if record and now and is_unsettled(record.source, now):
                message = f'the source "{source_id}" changed or is gone since it was read; read the cell again'
                yield Problem(read.path, line, message, Severity.WARNING)


def states_file_schema() -> dict[str, Any]:
    """Return the JSON Schema of a file under `knowledge/states/`: one of the topics."""
    models: Any = tuple(StateTopic[row] for row in TOPICS.values())  # type: ignore[valid-type]
    schemas = [TypeAdapter(model).json_schema() for model in models]
    definitions: dict[str, Any] = {}
    for schema in schemas:
        definitions.update(schema.pop("$defs", {}))
    return {"anyOf": schemas, "$defs": definitions}
