"""Steps of the tests of what followers are told."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import discord
from simcord.actors import MemberActor
from simcord.builders import ChannelHandle, GuildHandle

from bot.following.service.following import FollowService
from bot.kit.actors import Actor
from bot.leads.model.lead import Lead
from bot.leads.service.sharing import LeadSharing
from bot.pages.service.reviews import PageReviewService
from bot.pages.storage import PageReviewRepository
from bot.servers.service.settings import GuildSettingsService
from tests.moderation.desk import Desk, posted

UM = "um-medical-director"
SECTOR = "payers"
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)
SENDING = "/channels/*/messages"


@dataclass
class Elsewhere:
    """A second server, and the same member in it."""

    guild: GuildHandle
    channel: ChannelHandle
    member: MemberActor


def follows(desk: Desk) -> FollowService:
    return desk.server.app.services[FollowService]


def told(who: MemberActor) -> list[discord.Message]:
    return posted(who.user.dm_channel)


async def follow_and_share(desk: Desk) -> Lead:
    """Let a member follow a sector, and another share a lead in it; the message is due an hour later."""
    await desk.server.member.slash(desk.server.channel, "follow", topic=SECTOR)
    desk.clock.move(MINUTE)
    return await desk.share(desk.server.other)


async def share_in(desk: Desk, place: Elsewhere) -> Lead:
    """Share a lead in the second server, by somebody there."""
    services = desk.services
    await desk.services[GuildSettingsService].change(Actor(place.guild.id, 1), reviews_newcomers=False)
    draft = services[LeadSharing].draft_of(await desk.share(desk.second), "token-of-the-second")
    shared = await services[LeadSharing].share(draft, Actor(place.guild.id, desk.second.id), "dirk", place.channel.id)
    await desk.deliver()
    return shared.lead


def sendings(desk: Desk) -> list[Any]:
    """Return the requests that sent a message to the member."""
    path = f"/channels/{desk.server.member.user.dm_channel.id}/messages"
    return [one for one in desk.server.env.http_requests if one.method == "POST" and one.path == path]


async def closed(desk: Desk, code: int = 50007) -> Lead:
    """Let a message be refused, and days pass."""
    lead = await follow_and_share(desk)
    desk.server.env.inject_error("POST", SENDING, status=403, code=code)
    await desk.pass_time(HOUR)
    await desk.pass_time(3 * DAY)
    await desk.upkeep(3)
    assert told(desk.server.member) == []
    return lead


async def review(desk: Desk, page_id: str) -> None:
    """Let a page be reviewed now, after all were seen once."""
    await desk.server.app.services[PageReviewService].note()
    async with desk.server.app.services[FollowService]._storage.writing() as unit:
        await unit[PageReviewRepository].put({page_id: date(2026, 11, 22)}, desk.clock.now())
