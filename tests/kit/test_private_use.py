"""Installed by a member: what needs no server works anywhere, privately, and leaves no trace of the place."""

import re
from pathlib import Path
from typing import Any

import discord
import pytest
from simcord.results import InteractionResult
from sqlalchemy import select

import bot
from bot.cli.simulation import Installs
from bot.data.tables import metadata
from bot.kit.ui.neutral import NEUTRAL
from tests.simulated import Server, custom_ids, labels, said, sent, words

KNOWLEDGE: list[tuple[str, dict[str, Any]]] = [
    ("role", {"name": "um-medical-director"}),
    ("sector", {}),
    ("sector", {"name": "payers"}),
    ("compare", {"a": "um-medical-director", "b": "physician-advisor"}),
    ("cert", {"name": "chcqm"}),
    ("guide", {"name": "confidential-search"}),
    ("myth", {}),
    ("ask", {"question": "do i need board certification for utilization review"}),
    ("fit", {}),
    ("plan", {}),
    ("help", {}),
    ("privacy", {}),
]
OF_A_SERVER: list[tuple[str, dict[str, Any]]] = [
    ("lead share", {"topic": "um-medical-director"}),
    ("lead browse", {}),
    ("lead mine", {}),
    ("outcome share", {"role": "um-medical-director"}),
    ("outcome stats", {"role": "um-medical-director"}),
    ("outcome mine", {}),
    ("follow", {"topic": "um-medical-director"}),
    ("insider ask", {"role": "um-medical-director"}),
    ("insider join", {"role": "um-medical-director"}),
    ("insider queue", {}),
    ("insider mine", {}),
]
OF_MODERATORS = ["setup", "digest preview", "mod queue"]


@pytest.fixture
def elsewhere(server: Server, installs: Installs) -> Server:
    """Give a server that has not added the bot, where the members use an app of their own."""
    installs.not_in.add(server.guild.id)
    installs.by_members |= {server.member.id, server.other.id}
    return server


async def everything_stored(server: Server) -> str:
    async with server.app.services.storage.reading() as unit:
        tables = [(table, await unit.connection.execute(select(table))) for table in metadata.sorted_tables]
    return repr([(table.name, [tuple(row) for row in rows]) for table, rows in tables])


async def press(server: Server, shown: InteractionResult, word: str) -> InteractionResult:
    return await server.member.click(sent(shown), custom_id=next(one for one in custom_ids(shown) if word in one))


@pytest.mark.parametrize(("command", "options"), KNOWLEDGE)
async def test_what_needs_no_server_is_answered_privately_and_offers_nothing_to_share(
    elsewhere: Server, command: str, options: dict[str, Any]
) -> None:
    result = await elsewhere.member.slash(elsewhere.channel, command, **options)
    assert sent(result).flags.ephemeral
    assert words(result)
    assert not {"Share in channel", "Leads", "Follow"} & set(labels(result))


@pytest.mark.parametrize(("command", "options"), KNOWLEDGE)
async def test_it_works_in_messages_with_the_bot(server: Server, command: str, options: dict[str, Any]) -> None:
    result = await server.member.user.slash(command, **options)
    assert words(result)
    assert not {"Share in channel", "Leads", "Follow"} & set(labels(result))


@pytest.mark.parametrize(("command", "options"), OF_A_SERVER)
async def test_what_belongs_to_a_server_says_where_it_works(
    elsewhere: Server, command: str, options: dict[str, Any]
) -> None:
    told = said(await elsewhere.member.slash(elsewhere.channel, command, **options))
    assert told == "This belongs to a server that has added me. Use it in a channel there."


@pytest.mark.parametrize("command", OF_MODERATORS)
async def test_a_moderator_of_another_server_is_none_of_ours(elsewhere: Server, command: str) -> None:
    role = elsewhere.guild.create_role("mods", permissions=discord.Permissions(manage_messages=True, manage_guild=True))
    moderator = elsewhere.guild.add_member(elsewhere.env.create_user("moira"), roles=[role])
    told = said(await moderator.slash(elsewhere.channel, command))
    assert told == "This belongs to a server that has added me. Use it in a channel there."


async def test_a_button_from_before_the_bot_was_removed_shares_nothing(elsewhere: Server, installs: Installs) -> None:
    installs.not_in.clear()
    card = await elsewhere.member.slash(elsewhere.channel, "role", name="um-medical-director")
    more = await press(elsewhere, card, ":more:")
    installs.not_in.add(elsewhere.guild.id)
    assert "no channel to share in here" in said(await press(elsewhere, more, ":share:"))


async def test_nothing_of_a_server_that_has_not_added_the_bot_is_stored_or_logged(
    elsewhere: Server, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG", "bot")
    before = await everything_stored(elsewhere)
    for command, options in [*KNOWLEDGE, *OF_A_SERVER]:
        await elsewhere.member.slash(elsewhere.channel, command, **options)
    asked = await elsewhere.member.slash(elsewhere.channel, "ask", question="which board certifies a lighthouse keeper")
    if any(one.startswith("tf1:gap:") for one in custom_ids(asked)):
        await press(elsewhere, await press(elsewhere, asked, "tf1:gap:"), ":topic:")
    after = await everything_stored(elsewhere)
    logged = "\n".join(record.getMessage() for record in caplog.records if record.name.startswith("bot"))
    for place in (elsewhere.guild.id, elsewhere.channel.id, elsewhere.member.id):
        assert (str(place) in after) == (str(place) in before)
        assert str(place) not in logged


async def test_keep_sends_what_is_read_to_ones_own_messages_below_a_neutral_line(elsewhere: Server) -> None:
    card = await elsewhere.member.slash(elsewhere.channel, "role", name="um-medical-director")
    assert "Kept in your messages" in said(await press(elsewhere, card, ":keep:"))
    [message] = elsewhere.member.user.dm_channel.history()
    first, *rest = words(message).splitlines()
    assert first == NEUTRAL
    assert "Utilization management medical director" in "\n".join(rest)
    assert custom_ids(message) == []


async def test_closed_messages_are_told_in_a_sentence(elsewhere: Server) -> None:
    card = await elsewhere.member.slash(elsewhere.channel, "role", name="um-medical-director")
    path = f"/channels/{elsewhere.member.user.dm_channel.id}/messages"
    elsewhere.env.inject_error("POST", path, status=403, code=50278)
    assert "does not let me write to you" in said(await press(elsewhere, card, ":keep:"))


def test_the_neutral_line_gives_nothing_away() -> None:
    assert not re.search(r"leav|job|role|work|lead|career|tollfree|server", NEUTRAL, re.IGNORECASE)


def test_only_one_module_asks_an_interaction_for_its_server() -> None:
    for folder in ("bot", "cogs"):
        for path in (Path(bot.__file__).parents[1] / folder).rglob("*.py"):
            if path.name != "installs.py":
                assert not re.search(r"interaction\.guild(_id)?\b", path.read_text()), path
