"""The questions of `/plan`, two to a step where they belong together."""

from collections.abc import Iterator
from datetime import date

from bot.kit.ui.screens import Go, OpenPage, Option
from bot.knowledge.vocabulary import CRISIS_PAGE
from bot.plan.engine.answers import CHOICES, SEVERAL, Answers
from bot.plan.engine.dates import add_months
from bot.plan.ui.custom_ids import LAST_DAY, TYPE_IT
from bot.plan.ui.labels import QUESTION, choice_label, day_words
from bot.plan.ui.screen import Ask, PlanPlace, PlanScreen, Press, Shown

STEPS = (
    ("Days", (LAST_DAY, "notice")),
    ("Non-compete, and the state", ("non_compete", "state")),
    ("Malpractice cover and license", ("malpractice", "renewal")),
    ("Visa and savings", ("visa", "savings")),
    ("Benefits", ("benefits",)),
)
PRIVATE = (
    "-# Only you see this. Your answers are kept nowhere but in the buttons of this message, "
    "and are gone when you dismiss it."
)
HEADING = "## Leaving, in dates"
SUPPORT = OpenPage("If it is too much", CRISIS_PAGE)
"""Always one press away."""
_START = (
    "What to do before and after a last day, each step with its day and its source. Planning is not deciding: pick any "
    "day to look. Skip what you like; what you skip becomes a step that finds it out."
)
_MONTHS = (1, 2, 3, 4, 6)
_IN_MENU = 17
"""States in one menu: three menus of the same length."""


def question_screen(answers: Answers, step: int, today: date) -> PlanScreen:
    """Return one step of the form with the answers so far; a step past the end is the last."""
    step = min(step, len(STEPS) - 1)
    title, questions = STEPS[step]
    place = PlanPlace(Shown.QUESTIONS, answers, step)
    return PlanScreen(
        heading=f"{HEADING}\n-# {step + 1} of {len(STEPS)} · {title}",
        text=(_START,) if step == 0 else (),
        small=PRIVATE,
        menus=tuple(menu for question in questions for menu in _menus(question, place, today)),
        rows=(_moves(place, questions), (SUPPORT,)),
    )


def _menus(question: str, place: PlanPlace, today: date) -> Iterator[tuple[str, Ask]]:
    words = f"**{QUESTION[question]}**"
    if question == LAST_DAY:
        yield words, Ask(question, place, tuple(_days(place.answers, today)))
    elif question == "state":
        options = tuple(_options(question, place.answers))
        for part in range(-(-len(options) // _IN_MENU)):
            states = options[part * _IN_MENU : (part + 1) * _IN_MENU]
            label = f"{states[0].label} to {states[-1].label}"
            yield words if part == 0 else "", Ask(question, place, states, part, placeholder=label)
    else:
        options = tuple(_options(question, place.answers))
        yield words, Ask(question, place, options, most=len(options) if question in SEVERAL else 1)


def _options(question: str, answers: Answers) -> Iterator[Option]:
    chosen = answers.chosen(question)
    for choice in CHOICES[question]:
        yield Option(str(choice), choice_label(question, choice), is_chosen=choice in chosen)


def _days(answers: Answers, today: date) -> Iterator[Option]:
    """Yield the day that was chosen, days some months on, and the way to type one."""
    offered = {add_months(today, months): months for months in _MONTHS}
    if answers.last_day is not None and answers.last_day not in offered:
        yield Option(answers.last_day.isoformat(), day_words(answers.last_day), is_chosen=True)
    for day, months in offered.items():
        counted = "1 month" if months == 1 else f"{months} months"
        yield Option(day.isoformat(), f"{day_words(day)} (in {counted})", is_chosen=day == answers.last_day)
    yield Option(TYPE_IT, "Another day: type it …")


def _moves(place: PlanPlace, questions: tuple[str, ...]) -> tuple[Press, ...]:
    step, answers = place.screen, place.answers
    is_last = step == len(STEPS) - 1
    result = Go("Show the steps", PlanPlace(Shown.STEPS, answers), is_main=is_last)
    back = Go("‹ Back", PlanPlace(Shown.QUESTIONS, answers, max(step - 1, 0)), is_enabled=step > 0)
    if is_last:
        return back, result
    answered = any(_is_answered(question, answers) for question in questions)
    onward = Go("Next ›" if answered else "Skip ›", PlanPlace(Shown.QUESTIONS, answers, step + 1), is_main=True)
    return back, onward, result


def _is_answered(question: str, answers: Answers) -> bool:
    return answers.last_day is not None if question == LAST_DAY else bool(answers.chosen(question))
