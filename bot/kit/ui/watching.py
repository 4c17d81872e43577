"""Each interaction gets an id of its own for the log, is timed, and is counted by how it ended."""

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from enum import StrEnum

from bot.kit.deadline import answer_is_due
from bot.kit.interaction_id import give_interaction_id
from bot.kit.ui.any_interaction import AnyInteraction

log = logging.getLogger(__name__)


class Outcome(StrEnum):
    """How an interaction ended."""

    OK = "ok"
    REFUSED = "refused"
    FAILED = "failed"
    EXPIRED = "expired"


@dataclass(slots=True)
class Watched:
    """An interaction under way."""

    interaction: AnyInteraction
    name: Callable[[], str]
    outcome: Outcome = Outcome.OK
    ref: str | None = None


_current: ContextVar[Watched | None] = ContextVar("watched", default=None)


def watched(interaction: AnyInteraction) -> Watched | None:
    """Return the watch over an interaction, in the task that handles it."""
    current = _current.get()
    return current if current is not None and current.interaction is interaction else None


@contextmanager
def watching(interaction: AnyInteraction, name: Callable[[], str]) -> Iterator[None]:
    """Watch over an interaction, in the task that handles it; the name is asked for at the end.

    The id stays bound until the task ends, for what is logged on its way out.
    """
    if watched(interaction):
        yield
        return
    current = Watched(interaction, name)
    _current.set(current)
    answer_is_due(interaction.response.is_done)
    give_interaction_id()
    began = time.perf_counter()
    try:
        yield
    except Exception:
        current.outcome = Outcome.FAILED
        raise
    finally:
        _end(current, time.perf_counter() - began)


def _end(current: Watched, seconds: float) -> None:
    what, outcome = current.name(), current.outcome
    current.interaction.client.services.meter.handled(what, outcome, seconds)
    level = _level(current)
    if log.isEnabledFor(level):
        fields = {"what": what, "outcome": outcome.value, "ms": round(seconds * 1000, 1)}
        if current.ref:
            fields["ref"] = current.ref
        log.log(level, "interaction", extra=fields)


def _level(current: Watched) -> int:
    """Return DEBUG for what went well: it is counted anyway, and is the most by far."""
    return logging.DEBUG if current.outcome is Outcome.OK else logging.INFO
