"""What is stored of a member can be had, and can be removed, on both databases."""

import json
import subprocess
import sys
from datetime import datetime

import pytest
from sqlalchemy import BigInteger, select

from bot.data.tables import metadata
from bot.following.service.following import FollowService
from bot.kit.actors import Actor, CardPlace
from bot.kit.storage.columns import member_columns
from bot.kit.storage.engines import Engines
from bot.kit.storage.transactions import UnitOfWork
from bot.leads.model.errands import CARD
from bot.leads.model.lead import ReportReason
from bot.leads.service.acting import LeadActing
from bot.leads.service.browsing import LeadBrowsing
from bot.leads.service.sharing import LeadSharing
from bot.moderation.service.blocks import BlockService
from bot.moderation.service.review import ReviewService
from bot.outbox.model.job import Errand
from bot.outbox.service import Outbox
from bot.outbox.storage import OutboxRepository
from bot.outcomes.service.telling import OutcomeService
from bot.privacy.service import PrivacyService
from bot.servers.service.settings import GuildSettingsService
from tests.insiders import asked
from tests.outcomes.telling import HIRED
from tests.world import GUILD, POSTER, SECOND_MODERATOR, TwoPages, World, member

ME = POSTER
OTHER = member(77).member_id


async def leave_traces(world: World) -> tuple[int, int, int]:
    """Let a member do everything that can be done; return a lead of theirs, a pseudonymous one, and another's."""
    mine = await world.lead(ME)
    hidden = await world.lead(ME, is_pseudonymous=True)
    other = await world.lead(member(1))
    await world.services[LeadBrowsing].record_card(mine.id, CardPlace(10, 11))
    for number in range(2, 5):
        await world.services[LeadActing].upvote(other.id, member(number))
    await world.services[LeadActing].upvote(other.id, ME)
    await world.services[LeadActing].worked(other.id, ME)
    await world.services[LeadActing].close(other.id, ME)
    await world.services[LeadActing].report(other.id, ME, ReportReason.OTHER)
    await world.services[FollowService].follow("pharma", ME)
    await world.services[GuildSettingsService].change(ME, reviews_newcomers=True)
    waiting = await world.services[LeadSharing].share(world.draft(is_pseudonymous=True), member(5), None)
    await world.services[ReviewService].unseal(waiting.lead.id, ME)
    await world.services[BlockService].block_poster(waiting.lead.id, ME)
    await world.services[ReviewService].unseal(hidden.id, SECOND_MODERATOR)
    await world.services[ReviewService].take_down(hidden.id, SECOND_MODERATOR, "no")
    await world.services[Outbox].set_quiet(ME.member_id, is_quiet=True)
    await asked.leave_traces(world, ME, member(88))
    await OutcomeService(world.storage, world.clock, TwoPages()).share(ME, "reviewer", HIRED)
    return mine.id, hidden.id, other.id


async def columns_holding(engines: Engines, member_id: int) -> set[str]:
    """Return every column of every table in which the id stands, as a number or within a text."""
    found = set()
    async with engines.reader.connect() as connection:
        for table in metadata.tables.values():
            for row in (await connection.execute(select(table))).mappings():
                found |= {f"{table.name}.{name}" for name, value in row.items() if str(member_id) in str(value)}
    return found


@pytest.mark.parametrize("delete_leads", [False, True])
async def test_nothing_is_left_of_a_member_who_asks_to_be_forgotten(
    world: World, engines: Engines, delete_leads: bool
) -> None:
    mine, hidden, other = await leave_traces(world)
    before = await columns_holding(engines, ME.member_id)
    assert before == {f"{column.table.name}.{column.name}" for column in member_columns()}, "the traces are everywhere"
    forgotten = await world.services[PrivacyService].forget(ME.member_id, delete_leads=delete_leads)
    assert await columns_holding(engines, ME.member_id) == set()
    assert forgotten.votes == 4
    lead = await world.services[LeadBrowsing].get(other, GUILD)
    assert (lead.upvotes, lead.worked, lead.closures, lead.reports) == (3, 0, 0, 0)
    if delete_leads:
        assert (forgotten.leads_deleted, forgotten.leads_unlinked) == (2, 0)
        places = {(errand.subject, errand.guild_id) for errand, _ in forgotten.messages}
        assert ("10/11", GUILD) in places
        assert len(places) == 2, "a card for each deleted lead"
        assert str(other) in {errand.subject for errand in await world.errands(CARD)}
    else:
        assert (forgotten.leads_deleted, forgotten.leads_unlinked) == (0, 2)
        assert {str(mine), str(hidden), str(other)} <= {errand.subject for errand in await world.errands(CARD)}
        kept = await world.services[LeadBrowsing].get(mine, GUILD)
        assert (kept.poster_left, kept.poster_name) == (True, None)


