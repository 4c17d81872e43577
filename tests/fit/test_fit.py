"""A member answers, skips, goes back, and reads what is open: through Discord's own flow."""

import json
import re
from dataclasses import replace
from typing import Any

import pytest
from simcord.results import InteractionResult

from bot.fit.engine.answers import CHOICES, Answers
from bot.fit.engine.ranking import Group, best_of, fit_roles
from bot.fit.ui.code import FINGERPRINT, decode, encode
from bot.fit.ui.labels import TAB
from bot.fit.ui.questions import STEPS
from bot.knowledge.library import Library
from tests.fit.people import HOSPITALIST, UNMATCHED
from tests.moderation.desk import posted
from tests.simulated import Server, components, custom_ids, labels, said, sent, words

CHOSEN = {
    "training": ["left_residency"],
    "specialty": ["anaesthesia"],
    "board": ["not_eligible"],
    "licence": ["restricted"],
    "school": ["abroad"],
    "trained_in": ["domestic"],
    "work": ["needs_visa"],
    "years": ["7"],
    "remote": ["hybrid"],
    "travel": ["25"],
    "hours": ["per_case"],
    "pay_floor": ["250000"],
    "likes": ["writing", "law"],
    "dislikes": ["travel", "quotas", "conflict"],
}
"""An answer to every question."""


async def start(server: Server) -> InteractionResult:
    return await server.member.slash(server.channel, "fit")


async def answer(server: Server, at: InteractionResult, question: str, chosen: list[str]) -> InteractionResult:
    (custom_id,) = [found for found in custom_ids(at) if f":set:{question}:" in found]
    return await server.member.select(sent(at), chosen, custom_id=custom_id)


async def press(server: Server, at: InteractionResult, beginning: str) -> InteractionResult:
    """Press the button whose label begins so."""
    (button,) = [part for part in components(at) if part.get("label", "").startswith(beginning)]
    return await server.member.click(sent(at), custom_id=button["custom_id"])


async def answer_all(server: Server) -> InteractionResult:
    """Answer every question, and return the last step."""
    at = await start(server)
    for number, (_, questions) in enumerate(STEPS):
        for question in questions:
            at = await answer(server, at, question, CHOSEN[question])
        if number < len(STEPS) - 1:
            at = await press(server, at, "Next ›")
    return at


def all_chosen() -> Answers:
    answers = Answers()
    for question, chosen in CHOSEN.items():
        answers = answers.answering(question, chosen)
    return answers


def marked(at: InteractionResult) -> dict[str, list[str]]:
    """Return what each menu of a step shows as chosen."""
    return {
        re.sub(r".*:set:(\w+):.*", r"\1", part["custom_id"]): [
            option["value"] for option in part["options"] if option.get("default")
        ]
        for part in components(at)
        if ":set:" in part.get("custom_id", "")
    }


def picks(at: InteractionResult) -> dict[str, Any]:
    """Return the menu of roles."""
    (menu,) = [part for part in components(at) if ":pick:" in part.get("custom_id", "")]
    return menu


def offered(at: InteractionResult) -> list[str]:
    """Return the ids in the menu of roles."""
    return [option["value"] for option in picks(at)["options"]]


def answers_in(at: InteractionResult) -> set[Answers]:
    """Return the answers that the message's items hold; one if all is well."""
    return {decode(found.rsplit(":", 1)[1]) for found in custom_ids(at) if found.startswith("tf1:fit:")}


# The questions


async def test_the_first_question_comes_privately_and_says_what_becomes_of_the_answers(server: Server) -> None:
    first = await start(server)
    assert first.ephemeral
    assert "kept nowhere but in the buttons of this message" in words(first)
    assert marked(first) == {"training": [], "specialty": []}


async def test_at_most_eight_steps_each_may_be_skipped_and_then_come_the_roles(server: Server) -> None:
    at = await start(server)
    message, steps = sent(at).id, 1
    while "Skip ›" in labels(at):
        at = await press(server, at, "Skip ›")
        steps += 1
    assert steps == len(STEPS) <= 8
    at = await press(server, at, "Show the roles")
    assert sent(at).id == message, "one message, updated in place"
    everything = len(server.app.services[Library].current.pages)
    counts = {label: int(count) for label, _, count in (one.partition(" · ") for one in labels(at)) if count}
    assert counts["One step"] == counts["Closed"] == 0, "nothing is closed to who answers nothing"
    assert 0 < counts["Open"] + counts["Likely"] < everything
    assert "You skipped every question" in words(at)


async def test_every_question_is_asked_once() -> None:
    asked = [question for _, questions in STEPS for question in questions]
    assert sorted(asked) == sorted(CHOICES) == sorted(CHOSEN)


