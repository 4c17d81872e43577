"""`/mod`: blocks, the log, unsealing, for moderators alone."""

import discord
import pytest

from bot.kit.actors import Actor
from bot.leads.model.draft import LeadDraft
from bot.moderation.service.blocks import BlockService
from tests.fakes import FakeClock
from tests.moderation.desk import Desk, make_desk, posted, text
from tests.simulated import Server, labels, said, sent, words


@pytest.fixture
async def desk(server: Server, clock: FakeClock) -> Desk:
    return await make_desk(server, clock)


async def act(desk: Desk, name: str, **given: object) -> str:
    result = await desk.moderator.slash(desk.server.channel, f"mod {name}", **given)
    assert result.ephemeral
    return said(result) or words(result)


async def choices(desk: Desk, command: str, option: str, typed: str = "") -> list[tuple[str, object]]:
    offered = await desk.moderator.autocomplete(desk.server.channel, f"mod {command}", option, typed)
    return [(choice["name"], choice["value"]) for choice in offered]


async def test_the_group_is_hidden_from_members_by_default(desk: Desk) -> None:
    definition = next(one for one in desk.server.client.tree.get_commands() if one.name == "mod")
    assert definition.default_permissions == discord.Permissions(manage_messages=True)


async def test_a_server_that_opens_the_group_to_all_still_refuses_members(desk: Desk) -> None:
    definition = next(one for one in desk.server.client.tree.get_commands() if one.name == "mod")
    definition.default_permissions = None
    await desk.server.client.sync_commands(force=True)
    for name in ("queue", "audit", "blocks"):
        result = await desk.server.member.slash(desk.server.channel, f"mod {name}")
        assert "for the moderators of this server" in said(result)
    assert "for the moderators" in said(
        await desk.server.member.slash(desk.server.channel, "mod block", domain="example.com")
    )
    offered = await desk.server.member.autocomplete(desk.server.channel, "mod unseal", "lead", "1")
    assert offered == []


async def test_in_a_direct_message_it_says_that_it_belongs_to_a_server(desk: Desk) -> None:
    result = await desk.moderator.user.slash("mod queue")
    assert "belongs to a server" in said(result)


@pytest.mark.parametrize("typed", ["jobs.example.com", "HTTPS://www.Example.com/page?a=1", "example.com"])
async def test_a_domain_is_blocked_by_name_or_address(desk: Desk, typed: str) -> None:
    assert "**example.com**" in await act(desk, "block", domain=typed)
    assert "example.com" in await act(desk, "blocks")


@pytest.mark.parametrize("typed", ["", "not a site", "localhost", "@everyone"])
async def test_what_names_no_site_is_not_blocked(desk: Desk, typed: str) -> None:
    assert "name of a site" in await act(desk, "block", domain=typed or " ")
    assert "Nothing is blocked" in await act(desk, "blocks")


async def test_a_block_is_lifted_by_picking_it(desk: Desk) -> None:
    await act(desk, "block", domain="example.com")
    await act(desk, "block", domain="example.org")
    [(name, block_id)] = await choices(desk, "unblock", "block", "ORG")
    assert name == "example.org"
    assert "Lifted: example.org" in await act(desk, "unblock", block=block_id)
    assert "example.org" not in await act(desk, "blocks")
    assert "gone already" in await act(desk, "unblock", block=block_id)


async def test_a_blocked_poster_is_listed_by_the_lead_alone_and_can_be_freed(desk: Desk) -> None:
    lead = await desk.share(desk.server.member)
    await desk.moderator.click(posted(desk.queue)[-1], label="Block poster")
    [(name, block_id)] = await choices(desk, "unblock", "block")
    assert name == f"the poster of lead {lead.id}"
    assert f"Lifted: the poster of lead {lead.id}" in await act(desk, "unblock", block=block_id)


async def test_blocks_have_pages_and_each_can_be_found_to_be_lifted(desk: Desk) -> None:
    service, actor = desk.services[BlockService], Actor(desk.server.guild.id, desk.moderator.id)
    for number in range(120):
        await service.block_domain_named(f"example{number}.com", actor)
    page = await desk.moderator.slash(desk.server.channel, "mod blocks")
    listed = [words(page)]
    while "Older ›" in labels(page):
        await desk.moderator.click(sent(page), label="Older ›")
        listed.append(words(page))
    assert len(listed) == 5
    assert all(f"example{number}.com" in "\n".join(listed) for number in range(120))
    assert [name for name, _ in await choices(desk, "unblock", "block", "example0.com")] == ["example0.com"]


async def test_the_audit_log_has_pages_and_no_posters(desk: Desk) -> None:
    await desk.share(desk.server.member)
    await desk.moderator.click(posted(desk.queue)[-1], label="Approve")
    for number in range(11):
        await act(desk, "block", domain=f"example{number}.com")
    page = await desk.moderator.slash(desk.server.channel, "mod audit")
    assert page.ephemeral
    assert words(page).count("blocked a domain") == 10
    assert labels(page) == ["Older ›"]
    await desk.moderator.click(sent(page), label="Older ›")
    assert "approved · lead" in words(page)
    assert "changed settings · leads a day, leads channel, queue channel" in words(page)
    assert desk.moderator.mention in words(page)
    assert str(desk.server.member.id) not in words(page)
    await desk.moderator.click(sent(page), label="‹ Newest")
    assert words(page).count("blocked a domain") == 10


async def sealed(desk: Desk) -> int:
    draft = LeadDraft(token="", title="Quiet", link="https://quiet.example.org/1", is_pseudonymous=True)
    return (await desk.share(desk.server.member, draft)).id


async def test_unsealing_takes_two_different_moderators_and_the_poster_is_told(desk: Desk) -> None:
    lead_id = await sealed(desk)
    for _ in range(2):
        assert "Another moderator has to ask too" in await act(desk, "unseal", lead=lead_id)
    result = await desk.second.slash(desk.server.channel, "mod unseal", lead=lead_id)
    assert result.ephemeral
    assert desk.server.member.mention in said(result)
    await desk.upkeep()
    assert "Two moderators together looked up" in text(posted(desk.server.member.user.dm_channel))
    page = await desk.moderator.slash(desk.server.channel, "mod audit")
    assert "unsealed" in words(page)
    assert "asked to unseal" in words(page)
    assert str(desk.server.member.id) not in words(page)


async def test_unsealing_offers_pseudonymous_leads_and_any_number(desk: Desk) -> None:
    lead_id = await sealed(desk)
    open_one = await desk.share(desk.server.other)
    assert await choices(desk, "unseal", "lead", "qui") == [(f"{lead_id} · Quiet", lead_id)]
    assert ("Lead 77", 77) in await choices(desk, "unseal", "lead", "77")
    assert "no hidden poster" in await act(desk, "unseal", lead=open_one.id)
