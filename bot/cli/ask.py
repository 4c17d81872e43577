"""Questions and answers in a terminal."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

from bot.app import open_asking
from bot.ask.engine.answerer import SHOWN, Answer, Outcome, Result
from bot.ask.ui.about import about_words
from bot.ask.ui.card import declined_words, shown_results, shown_text
from bot.config import Settings
from bot.crisis.ui.lines import LINES, TWO_ROWS
from bot.kit.errors import TollfreeError
from bot.knowledge.base import KnowledgeBase
from bot.knowledge.body import CITATION

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
        case Outcome.ABOUT:
            yield _plain_words(about_words(base, answer))
        case Outcome.UNKNOWN:
            yield "My notes do not say. Nearest pages: " + ", ".join(one.page_id for one in answer.results[:SHOWN])
        case Outcome.ANSWERED:
            for result in shown_results(base, answer):
                yield f"{base.pages[result.page_id].title} · {result.own.section}"
                yield from (f"  {line}" for line in shown_text(result).splitlines() if line)
                yield from (f"  - {line}" for line in _source_lines(base, result))
                yield ""


def _plain_words(text: str) -> str:
    return text.replace("**", "")


def _source_lines(base: KnowledgeBase, result: Result) -> Iterator[str]:
    for source_id in _sources(result):
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
    shown = answer.results if answer.outcome is Outcome.CRISIS else shown_results(base, answer)
    return {
        "declined": answer.outcome is Outcome.DECLINED,
        "unknown": answer.outcome is Outcome.UNKNOWN,
        "about": about_words(base, answer) if answer.outcome is Outcome.ABOUT else None,
        "crisis": answer.outcome is Outcome.CRISIS,
        "crisis_possible": answer.may_be_crisis,
        "results": [_result_as_data(base, result) for result in shown],
    }


def _result_as_data(base: KnowledgeBase, result: Result) -> dict[str, object]:
    return {
        "page": result.page_id,
        "section": result.own.section if result.passages else "",
        "score": round(result.score, 3),
        "text": shown_text(result),
        "sources": [str(base.sources[source_id].url) for source_id in _sources(result)],
    }


def _sources(result: Result) -> tuple[str, ...]:
    """Return the sources of all that is shown of a page, once each."""
    found = (
        source for passage in result.passages for source in (*passage.sources, *CITATION.findall(passage.markdown))
    )
    return tuple(dict.fromkeys(found))
