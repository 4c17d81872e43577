"""A move in words."""

from collections.abc import Collection, Sequence
from itertools import pairwise

from bot.kit.ui.limits import shorten
from bot.knowledge.base import KnowledgeBase
from bot.knowledge.page import Page
from bot.knowledge.role import RolePage
from bot.moves.engine.changes import Change, Gate, changes
from bot.moves.engine.ways import neighbors, reason_between, shortest_way

_SIGN = {Gate.HARDER: "🔺", Gate.EASIER: "🔻", Gate.OTHER: "▫️"}
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
    return f"{_SIGN[change.gate]} {change.about}: {change.before} → {change.after}"


def alt_text(role: Page[RolePage], near: Sequence[Page[RolePage]]) -> str:
    """Return what the picture shows, in words."""
    names = "; ".join(other.title for other in near)
    return f"{role.title} in the middle, and around it: {names}. Color and shape tell the sector."
