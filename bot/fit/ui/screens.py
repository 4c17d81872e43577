"""Find the screen of a place in the questionnaire."""

from datetime import date

from bot.fit.ui.questions import question_screen
from bot.fit.ui.reasons import reasons_screen
from bot.fit.ui.results import best_screen, results_screen
from bot.fit.ui.screen import FitPlace, FitScreen, Shown
from bot.kit.ui.screens import StartAgain
from bot.knowledge.base import KnowledgeBase

_OUTDATED = (
    "The questions have changed since this message was made, so I can't read its answers any more. "
    "Nothing of them was kept. Press below, and it takes a minute."
)


def screen_at(base: KnowledgeBase, place: FitPlace, today: date) -> FitScreen:
    """Return the screen of a place; raises PageNotFound where a role is gone."""
    match place.shown:
        case Shown.QUESTION:
            return question_screen(place.answers, place.screen)
        case Shown.REASONS:
            return reasons_screen(base, place, today)
        case Shown.BEST:
            return best_screen(base, place)
        case _:
            return results_screen(base, place)


def outdated_screen() -> FitScreen:
    """Return what an older message becomes: a plain word and a new start."""
    return FitScreen("## What is open to me?\n-# Start again", (_OUTDATED,), "", (), ((StartAgain(),),))
