"""What the pictures of pay show: at most two roles each, whose pay it is, and the same in words."""

from collections.abc import Iterator, Sequence

from bot.knowledge.base import KnowledgeBase, Page
from bot.knowledge.figures import by_nearness, whose_pay
from bot.knowledge.role import Pay, RolePage
from bot.pages.ui.card import PayBar, Picture
from bot.pages.ui.money import pay_figure

MARKS = "①②③④"
_ROLES_EACH = 2
_FIGURES_EACH = 3
"""Pay lines of a role in a picture, the nearest first: more cannot be read on a phone."""


def pay_pictures(base: KnowledgeBase, roles: Sequence[Page[RolePage]]) -> tuple[Picture, ...]:
    """Return a picture for each two roles, without those of which nobody gives a figure."""
    marked = list(zip(MARKS, roles, strict=False))
    pairs = [marked[start : start + _ROLES_EACH] for start in range(0, len(marked), _ROLES_EACH)]
    return tuple(picture for pair in pairs if (picture := _picture(base, pair)))


def _picture(base: KnowledgeBase, marked: Sequence[tuple[str, Page[RolePage]]]) -> Picture | None:
    shown = [(mark, role, pay) for mark, role in marked for pay in by_nearness(role.front)[:_FIGURES_EACH]]
    bars = tuple(bar for mark, role, pay in shown for bar in _bars(f"{mark} {role.title}", pay))
    if not bars:
        return None
    lines = (
        f"{role.title}: {whose_pay(pay)}{pay_figure(pay)} ({pay.when}), {pay.basis}, {_publisher(base, pay)}."
        for _, role, pay in shown
    )
    return Picture("Pay, as published", bars, f"Published pay. {' '.join(lines)}")


def _bars(role: str, pay: Pay) -> Iterator[PayBar]:
    label = f"{whose_pay(pay)}{pay.when}"
    if pay.low is not None and pay.high is not None:
        yield PayBar(role, label, pay.unit, pay.low, pay.high, is_point=pay.low == pay.high)
    if pay.p25 is not None and pay.p75 is not None:
        yield PayBar(role, f"{label}, middle half", pay.unit, pay.p25, pay.p75, is_point=False)
    for name, value in (("median", pay.median), ("mean", pay.mean)):
        if value is not None:
            yield PayBar(role, f"{label}, {name}", pay.unit, value, value, is_point=True)


def _publisher(base: KnowledgeBase, pay: Pay) -> str:
    source = base.sources[pay.sources[0]]
    return f"{source.kind}: {source.publisher}"
