"""One screen of the form or of a plan, before it becomes Discord components."""

from dataclasses import dataclass
from enum import StrEnum

from bot.kit.ui.screens import Boxed, Go, Keep, OpenPage, Option, StartAgain
from bot.plan.engine.answers import Answers


class Shown(StrEnum):
    """What a screen shows: questions, or the steps."""

    QUESTIONS = "ask"
    STEPS = "steps"


@dataclass(frozen=True, slots=True)
class PlanPlace:
    """Where a member is, with all they answered; it fits a custom id."""

    shown: Shown
    answers: Answers
    screen: int = 0


@dataclass(frozen=True, slots=True)
class SendFile:
    """A button that sends the calendar file."""

    label: str
    answers: Answers
    with_details: bool


Press = Go[PlanPlace] | SendFile | Keep[Answers] | OpenPage | StartAgain


@dataclass(frozen=True, slots=True)
class Ask:
    """A menu that answers a question; nothing need be chosen. `part` tells apart the menus of one question."""

    question: str
    place: PlanPlace
    options: tuple[Option, ...]
    part: int = 0
    most: int = 1
    placeholder: str = "Skipped so far"


@dataclass(frozen=True, slots=True)
class OpenGuide:
    """A menu of the guides behind a screen's steps."""

    guides: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class PlanScreen(Boxed):
    """Text, menus and buttons of one message."""

    menus: tuple[tuple[str, Ask | OpenGuide], ...]
    """Each menu with the words above it; without words where they are empty."""
    rows: tuple[tuple[Press, ...], ...]
