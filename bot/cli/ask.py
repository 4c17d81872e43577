"""Questions and answers in a terminal."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

from bot.app import open_asking
from bot.ask.engine.answerer import Answer, Outcome, Result
from bot.ask.engine.passages import Passage
from bot.ask.ui.card import declined_words
from bot.config import Settings
from bot.crisis.ui.lines import LINES, TWO_ROWS
from bot.kit.errors import TollfreeError
from bot.knowledge.base import KnowledgeBase

_SHOWN = 3
_MARKS = re.compile(r"\[\^[^\]]+\]")


class BatchUnreadable(TollfreeError):
    """Raised when a batch file has a line that is no question."""


def answer_one(settings: Settings, question: str) -> Iterator[str]:
    """Yield the lines of an answer for a person."""
    library, asking = open_asking(settings)
    base, answer = library.current, asking.ask_now(question)
    if answer.may_be_crisis:
        yield f"{_plain_words(TWO_ROWS)}\n"
    match answer.outcome:
        case Outcome.CRISIS:
            yield _plain_words(LINES)
        case Outcome.DECLINED:
            yield declined_words(answer)
        case Outcome.UNKNOWN:
            yield "Not in my notes. Nearest pages: " + ", ".join(result.page_id for result in answer.results[:_SHOWN])
        case Outcome.ANSWERED:
            for result in answer.results[:_SHOWN]:
                passage = result.passages[0]
                yield f"{base.pages[result.page_id].title} · {passage.section}"
                yield f"  {_MARKS.sub('', passage.markdown)}"
                yield from (f"  - {line}" for line in _source_lines(base, passage))
                yield ""


def _plain_words(text: str) -> str:
    return text.replace("**", "")


def _source_lines(base: KnowledgeBase, passage: Passage) -> Iterator[str]:
    for source_id in passage.sources:
        source = base.sources[source_id]
        yield f"{source.kind} · {source.title} · {source.published} · {source.url}"


def answer_batch(settings: Settings, path: Path) -> Iterator[str]:
    """Yield a JSON line for each question of a JSONL file; raises BatchUnreadable."""
    library, asking = open_asking(settings)
    for number, line in enumerate(_read_lines(path), start=1):
        if line.strip():
            record = _record(line, f"{path}:{number}")
            answer = asking.ask_now(str(record["question"]))
            yield json.dumps({"id": record["id"], **_as_data(library.current, answer)}, ensure_ascii=False)


def _read_lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise BatchUnreadable(f"{path} cannot be read: {error}") from error


def _record(line: str, place: str) -> dict[str, object]:
    try:
        record = json.loads(line)
    except json.JSONDecodeError as error:
        raise BatchUnreadable(f"{place}: this line is not JSON ({error.msg})") from error
    if not isinstance(record, dict) or "id" not in record or "question" not in record:
        raise BatchUnreadable(f'{place}: this line needs "id" and "question"')
    return record


def _as_data(base: KnowledgeBase, answer: Answer) -> dict[str, object]:
    declined = answer.outcome in {Outcome.DECLINED, Outcome.UNKNOWN}
    shown = () if declined else answer.results
    return {
        "declined": declined,
        "crisis": answer.outcome is Outcome.CRISIS,
        "crisis_possible": answer.may_be_crisis,
        "results": [_result_as_data(base, result) for result in shown],
    }


def _result_as_data(base: KnowledgeBase, result: Result) -> dict[str, object]:
    passage = result.passages[0] if result.passages else Passage(result.page_id, "", "", ())
    return {
        "page": result.page_id,
        "section": passage.section,
        "score": round(result.score, 3),
        "text": _MARKS.sub("", passage.markdown),
        "sources": [str(base.sources[source_id].url) for source_id in passage.sources],
    }
