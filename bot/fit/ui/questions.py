"""The questions of `/fit`, two to a step where they belong together."""

from bot.fit.engine.answers import CHOICES, SEVERAL, Answers
from bot.fit.ui.labels import QUESTION, choice_label
from bot.fit.ui.screen import Ask, FitPlace, FitScreen, Press, Shown
from bot.kit.ui.limits import OPTION_TEXT, shorten
from bot.kit.ui.screens import Go, Option

STEPS = (
    ("Training", ("training", "specialty")),
    ("Board and license", ("board", "licence")),
    ("Where from", ("school", "trained_in")),
    ("Years, and permission to work", ("years", "work")),
    ("Place and travel", ("remote", "travel")),
    ("Hours and pay", ("hours", "pay_floor")),
    ("More of this", ("likes",)),
    ("No more of this", ("dislikes",)),
)
PRIVATE = (
    "-# Only you see this. Your answers are kept nowhere but in the buttons of this message, "
    "and are gone when you dismiss it."
)
_START = (
    "Which non-clinical roles are open to you, which are likely, which take one step, and what closes the others, "
    "with sources. "
    "Skip whatever you like: what you skip closes nothing."
)
_TRAVEL_TO_PAY = "What you want sorts the roles and marks them. It never closes one."
_NOTES = {0: _START, 4: _TRAVEL_TO_PAY}


def question_screen(answers: Answers, step: int) -> FitScreen:
    """Return one step of the questionnaire with the answers so far; a step past the end is the last."""
    step = min(step, len(STEPS) - 1)
    title, questions = STEPS[step]
    return FitScreen(
        heading=f"## What is open to me?\n-# {step + 1} of {len(STEPS)} · {title}",
        text=(_NOTES[step],) if step in _NOTES else (),
        small=PRIVATE,
        menus=tuple((f"**{QUESTION[question]}**", _menu(question, answers, step)) for question in questions),
        rows=(_moves(answers, step, questions),),
    )


def _menu(question: str, answers: Answers, step: int) -> Ask:
    chosen = answers.chosen(question)
    options = tuple(
        Option(str(choice), shorten(choice_label(question, choice), OPTION_TEXT), is_chosen=choice in chosen)
        for choice in CHOICES[question]
    )
    place = FitPlace(Shown.QUESTION, answers, step)
    return Ask(question, place, options, most=len(options) if question in SEVERAL else 1)


def _moves(answers: Answers, step: int, questions: tuple[str, ...]) -> tuple[Press, ...]:
    is_last = step == len(STEPS) - 1
    results = Go("Show the roles", FitPlace(Shown.BEST, answers), is_main=is_last)
    back = Go("‹ Back", FitPlace(Shown.QUESTION, answers, max(step - 1, 0)), is_enabled=step > 0)
    if is_last:
        return back, results
    answered = any(answers.chosen(question) for question in questions)
    onward = Go("Next ›" if answered else "Skip ›", FitPlace(Shown.QUESTION, answers, step + 1), is_main=True)
    return back, onward, results
