"""What is published on the first of a month, and when it goes: on both databases."""

import asyncio
import json

import pytest
from sqlalchemy import select

from bot.cli.outcomes import outcome_lines
from bot.kit.actors import Actor
from bot.kit.errors import PageNotFound
from bot.kit.storage.engines import Engines
from bot.kit.storage.transactions import Storage
from bot.outcomes.model.answers import AnswersRefused, OutcomeGone, Question
from bot.outcomes.service.publishing import OutcomePublishing
from bot.outcomes.storage.tables import outcome_tables, outcomes, pooled_outcome_tables
from bot.privacy.service import PrivacyService
from bot.servers.service.leaving import LeavingService, Retention
from bot.servers.service.settings import GuildSettingsService
from tests.data.test_server_export import exported
from tests.outcomes.telling import HIRED, MEMBERS, NO_REPLY, ROLE, Telling
from tests.world import GUILD, MODERATOR, World

OTHER = GUILD + 1


@pytest.fixture
async def telling(storage: Storage) -> Telling:
    telling = Telling(storage)
    await telling.keep_secret()
    return telling


async def test_a_role_lives_from_month_to_month(telling: Telling) -> None:
    await telling.tell(0, 1, 2, 3)
    assert await telling.first_of(2026, 12)
    assert await telling.shown() is None, "four are too few, and look like none"
    await telling.tell(4)
    assert not await telling.publishing.publish_due(), "once a month"
    assert await telling.shown() is None, "and on the first alone"
    assert await telling.outcomes.hired_into(GUILD) == frozenset()
    assert await telling.first_of(2027, 1)
    assert await telling.shown() == (5, "most")
    assert await telling.outcomes.hired_into(GUILD) == {ROLE}, "from five, a move to it was seen here"
    await telling.tell(5, 6, answers=NO_REPLY)
    await telling.first_of(2027, 2)
    assert await telling.shown() == (5, "most"), "two more change nothing"
    await telling.tell(7, 8, 9, 10)
    await telling.first_of(2027, 3)
    assert await telling.shown() == (11, "10")


async def test_who_is_forgotten_is_out_of_the_rows_at_once_and_out_of_the_figures_on_the_first(
    telling: Telling,
) -> None:
    await telling.tell(0, 1, 2, 3, 4)
    await telling.first_of(2026, 12)
    privacy = World(telling.storage, telling.clock).services[PrivacyService]
    await privacy.forget(MEMBERS[0], delete_leads=True)
    async with telling.storage.reading() as unit:
        left = set(await unit.connection.scalars(select(outcomes.c.member_id)))
    assert left == set(MEMBERS[1:5])
    assert await telling.shown() == (5, "most"), "a table that went now would tell who was forgotten"
    await telling.first_of(2027, 1)
    assert await telling.shown() is None
    async with telling.storage.reading() as unit:
        row = (await unit.connection.execute(select(outcome_tables))).one()
    assert (row.people, row.shown) == (0, "{}"), "nothing of it is kept"


async def test_what_is_told_from_the_first_on_waits_for_the_next_month(telling: Telling) -> None:
    await telling.tell(0, 1, 2, 3)
    telling.clock.move(telling.clock.now().replace(month=12, day=1, hour=0) - telling.clock.now())
    await telling.tell(4)
    await telling.first_of(2026, 12)
    assert await telling.shown() is None


async def test_two_processes_publish_a_month_once(telling: Telling) -> None:
    await telling.tell(0, 1, 2, 3, 4)
    telling.clock.move(telling.clock.now().replace(month=12, day=1) - telling.clock.now())
    other = OutcomePublishing(telling.storage, telling.clock)
    assert sorted(await asyncio.gather(telling.publishing.publish_due(), other.publish_due())) == [False, True]
    assert await telling.shown() == (5, "most")


