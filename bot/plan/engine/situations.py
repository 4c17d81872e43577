"""Where somebody stands, by their answers: what was skipped counts as not known, and has a step that finds it out."""

from collections.abc import Iterator, Mapping
from typing import Any

from bot.knowledge.steps import Situation
from bot.plan.engine.answers import Answers, Benefit, Malpractice, NonCompete, Notice, Renewal, Savings, Visa

_NOTICE: Mapping[Notice | None, Situation] = {
    None: Situation.NOTICE_UNKNOWN,
    Notice.UNKNOWN: Situation.NOTICE_UNKNOWN,
}
_NON_COMPETE: Mapping[NonCompete | None, Situation] = {
    None: Situation.NON_COMPETE_UNKNOWN,
    NonCompete.UNKNOWN: Situation.NON_COMPETE_UNKNOWN,
    NonCompete.YES: Situation.NON_COMPETE,
}
_MALPRACTICE: Mapping[Malpractice | None, Situation] = {
    None: Situation.MALPRACTICE_UNKNOWN,
    Malpractice.UNKNOWN: Situation.MALPRACTICE_UNKNOWN,
    Malpractice.CLAIMS_MADE: Situation.CLAIMS_MADE,
    Malpractice.OCCURRENCE: Situation.OCCURRENCE,
    Malpractice.EMPLOYER_TAIL: Situation.EMPLOYER_TAIL,
}
_RENEWAL: Mapping[Renewal | None, Situation] = {
    None: Situation.RENEWAL_UNKNOWN,
    Renewal.UNKNOWN: Situation.RENEWAL_UNKNOWN,
    Renewal.SOON: Situation.RENEWAL_SOON,
    Renewal.LATER: Situation.RENEWAL_LATER,
}
_VISA: Mapping[Visa | None, Situation] = {
    None: Situation.VISA_UNSAID,
    Visa.RATHER_NOT: Situation.VISA_UNSAID,
    Visa.H1B: Situation.H1B,
    Visa.J1_WAIVER: Situation.J1_WAIVER,
    Visa.O1: Situation.O1,
    Visa.GREEN_CARD_PENDING: Situation.GREEN_CARD_PENDING,
}
_SAVINGS: Mapping[Savings | None, Situation] = {
    None: Situation.SAVINGS_UNKNOWN,
    Savings.UNDER_3: Situation.SAVINGS_THIN,
}
_BENEFITS: Mapping[Benefit, Situation] = {
    Benefit.HEALTH: Situation.HEALTH_COVER,
    Benefit.DISABILITY: Situation.DISABILITY_COVER,
    Benefit.RETIREMENT: Situation.RETIREMENT_PLAN,
    Benefit.LOANS: Situation.LOAN_FORGIVENESS,
}


def situations_of(answers: Answers) -> frozenset[Situation]:
    """Return each situation that the answers put somebody in."""
    return frozenset((*_single(answers), *_benefits(answers)))


def _single(answers: Answers) -> Iterator[Situation]:
    asked: tuple[tuple[Mapping[Any, Situation], Any], ...] = (
        (_NOTICE, answers.notice),
        (_NON_COMPETE, answers.non_compete),
        (_MALPRACTICE, answers.malpractice),
        (_RENEWAL, answers.renewal),
        (_VISA, answers.visa),
        (_SAVINGS, answers.savings),
    )
    for table, answer in asked:
        if answer in table:
            yield table[answer]


def _benefits(answers: Answers) -> Iterator[Situation]:
    if not answers.benefits:
        yield Situation.BENEFITS_UNKNOWN
    for benefit in answers.benefits:
        if benefit in _BENEFITS:
            yield _BENEFITS[benefit]
