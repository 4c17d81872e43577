"""No query about leads walks through a whole table, on either database."""

import re
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from itertools import product
from typing import Any

import pytest
from sqlalchemy import event

from bot.data.tables import metadata
from bot.kit.actors import CardPlace
from bot.kit.storage.engines import Engines
from bot.leads.model.browsing import LeadFilter, Sort
from bot.leads.model.lead import LeadKind, ReportReason, Shelf
from bot.leads.service.acting import LeadActing
from bot.leads.service.browsing import LeadBrowsing
from bot.leads.service.upkeep import LeadUpkeep
from bot.moderation.service.blocks import BlockService
from bot.moderation.service.review import ReviewService
from bot.outbox.service import Outbox
from bot.privacy.service import PrivacyService
from tests.data.file_connection import changed_connection
from tests.world import GUILD, MODERATOR, POSTER, World, member

_TABLES = "|".join(metadata.tables)
WALK = re.compile(rf"\bSCAN ({_TABLES})\b|Seq Scan on")


async def plans_of(engines: Engines, work: Callable[[], Awaitable[object]]) -> dict[str, str]:
    """Run something, and return the plan of each query that it made."""
    made: dict[str, Any] = {}

    def note(_c: Any, _cur: Any, statement: str, parameters: Any, _ctx: Any, executemany: bool) -> None:
        if statement.lstrip().upper().startswith(("SELECT", "UPDATE", "DELETE", "WITH")) and not executemany:
            made[statement] = parameters

    listened = {engines.reader.sync_engine, engines.writer.sync_engine}
    for engine in listened:
        event.listen(engine, "before_cursor_execute", note)
    try:
        with counting_votes_noted(engines, made):
            await work()
    finally:
        for engine in listened:
            event.remove(engine, "before_cursor_execute", note)
    plans = {}
    is_sqlite = engines.writer.dialect.name == "sqlite"
    async with engines.writer.connect() as connection:
        if not is_sqlite:
            await connection.exec_driver_sql("SET enable_seqscan = off")  # else small tables are walked, rightly
        for statement, parameters in made.items():
            explain = "EXPLAIN QUERY PLAN " if is_sqlite else "EXPLAIN "
            rows = await connection.exec_driver_sql(explain + statement, parameters)
            plans[statement] = "\n".join(str(row[-1]) for row in rows)
    return plans


@contextmanager
def counting_votes_noted(engines: Engines, made: dict[str, Any]) -> Iterator[None]:
    """Note the statements of the connection that counts votes in a file; SQLAlchemy does not see them."""

    def note(statement: str) -> None:
        if statement.startswith(("SELECT", "UPDATE", "DELETE")):
            made[statement] = ()

    if engines.for_votes is None:
        yield
        return
    with changed_connection(engines.for_votes, lambda connection: connection.set_trace_callback(note)):
        yield


FILTERS = [
    LeadFilter(),
    LeadFilter(kind=LeadKind.JOB),
    LeadFilter(role_id="reviewer"),
    LeadFilter(sector_id="insurance"),
    LeadFilter(remote_only=True),
    LeadFilter(text="utiliz"),
    LeadFilter(shelf=Shelf.ARCHIVE, kind=LeadKind.JOB, text="review nights"),
]


async def test_browsing_uses_an_index_for_every_filter_order_and_page(world: World, engines: Engines) -> None:
    for _ in range(3):
        await world.lead()

    async def browse() -> None:
        for wanted, sort in product(FILTERS, Sort):
            for after in (None, "MTc5NTM0ODgwMC4y"):
                await world.services[LeadBrowsing].browse(GUILD, wanted, sort, after=after, limit=1)
        await world.services[LeadBrowsing].mine(POSTER)
        await world.services[ReviewService].queue(GUILD)
        await world.services[ReviewService].audit(GUILD)
        await world.services[BlockService].blocks(GUILD)

    plans = await plans_of(engines, browse)
    assert len(plans) > 30
    for statement, plan in plans.items():
        assert not WALK.search(plan), f"{statement}\n{plan}"
        if engines.writer.dialect.name == "sqlite" and "ORDER BY leads." in statement and " IN (" not in statement:
            assert "TEMP B-TREE" not in plan, f"sorted by hand: {statement}\n{plan}"


async def test_acting_uses_an_index_for_every_query(world: World, engines: Engines) -> None:
    lead = await world.lead()

    async def act() -> None:
        await world.services[LeadActing].upvote(lead.id, member(1))
        await world.services[LeadActing].upvote(lead.id, member(1))
        await world.services[LeadActing].close(lead.id, member(1))
        await world.services[LeadActing].close(lead.id, POSTER)
        await world.services[LeadActing].reopen(lead.id, MODERATOR, is_moderator=True)
        for number in range(3):
            await world.services[LeadActing].report(lead.id, member(number), ReportReason.SPAM)
        await world.services[BlockService].block_poster(lead.id, MODERATOR)
        hidden = await world.lead(member(7), is_pseudonymous=True)
        await world.services[ReviewService].unseal(hidden.id, MODERATOR)
        await world.services[LeadBrowsing].record_card(hidden.id, CardPlace(1, 2))
        await world.services[LeadBrowsing].forget_message(2)
        await world.services[LeadBrowsing].forget_channel(1)
        world.clock.move(timedelta(days=26))
        await world.services[LeadUpkeep].ask_renewals()
        world.clock.move(timedelta(days=5))
        await world.services[LeadUpkeep].end_due()
        for job in await world.services[Outbox].claim(50):
            await world.services[Outbox].done(job)
        await world.services[Outbox].clear_settled()
        await world.services[PrivacyService].export(member(1).member_id)
        await world.services[PrivacyService].forget(member(1).member_id, delete_leads=True)

    for statement, plan in (await plans_of(engines, act)).items():
        assert not WALK.search(plan), f"{statement}\n{plan}"


async def test_each_filter_and_order_has_its_own_index(world: World, engines: Engines) -> None:
    if engines.writer.dialect.name != "sqlite":
        pytest.skip("which of several good indexes PostgreSQL takes depends on its statistics")
    columns = {Sort.BEST: "rank", Sort.NEW: "posted_at", Sort.CLOSING_SOON: "expires_at"}
    narrow = {"all": FILTERS[0], "kind": FILTERS[1], "role_id": FILTERS[2], "sector_id": FILTERS[3]}
    for (name, wanted), sort in product(narrow.items(), Sort):

        async def browse(wanted: LeadFilter = wanted, sort: Sort = sort) -> None:
            await world.services[LeadBrowsing].browse(GUILD, wanted, sort)

        [plan] = (await plans_of(engines, browse)).values()
        assert f"ix_leads_{name}_by_{columns[sort]} (" in plan
