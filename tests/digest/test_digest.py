"""The daily digest in Discord: once a day, in its channel, without pings, whatever fails on the way."""

import asyncio
from datetime import UTC, datetime, timedelta

import discord
import pytest
from simcord.actors import MemberActor
from simcord.builders import ChannelHandle

from bot.ask.service.gaps import GapService
from bot.digest.model.digest import DigestState
from bot.digest.model.errands import DIGEST
from bot.digest.service.digests import DigestService
from bot.digest.storage import DigestRepository
from bot.digest.ui import posting
from bot.kit.actors import Actor, CardPlace
from bot.knowledge.library import Library
from bot.knowledge.vocabulary import PageKind
from bot.outbox.model.job import JobState
from bot.outbox.service import Outbox
from bot.outbox.ui import running
from bot.servers.service.settings import GuildSettingsService
from tests.fakes import FakeClock
from tests.moderation.desk import Desk, make_desk, posted, text
from tests.simulated import Server, custom_ids, labels, said, words

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
BEFORE_EIGHT = datetime(2026, 11, 23, 12, 59, tzinfo=UTC)


@pytest.fixture
async def desk(server: Server, clock: FakeClock) -> Desk:
    """Give a server whose digest is due in a minute."""
    desk = await make_desk(server, clock)
    paper = server.guild.create_text_channel("daily")
    await server.env.settle()
    clock.move(BEFORE_EIGHT - clock.now())
    await desk.change({"reviews_newcomers": False, "digest_channel_id": paper.id})
    return desk


def paper(desk: Desk) -> ChannelHandle:
    return desk.server.guild.channels["daily"]


def told(desk: Desk) -> str:
    return "\n".join(message.content for message in posted(desk.queue))


async def command(desk: Desk, name: str, who: MemberActor | None = None) -> str:
    result = await (who or desk.moderator).slash(desk.server.channel, f"digest {name}")
    assert result.ephemeral
    return said(result)


async def test_it_comes_at_its_time_once_without_a_ping(desk: Desk) -> None:
    assert posted(paper(desk)) == []
    await desk.pass_time()
    [digest] = posted(paper(desk))
    assert "## Monday, November 23" in words(digest)
    assert "Role of the day" in words(digest)
    assert "Not required, by a rule" in words(digest) or "Nobody we read asks" in words(digest)
    assert "A claim you may hear" in words(digest)
    assert not digest.mentions
    assert not digest.mention_everyone
    assert labels(digest) == ["Read the role", "Browse leads", "Follow this role", "The evidence"]
    await desk.upkeep(10)
    await desk.server.restart()
    await desk.upkeep(3)
    assert len(posted(paper(desk))) == 1
    await desk.pass_time(DAY)
    assert len(posted(paper(desk))) == 2


async def test_it_names_new_leads_with_a_way_to_their_cards_and_no_member(desk: Desk) -> None:
    lead = await desk.share(desk.server.member)
    await desk.pass_time()
    [digest] = posted(paper(desk))
    assert lead.content.title in words(digest)
    assert lead.card is not None
    assert str(lead.card.message_id) in words(digest)
    shown = words(digest) + " ".join(custom_ids(digest))
    assert str(desk.server.member.id) not in shown
    assert "Shared by" not in shown


async def test_its_buttons_open_cards_privately_after_a_restart(desk: Desk) -> None:
    await desk.share(desk.server.member)
    await desk.pass_time()
    await desk.server.restart()
    [digest] = posted(paper(desk))
    role = await desk.server.other.click(digest, label="Read the role")
    assert role.ephemeral
    assert "Requirements" in labels(role)
    leads = await desk.server.other.click(digest, label="Browse leads")
    assert leads.ephemeral
    assert "## Leads" in words(leads)
    assert "Instead" in words(await desk.server.other.click(digest, label="The evidence"))
    assert len(posted(paper(desk))) == 1


