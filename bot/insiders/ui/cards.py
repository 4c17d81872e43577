"""How a question stands, as each side reads it: nothing on a card tells who stands on the other."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import discord
from discord import ui

from bot.insiders.model.crossing import quoted
from bot.insiders.model.profile import Insider
from bot.insiders.model.question import Question, QuestionState
from bot.insiders.service.answering import Waiting
from bot.insiders.ui.words import asked_button, excerpt, free_ways, self_description, taken_button, title_of, until
from bot.kit.clock import Clock
from bot.kit.member_text import escape
from bot.kit.ui.answering import note_view
from bot.kit.ui.pressing import Button
from bot.knowledge.base import KnowledgeBase

_YES = discord.ButtonStyle.success
_PITCH = "This became a pitch"
_SHOW = "Show my handle to this person"
MOST_WAITING = 5


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
    about = f"-# About {title_of(base, question.role_id)}\n{excerpt(question)}"
    match question.state:
        case QuestionState.OPEN:
            words = f"### Your question waits\n{about}\nIt closes {until(question)}, if nobody takes it."
            return _view(words, _while_open(clock, question))
        case QuestionState.OFFERED if taker is not None:
            return _view(_offer_words(clock, question, taker, about), _on_offer(clock, question))
        case QuestionState.ANSWERED:
            said = f"\n{self_description(taker, clock)}" if taker else ""
            answer = quoted(seen.answer) if seen.answer else "> (its words are gone)"
            who = f"**Who answers says of themselves**{said}\n" if said else ""
            words = f"### Your question was answered\n{about}\n{who}**Answer**\n{answer}"
            return _view(words, [asked_button("pitch", _PITCH, question)])
        case QuestionState.TALKED:
            words = f"### You both said yes\n{about}\n{_talk_words(seen.handle, shows=question.asker_shows)}"
            buttons = [] if question.asker_shows else [asked_button("show", _SHOW, question, style=_YES)]
            return _view(words, [*buttons, asked_button("pitch", _PITCH, question)])
        case QuestionState.WITHDRAWN:
            return _view(f"### You withdrew this question\n{about}", [asked_button("anew", "Ask anew", question)])
        case _:
            return closed_view(base, question)


def closed_view(base: KnowledgeBase, question: Question) -> ui.LayoutView:
    """Return that a question is closed, in the same words whatever closed it, with what is free all the same."""
    words = (
        f"### Your question is closed\n-# About {title_of(base, question.role_id)}\n{excerpt(question)}\n"
        "That happens, and says nothing about you or what you asked. You can ask anew, or go another way: "
        "the role’s page, the guide on finding people, and `/lead browse` for what members share."
    )
    return _view(words, [asked_button("anew", "Ask anew", question), *free_ways(base, question.role_id)])


def taker_view(base: KnowledgeBase, seen: Seen) -> ui.LayoutView:
    """Return how a question stands, for an insider who took it, or had offered to talk."""
    question, about = seen.question, f"-# About {title_of(base, seen.question.role_id)}\n{excerpt(seen.question)}"
    is_mine = seen.taker is not None and question.insider_id == seen.taker.id
    match question.state:
        case QuestionState.OFFERED if is_mine:
            words = f"### You offered to talk\n{about}\nThey have until {until(question)} to say yes."
            return _view(words, [taken_button("pitch", _PITCH, question)])
        case QuestionState.TALKED if is_mine:
            words = f"### You both said yes\n{about}\n{_talk_words(seen.handle, shows=question.insider_shows)}"
            buttons = [] if question.insider_shows else [taken_button("show", _SHOW, question, style=_YES)]
            return _view(words, [*buttons, taken_button("pitch", _PITCH, question)])
        case QuestionState.ANSWERED if is_mine:
            return note_view(f"### You answered this\n{about}")
        case _:
            return note_view("A question that you offered to talk about is closed. There is nothing for you to do.")


def queue_view(base: KnowledgeBase, waiting: Sequence[Waiting], note: str = "") -> ui.LayoutView:
    """Return what waits for an insider, the oldest first, with what they can do about each."""
    view = ui.LayoutView(timeout=None)
    heading = (
        "## Questions for you\n-# Nobody sees that you looked. *Not me* hides one from you, and nobody hears of it."
    )
    view.add_item(ui.TextDisplay(f"{heading}\n{note}" if note else heading))
    found = [(one.insider, question) for one in waiting for question in one.questions]
    for _, question in found[:MOST_WAITING]:
        words = f"**{title_of(base, question.role_id)}**\n{quoted(question.text or '')}\n-# Closes {until(question)}"
        view.add_item(ui.TextDisplay(words))
        view.add_item(ui.ActionRow(*_in_queue(question)))
    if not found:
        view.add_item(ui.TextDisplay("Nothing waits. I write to you once a day at most, when something does."))
    elif len(found) > MOST_WAITING:
        view.add_item(ui.TextDisplay("-# There are more; they come up when these are gone."))
    return view


def _in_queue(question: Question) -> Iterator[Button]:
    yield taken_button("answer", "Answer in writing", question, style=discord.ButtonStyle.primary)
    yield taken_button("talk", "Talk", question)
    yield taken_button("pass", "Not me", question)
    yield taken_button("pitch", "It’s a pitch", question)


def _offer_words(clock: Clock, question: Question, taker: Insider, about: str) -> str:
    return (
        f"### Somebody would talk with you\n{about}\n**They say of themselves**\n{self_description(taker, clock)}\n"
        f"If you say yes too, each of you may show a handle: nothing is shown by itself. Open until {until(question)}."
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
        f"Their handle: **{escape(handle)}**. Write to them, or look the name up in this server."
        if handle
        else "You see their handle when they show it."
    )
    yours = "They see yours." if shows else "They see yours only if you press the button."
    return f"{theirs} {yours}\n-# Nobody here owes anybody anything. Who asks for money: *{_PITCH}*."


def _view(words: str, buttons: Iterator[Button] | Sequence[Button]) -> ui.LayoutView:
    shown = list(buttons)
    return note_view(words, *([ui.ActionRow(*shown)] if shown else []))
