"""Find the screen of a place."""

from datetime import date

from bot.kit.ui.screens import StartAgain
from bot.knowledge.base import KnowledgeBase
from bot.plan.engine.planning import make_plan
from bot.plan.ui.questions import HEADING, question_screen
from bot.plan.ui.screen import PlanPlace, PlanScreen, Shown
from bot.plan.ui.steps import steps_screen

_OUTDATED = (
    "The questions have changed since this message was made, so I can't read its answers any more. "
    "Nothing of them was kept. Press below, and it takes a minute."
)


def screen_at(base: KnowledgeBase, place: PlanPlace, today: date) -> PlanScreen:
    """Return the screen of a place."""
    if place.shown is Shown.QUESTIONS:
        return question_screen(place.answers, place.screen, today)
    return steps_screen(base, make_plan(base, place.answers, today), place.screen)


def outdated_screen() -> PlanScreen:
    """Return what an older message becomes: a plain word and a new start."""
    return PlanScreen(f"{HEADING}\n-# Start again", (_OUTDATED,), "", (), ((StartAgain(),),))
