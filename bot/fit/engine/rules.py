"""The rules: what a role asks, set against what a member has.

What a page's summary leaves open, its requirements decide: a card that asks for a residency is never open without one.
"""

import re
from enum import StrEnum

from bot.fit.engine.answers import Answers, BoardStatus, LicenceStatus, School, TrainingReached, Work
from bot.fit.engine.evidence import ASKING, Gate, asks_for, evidence_for
from bot.fit.engine.steps import Step
from bot.knowledge.role import RolePage
from bot.knowledge.vocabulary import BoardNeed, LicenceNeed, Openness, Training, WorkPermission


class Standing(StrEnum):
    """How a member stands before a gate."""

    MET = "met"
    DEPENDS = "depends"
    UNKNOWN = "unknown"
    UNSAID = "unsaid"
    AGAINST = "against"
    """Some ask for it on the card, not all, and the member has it not."""
    STEPS = "steps"
    BLOCKED = "blocked"


SHUT = frozenset({Standing.STEPS, Standing.BLOCKED})
IN_DOUBT = frozenset({Standing.DEPENDS, Standing.UNKNOWN, Standing.UNSAID, Standing.AGAINST})

Way = tuple[Standing, tuple[Step, ...]]

MET: Way = (Standing.MET, ())
DEPENDS: Way = (Standing.DEPENDS, ())
UNSAID: Way = (Standing.UNSAID, ())
UNKNOWN: Way = (Standing.UNKNOWN, ())
AGAINST: Way = (Standing.AGAINST, ())
BLOCKED: Way = (Standing.BLOCKED, ())

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
_CLINICAL = re.compile(r"clinical (work|practice|experience)|in practice|after (training|residency)", re.IGNORECASE)
_OTHER_KINDS = re.compile(
    r"\b(drug|industry|trials?|safety review|medical review|research|quality|managed care)\b", re.IGNORECASE
)


def training(front: RolePage, answers: Answers) -> Way:
    """Compare how far training went; residency abroad is not known to count where residency is asked."""
    asked, reached = front.fit.training, answers.training
    asks_residency = asks_for(front, Gate.TRAINING)
    if asked is Training.UNKNOWN and asks_residency:
        asked = Training.RESIDENCY
    if reached is None:
        return MET if _ASKED.get(asked) == 0 and not asks_residency else UNSAID
    is_trained = _REACHED[reached] >= _ASKED[Training.RESIDENCY]
    if is_trained and (asked in {Training.UNKNOWN, Training.VARIES} or _REACHED[reached] >= _ASKED[asked]):
        return DEPENDS if answers.trained_in is School.ABROAD and _ASKED.get(asked, 1) > 0 else MET
    if asked is Training.UNKNOWN:
        return UNKNOWN
    if asked is Training.VARIES:
        return AGAINST if asks_residency else DEPENDS
    if _REACHED[reached] >= _ASKED[asked]:
        return AGAINST if asks_residency and _ASKED[asked] == 0 else MET
    steps = _MORE_TRAINING.get((asked, reached))
    return (Standing.STEPS, steps) if steps else BLOCKED


_TO_A_LICENCE = {
    LicenceStatus.RESTRICTED: Step.LIFT_RESTRICTION,
    LicenceStatus.TRAINING_ONLY: Step.EARLY_LICENCE,
    LicenceStatus.INACTIVE: Step.REACTIVATE_LICENCE,
    LicenceStatus.NONE: Step.FIRST_LICENCE,
}
_COULD_HOLD_ONE = {LicenceStatus.ACTIVE, LicenceStatus.TRAINING_ONLY, LicenceStatus.INACTIVE}


def licence(front: RolePage, answers: Answers) -> Way:
    """Compare licenses."""
    asked, held = front.fit.licence, answers.licence
    asks_one = asks_for(front, Gate.LICENCE)
    if asked is LicenceNeed.UNKNOWN and asks_one:
        asked = LicenceNeed.ANY_STATE
    if asked is LicenceNeed.NONE and not asks_one:
        return MET
    if held is None:
        return UNSAID
    if held is LicenceStatus.ACTIVE:
        return DEPENDS if asked is LicenceNeed.STATE_OF_WORK else MET
    if asked is LicenceNeed.UNKNOWN:
        return UNKNOWN
    if asked in {LicenceNeed.NONE, LicenceNeed.VARIES}:
        return AGAINST if asks_one else DEPENDS
    if asked is LicenceNeed.ELIGIBLE:
        return MET if held in _COULD_HOLD_ONE else DEPENDS
    return _to_a_licence(held, answers)


