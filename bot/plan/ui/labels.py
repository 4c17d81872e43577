"""The words that members read in the form of a plan."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from bot.kit.days import short_day
from bot.knowledge.us_states import UsState
from bot.plan.engine.answers import Benefit, Malpractice, NonCompete, Notice, Renewal, Savings, Visa
from bot.plan.ui.custom_ids import LAST_DAY

QUESTION = {
    LAST_DAY: "Your last day, or one that you are thinking of",
    "notice": "Notice that your contract asks for",
    "non_compete": "Is there a non-compete?",
    "state": "Whose law does the contract name? Else, where you work",
    "malpractice": "Your malpractice cover",
    "renewal": "Your license is due for renewal",
    "visa": "Does your stay hang on a visa?",
    "savings": "How long would your savings do?",
    "benefits": "What comes with the job? As many as apply",
}
_DO_NOT_KNOW = "I don't know"
_CHOICES: Mapping[str, Mapping[Any, str]] = {
    "notice": {
        Notice.NONE: "None",
        **{one: f"{one} days" for one in Notice if one.days},
        Notice.UNKNOWN: _DO_NOT_KNOW,
    },
    "non_compete": {NonCompete.YES: "Yes", NonCompete.NO: "No", NonCompete.UNKNOWN: _DO_NOT_KNOW},
    "malpractice": {
        Malpractice.CLAIMS_MADE: "Claims-made",
        Malpractice.OCCURRENCE: "Occurrence",
        Malpractice.EMPLOYER_TAIL: "My employer pays the tail",
        Malpractice.UNKNOWN: _DO_NOT_KNOW,
    },
    "renewal": {
        Renewal.SOON: "Within three months of my last day",
        Renewal.LATER: "Later",
        Renewal.UNKNOWN: _DO_NOT_KNOW,
    },
    "visa": {
        Visa.NONE: "No",
        Visa.H1B: "H-1B",
        Visa.J1_WAIVER: "J-1 waiver",
        Visa.O1: "O-1",
        Visa.GREEN_CARD_PENDING: "Green card pending",
        Visa.RATHER_NOT: "Rather not say",
    },
    "savings": {
        Savings.UNDER_3: "Less than three months",
        Savings.MONTHS_3_TO_6: "Three to six months",
        Savings.MONTHS_6_TO_12: "Six to twelve months",
        Savings.MORE: "More",
    },
    "benefits": {
        Benefit.HEALTH: "Health insurance",
        Benefit.DISABILITY: "Disability cover",
        Benefit.RETIREMENT: "Retirement match or vesting",
        Benefit.LOANS: "Loan forgiveness (PSLF)",
        Benefit.NONE: "None of these",
    },
}


def choice_label(question: str, choice: object) -> str:
    """Return the words of a choice."""
    return choice.label if isinstance(choice, UsState) else _CHOICES[question][choice]


def day_words(day: date) -> str:
    """Return a day such as `Wed, Mar 31, 2027`."""
    return f"{day:%a}, {short_day(day)}"
