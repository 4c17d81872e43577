"""A move in words."""

from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise

from bot.kit.ui.limits import shorten
from bot.knowledge.base import KnowledgeBase
from bot.knowledge.page import Page
from bot.knowledge.role import RolePage
from bot.knowledge.vocabulary import BoardNeed, Hours, LicenseNeed, Remote, Training
from bot.moves.engine.changes import About, Change, Gate, changes
from bot.moves.engine.ways import neighbors, reason_between, shortest_way

_SIGN = {Gate.HARDER: "🔺", Gate.EASIER: "🔻", Gate.OTHER: "▫️"}
_ABOUT = {About.BOARD: "board certification", About.YEARS: "years of experience", About.REMOTE: "where"}
_WORDS: Mapping[About, Mapping[str, str]] = {
    About.LICENSE: {
        LicenseNeed.NONE: "none needed",
        LicenseNeed.ELIGIBLE: "eligible is enough",
        LicenseNeed.ANY_STATE: "any state",
        LicenseNeed.STATE_OF_WORK: "the state of the work",
    },
    About.BOARD: {
        BoardNeed.NONE: "not needed",
        BoardNeed.ELIGIBLE: "eligible is enough",
        BoardNeed.CERTIFIED: "needed",
    },
    About.TRAINING: {
        Training.NO_DEGREE: "no medical degree",
        Training.DEGREE: "the degree",
        Training.SOME_RESIDENCY: "some residency",
        Training.RESIDENCY: "a finished residency",
        Training.FELLOWSHIP: "a fellowship",
    },
    About.REMOTE: {Remote.FULL: "from home", Remote.HYBRID: "partly from home", Remote.ONSITE: "on site"},
    About.HOURS: {Hours.FULL_TIME: "full time", Hours.PART_TIME: "part time", Hours.PER_CASE: "by the case"},
}
_MOST_CHANGES = 5
_SEEN = "👣 *Seen here*: five or more people were hired into it, as `/outcome stats` counts them."
_LONGEST_REASON = 160
LEGEND = "-# 🔺 harder to get · 🔻 easier to get · ▫️ other. What a page leaves open is left out."


def neighbor_lines(base: KnowledgeBase, role: Page[RolePage], seen: Collection[str] = ()) -> list[str]:
    """Return a block for each neighbor of a role: name, the page's reason, what changes, whether it was seen."""
    return [
        step_words(role, other, reason) + (f"\n{_SEEN}" if other.id in seen else "")
        for other, reason in neighbors(base, role)
    ]


def way_lines(base: KnowledgeBase, start: Page[RolePage], goal: Page[RolePage]) -> list[str]:
    """Return a block for each step of the way to a role, or one that says that none is known."""
    way = shortest_way(base, start.id, goal.id)
    if way is None:
        return [
            f"**No short way known** from {start.title} to {goal.title}: my notes name none in three steps. "
            "That does not mean that nobody went it. Ask somebody who does the work."
        ]
    steps = pairwise(way)
    return [
        f"**{number}.** {step_words(one, other, reason_between(one, other))}"
        for number, (one, other) in enumerate(steps, start=1)
    ]


def step_words(one: Page[RolePage], other: Page[RolePage], reason: str) -> str:
    """Return one move: where to, why, and what changes."""
    found = changes(one, other)
    lines = [f"**{other.title}**"]
    if reason:
        lines.append(shorten(reason[0].upper() + reason[1:], _LONGEST_REASON).rstrip(".") + ".")
    lines += [change_words(change) for change in found[:_MOST_CHANGES]]
    if not found:
        lines.append("-# Nothing that both pages say differs.")
    return "\n".join(lines)


def change_words(change: Change) -> str:
    """Return one change as a short line."""
    about = _ABOUT.get(change.about, change.about)
    before, after = (_value_words(change.about, value) for value in (change.before, change.after))
    return f"{_SIGN[change.gate]} {about}: {before} → {after}"


def _value_words(about: About, value: str | int) -> str:
    match about:
        case About.YEARS:
            return str(value) if value else "none"
        case About.TRAVEL:
            return f"{value}%"
        case About.PATIENTS:
            return "some" if value else "none"
        case About.PAY:
            return f"by the {value}"
        case _:
            return _WORDS[about][str(value)]


def alt_text(role: Page[RolePage], near: Sequence[Page[RolePage]]) -> str:
    """Return what the picture shows, in words."""
    names = "; ".join(other.title for other in near)
    return f"{role.title} in the middle, and around it: {names}. Color and shape tell the sector."
