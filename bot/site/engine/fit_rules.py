"""The rules of `/fit` as data, taken from the rules themselves: each table is what they answer to every choice.

The browser looks up and adds; it decides nothing of its own.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations, groupby, product
from typing import Any

from bot.fit.engine.answers import CHOICES, SEVERAL, Answers
from bot.fit.engine.assets import ASSETS
from bot.fit.engine.evidence import Gate
from bot.fit.engine.gates import Finding, findings
from bot.fit.engine.ranking import A_DOUBT_COSTS, Group, RoleFit
from bot.fit.engine.rules import Standing
from bot.fit.engine.steps import NAMED, Step
from bot.fit.engine.wishes import Flag, Wish, flags
from bot.fit.ui.labels import GATE, GROUP, QUESTION, WISH, choice_label, step_label
from bot.knowledge.base import KnowledgeBase, Page
from bot.knowledge.role import RolePage
from bot.knowledge.vocabulary import Level, PageKind

ASKS = {
    Gate.TRAINING: ("training", "trained_in"),
    Gate.LICENCE: ("licence", "training", "trained_in", "school"),
    Gate.BOARD: ("board", "training"),
    Gate.YEARS: ("years",),
    Gate.SCHOOL: ("school",),
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
_TWICE = "against_twice"
_TRAITS = (
    Standing.DEPENDS,
    Standing.UNKNOWN,
    Standing.UNSAID,
    Standing.AGAINST,
    _TWICE,
    Standing.STEPS,
    Standing.BLOCKED,
)
"""What a group may go by, besides the number of steps; the place of each is its bit in a key."""
_ELSE = Group.CLOSED
"""The group of every key that is not listed: most of them."""
_MOST_STEPS = 2
"""So many steps or more count alike."""


@dataclass(slots=True)
class _Shared:
    """Rows that stand once and are named by their number: most roles have the same."""

    rows: list[Any] = field(default_factory=list)
    numbers: dict[str, int] = field(default_factory=dict)

    def number(self, row: Any) -> int:
        key = json.dumps(row, sort_keys=True)
        if key not in self.numbers:
            self.numbers[key] = len(self.rows)
            self.rows.append(row)
        return self.numbers[key]


def fit_rules(base: KnowledgeBase) -> dict[str, Any]:
    """Return the tables of all roles; questions that were skipped stand first in each."""
    outcomes, tables = _Shared(), _Shared()
    roles = [_role(base.role(page.id), outcomes, tables) for page in base.of_kind(PageKind.ROLE)]
    some = next((base.role(page.id) for page in base.of_kind(PageKind.ROLE)), None)
    return {
        "choices": {question: [str(choice) for choice in choices] for question, choices in CHOICES.items()},
        "gates": [{"id": gate, "label": GATE[gate], "asks": asks} for gate, asks in ASKS.items()],
        "assets": list(ASSETS),
        "a_doubt_costs": A_DOUBT_COSTS,
        "groups": [{"id": group, "label": GROUP[group]} for group in Group],
        "traits": _TRAITS,
        "most_steps": _MOST_STEPS,
        "group_of": {key: group for key, group in _groups(some) if group is not _ELSE} if some else {},
        "else": _ELSE,
        "wishes": {f"{wish}/{match}": words for (wish, match), words in WISH.items()},
        "outcomes": outcomes.rows,
        "tables": [_short(row) for row in tables.rows],
        "roles": roles,
    }


def _short(row: list[Any]) -> list[Any] | dict[str, list[Any]]:
    """Return a row as values and how often each stands in turn, where that is shorter."""
    runs = [part for value, same in groupby(row) for part in (value, len(list(same)))]
    return {"runs": runs} if len(runs) < len(row) else row


def _role(role: Page[RolePage], outcomes: _Shared, tables: _Shared) -> dict[str, Any]:
    front = role.front
    gates = []
    for gate, questions in ASKS.items():
        gates.append(tables.number([_outcome(front, gate, one, outcomes) for one in _every(questions)]))
    wishes = {
        question: tables.number([_wish(front, wish, question, choice) for choice in CHOICES[question]])
        for question, wish in _WISH_OF.items()
    }
    assets = [tables.number([points(role, one) for one in _every(asks)]) for asks, points in ASSETS.items()]
    return {
        "id": role.id,
        "title": role.title,
        "gates": gates,
        "assets": assets,
        "wishes": wishes,
        "likes": front.fit.likes,
        "dislikes": front.fit.dislikes,
    }


def _every(asked: tuple[str, ...]) -> Iterator[Answers]:
    """Yield all answers to some questions, the last question's choices in turn first."""
    for chosen in product(*((None, *CHOICES[question]) for question in asked)):
        yield Answers(**dict(zip(asked, chosen, strict=True)))


def _outcome(front: RolePage, gate: Gate, answers: Answers, outcomes: _Shared) -> int | None:
    finding = next((one for one in findings(front, answers) if one.gate is gate), None)
    if finding is None:
        return None
    return outcomes.number(
        {
            "standing": finding.standing,
            **({"trait": Standing.BLOCKED} if finding.steps and not NAMED.issuperset(finding.steps) else {}),
            "by": Level.LAW if finding.asked_by is Level.LAW else Level.EMPLOYERS,
            "steps": finding.steps,
            "words": [step_label(step, finding.years_short) for step in finding.steps],
        }
    )


def _wish(front: RolePage, wish: Wish, question: str, choice: Any) -> list[Any] | None:
    found: Flag | None = next((one for one in flags(front, Answers(**{question: choice})) if one.wish is wish), None)
    return None if found is None else [found.points, found.match]


def _groups(some: Page[RolePage]) -> Iterator[tuple[str, Group]]:
    """Yield the group for every set of traits and number of steps that can be; the key is `bits.steps`."""
    for size in range(len(_TRAITS) + 1):
        for present in combinations(range(len(_TRAITS)), size):
            traits = [_TRAITS[number] for number in present]
            if _TWICE in traits and Standing.AGAINST not in traits:
                continue
            least, most = int(Standing.BLOCKED not in traits), _MOST_STEPS  # a step that closes is counted too
            for steps in range(least, most + 1) if {Standing.STEPS, Standing.BLOCKED} & {*traits} else (0,):
                found = tuple(_finding(trait, steps) for trait in traits)
                key = sum(1 << number for number in present)
                yield f"{key}.{steps}", RoleFit(some, found, (), assets=0).group


def _finding(trait: str, steps: int) -> Finding:
    taken = tuple(step for step in Step if step in NAMED)[:steps] if trait == Standing.STEPS else ()
    return Finding(Gate.TRAINING, Standing.AGAINST if trait == _TWICE else Standing(trait), taken)


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
