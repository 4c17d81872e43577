"""Votes that arrive together share a transaction, and nothing else, on both databases."""

import asyncio
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import pytest
from sqlalchemy import event, select
from sqlalchemy.exc import OperationalError

from bot.kit.actors import Actor
from bot.kit.storage.engines import Engines
from bot.kit.storage.transactions import Storage
from bot.leads.model.errands import CARD
from bot.leads.model.errors import LeadNotFound, NotLive, OwnLead, TooNewHere
from bot.leads.model.votes import Outcome, Press, VoteKind, VoteRule
from bot.leads.service.acting import LeadActing
from bot.leads.service.ballot_box import MOST_TOGETHER, BallotBox
from bot.leads.storage.vote_counter import VoteCounter
from bot.outbox.service import Outbox
from bot.outbox.storage import outbox
from bot.servers.service.settings import GuildSettingsService
from tests.data.file_connection import changed_connection
from tests.leads.test_lead_races import stored_votes
from tests.world import GUILD, MODERATOR, POSTER, World, member


@contextmanager
def noted(engines: Engines) -> Iterator[list[str]]:
    """Give a list that grows by `begin` and `commit` with every transaction of votes."""
    seen: list[str] = []
    if engines.for_votes is None:
        listeners = {name: partial(_note, seen, name) for name in ("begin", "commit")}
        for name, listener in listeners.items():
            event.listen(engines.writer.sync_engine, name, listener)
        yield seen
        for name, listener in listeners.items():
            event.remove(engines.writer.sync_engine, name, listener)
        return

    def note_statement(statement: str) -> None:
        _note(seen, statement.split(maxsplit=1)[0].lower())

    with changed_connection(engines.for_votes, lambda connection: connection.set_trace_callback(note_statement)):
        yield seen


def _note(seen: list[str], name: str, *_: Any) -> None:
    if name in {"begin", "commit"}:
        seen.append(name)


async def test_votes_that_arrive_while_one_is_counted_share_the_next_commit(world: World, engines: Engines) -> None:
    lead = await world.lead()
    with noted(engines) as seen:
        first = asyncio.create_task(world.services[LeadActing].upvote(lead.id, member(0)))
        while not seen:  # noqa: ASYNC110  # it begins in another thread
            await asyncio.sleep(0)
        more = [world.services[LeadActing].upvote(lead.id, member(number)) for number in range(1, 41)]
        results = await asyncio.gather(first, *more)
    assert seen.count("commit") == 2
    assert [result.lead.upvotes for result in results] == list(range(1, 42)), "counted in the order they came"
    assert await stored_votes(engines, lead.id) == (41, 41)


async def test_pressing_twice_in_one_batch_puts_the_vote_and_takes_it_back(world: World, engines: Engines) -> None:
    lead = await world.lead()
    press = world.services[LeadActing].upvote
    with noted(engines) as seen:
        results = await asyncio.gather(*(press(lead.id, actor) for actor in (member(1), member(1), member(2))))
    assert seen == ["begin", "commit"]
    assert [(result.is_on, result.lead.upvotes) for result in results] == [(True, 1), (False, 0), (True, 1)]
    assert await stored_votes(engines, lead.id) == (1, 1)


async def test_a_standing_vote_pressed_thrice_in_one_batch_is_gone(world: World, engines: Engines) -> None:
    lead = await world.lead()
    press = world.services[LeadActing].upvote
    await press(lead.id, member(1))
    results = await asyncio.gather(*(press(lead.id, member(1)) for _ in range(3)))
    assert [result.is_on for result in results] == [False, True, False]
    assert await stored_votes(engines, lead.id) == (0, 0)


async def test_kinds_and_leads_in_one_batch_are_counted_apart(world: World) -> None:
    one, other = await world.lead(), await world.lead()
    leads = world.services[LeadActing]
    await asyncio.gather(
        leads.upvote(one.id, member(1)),
        leads.worked(one.id, member(1)),
        leads.upvote(other.id, member(1)),
        leads.upvote(other.id, member(2)),
    )
    counted = [(lead.upvotes, lead.worked) for lead in (await world.now(one), await world.now(other))]
    assert counted == [(1, 1), (2, 0)]


async def test_bad_votes_in_a_batch_are_refused_each_for_its_own_reason(world: World, engines: Engines) -> None:
    lead, closed = await world.lead(), await world.lead()
    await world.services[LeadActing].close(closed.id, POSTER)
    await world.services[GuildSettingsService].change(MODERATOR, minimum_membership=timedelta(days=7))
    settled = world.clock.now() - timedelta(days=8)
    old = [Actor(GUILD, member(number).member_id, settled) for number in range(3)]
    press = world.services[LeadActing].upvote
    with noted(engines) as seen:
        results = await asyncio.gather(
            press(lead.id, old[0]),
            press(lead.id + 1000, old[1]),
            press(lead.id, Actor(GUILD + 1, 5, settled)),
            press(closed.id, old[1]),
            press(lead.id, POSTER),
            press(lead.id, member(9)),
            press(lead.id, old[2]),
            return_exceptions=True,
        )
    assert seen == ["begin", "commit"]
    kinds = [type(result) for result in results[1:6]]
    assert kinds == [LeadNotFound, LeadNotFound, NotLive, OwnLead, TooNewHere]
    assert await stored_votes(engines, lead.id) == (2, 2)


