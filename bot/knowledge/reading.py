"""Read one file into a page or a list of sources, or into problems."""

import difflib
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from bot.knowledge.base import AnyPage, Page
from bot.knowledge.body import Body, parse_body
from bot.knowledge.fields import COUNT_KEY, CURRENCY, LONGEST_PAGE_ID, PAGE_ID, PAY_UNIT
from bot.knowledge.lint import check_body
from bot.knowledge.pages import CertificationPage, FrontMatter, GuidePage, MythPage, SectorPage
from bot.knowledge.postings import Posting
from bot.knowledge.problems import Problem
from bot.knowledge.role import RolePage
from bot.knowledge.sources import Source
from bot.knowledge.vocabulary import PageKind
from bot.knowledge.yaml_lines import YamlDocument, YamlProblem, parse_yaml

FRONT_MATTER: dict[PageKind, type[FrontMatter]] = {
    front.kind: front for front in (SectorPage, RolePage, GuidePage, CertificationPage, MythPage)
}
M = TypeVar("M", bound=BaseModel)
_FENCE = "---"
_MOST_TOLD = 40
"""Problems of one page, record or list: more of them are one mistake, such as a file of something else."""
_FORMS = {
    COUNT_KEY: "lower-case words joined by hyphens or underscores",
    PAGE_ID: "lower-case words joined by hyphens",
    PAY_UNIT: "a currency and a period, such as USD/year or USD/hour",
    CURRENCY: "a currency in three capitals, such as USD",
}


@dataclass(frozen=True, slots=True)
class ReadPage:
    """A page's parts and places; `page` is None where its front matter does not validate."""

    path: Path
    kind: PageKind
    document: YamlDocument
    body: Body
    page: AnyPage | None

    @property
    def id(self) -> str:
        """Return the page's id: its file's stem."""
        return self.path.stem


@dataclass(frozen=True, slots=True)
class ReadSource:
    """A source and the place of its record."""

    source: Source
    path: Path
    line: int


@dataclass(frozen=True, slots=True)
class ReadPosting:
    """A row of a role's ledger and its place; the file's stem is the role's id."""

    posting: Posting
    path: Path
    line: int

    @property
    def role_id(self) -> str:
        """Return the id of the role whose ledger it stands in."""
        return self.path.stem


def read_page(path: Path, kind: PageKind, text: str) -> tuple[ReadPage | None, list[Problem]]:
    """Parse and validate one page by itself; None where even its parts cannot be told apart.

    Links to other pages are checked later.
    """
    if len(path.stem) > LONGEST_PAGE_ID:
        words = f'the file name "{path.name[:60]}" is too long: {LONGEST_PAGE_ID} letters at most, without the ending'
        return None, [Problem(path, 1, words)]
    if not re.match(PAGE_ID, path.stem):
        return None, [Problem(path, 1, f'the file name "{path.name}" has to be lower-case words joined by hyphens')]
    try:
        front_text, body_text, body_line = _split(text)
        document = parse_yaml(front_text, first_line=2)
    except YamlProblem as error:
        return None, [Problem(path, error.line, str(error))]
    body = parse_body(body_text, body_line)
    front_model = FRONT_MATTER[kind]
    problems = [Problem(path, line, message) for line, message in check_body(front_model, body)]
    page: AnyPage | None = None
    try:
        page = Page(path.stem, path, front_model.model_validate(document.data), body)
    except ValidationError as error:
        problems += validation_problems(path, document, error, front_model)
    return ReadPage(path, kind, document, body, page), problems


def read_sources(path: Path, text: str) -> tuple[list[ReadSource], list[Problem]]:
    """Parse a file that lists sources; every record that validates is returned."""
    records, problems = _read_list(path, text, Source, "a source file is a list: each source begins with “- id: …”")
    return [ReadSource(source, path, line) for source, line in records], problems


def read_postings(path: Path, text: str) -> tuple[list[ReadPosting], list[Problem]]:
    """Parse a role's ledger; every row that validates is returned."""
    records, problems = _read_list(path, text, Posting, "a ledger is a list: each row begins with “- id: …”")
    return [ReadPosting(posting, path, line) for posting, line in records], problems


def _read_list(path: Path, text: str, model: type[M], form: str) -> tuple[list[tuple[M, int]], list[Problem]]:
    try:
        document = parse_yaml(text)
    except YamlProblem as error:
        return [], [Problem(path, error.line, str(error))]
    if not isinstance(document.data, list):
        return [], [Problem(path, 1, form)]
    read: list[tuple[M, int]] = []
    problems: list[Problem] = []
    for index, record in enumerate(document.data):
        if len(problems) > _MOST_TOLD:
            problems.append(Problem(path, document.line_of([index]), "what follows was not checked; mend these first"))
            break
        try:
            read.append((model.model_validate(record), document.line_of([index])))
        except ValidationError as error:
            problems += validation_problems(path, document, error, model, prefix=(index,))
    return read, problems


