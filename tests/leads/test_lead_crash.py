"""A process that is killed in the middle of a storm of votes loses none that it acknowledged."""

import asyncio
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

from bot.data.migrating import migrate
from bot.kit.storage.engines import make_engines, parse_database_url
from bot.kit.storage.transactions import Storage
from bot.leads.service.acting import LeadActing
from tests.world import World, member

ROOT = Path(__file__).parents[2]


async def test_killed_in_a_storm_of_votes_every_acknowledged_vote_is_there_once(tmp_path: Path) -> None:
    path = tmp_path / "storm.db"
    engines = make_engines(parse_database_url(f"sqlite:///{path}"))
    await migrate(engines)
    lead = await World(Storage(engines)).lead()
    await engines.dispose()

    for killed_after in (300, 600):
        acknowledged = await vote_until_killed(path, lead.id, killed_after)
        with closing(sqlite3.connect(path)) as connection:
            stored = {member_id for (member_id,) in connection.execute("SELECT member_id FROM lead_votes")}
            assert len(acknowledged) >= killed_after
            assert acknowledged <= stored, "a vote that was acknowledged is missing"
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
            [(counter, rows, members)] = connection.execute(
                "SELECT (SELECT upvotes FROM leads), count(*), count(DISTINCT member_id) FROM lead_votes"
            ).fetchall()
            assert counter == rows == members
            connection.execute("DELETE FROM lead_votes")
            connection.execute("UPDATE leads SET upvotes = 0")
            connection.commit()

    engines = make_engines(parse_database_url(f"sqlite:///{path}"))
    assert (await World(Storage(engines)).services[LeadActing].upvote(lead.id, member(0))).lead.upvotes == 1
    await engines.dispose()


async def vote_until_killed(path: Path, lead_id: int, killed_after: int) -> set[int]:
    """Run the storm, kill -9 it after so many votes, and return the members whose vote it acknowledged."""
    command = (sys.executable, "-m", "tests.leads.vote_storm", str(path), str(lead_id))
    child = await asyncio.create_subprocess_exec(*command, cwd=ROOT, stdout=asyncio.subprocess.PIPE)
    assert child.stdout is not None
    acknowledged = [await child.stdout.readline() for _ in range(killed_after)]
    child.kill()
    acknowledged += (await child.stdout.read()).splitlines(keepends=True)
    assert await child.wait() == -9
    return {int(line) for line in acknowledged if line.endswith(b"\n")}
