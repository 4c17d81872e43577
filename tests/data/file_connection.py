"""Look into, or disturb, the connection on which votes are counted in a file; SQLAlchemy's events do not see it."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sqlalchemy import Engine, event


@contextmanager
def changed_connection(engine: Engine, change: Callable[[sqlite3.Connection], None]) -> Iterator[None]:
    """Change the connection on which votes are counted in a file; it is opened by the first vote."""

    def on_connect(connection: sqlite3.Connection, _record: object) -> None:
        change(connection)

    event.listen(engine, "connect", on_connect)
    yield
    event.remove(engine, "connect", on_connect)
