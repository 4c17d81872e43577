"""The markdown below the front matter: sections, words, sentences and citations."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

CITATION = re.compile(r"\[\^([^\]\s]+)\]")
_WORD = re.compile(r"[A-Za-z0-9][\w'’&/.-]*")
_SENTENCE_END = re.compile(
    r"(?<!\be\.g)(?<!\bi\.e)(?<!\bvs)(?<!\bDr)(?<!\bU\.S)[.!?:][\"'”’)*_]*((?:\[\^[^\]\s]+\])*)(?=\s|$)"
)
_MARKDOWN = MarkdownIt("commonmark").enable("table").disable("inline")  # blocks are all we need


@dataclass(frozen=True, slots=True)
class Section:
    """What stands under one `##` heading; `line` is the heading's, counted in the file."""

    title: str
    markdown: str
    line: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of running text, with the file line on which its block begins."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Body:
    """A page's text, cut at its `##` headings."""

    sections: tuple[Section, ...]
    markdown: str
    first_line: int

    def section(self, title: str) -> Section | None:
        """Return the section with this title, or None."""
        return next((section for section in self.sections if section.title == title), None)

    @property
    def word_count(self) -> int:
        """Count the words, without citations and table rules."""
        return len(_WORD.findall(CITATION.sub("", self.markdown)))

    @property
    def citations(self) -> tuple[tuple[str, int], ...]:
        """Return each cited source id with its file line, in order of appearance."""
        lines = self.markdown.splitlines()
        return tuple(
            (match.group(1), self.first_line + offset)
            for offset, line in enumerate(lines)
            for match in CITATION.finditer(line)
        )

    def sentences(self) -> Iterator[Sentence]:
        """Yield the sentences of paragraphs, lists and tables; quotations and code are templates, and left out."""
        for text, offset in _blocks(self.markdown).sentences:
            yield Sentence(text, self.first_line + offset)


@dataclass(frozen=True, slots=True)
class _Blocks:
    """What one reading of markdown finds, each with its line, counted from 0 within the text."""

    headings: tuple[tuple[str, int], ...]
    sentences: tuple[tuple[str, int], ...]


@lru_cache(maxsize=1000)
def _blocks(markdown: str) -> _Blocks:
    tokens = _MARKDOWN.parse(markdown)
    headings = tuple(
        (tokens[index + 1].content, token.map[0])
        for index, token in enumerate(tokens)
        if token.type == "heading_open" and token.tag == "h2" and token.level == 0 and token.map
    )
    return _Blocks(headings, tuple(_sentences(tokens)))


forget_blocks = _blocks.cache_clear
"""Let go of what was read, once pages are checked: each rule asks for the sentences of every page."""


def _sentences(tokens: list[Token]) -> Iterator[tuple[str, int]]:
    quoted = 0
    in_heading = False
    for token in tokens:
        quoted += {"blockquote_open": 1, "blockquote_close": -1}.get(token.type, 0)
        in_heading = token.type in {"heading_open", "th_open"} or (
            in_heading and token.type not in {"heading_close", "th_close"}
        )
        if token.type == "inline" and not quoted and not in_heading:
            line = token.map[0] if token.map else 0
            yield from ((text, line) for text in _cut(token.content.replace("\n", " ")))


def _cut(text: str) -> Iterator[str]:
    start = 0
    for match in _SENTENCE_END.finditer(text):
        if match.group(0).startswith(":") and not match.group(1):
            continue  # a colon ends a sentence only where a citation follows it
        yield text[start : match.end()].strip()
        start = match.end()
    if rest := text[start:].strip():
        yield rest


def parse_body(markdown: str, first_line: int) -> Body:
    """Cut markdown into sections; text before the first `##` belongs to a section without a title."""
    lines = markdown.splitlines()
    headings = _blocks(markdown).headings
    sections = []
    if lead := "\n".join(lines[: headings[0][1] if headings else len(lines)]).strip():
        sections.append(Section("", lead, first_line))
    for number, (title, start) in enumerate(headings):
        end = headings[number + 1][1] if number + 1 < len(headings) else len(lines)
        sections.append(Section(title, "\n".join(lines[start + 1 : end]).strip(), first_line + start))
    return Body(tuple(sections), markdown, first_line)


def table_rows(markdown: str) -> tuple[tuple[str, ...], ...]:
    """Return the rows of the tables in `markdown`, header first, cells as markdown."""
    rows: list[tuple[str, ...]] = []
    cells: list[str] = []
    for token in _MARKDOWN.parse(markdown):
        if token.type == "inline" and token.level >= 4:
            cells.append(token.content)
        elif token.type == "tr_close":
            rows.append(tuple(cells))
            cells = []
        elif token.type == "table_open":
            cells = []
    return tuple(rows)
