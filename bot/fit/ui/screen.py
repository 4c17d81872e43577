"""One screen of the questionnaire, before it becomes Discord components."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.fit.engine.answers import Answers
from bot.fit.engine.ranking import Group
from bot.kit.ui.screens import Boxed, Go, Keep, OpenPage, Option, StartAgain


class Shown(StrEnum):
    """What a screen shows: a question, the best roles, a group of them, or why one role is where it is."""

    QUESTION = "ask"
    BEST = "best"
    OPEN = Group.OPEN.value
    LIKELY = Group.LIKELY.value
    STEP = Group.STEP.value
    CLOSED = Group.CLOSED.value
    REASONS = "why"


@dataclass(frozen=True, slots=True)
class FitPlace:
    """Where a member is in the questionnaire, with all they answered; it fits a custom id."""

    shown: Shown
    answers: Answers
    screen: int = 0
    """The number of the step, or of the screen of a list or of reasons, from 0."""
    role: str = "-"
    """The id of the role whose reasons are shown."""


@dataclass(frozen=True, slots=True)
class Ask:
    """A menu that answers a question; nothing need be chosen."""

    question: str
    place: FitPlace
    options: tuple[Option, ...]
    most: int


@dataclass(frozen=True, slots=True)
class PickRole:
    """A menu that leads to the reasons of a role."""

    answers: Answers
    options: tuple[Option, ...]


Press = Go[FitPlace] | Keep[Answers] | OpenPage | StartAgain


@dataclass(frozen=True, slots=True)
class FitScreen(Boxed):
    """Text, menus and buttons of one message."""

    menus: tuple[tuple[str, Ask | PickRole], ...]
    """Each menu with the words above it."""
    rows: tuple[tuple[Press, ...], ...]


def pager(place: FitPlace, number: int, count: int) -> Iterator[tuple[Press, ...]]:
    """Yield the row that turns the screens of a list or of reasons, if there is more than one."""
    if count > 1:
        yield (
            Go("‹ Back", replace(place, screen=max(number - 1, 0)), "turn", is_enabled=number > 0),
            Go(
                f"Next ›  ({number + 1} of {count})",
                replace(place, screen=number + 1),
                "turn",
                is_enabled=number < count - 1,
            ),
        )
