"""`make bench`: print, as markdown, how this bot does beside a bare one."""

import argparse
import asyncio
import tempfile
from contextlib import AsyncExitStack
from pathlib import Path

import orjson
import uvloop

from benchmarks.loopback.cases import Members, Payloads, cards_in, make_leads, make_live, role_ids
from benchmarks.loopback.measuring import measure, table
from benchmarks.loopback.processes import ROOT, TOLLFREE, Side, running
from tests.loopback.world import FIRST_GUILD_MS

FEW = 3
KNOWLEDGE = ROOT / "knowledge"
GUILD_ID = FIRST_GUILD_MS << 22
Memory = dict[str, tuple[float, float]]


async def compare(folder: Path, rounds: int, seconds: float, many: int) -> str:
    """Run both bots with few servers, then with many, and return the tables."""
    roles = role_ids(KNOWLEDGE)
    memory: Memory = {}
    if many > FEW:
        async with AsyncExitStack() as stack:
            await _both(stack, folder, FEW, roles, memory)
    async with AsyncExitStack() as stack:
        ours, bare = await _both(stack, folder, many, roles, memory)
        rows = await measure(ours, bare, rounds, seconds)
        memory[f"{many} servers, after the load"] = ours.side.megabytes, bare.side.megabytes
    return table(rows, memory)


async def _both(
    stack: AsyncExitStack, folder: Path, servers: int, roles: tuple[str, ...], memory: Memory
) -> tuple[Members, Members]:
    """Start Tollfree, ask it everything once, and start the bare bot with its answers."""
    database = folder / f"tollfree-{servers}.db"
    leads = await make_leads(database, GUILD_ID)
    settings = {"DATABASE_URL": f"sqlite:///{database}", "KNOWLEDGE_DIR": str(KNOWLEDGE)}
    ours = await stack.enter_async_context(running("tollfree", TOLLFREE, servers, folder, **settings))
    await ours.says("settled in")
    idle = ours.megabytes
    members = _members(ours, leads, roles)
    await make_live(database, members.cards)
    answers = await members.answers()
    bare = await stack.enter_async_context(running("bare", _bare_command(folder, answers), servers, folder))
    memory[f"idle, {servers} servers"] = idle, bare.megabytes
    others = _members(bare, leads, roles)
    await others.answers()
    return members, others


def _members(side: Side, leads: list[int], roles: tuple[str, ...]) -> Members:
    assert side.guild.id == GUILD_ID, "the leads are in the first server"
    return Members(side, cards_in(side, leads), roles)


def _bare_command(folder: Path, answers: Payloads) -> tuple[str, ...]:
    payloads, database = folder / "payloads.json", folder / "bare.db"
    payloads.write_bytes(orjson.dumps(answers))
    database.unlink(missing_ok=True)
    return ("-m", "benchmarks.loopback.bare_bot", str(payloads), str(database))


def main() -> None:
    """Run."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=9, help="rounds in which the two bots take turns")
    parser.add_argument("--seconds", type=float, default=1.0, help="how long each case runs in a round")
    parser.add_argument("--servers", type=int, default=500)
    parser.add_argument("--quick", action="store_true", help="only to see that it runs")
    given = parser.parse_args()
    if given.quick:
        given.rounds, given.seconds, given.servers = 1, 0.1, FEW
    with tempfile.TemporaryDirectory() as folder, asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        print(runner.run(compare(Path(folder), given.rounds, given.seconds, given.servers)))


if __name__ == "__main__":
    main()