async def test_all_answers_reach_the_result(server: Server) -> None:
    last = await answer_all(server)
    result = await press(server, last, "Show the roles")
    assert answers_in(result) - {Answers()} == {all_chosen()}
    fits = fit_roles(server.app.services[Library].current, all_chosen())
    counts = {group: sum(fit.group is group for fit in fits) for group in Group}
    assert [f"{TAB[group]} · {counts[group]}" for group in Group] == [one for one in labels(result) if " · " in one]
    best = best_of(fits)
    assert offered(result) == [fit.role.id for fit in best]
    for fit in best:
        assert f"**{fit.role.title}**\n-# {TAB[fit.group]}: " in words(result)


async def test_a_group_is_one_press_from_the_best_five(server: Server) -> None:
    result = await press(server, await start(server), "Show the roles")
    likely = await press(server, result, "Likely · ")
    assert "Likely open · " in words(likely)
    assert "The best five" in words(await press(server, likely, "Best"))


async def test_keep_this_sends_the_result_to_the_members_own_messages(server: Server) -> None:
    result = await press(server, await answer_all(server), "Show the roles")
    told = await press(server, result, "Keep this")
    assert told.ephemeral
    (message,) = posted(server.member.user.dm_channel)
    assert "## What is open to me" in words(message)


async def test_back_and_forth_keeps_every_answer(server: Server) -> None:
    at = await answer_all(server)
    for _, questions in reversed(STEPS):
        assert marked(at) == {question: CHOSEN[question] for question in questions}
        if questions != STEPS[0][1]:
            at = await press(server, at, "‹ Back")
    at = await answer(server, at, "training", ["fellowship"])
    for _ in STEPS[1:]:
        at = await press(server, at, "Next ›")
    changed = replace(all_chosen(), training=at_training("fellowship"))
    assert answers_in(at) == {changed}


def at_training(value: str) -> Any:
    return Answers().answering("training", [value]).training


async def test_an_answer_can_be_taken_back_and_its_step_skipped(server: Server) -> None:
    at = await answer(server, await start(server), "training", ["residency"])
    assert "Next ›" in labels(at)
    at = await answer(server, at, "training", [])
    assert marked(at)["training"] == []
    assert "Skip ›" in labels(at)
    assert answers_in(at) == {Answers()}


async def test_skipping_a_step_keeps_what_was_answered_before(server: Server) -> None:
    at = await answer(server, await start(server), "training", ["residency"])
    at = await press(server, at, "Next ›")
    at = await press(server, at, "Skip ›")
    assert answers_in(at) == {Answers(training=at_training("residency"))}


async def test_the_roles_may_be_shown_at_any_step_and_the_answers_changed_after(server: Server) -> None:
    at = await answer(server, await start(server), "training", ["degree"])
    at = await press(server, at, "Show the roles")
    at = await press(server, at, "Change my answers")
    assert marked(at)["training"] == ["degree"]
    at = await press(server, at, "Show the roles")
    at = await press(server, at, "Start again")
    assert marked(at)["training"] == []


# A restart, and a newer version


async def test_a_restart_in_the_middle_loses_nothing(server: Server) -> None:
    at = await answer(server, await start(server), "training", ["degree"])
    await server.restart()
    at = await answer(server, at, "specialty", ["surgery"])
    assert marked(at) == {"training": ["degree"], "specialty": ["surgery"]}
    await server.restart()
    at = await press(server, at, "Show the roles")
    assert "## What is open to me?" in words(at)


async def test_nobody_has_to_remember_the_message(server: Server) -> None:
    at = await answer(server, await start(server), "training", ["degree"])
    await press(server, at, "Show the roles")
    assert server.client._connection._view_store._views == {}
    assert server.client._connection._view_store._synced_message_views == {}


def age(at: InteractionResult) -> None:
    """Make a message as an older version would have sent it."""
    message = sent(at)._message
    message.components = json.loads(json.dumps(message.components).replace(f"tf1:fit:{FINGERPRINT}:", "tf1:fit:0000:"))


async def test_a_button_of_an_older_version_offers_a_new_start(server: Server) -> None:
    first = await start(server)
    age(first)
    told = await press(server, first, "Skip ›")
    assert sent(told).id == sent(first).id
    assert "The questions have changed since this message was made" in words(told)
    assert labels(told) == ["Start again"]
    again = await press(server, told, "Start again")
    assert marked(again) == {"training": [], "specialty": []}


async def test_a_menu_of_an_older_version_offers_it_too(server: Server) -> None:
    first = await start(server)
    age(first)
    told = await answer(server, first, "training", ["degree"])
    assert labels(told) == ["Start again"]


# The result


async def result_of(server: Server, answers: Answers, group: str = "Best") -> InteractionResult:
    """Show a group of roles, by a message that is made to hold these answers."""
    at = await start(server)
    message = sent(at)._message
    code = encode(Answers())
    message.components = json.loads(json.dumps(message.components).replace(code, encode(answers)))
    at = await press(server, at, "Show the roles")
    return at if group == "Best" else await press(server, at, f"{group} · ")


