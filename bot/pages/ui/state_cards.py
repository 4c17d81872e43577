"""The cards of a member's state: the menus of states, and what is known of one."""

from collections.abc import Iterator
from datetime import date

from bot.kit.days import short_day
from bot.kit.errors import PageNotFound
from bot.knowledge.base import AnyPage, KnowledgeBase
from bot.knowledge.state_tables import StateTable
from bot.knowledge.state_topics import AnyCell
from bot.knowledge.us_states import UsState
from bot.pages.ui.card import Card, Link, Section
from bot.pages.ui.cards import COLORS
from bot.pages.ui.citing import cite
from bot.pages.ui.page_links import link_to
from bot.pages.ui.state_address import STATE_PREFIX, STATES_PREFIX, state_address, states_address
from bot.pages.ui.state_words import COLUMN, NOT_READ, text_date, value_words

_IN_A_MENU = 17
"""Three menus hold all: Discord takes 25 in one, and a phone shows three without scrolling."""
_NOT_LEGAL_ADVICE = "Not legal advice. Laws of states change often: read the law that is linked, or ask the board."


def states_card(base: KnowledgeBase, address: str) -> Card:
    """Return the card on which a state is chosen; raises PageNotFound."""
    page, tables = _tables(base, address.removeprefix(STATES_PREFIX))
    known = sum(table.known_cells for table in tables)
    every = sum(table.all_cells for table in tables)
    names = "\n".join(f"- {table.title}" for table in tables)
    says = f"So far {known} of {every} lines are known; the rest is told as unknown. Your choice is not stored."
    links = tuple(_choice(page.id, state, tables) for state in UsState)
    return Card(
        address=address,
        title=f"{page.title}: your state",
        kind="states",
        color=COLORS[page.kind],
        sections=(Section("all", "States", (names, says)),),
        links=(link_to(page),),
        menus=tuple(links[start : start + _IN_A_MENU] for start in range(0, len(links), _IN_A_MENU)),
        notes=(_NOT_LEGAL_ADVICE,),
    )


def state_card(base: KnowledgeBase, address: str, today: date) -> Card:
    """Return what the tables of a page know of one state; raises PageNotFound."""
    page_id, _, code = address.removeprefix(STATE_PREFIX).rpartition(".")
    page, tables = _tables(base, page_id)
    state = next((one for one in UsState if one.lower() == code), None)
    if state is None:
        raise PageNotFound(address)
    blocks = tuple(block for table in tables for block in _blocks(table, state, today))
    return Card(
        address=address,
        title=f"{state.label}: {page.title}",
        kind="state",
        color=COLORS[page.kind],
        sections=(Section("all", state.label, blocks),),
        links=(Link(states_address(page.id), "Another state", ""), link_to(page)),
        notes=(_NOT_LEGAL_ADVICE,),
        sources=base.sources,
    )


def _tables(base: KnowledgeBase, page_id: str) -> tuple[AnyPage, tuple[StateTable, ...]]:
    tables = base.states.of_page(page_id)
    if not tables:
        raise PageNotFound(page_id)
    return base.page(page_id), tables


def _choice(page_id: str, state: UsState, tables: tuple[StateTable, ...]) -> Link:
    known = sum(table.known(state) for table in tables)
    every = sum(len(table.columns) for table in tables)
    return Link(state_address(page_id, state), state.label, f"{known} of {every} known" if known else NOT_READ)


def _blocks(table: StateTable, state: UsState, today: date) -> Iterator[str]:
    """Yield a table's heading with when it was read, each known cell, and what is not known."""
    topic = table.topic
    read = f"-# Read {short_day(topic.reviewed)}"
    if table.is_past_review(today):
        due = f"due again {short_day(topic.review_by)}. Check before you rely on it."
        read = f"-# ⚠️ Read {short_day(topic.reviewed)}; {due}"
    yield f"### {table.title}\n{read}"
    for column, cell in table.of(state):
        if cell is not None:
            yield _line(COLUMN[table.id, column], cell, today)
    unknown = [COLUMN[table.id, column] for column, cell in table.of(state) if cell is None]
    if unknown:
        yield f"**Unknown:** {', '.join(unknown).lower()}. We have not read that law; ask the board, or a lawyer there."


def _line(heading: str, cell: AnyCell, today: date) -> str:
    words = f"**{heading}: {value_words(cell.value)}**"
    return f"{words}\n{cite(cell.text, [cell.source])}\n-# {text_date(cell, today.year)}"
