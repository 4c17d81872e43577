"""The result of `/fit`: the five best with the reason each, and the roles of one group, titles first."""

from collections.abc import Iterable, Iterator, Sequence

from bot.fit.engine.answers import CHOICES, Answers
from bot.fit.engine.evidence import Gate, asks_nothing, is_silent
from bot.fit.engine.experience import is_of_late
from bot.fit.engine.gates import Finding
from bot.fit.engine.ranking import Group, RoleFit, best_of, fit_roles
from bot.fit.engine.rules import Standing
from bot.fit.engine.steps import told_of
from bot.fit.engine.wishes import Flag, Match
from bot.fit.ui.labels import ASKED_BY, GATE, GROUP, MATCH, TAB, WISH, step_label
from bot.fit.ui.questions import PRIVATE
from bot.fit.ui.screen import FitPlace, FitScreen, PickRole, Press, Shown, pager
from bot.kit.ui.limits import OPTION_TEXT, shorten
from bot.kit.ui.screens import Go, Keep, Option, StartAgain
from bot.knowledge.base import KnowledgeBase
from bot.knowledge.vocabulary import Level
from bot.pages.ui.review import NOT_ADVICE

ON_SCREEN = 7
"""Roles on one screen of a list."""
_LINE = 90
"""Longest line under a title: two lines on a phone."""

_KEPT_LIST = 700
"""Longest list of titles in a message that is kept."""
_KEPT_HERE = "You asked me to send you this; I keep no copy. `/fit` works it out anew."
_ABOUT = {
    Group.OPEN: "Every condition that my notes know is met.",
    Group.LIKELY: "Nothing stands against you, and something is not known: it is said, and is yours to ask.",
    Group.STEP: "One thing stands in your way, and one step of weeks or months takes it away.",
    Group.CLOSED: "Closed by law ⚖️ or by what employers ask 🏢, by years still to go, or by more than one step. "
    "What employers ask is what I read of them; no law that I read does, so you may ask them.",
}
_NOTHING_SAID = "You skipped every question, so this is only what the pages say of themselves."


def best_screen(base: KnowledgeBase, place: FitPlace) -> FitScreen:
    """Return the five best roles, each with its reason."""
    fits = fit_roles(base, place.answers)
    shown = best_of(fits)
    return FitScreen(
        heading="## What is open to me?\n-# The best five, by what you have and what you want",
        text=(*_nothing_said(place.answers), *(_reasoned(base, fit) for fit in shown)),
        small=f"{PRIVATE} {NOT_ADVICE}",
        menus=(("**Why?** Pick a role for its reasons, sources and card.", _pick(place.answers, shown)),),
        rows=(_groups(fits, place), _leave(place.answers)),
    )


