"""Kill -9 amid shares, votes, approvals, digests and messages: then Discord shows the database, once.

`make storm` does 20 rounds on each database, and prints the counts.
"""

import os
import random
import sys
from pathlib import Path

import pytest

from bot.kit.storage.engines import make_engines, parse_database_url
from bot.kit.storage.transactions import Storage
from tests import patience
from tests.loopback import Loopback
from tests.sockets.processes import bot_process
from tests.sockets.storm import CHANNELS, Storm, examine
from tests.written_pages import write_knowledge

ROUNDS = int(os.environ.get("STORM_ROUNDS", "1"))
SEED = int(os.environ.get("STORM_SEED", "11"))


@pytest.mark.timeout(240 + 120 * ROUNDS)
@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
async def test_after_a_storm_of_kills_discord_shows_the_database_and_nothing_twice(
    database: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    if database == "sqlite":
        url: str = request.getfixturevalue("sqlite_url")
    else:
        url = (await request.getfixturevalue("databases").migrated()).render_as_string(hide_password=False)
    engines = make_engines(parse_database_url(url))
    settings = {"DATABASE_URL": url, "KNOWLEDGE_DIR": str(write_knowledge(tmp_path / "k"))}
    async with (
        Loopback() as discord,
        bot_process(discord, tmp_path, "storm", "tests.sockets.storm_bot", **settings) as process,
    ):
        discord.replies.seconds_to_answer = patience.SECONDS
        discord.world.add_guilds(4, channels=CHANNELS)
        storm = Storm(discord, Storage(engines), process, random.Random(SEED))  # noqa: S311  # no secret
        await storm.set_up()
        for number in range(ROUNDS):
            await storm.round(number)
        await storm.rest()
        found = await examine(storm)
    await engines.dispose()
    sys.stdout.write(f"\n{database}: {', '.join(f'{name} {n}' for name, n in sorted(found.counts.items()))}\n")
    assert found.wrong == []
    assert found.counts["kills"] == ROUNDS
    assert found.counts["leads live"] > 0
