"""The rules: what a role asks, set against what a member has.

What a page's summary leaves open, its requirements decide: a card that asks for a residency is never open without one.
"""

from enum import StrEnum

from bot.fit.engine import experience
from bot.fit.engine.answers import Answers, BoardStatus, LicenseStatus, School, TrainingReached, Work
from bot.fit.engine.evidence import (
    ASKING,
    Gate,
    a_year_will_do,
    asks_for,
    asks_subspecialty,
    evidence_for,
    takes_equivalence,
)
from bot.fit.engine.specialties import fields_in
from bot.fit.engine.steps import Step
from bot.knowledge.role import RolePage
from bot.knowledge.vocabulary import BoardNeed, Level, LicenseNeed, MedicalField, Openness, Training, WorkPermission


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


def training(front: RolePage, answers: Answers) -> Way:
    """Compare how far training went; residency abroad is not known to count where residency is asked."""
    asked, reached = front.fit.training, answers.training
    asks_residency = asks_for(front, Gate.TRAINING)
    least = Training.SOME_RESIDENCY if asks_residency and a_year_will_do(front) else Training.RESIDENCY
    if asked is Training.UNKNOWN and asks_residency:
        asked = least
    if reached is None:
        return MET if _ASKED.get(asked) == 0 and not asks_residency else UNSAID
    is_trained = _REACHED[reached] >= _ASKED[Training.RESIDENCY]
    if is_trained and (asked in {Training.UNKNOWN, Training.VARIES} or _REACHED[reached] >= _ASKED[asked]):
        return DEPENDS if answers.trained_in is School.ABROAD and _ASKED.get(asked, 1) > 0 else MET
    if asked is Training.UNKNOWN:
        return UNKNOWN
    if asked is Training.VARIES:
        if not asks_residency:
            return DEPENDS
        return MET if _REACHED[reached] >= _ASKED[least] else _some_ask(front, Gate.TRAINING)
    if _REACHED[reached] >= _ASKED[asked]:
        return _some_ask(front, Gate.TRAINING) if asks_residency and _ASKED[asked] == 0 else MET
    steps = _MORE_TRAINING.get((asked, reached))
    return (Standing.STEPS, steps) if steps else BLOCKED


def _some_ask(front: RolePage, gate: Gate) -> Way:
    """Return that some ask for what is lacking, or only that it depends where the card says who does without."""
    return DEPENDS if evidence_for(front, gate, {Level.NOT_REQUIRED}) else AGAINST


_TO_A_LICENSE = {
    LicenseStatus.RESTRICTED: Step.LIFT_RESTRICTION,
    LicenseStatus.TRAINING_ONLY: Step.EARLY_LICENSE,
    LicenseStatus.INACTIVE: Step.REACTIVATE_LICENSE,
    LicenseStatus.NONE: Step.FIRST_LICENSE,
}
_COULD_HOLD_ONE = {LicenseStatus.ACTIVE, LicenseStatus.TRAINING_ONLY, LicenseStatus.INACTIVE}


def licensing(front: RolePage, answers: Answers) -> Way:
    """Compare licenses."""
    asked, held = front.fit.licence, answers.licence
    asks_one = asks_for(front, Gate.LICENSE)
    if asked is LicenseNeed.UNKNOWN and asks_one:
        asked = LicenseNeed.ANY_STATE
    if asked is LicenseNeed.NONE and not asks_one:
        return MET
    if held is None:
        return UNSAID
    if held is LicenseStatus.ACTIVE:
        return MET  # also where it has to be the state's own: the member can look there
    if asked is LicenseNeed.UNKNOWN:
        return UNKNOWN
    if asked in {LicenseNeed.NONE, LicenseNeed.VARIES}:
        return _some_ask(front, Gate.LICENSE) if asks_one else DEPENDS
    if asked is LicenseNeed.ELIGIBLE:
        return MET if held in _COULD_HOLD_ONE else DEPENDS
    return _to_a_license(held, answers)


