"""How a question stands, as each side reads it: nothing on a card tells who stands on the other."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import discord
from discord import ui

from bot.insiders.model.crossing import quoted
from bot.insiders.model.profile import Insider
from bot.insiders.model.question import Question, QuestionState
from bot.insiders.service.answering import Waiting
from bot.insiders.ui.words import (
    GONE_WORDS,
    asked_button,
    blocks_view,
    excerpt,
    free_ways,
    self_description,
    taken_button,
    title_of,
    until,
)
from bot.kit.clock import Clock
from bot.kit.member_text import escape
from bot.kit.ui.pressing import Button
from bot.knowledge.base import KnowledgeBase

_YES = discord.ButtonStyle.success
_PITCH = "This became a pitch"
_SHOW = "Show my handle to this person"
_BOTH = "You both said yes"
_QUEUE = "## Questions for you\n-# Nobody sees that you looked. *Not me* hides one from you, and nobody hears of it."
_CLOSED = (
    "That happens, and says nothing about you or what you asked. You can ask anew, or go another way: the role’s page, "
    "the guide on finding people, and `/lead browse` for what members share."
)
_OVER = "A question that you offered to talk about is closed. There is nothing for you to do."
_MOST_WAITING = 5
_ROOM = 3700
"""Characters of questions in one message: Discord takes 4,000 of all texts."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What one side may know of a question now; `handle` is the other's, once they have shown it."""

    question: Question
    taker: Insider | None
    answer: str | None = None
    handle: str | None = None


def asker_view(base: KnowledgeBase, clock: Clock, seen: Seen) -> ui.LayoutView:
    """Return how a question stands, for its asker."""
    question, taker = seen.question, seen.taker
    match question.state:
        case QuestionState.OPEN:
            waits = f"It closes {until(question)}, if nobody takes it."
            return blocks_view([_about(base, question, "Your question waits"), waits], _while_open(clock, question))
        case QuestionState.OFFERED if taker is not None:
            offer = _offer(clock, question, taker)
            return blocks_view(
                [_about(base, question, "Somebody would talk with you"), *offer], _on_offer(clock, question)
            )
        case QuestionState.ANSWERED:
            who = f"**They say of themselves**\n{self_description(taker, clock)}" if taker else ""
            answer = f"**They answer**\n{quoted(seen.answer) if seen.answer else GONE_WORDS}"
            blocks = [_about(base, question, "Your question was answered"), who, answer]
            return blocks_view(blocks, [asked_button("pitch", _PITCH, question)])
        case QuestionState.TALKED:
            blocks = [_about(base, question, _BOTH), _talk_words(seen.handle, shows=question.asker_shows)]
            buttons = [] if question.asker_shows else [asked_button("show", _SHOW, question, style=_YES)]
            return blocks_view(blocks, [*buttons, asked_button("pitch", _PITCH, question)])
        case QuestionState.WITHDRAWN:
            anew = asked_button("anew", "Ask anew", question)
            return blocks_view([_about(base, question, "You withdrew this question")], [anew])
        case _:
            return closed_view(base, question)


def closed_view(base: KnowledgeBase, question: Question) -> ui.LayoutView:
    """Return that a question is closed, in the same words whatever closed it, with what is free all the same."""
    anew = asked_button("anew", "Ask anew", question)
    return blocks_view(
        [_about(base, question, "Your question is closed"), _CLOSED], [anew, *free_ways(base, question.role_id)]
    )


def taker_view(base: KnowledgeBase, seen: Seen) -> ui.LayoutView:
    """Return how a question stands, for an insider who took it, or had offered to talk."""
    question = seen.question
    is_mine = seen.taker is not None and question.insider_id == seen.taker.id
    pitch = taken_button("pitch", _PITCH, question)
    match question.state:
        case QuestionState.OFFERED if is_mine:
            waits = f"It closes {until(question)}, if they do not say yes."
            return blocks_view([_about(base, question, "You offered to talk"), waits], [pitch])
        case QuestionState.TALKED if is_mine:
            blocks = [_about(base, question, _BOTH), _talk_words(seen.handle, shows=question.insider_shows)]
            buttons = [] if question.insider_shows else [taken_button("show", _SHOW, question, style=_YES)]
            return blocks_view(blocks, [*buttons, pitch])
        case QuestionState.ANSWERED if is_mine:
            return blocks_view([_about(base, question, "You answered this")])
        case _:
            return blocks_view([_OVER])


def queue_view(base: KnowledgeBase, waiting: Sequence[Waiting], note: str = "") -> ui.LayoutView:
    """Return what waits for an insider, the oldest first, with what they can do about each."""
    view = blocks_view([_QUEUE, note])
    found = [question for one in waiting for question in one.questions]
    blocks = [f"**{title_of(base, one.role_id)}** · closes {until(one)}\n{quoted(one.text or '')}" for one in found]
    left = _ROOM - len(note)
    for shown, (question, block) in enumerate(zip(found, blocks, strict=True)):
        left -= len(block)
        if shown == _MOST_WAITING or left < 0:
            view.add_item(ui.TextDisplay("-# There are more; they come up when these are gone."))
            break
        view.add_item(ui.TextDisplay(block))
        view.add_item(ui.ActionRow(*_in_queue(question)))
    if not found:
        view.add_item(ui.TextDisplay("Nothing waits. I write to you once a day at most, when something does."))
    return view


def _about(base: KnowledgeBase, question: Question, heading: str) -> str:
    return f"### {heading}\n-# About {title_of(base, question.role_id)}\n{excerpt(question)}"


def _in_queue(question: Question) -> Iterator[Button]:
    yield taken_button("answer", "Answer in writing", question, style=discord.ButtonStyle.primary)
    yield taken_button("talk", "Talk", question)
    yield taken_button("pass", "Not me", question)
    yield taken_button("pitch", "It’s a pitch", question)


def _offer(clock: Clock, question: Question, taker: Insider) -> tuple[str, str]:
    return (
        f"**They say of themselves**\n{self_description(taker, clock)}",
        f"If you say yes too, each of you may show a handle; nothing is shown by itself. It closes {until(question)}.",
    )


def _on_offer(clock: Clock, question: Question) -> Iterator[Button]:
    yield asked_button("yes", "Yes, talk", question, style=_YES)
    yield asked_button("decline", "Not this person", question)
    yield asked_button("pitch", _PITCH, question)
    yield from _while_open(clock, question)


def _while_open(clock: Clock, question: Question) -> Iterator[Button]:
    if question.may_ask_anew(clock.now()):
        yield asked_button("anew", "Withdraw and ask anew", question)
    yield asked_button("withdraw", "Withdraw", question)


def _talk_words(handle: str | None, *, shows: bool) -> str:
    theirs = (
        f"Their handle: **{escape(handle)}**. Write to them, or look the name up in the server that you share."
        if handle
        else "You see their handle when they show it."
    )
    yours = "They see yours." if shows else "They see yours only if you press the button."
    return f"{theirs} {yours}\n-# Nobody here owes anybody anything. Who asks for money: *{_PITCH}*."
