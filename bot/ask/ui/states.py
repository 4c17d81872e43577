"""What the tables know of the states that a question names, as the first passages of the answer."""

from collections.abc import Iterator
from dataclasses import replace

from bot.ask.engine.answerer import Answer, Result
from bot.ask.engine.passages import Passage
from bot.knowledge.base import KnowledgeBase
from bot.knowledge.state_tables import StateTable
from bot.knowledge.us_states import UsState
from bot.pages.ui.state_words import COLUMN, text_of, value_words


def with_states(base: KnowledgeBase, answer: Answer) -> tuple[Result, ...]:
    """Return the results: first the page whose table is asked, what is known of the states, and its best passage."""
    if answer.states is None:
        return answer.results
    table = base.states.tables[answer.states.table]
    page_id = next((one.page_id for one in answer.results if one.page_id in table.pages), table.topic.guide)
    told = tuple(_passage(page_id, table, state) for state in answer.states.states)
    its = [one for one in answer.results if one.page_id == page_id] or [Result(page_id, answer.results[0].score, ())]
    rest = tuple(one for one in answer.results if one.page_id != page_id)
    return (replace(its[0], passages=(*told, *its[0].passages[:1])), *rest)


def state_of(base: KnowledgeBase, passage: Passage) -> UsState | None:
    """Return the state that a passage tells of, if it is one of these."""
    if not base.states.of_page(passage.page_id):
        return None
    return next((state for state in UsState if state.label == passage.section), None)


def _passage(page_id: str, table: StateTable, state: UsState) -> Passage:
    lines = list(_lines(table, state))
    unknown = [COLUMN[table.id, column].lower() for column, cell in table.of(state) if cell is None]
    gap = f"Its law on this we have not read: {', '.join(unknown)}. Ask the board, or a lawyer there."
    text = "\n".join(f"- {line}" for line in [*lines, *([gap] if unknown else [])]) if lines else gap
    return Passage(page_id, state.label, f"**{state.label}: {table.title.lower()}**\n{text}", (), is_gap=not lines)


def _lines(table: StateTable, state: UsState) -> Iterator[str]:
    for column, cell in table.of(state):
        if cell is not None:
            heading = f"{COLUMN[table.id, column]}: {value_words(cell.value)}"
            yield f"**{heading}.** {cell.text}[^{cell.source}] ({text_of(cell)})"
