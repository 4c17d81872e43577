"""The rules: what a role asks, set against what a member has.

A rule closes a role only on a sourced line of its page. What varies, what the notes do not know and what the member
skipped is said, and closes nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from bot.fit.engine.answers import Answers, BoardStatus, LicenceStatus, School, TrainingReached
from bot.fit.engine.evidence import ASKING, Evidence, Gate, evidence_for
from bot.fit.engine.steps import Step
from bot.knowledge.role import RolePage
from bot.knowledge.vocabulary import SPARED, BoardNeed, Level, LicenceNeed, Openness, Training


class Standing(StrEnum):
    """How a member stands before a gate."""

    MET = "met"
    DEPENDS = "depends"
    UNKNOWN = "unknown"
    UNSAID = "unsaid"
    STEPS = "steps"
    BLOCKED = "blocked"


SHUT = frozenset({Standing.STEPS, Standing.BLOCKED})
IN_DOUBT = frozenset({Standing.DEPENDS, Standing.UNKNOWN, Standing.UNSAID})


@dataclass(frozen=True, slots=True)
class Finding:
    """What one rule found, and the page's lines behind it, law before custom."""

    gate: Gate
    standing: Standing
    steps: tuple[Step, ...] = ()
    years_short: int = 0
    evidence: tuple[Evidence, ...] = ()

    @property
    def asked_by(self) -> Level:
        """Return LAW where any line behind it is law, else EMPLOYERS: law outweighs custom."""
        by_law = any(line.level is Level.LAW for line in self.evidence)
        return Level.LAW if by_law else Level.EMPLOYERS


_Way = tuple[Standing, tuple[Step, ...]]

_MET: _Way = (Standing.MET, ())
_DEPENDS: _Way = (Standing.DEPENDS, ())
_UNSAID: _Way = (Standing.UNSAID, ())
_UNKNOWN: _Way = (Standing.UNKNOWN, ())
_BLOCKED: _Way = (Standing.BLOCKED, ())

_FOR_AND_AGAINST = ASKING.union(SPARED)
_ANYTHING = frozenset({*Level, None})

MOST_YEARS_AS_A_STEP = 2
"""A longer wait is no step that anyone would call one."""


def findings(front: RolePage, answers: Answers) -> Iterator[Finding]:
    """Yield what each rule finds; the school says nothing where it is no question."""
    yield _finding(front, Gate.TRAINING, _training(front.fit.training, answers))
    yield _finding(front, Gate.LICENCE, _licence(front.fit.licence, answers))
    yield _finding(front, Gate.BOARD, _board(front.fit.board, answers))
    yield _finding(front, Gate.YEARS, _years(front.fit.years, answers), _years_short(front.fit.years, answers))
    school = _school(front.fit.img_open, answers)
    if school == _UNKNOWN:
        # what the page says of degrees need not say anything of where they are from
        yield Finding(Gate.SCHOOL, Standing.UNKNOWN)
    elif school is not None:
        yield _finding(front, Gate.SCHOOL, school)


def _finding(front: RolePage, gate: Gate, way: _Way, years_short: int = 0) -> Finding:
    standing, steps = way
    if standing in SHUT and evidence_for(front, gate, ASKING):
        return Finding(gate, standing, steps, years_short, evidence_for(front, gate, _FOR_AND_AGAINST))
    if standing in SHUT:
        standing = Standing.UNKNOWN  # the page's summary says so, and no sourced line of it does
    return Finding(gate, standing, evidence=evidence_for(front, gate, _ANYTHING))


_REACHED = {
    TrainingReached.DEGREE: 0,
    TrainingReached.IN_RESIDENCY: 1,
    TrainingReached.LEFT_RESIDENCY: 1,
    TrainingReached.RESIDENCY: 2,
    TrainingReached.FELLOWSHIP: 3,
}
_ASKED = {
    Training.NO_DEGREE: 0,
    Training.DEGREE: 0,
    Training.SOME_RESIDENCY: 1,
    Training.RESIDENCY: 2,
    Training.FELLOWSHIP: 3,
}
_MORE_TRAINING: dict[tuple[Training, TrainingReached], tuple[Step, ...]] = {
    (Training.RESIDENCY, TrainingReached.IN_RESIDENCY): (Step.FINISH_RESIDENCY,),
    (Training.FELLOWSHIP, TrainingReached.IN_RESIDENCY): (Step.FINISH_RESIDENCY, Step.FELLOWSHIP),
    (Training.FELLOWSHIP, TrainingReached.RESIDENCY): (Step.FELLOWSHIP,),
}


