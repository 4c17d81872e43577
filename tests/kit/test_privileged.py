"""Every button, menu and form for moderators and managers: used by a stranger, from another server, and too late."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace

import discord
import pytest
from simcord.actors import MemberActor
from simcord.results import InteractionResult
from sqlalchemy import select

from bot.app import every_item
from bot.insiders.service.suspended import key_of
from bot.insiders.storage.reports import ReportRepository
from bot.insiders.ui.items import ReviewInsiderButton
from bot.kit.storage.columns import metadata
from bot.kit.ui.boundary import BoundaryModal
from bot.leads.model.lead import Lead
from bot.moderation.service.blocks import BlockService
from bot.moderation.service.review import ReviewService
from bot.moderation.ui.decisions import ReviewButton
from bot.moderation.ui.moderating import ModerateButton
from bot.moderation.ui.pages import ModeratorPage
from bot.servers.ui.who import manager, moderator
from tests.fakes import FakeClock
from tests.kit.privileged import OTHERS, PRIVILEGED, Forged, Item, ids_of, press_all
from tests.moderation.desk import Desk, make_desk
from tests.simulated import Server, said, share, words

REFUSALS = ("for the moderators of this server", "for people with *Manage Server*")
BLOCKED = "blocked.example.com"
TOO_LATE: dict[Item, tuple[str, ...]] = {
    ReviewButton: ("Nothing to decide",),
    ModerateButton: ("Nothing to decide",),
    ModeratorPage: ("Nothing waits", "What moderators did", "Nothing is blocked"),
    ReviewInsiderButton: ("Nobody is paused",),
}
"""What is told about what is settled; the panel of /setup has nothing that could be."""


@dataclass
class Waiting:
    """A server with something for each privileged item to act on: a lead, a block, and somebody whom reports paused."""

    desk: Desk
    lead: Lead
    suspension_id: int

    def forged(self, *items: Item) -> list[tuple[Item, Forged]]:
        """Return all that may be pressed of items, about what waits here."""
        ids = {"lead_id": self.lead.id, "seen": self.lead.content.version, "suspension_id": self.suspension_id}
        return [(item, one) for item in items for one in ids_of(item, ids)]

    async def pressed(
        self, who: MemberActor, *items: Item, on: discord.Message | None = None
    ) -> list[tuple[Item, InteractionResult]]:
        """Return what is answered to every press of items."""
        forged = self.forged(*items)
        answers = await press_all(self.desk, who, [one for _, one in forged], on)
        return [(item, answer) for (item, _), answer in zip(forged, answers, strict=True)]

    async def stored(self, but_of: int = 0) -> str:
        """Return all rows of the database, without those of another server."""
        async with self.desk.services.storage.reading() as unit:
            rows = [row for table in metadata.sorted_tables for row in await unit.connection.execute(select(table))]
        return repr([row for row in rows if getattr(row, "guild_id", None) != but_of])


@pytest.fixture
async def waiting(server: Server, clock: FakeClock) -> Waiting:
    desk = await make_desk(server, clock)
    lead, guild_id = await desk.share(server.member), server.guild.id
    await desk.services[BlockService].block_domain_named(BLOCKED, desk.actor(desk.moderator))
    async with desk.services.storage.writing() as unit:
        key = await key_of(unit, guild_id, server.member.id)
        suspension_id = await unit[ReportRepository].suspend(guild_id, key, 2, clock.now())
    assert suspension_id is not None
    return Waiting(desk, lead, suspension_id)


def told(answer: InteractionResult) -> str:
    """Return all that an answer says."""
    return said(answer) + (words(answer) if answer.response is not None else "")


async def finish(who: MemberActor, answer: InteractionResult) -> InteractionResult:
    """Send the form that was opened, if one was."""
    return answer if answer.modal is None else await who.submit_modal(answer, {"reason": "because"})


def is_refused(answer: InteractionResult) -> bool:
    return answer.modal is None and any(refusal in said(answer) for refusal in REFUSALS)


def lose_roles(desk: Desk, who: MemberActor) -> None:
    """Take all roles from a member; the bot is not told, and reads it in the next press as on Discord."""
    desk.server.env.backend.get_guild(desk.server.guild.id).members[who.id].role_ids.clear()


def privileged_forms() -> Iterator[type[BoundaryModal]]:
    """Yield the forms of those files that ask who moderates or manages."""
    for form in BoundaryModal.__subclasses__():
        if {moderator, manager} & {one for one in vars(sys.modules[form.__module__]).values() if callable(one)}:
            yield form


@pytest.mark.breaks  # what is forged for other items is nothing that Discord would let through
async def test_a_stranger_is_refused_at_each_and_at_no_other_and_nothing_changes(waiting: Waiting) -> None:
    stranger, before = waiting.desk.server.other, await waiting.stored()
    for item, answer in await waiting.pressed(stranger, *PRIVILEGED):
        assert is_refused(answer), f"{item.__name__}: {told(answer)}"
    assert await waiting.stored() == before
    for item, answer in await waiting.pressed(stranger, *OTHERS):
        assert not is_refused(answer), f"{item.__name__} belongs in PRIVILEGED"


async def test_who_moderates_another_server_reaches_and_reads_nothing_here(waiting: Waiting) -> None:
    env = waiting.desk.server.env
    elsewhere = env.create_guild("Elsewhere")
    channel = elsewhere.create_text_channel("general")
    role = elsewhere.create_role("mods", permissions=discord.Permissions(manage_messages=True, manage_guild=True))
    spy = elsewhere.add_member(env.create_user("spy"), roles=[role])
    await env.settle()
    await share(spy, await spy.slash(channel, "role", name="um-medical-director"))
    before = await waiting.stored(but_of=elsewhere.id)
    secrets = (waiting.lead.content.title, BLOCKED, waiting.desk.moderator.mention, "Somebody")
    for item, answer in await waiting.pressed(spy, *PRIVILEGED, on=channel.last_message):
        last = await finish(spy, answer)
        assert not is_refused(last), "they moderate where they press"
        assert not [one for one in secrets if one in told(last)], item.__name__
    assert await waiting.stored(but_of=elsewhere.id) == before


async def test_what_is_settled_meanwhile_is_told_and_stays(waiting: Waiting) -> None:
    desk, first = waiting.desk, waiting.desk.actor(waiting.desk.moderator)
    await desk.services[ReviewService].reject(waiting.lead.id, first, "Not for us")
    [block] = await desk.services[BlockService].blocks(first.guild_id)
    await desk.services[BlockService].unblock(block.id, first)
    for _, answer in await waiting.pressed(desk.moderator, ReviewInsiderButton):
        assert answer.response is not None
    await desk.deliver()
    before = await waiting.stored()
    for item, answer in await waiting.pressed(desk.second, *TOO_LATE):
        last = await finish(desk.second, answer)
        assert any(one in told(last) for one in TOO_LATE[item]), f"{item.__name__}: {told(last)}"
    assert await waiting.stored() == before


async def test_who_lost_the_role_since_is_refused_at_each_and_at_the_forms_that_stand_open(waiting: Waiting) -> None:
    desk, was_one = waiting.desk, waiting.desk.moderator
    nothing = replace(waiting, lead=replace(waiting.lead, id=10**6), suspension_id=10**6)  # pressed, it settles nothing
    tried = zip(waiting.forged(*PRIVILEGED), await nothing.pressed(was_one, *PRIVILEGED), strict=True)
    opening = [forged for (_, forged), (_, answer) in tried if answer.modal is not None]
    forms = await press_all(desk, was_one, opening)
    assert {form.modal["title"] for form in forms if form.modal} == {form.title for form in privileged_forms()}
    before = await waiting.stored()
    lose_roles(desk, was_one)
    for form in forms:
        assert is_refused(await finish(was_one, form))
    for item, answer in await waiting.pressed(was_one, *PRIVILEGED):
        assert is_refused(answer), f"{item.__name__}: {told(answer)}"
    assert await waiting.stored() == before


@pytest.mark.parametrize("item", every_item())
def test_every_item_goes_through_the_boundary(item: Item) -> None:
    assert getattr(item.callback, "is_guarded", False)
