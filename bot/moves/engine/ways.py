"""The way from one role to another over neighbors."""

from itertools import pairwise

from bot.knowledge.base import KnowledgeBase
from bot.knowledge.page import Page
from bot.knowledge.role import RolePage
from bot.moves.engine.changes import harder_gates

MOST_STEPS = 3


def neighbors(base: KnowledgeBase, role: Page[RolePage]) -> list[tuple[Page[RolePage], str]]:
    """Return the roles beside a role with the page's own reasons, those with the fewest harder gates first."""
    found = [(base.role(one.role), one.reason) for one in role.front.neighbours]
    return sorted(found, key=lambda one: (harder_gates(role, one[0]), one[0].title))


def shortest_way(base: KnowledgeBase, start: str, goal: str) -> tuple[Page[RolePage], ...] | None:
    """Return the roles from one to another, both included, in at most three steps; None where no such way is known.

    Of ways of the same length, the one with the fewest harder gates.
    """
    ways: list[tuple[Page[RolePage], ...]] = [(base.role(start),)]
    seen = {start}
    for _ in range(MOST_STEPS):
        longer = [(*way, role) for way in ways for role, _reason in neighbors(base, way[-1]) if role.id not in seen]
        arrived = [way for way in longer if way[-1].id == goal]
        if arrived:
            return min(arrived, key=lambda way: (_harder(way), [role.title for role in way]))
        seen |= {way[-1].id for way in longer}
        ways = longer
    return None


def reason_between(one: Page[RolePage], other: Page[RolePage]) -> str:
    """Return why a page names another beside it; nothing where it does not."""
    return next((near.reason for near in one.front.neighbours if near.role == other.id), "")


def _harder(way: tuple[Page[RolePage], ...]) -> int:
    return sum(harder_gates(one, other) for one, other in pairwise(way))
