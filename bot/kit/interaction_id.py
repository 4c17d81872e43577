"""The id that lines of the log have in common which one interaction wrote: random, and not Discord's."""

import secrets
from contextvars import ContextVar

_current: ContextVar[str | None] = ContextVar("interaction_id", default=None)


def give_interaction_id() -> None:
    """Give this task an id; it stays until the task ends, for what is logged on its way out."""
    _current.set(secrets.token_hex(4))


def interaction_id() -> str | None:
    """Return the id that this task has, or None outside of interactions."""
    return _current.get()