def _to_a_license(held: LicenseStatus, answers: Answers) -> Way:
    """Return the steps to a license; without any training in the United States or Canada there are none."""
    reached = answers.training
    if held is LicenseStatus.NONE and (reached is TrainingReached.DEGREE or _trained_abroad(answers)):
        return BLOCKED
    if held is LicenseStatus.NONE and reached in {TrainingReached.IN_RESIDENCY, TrainingReached.LEFT_RESIDENCY}:
        return Standing.STEPS, (Step.EARLY_LICENSE,)
    return Standing.STEPS, (_TO_A_LICENSE[held],)


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
        return DEPENDS if asks_subspecialty(front) else MET
    if asked is BoardNeed.UNKNOWN and not asks_one:
        return UNKNOWN
    if asked in {BoardNeed.NONE, BoardNeed.VARIES, BoardNeed.UNKNOWN}:
        return _some_ask(front, Gate.BOARD) if asks_one and status is not BoardStatus.ELIGIBLE else DEPENDS
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
    asking = experience.asked(front)
    if not asked and not asking:
        return MET
    if answers.years is None:
        return UNSAID
    if years_short(asked, answers):
        return AGAINST if asking and not experience.all_name_years(asking) else (Standing.STEPS, (Step.MORE_YEARS,))
    if asked and not asking:
        return MET  # they help, and nobody asks for them
    named = experience.years_named(asking) if asked is None else asked
    return MET if experience.are_clinical(asking) and named is not None and answers.years >= named else DEPENDS


def years_short(asked: int | None, answers: Answers) -> int:
    """Return how many years are missing, 0 where none are or nobody said."""
    return 0 if asked is None or answers.years is None else max(0, asked - answers.years)


_PRACTICES_HERE = {TrainingReached.RESIDENCY, TrainingReached.FELLOWSHIP}


def school(front: RolePage, answers: Answers) -> Way | None:
    """Compare where the degree is from; who skipped it is told only of roles that take none from abroad.

    No degree asked is no degree from anywhere; and residency here and a license have already settled what it is worth,
    where the page does not set terms of its own: both take the certificate of equivalence (ECFMG).
    """
    openness = front.fit.img_open
    if answers.school is School.DOMESTIC or front.fit.training is Training.NO_DEGREE:
        return None
    if answers.school is None:
        return UNSAID if openness is Openness.NO else None
    if openness is not Openness.NO and _is_settled(front, answers):
        return MET
    return {
        Openness.YES: MET,
        Openness.NO: BLOCKED,
        Openness.VARIES: DEPENDS,
        Openness.UNKNOWN: UNKNOWN,
    }[openness]


def _is_settled(front: RolePage, answers: Answers) -> bool:
    has_terms = front.fit.img_open is Openness.VARIES and not takes_equivalence(front)
    was_here = answers.training in _PRACTICES_HERE and answers.trained_in is School.DOMESTIC
    return was_here and answers.licence is LicenseStatus.ACTIVE and not has_terms


_MAY_WORK = {
    WorkPermission.CITIZEN: {Work.CITIZEN},
    WorkPermission.PERMANENT: {Work.CITIZEN, Work.GREEN_CARD},
    WorkPermission.VISA_VARIES: {Work.CITIZEN, Work.GREEN_CARD},
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
    if have in _MAY_WORK[asked]:
        return MET
    return DEPENDS if asked is WorkPermission.VISA_VARIES else BLOCKED


def field_of_medicine(front: RolePage, answers: Answers) -> Way | None:
    """Compare fields of medicine, where a role takes only some or asks for residency in others only."""
    if not front.fit.fields:
        return DEPENDS if _residency_is_elsewhere(front, answers.specialty) else None
    if answers.specialty is None:
        return UNSAID
    return MET if answers.specialty in front.fit.fields else BLOCKED


def _residency_is_elsewhere(front: RolePage, own: MedicalField | None) -> bool:
    """Tell whether each line that asks for residency names fields, and never the member's."""
    if own is None or front.fit.training in {Training.NO_DEGREE, Training.DEGREE}:
        return False
    named = [fields_in(line.text) for line in evidence_for(front, Gate.TRAINING, ASKING)]
    return bool(named) and all(named) and not any(own in fields for fields in named)
