"""Sort roles by what a physician has to bring, so that a list begins with what most can get."""

from enum import StrEnum

from bot.knowledge.role import Fit
from bot.knowledge.vocabulary import BoardNeed, LicenseNeed, Training


class Reach(StrEnum):
    """What a role asks for at least, the most open first."""

    NO_RESIDENCY = "no_residency"
    NO_LICENSE = "no_license"
    NO_BOARD = "no_board"
    BOARD = "board"
    VARIES = "varies"


_BEFORE_RESIDENCY = frozenset({Training.NO_DEGREE, Training.DEGREE, Training.SOME_RESIDENCY})
_BOARDED = frozenset({BoardNeed.ELIGIBLE, BoardNeed.CERTIFIED})
_LICENSED = frozenset({LicenseNeed.ELIGIBLE, LicenseNeed.ANY_STATE, LicenseNeed.STATE_OF_WORK})


def reach_of(fit: Fit) -> Reach:
    """Return what a role asks for at least; what is unknown or varies is not taken for open."""
    if fit.board in _BOARDED:
        return Reach.BOARD
    if fit.training in _BEFORE_RESIDENCY:
        return Reach.NO_RESIDENCY
    if fit.licence is LicenseNeed.NONE:
        return Reach.NO_LICENSE
    if fit.licence in _LICENSED and fit.board is BoardNeed.NONE:
        return Reach.NO_BOARD
    return Reach.VARIES