async def test_a_role_leads_to_its_reasons_its_card_and_back(server: Server) -> None:
    closed = [fit for fit in fit_roles(server.app.services[Library].current, UNMATCHED) if fit.group is Group.CLOSED]
    role = closed[-1].role
    listed = await result_of(server, UNMATCHED, "Closed")
    assert role.id not in offered(listed), "it stands on a later screen"
    while role.id not in offered(listed):
        listed = await press(server, listed, "Next ›")
    list_text = words(listed)
    why = await server.member.select(sent(listed), [role.id], custom_id=picks(listed)["custom_id"])
    assert sent(why).id == sent(listed).id
    assert f"## {role.title}\n-# Closed for now, and why" in words(why)

    card = await press(server, why, "Open the role card")
    assert card.ephemeral
    assert sent(card).id != sent(why).id, "the result stays"
    assert "**Could I get it**" in words(card)
    requirements = await server.member.click(sent(card), label="Requirements")
    assert sent(requirements).id == sent(card).id

    back = await press(server, why, "‹ To the list")
    assert words(back) == list_text, "the same screen of the same list"


async def test_reasons_carry_law_before_custom_with_their_sources(server: Server) -> None:
    base = server.app.services[Library].current
    text = await all_reasons(server, UNMATCHED, "um-medical-director")
    licence, training = text.index("⛔ License** · ⚖️ by law"), text.index("⛔ Training** · 🏢 by employers")
    assert licence < training
    front = base.role("um-medical-director").front
    law = next(line for line in front.requirements if line.level == "law" and line.about == "licence")
    assert f"⚖️ By law: {law.text}" in text
    source = base.sources[law.sources[0]]
    assert re.search(rf"-# \S+ {source.kind} · \[.*\]\(<{re.escape(str(source.url))}>\) · ", text)


async def all_reasons(server: Server, answers: Answers, role_id: str) -> str:
    """Return the text of all screens of a role's reasons, read by pressing."""
    listed = await result_of(server, answers)
    menu = picks(listed)
    message = sent(listed)._message
    value = menu["options"][0]["value"]
    message.components = json.loads(json.dumps(message.components).replace(f'"{value}"', f'"{role_id}"'))
    at = await server.member.select(sent(listed), [role_id], custom_id=menu["custom_id"])
    text = words(at)
    while any(part.get("label", "").startswith("Next ›") and not part.get("disabled") for part in components(at)):
        at = await press(server, at, "Next ›")
        text += words(at)
    return text


async def test_a_step_comes_with_its_cost_and_time_or_the_word_unknown(server: Server) -> None:
    lapsed = HOSPITALIST.answering("board", ["lapsed"])
    text = await all_reasons(server, lapsed, "physician-advisor")
    assert "Step: renew the board certificate" in text
    assert "Family medicine, more than three years gone: 50 points" in text, "from the guide"
    restricted = HOSPITALIST.answering("licence", ["restricted"])
    text = await all_reasons(server, restricted, "um-medical-director")
    assert "Step: have the restriction lifted\nCost: unknown to my notes. Time: unknown to my notes." in text
    text = await all_reasons(server, HOSPITALIST.answering("years", ["1"]), "regulatory-affairs-physician")
    assert "Step: work 1 more year\nTime: 1 year. Cost: unknown to my notes." in text


async def test_a_step_leads_to_its_guide(server: Server) -> None:
    listed = await result_of(server, HOSPITALIST.answering("board", ["lapsed"]), "One step")
    menu = picks(listed)
    at = await server.member.select(sent(listed), ["physician-advisor"], custom_id=menu["custom_id"])
    guide = await press(server, at, "Guide: ")
    assert words(guide).startswith("## Board certification away from patients")


async def test_what_is_unknown_or_skipped_is_said(server: Server) -> None:
    text = await all_reasons(server, Answers(), "um-medical-director")
    assert "❔ License** · you skipped this, so it closes nothing" in text
    text = await all_reasons(server, HOSPITALIST, "plasma-center-physician")
    assert "License** · nothing in your way where you are licensed; another state asks for its own" in text
    text = await all_reasons(server, HOSPITALIST.answering("licence", ["none"]), "coding-audit-physician")
    assert "❔ License** · not in my notes, so it closes nothing" in text


async def test_a_pay_floor_is_not_compared_with_pay_by_the_hour(server: Server) -> None:
    text = await all_reasons(server, HOSPITALIST.answering("pay_floor", ["200000"]), "expert-witness")
    assert "pay: no figure in dollars a year to compare with · you: $200,000 a year" in text


async def test_a_role_that_is_gone_is_told_plainly(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    listed = await result_of(server, HOSPITALIST)
    menu = picks(listed)
    gone = menu["options"][0]["value"]
    base = server.app.services[Library].current
    monkeypatch.setattr(base, "pages", {page_id: page for page_id, page in base.pages.items() if page_id != gone})
    told = await server.member.select(sent(listed), [gone], custom_id=menu["custom_id"])
    assert f"I have no page called “{gone}”" in said(told)