async def test_a_batch_holds_no_more_than_its_limit(world: World, engines: Engines) -> None:
    lead = await world.lead()
    with noted(engines) as seen:
        presses = (world.services[LeadActing].upvote(lead.id, member(number)) for number in range(MOST_TOGETHER + 1))
        await asyncio.gather(*presses)
    assert seen.count("commit") == 2


@pytest.fixture
def broken(engines: Engines) -> Iterator[list[bool]]:
    """Let commits of votes fail while the list is not empty."""
    failing: list[bool] = []

    def fail(_connection: Any) -> None:
        if failing:
            raise OperationalError("COMMIT", None, Exception("disk full"))

    def allow(action: int, what: str | None, *_: str | None) -> int:
        if failing and action == sqlite3.SQLITE_TRANSACTION and what == "COMMIT":
            return sqlite3.SQLITE_DENY
        return sqlite3.SQLITE_OK

    if engines.for_votes is None:
        event.listen(engines.writer.sync_engine, "commit", fail)
        yield failing
        event.remove(engines.writer.sync_engine, "commit", fail)
    else:
        with changed_connection(engines.for_votes, lambda connection: connection.set_authorizer(allow)):
            yield failing


async def test_a_failed_transaction_is_told_to_all_who_wait_and_stores_nothing(
    world: World, engines: Engines, broken: list[bool]
) -> None:
    lead = await world.lead()
    broken.append(True)
    presses = (world.services[LeadActing].upvote(lead.id, member(number)) for number in range(5))
    results = await asyncio.gather(*presses, return_exceptions=True)
    assert [type(result) for result in results] == [OperationalError] * 5
    broken.clear()
    assert (await world.services[LeadActing].upvote(lead.id, member(1))).lead.upvotes == 1
    assert await stored_votes(engines, lead.id) == (1, 1)


async def test_somebody_who_stops_waiting_takes_nobody_along(world: World, engines: Engines) -> None:
    lead = await world.lead()
    presses = [asyncio.create_task(world.services[LeadActing].upvote(lead.id, member(number))) for number in range(3)]
    await asyncio.sleep(0)
    presses[0].cancel()
    results = await asyncio.gather(*presses, return_exceptions=True)
    assert isinstance(results[0], asyncio.CancelledError)
    assert not any(isinstance(result, BaseException) for result in results[1:])
    assert await stored_votes(engines, lead.id) == (2, 2), "nobody waits for the first, so it is not done late"


async def test_two_processes_counting_crosswise_neither_deadlock_nor_lose_a_vote(
    world: World, engines: Engines
) -> None:
    leads = [await world.lead() for _ in range(6)]
    worlds = [world, World(Storage(engines), world.clock)]
    for turn in range(10):
        presses = [
            one.services[LeadActing].upvote(lead.id, member(1000 * turn + 10 * number + place))
            for place, one in enumerate(worlds)
            for number, lead in enumerate(leads if place else reversed(leads))
        ]
        await asyncio.gather(*presses)
    assert [await stored_votes(engines, lead.id) for lead in leads] == [(20, 20)] * 6


async def test_a_batch_that_is_canceled_leaves_nobody_waiting(world: World) -> None:
    """The bot is stopped while a transaction is under way."""

    class Stuck(VoteCounter):
        async def cast(self, presses: Sequence[Press], rule: VoteRule, at: datetime) -> list[Outcome]:
            raise asyncio.CancelledError

    stuck = BallotBox(Stuck(world.storage), world.clock)
    with pytest.raises(asyncio.CancelledError):
        await stuck.cast(Press(1, member(1), VoteKind.UP))


async def test_cards_of_one_server_are_drawn_together_and_asked_for_again_without_moving(
    world: World, engines: Engines
) -> None:
    one, other = await world.lead(), await world.lead(link="https://jobs.example.org/other", title="Another job")
    for job in await world.services[Outbox].claim(10):
        await world.services[Outbox].done(job)
    await world.services[LeadActing].upvote(one.id, member(1))
    asked, due_at = await _asked(engines, one.id)
    world.clock.move(timedelta(milliseconds=200))
    await world.services[LeadActing].upvote(other.id, member(1))
    await world.services[LeadActing].upvote(one.id, member(2))
    assert await _asked(engines, one.id) == (asked + 1, due_at), "it was to be drawn already"
    assert (await _asked(engines, other.id))[1] == due_at, "claimed with the first"
    assert timedelta(0) < due_at - world.clock.now() < timedelta(seconds=3)


async def _asked(engines: Engines, lead_id: int) -> tuple[int, datetime]:
    query = select(outbox.c.asked, outbox.c.due_at).where(outbox.c.kind == CARD, outbox.c.subject == str(lead_id))
    async with engines.reader.connect() as connection:
        asked, due_at = (await connection.execute(query)).one()
    return asked, due_at
