"""Time browsing and voting with many leads in a SQLite file: python -m benchmarks.leads."""

import argparse
import asyncio
import random
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import islice
from statistics import median
from typing import Any

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.data.migrating import migrate
from bot.kit.actors import Actor
from bot.kit.clock import SystemClock
from bot.kit.storage.engines import Engines, make_engines, parse_database_url
from bot.kit.storage.transactions import Storage
from bot.leads.model.browsing import LeadFilter, Sort
from bot.leads.model.lead import LeadKind, LeadStatus, Shelf, Workplace
from bot.leads.model.votes import VoteKind, rank
from bot.leads.service.acting import LeadActing
from bot.leads.service.ballot_box import BallotBox
from bot.leads.service.browsing import LeadBrowsing
from bot.leads.storage.tables import lead_votes, lead_words, leads
from bot.leads.storage.vote_counter import VoteCounter

GUILD = 1
KINDS, ROLES, SECTORS = tuple(LeadKind), 60, 12
WORDS = tuple(f"{start}{end}" for start in ("util", "peer", "med", "safe", "data") for end in map(str, range(200)))
RARE_EVERY = 5000
CHUNK = 20_000
TARGET_MS = 10.0
NOW = datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Case:
    """One thing to time."""

    name: str
    wanted: LeadFilter
    sort: Sort


FILTERS = {
    "no filter": LeadFilter(),
    "kind": LeadFilter(kind=LeadKind.FELLOWSHIP),
    "role": LeadFilter(role_id="role-7"),
    "sector": LeadFilter(sector_id="sector-3"),
    "remote": LeadFilter(remote_only=True),
    "kind, role, remote": LeadFilter(kind=LeadKind.JOB, role_id="role-7", remote_only=True),
    "common word": LeadFilter(text="remote"),
    "rare word": LeadFilter(text="lighthouse"),
    "two words, role": LeadFilter(text="remote peer", role_id="role-7"),
    "words never together": LeadFilter(text="remote onsite"),
    "archive, sector": LeadFilter(shelf=Shelf.ARCHIVE, sector_id="sector-3"),
}
CASES = [Case(name, wanted, sort) for name, wanted in FILTERS.items() for sort in Sort]


def lead_rows(count: int, votes_each: int, chance: random.Random) -> Iterator[dict[str, Any]]:
    """Yield leads: two thirds live, one third in the archive."""
    for number in range(1, count + 1):
        is_live = number % 3 != 0
        posted = NOW - timedelta(seconds=chance.randrange(25 * 86400))
        role = chance.randrange(ROLES)
        yield {
            "id": number,
            "guild_id": GUILD,
            "token": str(number),
            "kind": chance.choice(KINDS),
            "title": f"Lead {number}",
            "organisation": "Example",
            "link_url": f"https://example.org/{number}",
            "link_domain": "example.org",
            "link_key": str(number),
            "role_id": f"role-{role}",
            "sector_id": f"sector-{role % SECTORS}",
            "workplace": chance.choice(tuple(Workplace)),
            "tie": "none",
            "status": LeadStatus.LIVE if is_live else LeadStatus.EXPIRED,
            "shelf": Shelf.LIVE if is_live else Shelf.ARCHIVE,
            "is_pseudonymous": False,
            "poster_id": number % 5000,
            "created_at": posted,
            "posted_at": posted,
            "life_from": posted,
            "expires_at": posted + timedelta(days=30),
            "upvotes": votes_each,
            "worked": 0,
            "reports": 0,
            "closures": 0,
            "rank": rank(posted, votes_each, 0),
            "review_reasons": "",
        }


def word_rows(count: int, chance: random.Random) -> Iterator[dict[str, Any]]:
    """Yield eight words a lead, one of them common, and a rare one now and then."""
    for number in range(1, count + 1):
        said = {"remote" if number % 4 == 0 else "onsite", *chance.sample(WORDS, 7)}
        if number % RARE_EVERY == 1:
            said.add("lighthouse")
        yield from ({"lead_id": number, "word": word, "guild_id": GUILD} for word in sorted(said))


