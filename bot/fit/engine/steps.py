"""Steps that open a role, and what the guides say of their cost and time."""

from enum import StrEnum

from bot.knowledge.base import KnowledgeBase
from bot.knowledge.body import Section


class Step(StrEnum):
    """One thing to do that takes a hindrance away."""

    START_RESIDENCY = "start_residency"
    FINISH_RESIDENCY = "finish_residency"
    FELLOWSHIP = "fellowship"
    FIRST_LICENSE = "first_licence"
    EARLY_LICENSE = "early_licence"
    REACTIVATE_LICENSE = "reactivate_licence"
    LIFT_RESTRICTION = "lift_restriction"
    BOARD_EXAM = "board_exam"
    RENEW_BOARD = "renew_board"
    MORE_YEARS = "more_years"


STEP_GUIDES = {
    Step.EARLY_LICENSE: ("no-residency", "If you finished one year or more"),
    Step.REACTIVATE_LICENSE: ("licence-maintenance", "The other statuses, in a few states"),
    Step.BOARD_EXAM: ("board-certification", "What it costs"),
    Step.RENEW_BOARD: ("board-certification", "If it has lapsed"),
}
"""The guide, and its section, that tells what a step takes; for other steps the notes have nothing."""


NAMED = frozenset(STEP_GUIDES)
"""Steps of weeks or months that the notes can name, with their cost; any other keeps a role closed for now."""


def told_of(base: KnowledgeBase, step: Step) -> tuple[str, Section] | None:
    """Return a guide's id and its section about a step's cost and time, or None where the notes have nothing."""
    guide_id, title = STEP_GUIDES.get(step, ("", ""))
    page = base.pages.get(guide_id)
    section = page.body.section(title) if page else None
    return (guide_id, section) if section else None
