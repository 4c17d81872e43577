"""`/ask` where a question names a state: what the tables of states know of it comes first."""

import pytest

from bot.ask.engine.answerer import Answerer
from bot.ask.engine.states import StatesAsked, states_in, without_states
from bot.ask.ui.card import shown_results
from bot.knowledge.base import KnowledgeBase
from bot.knowledge.us_states import UsState
from tests.simulated import Server, labels, sent, words

pytestmark = pytest.mark.xdist_group("ask")  # one worker builds the index


@pytest.mark.parametrize(
    ("text", "states"),
    [
        ("moving from west virginia to New York", ["WV", "NY"]),
        ("a license in NY, or one from TX", ["NY", "TX"]),
        ("health policy in Washington DC", ["DC"]),
        ("from Washington, D.C. to Washington", ["DC", "WA"]),
        ("I am an MD in the OR, and a PA told ME about the VA", []),
        ("any work for an MD or DO", []),
        ("Arkansas is not Kansas", ["AR", "KS"]),
    ],
)
def test_states_are_named_in_full_or_by_a_code_that_is_no_degree(text: str, states: list[str]) -> None:
    assert list(states_in(text)) == states


def test_a_state_is_put_aside_to_see_the_matter() -> None:
    assert without_states("Can Ohio stop me in TX?") == "Can my state stop me in my state?"


@pytest.mark.parametrize(
    ("question", "table", "state"),
    [
        ("will a Colorado judge throw out my restrictive covenant", "non-competes", UsState.CO),
        ("can a retired surgeon testify in Ohio", "expert-witness", UsState.OH),
        ("florida telehealth registration for out of state physician", "telehealth", UsState.FL),
        ("can my hospital in Texas hold me to a noncompete if I go to an insurer", "non-competes", UsState.TX),
        ("reactivating my lapsed Kentucky license", "re-entry", UsState.KY),
    ],
)
def test_the_matter_finds_the_table(answerer: Answerer, question: str, table: str, state: UsState) -> None:
    assert answerer.ask(question).states == StatesAsked(table, (state,))


@pytest.mark.parametrize(
    "question",
    ["are there physician advisor jobs in Texas", "what do MSLs earn in California", "is a noncompete enforceable"],
)
def test_a_job_in_a_state_is_no_question_of_its_law(answerer: Answerer, question: str) -> None:
    assert answerer.ask(question).states is None


def test_the_states_row_comes_first_with_its_law(base: KnowledgeBase, answerer: Answerer) -> None:
    answer = answerer.ask("My contract has a 2 year non compete in Texas, does that cover working for an insurer?")
    first = shown_results(base, answer)[0]
    assert first.page_id == "non-competes-and-outside-work"
    told = first.passages[0]
    assert told.section == "Texas"
    cell = base.states.cell("non-competes", "TX", "covenant")
    assert cell is not None
    assert cell.text in told.markdown
    assert f"[^{cell.source}]" in told.markdown


def test_what_nobody_read_of_a_state_is_said(base: KnowledgeBase, answerer: Answerer) -> None:
    table = base.states.tables["expert-witness"]
    state = next(state for state in UsState if not table.known(state))
    answer = answerer.ask(f"expert witness requirements in {state.label} for malpractice")
    told = shown_results(base, answer)[0].passages[0]
    assert told.is_gap
    assert "we have not read: license, specialty, recent practice" in told.text


async def test_a_press_leads_to_the_states_card(server: Server) -> None:
    asked = await server.member.slash(server.channel, "ask", question="can my hospital in Texas enforce a noncompete")
    assert "· guide · Texas\n" in words(asked)
    card = await server.member.click(sent(asked), label=labels(asked)[0])
    assert words(card).startswith("## Texas: Non-competes")
