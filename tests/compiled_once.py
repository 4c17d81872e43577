"""Compile each statement once in a run: every test has engines of its own, and each would compile all anew.

SQLAlchemy keeps compiled statements by engine and dialect. Here all engines share one cache, and dialects of one class
count as equal, since ours are all set up alike.
"""

from sqlalchemy import Connection, Engine, event
from sqlalchemy.engine.default import DefaultDialect
from sqlalchemy.util import LRUCache

_MOST = 2000


def share_compiled_statements() -> None:
    """Let all engines that are made from now on share what they compile."""
    compiled: LRUCache[object, object] = LRUCache(_MOST)
    setattr(DefaultDialect, "__eq__", lambda self, other: type(self) is type(other))  # noqa: B010 - a method
    setattr(DefaultDialect, "__hash__", lambda self: hash(type(self)))  # noqa: B010 - a method

    @event.listens_for(Engine, "engine_connect")
    def on_connect(connection: Connection) -> None:
        connection.execution_options(compiled_cache=compiled)
