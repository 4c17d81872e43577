"""What a member has that a role wants: it sorts, and never closes a role."""

from collections.abc import Callable, Mapping
from math import log2
from types import MappingProxyType

from bot.fit.engine.answers import Answers, BoardStatus, LicenseStatus, TrainingReached
from bot.fit.engine.specialties import mentions
from bot.knowledge.base import Page
from bot.knowledge.role import RolePage
from bot.knowledge.vocabulary import BoardNeed, Hours, LicenseNeed, Training

_MOST_FROM_CREDENTIALS = 2
_MOST_FROM_FIELD = 3.0
_A_DOUBLING = 0.75
"""Points for each doubling of how often the page names the member's field."""
_SEASONED_YEARS = 10
_SOLD_BY_THE_CASE = 3.5


def asset_points(role: Page[RolePage], answers: Answers) -> float:
    """Return how much of what a member has the role is after: credentials it asks, their field, a name to sell."""
    return sum(points(role, answers) for points in ASSETS.values())


def _credentials(role: Page[RolePage], answers: Answers) -> float:
    """Count what is asked and held: whoever has it competes with fewer."""
    front = role.front
    trained = answers.training in {TrainingReached.RESIDENCY, TrainingReached.FELLOWSHIP}
    asked_and_held = (
        front.fit.training in {Training.RESIDENCY, Training.FELLOWSHIP} and trained,
        front.fit.licence in {LicenseNeed.ANY_STATE, LicenseNeed.STATE_OF_WORK}
        and answers.licence is LicenseStatus.ACTIVE,
        front.fit.board in {BoardNeed.CERTIFIED, BoardNeed.ELIGIBLE} and answers.board is BoardStatus.CERTIFIED,
    )
    return min(sum(asked_and_held), _MOST_FROM_CREDENTIALS)


def _by_the_case(role: Page[RolePage], answers: Answers) -> float:
    """Work by the case is bought from people with a license, a certificate and years."""
    is_seasoned = (answers.years or 0) >= _SEASONED_YEARS and answers.licence is LicenseStatus.ACTIVE
    sells = role.front.fit.hours is Hours.PER_CASE and is_seasoned and answers.board is BoardStatus.CERTIFIED
    return _SOLD_BY_THE_CASE if sells else 0


def _field(role: Page[RolePage], answers: Answers) -> float:
    """Return quarters of a point, which add up the same in any order."""
    field = answers.specialty
    points = 0.0 if field is None else min(_MOST_FROM_FIELD, _A_DOUBLING * log2(1 + mentions(role, field)))
    return round(4 * points) / 4


ASSETS: Mapping[tuple[str, ...], Callable[[Page[RolePage], Answers], float]] = MappingProxyType(
    {
        ("training", "licence", "board"): _credentials,
        ("licence", "board", "years"): _by_the_case,
        ("specialty",): _field,
    }
)
"""What gives points, by the questions on which it depends."""
