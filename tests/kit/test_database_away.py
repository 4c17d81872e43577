"""What a member and the operator hear while the database is locked."""

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest

from bot.app import App
from bot.config import Settings
from tests.leads.steps import configure, only_lead, posted, press
from tests.simulated import Server, said

pytestmark = pytest.mark.breaks


@pytest.fixture
def other(settings: Settings, app: App) -> Iterator[sqlite3.Connection]:
    """Give a connection of another process to the bot's database."""
    path = settings.database_url.removeprefix("sqlite:///")
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        yield connection


async def test_a_vote_while_the_database_is_locked_is_told_plainly_and_counts_later(
    server: Server, other: sqlite3.Connection, caplog: pytest.LogCaptureFixture
) -> None:
    await configure(server)
    card = await posted(server)
    other.execute("BEGIN IMMEDIATE")
    answer = await press(server.other, card, "up")
    assert said(answer) == "I could not store that just now. Nothing was lost; please try again in a minute."
    assert answer.ephemeral
    [line] = [record for record in caplog.records if record.levelno >= logging.ERROR]
    assert line.getMessage() == "the database was not to be had for lead:up: database is locked"
    assert str(server.other.id) not in caplog.text
    other.execute("COMMIT")
    await press(server.other, card, "up")
    assert (await only_lead(server)).upvotes == 1
