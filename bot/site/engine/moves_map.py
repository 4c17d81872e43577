"""A map of sideways moves: roles on a circle, sector by sector, and a line for each move."""

import math
from dataclasses import dataclass

from bot.knowledge.base import KnowledgeBase, Page
from bot.knowledge.role import RolePage
from bot.knowledge.vocabulary import PageKind

_SIZE = 880
_RADIUS = 236
_LABEL_GAP = 10
_LONGEST = 34
_OUTWARD = 0.8
"""How near to the circle a move between two seats side by side stays."""
_GAP_BETWEEN_SECTORS = 1
"""Seats left empty between two sectors."""


@dataclass(frozen=True, slots=True)
class Node:
    """A role on the circle, with the turn of its label."""

    role: Page[RolePage]
    label: str
    x: float
    y: float
    turn: float
    anchor: str
    sector: int


@dataclass(frozen=True, slots=True)
class MovesMap:
    """The drawing: nodes, and each move once as a curve."""

    size: int
    nodes: tuple[Node, ...]
    curves: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Moves:
    """A role and where it leads."""

    role: Page[RolePage]
    to: tuple[tuple[Page[RolePage], str], ...]


def moves_map(base: KnowledgeBase) -> MovesMap:
    """Return the map of all roles."""
    seats: list[tuple[Page[RolePage], int] | None] = []
    for number, sector in enumerate(base.of_kind(PageKind.SECTOR)):
        seats += [(role, number) for role in base.roles_in(sector.id) if role.front.sector == sector.id]
        seats += [None] * _GAP_BETWEEN_SECTORS
    nodes = {
        role.id: _node(role, sector, 2 * math.pi * seat / len(seats))
        for seat, (role, sector) in ((seat, taken) for seat, taken in enumerate(seats) if taken)
    }
    pairs = sorted(
        {
            (min(role_id, one.role), max(role_id, one.role))
            for role_id, node in nodes.items()
            for one in node.role.front.neighbours
            if one.role in nodes
        }
    )
    return MovesMap(_SIZE, tuple(nodes.values()), tuple(_curve(nodes[one], nodes[other]) for one, other in pairs))


def _node(role: Page[RolePage], sector: int, angle: float) -> Node:
    middle, degrees = _SIZE / 2, math.degrees(angle)
    is_left = 90 < degrees < 270
    label = role.title if len(role.title) <= _LONGEST else role.title[: _LONGEST - 1].rstrip() + "…"
    return Node(
        role=role,
        label=label,
        x=round(middle + _RADIUS * math.cos(angle), 1),
        y=round(middle + _RADIUS * math.sin(angle), 1),
        turn=round(degrees + 180 if is_left else degrees, 1),
        anchor="end" if is_left else "start",
        sector=sector % 7,
    )


def _curve(one: Node, other: Node) -> str:
    """Return a curve that passes the nearer to the middle, the farther apart its ends are."""
    middle = _SIZE / 2
    nearness = 1 - math.dist((one.x, one.y), (other.x, other.y)) / (2 * _RADIUS)
    x, y = (middle + (at - middle) * nearness * _OUTWARD for at in ((one.x + other.x) / 2, (one.y + other.y) / 2))
    return f"M{one.x:g} {one.y:g}Q{x:.0f} {y:.0f} {other.x:g} {other.y:g}"


def label_offset(node: Node) -> int:
    """Return how far a label stands from its dot, along its own line."""
    return -_LABEL_GAP if node.anchor == "end" else _LABEL_GAP


def all_moves(base: KnowledgeBase) -> tuple[Moves, ...]:
    """Return every role that leads to another, by title, with the reasons."""
    found = []
    for page in base.of_kind(PageKind.ROLE):
        role = base.role(page.id)
        if role.front.neighbours:
            found.append(Moves(role, tuple((base.role(one.role), one.reason) for one in role.front.neighbours)))
    return tuple(found)
