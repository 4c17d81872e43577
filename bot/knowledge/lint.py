"""Rules of prose that a page's body has to keep."""

import re
from collections.abc import Iterator

from bot.knowledge.body import CITATION, Body, table_rows
from bot.knowledge.pages import FrontMatter
from bot.knowledge.vocabulary import PageKind

_TERMS_WITH_DIGITS = re.compile(
    r"\b(1099(?:-[A-Z]+)?|W-?[29]|24/7|9-to-5|401\(k\)|403\(b\)|911|988|"
    r"ICD-10(?:-CM|-PCS)?|Part \d+|Phase [0-9]\w?|COVID-19|3D|B2B)\b"
)
_FIGURE = re.compile(r"\d|\bper ?cent\b")
_LEGAL_RULE = re.compile(
    r"\bCFR\b|\bU\.S\.C|\bstatutes?\b|\b(?:federal|state|by|under|the) (?:law|rule|regulation)s?\b|"
    r"\bregulations? (?:say|require|bar|bind)",
    re.IGNORECASE,
)
_HYPE = re.compile(
    r"\b(unlock(?:s|ed|ing)?|leverag(?:e[sd]?|ing)|seamless(?:ly)?|game.chang(?:er|ing)|cutting.edge|revolutionary|"
    r"empower\w*|delv(?:e[sd]?|ing)|skyrocket(?:s|ed|ing)?|dream job|world.class|"
    r"supercharg(?:e[sd]?|ing)|elevat(?:e|es|ing) your|passive income|life.changing|transformative|robust|"
    r"your (?:career )?journey|ever.changing|crucial(?:ly)?|landscape)\b",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[\"“][^\"“”]*[\"”]")
_TABLE_SECTION = "Your clinical work in their words"
_FEWEST_ROWS = 5

Finding = tuple[int, str]


def check_body(front: type[FrontMatter], body: Body) -> Iterator[Finding]:
    """Yield a line and a message for each rule of prose that the body breaks."""
    yield from _sections(front, body)
    yield from _length(front, body)
    yield from _uncited(body)
    yield from _hype(body)
    if front.kind is PageKind.ROLE:
        yield from _translation_table(body)


def _sections(front: type[FrontMatter], body: Body) -> Iterator[Finding]:
    found = [section.title for section in body.sections]
    for section in body.sections:
        if not section.title:
            yield section.line, "text stands before the first ## heading; move it under one"
        elif not section.markdown:
            yield section.line, f'the section "{section.title}" is empty'
        if found.count(section.title) > 1 and section is body.section(section.title):
            yield section.line, f'the section "{section.title}" is there twice'
    for title in front.sections:
        if title not in found:
            yield body.first_line, f'the section "## {title}" is missing'
    present = [title for title in found if title in front.sections]
    if present != [title for title in front.sections if title in found] and len(set(present)) == len(present):
        yield body.first_line, f"the sections have to stand in this order: {', '.join(front.sections)}"


def _length(front: type[FrontMatter], body: Body) -> Iterator[Finding]:
    fewest, most = front.words
    if not fewest <= body.word_count <= most:
        yield body.first_line, f"the body has {body.word_count} words; it may have {fewest} to {most}"


def _uncited(body: Body) -> Iterator[Finding]:
    for sentence in body.sentences():
        if CITATION.search(sentence.text):
            continue
        plain = _TERMS_WITH_DIGITS.sub("", re.sub(r"\]\([^)]*\)", "]", sentence.text))
        for pattern, what in ((_FIGURE, "a number"), (_LEGAL_RULE, "a legal rule")):
            if pattern.search(plain):
                yield sentence.line, f"this sentence holds {what} and no [^source]: “{_short(sentence.text)}”"
                break


def _hype(body: Body) -> Iterator[Finding]:
    """Yield words of advertising; quoting somebody's is allowed."""
    for sentence in body.sentences():
        if found := _HYPE.search(_QUOTED.sub("", sentence.text)):
            yield sentence.line, f'"{found.group(0)}" is a word of advertising; say plainly what is meant'


def _translation_table(body: Body) -> Iterator[Finding]:
    section = body.section(_TABLE_SECTION)
    if section is None:
        return
    rows = table_rows(section.markdown)
    if len(rows) - 1 < _FEWEST_ROWS:
        yield section.line, f'"{_TABLE_SECTION}" has to be a table of at least {_FEWEST_ROWS} lines below its header'
    for row in rows:
        if len(row) != 2:
            yield section.line, f'each line of "{_TABLE_SECTION}" has two cells: what you did, what they call it'


def _short(text: str) -> str:
    return text if len(text) <= 90 else f"{text[:89].rstrip()}…"
