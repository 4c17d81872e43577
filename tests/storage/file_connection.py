"""Look into, or disturb, the connection on which votes are counted in a file; SQLAlchemy's events do not see it."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sqlalchemy import Engine


@contextmanager
def changed_connection(engine: Engine, change: Callable[[sqlite3.Connection], None]) -> Iterator[None]:
    """Change the connection on which votes are counted in a file."""
    connection = engine.raw_connection()
    file_connection = connection.driver_connection
    connection.close()  # there is one in the pool, and it is taken again
    assert isinstance(file_connection, sqlite3.Connection)
    change(file_connection)
    yield
    engine.dispose()
