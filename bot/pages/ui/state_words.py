"""The words that members read for the tables of states."""

from datetime import date
from enum import StrEnum

from bot.kit.days import short_day
from bot.knowledge.postings import UNDATED
from bot.knowledge.state_topics import (
    AnyCell,
    Buyout,
    Compact,
    Consultation,
    Covenant,
    CovenantReach,
    Dismissal,
    Hours,
    Offered,
    PracticeAsked,
    ReturnAfter,
    ReturnProof,
    ReviewerSpecialty,
    TelehealthLicense,
    WhereLicensed,
    WitnessLicense,
    WitnessPractice,
    WitnessSpecialty,
)

NOT_READ = "not read yet"
OLD_AFTER_YEARS = 3
"""Laws change: a text older than this is called old."""
_DAY = len("2026-11-30")

COLUMN = {
    ("non-competes", "covenant"): "Non-compete",
    ("non-competes", "reach"): "Which work it speaks of",
    ("non-competes", "dismissal"): "If the employer ends it",
    ("non-competes", "buyout"): "Buyout or damages",
    ("review-licenses", "reviewer"): "Who reviews or denies",
    ("review-licenses", "medical_director"): "Medical director of a plan",
    ("review-licenses", "specialty"): "Specialty",
    ("review-licenses", "external"): "External reviewer",
    ("telehealth", "license"): "To see its patients from elsewhere",
    ("telehealth", "compact"): "Licensure compact",
    ("telehealth", "consultation"): "Advising its physicians",
    ("expert-witness", "license"): "License",
    ("expert-witness", "specialty"): "Specialty",
    ("expert-witness", "practice"): "Recent practice",
    ("license-upkeep", "cme"): "CME for an active license",
    ("license-upkeep", "practice"): "Practice to renew it",
    ("license-upkeep", "inactive"): "Inactive license",
    ("license-upkeep", "retired"): "Retired license",
    ("license-upkeep", "volunteer"): "Volunteer license",
    ("license-upkeep", "administrative"): "Administrative license",
    ("re-entry", "after"): "Asked for more after",
    ("re-entry", "proof"): "What then",
}
"""A column's heading, by topic and name."""

_VALUE: dict[type[StrEnum], dict[str, str]] = {
    Covenant: {
        Covenant.VOID: "void",
        Covenant.VOIDABLE: "voidable, if you object",
        Covenant.VOID_FOR_SOME: "void for some",
        Covenant.LIMITED: "allowed within limits",
        Covenant.REASONABLE: "allowed if reasonable",
    },
    CovenantReach: {
        CovenantReach.ANY_WORK: "any work",
        CovenantReach.PRACTICE: "practice of medicine",
        CovenantReach.DESK_LEFT_OUT: "desk work left out",
    },
    Dismissal: {
        Dismissal.FALLS: "it falls",
        Dismissal.FALLS_WITHOUT_CAUSE: "it falls, without cause",
        Dismissal.FALLS_AFTER_LAYOFF: "it falls, after a layoff",
        Dismissal.STAYS: "it stays",
    },
    Buyout: {
        Buyout.MUST_BE_OFFERED: "buyout must be offered",
        Buyout.DAMAGES_ALLOWED: "damages allowed",
        Buyout.NO_DAMAGES: "no damages either",
    },
    WhereLicensed: {
        WhereLicensed.THIS_STATE: "licensed in this state",
        WhereLicensed.ANY_STATE: "licensed in any state",
        WhereLicensed.NOT_SAID: "the text names no state",
    },
    ReviewerSpecialty: {
        ReviewerSpecialty.SAME: "the same",
        ReviewerSpecialty.SAME_OR_SIMILAR: "the same or similar",
        ReviewerSpecialty.ON_APPEAL: "same or similar, on appeal",
        ReviewerSpecialty.NOT_SAID: "the text names none",
    },
    TelehealthLicense: {
        TelehealthLicense.FULL_LICENSE: "a license of this state",
        TelehealthLicense.REGISTRATION: "registration is enough",
        TelehealthLicense.SPECIAL_LICENSE: "a telehealth license",
    },
    Compact: {
        Compact.MEMBER: "member",
        Compact.ADOPTED: "joined by statute",
        Compact.NOT_MEMBER: "not a member",
    },
    Consultation: {
        Consultation.ALLOWED: "no license needed",
        Consultation.LIMITED: "no license, within limits",
        Consultation.NOT_ALLOWED: "license needed",
    },
    WitnessLicense: {
        WitnessLicense.THIS_STATE: "this state’s",
        WitnessLicense.THIS_OR_NEIGHBOR: "this or a neighbor state’s",
        WitnessLicense.CERTIFICATE: "this state’s, or its certificate",
        WitnessLicense.ANY_STATE: "any state’s",
    },
    WitnessSpecialty: {
        WitnessSpecialty.SAME: "the same",
        WitnessSpecialty.SAME_OR_SIMILAR: "the same or similar",
        WitnessSpecialty.COURT_WEIGHS: "the court weighs it",
    },
    WitnessPractice: {
        WitnessPractice.RECENT_CLINICAL: "recent clinical practice",
        WitnessPractice.RECENT_CLINICAL_OR_TEACHING: "recent practice or teaching",
        WitnessPractice.COURT_WEIGHS: "the court weighs it",
    },
    Hours: {Hours.REQUIRED: "required", Hours.NONE: "none"},
    Offered: {Offered.OFFERED: "there is one", Offered.NOT_OFFERED: "there is none"},
    PracticeAsked: {
        PracticeAsked.REQUIRED: "asked for",
        PracticeAsked.OTHER_PROOF: "asked for, or other proof",
        PracticeAsked.NOT_REQUIRED: "not asked for",
    },
    ReturnAfter: {
        ReturnAfter.ONE_YEAR: "one year",
        ReturnAfter.TWO_YEARS: "two years",
        ReturnAfter.THREE_YEARS: "three years",
        ReturnAfter.FOUR_YEARS: "four years",
        ReturnAfter.FIVE_YEARS: "five years",
        ReturnAfter.LONGER: "more than five years",
        ReturnAfter.BOARD_DECIDES: "the board decides",
    },
    ReturnProof: {
        ReturnProof.EXAM: "an exam",
        ReturnProof.PROGRAM: "a program, or supervised practice",
        ReturnProof.HOURS: "hours of education",
        ReturnProof.ONE_OF_SEVERAL: "one of several ways",
        ReturnProof.BOARD_DECIDES: "the board decides",
    },
}


def value_words(value: StrEnum) -> str:
    """Return a cell's controlled word as members read it."""
    return _VALUE[type(value)][value]


def text_date(cell: AnyCell, this_year: int) -> str:
    """Return the date of the text that was read, with a warning where it is old or has none."""
    is_old = cell.as_of != UNDATED and this_year - int(cell.as_of[:4]) > OLD_AFTER_YEARS
    return text_of(cell) + (", old: may have changed" if is_old else "")


def text_of(cell: AnyCell) -> str:
    """Return the date of the text that was read."""
    if cell.as_of == UNDATED:
        return "undated text, may have changed"
    read = short_day(date.fromisoformat(cell.as_of)) if len(cell.as_of) == _DAY else cell.as_of
    return f"text of {read}"