def _to_a_licence(held: LicenceStatus, answers: Answers) -> Way:
    """Return the steps to a license; without any training in the United States or Canada there are none."""
    reached = answers.training
    if held is LicenceStatus.NONE and (reached is TrainingReached.DEGREE or _trained_abroad(answers)):
        return BLOCKED
    if held is LicenceStatus.NONE and reached in {TrainingReached.IN_RESIDENCY, TrainingReached.LEFT_RESIDENCY}:
        return Standing.STEPS, (Step.EARLY_LICENCE,)
    return Standing.STEPS, (_TO_A_LICENCE[held],)


def _trained_abroad(answers: Answers) -> bool:
    """Tell whether residency was abroad; with a degree from abroad and nothing said, it is taken to be."""
    if answers.trained_in is not None:
        return answers.trained_in is School.ABROAD
    return answers.school is School.ABROAD


def board(front: RolePage, answers: Answers) -> Way:
    """Compare board certification."""
    asked, status = front.fit.board, answers.board
    asks_one = asks_for(front, Gate.BOARD)
    if asked is BoardNeed.NONE and not asks_one:
        return MET
    if status is None:
        return UNSAID
    if status is BoardStatus.CERTIFIED:
        return MET
    if asked is BoardNeed.UNKNOWN and not asks_one:
        return UNKNOWN
    if asked in {BoardNeed.NONE, BoardNeed.VARIES, BoardNeed.UNKNOWN}:
        return AGAINST if asks_one and status is not BoardStatus.ELIGIBLE else DEPENDS
    if status is BoardStatus.ELIGIBLE:
        return MET if asked is BoardNeed.ELIGIBLE else (Standing.STEPS, (Step.BOARD_EXAM,))
    if status is BoardStatus.LAPSED:
        return Standing.STEPS, (Step.RENEW_BOARD,)
    if answers.training is TrainingReached.IN_RESIDENCY:
        exam = () if asked is BoardNeed.ELIGIBLE else (Step.BOARD_EXAM,)
        return Standing.STEPS, (Step.FINISH_RESIDENCY, *exam)
    return BLOCKED


def years(front: RolePage, answers: Answers) -> Way:
    """Compare years; a number of years at the bedside says nothing of years in another kind of work."""
    asked = front.fit.years
    if not asked and not asks_for(front, Gate.YEARS):
        return MET
    if answers.years is None:
        return UNSAID
    short = years_short(asked, answers)
    if short:
        return Standing.STEPS, (Step.MORE_YEARS,)
    return MET if asked is not None and _counts_clinical_years(front) else DEPENDS


def years_short(asked: int | None, answers: Answers) -> int:
    """Return how many years are missing, 0 where none are or nobody said."""
    return 0 if asked is None or answers.years is None else max(0, asked - answers.years)


def _counts_clinical_years(front: RolePage) -> bool:
    lines = [line.text for line in evidence_for(front, Gate.YEARS, ASKING)]
    return bool(lines) and all(_CLINICAL.search(line) and not _OTHER_KINDS.search(line) for line in lines)


def school(front: RolePage, answers: Answers) -> Way | None:
    """Compare where the degree is from; who skipped it is told only of roles that take none from abroad."""
    openness = front.fit.img_open
    if answers.school is School.DOMESTIC:
        return None
    if answers.school is None:
        return UNSAID if openness is Openness.NO else None
    return {
        Openness.YES: MET,
        Openness.NO: BLOCKED,
        Openness.VARIES: DEPENDS,
        Openness.UNKNOWN: UNKNOWN,
    }[openness]


_MAY_WORK = {
    WorkPermission.CITIZEN: {Work.CITIZEN},
    WorkPermission.PERMANENT: {Work.CITIZEN, Work.GREEN_CARD},
}


def work(front: RolePage, answers: Answers) -> Way | None:
    """Compare citizenship and permission to work."""
    asked, have = front.fit.work, answers.work
    if have is Work.CITIZEN or (asked is WorkPermission.UNKNOWN and have is not Work.NEEDS_VISA):
        return MET if asked is not WorkPermission.UNKNOWN else None
    if asked is WorkPermission.UNKNOWN:
        return UNKNOWN
    if have in {None, Work.RATHER_NOT}:
        return UNSAID
    if asked is WorkPermission.VARIES:
        return DEPENDS
    return MET if have in _MAY_WORK[asked] else BLOCKED


def field_of_medicine(front: RolePage, answers: Answers) -> Way | None:
    """Compare fields of medicine, where a role takes only some."""
    if not front.fit.fields:
        return None
    if answers.specialty is None:
        return UNSAID
    return MET if answers.specialty in front.fit.fields else BLOCKED
