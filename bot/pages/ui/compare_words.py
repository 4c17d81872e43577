"""The words of a cell when roles stand side by side: controlled words and counts, short enough for a phone."""

from bot.kit.ui.limits import shorten
from bot.knowledge.count_words import tiny_count_words
from bot.knowledge.role import Glance, RolePage
from bot.knowledge.vocabulary import Hours, Remote
from bot.pages.ui.labels import BOARD, HOURS, LICENSE, REMOTE, TRAINING

_LONGEST = 44


def cell(name: str, front: RolePage) -> str:
    """Return what a role asks or offers, by the name of the at-a-glance line."""
    glance: Glance = getattr(front.at_a_glance, name)
    words = _controlled(name, front) or _free(glance)
    return f"{words} ({tiny_count_words(glance.tally)})" if glance.tally and glance.tally.main else words


def _controlled(name: str, front: RolePage) -> str | None:
    fit = front.fit
    match name:
        case "licence":
            return LICENSE[fit.licence]
        case "board_certification":
            return BOARD[fit.board]
        case "residency":
            return TRAINING[fit.training]
        case "experience" if fit.years is not None:
            return f"{fit.years}+ years"
        case "travel" if fit.travel_percent is not None:
            return f"up to {fit.travel_percent}%" if fit.travel_percent else "none"
        case "remote" if fit.remote is not Remote.UNKNOWN:
            return REMOTE[fit.remote]
        case "hours" if fit.hours is not Hours.UNKNOWN:
            return HOURS[fit.hours]
        case _:
            return None


def _free(glance: Glance) -> str:
    """Return the first clause of a value: what stands after it is on the role's card."""
    if glance.is_unknown or not glance.value:
        return "unknown"
    return shorten(glance.value.split(";")[0], _LONGEST)
