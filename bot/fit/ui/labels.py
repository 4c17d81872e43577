"""The words that members read in the questionnaire and its result."""

from collections.abc import Mapping
from typing import Any

from bot.fit.engine.answers import MOST_YEARS, BoardStatus, LicenseStatus, School, TrainingReached, Work
from bot.fit.engine.evidence import Gate
from bot.fit.engine.ranking import Group
from bot.fit.engine.rules import Standing
from bot.fit.engine.steps import Step
from bot.fit.engine.wishes import Match, Wish
from bot.knowledge.vocabulary import Hours, Level, MedicalField, Remote
from bot.pages.ui.money import amount

QUESTION = {
    "training": "How far did your training go?",
    "specialty": "Your field",
    "board": "Specialty board",
    "licence": "US license",
    "school": "Where is your medical degree from?",
    "trained_in": "Where did you do residency?",
    "work": "Permission to work in the US",
    "years": "Years since training ended",
    "travel": "Travel, at most",
    "remote": "Where would you work?",
    "hours": "How much?",
    "pay_floor": "Least pay a year",
    "likes": "What do you like? As many as you want",
    "dislikes": "What do you want no more of? As many as you want",
}

_TRAINING_REACHED = {
    TrainingReached.DEGREE: "Degree, no residency",
    TrainingReached.IN_RESIDENCY: "In residency now",
    TrainingReached.LEFT_RESIDENCY: "Some residency, not finished",
    TrainingReached.RESIDENCY: "Residency finished",
    TrainingReached.FELLOWSHIP: "Fellowship finished too",
}
_SPECIALTY = {
    MedicalField.INTERNAL: "Internal or hospital medicine, and its subspecialties",
    MedicalField.FAMILY: "Family medicine, general practice",
    MedicalField.PEDIATRICS: "Pediatrics",
    MedicalField.EMERGENCY: "Emergency or critical care",
    MedicalField.SURGERY: "Surgery of any kind",
    MedicalField.OBSTETRICS: "Obstetrics and gynecology",
    MedicalField.PSYCHIATRY: "Psychiatry or neurology",
    MedicalField.ANESTHESIA: "Anesthesia",
    MedicalField.RADIOLOGY: "Radiology",
    MedicalField.PATHOLOGY: "Pathology",
    MedicalField.PREVENTIVE: "Preventive or occupational medicine",
    MedicalField.OTHER: "Another field, or none",
}
_BOARD_STATUS = {
    BoardStatus.CERTIFIED: "Certified, current",
    BoardStatus.ELIGIBLE: "Eligible, not certified",
    BoardStatus.LAPSED: "Was certified, lapsed",
    BoardStatus.NOT_ELIGIBLE: "Not eligible",
}
_LICENSE_STATUS = {
    LicenseStatus.ACTIVE: "Active and unrestricted, any state",
    LicenseStatus.RESTRICTED: "Active, with a restriction",
    LicenseStatus.TRAINING_ONLY: "Training license only",
    LicenseStatus.INACTIVE: "Inactive, lapsed or retired",
    LicenseStatus.NONE: "Never had one",
}
_SCHOOL = {
    School.DOMESTIC: "United States or Canada",
    School.ABROAD: "Elsewhere (IMG)",
}
_TRAINED_IN = {
    School.DOMESTIC: "United States or Canada",
    School.ABROAD: "Elsewhere",
}
_WORK = {
    Work.CITIZEN: "US citizen",
    Work.GREEN_CARD: "Green card",
    Work.NEEDS_VISA: "I need, or hold, a visa",
    Work.RATHER_NOT: "Rather not say",
}
_REMOTE_WISH = {
    Remote.FULL: "From home only",
    Remote.HYBRID: "Partly from home, or wholly",
    Remote.ONSITE: "On site, at least partly",
}
_HOURS_WISH = {
    Hours.FULL_TIME: "Full time",
    Hours.PART_TIME: "Part time, or by the case",
    Hours.PER_CASE: "By the case only",
}


