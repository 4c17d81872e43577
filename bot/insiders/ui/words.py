"""Words and rows that the cards of insiders share."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from discord import ui
from discord.utils import format_dt

from bot.insiders.model.crossing import quoted
from bot.insiders.model.liveness import FLOOR, Liveness
from bot.insiders.model.profile import Declared, Insider, Standing, Years, until_years
from bot.insiders.model.question import Question
from bot.insiders.ui.custom_ids import ASKED, TAKEN
from bot.kit.clock import Clock
from bot.kit.place import Place
from bot.kit.ui.limits import shorten
from bot.kit.ui.pressing import Button
from bot.knowledge.base import KnowledgeBase
from bot.pages.ui.items import open_button

CLOCKS = "-# 7 days for somebody to take it, 3 days for you to say yes to a talk. Then it closes, and I tell you."
NO_NAMES = "Names, links and numbers are taken out."
_FIND_PEOPLE = "networking-and-informational-interviews"
_EXCERPT = 140
GONE_WORDS = "> (its words are gone)"
STANDING = {
    Standing.ACTIVE: "taking questions",
    Standing.PAUSED: "paused",
    Standing.SILENT: "paused, because two of my notes stayed without an answer",
    Standing.REPORTED: "paused by reports; moderators look at it",
}
YEARS_WORDS = {
    Years.UNDER_TWO: "less than 2 years",
    Years.TWO_TO_FIVE: "2 to 5 years",
    Years.SIX_TO_TEN: "6 to 10 years",
    Years.OVER_TEN: "more than 10 years",
}
_NUMBERS = ("", "a day", "two days", "three days", "four days", "five days", "six days", "seven days")


def title_of(base: KnowledgeBase, role_id: str) -> str:
    """Return a role's title; its id for one that is no longer in the notes."""
    page = base.pages.get(role_id)
    return page.title if page else role_id


def excerpt(question: Question, most: int = _EXCERPT) -> str:
    """Return the beginning of a question as a quotation."""
    return quoted(shorten((question.text or "").replace("\n", " "), most)) or GONE_WORDS


def blocks_view(blocks: Sequence[str], buttons: Iterable[Button] = ()) -> ui.LayoutView:
    """Return texts that stand apart, so that a quotation ends where it ends, and buttons below them."""
    view = ui.LayoutView(timeout=None)
    for block in blocks:
        if block:
            view.add_item(ui.TextDisplay(block))
    if shown := list(buttons):
        view.add_item(ui.ActionRow(*shown))
    return view


def liveness_words(liveness: Liveness) -> str:
    """Return the sentence for a role where somebody answers."""
    usually = f", usually within {_NUMBERS[liveness.days]}" if liveness.days else ""
    return f"Some people in this role answer here{usually}."


def floored(count: int) -> str:
    """Return a count for moderators; small ones would name somebody."""
    return str(count) if count >= FLOOR else "fewer than five"


def declared_words(declared: Declared, now: datetime) -> str:
    """Return what the other side reads of an insider: nothing of their state, their switch or their limit."""
    if declared.until_year is None:
        when = "I do this now"
    else:
        earlier = " or earlier" if declared.until_year <= until_years(now)[-1] else ""
        when = f"I did this until {declared.until_year}{earlier}"
    return f"{when}, {YEARS_WORDS[declared.years]} in all."


def self_description(insider: Insider, clock: Clock) -> str:
    """Return what the other side reads of an insider."""
    about = insider.declared.about
    words = declared_words(insider.declared, clock.now())
    return quoted(f"{words}\n{about}" if about else words)


def until(question: Question) -> str:
    """Return when a question's clock runs out."""
    return format_dt(question.ends_at, "R")


def free_ways(base: KnowledgeBase, role_id: str) -> list[Button]:
    """Return the buttons to what is free and needs nobody here: the role's page, and how to find people."""
    pages = ((role_id, "The role’s page"), (_FIND_PEOPLE, "How to find people"))
    return [open_button(Place(page), label, is_current=False) for page, label in pages if page in base.pages]


def asked_button(what: str, label: str, question: Question, **options: object) -> Button:
    """Return an asker's button."""
    return ui.Button(label=label, custom_id=ASKED(what=what, question_id=question.id), **options)  # type: ignore[arg-type]


def taken_button(what: str, label: str, question: Question, **options: object) -> Button:
    """Return an insider's button."""
    return ui.Button(label=label, custom_id=TAKEN(what=what, question_id=question.id), **options)  # type: ignore[arg-type]
