"""The result of `/fit`: the roles of one group, titles first."""

from collections.abc import Iterable, Iterator, Sequence

from bot.fit.engine.answers import CHOICES, Answers
from bot.fit.engine.gates import Standing
from bot.fit.engine.ranking import Group, RoleFit, fit_roles
from bot.fit.engine.steps import told_of
from bot.fit.engine.wishes import Flag, Match
from bot.fit.ui.labels import ASKED_BY, GROUP, MATCH, TAB, WISH, step_label
from bot.fit.ui.questions import PRIVATE
from bot.fit.ui.screen import FitPlace, FitScreen, Go, Option, PickRole, Press, Shown, StartAgain, pager
from bot.kit.ui.limits import OPTION_TEXT, shorten
from bot.knowledge.base import KnowledgeBase
from bot.knowledge.vocabulary import Level
from bot.pages.ui.review import NOT_ADVICE

ON_SCREEN = 7
"""Roles on one screen of a list."""
_LINE = 90
"""Longest line under a title: two lines on a phone."""

_ABOUT = {
    Group.OPEN: "No line of my notes stands in your way here. What varies or is unknown is said, and is yours to ask.",
    Group.STEP: "One thing stands in your way, and one step takes it away.",
    Group.CLOSED: "Closed by law ⚖️ or by what employers ask 🏢, or more than one step away. "
    "What employers ask is what I read of them; no law that I read does, so you may ask them.",
}
_NOTHING_SAID = "You skipped every question, so this is only what the pages say of themselves."


def results_screen(base: KnowledgeBase, place: FitPlace) -> FitScreen:
    """Return one screen of a group of roles; a screen past the end is the last."""
    fits = fit_roles(base, place.answers)
    group = Group(place.shown)
    members = [fit for fit in fits if fit.group is group]
    count = max(1, -(-len(members) // ON_SCREEN))
    number = min(place.screen, count - 1)
    shown = members[number * ON_SCREEN : (number + 1) * ON_SCREEN]
    pick = PickRole(place.answers, tuple(_options(shown)))
    return FitScreen(
        heading=f"## What is open to me?\n-# {GROUP[group]} · {len(members)} of {len(fits)} roles",
        text=(*_introduction(group, place.answers, number), *(_entry(base, fit) for fit in shown)),
        small=f"{PRIVATE} {NOT_ADVICE}",
        menus=(("**Why?** Pick a role for its reasons, sources and card.", pick),) if shown else (),
        rows=(*pager(place, number, count), _groups(fits, place), _leave(place.answers)),
    )


def screen_of(base: KnowledgeBase, role_id: str, answers: Answers) -> FitPlace:
    """Return the place of the list on which a role stands."""
    fits = fit_roles(base, answers)
    group = next((fit.group for fit in fits if fit.role.id == role_id), Group.OPEN)
    ids = [fit.role.id for fit in fits if fit.group is group]
    position = ids.index(role_id) if role_id in ids else 0
    return FitPlace(Shown(group), answers, position // ON_SCREEN)


def _introduction(group: Group, answers: Answers, number: int) -> Iterator[str]:
    if number == 0:
        yield _ABOUT[group] if any(map(answers.chosen, CHOICES)) else f"{_ABOUT[group]} {_NOTHING_SAID}"


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
        gates = [finding.gate.value for finding in fit.hindrances if finding.asked_by is level]
        if gates:
            groups.append(f"{ASKED_BY[level]}: {', '.join(gates)}")
    return " · ".join(groups)


def _step(base: KnowledgeBase, fit: RoleFit) -> str:
    (step,) = fit.steps
    label = f"🔸 {step_label(step, fit.years_short)}"
    if fit.years_short:
        return f"{label} · cost: unknown"
    return f"{label} · cost and time: {'see why' if told_of(base, step) else 'unknown'}"


def _wishes(fit: RoleFit, match: Match) -> str:
    words = [word for flag in fit.flags if flag.match is match for word in _words(flag)]
    return f"{MATCH[match]} {', '.join(words)}" if words else ""


def _words(flag: Flag) -> Iterator[str]:
    if flag.tastes:
        yield from (taste.replace("_", " ") for taste in flag.tastes)
    else:
        yield WISH[flag.wish, flag.match]


_DOUBT = {Standing.DEPENDS: "depends", Standing.UNSAID: "you skipped", Standing.UNKNOWN: "unknown"}


def _doubts(fit: RoleFit) -> str:
    parts = []
    for standing, word in _DOUBT.items():
        gates = [finding.gate.value for finding in fit.doubts if finding.standing is standing]
        if gates:
            parts.append(f"{word}: {', '.join(gates)}")
    return f"❔ {' · '.join(parts)}" if parts else ""


def _groups(fits: Sequence[RoleFit], place: FitPlace) -> tuple[Press, ...]:
    return tuple(
        Go(
            f"{TAB[group]} · {sum(fit.group is group for fit in fits)}",
            FitPlace(Shown(group), place.answers),
            is_enabled=place.shown is not Shown(group),
            is_main=place.shown is Shown(group),
        )
        for group in Group
    )


def _leave(answers: Answers) -> tuple[Press, ...]:
    return Go("Change my answers", FitPlace(Shown.QUESTION, answers)), StartAgain()