def _split(text: str) -> tuple[str, str, int]:
    """Return front matter, body and the file line on which the body begins."""
    lines = text.splitlines()
    if not lines or lines[0].rstrip() != _FENCE:
        raise YamlProblem("a page begins with a line “---”, then its front matter", 1)
    for index, line in enumerate(lines[1:], start=1):
        if line.rstrip() == _FENCE:
            return "\n".join(lines[1:index]), "\n".join(lines[index + 1 :]), index + 2
    raise YamlProblem("the front matter is not closed: a second line “---” is missing", 1)


def validation_problems(
    path: Path,
    document: YamlDocument,
    error: ValidationError,
    model: type[BaseModel],
    prefix: tuple[str | int, ...] = (),
) -> list[Problem]:
    """Return what pydantic found in a file, in plain words and each at its line."""
    details = error.errors(include_url=False)
    told = [
        Problem(path, document.line_of((*prefix, *detail["loc"])), _message(detail, model))
        for detail in details[:_MOST_TOLD]
        if not _is_echo(detail, details)
    ]
    left = len(details) - _MOST_TOLD
    return (
        [*told, Problem(path, document.line_of(prefix), f"and {left} more problems like these")] if left > 0 else told
    )


def _is_echo(detail: ErrorDetails, details: list[ErrorDetails]) -> bool:
    """Tell whether a list is called too short only because an item of it is wrong."""
    place = detail["loc"]
    return detail["type"] == "too_short" and any(
        len(other["loc"]) > len(place) and other["loc"][: len(place)] == place for other in details
    )


def _message(detail: ErrorDetails, model: type[BaseModel]) -> str:
    """Say in plain words what pydantic found."""
    where = ".".join(str(step + 1) if isinstance(step, int) else step for step in detail["loc"])
    given = detail.get("input")
    match detail["type"]:
        case "missing":
            return f'"{where}" is missing'
        case "extra_forbidden":
            guess = _guess(str(detail["loc"][-1]), _siblings(model, detail["loc"]))
            return f'"{where}" is not a field of the format{guess}'
        case "enum" | "literal_error":
            allowed = str(detail.get("ctx", {}).get("expected", ""))
            names = re.findall(r"'([^']+)'", allowed)
            return f'"{where}" is "{given}"; it may be {", ".join(names)}{_guess(str(given), names)}'
        case "string_pattern_mismatch":
            form = _FORMS.get(str(detail.get("ctx", {}).get("pattern")), "another form")
            return f'"{where}" is "{given}"; it has to be {form}'
        case "string_too_long" | "string_too_short" | "too_short" | "too_long":
            return f'"{where}": {_plain(detail["msg"])}'
        case "value_error":
            return f"{where}: {detail['ctx']['error']}" if where else str(detail["ctx"]["error"])
        case "model_type" | "model_attributes_type":
            return f'"{where}" has to be a set of fields' if where else _no_fields(given)
        case _:
            return f'"{where}" is {given!r:.60}: {_plain(detail["msg"])}'


def _no_fields(given: object) -> str:
    return "the front matter is empty" if given is None else "the front matter has to be a set of fields"


def _plain(message: str) -> str:
    message = re.sub(r"^(String|Tuple|Input) should", "it should", message)
    return message[:1].lower() + message[1:]


def _guess(given: str, names: list[str]) -> str:
    near = difflib.get_close_matches(given, names, n=1, cutoff=0.6)
    return f'. Did you mean "{near[0]}"?' if near else ""


def _siblings(model: type[BaseModel], location: tuple[str | int, ...]) -> list[str]:
    """Return the field names that are allowed where an unknown one was found."""
    current: Any = model
    for step in location[:-1]:
        if isinstance(step, str) and current is not None:
            current = _inner_model(current.model_fields[step].annotation) if step in current.model_fields else None
    return list(current.model_fields) if current is not None else []


def _inner_model(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for inner in get_args(annotation) if (found := _inner_model(inner))), None)


def source_file_schema() -> dict[str, object]:
    """Return the JSON Schema of a file under `knowledge/sources/`."""
    return TypeAdapter(list[Source]).json_schema()


def postings_file_schema() -> dict[str, object]:
    """Return the JSON Schema of a file under `knowledge/postings/`."""
    return TypeAdapter(list[Posting]).json_schema()
