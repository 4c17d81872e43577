"""What questions and choices are called: in the form, and beside figures."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.outcomes.model.answers import Answers, Question

Q = Question


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of the form, with what each choice says there."""

    label: str
    hint: str
    choices: Mapping[str, str]


FORM: Mapping[Question, Asked] = {
    Q.REACHED: Asked(
        "How far did it get?",
        "No reply, or gave up? That is what nobody publishes: please tell it too.",
        {
            "no_reply": "No reply, or only refusals",
            "interview": "An interview, and no offer",
            "offer": "An offer that I did not take",
            "hired": "Hired",
            "gave_up": "I gave up looking",
        },
    ),
    Q.APPLICATIONS: Asked(
        "How many applications, about?",
        "For this role, however they ended.",
        {
            "none": "None: it came another way",
            "1-5": "1 to 5",
            "6-20": "6 to 20",
            "21-50": "21 to 50",
            "51+": "More than 50",
        },
    ),
    Q.MONTHS: Asked(
        "How long did you look?",
        "From the first step until it ended, or until now.",
        {"0-3": "Up to 3 months", "4-6": "4 to 6 months", "7-12": "7 to 12 months", "13+": "More than a year"},
    ),
    Q.FOUND: Asked(
        "How was it found, or mostly tried?",
        "What came closest.",
        {
            "posting": "A posting or job board",
            "person": "Somebody I knew or was introduced to",
            "recruiter": "A recruiter",
            "cold": "Writing to them without a posting",
            "inside": "A move inside my employer",
            "other": "Something else",
        },
    ),
}
"""The questions with one answer each."""

SO_LABEL = "What was so at the time?"
SO_HINT = "All that applies. Nothing here says where, for whom or in which specialty."
FINISHED, IN_TRAINING, NOTHING = "finished", "in_training", "nothing"
SO = {
    FINISHED: "I had finished a residency",
    IN_TRAINING: "I was in residency or fellowship",
    Q.LICENSE.value: "I had an active medical license",
    Q.BOARD.value: "I was board certified",
    Q.PART_TIME.value: "The work is, or would be, part time",
    Q.PAID.value: "I paid for help: coach, course, résumé",
    NOTHING: "None of these",
}
"""What is ticked; the two on training make one answer."""

HEADING: Mapping[Question, str] = {
    Q.REACHED: "How far it got",
    Q.APPLICATIONS: "Applications",
    Q.MONTHS: "Months of looking",
    Q.FOUND: "How found, or mostly tried",
    Q.TRAINING: "Residency",
    Q.LICENSE: "Active license",
    Q.BOARD: "Board certified",
    Q.PART_TIME: "Part time",
    Q.PAID: "Paid for help",
}
_YES_NO = {"yes": "yes", "no": "no"}
CHOICE: Mapping[Question, Mapping[str, str]] = {
    Q.REACHED: {
        "no_reply": "no reply, or only refusals",
        "interview": "an interview, no offer",
        "offer": "an offer, not taken",
        "hired": "hired",
        "gave_up": "gave up looking",
    },
    Q.APPLICATIONS: {"none": "none", "1-5": "1 to 5", "6-20": "6 to 20", "21-50": "21 to 50", "51+": "more than 50"},
    Q.MONTHS: {"0-3": "up to 3", "4-6": "4 to 6", "7-12": "7 to 12", "13+": "more than 12"},
    Q.FOUND: {
        "posting": "a posting or job board",
        "person": "somebody they knew",
        "recruiter": "a recruiter",
        "cold": "writing without a posting",
        "inside": "a move inside the employer",
        "other": "something else",
    },
    Q.TRAINING: {"finished": "finished", "in_training": "in training", "without": "without one"},
    Q.LICENSE: _YES_NO,
    Q.BOARD: _YES_NO,
    Q.PART_TIME: _YES_NO,
    Q.PAID: _YES_NO,
}


def told_words(answers: Answers) -> str:
    """Return what a member told, on one line for each two or three questions."""
    said = {question: CHOICE[question][answers[question]] for question in Question}
    so = [HEADING[one].lower() for one in (Q.LICENSE, Q.BOARD, Q.PART_TIME, Q.PAID) if answers[one] == "yes"]
    return "\n".join(
        (
            f"{said[Q.REACHED].capitalize()} · applications: {said[Q.APPLICATIONS]} · months: {said[Q.MONTHS]}",
            f"Found by: {said[Q.FOUND]} · residency: {said[Q.TRAINING]}",
            f"So at the time: {', '.join(so) or 'none of the rest'}",
        )
    )