async def test_what_is_open_is_closed_first_and_in_the_same_transaction(world: World, engines: Engines) -> None:
    await leave_traces(world)

    async def fail(unit: UnitOfWork, member_id: int, now: datetime) -> None:
        assert (member_id, now) == (ME.member_id, world.clock.now())
        await unit[OutboxRepository].put(Errand("closing", "1", GUILD, OTHER), now)
        raise InterruptedError

    world.forgetting.add(fail)
    with pytest.raises(InterruptedError):
        await world.services[PrivacyService].forget(ME.member_id, delete_leads=True)
    assert await columns_holding(engines, OTHER) == set(), "nothing of it is kept"
    assert await columns_holding(engines, ME.member_id) != set()


async def test_others_keep_what_is_theirs(world: World, engines: Engines) -> None:
    await leave_traces(world)
    before = {number: await columns_holding(engines, number) for number in (member(1).member_id, member(2).member_id)}
    await world.services[PrivacyService].forget(ME.member_id, delete_leads=True)
    for number, columns in before.items():
        assert columns
        assert await columns_holding(engines, number) == columns


async def test_the_export_has_every_row_and_is_json(world: World) -> None:
    await leave_traces(world)
    exported = json.loads(json.dumps(await world.services[PrivacyService].export(ME.member_id)))
    counts = {name: len(rows) for name, rows in exported.items() if isinstance(rows, list)}
    assert counts == {
        "leads": 2,
        "lead_votes": 2,
        "lead_reports": 1,
        "lead_closures": 1,
        "unseal_wishes": 1,
        "audit_log": 3,
        "blocks": 1,
        "followers": 1,
        "follows": 1,
        "outbox": 2,
        "insiders": 1,
        "insider_questions": 1,
        "insider_answers": 1,
        "insider_reports": 2,
        "outcomes": 1,
        "quiet_members": 1,
    }
    assert exported["leads"][0]["poster_id"] == str(ME.member_id)
    assert exported["leads"][0]["title"] == "Utilization review, part-time"


async def test_a_stranger_has_an_empty_export(world: World) -> None:
    await world.lead()
    exported = await world.services[PrivacyService].export(Actor(GUILD, 77).member_id)
    assert not any(rows for rows in exported.values() if isinstance(rows, list))
    forgotten = await world.services[PrivacyService].forget(77, delete_leads=True)
    assert (forgotten.votes, forgotten.leads_deleted, forgotten.messages) == (0, 0, ())


def test_every_column_with_an_id_is_known_to_hold_a_member_or_not() -> None:
    no_members = {
        "application_id",
        "guild_id",
        "channel_id",
        "message_id",
        "role_id",
        "lead_id",
        "rank",
        "id",
        "insider_id",
        "question_id",
    }
    for table in metadata.tables.values():
        for column in table.columns:
            if isinstance(column.type, BigInteger) and column not in member_columns():
                assert column.name in no_members or column.name.endswith(("_channel_id", "_message_id", "_role_id")), (
                    f"{column}: does it hold a member's id? Then Forget me must know it"
                )


def test_the_running_bot_knows_the_columns_of_all_tables() -> None:
    script = (
        "import bot.app; from bot.kit.storage.columns import member_columns; known = set(map(str, member_columns()));"
        "import bot.data.tables; assert known == set(map(str, member_columns())), known"
    )
    subprocess.run([sys.executable, "-c", script], check=True)  # noqa: S603 - our own interpreter