@pytest.mark.breaks
async def test_a_crash_between_posting_and_recording_is_settled_by_looking(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def crash(*_: object) -> None:
        raise ConnectionResetError

    await keep_discords_time(desk)
    with monkeypatch.context() as broken:
        broken.setattr(DigestService, "posted", crash)
        await desk.pass_time()
    assert len(posted(paper(desk))) == 1
    for number in range(30):
        await desk.server.member.send(paper(desk), f"chatter {number}")
    await desk.upkeep(7)
    assert sum(message.author.bot for message in posted(paper(desk))) == 1
    assert await states(desk) == [DigestState.POSTED]


@pytest.mark.breaks
async def test_what_discord_did_not_take_is_posted_when_the_lease_ends(desk: Desk) -> None:
    desk.server.env.inject_error("POST", f"/channels/{paper(desk).id}/messages", status=500)
    await desk.pass_time()
    assert posted(paper(desk)) == []
    await desk.upkeep(2)
    assert posted(paper(desk)) == [], "another process might still be at it"
    await desk.upkeep(4)
    assert len(posted(paper(desk))) == 1


async def test_a_lost_permission_pauses_it_and_tells_moderators_once(desk: Desk) -> None:
    await let_write(desk, allowed=False)
    await desk.upkeep(10)
    assert told(desk).count("The daily digest is paused. I lack *Send Messages*") == 1
    assert "/digest resume" in told(desk)
    await desk.pass_time(3 * DAY)
    assert told(desk).count("paused") == 1
    await let_write(desk, allowed=None)
    assert "The digest is on again" in await command(desk, "resume")
    await desk.pass_time(DAY)
    assert len(posted(paper(desk))) == 1


async def test_a_permission_that_discord_refuses_in_earnest_pauses_it_too(desk: Desk) -> None:
    desk.server.env.inject_error("POST", f"/channels/{paper(desk).id}/messages", status=403, code=50013)
    await desk.upkeep(3)
    assert "I lack a permission in that channel" in told(desk)
    assert "within a minute" in await command(desk, "resume")
    await desk.pass_time()
    assert len(posted(paper(desk))) == 1


async def test_a_deleted_channel_pauses_it_and_other_servers_go_on(desk: Desk) -> None:
    other = desk.server.env.create_guild("Other")
    boss = other.add_member(
        desk.server.env.create_user("bea"),
        roles=[other.create_role("boss", permissions=discord.Permissions(manage_guild=True))],
    )
    channel = other.create_text_channel("news")
    await desk.server.env.settle()
    view = await boss.slash(channel, "setup")
    assert view.response is not None
    await boss.click(view.response, custom_id="tf1:setup:digest")
    await boss.select(view.response, [channel], custom_id="tf1:setting:digest")
    gone = desk.server.client.get_channel(paper(desk).id)
    assert isinstance(gone, discord.TextChannel)
    await gone.delete()
    await desk.settle_listeners()
    await desk.upkeep(5)
    assert len(posted(channel)) == 1
    assert told(desk).count("The digest’s channel is gone") == 1
    assert "It is paused because" in words(await desk.moderator.slash(desk.server.channel, "digest preview"))


async def test_without_a_queue_channel_the_owner_is_told(desk: Desk) -> None:
    await desk.change({"queue_channel_id": None})
    desk.server.env.inject_error("POST", f"/channels/{paper(desk).id}/messages", status=403, code=50013)
    await desk.upkeep(3)
    owner = desk.server.env.backend.guilds[desk.server.guild.id].owner_id
    messages = [
        entry
        for entry in desk.server.env.http_requests
        if entry.method == "POST" and entry.path == "/users/@me/channels"
    ]
    assert len(messages) == 1
    assert owner is not None


async def test_when_all_had_its_turn_and_nothing_is_new_it_is_skipped_and_said_once(desk: Desk) -> None:
    pages = desk.services[Library].current
    days = max(len(pages.of_kind(kind)) for kind in (PageKind.ROLE, PageKind.MYTH))
    await pass_days_unseen(desk, days - 1)
    await desk.pass_time()
    assert len(posted(paper(desk))) == 1, "the last that had no turn yet"
    for _ in range(3):
        await desk.pass_time(DAY)
    assert len(posted(paper(desk))) == 1, "every role and every myth had its turn"
    assert told(desk).count("nothing new for today’s digest") == 1
    await desk.share(desk.server.member)
    await desk.pass_time(DAY)
    assert len(posted(paper(desk))) == 2


async def test_every_role_comes_once_before_any_comes_again(desk: Desk) -> None:
    roles = {page.id for page in desk.services[Library].current.of_kind(PageKind.ROLE)}
    unseen = await pass_days_unseen(desk, len(roles) - 3)
    for day in range(3):
        await desk.pass_time(DAY if day else MINUTE)
    ids = [one for message in posted(paper(desk)) for one in custom_ids(message) if one.startswith("tf1:follow:")]
    seen = {role for role in roles for one in ids if one.split(":")[-1] == role}
    assert len(seen) == 3
    assert {*unseen, *seen} == roles


async def pass_days_unseen(desk: Desk, days: int) -> list[str]:
    """Let days pass whose digests only the service sees, which is quicker; return their roles."""
    digests = desk.services[DigestService]
    roles = []
    for day in range(days):
        desk.clock.move(MINUTE)
        claim = await digests.claim_due(desk.server.guild.id)
        assert claim is not None
        assert claim.content.role is not None
        roles.append(claim.content.role.page_id)
        await digests.posted(claim, CardPlace(claim.channel_id, day))
        desk.clock.move(DAY - MINUTE)
    return roles


async def test_preview_shows_it_privately_and_stores_nothing(desk: Desk) -> None:
    shown = await desk.moderator.slash(desk.server.channel, "digest preview")
    assert shown.ephemeral
    assert "only you see this" in words(shown)
    assert f"The next one comes <t:{int(BEFORE_EIGHT.timestamp()) + 60}:F>" in words(shown)
    assert posted(paper(desk)) == []
    await desk.pass_time()
    first = posted(paper(desk))[0]
    assert words(first).splitlines()[2] in words(shown), "the same role"


async def test_now_posts_it_at_once_and_the_scheduled_one_does_not_come(desk: Desk) -> None:
    assert "Posted: https://discord.com/channels/" in await command(desk, "now")
    assert "posted already" in await command(desk, "now")
    await desk.upkeep(5)
    assert len(posted(paper(desk))) == 1
    await desk.pass_time(DAY)
    assert len(posted(paper(desk))) == 2


async def test_now_says_what_is_missing(desk: Desk) -> None:
    await desk.change({"digest_channel_id": None})
    for name in ("now", "pause", "resume"):
        assert "No channel is chosen for the digest yet" in await command(desk, name)


async def test_pause_and_resume(desk: Desk) -> None:
    assert "paused" in await command(desk, "pause")
    await desk.pass_time(DAY)
    assert posted(paper(desk)) == []
    assert "The next one comes <t:" in await command(desk, "resume")
    await desk.pass_time()
    assert len(posted(paper(desk))) == 1


async def test_members_may_not(desk: Desk) -> None:
    definition = next(one for one in desk.server.client.tree.get_commands() if one.name == "digest")
    assert definition.default_permissions == discord.Permissions(manage_messages=True)
    definition.default_permissions = None
    await desk.server.client.sync_commands(force=True)
    for name in ("preview", "now", "pause", "resume"):
        assert "for the moderators" in await command(desk, name, desk.server.member)


async def test_questions_that_missed_are_named_by_their_nearest_page_alone(desk: Desk) -> None:
    for _ in range(2):
        await desk.server.app.services[GapService].file(
            "um-medical-director", "my secret question", desk.server.guild.id
        )
    await desk.pass_time()
    [digest] = posted(paper(desk))
    assert "2 questions near" in words(digest)
    assert "secret" not in words(digest)


@pytest.mark.breaks
async def test_one_servers_broken_digest_does_not_hold_up_the_next(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    other = desk.server.env.create_guild("Other")
    channel = other.create_text_channel("news")
    await desk.server.env.settle()
    await desk.services[GuildSettingsService].change(Actor(other.id, 1), digest_channel_id=channel.id)
    real = DigestService.claim_due

    async def fail(self: DigestService, guild_id: int) -> object:
        if guild_id == desk.server.guild.id:
            raise ZeroDivisionError
        return await real(self, guild_id)

    monkeypatch.setattr(DigestService, "claim_due", fail)
    await desk.pass_time()
    assert "a job of digest failed" in caplog.text
    assert len(posted(channel)) == 1


async def keep_discords_time(desk: Desk) -> None:
    """Bring our clock to the simulated Discord's, by which messages are dated, and make the digest due in a minute."""
    discords = discord.utils.snowflake_time(desk.server.guild.id).replace(second=0, microsecond=0)
    desk.clock.move(discords - desk.clock.now())
    await desk.change({"time_zone": "UTC", "digest_time": (discords + timedelta(minutes=1)).time()})


async def let_write(desk: Desk, *, allowed: bool | None) -> None:
    channel = desk.server.client.get_channel(paper(desk).id)
    assert isinstance(channel, discord.TextChannel)
    await channel.set_permissions(channel.guild.default_role, send_messages=allowed)
    await desk.server.env.settle()


async def states(desk: Desk) -> list[DigestState]:
    storage = desk.server.app.services[DigestService]._storage
    async with storage.reading() as unit:
        return [digest.state for digest in await unit[DigestRepository].latest(desk.server.guild.id, 10)]


async def test_the_longest_digest_fits(desk: Desk) -> None:
    for number in range(7):
        await desk.share(desk.server.member if number % 2 else desk.server.other)
        await desk.server.app.services[GapService].file("um-medical-director", None, desk.server.guild.id)
    await desk.pass_time()
    [digest] = posted(paper(desk))
    assert 1000 < len(words(digest)) <= 4000
    assert text([digest]).count("(open)") >= 3


async def test_discord_is_given_a_nonce_that_a_second_attempt_would_have_too(desk: Desk) -> None:
    await desk.pass_time()
    [sent] = [
        entry
        for entry in desk.server.env.http_requests
        if (entry.method, entry.path) == ("POST", f"/channels/{paper(desk).id}/messages")
    ]
    assert sent.json is not None
    assert sent.json["nonce"] == f"{desk.server.guild.id:x}-261123", "by server and local date"
    assert sent.json["enforce_nonce"] is True


async def test_a_send_that_hangs_is_given_up_and_taken_up_again(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    async def hang(*_: object) -> discord.Message:
        await asyncio.Event().wait()
        raise AssertionError

    with monkeypatch.context() as broken:
        broken.setattr(posting, "_send", hang)
        broken.setattr(running, "TIME_TO_DELIVER", timedelta(milliseconds=50))
        errand = await desk.services[DigestService].ask_today(Actor(desk.server.guild.id, desk.moderator.id))
        standing = await running.deliver_now(desk.server.client, errand)
    assert standing is not None
    assert (standing.state, await states(desk)) == (JobState.WAITING, [DigestState.CLAIMED])
    assert "being posted right now" in await command(desk, "now")
    await desk.upkeep(7)
    assert len(posted(paper(desk))) == 1
    assert await states(desk) == [DigestState.POSTED]


async def test_now_says_why_it_cannot_be_posted_and_the_outbox_lists_it(desk: Desk) -> None:
    await let_write(desk, allowed=False)
    assert "paused. I lack *Send Messages*" in await command(desk, "now")
    [given_up] = (await desk.services[Outbox].state(5)).given_up
    assert (given_up.kind, given_up.guild_id) == (DIGEST, desk.server.guild.id)
    await let_write(desk, allowed=None)
    assert "Posted: https://" in await command(desk, "now"), "it may be asked for again at once"
