"""The screens of a plan: the next three steps first, three more on each that follows."""

from collections.abc import Sequence

from bot.kit.ui.limits import OPTION_TEXT, shorten
from bot.kit.ui.screens import Go, Keep, Option, StartAgain
from bot.knowledge.base import KnowledgeBase
from bot.pages.ui.card import Screen, paginate
from bot.plan.engine.planning import Plan, PlannedStep
from bot.plan.ui.questions import HEADING, SUPPORT
from bot.plan.ui.screen import OpenGuide, PlanPlace, PlanScreen, Press, SendFile, Shown
from bot.plan.ui.words import counted_words, remark_words, step_block

ON_SCREEN = 3
_SMALL = (
    "-# **By** is a last day, as the source has it; other days are our suggestion. Only you see this; it is not kept. "
    "Career notes, not legal, tax or immigration advice."
)


def steps_screen(base: KnowledgeBase, plan: Plan, number: int) -> PlanScreen:
    """Return one screen of a plan; a screen past the end is the last."""
    screens = _screens(base, plan)
    number = min(number, len(screens) - 1)
    first, screen = screens[number]
    shown = plan.steps[first : first + len(screen.blocks)]
    remarks = remark_words(plan) if number == 0 else ""
    return PlanScreen(
        heading=f"{HEADING}\n-# {counted_words(plan)}",
        text=tuple(filter(None, (remarks, *screen.blocks))),
        small="\n".join(filter(None, (screen.footnotes, _SMALL))),
        menus=(("", OpenGuide(_guides(base, shown))),) if shown else (),
        rows=tuple(filter(None, (_pager(plan, number, len(screens)), _files(plan), _leave(plan)))),
    )


def _screens(base: KnowledgeBase, plan: Plan) -> Sequence[tuple[int, Screen]]:
    """Return the number of the first step of each screen, from 0, and the screen."""
    blocks = [step_block(base, plan, number) for number in range(1, len(plan.steps) + 1)]
    found: list[tuple[int, Screen]] = []
    for start in range(0, max(1, len(blocks)), ON_SCREEN):
        first = start
        for screen in paginate(blocks[start : start + ON_SCREEN], base.sources):
            found.append((first, screen))
            first += len(screen.blocks)
    return found


def _guides(base: KnowledgeBase, shown: Sequence[PlannedStep]) -> tuple[Option, ...]:
    ids = dict.fromkeys(planned.guide_id for planned in shown)
    return tuple(Option(guide_id, shorten(base.pages[guide_id].title, OPTION_TEXT)) for guide_id in ids)


def _pager(plan: Plan, number: int, count: int) -> tuple[Press, ...]:
    if count == 1:
        return ()
    back = PlanPlace(Shown.STEPS, plan.answers, max(number - 1, 0))
    onward = PlanPlace(Shown.STEPS, plan.answers, number + 1)
    label = f"Next ›  ({number + 1} of {count})"
    return (
        Go("‹ Back", back, "turn", is_enabled=number > 0),
        Go(label, onward, "turn", is_enabled=number < count - 1, is_main=True),
    )


def _files(plan: Plan) -> tuple[Press, ...]:
    if plan.answers.last_day is None or not plan.steps:
        return ()
    return (
        SendFile("Calendar file", plan.answers, with_details=False),
        SendFile("File with details", plan.answers, with_details=True),
        Keep(plan.answers),
    )


def _leave(plan: Plan) -> tuple[Press, ...]:
    change = Go("Change my answers", PlanPlace(Shown.QUESTIONS, plan.answers))
    return change, StartAgain(), SUPPORT