async def test_one_row_for_a_member_a_role_and_a_year_and_the_newest_counts(telling: Telling) -> None:
    actor = Actor(GUILD, MEMBERS[0])
    assert (await telling.outcomes.share(actor, ROLE, HIRED)).is_new
    first = telling.clock.now()
    assert not (await telling.outcomes.share(actor, ROLE, NO_REPLY)).is_new
    await telling.tell(1, 2, 3, 4)
    await telling.first_of(2027, 1)
    assert await telling.shown() == (5, None), "of the five, four were hired"
    await telling.outcomes.share(actor, ROLE, HIRED)
    told = await telling.outcomes.mine(actor)
    assert [(one.year, one.answers[Question.REACHED]) for one in told] == [(2027, "hired"), (2026, "no_reply")]
    assert {one.shared_at for one in told} == {first}, "who tells again is nobody new"
    await telling.outcomes.remove(actor, ROLE, 2027)
    with pytest.raises(OutcomeGone):
        await telling.outcomes.remove(actor, ROLE, 2027)
    assert await telling.outcomes.told(actor, ROLE, 2026) is not None


async def test_servers_that_pool_are_counted_together_and_a_member_of_both_once(telling: Telling) -> None:
    settings = World(telling.storage, telling.clock).services[GuildSettingsService]
    await telling.tell(0, 1, 2)
    await telling.tell(2, 3, guild=OTHER)
    for guild in (GUILD, OTHER):
        await settings.change(Actor(guild, MODERATOR.member_id), pools_outcomes=True)
    await telling.first_of(2026, 12)
    assert await telling.shown() is None, "four people in two servers"
    await telling.tell(4, guild=OTHER)
    await telling.first_of(2027, 1)
    assert await telling.shown() == await telling.shown(OTHER) == (5, "most")
    assert await telling.shown(GUILD + 2) is None, "who does not pool does not see it"
    async with telling.storage.reading() as unit:
        assert (await unit.connection.execute(select(outcome_tables))).first() is None
        assert "guild_id" not in (await unit.connection.execute(select(pooled_outcome_tables))).one()._mapping
    await settings.change(Actor(GUILD, MODERATOR.member_id), pools_outcomes=False)
    assert await telling.shown() is None


async def test_no_export_of_a_server_has_what_a_member_told(telling: Telling, engines: Engines) -> None:
    await telling.tell(0, 1, 2, 3, 4)
    await telling.first_of(2026, 12)
    for with_members in (True, False):
        export = await exported(engines, GUILD, with_members=with_members)
        assert "outcomes" not in export
        assert str(MEMBERS[0]) not in json.dumps(export)
        assert json.loads(export["outcome_tables"][0]["shown"])["reached"] == {"hired": "most"}


async def test_a_server_that_is_forgotten_takes_everything_along(telling: Telling) -> None:
    await telling.tell(0, 1, 2, 3, 4)
    await telling.first_of(2026, 12)
    counts = await LeavingService(telling.storage, telling.clock, Retention()).forget(GUILD)
    assert counts == {"outcomes": 5, "outcome_tables": 1}


async def test_only_roles_and_whole_answers_are_taken(telling: Telling) -> None:
    actor = Actor(GUILD, MEMBERS[0])
    with pytest.raises(PageNotFound):
        await telling.outcomes.share(actor, "insurance", HIRED)
    with pytest.raises(AnswersRefused):
        await telling.outcomes.share(actor, ROLE, {**HIRED, Question.FOUND: "my cousin"})
    assert await telling.outcomes.mine(actor) == []


async def test_the_command_line_lists_what_is_published_and_nothing_that_was_told(telling: Telling) -> None:
    await telling.tell(0, 1, 2, 3)
    await telling.first_of(2026, 12)
    (nothing,) = outcome_lines(await telling.publishing.standing())
    assert nothing.startswith("Nothing is published")
    await telling.tell(4)
    await telling.first_of(2027, 1)
    lines = list(outcome_lines(await telling.publishing.standing()))
    assert lines[:2] == [
        f"reviewer, server {GUILD}, as of January 2027: 5 people",
        "    How far it got | hired most of 5 | 5 members here who chose to tell, since November 2026; "
        "success tells more often.",
    ]
    assert not any(str(number) in line for number in MEMBERS for line in lines)