def _training(asked: Training, answers: Answers) -> _Way:
    reached = answers.training
    if asked is Training.UNKNOWN:
        return _UNKNOWN
    if _ASKED.get(asked) == 0:
        return _MET
    if reached is None:
        return _UNSAID
    if asked is Training.VARIES:
        return _MET if _REACHED[reached] >= _ASKED[Training.RESIDENCY] else _DEPENDS
    if _REACHED[reached] >= _ASKED[asked]:
        return _MET
    steps = _MORE_TRAINING.get((asked, reached))
    return (Standing.STEPS, steps) if steps else _BLOCKED


_TO_A_LICENCE = {
    LicenceStatus.RESTRICTED: Step.LIFT_RESTRICTION,
    LicenceStatus.TRAINING_ONLY: Step.EARLY_LICENCE,
    LicenceStatus.INACTIVE: Step.REACTIVATE_LICENCE,
    LicenceStatus.NONE: Step.FIRST_LICENCE,
}
_COULD_HOLD_ONE = {LicenceStatus.ACTIVE, LicenceStatus.TRAINING_ONLY, LicenceStatus.INACTIVE}


def _licence(asked: LicenceNeed, answers: Answers) -> _Way:
    held = answers.licence
    if asked is LicenceNeed.UNKNOWN:
        return _UNKNOWN
    if asked is LicenceNeed.NONE:
        return _MET
    if held is None:
        return _UNSAID
    if asked is LicenceNeed.VARIES:
        return _MET if held is LicenceStatus.ACTIVE else _DEPENDS
    if asked is LicenceNeed.ELIGIBLE:
        return _MET if held in _COULD_HOLD_ONE else _DEPENDS
    if held is LicenceStatus.ACTIVE:
        return _DEPENDS if asked is LicenceNeed.STATE_OF_WORK else _MET
    return Standing.STEPS, _steps_to_a_licence(held, answers.training)


def _steps_to_a_licence(held: LicenceStatus, reached: TrainingReached | None) -> tuple[Step, ...]:
    if held is LicenceStatus.NONE and reached is TrainingReached.DEGREE:
        return Step.START_RESIDENCY, Step.FIRST_LICENCE
    if held is LicenceStatus.NONE and reached in {TrainingReached.IN_RESIDENCY, TrainingReached.LEFT_RESIDENCY}:
        return (Step.EARLY_LICENCE,)
    return (_TO_A_LICENCE[held],)


def _board(asked: BoardNeed, answers: Answers) -> _Way:
    status = answers.board
    if asked is BoardNeed.UNKNOWN:
        return _UNKNOWN
    if asked is BoardNeed.NONE:
        return _MET
    if status is None:
        return _UNSAID
    if status is BoardStatus.CERTIFIED:
        return _MET
    if asked is BoardNeed.VARIES:
        return _DEPENDS
    if status is BoardStatus.ELIGIBLE:
        return _MET if asked is BoardNeed.ELIGIBLE else (Standing.STEPS, (Step.BOARD_EXAM,))
    if status is BoardStatus.LAPSED:
        return Standing.STEPS, (Step.RENEW_BOARD,)
    if answers.training is TrainingReached.IN_RESIDENCY:
        exam = () if asked is BoardNeed.ELIGIBLE else (Step.BOARD_EXAM,)
        return Standing.STEPS, (Step.FINISH_RESIDENCY, *exam)
    return _BLOCKED


def _years(asked: int | None, answers: Answers) -> _Way:
    if asked is None:
        return _UNKNOWN
    if asked == 0:
        return _MET
    if answers.years is None:
        return _UNSAID
    short = _years_short(asked, answers)
    if short == 0:
        return _DEPENDS  # a number says nothing of the kind of work that counts
    return (Standing.STEPS, (Step.MORE_YEARS,)) if short <= MOST_YEARS_AS_A_STEP else _BLOCKED


def _years_short(asked: int | None, answers: Answers) -> int:
    return 0 if asked is None or answers.years is None else max(0, asked - answers.years)


def _school(openness: Openness, answers: Answers) -> _Way | None:
    if answers.school is School.DOMESTIC:
        return None
    if answers.school is None:
        return _UNSAID if openness is Openness.NO else None
    return {
        Openness.YES: _MET,
        Openness.NO: _BLOCKED,
        Openness.VARIES: _DEPENDS,
        Openness.UNKNOWN: _UNKNOWN,
    }[openness]
