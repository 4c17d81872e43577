"""Cut the markdown of a section into pieces that can stand alone: sentences together, items, rows of tables."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from bot.knowledge.body import CITATION, table_rows

_WORDS = 75
"""Words from which a paragraph is cut in two or more, and up to which short things are put together."""
_FEWEST = 5
_SHORT, _SHORT_ITEM = 15, 22
"""Words below which a paragraph goes with what follows it, and an item with its neighbors."""
_LONGEST_LEAD = 30
"""Words of a sentence that may be said again where what follows points back to it, or lists what it announces."""
_BLOCKS = re.compile(r"\n\s*\n")
_ITEM = re.compile(r"^(?:[-*]|\d+\.)\s+", re.MULTILINE)
_SENTENCE_END = re.compile(
    r"(?<!\be\.g)(?<!\bi\.e)(?<!\bvs)(?<!\bDr)(?<!\bU\.S)(?<!\bNo)[.!?][\"”’)*_]*(?:\[\^[^\]\s]+\])*(?=\s+[^a-z\s]|\s*$)"
)
_POINTS_BACK = re.compile(
    r"^(?:\*\*)?(?:the same|that|this|these|those|it|its|they|their|both|so|but|he|she|there|then|neither|none|nor|"
    r"another|the other|the second|the first|one of them|his|her|here|again|also|yet|still|of those|of them|"
    r"and|such)\b",
    re.IGNORECASE,
)
_GAP = re.compile(r"^(?:what )?we (?:could not|couldn't) find", re.IGNORECASE)
_ASIDE = re.compile(r"[;,]? (?:see|read) the [\w ]{2,30} guide(?=[.;])", re.IGNORECASE)
_TEASER = re.compile(
    r"\bguides?\b(?!['’])(?! to)|\bin the guide\b|\brole page\b|\bits own page\b|\bthis page\b|\bthis server\b|"
    r"\bsee the\b|\b(?:is|are|list|questions|template)s? below\b|\bread on\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a section: what is shown, and whether it is a letter to copy or says what was not found."""

    markdown: str
    is_letter: bool = False
    is_gap: bool = False


def cut_section(markdown: str) -> Iterator[Piece]:
    """Yield the pieces of a section in order; what only points to other pages is left out."""
    lead = ""
    for block in _joined(map(str.strip, _BLOCKS.split(markdown))):
        if block.startswith(">"):
            yield Piece(block, is_letter=True)
        elif block.startswith("|"):
            yield from (Piece(rows) for rows in _packed(list(_rows(block)), ""))
        elif block:
            first = _ITEM.search(block)
            text, items = (block[: first.start()], block[first.start() :]) if first else (block, "")
            if items and _are_questions(items):
                yield Piece(f"{text.strip()}\n{items}".strip(), is_letter=True)
                continue
            told = list(_of_paragraph(text, lead))
            lead = _lead(text) or lead
            listed = list(_packed(list(_items(items)), lead))
            if listed and len(told) == 1 and listed[0].startswith(f"{told[0].markdown}\n"):
                told = []
            yield from chain(told, map(Piece, listed))


def _joined(blocks: Iterable[str]) -> Iterator[str]:
    """Yield the blocks, a short paragraph together with the paragraph or list after it."""
    held = ""
    for block in blocks:
        if held and block[:1] in ">|":
            yield held
            held = ""
        is_list = _ITEM.match(block) is not None
        separator = "\n" if is_list else " "
        whole = f"{held}{separator}{block}".strip()
        held = whole if whole[:1] not in ">|" and not _ITEM.search(whole) and _length(whole) < _SHORT else ""
        if not held:
            yield whole
    if held:
        yield held


def _lead(text: str) -> str:
    """Return the last sentence of a paragraph, where it is short enough to be said again."""
    sentences = [one for one in without_teasers(" ".join(text.split())) if not _GAP.match(one)]
    return sentences[-1] if sentences and _length(sentences[-1]) <= _LONGEST_LEAD else ""


def _packed(items: list[str], lead: str) -> Iterator[str]:
    """Yield the items of a list: neighboring short ones together, the first of them under the sentence before it."""
    run: list[str] = []
    for item in [*items, ""]:
        if run and (not item or _length(item) > _SHORT_ITEM or sum(map(_length, run)) + _length(item) > _WORDS):
            yield _listed(run, lead if run[0] == items[0] else "")
            run = []
        if item and _length(item) > _SHORT_ITEM:
            yield item
        elif item:
            run.append(item)


def _listed(run: list[str], lead: str) -> str:
    if len(run) == 1:
        return run[0]
    begin = f"{lead}\n" if lead and sum(map(_length, run)) + _length(lead) <= _WORDS else ""
    return begin + "\n".join(f"- {item}" for item in run)


def _rows(block: str) -> Iterator[str]:
    """Yield each row of a table with the titles of its columns."""
    header, *rows = table_rows(block)
    for row in rows:
        first, *rest = row
        told = "; ".join(
            f"{title}: {cell}" if len(rest) > 1 and title else cell
            for title, cell in zip(header[1:], rest, strict=False)
            if cell
        )
        yield f"**{first}:** {told}"


def _are_questions(items: str) -> bool:
    """Tell whether a list is one of questions to ask, which belong together."""
    found = [item.strip() for item in _ITEM.split(items) if item.strip()]
    asking = [item for item in found if item.endswith("?")]
    return 2 * len(asking) > len(found)


def _items(block: str) -> Iterator[str]:
    for item in _ITEM.split(block):
        text = " ".join(without_teasers(" ".join(item.split())))
        if len(text.split()) >= _FEWEST:
            yield text


def _of_paragraph(block: str, lead: str) -> Iterator[Piece]:
    """Yield the pieces of a paragraph; one that points back begins with `lead`, the end of the one before."""
    sentences = list(without_teasers(" ".join(block.split())))
    gaps = [sentence for sentence in sentences if _GAP.match(sentence)]
    told = [sentence for sentence in sentences if sentence not in gaps]
    if lead and told and _POINTS_BACK.match(told[0]):
        told.insert(0, lead)
    yield from (Piece(text) for text in _chunks(told) if len(text.split()) >= _FEWEST)
    yield from (Piece(sentence, is_gap=True) for sentence in gaps)


def _chunks(sentences: list[str]) -> Iterator[str]:
    """Yield runs of sentences; a run that points back begins with the sentence before it."""
    total = sum(_length(sentence) for sentence in sentences)
    if total <= _WORDS:
        yield " ".join(sentences)
        return
    most = total / -(-total // _WORDS) * 1.15
    run: list[str] = []
    for number, sentence in enumerate(sentences):
        if run and sum(map(_length, run)) + _length(sentence) > most:
            yield " ".join(run)
            run = [sentences[number - 1]] if _POINTS_BACK.match(sentence) and len(run) > 1 else []
        run.append(sentence)
    if run:
        yield " ".join(run)


def without_teasers(text: str) -> Iterator[str]:
    """Yield the sentences of running markdown, but those that only point to other pages or lead to a list."""
    for sentence in sentences_in(_ASIDE.sub("", text)):
        if sentence.endswith(":"):
            continue
        if CITATION.search(sentence) or not _TEASER.search(sentence):
            yield sentence


def sentences_in(text: str) -> Iterator[str]:
    """Yield the sentences of running markdown, each with its citations."""
    start = 0
    for match in _SENTENCE_END.finditer(text):
        yield text[start : match.end()].strip()
        start = match.end()
    if rest := text[start:].strip():
        yield rest


def _length(text: str) -> int:
    return len(CITATION.sub("", text).split())
