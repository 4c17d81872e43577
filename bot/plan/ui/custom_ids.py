"""Custom ids of plans: they hold every answer, so nothing else has to."""

from collections.abc import Mapping

from bot.kit.choice_code import CODE
from bot.kit.ui.custom_ids import PAGE, VERSION, CustomId
from bot.plan.engine.answers import CHOICES, Answers
from bot.plan.ui.code import CODE_LENGTH, FINGERPRINT, decode, encode
from bot.plan.ui.screen import Ask, PlanPlace, SendFile, Shown

LAST_DAY = "last_day"
"""The question that is answered by a day, not by a choice."""
TYPE_IT = "type"
"""The option of its menu that opens a form."""
_ANSWERS = f"{CODE}{{{CODE_LENGTH}}}"
_NAME = f"plan:{FINGERPRINT}"
GO = CustomId(_NAME, verb="go|turn", shown="|".join(Shown), screen="[0-9]{1,2}", code=_ANSWERS)
"""A button to another place."""
SET = CustomId(f"{_NAME}:set", question="|".join((LAST_DAY, *CHOICES)), part="[0-9]", screen="[0-9]", code=_ANSWERS)
"""A menu that answers a question."""
SEND = CustomId(f"{_NAME}:file", details="[01]", code=_ANSWERS)
"""A button that sends the calendar file."""
KEEP = CustomId(f"{_NAME}:keep", code=_ANSWERS)
"""A button that sends the plan to the member's own messages."""
GUIDE = CustomId("planguide")
"""The menu of guides behind a screen's steps."""
PLAN_PAGE = CustomId("planpage", page=PAGE)
"""A button that opens a page's card."""
START = CustomId("planstart")
"""A button to the first question, with no answer kept."""
OUTDATED = rf"{VERSION}:plan:(?!{FINGERPRINT}:).*"
"""The pattern of all ids whose answers were encoded in another way."""


def go_id(verb: str, place: PlanPlace) -> str:
    """Return the id of a button to a place."""
    return GO(verb=verb, shown=place.shown, screen=place.screen, code=encode(place.answers))


def set_id(ask: Ask) -> str:
    """Return the id of a menu that answers a question."""
    return SET(question=ask.question, part=ask.part, screen=ask.place.screen, code=encode(ask.place.answers))


def send_id(press: SendFile) -> str:
    """Return the id of a button that sends the calendar file."""
    return SEND(details=int(press.with_details), code=encode(press.answers))


def keep_id(answers: Answers) -> str:
    """Return the id of a button that keeps a plan."""
    return KEEP(code=encode(answers))


def place_of(given: Mapping[str, str]) -> PlanPlace:
    """Return the place that a GO id leads to."""
    return PlanPlace(Shown(given["shown"]), decode(given["code"]), int(given["screen"]))
