"""The rules of `/fit` as data, taken from the rules themselves: each table is what they answer to every choice.

The browser looks up and adds; it decides nothing of its own.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import product

from bot.fit.engine.answers import CHOICES, SEVERAL, Answers
from bot.fit.engine.assets import ASSETS
from bot.fit.engine.evidence import Gate
from bot.fit.engine.gates import Finding, finding
from bot.fit.engine.ranking import A_DOUBT_COSTS, A_LACK_COSTS, Group, RoleFit
from bot.fit.engine.rules import IN_DOUBT, Standing
from bot.fit.engine.steps import NAMED, Step
from bot.fit.engine.wishes import Wish, flags
from bot.fit.ui.labels import GATE, GROUP, QUESTION, WISH, choice_label, step_label
from bot.knowledge.base import KnowledgeBase, Page
from bot.knowledge.role import RolePage
from bot.knowledge.vocabulary import Level, PageKind
from bot.site.engine.fit_tables import Shared, table

ASKS = {
    Gate.TRAINING: ("training", "trained_in"),
    Gate.LICENSE: ("licence", "training", "trained_in", "school"),
    Gate.BOARD: ("board", "training"),
    Gate.YEARS: ("years",),
    Gate.SCHOOL: ("school", "training", "trained_in", "licence"),
    Gate.WORK: ("work",),
    Gate.FIELD: ("specialty",),
}
"""The questions on which what a gate finds depends."""
_WISH_OF = {
    "travel": Wish.TRAVEL,
    "remote": Wish.REMOTE,
    "hours": Wish.HOURS,
    "pay_floor": Wish.PAY,
    "specialty": Wish.FIELD,
}
_MOST = 2
"""So many steps, or things that some ask and the member has not, or more count alike."""
_UNNAMED = tuple(step for step in Step if step not in NAMED)


def fit_rules(base: KnowledgeBase) -> dict[str, object]:
    """Return the tables of all roles."""
    outcomes, tables = Shared(), Shared()
    roles = [base.role(page.id) for page in base.of_kind(PageKind.ROLE)]
    return {
        "choices": {question: [str(choice) for choice in choices] for question, choices in CHOICES.items()},
        "gates": [{"id": gate, "label": GATE[gate]} for gate in ASKS],
        "groups": [{"id": group, "label": GROUP[group]} for group in Group],
        "most": _MOST,
        "a_doubt_costs": A_DOUBT_COSTS,
        "a_lack_costs": A_LACK_COSTS,
        "named": sorted(NAMED),
        "in_doubt": sorted(IN_DOUBT),
        "group_of": dict(_groups(roles[0])) if roles else {},
        "wishes": list(_WISH_OF.values()),
        "wish_words": {f"{wish}/{match}": words for (wish, match), words in WISH.items()},
        "roles": [_role(role, outcomes, tables) for role in roles],
        "outcomes": outcomes.rows,
        "tables": tables.rows,
    }


def _role(role: Page[RolePage], outcomes: Shared, tables: Shared) -> dict[str, object]:
    front, fit = role.front, role.front.fit
    return {
        "id": role.id,
        "title": role.title,
        "gates": [tables.number(table(asks, partial(_outcome, front, gate, outcomes))) for gate, asks in ASKS.items()],
        "wishes": [
            tables.number(table((question,), partial(_wish, front, wish))) for question, wish in _WISH_OF.items()
        ],
        "assets": [tables.number(table(asks, partial(points, role))) for asks, points in ASSETS.items()],
        "likes": [CHOICES["likes"].index(taste) for taste in fit.likes],
        "dislikes": [CHOICES["dislikes"].index(taste) for taste in fit.dislikes],
    }


def _outcome(front: RolePage, gate: Gate, outcomes: Shared, answers: Answers) -> int | None:
    found = finding(front, gate, answers)
    if found is None:
        return None
    return outcomes.number(
        {
            "standing": found.standing,
            "by": Level.LAW if found.asked_by is Level.LAW else Level.EMPLOYERS,
            "steps": found.steps,
            "words": [step_label(step, found.years_short) for step in found.steps],
        }
    )


def _wish(front: RolePage, wish: Wish, answers: Answers) -> list[object] | None:
    found = next((one for one in flags(front, answers) if one.wish is wish), None)
    return None if found is None else [found.points, found.match]


def _groups(some: Page[RolePage]) -> Iterator[tuple[str, Group]]:
    """Yield the group for all that it may go by.

    The key is whether something blocks, how many steps there are, whether the notes name them all, how many things
    some ask and the member has not, and whether anything else is in doubt.
    """
    several = range(_MOST + 1)
    for blocks, steps, are_named, against, doubts in product((0, 1), several, (0, 1), several, (0, 1)):
        taken = (tuple(NAMED) if are_named else _UNNAMED)[:steps]
        found = (
            *([Finding(Gate.SCHOOL, Standing.BLOCKED)] * blocks),
            *(Finding(Gate.TRAINING, Standing.STEPS, (step,)) for step in taken),
            *([Finding(Gate.BOARD, Standing.AGAINST)] * against),
            *([Finding(Gate.YEARS, Standing.UNKNOWN)] * doubts),
        )
        yield f"{blocks}{steps}{are_named}{against}{doubts}", RoleFit(some, found, (), 0).group


@dataclass(frozen=True, slots=True)
class Question:
    """One question of the form."""

    id: str
    label: str
    choices: tuple[tuple[str, str], ...]
    has_several: bool


def questions() -> tuple[Question, ...]:
    """Return the questions with their choices in words."""
    return tuple(
        Question(
            question,
            QUESTION[question],
            tuple((str(choice), choice_label(question, choice)) for choice in choices),
            question in SEVERAL,
        )
        for question, choices in CHOICES.items()
    )


def fit_script(base: KnowledgeBase) -> bytes:
    """Return the tables as a script: a page that is opened from a disk may load one, and may not fetch JSON."""
    return f"const FIT = {json.dumps(fit_rules(base), separators=(',', ':'), ensure_ascii=False)};\n".encode()