def vote_rows(count: int, votes_each: int) -> Iterator[dict[str, Any]]:
    """Yield the same number of votes for each lead, in the order of the primary key."""
    for number in range(1, count + 1):
        for member in range(votes_each):
            member_id = 1_000_000 + (number * 7919 + member * 104_729) % 50_000_000
            yield {"lead_id": number, "member_id": member_id, "kind": VoteKind.UP, "voted_at": NOW}


async def fill(engines: Engines, count: int, votes: int) -> None:
    """Build the data by bulk inserts."""
    chance = random.Random(5)  # noqa: S311  # the same data each time
    votes_each = votes // count
    async with engines.writer.begin() as connection:
        await insert_all(connection, leads, lead_rows(count, votes_each, chance))
        await insert_all(connection, lead_words, word_rows(count, chance))
        await insert_all(connection, lead_votes, vote_rows(count, votes_each))


async def insert_all(connection: AsyncConnection, table: Any, rows: Iterator[dict[str, Any]]) -> None:
    """Insert rows, a chunk at a time."""
    while chunk := list(islice(rows, CHUNK)):
        await connection.execute(insert(table), chunk)


async def timed(work: Callable[[], Awaitable[object]], times: int = 15) -> float:
    """Return the median time of something, in milliseconds."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        await work()
        taken.append((time.perf_counter() - start) * 1000)
    return median(taken)


async def deep_cursor(service: LeadBrowsing, case: Case) -> str | None:
    """Return the cursor of the eleventh page, or of the last."""
    after = None
    for _ in range(10):
        page = await service.browse(GUILD, case.wanted, case.sort, after=after, limit=5)
        if page.after is None:
            return after
        after = page.after
    return after


async def measure(folder: str, count: int, votes: int) -> dict[str, float]:
    """Return milliseconds by what was timed."""
    engines = make_engines(parse_database_url(f"sqlite:///{folder}/{count}.db"))
    await migrate(engines)
    await fill(engines, count, votes)
    storage, clock = Storage(engines), SystemClock()
    service, acting = LeadBrowsing(storage, clock), LeadActing(storage, clock, BallotBox(VoteCounter(storage), clock))
    results = {}
    for case in CASES:
        after = await deep_cursor(service, case)
        for page, cursor in (("first page", None), ("page 11", after)):
            results[f"{case.name}, {case.sort.value}, {page}"] = await timed(
                lambda case=case, cursor=cursor: service.browse(GUILD, case.wanted, case.sort, after=cursor)  # type: ignore[misc]
            )
    chance = random.Random(7)  # noqa: S311  # the same members each time

    async def vote() -> None:
        number = chance.randrange(count // 3) * 3 + 1
        await acting.upvote(number, Actor(GUILD, chance.randrange(10**9, 10**10)))

    results["a vote"] = await timed(vote, times=200)
    start = time.perf_counter()
    await asyncio.gather(*(acting.upvote(1, Actor(GUILD, 10**11 + number)) for number in range(400)))
    results["a vote among 400 at once (total / 400)"] = (time.perf_counter() - start) * 1000 / 400
    await engines.dispose()
    return results


async def main(count: int, votes: int) -> None:
    """Print the table, with a mark where a median is over the target."""
    with tempfile.TemporaryDirectory() as folder:
        few = await measure(folder, 1000, 1000 * votes // count)
        many = await measure(folder, count, votes)
    sys.stdout.write(f"{'median, milliseconds':52}{'1,000 leads':>14}{f'{count:,} leads':>16}\n")
    for name, value in many.items():
        mark = "" if value < TARGET_MS else "  over"
        sys.stdout.write(f"{name:52}{few[name]:14.2f}{value:16.2f}{mark}\n")
    slowest = max(many.values())
    sys.stdout.write(f"slowest with {count:,} leads and {votes:,} votes: {slowest:.2f} ms; target {TARGET_MS} ms\n")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--leads", type=int, default=100_000)
    parser.add_argument("--votes", type=int, default=2_000_000)
    given = parser.parse_args()
    asyncio.run(main(given.leads, given.votes))