def choice_label(question: str, choice: object) -> str:
    """Return the words of a choice."""
    match question, choice:
        case "years", int():
            return _years(choice)
        case "travel", int():
            return f"{choice}% of the time" if choice else "None"
        case "pay_floor", int():
            return f"{amount(choice, 'USD')} a year"
        case "likes" | "dislikes", str():
            return str(choice).replace("_", " ").capitalize()
        case _:
            return _CHOICES[question][choice]


_CHOICES: Mapping[str, Mapping[Any, str]] = {
    "training": _TRAINING_REACHED,
    "specialty": _SPECIALTY,
    "board": _BOARD_STATUS,
    "licence": _LICENSE_STATUS,
    "school": _SCHOOL,
    "trained_in": _TRAINED_IN,
    "work": _WORK,
    "remote": _REMOTE_WISH,
    "hours": _HOURS_WISH,
}


def _years(years: int) -> str:
    if years == 0:
        return "Less than one, or still in training"
    return f"{years} or more" if years == MOST_YEARS else counted(years, "year")


def counted(number: int, noun: str) -> str:
    """Return such as `1 year` or `2 years`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


GROUP = {
    Group.OPEN: "Open now",
    Group.LIKELY: "Likely open",
    Group.STEP: "Open with one step",
    Group.CLOSED: "Closed for now, and why",
}
TAB = {Group.OPEN: "Open", Group.LIKELY: "Likely", Group.STEP: "One step", Group.CLOSED: "Closed"}

GATE = {
    Gate.TRAINING: "Training",
    Gate.LICENSE: "License",
    Gate.BOARD: "Board certification",
    Gate.YEARS: "Experience",
    Gate.SCHOOL: "Degree from abroad",
    Gate.WORK: "Permission to work",
    Gate.FIELD: "Field of medicine",
}

STANDING = {
    Standing.MET: "✅",
    Standing.DEPENDS: "🟠",
    Standing.UNKNOWN: "❔",
    Standing.UNSAID: "❔",
    Standing.AGAINST: "🟠",
    Standing.STEPS: "🔸",
    Standing.BLOCKED: "⛔",
}

MATCH = {Match.FOR: "👍", Match.AGAINST: "👎", Match.UNSURE: "❔"}

WISH = {
    (Wish.TRAVEL, Match.FOR): "travel",
    (Wish.TRAVEL, Match.AGAINST): "more travel than you want",
    (Wish.REMOTE, Match.FOR): "place of work",
    (Wish.REMOTE, Match.AGAINST): "another place of work",
    (Wish.HOURS, Match.FOR): "hours",
    (Wish.HOURS, Match.AGAINST): "other hours",
    (Wish.PAY, Match.FOR): "pay",
    (Wish.PAY, Match.AGAINST): "pay below your floor",
    (Wish.FIELD, Match.FOR): "your field",
    (Wish.FIELD, Match.AGAINST): "other fields than yours",
}
"""Short words for a condition that a role meets or misses."""

ASKED_BY = {Level.LAW: "⚖️ by law", Level.EMPLOYERS: "🏢 by employers"}

LINE = {
    Level.LAW: "⚖️ By law",
    Level.EMPLOYERS: "🏢 Employers",
    Level.HELPS: "➕ Helps",
    Level.NOT_REQUIRED: "🚫 Not required",
    Level.NOT_ASKED: "🔍 Nobody we read asks",
    None: "📄 The page",
}

_STEP = {
    Step.START_RESIDENCY: "do residency training",
    Step.FINISH_RESIDENCY: "finish residency",
    Step.FELLOWSHIP: "do a fellowship",
    Step.FIRST_LICENSE: "get a US license",
    Step.EARLY_LICENSE: "get a full license",
    Step.REACTIVATE_LICENSE: "make the license active again",
    Step.LIFT_RESTRICTION: "have the restriction lifted",
    Step.BOARD_EXAM: "get board certified",
    Step.RENEW_BOARD: "renew the board certificate",
}


def step_label(step: Step, years_short: int) -> str:
    """Return a step in the imperative."""
    return f"work {counted(years_short, 'more year')}" if step is Step.MORE_YEARS else _STEP[step]
