"""Steps of leaving a job, as guides have them: when, for whom, whom the rule binds, and who says so."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field, StringConstraints, model_validator

from bot.knowledge.fields import PAGE_ID, SomeSourceIds
from bot.knowledge.frozen import Frozen

LONGEST_STEP_TITLE = 60
_FURTHEST = 400
"""Most days before or after the day from which a step is counted."""

StepId = Annotated[str, StringConstraints(pattern=PAGE_ID, max_length=40)]


class StepAbout(StrEnum):
    """What a step is about."""

    VISA = "visa"
    MONEY = "money"
    CONTRACT = "contract"
    PATIENTS = "patients"
    MALPRACTICE = "malpractice"
    LICENSE = "licence"
    REGISTERS = "registers"
    COVER = "cover"
    PAPERS = "papers"


class StepRule(StrEnum):
    """What makes a step necessary."""

    LAW = "law"
    CONTRACT = "contract"
    CUSTOM = "custom"


class StepAnchor(StrEnum):
    """The day from which a step is counted: the day of planning, the day of giving notice, or the last day."""

    START = "start"
    NOTICE = "notice"
    LAST_DAY = "last_day"


class Situation(StrEnum):
    """Where somebody stands who leaves; a step with some of these is only for whoever is in one of them."""

    NOTICE_UNKNOWN = "notice_unknown"
    NON_COMPETE = "non_compete"
    NON_COMPETE_UNKNOWN = "non_compete_unknown"
    CLAIMS_MADE = "claims_made"
    OCCURRENCE = "occurrence"
    EMPLOYER_TAIL = "employer_tail"
    MALPRACTICE_UNKNOWN = "malpractice_unknown"
    H1B = "h1b"
    J1_WAIVER = "j1_waiver"
    O1 = "o1"
    GREEN_CARD_PENDING = "green_card_pending"
    VISA_UNSAID = "visa_unsaid"
    RENEWAL_SOON = "renewal_soon"
    RENEWAL_LATER = "renewal_later"
    RENEWAL_UNKNOWN = "renewal_unknown"
    HEALTH_COVER = "health_cover"
    DISABILITY_COVER = "disability_cover"
    RETIREMENT_PLAN = "retirement_plan"
    LOAN_FORGIVENESS = "loan_forgiveness"
    BENEFITS_UNKNOWN = "benefits_unknown"
    SAVINGS_THIN = "savings_thin"
    SAVINGS_UNKNOWN = "savings_unknown"


class StateLaw(StrEnum):
    """Things that each state rules on for itself."""

    NON_COMPETE = "non_compete"
    PATIENT_NOTICE = "patient_notice"
    LICENSE_UPKEEP = "licence_upkeep"
    BOARD_ADDRESS = "board_address"
    FINAL_PAY = "final_pay"
    UNEMPLOYMENT = "unemployment"


class StepDay(Frozen):
    """The day of a step."""

    anchor: Annotated[StepAnchor, Field(description="The day from which it is counted.")]
    days: Annotated[
        int, Field(ge=-_FURTHEST, le=_FURTHEST, description="Days after that day; before it where negative.")
    ] = 0
    deadline: Annotated[
        bool, Field(description="The last day on which it may be done, by a rule or a contract; else our suggestion.")
    ] = False

    @model_validator(mode="after")
    def _start_is_now(self) -> "StepDay":
        if self.anchor is StepAnchor.START and (self.days or self.deadline):
            raise ValueError("a step at the start has neither days nor a deadline")
        return self


class Step(Frozen):
    """One thing to do on the way out."""

    id: Annotated[StepId, Field(description="Unique across all guides.")]
    title: Annotated[
        str, StringConstraints(strip_whitespace=True, min_length=3, max_length=LONGEST_STEP_TITLE), Field()
    ]
    text: Annotated[
        str,
        StringConstraints(strip_whitespace=True, min_length=20, max_length=420),
        Field(description="What to do and what the source says of it, no stronger than the source."),
    ]
    about: StepAbout
    when: StepDay
    only_if: Annotated[
        tuple[Situation, ...], Field(description="Whoever is in one of these; everybody where it is left out.")
    ] = ()
    rule: Annotated[StepRule, Field(description="Whether law, one's own contract or policy, or custom asks for it.")]
    binds: Annotated[
        str,
        StringConstraints(strip_whitespace=True, min_length=3, max_length=140),
        Field(description="Whom the rule binds, and nobody else."),
    ]
    state_law: Annotated[
        StateLaw | None, Field(description="The question that each state answers for itself, where there is one.")
    ] = None
    after_last_day: Annotated[
        bool, Field(description="Still worth doing after the last day, although it should be done before.")
    ] = False
    sources: SomeSourceIds
