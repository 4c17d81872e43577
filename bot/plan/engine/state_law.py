"""What the tables of states say to a step, or that nobody read it."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.knowledge.base import KnowledgeBase
from bot.knowledge.state_topics import AnyCell
from bot.knowledge.steps import StateLaw, Step
from bot.knowledge.us_states import UsState

_TABLES: Mapping[StateLaw, tuple[str, tuple[str, ...]]] = {
    StateLaw.NON_COMPETE: ("non-competes", ("covenant", "reach", "dismissal", "buyout")),
    StateLaw.LICENSE_UPKEEP: ("license-upkeep", ("practice", "inactive", "retired")),
}
"""The table and its columns; what is not here has no table."""


@dataclass(frozen=True, slots=True)
class LawThere:
    """What was read of one state's law on a step; no cells where nothing was."""

    state: UsState
    topic: str
    cells: tuple[tuple[str, AnyCell], ...]
    """Each column with what it says."""


def law_there(base: KnowledgeBase, step: Step, state: UsState | None) -> LawThere | None:
    """Return what a state's law says to a step; None where no state was named, or the step has no such question."""
    if step.state_law is None or state is None:
        return None
    topic, columns = _TABLES.get(step.state_law, ("", ()))
    found = ((column, base.states.cell(topic, state, column)) for column in columns)
    return LawThere(state, topic, tuple((column, cell) for column, cell in found if cell is not None))
