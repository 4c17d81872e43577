"""Custom ids of the questionnaire: they hold every answer, so nothing else has to."""

from collections.abc import Mapping

from bot.fit.engine.answers import CHOICES, Answers
from bot.fit.ui.code import CODE_LENGTH, FINGERPRINT, decode, encode
from bot.fit.ui.screen import FitPlace, Shown
from bot.kit.choice_code import CODE
from bot.kit.ui.custom_ids import PAGE, VERSION, CustomId

_ANSWERS = f"{CODE}{{{CODE_LENGTH}}}"
GO = CustomId(
    f"fit:{FINGERPRINT}",
    verb="go|turn",
    shown="|".join(Shown),
    role="[a-z0-9-]+",
    screen="[0-9]{1,3}",
    code=_ANSWERS,
)
"""A button to another place."""
SET = CustomId(f"fit:{FINGERPRINT}:set", question="|".join(CHOICES), step="[0-9]", code=_ANSWERS)
"""A menu that answers a question."""
PICK = CustomId(f"fit:{FINGERPRINT}:pick", code=_ANSWERS)
"""A menu of roles that leads to the reasons of one."""
KEEP = CustomId(f"fit:{FINGERPRINT}:keep", code=_ANSWERS)
"""A button that sends the result to the member's own messages."""
FIT_PAGE = CustomId("fitpage", page=PAGE)
"""A button that opens a page's card."""
START = CustomId("fitstart")
"""A button to the first question, with no answer kept."""
OUTDATED = rf"{VERSION}:fit:(?!{FINGERPRINT}:).*"
"""The pattern of all ids whose answers were encoded in another way."""


def go_id(verb: str, place: FitPlace) -> str:
    """Return the id of a button to a place."""
    code = encode(place.answers)
    return GO(verb=verb, shown=place.shown, role=place.role, screen=place.screen, code=code)


def set_id(question: str, place: FitPlace) -> str:
    """Return the id of a menu that answers a question."""
    return SET(question=question, step=place.screen, code=encode(place.answers))


def pick_id(answers: Answers) -> str:
    """Return the id of a menu of roles."""
    return PICK(code=encode(answers))


def keep_id(answers: Answers) -> str:
    """Return the id of a button that keeps a result."""
    return KEEP(code=encode(answers))


def place_of(given: Mapping[str, str]) -> FitPlace:
    """Return the place that a GO id leads to."""
    return FitPlace(Shown(given["shown"]), decode(given["code"]), int(given["screen"]), given["role"])