def results_screen(base: KnowledgeBase, place: FitPlace) -> FitScreen:
    """Return one screen of a group of roles; a screen past the end is the last."""
    fits = fit_roles(base, place.answers)
    group = Group(place.shown)
    members = [fit for fit in fits if fit.group is group]
    count = max(1, -(-len(members) // ON_SCREEN))
    number = min(place.screen, count - 1)
    shown = members[number * ON_SCREEN : (number + 1) * ON_SCREEN]
    return FitScreen(
        heading=f"## What is open to me?\n-# {GROUP[group]} · {len(members)} of {len(fits)} roles",
        text=(*_introduction(group, place.answers, number), *(_entry(base, fit) for fit in shown)),
        small=f"{PRIVATE} {NOT_ADVICE}",
        menus=(("**Why?** Pick a role for its reasons, sources and card.", _pick(place.answers, shown)),)
        if shown
        else (),
        rows=(*pager(place, number, count), _groups(fits, place), _leave(place.answers)),
    )


def kept_text(base: KnowledgeBase, answers: Answers) -> str:
    """Return a result as one message without buttons: the best five, and the titles of each group."""
    fits = fit_roles(base, answers)
    lists = []
    for group in (Group.OPEN, Group.LIKELY, Group.STEP):
        titles = [fit.role.title for fit in fits if fit.group is group]
        if titles:
            lists.append(shorten(f"**{GROUP[group]} ({len(titles)})** {', '.join(titles)}", _KEPT_LIST))
    best = [_reasoned(base, fit) for fit in best_of(fits)]
    return "\n\n".join(("## What is open to me", *best, *lists, f"-# {_KEPT_HERE} {NOT_ADVICE}"))


def _pick(answers: Answers, shown: Sequence[RoleFit]) -> PickRole:
    return PickRole(answers, tuple(_options(shown)))


def _reasoned(base: KnowledgeBase, fit: RoleFit) -> str:
    """Return a role with the one line that says why it is here, and what is still to ask."""
    lines = [f"{TAB[fit.group]}: {reason(fit)}", _doubts(fit), _step(base, fit) if fit.group is Group.STEP else ""]
    return "\n".join((f"**{fit.role.title}**", *(f"-# {shorten(line, _LINE)}" for line in lines if line)))


def reason(fit: RoleFit) -> str:
    """Return why a role stands where it stands, in a line."""
    if fit.hindrances:
        return _hindrances(fit)
    front = fit.role.front
    met = [one.gate for one in fit.findings if one.standing is Standing.MET and not is_silent(front, one.gate)]
    spared = [gate for gate in met if asks_nothing(front, gate)]
    wished = [word for flag in fit.flags if flag.match is Match.FOR for word in _words(flag)]
    parts = {
        "as you like": wished,
        "you have": [GATE[gate].lower() for gate in met if gate not in spared],
        "not asked": [GATE[gate].lower() for gate in spared],
    }
    said = "; ".join(f"{words}: {', '.join(found)}" for words, found in parts.items() if found)
    return said or "nothing in my notes stands against it"


def screen_of(base: KnowledgeBase, role_id: str, answers: Answers) -> FitPlace:
    """Return the place of the list on which a role stands."""
    fits = fit_roles(base, answers)
    group = next((fit.group for fit in fits if fit.role.id == role_id), Group.OPEN)
    ids = [fit.role.id for fit in fits if fit.group is group]
    position = ids.index(role_id) if role_id in ids else 0
    return FitPlace(Shown(group), answers, position // ON_SCREEN)


def _introduction(group: Group, answers: Answers, number: int) -> Iterator[str]:
    if number == 0:
        yield " ".join((_ABOUT[group], *_nothing_said(answers)))


def _nothing_said(answers: Answers) -> Iterator[str]:
    if not any(map(answers.chosen, CHOICES)):
        yield _NOTHING_SAID


def _options(shown: Iterable[RoleFit]) -> Iterator[Option]:
    for fit in shown:
        yield Option(fit.role.id, shorten(fit.role.title, OPTION_TEXT))


def _entry(base: KnowledgeBase, fit: RoleFit) -> str:
    lines = (f"-# {shorten(line, _LINE)}" for line in _lines(base, fit) if line)
    return "\n".join((f"**{fit.role.title}**", *lines))


def _lines(base: KnowledgeBase, fit: RoleFit) -> Iterator[str]:
    yield _hindrances(fit)
    if fit.group is Group.STEP:
        yield _step(base, fit)
    yield _wishes(fit, Match.FOR)
    yield _wishes(fit, Match.AGAINST)
    if fit.group is not Group.CLOSED:
        yield _doubts(fit)


def _hindrances(fit: RoleFit) -> str:
    """Return what closes a role, law first."""
    groups = []
    for level in (Level.LAW, Level.EMPLOYERS):
        gates = [GATE[finding.gate].lower() for finding in fit.hindrances if finding.asked_by is level]
        if gates:
            groups.append(f"{ASKED_BY[level]}: {', '.join(gates)}")
    return " · ".join(groups)


def _step(base: KnowledgeBase, fit: RoleFit) -> str:
    (step,) = fit.steps
    told = told_of(base, step)
    where = f" · cost and time: *{base.pages[told[0]].title}*" if told else ""
    return f"🔸 {step_label(step, fit.years_short)}{where}"


def _wishes(fit: RoleFit, match: Match) -> str:
    words = [word for flag in fit.flags if flag.match is match for word in _words(flag)]
    return f"{MATCH[match]} {', '.join(words)}" if words else ""


def _words(flag: Flag) -> Iterator[str]:
    if flag.tastes:
        yield from (taste.replace("_", " ") for taste in flag.tastes)
    else:
        yield WISH[flag.wish, flag.match]


_DOUBT = {
    Standing.AGAINST: "some ask, you have not",
    Standing.DEPENDS: "depends",
    Standing.UNSAID: "you skipped",
    Standing.UNKNOWN: "unknown",
}


def _doubts(fit: RoleFit) -> str:
    parts = []
    for standing, word in _DOUBT.items():
        gates = [_in_doubt(fit, finding) for finding in fit.doubts if finding.standing is standing]
        if gates:
            parts.append(f"{word}: {', '.join(gates)}")
    return f"❔ {' · '.join(parts)}" if parts else ""


def _in_doubt(fit: RoleFit, finding: Finding) -> str:
    """Return what is in doubt; years in plenty may still be of the wrong kind."""
    if finding.gate is Gate.YEARS and finding.standing is Standing.DEPENDS:
        return "recent practice" if is_of_late(fit.role.front) else "experience in that work"
    return GATE[finding.gate].lower()


def _groups(fits: Sequence[RoleFit], place: FitPlace) -> tuple[Press, ...]:
    counts = [(TAB[group], Shown(group), f" · {sum(fit.group is group for fit in fits)}") for group in Group]
    return tuple(
        Go(
            f"{label}{count}",
            FitPlace(shown, place.answers),
            is_enabled=place.shown is not shown,
            is_main=place.shown is shown,
        )
        for label, shown, count in (("Best", Shown.BEST, ""), *counts)
    )


def _leave(answers: Answers) -> tuple[Press, ...]:
    return Go("Change my answers", FitPlace(Shown.QUESTION, answers)), Keep(answers), StartAgain()
